<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>GroupTableModel</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>IssueWords</name>
    <message>
        <source>It has %1 cell where the first line has %2.</source>
        <translation>Sie hat %1 Zelle, die erste Zeile hat %2.</translation>
    </message>
    <message>
        <source>It has %1 cells where the first line has %2.</source>
        <translation>Sie hat %1 Zellen, die erste Zeile hat %2.</translation>
    </message>
    <message>
        <source>It has %1 cells where the table&apos;s first row has %2.</source>
        <translation>Sie hat %1 Zellen, die erste Zeile der Tabelle hat %2.</translation>
    </message>
    <message>
        <source>In cell %1 text follows after the closing quote; a quote inside a quoted cell is written twice.</source>
        <translation>In Zelle %1 folgt Text nach dem schließenden Anführungszeichen; in einer Zelle mit Anführungszeichen wird jedes weitere doppelt geschrieben.</translation>
    </message>
    <message>
        <source>Quotes are opened and never closed again and again; the rest of the file is not read.</source>
        <translation>Immer wieder werden Anführungszeichen geöffnet und nicht geschlossen; der Rest der Datei wird nicht gelesen.</translation>
    </message>
    <message>
        <source>A quote is opened here and never closed, or the cell is longer than %1 KiB.</source>
        <translation>Hier wird ein Anführungszeichen geöffnet und nie geschlossen, oder die Zelle ist länger als %1 KiB.</translation>
    </message>
    <message>
        <source>The row&apos;s XML is damaged.</source>
        <translation>Das XML der Zeile ist beschädigt.</translation>
    </message>
    <message>
        <source>A cell stands outside of the 16,384 columns that a sheet has.</source>
        <translation>Eine Zelle liegt außerhalb der 16.384 Spalten, die ein Blatt hat.</translation>
    </message>
    <message>
        <source>Its cells are not in order.</source>
        <translation>Ihre Zellen stehen nicht in der richtigen Reihenfolge.</translation>
    </message>
    <message>
        <source>The cell %1 stands in a column that has no name in the first row.</source>
        <translation>Die Zelle %1 steht in einer Spalte, die in der ersten Zeile keinen Namen hat.</translation>
    </message>
    <message>
        <source>The cell %1 names the shared string %2 where there are %3.</source>
        <translation>Die Zelle %1 verweist auf die gemeinsame Zeichenfolge %2, es gibt aber nur %3.</translation>
    </message>
    <message>
        <source>The record is longer than %1 KiB, the most that one row may have.</source>
        <translation>Der Eintrag ist länger als %1 KiB, mehr darf eine Zeile nicht haben.</translation>
    </message>
    <message>
        <source>The row is longer than %1 KiB, the most that one row may have.</source>
        <translation>Die Zeile ist länger als %1 KiB, mehr darf eine Zeile nicht haben.</translation>
    </message>
    <message>
        <source>The line is longer than %1 KiB, the most that one row may have.</source>
        <translation>Die Textzeile ist länger als %1 KiB, mehr darf eine Zeile nicht haben.</translation>
    </message>
    <message>
        <source>The row is longer than one row may be.</source>
        <translation>Die Zeile ist länger, als eine Zeile sein darf.</translation>
    </message>
    <message>
        <source>The document is longer than %1 KiB, the most that one row may have; read the file in smaller pieces.</source>
        <translation>Das Dokument ist länger als %1 KiB, mehr darf eine Zeile nicht haben; lesen Sie die Datei in kleineren Teilen.</translation>
    </message>
    <message>
        <source>The section is longer than %1 KiB, the most that one row may have; read the file in smaller pieces.</source>
        <translation>Der Abschnitt ist länger als %1 KiB, mehr darf eine Zeile nicht haben; lesen Sie die Datei in kleineren Teilen.</translation>
    </message>
    <message>
        <source>The page is longer than %1 KiB, the most that one row may have; read the file in smaller pieces.</source>
        <translation>Die Seite ist länger als %1 KiB, mehr darf eine Zeile nicht haben; lesen Sie die Datei in kleineren Teilen.</translation>
    </message>
    <message>
        <source>The paragraph is longer than %1 KiB, the most that one row may have; read the file in smaller pieces.</source>
        <translation>Der Absatz ist länger als %1 KiB, mehr darf eine Zeile nicht haben; lesen Sie die Datei in kleineren Teilen.</translation>
    </message>
    <message>
        <source>The line is longer than %1 KiB, the most that one row may have; read the file in smaller pieces.</source>
        <translation>Die Textzeile ist länger als %1 KiB, mehr darf eine Zeile nicht haben; lesen Sie die Datei in kleineren Teilen.</translation>
    </message>
    <message>
        <source>Byte %1 of the row (%2, byte %3 of the file) is not valid UTF-8: the file may be in another encoding, such as Windows-1252, or mix several.</source>
        <translation>Byte %1 der Zeile (%2, Byte %3 der Datei) ist kein gültiges UTF-8: Die Datei hat vielleicht eine andere Kodierung, etwa Windows-1252, oder mischt mehrere.</translation>
    </message>
    <message>
        <source>After %1 bytes (counted in UTF-8) it holds something that is no character in %2.</source>
        <translation>Nach %1 Bytes (in UTF-8 gezählt) enthält sie etwas, das in %2 kein Zeichen ist.</translation>
    </message>
    <message>
        <source>Byte %1 of the page&apos;s text is not valid UTF-8.</source>
        <translation>Byte %1 im Text der Seite ist kein gültiges UTF-8.</translation>
    </message>
    <message>
        <source>It holds bytes that are no UTF-8 text.</source>
        <translation>Sie enthält Bytes, die kein UTF-8-Text sind.</translation>
    </message>
    <message>
        <source>It is not valid UTF-8.</source>
        <translation>Sie ist kein gültiges UTF-8.</translation>
    </message>
    <message>
        <source>It holds the character NUL (U+0000), which is no text.</source>
        <translation>Sie enthält das Zeichen NUL (U+0000), das kein Text ist.</translation>
    </message>
    <message>
        <source>It is nested deeper than %1 levels.</source>
        <translation>Sie ist tiefer als %1 Ebenen verschachtelt.</translation>
    </message>
    <message>
        <source>A text is opened with &quot; and never closed: the line may be cut off.</source>
        <translation>Ein Text wird mit &quot; geöffnet und nie geschlossen: Die Zeile ist vielleicht abgeschnitten.</translation>
    </message>
    <message>
        <source>A control character or line break stands inside a text; JSON wants it as \n or \u00XX.</source>
        <translation>In einem Text steht ein Steuerzeichen oder Zeilenumbruch; JSON verlangt dafür \n oder \u00XX.</translation>
    </message>
    <message>
        <source>A text holds an escape that means no character (such as half a surrogate pair) at byte %1 of the item.</source>
        <translation>Bei Byte %1 des Eintrags enthält ein Text eine Escape-Folge, die für kein Zeichen steht (etwa ein halbes Surrogatpaar).</translation>
    </message>
    <message>
        <source>A text holds an escape that means no character (such as half a surrogate pair).</source>
        <translation>Ein Text enthält eine Escape-Folge, die für kein Zeichen steht (etwa ein halbes Surrogatpaar).</translation>
    </message>
    <message>
        <source>A number is written wrongly or is too large to be kept exactly at byte %1 of the item.</source>
        <translation>Bei Byte %1 des Eintrags ist eine Zahl falsch geschrieben oder zu groß, um genau erhalten zu bleiben.</translation>
    </message>
    <message>
        <source>A number is written wrongly or is too large to be kept exactly.</source>
        <translation>Eine Zahl ist falsch geschrieben oder zu groß, um genau erhalten zu bleiben.</translation>
    </message>
    <message>
        <source>It is empty.</source>
        <translation>Sie ist leer.</translation>
    </message>
    <message>
        <source>It is not valid JSON at byte %1 of the item.</source>
        <translation>Bei Byte %1 des Eintrags ist sie kein gültiges JSON.</translation>
    </message>
    <message>
        <source>It is not valid JSON.</source>
        <translation>Sie ist kein gültiges JSON.</translation>
    </message>
    <message>
        <source>It is not an object: a row is written as {&quot;column&quot;: value, ...}.</source>
        <translation>Sie ist kein Objekt: Eine Zeile wird als {&quot;Spalte&quot;: Wert, ...} geschrieben.</translation>
    </message>
    <message>
        <source>The key &quot;%1&quot; stands twice in one object.</source>
        <translation>Der Schlüssel „%1“ steht zweimal in einem Objekt.</translation>
    </message>
    <message>
        <source>The file ends inside the list: it is cut off here.</source>
        <translation>Die Datei endet mitten in der Liste: Sie ist hier abgeschnitten.</translation>
    </message>
    <message>
        <source>The file ends inside this row: it is cut off.</source>
        <translation>Die Datei endet mitten in dieser Zeile: Sie ist abgeschnitten.</translation>
    </message>
    <message>
        <source>The file ends inside this object: it is cut off.</source>
        <translation>Die Datei endet mitten in diesem Objekt: Sie ist abgeschnitten.</translation>
    </message>
    <message>
        <source>It holds JSON that cannot be read.</source>
        <translation>Sie enthält JSON, das sich nicht lesen lässt.</translation>
    </message>
    <message>
        <source>The column &quot;%1&quot; (%2) is missing.</source>
        <translation>Die Spalte „%1“ (%2) fehlt.</translation>
    </message>
    <message>
        <source>The column &quot;%1&quot; holds an object, not a text.</source>
        <translation>Die Spalte „%1“ enthält ein Objekt statt eines Textes.</translation>
    </message>
    <message>
        <source>The column &quot;%1&quot; holds a list that is not of texts.</source>
        <translation>Die Spalte „%1“ enthält eine Liste, die nicht aus Texten besteht.</translation>
    </message>
    <message>
        <source>The column &quot;%1&quot; holds no list of messages.</source>
        <translation>Die Spalte „%1“ enthält keine Liste von Nachrichten.</translation>
    </message>
    <message>
        <source>The column &quot;%1&quot; holds no list of earlier turns.</source>
        <translation>Die Spalte „%1“ enthält keine Liste früherer Beiträge.</translation>
    </message>
    <message>
        <source>The column &quot;%1&quot; holds an earlier turn that is not a question and an answer.</source>
        <translation>Die Spalte „%1“ enthält einen früheren Beitrag, der nicht aus Frage und Antwort besteht.</translation>
    </message>
    <message>
        <source>The column &quot;%1&quot; holds an empty list.</source>
        <translation>Die Spalte „%1“ enthält eine leere Liste.</translation>
    </message>
    <message>
        <source>The column &quot;%1&quot; holds no list.</source>
        <translation>Die Spalte „%1“ enthält keine Liste.</translation>
    </message>
    <message>
        <source>The question (column &quot;%1&quot;) is empty.</source>
        <translation>Die Frage (Spalte „%1“) ist leer.</translation>
    </message>
    <message>
        <source>The answer (column &quot;%1&quot;) is empty: there is nothing to learn.</source>
        <translation>Die Antwort (Spalte „%1“) ist leer: Es gibt nichts zu lernen.</translation>
    </message>
    <message>
        <source>The chosen answer is empty: there is nothing to learn.</source>
        <translation>Die bessere Antwort (chosen) ist leer: Es gibt nichts zu lernen.</translation>
    </message>
    <message>
        <source>The rejected answer is empty: there is nothing to learn.</source>
        <translation>Die schlechtere Antwort (rejected) ist leer: Es gibt nichts zu lernen.</translation>
    </message>
    <message>
        <source>The conversation has no answer of the assistant, or it is empty: there is nothing to learn.</source>
        <translation>Das Gespräch hat keine Antwort des Assistenten, oder sie ist leer: Es gibt nichts zu lernen.</translation>
    </message>
    <message>
        <source>The conversation is empty.</source>
        <translation>Das Gespräch ist leer.</translation>
    </message>
    <message>
        <source>The output of an instance is empty: there is nothing to learn.</source>
        <translation>Die Ausgabe eines Beispiels (instances) ist leer: Es gibt nichts zu lernen.</translation>
    </message>
    <message>
        <source>The list of instances is empty.</source>
        <translation>Die Liste von Beispielen (instances) ist leer.</translation>
    </message>
    <message>
        <source>The chosen and the rejected answer are the same: there is nothing to prefer.</source>
        <translation>Die bessere und die schlechtere Antwort sind gleich: Es gibt nichts vorzuziehen.</translation>
    </message>
    <message>
        <source>There is no prompt before the chosen and the rejected answer.</source>
        <translation>Vor der besseren und der schlechteren Antwort steht keine Frage.</translation>
    </message>
    <message>
        <source>The text is empty.</source>
        <translation>Der Text ist leer.</translation>
    </message>
    <message>
        <source>It is not known which column is what.</source>
        <translation>Es ist nicht bekannt, welche Spalte was ist.</translation>
    </message>
    <message>
        <source>The role &quot;%1&quot; is not known; there are user, assistant, system and tool.</source>
        <translation>Die Rolle „%1“ ist nicht bekannt; es gibt user, assistant, system und tool.</translation>
    </message>
    <message>
        <source>A message has no text (content or value).</source>
        <translation>Eine Nachricht hat keinen Text (content oder value).</translation>
    </message>
    <message>
        <source>A message has no text.</source>
        <translation>Eine Nachricht hat keinen Text.</translation>
    </message>
    <message>
        <source>A message holds something that is not text (an image or a sound).</source>
        <translation>Eine Nachricht enthält etwas anderes als Text (ein Bild oder einen Ton).</translation>
    </message>
    <message>
        <source>A message is neither a text nor an object.</source>
        <translation>Eine Nachricht ist weder ein Text noch ein Objekt.</translation>
    </message>
    <message>
        <source>A message&apos;s role is not a text.</source>
        <translation>Die Rolle einer Nachricht ist kein Text.</translation>
    </message>
    <message>
        <source>A message&apos;s weight is not between 0 and 1000.</source>
        <translation>Das Gewicht einer Nachricht liegt nicht zwischen 0 und 1000.</translation>
    </message>
    <message>
        <source>A message&apos;s &quot;trained&quot; is neither true nor false.</source>
        <translation>Bei einer Nachricht ist „trained“ weder true noch false.</translation>
    </message>
    <message>
        <source>A message has no role (role or from).</source>
        <translation>Eine Nachricht hat keine Rolle (role oder from).</translation>
    </message>
    <message>
        <source>There is no row in it.</source>
        <translation>Darin steht keine Zeile.</translation>
    </message>
    <message>
        <source>These are %1 rows; it has to be one.</source>
        <translation>Das sind %1 Zeilen; es muss genau eine sein.</translation>
    </message>
    <message>
        <source>There is no text.</source>
        <translation>Es ist kein Text da.</translation>
    </message>
    <message>
        <source>Write it as a JSON object, such as {&quot;question&quot;: &quot;...&quot;, &quot;answer&quot;: &quot;...&quot;}.</source>
        <translation>Schreiben Sie sie als JSON-Objekt, etwa {&quot;question&quot;: &quot;...&quot;, &quot;answer&quot;: &quot;...&quot;}.</translation>
    </message>
    <message>
        <source>It has no column that is known to be a question and an answer, or a text.</source>
        <translation>Keine ihrer Spalten ist als Frage und Antwort oder als Text bekannt.</translation>
    </message>
    <message>
        <source>The gzip file is damaged or cut off after %1 bytes of its content.</source>
        <translation>Die gzip-Datei ist nach %1 Bytes ihres Inhalts beschädigt oder abgeschnitten.</translation>
    </message>
    <message>
        <source>The gzip file unpacks to more than %1 times its size, or to more than %2 GiB.</source>
        <translation>Die gzip-Datei ergibt entpackt mehr als das %1-Fache ihrer Größe oder mehr als %2 GiB.</translation>
    </message>
    <message>
        <source>The file holds no rows.</source>
        <translation>Die Datei enthält keine Zeilen.</translation>
    </message>
    <message>
        <source>Which column is what is not recognised; say which hold the question and the answer (user, assistant), the messages or the text. The columns are %1.</source>
        <translation>Welche Spalte was ist, wurde nicht erkannt; sagen Sie, welche die Frage und die Antwort (user, assistant), die Nachrichten oder den Text enthalten. Die Spalten sind %1.</translation>
    </message>
    <message>
        <source>Nothing in the file can be read as a row: %1</source>
        <translation>Nichts in der Datei lässt sich als Zeile lesen: %1</translation>
    </message>
    <message>
        <source>With these roles no row can be made: %1</source>
        <translation>Mit diesen Rollen lässt sich keine Zeile bilden: %1</translation>
    </message>
    <message>
        <source>The file ends on this line, without a line break: it may be cut off.</source>
        <translation>Die Datei endet mit dieser Zeile, ohne Zeilenumbruch: Sie ist vielleicht abgeschnitten.</translation>
    </message>
</context>
<context>
    <name>Personal</name>
    <message>
        <source>About %1 of 10 names are found where a title, a role or a greeting stands before them, about %2 of 10 where they stand bare: read on yourself. About %3 of 10 findings are names.</source>
        <translation>Namen, vor denen ein Titel, eine Rolle oder eine Anrede steht, werden in etwa %1 von 10 Fällen gefunden, bloße Namen in etwa %2 von 10: Lesen Sie selbst weiter. In etwa %3 von 10 Fällen ist ein Fund wirklich ein Name.</translation>
    </message>
    <message>
        <source>About %1 of 10 places are found, about %2 of 10 streets with a number. Measured on 10,000 made-up documents.</source>
        <translation>Orte werden in etwa %1 von 10 Fällen gefunden, Straßen mit Hausnummer in etwa %2 von 10. Gemessen an 10.000 erfundenen Dokumenten.</translation>
    </message>
    <message>
        <source>Other identifiers may be written in forms that no detector knows. A person who knows the rows has to decide whether they are free of personal data.</source>
        <translation>Andere Merkmale können auf Arten geschrieben sein, die keine Erkennung kennt. Ob die Zeilen frei von personenbezogenen Daten sind, muss ein Mensch entscheiden, der sie kennt.</translation>
    </message>
</context>
<context>
    <name>Profile</name>
    <message>
        <source>There are no rows</source>
        <translation>Es gibt keine Zeilen</translation>
    </message>
    <message>
        <source>This version of the data set is empty.</source>
        <translation>Diese Version des Datensatzes ist leer.</translation>
    </message>
    <message>
        <source>Add a file, or go back to another version.</source>
        <translation>Fügen Sie eine Datei hinzu, oder gehen Sie zu einer anderen Version zurück.</translation>
    </message>
    <message>
        <source>Few rows</source>
        <translation>Wenige Zeilen</translation>
    </message>
    <message>
        <source>There are %1: the shares below are rough.</source>
        <translation>Nur %1: Die Anteile unten sind grob.</translation>
    </message>
    <message>
        <source>Read them all, and add more where you can.</source>
        <translation>Lesen Sie alle, und ergänzen Sie weitere, wo es geht.</translation>
    </message>
    <message>
        <source>Some labels are much rarer than others</source>
        <translation>Manche Label sind viel seltener als andere</translation>
    </message>
    <message>
        <source>%1 has %2, %3 has %4: %5 to 1.</source>
        <translation>%1 hat %2, %3 hat %4: %5 zu 1.</translation>
    </message>
    <message>
        <source>A model learns to answer with the common label.</source>
        <translation>Ein Modell lernt, mit dem häufigen Label zu antworten.</translation>
    </message>
    <message>
        <source>Labels with fewer than five rows</source>
        <translation>Label mit weniger als fünf Zeilen</translation>
    </message>
    <message>
        <source>%1 and %2 more.</source>
        <translation>%1; außerdem noch %2.</translation>
    </message>
    <message>
        <source>Add rows for them or merge them into another label: neither training nor a test can say much about so few.</source>
        <translation>Ergänzen Sie Zeilen dafür, oder führen Sie sie mit einem anderen Label zusammen: Weder Training noch Test sagen über so wenige viel aus.</translation>
    </message>
    <message>
        <source>Rows without a label</source>
        <translation>Zeilen ohne Label</translation>
    </message>
    <message>
        <source>%1 (%2) have none.</source>
        <translation>Ohne Label: %1 (%2).</translation>
    </message>
    <message>
        <source>Label them, or leave them out where the label is what is learned.</source>
        <translation>Vergeben Sie Label, oder lassen Sie die Zeilen weg, wo das Label gelernt wird.</translation>
    </message>
    <message>
        <source>Rows longer than the model&apos;s limit</source>
        <translation>Zeilen über der Grenze des Modells</translation>
    </message>
    <message>
        <source>%1 (%2) have more than %3 tokens; the longest has %4.</source>
        <translation>Mehr als %3 Tokens: %1 (%2); die längste hat %4.</translation>
    </message>
    <message>
        <source>What is beyond the limit is cut off, often the end of the answer.</source>
        <translation>Was über der Grenze liegt, wird abgeschnitten, oft das Ende der Antwort.</translation>
    </message>
    <message>
        <source>Many rows have the same answer</source>
        <translation>Viele Zeilen haben dieselbe Antwort</translation>
    </message>
    <message>
        <source>%1 (%2) answer: %3</source>
        <translation>%1 (%2) mit der Antwort: %3</translation>
    </message>
    <message>
        <source>The model will give this answer to questions that deserve another.</source>
        <translation>Das Modell wird diese Antwort auch auf Fragen geben, die eine andere verdienen.</translation>
    </message>
    <message>
        <source>Many questions begin alike</source>
        <translation>Viele Fragen beginnen gleich</translation>
    </message>
    <message>
        <source>%1 (%2) begin with: %3</source>
        <translation>%1 (%2) mit dem Anfang: %3</translation>
    </message>
    <message>
        <source>Where users will ask in other words, add rows that are worded differently.</source>
        <translation>Wo anders gefragt werden wird, ergänzen Sie anders formulierte Zeilen.</translation>
    </message>
    <message>
        <source>%1 (%2 bits, %3 would be chance)</source>
        <translation>%1 (%2 Bit, durch Zufall wären es %3)</translation>
    </message>
    <message>
        <source>Held-out rows do not represent the training rows</source>
        <translation>Zurückgehaltene Zeilen vertreten die Trainingszeilen nicht</translation>
    </message>
    <message>
        <source>The validation rows differ in %1.</source>
        <translation>Die Validierungszeilen weichen ab in: %1.</translation>
    </message>
    <message>
        <source>The test rows differ in %1.</source>
        <translation>Die Testzeilen weichen ab in: %1.</translation>
    </message>
    <message>
        <source>The loss on them says little about the rest, unless the difference is meant: a later time, another site.</source>
        <translation>Der Verlust auf ihnen sagt wenig über den Rest, es sei denn, der Unterschied ist gewollt: eine spätere Zeit, ein anderer Ort.</translation>
    </message>
    <message>
        <source>One topic takes most of the rows</source>
        <translation>Ein Thema nimmt die meisten Zeilen ein</translation>
    </message>
    <message>
        <source>%1 of the rows are about: %2.</source>
        <translation>%1 der Zeilen handeln von: %2.</translation>
    </message>
    <message>
        <source>Other topics will be learned less well. Add rows about them, or take some of these out.</source>
        <translation>Andere Themen werden weniger gut gelernt. Ergänzen Sie Zeilen dazu, oder nehmen Sie einige von diesen heraus.</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>A few rows are in other languages</source>
        <translation>Einige Zeilen sind in anderen Sprachen</translation>
    </message>
    <message>
        <source>Beside %1: %2.</source>
        <translation>Neben %1: %2.</translation>
    </message>
    <message>
        <source>Too few to learn a language from. Short texts are sometimes recognised wrongly: look before you take them out.</source>
        <translation>Zu wenige, um eine Sprache daraus zu lernen. Kurze Texte werden manchmal falsch erkannt: Sehen Sie nach, bevor Sie sie herausnehmen.</translation>
    </message>
    <message>
        <source>%1: %2 in %3 of %4, %5 of the others</source>
        <translation>%1: %2 in %3 von %4, bei den anderen in %5</translation>
    </message>
    <message>
        <source>Labels differ between groups of people</source>
        <translation>Label unterscheiden sich zwischen Gruppen von Menschen</translation>
    </message>
    <message>
        <source>Look at these rows: is the difference a fact that the model should learn, or how the rows were collected?</source>
        <translation>Sehen Sie diese Zeilen an: Ist der Unterschied eine Tatsache, die das Modell lernen soll, oder liegt er daran, wie die Zeilen gesammelt wurden?</translation>
    </message>
    <message>
        <source>%1 %2 against %3</source>
        <translation>%1 %2 gegenüber %3</translation>
    </message>
    <message>
        <source>Texts about some groups sound different</source>
        <translation>Texte über manche Gruppen klingen anders</translation>
    </message>
    <message>
        <source>%1 (a rough count of words, -1 to 1).</source>
        <translation>%1 (eine grobe Wortzählung, von -1 bis 1).</translation>
    </message>
    <message>
        <source>Read some of these rows. A count of words does not understand who says what about whom.</source>
        <translation>Lesen Sie einige dieser Zeilen. Eine Wortzählung versteht nicht, wer was über wen sagt.</translation>
    </message>
    <message>
        <source>Some groups are named much more often than others</source>
        <translation>Manche Gruppen werden viel öfter genannt als andere</translation>
    </message>
    <message>
        <source>%1 in %2, %3 in %4.</source>
        <translation>%1 in %2, %3 in %4.</translation>
    </message>
    <message>
        <source>The model sees few examples of the one. Add rows where its users will need them.</source>
        <translation>Von der seltenen Gruppe sieht das Modell wenige Beispiele. Ergänzen Sie Zeilen, wo sie gebraucht werden.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Rows that stand apart</source>
        <translation>Zeilen, die abseits stehen</translation>
    </message>
    <message>
        <source>They are often mistakes of an import, and sometimes the best rows.</source>
        <translation>Oft sind es Fehler eines Imports, manchmal die besten Zeilen.</translation>
    </message>
    <message>
        <source>The texts repeat themselves</source>
        <translation>Die Texte wiederholen sich</translation>
    </message>
    <message>
        <source>Of %1 words in a row only %2 are different on average.</source>
        <translation>Von %1 Wörtern hintereinander sind im Mittel nur %2 verschieden.</translation>
    </message>
    <message>
        <source>Look for rows made from a template, and add rows in other words.</source>
        <translation>Suchen Sie nach Zeilen aus einer Vorlage, und ergänzen Sie Zeilen mit anderen Worten.</translation>
    </message>
    <message>
        <source>&quot;%1&quot;</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>Cap the frequent ones</source>
        <translation>Häufige begrenzen</translation>
    </message>
    <message>
        <source>Repeat the rare ones</source>
        <translation>Seltene wiederholen</translation>
    </message>
    <message>
        <source>Weigh them alike</source>
        <translation>Gleich gewichten</translation>
    </message>
    <message>
        <source>Take them out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>Cut them</source>
        <translation>Kürzen</translation>
    </message>
    <message>
        <source>Mark them</source>
        <translation>Markieren</translation>
    </message>
    <message>
        <source>Split again</source>
        <translation>Neu aufteilen</translation>
    </message>
    <message>
        <source>mend</source>
        <translation>beheben</translation>
    </message>
    <message>
        <source>look</source>
        <translation>ansehen</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>much longer</source>
        <translation>viel länger</translation>
    </message>
    <message>
        <source>much shorter</source>
        <translation>viel kürzer</translation>
    </message>
    <message>
        <source>many odd characters</source>
        <translation>viele seltsame Zeichen</translation>
    </message>
    <message>
        <source>far from every topic</source>
        <translation>fern von jedem Thema</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>topics</source>
        <translation>Themen</translation>
    </message>
    <message>
        <source>lengths</source>
        <translation>Längen</translation>
    </message>
    <message>
        <source>languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>gender</source>
        <translation>Geschlecht</translation>
    </message>
    <message>
        <source>women and girls</source>
        <translation>Frauen und Mädchen</translation>
    </message>
    <message>
        <source>men and boys</source>
        <translation>Männer und Jungen</translation>
    </message>
    <message>
        <source>trans and non-binary people</source>
        <translation>trans und nichtbinäre Menschen</translation>
    </message>
    <message>
        <source>age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>children and teenagers</source>
        <translation>Kinder und Jugendliche</translation>
    </message>
    <message>
        <source>younger adults</source>
        <translation>jüngere Erwachsene</translation>
    </message>
    <message>
        <source>older people</source>
        <translation>ältere Menschen</translation>
    </message>
    <message>
        <source>religion</source>
        <translation>Religion</translation>
    </message>
    <message>
        <source>Christians</source>
        <translation>Christen</translation>
    </message>
    <message>
        <source>Muslims</source>
        <translation>Muslime</translation>
    </message>
    <message>
        <source>Jews</source>
        <translation>Juden</translation>
    </message>
    <message>
        <source>Hindus</source>
        <translation>Hindus</translation>
    </message>
    <message>
        <source>Buddhists and Sikhs</source>
        <translation>Buddhisten und Sikhs</translation>
    </message>
    <message>
        <source>people without religion</source>
        <translation>Menschen ohne Religion</translation>
    </message>
    <message>
        <source>region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Africa</source>
        <translation>Afrika</translation>
    </message>
    <message>
        <source>Middle East and North Africa</source>
        <translation>Naher Osten und Nordafrika</translation>
    </message>
    <message>
        <source>South Asia</source>
        <translation>Südasien</translation>
    </message>
    <message>
        <source>East and Southeast Asia</source>
        <translation>Ost- und Südostasien</translation>
    </message>
    <message>
        <source>Latin America</source>
        <translation>Lateinamerika</translation>
    </message>
    <message>
        <source>North America and Oceania</source>
        <translation>Nordamerika und Ozeanien</translation>
    </message>
    <message>
        <source>Western Europe</source>
        <translation>Westeuropa</translation>
    </message>
    <message>
        <source>Eastern Europe</source>
        <translation>Osteuropa</translation>
    </message>
    <message>
        <source>migrants and refugees</source>
        <translation>Zugewanderte und Geflüchtete</translation>
    </message>
    <message>
        <source>ethnicity</source>
        <translation>Ethnie</translation>
    </message>
    <message>
        <source>Black people</source>
        <translation>Schwarze Menschen</translation>
    </message>
    <message>
        <source>white people</source>
        <translation>weiße Menschen</translation>
    </message>
    <message>
        <source>Asian people</source>
        <translation>asiatische Menschen</translation>
    </message>
    <message>
        <source>Hispanic and Latino people</source>
        <translation>Hispanics und Latinos</translation>
    </message>
    <message>
        <source>Indigenous peoples</source>
        <translation>indigene Völker</translation>
    </message>
    <message>
        <source>Roma and Sinti</source>
        <translation>Sinti und Roma</translation>
    </message>
    <message>
        <source>disability</source>
        <translation>Behinderung</translation>
    </message>
    <message>
        <source>people with disabilities</source>
        <translation>Menschen mit Behinderung</translation>
    </message>
    <message>
        <source>people with mental illness</source>
        <translation>Menschen mit psychischer Erkrankung</translation>
    </message>
    <message>
        <source>people without disabilities</source>
        <translation>Menschen ohne Behinderung</translation>
    </message>
    <message>
        <source>orientation</source>
        <translation>Orientierung</translation>
    </message>
    <message>
        <source>lesbian, gay, bisexual and queer people</source>
        <translation>lesbische, schwule, bisexuelle und queere Menschen</translation>
    </message>
    <message>
        <source>heterosexual people</source>
        <translation>heterosexuelle Menschen</translation>
    </message>
    <message>
        <source>means</source>
        <translation>Vermögen</translation>
    </message>
    <message>
        <source>people with little money</source>
        <translation>Menschen mit wenig Geld</translation>
    </message>
    <message>
        <source>people with much money</source>
        <translation>Menschen mit viel Geld</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>system</source>
        <translation>System</translation>
    </message>
    <message>
        <source>user</source>
        <translation>Nutzer</translation>
    </message>
    <message>
        <source>assistant</source>
        <translation>Assistent</translation>
    </message>
    <message>
        <source>tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>Balance of %1</source>
        <translation>Ausgewogenheit von %1</translation>
    </message>
    <message>
        <source>%1: %2 to train, %3 to validate, %4 to test.</source>
        <translation>%1: %2 zum Trainieren, %3 zum Validieren, %4 zum Testen.</translation>
    </message>
    <message>
        <source>Version %1, %2.</source>
        <translation>Version %1, %2.</translation>
    </message>
    <message>
        <source>Tokens of %1.</source>
        <translation>Tokens von %1.</translation>
    </message>
    <message>
        <source>What stands out</source>
        <translation>Was auffällt</translation>
    </message>
    <message>
        <source>Nothing of what is looked for here.</source>
        <translation>Nichts von dem, wonach hier gesucht wird.</translation>
    </message>
    <message>
        <source>To mend it: %1.</source>
        <translation>Abhilfe: %1.</translation>
    </message>
    <message>
        <source>Length of the rows</source>
        <translation>Länge der Zeilen</translation>
    </message>
    <message>
        <source>%1: shortest %2, median %3, 95 % up to %4, longest %5</source>
        <translation>%1: mindestens %2, Median %3, 95 % bis %4, höchstens %5</translation>
    </message>
    <message>
        <source>%1 (%2) above the limit of %3</source>
        <translation>%1 (%2) über der Grenze von %3</translation>
    </message>
    <message>
        <source>Turns</source>
        <translation>Beiträge</translation>
    </message>
    <message>
        <source>Plain texts: no turns.</source>
        <translation>Reine Texte: keine Beiträge.</translation>
    </message>
    <message>
        <source>Questions, answers, turns</source>
        <translation>Fragen, Antworten, Beiträge</translation>
    </message>
    <message>
        <source>median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>longest</source>
        <translation>höchstens</translation>
    </message>
    <message>
        <source>words of the question</source>
        <translation>Wörter der Frage</translation>
    </message>
    <message>
        <source>words of the answer</source>
        <translation>Wörter der Antwort</translation>
    </message>
    <message>
        <source>turns</source>
        <translation>Beiträge</translation>
    </message>
    <message>
        <source>Turns by role: %1</source>
        <translation>Beiträge nach Rolle: %1</translation>
    </message>
    <message>
        <source>others</source>
        <translation>andere</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>The rows have no labels, and their answers are no short list.</source>
        <translation>Die Zeilen haben keine Label, und ihre Antworten sind keine kurze Liste.</translation>
    </message>
    <message>
        <source>The last answer as the label.</source>
        <translation>Die letzte Antwort gilt als Label.</translation>
    </message>
    <message>
        <source>%1 different; commonest to rarest %2 : 1; evenness %3 of 1</source>
        <translation>Verschiedene: %1; häufigstes zu seltenstem %2 : 1; Gleichmäßigkeit %3 von 1</translation>
    </message>
    <message>
        <source>%1 without one</source>
        <translation>%1 ohne Label</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>This build cannot detect languages.</source>
        <translation>Diese Fassung kann keine Sprachen erkennen.</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Themen</translation>
    </message>
    <message>
        <source>Too few rows share words for topics to be told apart.</source>
        <translation>Zu wenige Zeilen haben Wörter gemeinsam, um Themen zu unterscheiden.</translation>
    </message>
    <message>
        <source>terms that set it apart</source>
        <translation>Begriffe, die es ausmachen</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>such as rows</source>
        <translation>etwa Zeilen</translation>
    </message>
    <message>
        <source>%1 smaller topics with %2</source>
        <translation>Kleinere Themen: %1 mit %2</translation>
    </message>
    <message>
        <source>In no topic, as they share no term with any: %1</source>
        <translation>In keinem Thema, da ohne gemeinsamen Begriff mit anderen: %1</translation>
    </message>
    <message>
        <source>validation rows: %1</source>
        <translation>Validierungszeilen: %1</translation>
    </message>
    <message>
        <source>test rows: %1</source>
        <translation>Testzeilen: %1</translation>
    </message>
    <message>
        <source>Do the held-out rows represent the training rows?</source>
        <translation>Vertreten die zurückgehaltenen Zeilen die Trainingszeilen?</translation>
    </message>
    <message>
        <source>Jensen-Shannon divergence: 0 is the same, 1 has nothing in common</source>
        <translation>Jensen-Shannon-Divergenz: 0 ist gleich, 1 hat nichts gemeinsam</translation>
    </message>
    <message>
        <source>bits</source>
        <translation>Bit</translation>
    </message>
    <message>
        <source>by chance</source>
        <translation>durch Zufall</translation>
    </message>
    <message>
        <source>Groups of people that the texts name</source>
        <translation>Gruppen von Menschen, die die Texte nennen</translation>
    </message>
    <message>
        <source>No word of the lists occurs.</source>
        <translation>Kein Wort der Listen kommt vor.</translation>
    </message>
    <message>
        <source>group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>label that differs most: with (95 % interval) / without</source>
        <translation>Label, das am meisten abweicht: mit (95-%-Intervall) / ohne</translation>
    </message>
    <message>
        <source>sentiment with / without</source>
        <translation>Stimmung mit / ohne</translation>
    </message>
    <message>
        <source>%1 more groups in fewer rows</source>
        <translation>Weitere Gruppen in weniger Zeilen: %1</translation>
    </message>
    <message>
        <source>too few to tell</source>
        <translation>zu wenige für eine Aussage</translation>
    </message>
    <message>
        <source>%1 (%2 to %3) / %4</source>
        <translation>%1 (%2 bis %3) / %4</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>%1 words, about %2 different, %3 of these only once. Of %4 words in a row %5 are different on average.</source>
        <translation>%1 Wörter, etwa %2 verschiedene, %3 davon nur einmal. Von %4 Wörtern hintereinander sind im Mittel %5 verschieden.</translation>
    </message>
    <message>
        <source>%1 words, %2 different, %3 of these only once. Of %4 words in a row %5 are different on average.</source>
        <translation>%1 Wörter, %2 verschiedene, %3 davon nur einmal. Von %4 Wörtern hintereinander sind im Mittel %5 verschieden.</translation>
    </message>
    <message>
        <source>commonest beginnings</source>
        <translation>häufigste Anfänge</translation>
    </message>
    <message>
        <source>commonest answers</source>
        <translation>häufigste Antworten</translation>
    </message>
    <message>
        <source>What repeats</source>
        <translation>Was sich wiederholt</translation>
    </message>
    <message>
        <source>No beginning and no answer stands twice.</source>
        <translation>Kein Anfang und keine Antwort kommt zweimal vor.</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>Keine.</translation>
    </message>
    <message>
        <source>rows %1</source>
        <translation>Nr. %1</translation>
    </message>
    <message>
        <source>why</source>
        <translation>warum</translation>
    </message>
    <message>
        <source>the farthest</source>
        <translation>die auffälligsten</translation>
    </message>
    <message>
        <source>What these measures are not. Groups are found by lists of English and German words, whole words only: names, hints and other languages are not seen, and a word may mean something else. Sentiment is a count of listed words, not an understanding. Topics come from words that rows share (TF-IDF, k-means) and are named by their terms. Languages of short texts are sometimes recognised wrongly. A difference between groups is a reason to look, not a proof of bias, and no difference is no proof of fairness. Under %1 nothing is told about a group. Rows are numbered from 1. Made by Tunesmith; nothing left this machine.</source>
        <translation>Was diese Maße nicht sind. Gruppen werden mit Listen englischer und deutscher Wörter gefunden, nur ganze Wörter: Namen, Andeutungen und andere Sprachen werden nicht gesehen, und ein Wort kann etwas anderes bedeuten. Die Stimmung ist eine Zählung von Wörtern aus Listen, kein Verstehen. Themen ergeben sich aus Wörtern, die Zeilen gemeinsam haben (TF-IDF, k-Means), und heißen nach ihren Begriffen. Die Sprache kurzer Texte wird manchmal falsch erkannt. Ein Unterschied zwischen Gruppen ist ein Grund nachzusehen, kein Beweis für Voreingenommenheit, und kein Unterschied ist kein Beweis für Gerechtigkeit. Unter %1 wird über eine Gruppe nichts gesagt. Zeilen werden ab 1 gezählt. Erstellt mit Tunesmith; nichts hat diesen Rechner verlassen.</translation>
    </message>
    <message>
        <source>Rows by length in %1</source>
        <translation>Zeilen nach Länge (%1)</translation>
    </message>
    <message>
        <source>limit</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>Rows by kind</source>
        <translation>Zeilen nach Art</translation>
    </message>
    <message>
        <source>not recognised</source>
        <translation>nicht erkannt</translation>
    </message>
    <message>
        <source>%1 row</source>
        <translation>%1 Zeile</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 Zeilen</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui</name>
    <message>
        <source>The loss is no longer a number</source>
        <translation>Der Verlust ist keine Zahl mehr</translation>
    </message>
    <message>
        <source>At step %1 the numbers ran out of range. Start again with a lower learning rate.</source>
        <translation>Bei Schritt %1 sind die Zahlen aus dem Rahmen gelaufen. Beginnen Sie neu mit einer kleineren Lernrate.</translation>
    </message>
    <message>
        <source>The loss is rising</source>
        <translation>Der Verlust steigt</translation>
    </message>
    <message>
        <source>The model unlearns instead of learning. Stop, and start again with a lower learning rate.</source>
        <translation>Das Modell verlernt, statt zu lernen. Halten Sie an und beginnen Sie neu mit einer kleineren Lernrate.</translation>
    </message>
    <message>
        <source>It begins to learn by heart</source>
        <translation>Es beginnt, auswendig zu lernen</translation>
    </message>
    <message>
        <source>The validation loss has not improved since step %1, while the training loss goes on falling. Step %1 is kept as the best.</source>
        <translation>Der Prüfverlust ist seit Schritt %1 nicht besser geworden, während der Trainingsverlust weiter fällt. Schritt %1 bleibt als bester erhalten.</translation>
    </message>
    <message>
        <source>Learning well</source>
        <translation>Es lernt gut</translation>
    </message>
    <message>
        <source>The validation loss is still falling. Stopping now would keep step %1.</source>
        <translation>Der Prüfverlust fällt noch. Wer jetzt anhält, behält Schritt %1.</translation>
    </message>
    <message>
        <source>It hardly learns</source>
        <translation>Es lernt kaum</translation>
    </message>
    <message>
        <source>The loss has hardly moved. Try a higher learning rate, or a higher rank.</source>
        <translation>Der Verlust hat sich kaum bewegt. Versuchen Sie eine größere Lernrate oder einen höheren Rang.</translation>
    </message>
    <message>
        <source>It has learned</source>
        <translation>Es hat gelernt</translation>
    </message>
    <message>
        <source>The loss fell from %1 to %2. Ask it something in Chat, before and after side by side.</source>
        <translation>Der Verlust fiel von %1 auf %2. Fragen Sie es etwas im Gespräch, vorher und nachher nebeneinander.</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>Es lernt</translation>
    </message>
    <message>
        <source>The loss is falling.</source>
        <translation>Der Verlust fällt.</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Ausgeben</translation>
    </message>
    <message>
        <source>How to train</source>
        <translation>Wie trainiert wird</translation>
    </message>
    <message>
        <source>method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>LoRA adds small matrices beside the model&apos;s own weights and trains only these. Full training changes every weight.</source>
        <translation>LoRA legt kleine Matrizen neben die eigenen Gewichte des Modells und trainiert nur diese. Volles Training ändert jedes Gewicht.</translation>
    </message>
    <message>
        <source>Take full training when you have thousands of rows and the memory for it: it needs about four times the model&apos;s size.</source>
        <translation>Volles Training lohnt sich bei Tausenden von Zeilen und genug Speicher: es braucht etwa das Vierfache der Modellgröße.</translation>
    </message>
    <message>
        <source>LoRA, as nearly every trainer does: a tenth of the memory, and it can be switched off again.</source>
        <translation>LoRA, wie fast alle Trainer: ein Zehntel des Speichers, und es lässt sich wieder abschalten.</translation>
    </message>
    <message>
        <source>How much it can take in</source>
        <translation>Wie viel es aufnehmen kann</translation>
    </message>
    <message>
        <source>rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>The width of the added matrices: how much new material fits into them.</source>
        <translation>Die Breite der hinzugefügten Matrizen: wie viel Neues hineinpasst.</translation>
    </message>
    <message>
        <source>Raise it to 32 or 64 for many different facts; lower it to 8 for a change of tone.</source>
        <translation>Auf 32 oder 64 für viele verschiedene Fakten; auf 8, wenn sich nur der Ton ändern soll.</translation>
    </message>
    <message>
        <source>16, the most common default of LoRA trainers.</source>
        <translation>16, der häufigste Standard von LoRA-Trainern.</translation>
    </message>
    <message>
        <source>Default 16, as most trainers choose</source>
        <translation>Standard 16, wie die meisten Trainer</translation>
    </message>
    <message>
        <source>How fast it learns</source>
        <translation>Wie schnell es lernt</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>How far the weights move at each step, at the highest point of the schedule.</source>
        <translation>Wie weit sich die Gewichte je Schritt bewegen, am höchsten Punkt des Verlaufs.</translation>
    </message>
    <message>
        <source>Lower it when the loss jumps or turns up; raise it to 1e-3 for a few short rows with LoRA.</source>
        <translation>Kleiner, wenn der Verlust springt oder steigt; 1e-3 für wenige kurze Zeilen mit LoRA.</translation>
    </message>
    <message>
        <source>2e-4 for LoRA, the common value of LoRA trainers. Full training wants about a tenth: 2e-5.</source>
        <translation>2e-4 für LoRA, der übliche Wert der LoRA-Trainer. Volles Training will etwa ein Zehntel: 2e-5.</translation>
    </message>
    <message>
        <source>Default 2e-4; full training 2e-5</source>
        <translation>Standard 2e-4; volles Training 2e-5</translation>
    </message>
    <message>
        <source>Times through the rows</source>
        <translation>Durchgänge durch die Zeilen</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>How often the model sees every row.</source>
        <translation>Wie oft das Modell jede Zeile sieht.</translation>
    </message>
    <message>
        <source>More for few rows, 1 or 2 from some thousand rows on. Too many, and it learns by heart: the validation loss turns up.</source>
        <translation>Mehr bei wenigen Zeilen, 1 oder 2 ab einigen tausend. Bei zu vielen lernt es auswendig: der Prüfverlust steigt.</translation>
    </message>
    <message>
        <source>3, the default of transformers.</source>
        <translation>3, der Standard von transformers.</translation>
    </message>
    <message>
        <source>Stops by itself when validation stops improving</source>
        <translation>Hält von selbst an, wenn die Prüfung nicht besser wird</translation>
    </message>
    <message>
        <source>Longest row</source>
        <translation>Längste Zeile</translation>
    </message>
    <message>
        <source>maximum length</source>
        <translation>Höchstlänge</translation>
    </message>
    <message>
        <source>Rows with more tokens than this are cut or left out. Memory grows with it.</source>
        <translation>Zeilen mit mehr Tokens werden gekürzt oder ausgelassen. Der Speicherbedarf wächst damit.</translation>
    </message>
    <message>
        <source>Raise it when many rows are cut (see Ready); lower it when memory is short.</source>
        <translation>Größer, wenn viele Zeilen gekürzt werden (siehe Bereit); kleiner, wenn der Speicher knapp ist.</translation>
    </message>
    <message>
        <source>1,024 tokens, as TRL.</source>
        <translation>1.024 Tokens, wie TRL.</translation>
    </message>
    <message>
        <source>In tokens; a token is about four letters</source>
        <translation>In Tokens; ein Token sind etwa vier Buchstaben</translation>
    </message>
    <message>
        <source>Rows that are longer</source>
        <translation>Längere Zeilen</translation>
    </message>
    <message>
        <source>overlong</source>
        <translation>zu lang</translation>
    </message>
    <message>
        <source>Whether a row that is too long loses its end or is left out.</source>
        <translation>Ob eine zu lange Zeile ihr Ende verliert oder ausgelassen wird.</translation>
    </message>
    <message>
        <source>Leave them out when a cut answer would teach the model to stop in the middle.</source>
        <translation>Auslassen, wenn eine gekürzte Antwort das Modell lehren würde, mitten im Satz aufzuhören.</translation>
    </message>
    <message>
        <source>Cut, as TRL does.</source>
        <translation>Kürzen, wie TRL.</translation>
    </message>
    <message>
        <source>What is learned of a row</source>
        <translation>Was von einer Zeile gelernt wird</translation>
    </message>
    <message>
        <source>loss on</source>
        <translation>Verlust über</translation>
    </message>
    <message>
        <source>Only the answers, or questions and answers alike.</source>
        <translation>Nur die Antworten, oder Fragen und Antworten gleichermaßen.</translation>
    </message>
    <message>
        <source>Take all tokens when the questions themselves are worth learning to write.</source>
        <translation>Alle Tokens, wenn auch die Fragen es wert sind, schreiben gelernt zu werden.</translation>
    </message>
    <message>
        <source>Answers only, as TRL does for conversations.</source>
        <translation>Nur die Antworten, wie TRL bei Gesprächen.</translation>
    </message>
    <message>
        <source>Strength of what is added</source>
        <translation>Stärke des Hinzugefügten</translation>
    </message>
    <message>
        <source>alpha</source>
        <translation>Alpha</translation>
    </message>
    <message>
        <source>The addition counts alpha / rank times. Twice the rank means it counts double.</source>
        <translation>Das Hinzugefügte zählt Alpha / Rang mal. Der doppelte Rang heißt: es zählt doppelt.</translation>
    </message>
    <message>
        <source>Leave it at twice the rank; lower it for a gentler change.</source>
        <translation>Beim doppelten Rang lassen; kleiner für eine sanftere Änderung.</translation>
    </message>
    <message>
        <source>32, twice the rank, as Unsloth and Axolotl.</source>
        <translation>32, der doppelte Rang, wie Unsloth und Axolotl.</translation>
    </message>
    <message>
        <source>Left out at random</source>
        <translation>Zufällig ausgelassen</translation>
    </message>
    <message>
        <source>dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Share of the addition&apos;s input that is switched off at each step, against learning by heart.</source>
        <translation>Anteil des Eingangs, der bei jedem Schritt abgeschaltet wird, gegen Auswendiglernen.</translation>
    </message>
    <message>
        <source>0.1 for few rows; 0 when learning by heart is what you want.</source>
        <translation>0,1 bei wenigen Zeilen; 0, wenn Auswendiglernen erwünscht ist.</translation>
    </message>
    <message>
        <source>0.05, as TRL&apos;s examples and Axolotl.</source>
        <translation>0,05, wie die Beispiele von TRL und Axolotl.</translation>
    </message>
    <message>
        <source>Keep the strength at high rank</source>
        <translation>Stärke bei hohem Rang halten</translation>
    </message>
    <message>
        <source>rsLoRA</source>
        <translation>rsLoRA</translation>
    </message>
    <message>
        <source>Divides alpha by the square root of the rank instead of the rank.</source>
        <translation>Teilt Alpha durch die Wurzel des Rangs statt durch den Rang.</translation>
    </message>
    <message>
        <source>Switch it on from rank 64.</source>
        <translation>Ab Rang 64 einschalten.</translation>
    </message>
    <message>
        <source>Off, as in peft. Kalajdzievski 2023.</source>
        <translation>Aus, wie in peft. Kalajdzievski 2023.</translation>
    </message>
    <message>
        <source>Where it is added</source>
        <translation>Wo es hinzukommt</translation>
    </message>
    <message>
        <source>target modules</source>
        <translation>Zielmodule</translation>
    </message>
    <message>
        <source>Rows at each step</source>
        <translation>Zeilen je Schritt</translation>
    </message>
    <message>
        <source>batch size</source>
        <translation>Stapelgröße</translation>
    </message>
    <message>
        <source>The weights move once for so many rows. Memory does not grow with it: rows are computed in portions.</source>
        <translation>Die Gewichte bewegen sich einmal für so viele Zeilen. Der Speicher wächst damit nicht: gerechnet wird in Teilen.</translation>
    </message>
    <message>
        <source>4 to 8 for small data sets, 16 to 32 for large ones.</source>
        <translation>4 bis 8 für kleine Datensätze, 16 bis 32 für große.</translation>
    </message>
    <message>
        <source>8, as transformers.</source>
        <translation>8, wie transformers.</translation>
    </message>
    <message>
        <source>Most steps</source>
        <translation>Höchste Schrittzahl</translation>
    </message>
    <message>
        <source>max steps</source>
        <translation>max steps</translation>
    </message>
    <message>
        <source>Ends the run after so many steps, whatever the times through the rows.</source>
        <translation>Beendet den Lauf nach so vielen Schritten, gleich wie viele Durchgänge.</translation>
    </message>
    <message>
        <source>For a quick trial: 20.</source>
        <translation>Für einen schnellen Versuch: 20.</translation>
    </message>
    <message>
        <source>0: as the times through the rows say.</source>
        <translation>0: nach den Durchgängen.</translation>
    </message>
    <message>
        <source>0: no limit</source>
        <translation>0: keine Grenze</translation>
    </message>
    <message>
        <source>How the speed falls</source>
        <translation>Wie das Tempo sinkt</translation>
    </message>
    <message>
        <source>schedule</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>The learning rate rises in the warm-up, then falls along this curve.</source>
        <translation>Die Lernrate steigt beim Anlauf und fällt dann entlang dieser Kurve.</translation>
    </message>
    <message>
        <source>Constant when you mean to stop by hand.</source>
        <translation>Gleichbleibend, wenn Sie von Hand anhalten wollen.</translation>
    </message>
    <message>
        <source>Cosine, as most trainers.</source>
        <translation>Kosinus, wie die meisten Trainer.</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Anlauf</translation>
    </message>
    <message>
        <source>warmup</source>
        <translation>Warmup</translation>
    </message>
    <message>
        <source>At first the learning rate rises from nothing. Below 1 it is a share of all steps, from 1 on a number of steps.</source>
        <translation>Zuerst steigt die Lernrate von null. Unter 1 ein Anteil aller Schritte, ab 1 eine Zahl von Schritten.</translation>
    </message>
    <message>
        <source>Longer when the loss jumps at the start.</source>
        <translation>Länger, wenn der Verlust am Anfang springt.</translation>
    </message>
    <message>
        <source>0.05; trainers take between 0.03 and 0.1.</source>
        <translation>0,05; Trainer nehmen zwischen 0,03 und 0,1.</translation>
    </message>
    <message>
        <source>Pull towards zero</source>
        <translation>Zug gegen null</translation>
    </message>
    <message>
        <source>weight decay</source>
        <translation>Weight Decay</translation>
    </message>
    <message>
        <source>Makes trained weights shrink a little at each step, against learning by heart.</source>
        <translation>Lässt trainierte Gewichte bei jedem Schritt ein wenig schrumpfen, gegen Auswendiglernen.</translation>
    </message>
    <message>
        <source>0 to learn facts exactly; 0.1 for long runs.</source>
        <translation>0, um Fakten genau zu lernen; 0,1 für lange Läufe.</translation>
    </message>
    <message>
        <source>0.01, as PyTorch&apos;s AdamW.</source>
        <translation>0,01, wie AdamW in PyTorch.</translation>
    </message>
    <message>
        <source>Longest move</source>
        <translation>Längste Bewegung</translation>
    </message>
    <message>
        <source>gradient clipping</source>
        <translation>Gradientenbegrenzung</translation>
    </message>
    <message>
        <source>Gradients longer than this are shortened, so that one odd row cannot spoil the weights.</source>
        <translation>Längere Gradienten werden gekürzt, damit eine sonderbare Zeile die Gewichte nicht verdirbt.</translation>
    </message>
    <message>
        <source>0.3 for a loss that jumps; 0 switches it off.</source>
        <translation>0,3 bei springendem Verlust; 0 schaltet es ab.</translation>
    </message>
    <message>
        <source>1.0, as transformers.</source>
        <translation>1,0, wie transformers.</translation>
    </message>
    <message>
        <source>Memory of direction</source>
        <translation>Gedächtnis der Richtung</translation>
    </message>
    <message>
        <source>beta 1</source>
        <translation>Beta 1</translation>
    </message>
    <message>
        <source>How long AdamW remembers the direction of former steps.</source>
        <translation>Wie lange AdamW sich die Richtung früherer Schritte merkt.</translation>
    </message>
    <message>
        <source>Hardly ever.</source>
        <translation>Fast nie.</translation>
    </message>
    <message>
        <source>0.9, as Kingma and Ba 2015.</source>
        <translation>0,9, wie Kingma und Ba 2015.</translation>
    </message>
    <message>
        <source>Memory of size</source>
        <translation>Gedächtnis der Größe</translation>
    </message>
    <message>
        <source>beta 2</source>
        <translation>Beta 2</translation>
    </message>
    <message>
        <source>How long AdamW remembers the size of former gradients.</source>
        <translation>Wie lange AdamW sich die Größe früherer Gradienten merkt.</translation>
    </message>
    <message>
        <source>0.95 when the loss jumps late in a long run.</source>
        <translation>0,95, wenn der Verlust spät in einem langen Lauf springt.</translation>
    </message>
    <message>
        <source>0.999, as Kingma and Ba 2015.</source>
        <translation>0,999, wie Kingma und Ba 2015.</translation>
    </message>
    <message>
        <source>Least divisor</source>
        <translation>Kleinster Teiler</translation>
    </message>
    <message>
        <source>epsilon</source>
        <translation>Epsilon</translation>
    </message>
    <message>
        <source>Keeps AdamW from dividing by nothing.</source>
        <translation>Bewahrt AdamW davor, durch nichts zu teilen.</translation>
    </message>
    <message>
        <source>1e-8, as PyTorch.</source>
        <translation>1e-8, wie PyTorch.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>The start of all chance: order of rows, what is left out, the first values. The same seed repeats the run exactly.</source>
        <translation>Der Anfang allen Zufalls: Reihenfolge der Zeilen, was ausgelassen wird, die ersten Werte. Derselbe Startwert wiederholt den Lauf genau.</translation>
    </message>
    <message>
        <source>To see whether a result was luck.</source>
        <translation>Um zu sehen, ob ein Ergebnis Glück war.</translation>
    </message>
    <message>
        <source>42, as transformers.</source>
        <translation>42, wie transformers.</translation>
    </message>
    <message>
        <source>Set aside to test with</source>
        <translation>Zum Prüfen beiseitelegen</translation>
    </message>
    <message>
        <source>validation share</source>
        <translation>Prüfanteil</translation>
    </message>
    <message>
        <source>Share of the rows that are never trained on, where the data set has none set aside.</source>
        <translation>Anteil der Zeilen, auf denen nie trainiert wird, wenn der Datensatz keine beiseitegelegt hat.</translation>
    </message>
    <message>
        <source>0.2 for few rows; 0 to train on all.</source>
        <translation>0,2 bei wenigen Zeilen; 0, um auf allen zu trainieren.</translation>
    </message>
    <message>
        <source>0.1: trainers take between 0.01 and 0.2.</source>
        <translation>0,1: Trainer nehmen zwischen 0,01 und 0,2.</translation>
    </message>
    <message>
        <source>Steps between checks</source>
        <translation>Schritte zwischen Prüfungen</translation>
    </message>
    <message>
        <source>evaluation steps</source>
        <translation>evaluation steps</translation>
    </message>
    <message>
        <source>How often the validation loss is measured and your questions are asked.</source>
        <translation>Wie oft der Prüfverlust gemessen und Ihre Fragen gestellt werden.</translation>
    </message>
    <message>
        <source>Fewer checks for a faster run.</source>
        <translation>Weniger Prüfungen für einen schnelleren Lauf.</translation>
    </message>
    <message>
        <source>0: ten times in a run, fewer where many rows are set aside.</source>
        <translation>0: zehnmal je Lauf, seltener, wo viele Zeilen zurückgelegt sind.</translation>
    </message>
    <message>
        <source>0: up to ten times in a run</source>
        <translation>0: bis zu zehnmal je Lauf</translation>
    </message>
    <message>
        <source>Steps between saves</source>
        <translation>Schritte zwischen Sicherungen</translation>
    </message>
    <message>
        <source>save steps</source>
        <translation>save steps</translation>
    </message>
    <message>
        <source>How often the run is saved so that it can go on after a power cut.</source>
        <translation>Wie oft der Lauf gesichert wird, damit er nach einem Stromausfall weitergehen kann.</translation>
    </message>
    <message>
        <source>More often on a machine that may be switched off.</source>
        <translation>Öfter auf einem Rechner, der abgeschaltet werden könnte.</translation>
    </message>
    <message>
        <source>0: ten times in a run.</source>
        <translation>0: zehnmal je Lauf.</translation>
    </message>
    <message>
        <source>0: ten times in a run</source>
        <translation>0: zehnmal je Lauf</translation>
    </message>
    <message>
        <source>Checks without improvement</source>
        <translation>Prüfungen ohne Besserung</translation>
    </message>
    <message>
        <source>patience</source>
        <translation>Geduld</translation>
    </message>
    <message>
        <source>The run ends by itself after so many checks in a row without a better validation loss; the best is kept.</source>
        <translation>Der Lauf endet von selbst, wenn so viele Prüfungen hintereinander keinen besseren Prüfverlust bringen; der beste Stand bleibt.</translation>
    </message>
    <message>
        <source>0 to train to the end in any case.</source>
        <translation>0, um in jedem Fall bis zum Ende zu trainieren.</translation>
    </message>
    <message>
        <source>3, as LLaMA-Factory users ask and Axolotl sets.</source>
        <translation>3, wie Nutzer von LLaMA-Factory es wünschen und Axolotl es setzt.</translation>
    </message>
    <message>
        <source>0: never stop early</source>
        <translation>0: nie vorzeitig anhalten</translation>
    </message>
    <message>
        <source>Compute on</source>
        <translation>Rechnen auf</translation>
    </message>
    <message>
        <source>device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>The processor, or a graphics card where there is one.</source>
        <translation>Der Prozessor, oder eine Grafikkarte, wo es eine gibt.</translation>
    </message>
    <message>
        <source>When you want the graphics card for something else.</source>
        <translation>Wenn Sie die Grafikkarte für etwas anderes brauchen.</translation>
    </message>
    <message>
        <source>Chosen by itself: the fastest there is.</source>
        <translation>Von selbst gewählt: das Schnellste, was da ist.</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>fp32 is exact; bf16 takes half the memory and is faster where the processor has it.</source>
        <translation>fp32 ist genau; bf16 braucht halb so viel Speicher und ist schneller, wo der Prozessor es kann.</translation>
    </message>
    <message>
        <source>fp32 to compare with other programs.</source>
        <translation>fp32, um mit anderen Programmen zu vergleichen.</translation>
    </message>
    <message>
        <source>Chosen by itself by what this processor computes fastest.</source>
        <translation>Von selbst gewählt, nach dem, was dieser Prozessor am schnellsten rechnet.</translation>
    </message>
    <message>
        <source>Tokens at once</source>
        <translation>Tokens auf einmal</translation>
    </message>
    <message>
        <source>micro-batch</source>
        <translation>Micro-Batch</translation>
    </message>
    <message>
        <source>How many tokens are computed together. It changes memory and speed, never the result.</source>
        <translation>Wie viele Tokens zusammen gerechnet werden. Das ändert Speicher und Tempo, nie das Ergebnis.</translation>
    </message>
    <message>
        <source>Smaller when memory is short.</source>
        <translation>Kleiner, wenn der Speicher knapp ist.</translation>
    </message>
    <message>
        <source>0: chosen by itself.</source>
        <translation>0: von selbst gewählt.</translation>
    </message>
    <message>
        <source>0: chosen by itself</source>
        <translation>0: von selbst gewählt</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Wie</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>What is added (LoRA)</source>
        <translation>Was hinzukommt (LoRA)</translation>
    </message>
    <message>
        <source>Checks and saving</source>
        <translation>Prüfungen und Sicherungen</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>LoRA: small, fast, removable</source>
        <translation>LoRA: klein, schnell, abnehmbar</translation>
    </message>
    <message>
        <source>Full: every weight of the model</source>
        <translation>Voll: jedes Gewicht des Modells</translation>
    </message>
    <message>
        <source>Cut the end</source>
        <translation>Ende abschneiden</translation>
    </message>
    <message>
        <source>Leave them out</source>
        <translation>Auslassen</translation>
    </message>
    <message>
        <source>Answers only</source>
        <translation>Nur Antworten</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Cosine: slowly, fast, slowly</source>
        <translation>Kosinus: langsam, schnell, langsam</translation>
    </message>
    <message>
        <source>Linear: evenly</source>
        <translation>Linear: gleichmäßig</translation>
    </message>
    <message>
        <source>Constant: not at all</source>
        <translation>Gleichbleibend: gar nicht</translation>
    </message>
    <message>
        <source>The fastest there is</source>
        <translation>Das Schnellste, was da ist</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation>Prozessor (CPU)</translation>
    </message>
    <message>
        <source>NVIDIA graphics card (CUDA)</source>
        <translation>NVIDIA-Grafikkarte (CUDA)</translation>
    </message>
    <message>
        <source>Apple graphics (MPS)</source>
        <translation>Apple-Grafik (MPS)</translation>
    </message>
    <message>
        <source>By this computer</source>
        <translation>Nach diesem Rechner</translation>
    </message>
    <message>
        <source>fp32: exact</source>
        <translation>fp32: genau</translation>
    </message>
    <message>
        <source>bf16: half the memory</source>
        <translation>bf16: halber Speicher</translation>
    </message>
    <message>
        <source>When to change it:</source>
        <translation>Wann ändern:</translation>
    </message>
    <message>
        <source>Default:</source>
        <translation>Standard:</translation>
    </message>
    <message>
        <source>Begin with an adapter</source>
        <translation>Mit einem Adapter beginnen</translation>
    </message>
    <message>
        <source>initial adapter</source>
        <translation>Anfangsadapter</translation>
    </message>
    <message>
        <source>A file adapter_model.safetensors to go on from, instead of a fresh start.</source>
        <translation>Eine Datei adapter_model.safetensors, von der es weitergeht, statt frisch zu beginnen.</translation>
    </message>
    <message>
        <source>To go on from what another program has trained.</source>
        <translation>Um von dem auszugehen, was ein anderes Programm trainiert hat.</translation>
    </message>
    <message>
        <source>Empty: fresh, as peft begins.</source>
        <translation>Leer: frisch, wie peft beginnt.</translation>
    </message>
    <message>
        <source>Empty: fresh</source>
        <translation>Leer: frisch</translation>
    </message>
    <message>
        <source>Mix the rows</source>
        <translation>Zeilen mischen</translation>
    </message>
    <message>
        <source>shuffle</source>
        <translation>Mischen</translation>
    </message>
    <message>
        <source>Every time through, the rows come in another order, so that none is always last.</source>
        <translation>Bei jedem Durchgang kommen die Zeilen in anderer Reihenfolge, damit keine immer die letzte ist.</translation>
    </message>
    <message>
        <source>Switch it off when the order of the file carries meaning: from easy to hard.</source>
        <translation>Ausschalten, wenn die Reihenfolge der Datei etwas bedeutet: vom Leichten zum Schweren.</translation>
    </message>
    <message>
        <source>On, as transformers.</source>
        <translation>An, wie transformers.</translation>
    </message>
    <message>
        <source>All, as QLoRA found best.</source>
        <translation>Alle, wie QLoRA es am besten fand.</translation>
    </message>
    <message>
        <source>The loss fell from %1 to %2. Try it on a text in Chat, and measure each label in Evaluate.</source>
        <translation>Der Verlust ist von %1 auf %2 gefallen. Probieren Sie es im Chat an einem Text aus, und messen Sie jedes Label auf der Seite Prüfen.</translation>
    </message>
    <message>
        <source>What the labels are</source>
        <translation>Was die Label sind</translation>
    </message>
    <message>
        <source>problem</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>One label for each text, any number of labels, a number, or a label for each word.</source>
        <translation>Ein Label je Text, beliebig viele Label, eine Zahl oder ein Label je Wort.</translation>
    </message>
    <message>
        <source>Choose it yourself when the labels are numbers: they can name classes or measure something.</source>
        <translation>Selbst wählen, wenn die Label Zahlen sind: Sie können Klassen benennen oder etwas messen.</translation>
    </message>
    <message>
        <source>Found in the rows: lists of labels are several, lists with one for each word are words&apos; labels.</source>
        <translation>Nach den Zeilen erkannt: Eine Liste bedeutet mehrere Label, eine Liste mit einem je Wort die Label der Wörter.</translation>
    </message>
    <message>
        <source>The linear layers that get an addition, as this model calls them: those of attention, those behind it, or all.</source>
        <translation>Die linearen Schichten, zu denen etwas hinzukommt, wie dieses Modell sie nennt: die der Attention, die dahinter oder alle.</translation>
    </message>
    <message>
        <source>Choose those of attention alone to save memory and time; it then learns less.</source>
        <translation>Nur die der Attention, um Speicher und Zeit zu sparen; es lernt dann weniger.</translation>
    </message>
    <message>
        <source>As the rows say</source>
        <translation>Nach den Zeilen</translation>
    </message>
    <message>
        <source>One for each text</source>
        <translation>Eines je Text</translation>
    </message>
    <message>
        <source>Any number for each text</source>
        <translation>Beliebig viele je Text</translation>
    </message>
    <message>
        <source>A number for each text</source>
        <translation>Eine Zahl je Text</translation>
    </message>
    <message>
        <source>One for each word</source>
        <translation>Eines je Wort</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::AsideView</name>
    <message>
        <source>Rows kept aside</source>
        <translation>Beiseitegelegte Zeilen</translation>
    </message>
    <message>
        <source>&amp;Back to the rows</source>
        <translation>&amp;Zurück zu den Zeilen</translation>
    </message>
    <message>
        <source>Rows that were kept aside</source>
        <translation>Beiseitegelegte Zeilen</translation>
    </message>
    <message>
        <source>Kept aside from %1</source>
        <translation>Beiseitegelegt aus %1</translation>
    </message>
    <message>
        <source>They could not be used at the import. Mend a row&apos;s text and it is added, or dismiss it.</source>
        <translation>Beim Import waren sie nicht zu gebrauchen. Bringen Sie den Text einer Zeile in Ordnung, dann wird sie hinzugefügt, oder verwerfen Sie sie.</translation>
    </message>
    <message>
        <source>&amp;Add this row</source>
        <translation>Diese Zeile &amp;hinzufügen</translation>
    </message>
    <message>
        <source>Its text</source>
        <translation>Ihr Text</translation>
    </message>
    <message>
        <source>The row&apos;s text, to be mended</source>
        <translation>Der Text der Zeile, zum Verbessern</translation>
    </message>
    <message>
        <source>&amp;Dismiss</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>It is not listed any more. Versions has the way back.</source>
        <translation>Sie wird nicht mehr aufgeführt. Unter Versionen geht es zurück.</translation>
    </message>
    <message>
        <source>Dismiss all…</source>
        <translation>Alle verwerfen…</translation>
    </message>
    <message numerus="yes">
        <source>Dismiss %n row(s)?</source>
        <translation>
            <numerusform>%n Zeile verwerfen?</numerusform>
            <numerusform>%n Zeilen verwerfen?</numerusform>
        </translation>
    </message>
    <message>
        <source>They are not listed any more. Versions has the way back.</source>
        <translation>Sie werden nicht mehr aufgeführt. Unter Versionen geht es zurück.</translation>
    </message>
    <message>
        <source>Dismiss them</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>No row is kept aside.</source>
        <translation>Keine Zeile liegt beiseite.</translation>
    </message>
    <message>
        <source>No row is kept aside any more</source>
        <translation>Keine Zeile liegt mehr beiseite</translation>
    </message>
    <message>
        <source>Versions has the way back.</source>
        <translation>Unter Versionen geht es zurück.</translation>
    </message>
    <message>
        <source>The row was added at the end</source>
        <translation>Die Zeile wurde am Ende hinzugefügt</translation>
    </message>
    <message>
        <source>Dismissed</source>
        <translation>Verworfen</translation>
    </message>
    <message>
        <source>As &amp;fields</source>
        <translation>Als &amp;Felder</translation>
    </message>
    <message>
        <source>As &amp;JSON</source>
        <translation>Als &amp;JSON</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::BalanceView</name>
    <message>
        <source>What stands out</source>
        <translation>Was auffällt</translation>
    </message>
    <message>
        <source>Nothing of what is looked for here: the rows are balanced as far as these measures see.</source>
        <translation>Nichts von dem, wonach hier gesucht wird: Die Zeilen sind ausgewogen, soweit diese Maße es sehen.</translation>
    </message>
    <message>
        <source>Length of the rows</source>
        <translation>Länge der Zeilen</translation>
    </message>
    <message>
        <source>tokens of a row</source>
        <translation>Token einer Zeile</translation>
    </message>
    <message>
        <source>words of a row</source>
        <translation>Wörter einer Zeile</translation>
    </message>
    <message>
        <source>Shortest %1, median %2, 95 % up to %3, longest %4.</source>
        <translation>Kürzeste %1, Median %2, 95 % bis %3, längste %4.</translation>
    </message>
    <message>
        <source>Words of the question: median %1, longest %2. Of the answer: median %3, longest %4. Turns: median %5, most %6.</source>
        <translation>Wörter der Frage: Median %1, höchstens %2. Der Antwort: Median %3, höchstens %4. Beiträge: Median %5, höchstens %6.</translation>
    </message>
    <message>
        <source>others</source>
        <translation>andere</translation>
    </message>
    <message>
        <source>Answers, as labels</source>
        <translation>Antworten als Label</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>The rows have no labels, and their answers are no short list that could be counted like labels.</source>
        <translation>Die Zeilen haben keine Label, und ihre Antworten sind keine kurze Liste, die sich wie Label zählen ließe.</translation>
    </message>
    <message>
        <source>%1 different; commonest to rarest %2 to 1; evenness %3 of 1.</source>
        <translation>%1 verschiedene; häufigstes zu seltenstem %2 zu 1; Gleichmäßigkeit %3 von 1.</translation>
    </message>
    <message>
        <source>%1 rows have none.</source>
        <translation>%1 Zeilen haben keines.</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Themen</translation>
    </message>
    <message>
        <source>Too few rows share words for topics to be told apart.</source>
        <translation>Zu wenige Zeilen haben Wörter gemeinsam, um Themen zu unterscheiden.</translation>
    </message>
    <message>
        <source>Found by the words that rows share. Press Return or double-click to see a typical row.</source>
        <translation>Gefunden anhand der Wörter, die Zeilen gemeinsam haben. Eingabetaste oder Doppelklick zeigt eine typische Zeile.</translation>
    </message>
    <message>
        <source>%1 rows share no term with any.</source>
        <translation>%1 Zeilen haben mit keinem einen Begriff gemeinsam.</translation>
    </message>
    <message>
        <source>Languages and held-out rows</source>
        <translation>Sprachen und zurückgehaltene Zeilen</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>This build cannot detect languages.</source>
        <translation>Diese Fassung kann keine Sprachen erkennen.</translation>
    </message>
    <message>
        <source>No rows are held out to validate or test, so there is nothing to compare with the training rows.</source>
        <translation>Es sind keine Zeilen zum Validieren oder Testen zurückgehalten; es gibt also nichts mit den Trainingszeilen zu vergleichen.</translation>
    </message>
    <message>
        <source>%1 %2 (chance %3)</source>
        <translation>%1 %2 (Zufall %3)</translation>
    </message>
    <message>
        <source>%1 validation rows against the training rows: %2.</source>
        <translation>%1 Validierungszeilen gegenüber den Trainingszeilen: %2.</translation>
    </message>
    <message>
        <source>%1 test rows against the training rows: %2.</source>
        <translation>%1 Testzeilen gegenüber den Trainingszeilen: %2.</translation>
    </message>
    <message>
        <source>Jensen-Shannon divergence in bits: 0 is the same, 1 has nothing in common. &quot;Chance&quot; is what a random draw would show.</source>
        <translation>Jensen-Shannon-Divergenz in Bit: 0 ist gleich, 1 hat nichts gemeinsam. „Zufall“ ist, was eine zufällige Auswahl zeigen würde.</translation>
    </message>
    <message>
        <source>Words and what repeats</source>
        <translation>Wörter und was sich wiederholt</translation>
    </message>
    <message>
        <source>%1 words, about %2 different, %3 of these only once. Of %4 words in a row %5 are different on average.</source>
        <translation>%1 Wörter, etwa %2 verschiedene, %3 davon nur einmal. Von %4 Wörtern hintereinander sind im Mittel %5 verschieden.</translation>
    </message>
    <message>
        <source>%1 words, %2 different, %3 of these only once. Of %4 words in a row %5 are different on average.</source>
        <translation>%1 Wörter, %2 verschiedene, %3 davon nur einmal. Von %4 Wörtern hintereinander sind im Mittel %5 verschieden.</translation>
    </message>
    <message>
        <source>Commonest beginnings</source>
        <translation>Häufigste Anfänge</translation>
    </message>
    <message>
        <source>Commonest answers</source>
        <translation>Häufigste Antworten</translation>
    </message>
    <message>
        <source>Rows that stand apart</source>
        <translation>Zeilen, die abseits stehen</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>Keine.</translation>
    </message>
    <message>
        <source>Click a row to see it. Rows are counted from 1.</source>
        <translation>Ein Klick zeigt die Zeile. Gezählt wird ab 1.</translation>
    </message>
    <message>
        <source>Groups of people that the texts name</source>
        <translation>Gruppen von Menschen, die die Texte nennen</translation>
    </message>
    <message>
        <source>No word of the English and German lists stands in the rows.</source>
        <translation>Kein Wort der englischen und deutschen Listen steht in den Zeilen.</translation>
    </message>
    <message>
        <source>Found by lists of words, whole words only: names and hints are not seen, and a word may mean something else. Sentiment is a rough count of words from -1 to 1. A difference is a reason to look, not a proof of bias; no difference is no proof of fairness. Under %1 rows nothing is told.</source>
        <translation>Gefunden mit Wortlisten, nur ganze Wörter: Namen und Andeutungen werden nicht gesehen, und ein Wort kann etwas anderes bedeuten. Die Stimmung ist eine grobe Wortzählung von -1 bis 1. Ein Unterschied ist ein Grund nachzusehen, kein Beweis für Voreingenommenheit; kein Unterschied ist kein Beweis für Gerechtigkeit. Unter %1 Zeilen wird nichts gesagt.</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Ausgewogenheit</translation>
    </message>
    <message>
        <source>&amp;Save report</source>
        <translation>Bericht &amp;speichern</translation>
    </message>
    <message>
        <source>As a &amp;web page (HTML)…</source>
        <translation>Als &amp;Webseite (HTML)…</translation>
    </message>
    <message>
        <source>As a &amp;PDF…</source>
        <translation>Als &amp;PDF…</translation>
    </message>
    <message>
        <source>&amp;Back to the rows</source>
        <translation>&amp;Zurück zu den Zeilen</translation>
    </message>
    <message>
        <source>Looking at the rows</source>
        <translation>Zeilen durchsehen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Balance of %1</source>
        <translation>Ausgewogenheit von %1</translation>
    </message>
    <message>
        <source>What the rows hold, whom they speak of, and what is missing. Nothing is changed here.</source>
        <translation>Was die Zeilen enthalten, von wem sie sprechen und was fehlt. Hier wird nichts geändert.</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>looking at the rows…</source>
        <translation>sieht die Zeilen durch…</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>Webseite (*.html)</translation>
    </message>
    <message>
        <source>The report is saved</source>
        <translation>Der Bericht ist gespeichert</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::Banner</name>
    <message>
        <source>Dismiss this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::BarPlot</name>
    <message>
        <source>%1 and more</source>
        <translation>%1 und mehr</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>limit %1</source>
        <translation>Grenze %1</translation>
    </message>
    <message numerus="yes">
        <source>%n bin(s), from %1 to %2</source>
        <translation>
            <numerusform>%n Balken, von %1 bis %2</numerusform>
            <numerusform>%n Balken, von %1 bis %2</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2 rows</source>
        <translation>%1: %2 Zeilen</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::CardView</name>
    <message>
        <source>The model&apos;s card</source>
        <translation>Modellkarte</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::ChatColumn</name>
    <message>
        <source>Copy this answer</source>
        <translation>Diese Antwort kopieren</translation>
    </message>
    <message>
        <source>(no answer)</source>
        <translation>(keine Antwort)</translation>
    </message>
    <message>
        <source>%1 tokens/s</source>
        <translation>%1 Tokens/s</translation>
    </message>
    <message>
        <source>cut at the longest allowed</source>
        <translation>an der Höchstlänge abgeschnitten</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::ChatPage</name>
    <message>
        <source>Chat</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Ask the model before and after training, side by side.</source>
        <translation>Das Modell vor und nach dem Training fragen, nebeneinander.</translation>
    </message>
    <message>
        <source>There is no model to talk to yet</source>
        <translation>Noch ist kein Modell zum Sprechen da</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>The run that answers</source>
        <translation>Der Lauf, der antwortet</translation>
    </message>
    <message>
        <source>The state of the run that answers</source>
        <translation>Der Stand des Laufs, der antwortet</translation>
    </message>
    <message>
        <source>The model that answers</source>
        <translation>Das Modell, das antwortet</translation>
    </message>
    <message>
        <source>&amp;New conversation</source>
        <translation>&amp;Neues Gespräch</translation>
    </message>
    <message>
        <source>Settings of the answers</source>
        <translation>Einstellungen der Antworten</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Variety</source>
        <translation>Vielfalt</translation>
    </message>
    <message>
        <source>temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>0 always takes the likeliest word, so that answers can be compared. 0.7 varies.</source>
        <translation>0 nimmt immer das wahrscheinlichste Wort, damit sich Antworten vergleichen lassen. 0,7 bringt Abwechslung.</translation>
    </message>
    <message>
        <source>Only likely words</source>
        <translation>Nur wahrscheinliche Wörter</translation>
    </message>
    <message>
        <source>top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>Words beyond this share of likelihood are never taken. 1 allows all.</source>
        <translation>Wörter jenseits dieses Anteils der Wahrscheinlichkeit kommen nie. 1 erlaubt alle.</translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation>Längste Antwort</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>The answer is cut after so many tokens.</source>
        <translation>Die Antwort wird nach so vielen Tokens abgeschnitten.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>The same seed repeats the same answer.</source>
        <translation>Derselbe Startwert wiederholt dieselbe Antwort.</translation>
    </message>
    <message>
        <source>You are the front desk of…</source>
        <translation>Sie sind der Empfang von …</translation>
    </message>
    <message>
        <source>Who it is</source>
        <translation>Wer es ist</translation>
    </message>
    <message>
        <source>system prompt</source>
        <translation>Systemtext</translation>
    </message>
    <message>
        <source>Stands above the conversation. Used from the next new conversation on.</source>
        <translation>Steht über dem Gespräch. Gilt ab dem nächsten neuen Gespräch.</translation>
    </message>
    <message>
        <source>Ask something. Return sends, Shift+Return begins a new line.</source>
        <translation>Fragen Sie etwas. Eingabe sendet, Umschalt+Eingabe beginnt eine neue Zeile.</translation>
    </message>
    <message>
        <source>Your question</source>
        <translation>Ihre Frage</translation>
    </message>
    <message>
        <source>&amp;Ask</source>
        <translation>&amp;Fragen</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Stopp</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>Kein Projekt ist offen</translation>
    </message>
    <message>
        <source>Choose a model, train it on your rows, and compare here what it says before and after.</source>
        <translation>Wählen Sie ein Modell, trainieren Sie es auf Ihren Zeilen und vergleichen Sie hier, was es vorher und nachher sagt.</translation>
    </message>
    <message>
        <source>Open a project or make a new one on the Home page.</source>
        <translation>Öffnen Sie ein Projekt oder legen Sie auf der Startseite ein neues an.</translation>
    </message>
    <message>
        <source>Go to Home</source>
        <translation>Zum Start</translation>
    </message>
    <message>
        <source>The same question to the model as it was and as it is now.</source>
        <translation>Dieselbe Frage an das Modell, wie es war und wie es jetzt ist.</translation>
    </message>
    <message>
        <source>Nothing is trained yet: this is the model as it comes.</source>
        <translation>Noch ist nichts trainiert: dies ist das Modell, wie es kommt.</translation>
    </message>
    <message>
        <source>The model with what this run has learned.</source>
        <translation>Das Modell mit dem, was dieser Lauf gelernt hat.</translation>
    </message>
    <message>
        <source>As it comes</source>
        <translation>Wie es kommt</translation>
    </message>
    <message>
        <source>The model without what it has learned from you.</source>
        <translation>Das Modell ohne das, was es von Ihnen gelernt hat.</translation>
    </message>
    <message>
        <source>best, step %1</source>
        <translation>bester, Schritt %1</translation>
    </message>
    <message>
        <source>last, step %1</source>
        <translation>letzter, Schritt %1</translation>
    </message>
    <message>
        <source>answering</source>
        <translation>antwortet</translation>
    </message>
    <message>
        <source>no model yet</source>
        <translation>noch kein Modell</translation>
    </message>
    <message>
        <source>nothing is trained yet</source>
        <translation>noch nichts trainiert</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Neues Gespräch</translation>
    </message>
    <message>
        <source>Ask a question, and both answer: the model as it was on the left, and with what it has learned on the right. At variety 0 the same question always gets the same answer, so that a difference comes from the training alone.</source>
        <translation>Stellen Sie eine Frage, und beide antworten: links das Modell, wie es war, rechts mit dem Gelernten. Bei Vielfalt 0 bekommt dieselbe Frage immer dieselbe Antwort, so dass ein Unterschied allein vom Training kommt.</translation>
    </message>
    <message>
        <source>Give it a text and see which label it finds, and how sure it is.</source>
        <translation>Geben Sie ihm einen Text und sehen Sie, welches Label es findet und wie sicher es ist.</translation>
    </message>
    <message>
        <source>Write or paste a text and press Label it. A label&apos;s bar says how sure the model is of it; of words, what it marks stands out in colour. How right it is over many rows is measured on the Evaluate page.</source>
        <translation>Schreiben Sie einen Text oder fügen Sie einen ein, und drücken Sie „Label vergeben“. Der Balken eines Labels zeigt, wie sicher sich das Modell dabei ist; geht es um Wörter, ist farbig hervorgehoben, was es markiert. Wie oft es bei vielen Zeilen richtig liegt, wird auf der Seite Prüfen gemessen.</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::CleanView</name>
    <message>
        <source>Clean</source>
        <translation>Bereinigen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>&amp;Anwenden</translation>
    </message>
    <message>
        <source>Cleaning</source>
        <translation>Bereinigung</translation>
    </message>
    <message>
        <source>Steps, from top to bottom</source>
        <translation>Schritte, von oben nach unten</translation>
    </message>
    <message>
        <source>What would change</source>
        <translation>Was sich ändern würde</translation>
    </message>
    <message>
        <source>Whose rows are shown</source>
        <translation>Wessen Zeilen gezeigt werden</translation>
    </message>
    <message>
        <source>Clean %1</source>
        <translation>%1 bereinigen</translation>
    </message>
    <message>
        <source>Nothing changes until you apply it. The rows as they are now stay: you can go back to them.</source>
        <translation>Nichts ändert sich, bevor Sie es anwenden. Die jetzigen Zeilen bleiben: Sie können zu ihnen zurück.</translation>
    </message>
    <message>
        <source>Choose at least one step.</source>
        <translation>Wählen Sie mindestens einen Schritt.</translation>
    </message>
    <message>
        <source>looking at the rows…</source>
        <translation>sieht die Zeilen durch…</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Of %1 rows, %2 would change, %3 would go and %4 would be flagged. %5 are left.</source>
        <translation>Von %1 Zeilen würden sich %2 ändern, %3 entfallen und %4 markiert. %5 bleiben.</translation>
    </message>
    <message>
        <source>These steps find nothing to do in %1 rows.</source>
        <translation>Diese Schritte finden in %1 Zeilen nichts zu tun.</translation>
    </message>
    <message>
        <source>%1 changed</source>
        <translation>%1 geändert</translation>
    </message>
    <message>
        <source>%1 dropped</source>
        <translation>%1 entfernt</translation>
    </message>
    <message>
        <source>%1 flagged</source>
        <translation>%1 markiert</translation>
    </message>
    <message>
        <source>nothing found</source>
        <translation>nichts gefunden</translation>
    </message>
    <message>
        <source>The rows were cleaned</source>
        <translation>Die Zeilen wurden bereinigt</translation>
    </message>
    <message>
        <source>%1 changed, %2 were dropped, %3 are flagged. Versions has the way back.</source>
        <translation>%1 geändert, %2 entfernt, %3 markiert. Unter Versionen geht es zurück.</translation>
    </message>
    <message>
        <source>Nor may training rows give away rows of:</source>
        <translation>Trainingszeilen dürfen auch keine Zeilen verraten von:</translation>
    </message>
    <message>
        <source>The project has no other data set. Import one with rows to test with.</source>
        <translation>Das Projekt hat keinen anderen Datensatz. Importieren Sie einen mit Zeilen zum Prüfen.</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::CommandPalette</name>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Find a page, a setting or an action</source>
        <translation>Seite, Einstellung oder Befehl suchen</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Gefundenes</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::ConfusionTableModel</name>
    <message>
        <source>Should be %1, was given %2: %3 (%4)</source>
        <translation>Soll %1 sein, bekam %2: %3 (%4)</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::DataPage</name>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>The rows that the model learns from.</source>
        <translation>Die Zeilen, aus denen das Modell lernt.</translation>
    </message>
    <message>
        <source>&amp;Add file…</source>
        <translation>&amp;Hinzufügen …</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Search in the rows</source>
        <translation>In den Zeilen suchen</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>Kein Projekt ist offen</translation>
    </message>
    <message>
        <source>Open a project or make a new one on the Home page. Then add a file with the rows that the model should learn from.</source>
        <translation>Öffnen Sie ein Projekt oder legen Sie auf der Startseite ein neues an. Fügen Sie dann eine Datei mit den Zeilen hinzu, aus denen das Modell lernen soll.</translation>
    </message>
    <message>
        <source>Try the sample instead</source>
        <translation>Stattdessen das Beispiel versuchen</translation>
    </message>
    <message>
        <source>Go to Home</source>
        <translation>Zum Start</translation>
    </message>
    <message>
        <source>%1 rows from %2.</source>
        <translation>%1 Zeilen aus %2.</translation>
    </message>
    <message>
        <source>%1 are set aside to test with.</source>
        <translation>%1 sind zum Prüfen beiseitegelegt.</translation>
    </message>
    <message>
        <source>%1 rows were added</source>
        <translation>%1 Zeilen wurden hinzugefügt</translation>
    </message>
    <message>
        <source>%1 could not be used and are kept aside with the reason.</source>
        <translation>%1 waren nicht zu gebrauchen und liegen mit dem Grund beiseite.</translation>
    </message>
    <message>
        <source>Next: choose a model</source>
        <translation>Weiter: Modell wählen</translation>
    </message>
    <message>
        <source>Next: train</source>
        <translation>Weiter: trainieren</translation>
    </message>
    <message>
        <source>Add rows</source>
        <translation>Zeilen hinzufügen</translation>
    </message>
    <message>
        <source>importing</source>
        <translation>übernimmt</translation>
    </message>
    <message>
        <source>no rows yet</source>
        <translation>noch keine Zeilen</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 Zeilen</translation>
    </message>
    <message>
        <source>Add a file with rows</source>
        <translation>Datei mit Zeilen hinzufügen</translation>
    </message>
    <message>
        <source>Rows are what the model learns from: a question and the answer it should give, a conversation, or a text. Add a file, check that the columns are understood, and look through the rows: what you see underlined on the right is what it learns to write.</source>
        <translation>Aus Zeilen lernt das Modell: eine Frage und die Antwort, die es geben soll, ein Gespräch oder ein Text. Fügen Sie eine Datei hinzu, prüfen Sie, ob die Spalten verstanden sind, und sehen Sie die Zeilen durch: was rechts unterstrichen ist, lernt es zu schreiben.</translation>
    </message>
    <message>
        <source>&amp;More</source>
        <translation>&amp;Mehr</translation>
    </message>
    <message>
        <source>Find and &amp;replace…</source>
        <translation>Suchen und e&amp;rsetzen…</translation>
    </message>
    <message>
        <source>&amp;Split into training and test rows…</source>
        <translation>In Trainings- und Testzeilen &amp;teilen…</translation>
    </message>
    <message>
        <source>Re&amp;move the data set…</source>
        <translation>Den Datensatz en&amp;tfernen…</translation>
    </message>
    <message>
        <source>&amp;Versions</source>
        <translation>&amp;Versionen</translation>
    </message>
    <message>
        <source>&amp;Clean…</source>
        <translation>&amp;Bereinigen…</translation>
    </message>
    <message>
        <source>Versions has the way back.</source>
        <translation>Unter Versionen geht es zurück.</translation>
    </message>
    <message>
        <source>The edits are saved</source>
        <translation>Die Änderungen sind gesichert</translation>
    </message>
    <message>
        <source>Clean the rows</source>
        <translation>Die Zeilen bereinigen</translation>
    </message>
    <message>
        <source>Versions of the rows</source>
        <translation>Versionen der Zeilen</translation>
    </message>
    <message>
        <source>Drop files here</source>
        <translation>Dateien hierher ziehen</translation>
    </message>
    <message>
        <source>Tables (CSV, Excel, Parquet, JSON), documents (Word, PDF, web pages, text), folders or ZIP archives of them. What their columns mean is recognised; you check it before anything is imported.</source>
        <translation>Tabellen (CSV, Excel, Parquet, JSON), Dokumente (Word, PDF, Webseiten, Text), Ordner oder ZIP-Archive davon. Was ihre Spalten bedeuten, wird erkannt; Sie prüfen es, bevor etwas übernommen wird.</translation>
    </message>
    <message>
        <source>Rows and documents (*.jsonl *.ndjson *.json *.csv *.tsv *.parquet *.arrow *.xlsx *.docx *.pdf *.html *.md *.txt *.zip *.gz);;All files (*)</source>
        <translation>Zeilen und Dokumente (*.jsonl *.ndjson *.json *.csv *.tsv *.parquet *.arrow *.xlsx *.docx *.pdf *.html *.md *.txt *.zip *.gz);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>&amp;Personal data…</source>
        <translation>&amp;Personenbezogene Daten …</translation>
    </message>
    <message>
        <source>Look for personal data</source>
        <translation>Nach personenbezogenen Daten suchen</translation>
    </message>
    <message>
        <source>&amp;Balance</source>
        <translation>&amp;Balance</translation>
    </message>
    <message>
        <source>How balanced the rows are</source>
        <translation>Wie ausgewogen die Zeilen sind</translation>
    </message>
    <message>
        <source>Save as a &amp;file…</source>
        <translation>Als &amp;Datei speichern …</translation>
    </message>
    <message>
        <source>From the &amp;Hub…</source>
        <translation>Vom H&amp;ub …</translation>
    </message>
    <message>
        <source>Add rows from the &amp;Hub…</source>
        <translation>&amp;Zeilen vom Hub hinzufügen …</translation>
    </message>
    <message>
        <source>Find a data set on the Hub</source>
        <translation>Einen Datensatz im Hub suchen</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::DataPart</name>
    <message>
        <source>for training</source>
        <translation>zum Trainieren</translation>
    </message>
    <message>
        <source>to validate</source>
        <translation>zum Validieren</translation>
    </message>
    <message>
        <source>to test</source>
        <translation>zum Testen</translation>
    </message>
    <message>
        <source>the only file</source>
        <translation>die einzige Datei</translation>
    </message>
    <message>
        <source>all files</source>
        <translation>alle Dateien</translation>
    </message>
    <message>
        <source>the first file</source>
        <translation>die erste Datei</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::DatasetListModel</name>
    <message>
        <source>Data set</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Aus</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::DifferenceList</name>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::DifferenceView</name>
    <message>
        <source>label: %1</source>
        <translation>Label: %1</translation>
    </message>
    <message>
        <source>would go</source>
        <translation>entfällt</translation>
    </message>
    <message>
        <source>flagged</source>
        <translation>markiert</translation>
    </message>
    <message>
        <source>changes</source>
        <translation>ändert sich</translation>
    </message>
    <message>
        <source>Row %1 %2: %3</source>
        <translation>Zeile %1 %2: %3</translation>
    </message>
    <message>
        <source>Row %1 was added</source>
        <translation>Zeile %1 kam hinzu</translation>
    </message>
    <message>
        <source>Row %1 was taken out</source>
        <translation>Zeile %1 wurde herausgenommen</translation>
    </message>
    <message>
        <source>Row %1 moved from %2 to %3</source>
        <translation>Zeile %1 wechselte von %2 zu %3</translation>
    </message>
    <message>
        <source>Row %1</source>
        <translation>Zeile %1</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::DraftBar</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Re&amp;do</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>&amp;Save as a version</source>
        <translation>Als Version &amp;sichern</translation>
    </message>
    <message>
        <source>No edits</source>
        <translation>Keine Änderungen</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) edited, not saved</source>
        <translation>
            <numerusform>%n Zeile geändert, nicht gesichert</numerusform>
            <numerusform>%n Zeilen geändert, nicht gesichert</numerusform>
        </translation>
    </message>
    <message>
        <source>Discard the edits?</source>
        <translation>Die Änderungen verwerfen?</translation>
    </message>
    <message>
        <source>The rows are then as they were before.</source>
        <translation>Die Zeilen sind dann wie zuvor.</translation>
    </message>
    <message>
        <source>Discard them</source>
        <translation>Verwerfen</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::EntityWords</name>
    <message>
        <source>Payment card number</source>
        <translation>Nummer einer Zahlungskarte</translation>
    </message>
    <message>
        <source>Bank account (IBAN)</source>
        <translation>Bankkonto (IBAN)</translation>
    </message>
    <message>
        <source>Bank code (BIC)</source>
        <translation>Bankleitzahl (BIC)</translation>
    </message>
    <message>
        <source>US bank routing number</source>
        <translation>US-Bankleitzahl (ABA)</translation>
    </message>
    <message>
        <source>US bank account</source>
        <translation>US-Bankkonto</translation>
    </message>
    <message>
        <source>US employer number</source>
        <translation>US-Arbeitgebernummer</translation>
    </message>
    <message>
        <source>Cryptocurrency address</source>
        <translation>Adresse einer Kryptowährung</translation>
    </message>
    <message>
        <source>Account or customer number</source>
        <translation>Konto- oder Kundennummer</translation>
    </message>
    <message>
        <source>US social security number</source>
        <translation>US-Sozialversicherungsnummer</translation>
    </message>
    <message>
        <source>US taxpayer number</source>
        <translation>US-Steuernummer</translation>
    </message>
    <message>
        <source>US passport</source>
        <translation>US-Reisepass</translation>
    </message>
    <message>
        <source>US driver&apos;s license</source>
        <translation>US-Führerschein</translation>
    </message>
    <message>
        <source>US health provider number</source>
        <translation>US-Nummer von Leistungserbringern</translation>
    </message>
    <message>
        <source>US Medicare number</source>
        <translation>US-Medicare-Nummer</translation>
    </message>
    <message>
        <source>US prescriber number</source>
        <translation>US-Nummer von Verordnenden</translation>
    </message>
    <message>
        <source>UK health service number</source>
        <translation>Britische Gesundheitsnummer (NHS)</translation>
    </message>
    <message>
        <source>UK national insurance number</source>
        <translation>Britische Sozialversicherungsnummer</translation>
    </message>
    <message>
        <source>UK driving licence</source>
        <translation>Britischer Führerschein</translation>
    </message>
    <message>
        <source>UK passport</source>
        <translation>Britischer Reisepass</translation>
    </message>
    <message>
        <source>German tax number</source>
        <translation>Deutsche Steuer-ID</translation>
    </message>
    <message>
        <source>German health insurance number</source>
        <translation>Deutsche Krankenversichertennummer</translation>
    </message>
    <message>
        <source>German identity card or passport</source>
        <translation>Deutscher Personalausweis oder Reisepass</translation>
    </message>
    <message>
        <source>German VAT number</source>
        <translation>Deutsche Umsatzsteuer-ID</translation>
    </message>
    <message>
        <source>French social security number</source>
        <translation>Französische Sozialversicherungsnummer</translation>
    </message>
    <message>
        <source>French company number</source>
        <translation>Französische Firmennummer</translation>
    </message>
    <message>
        <source>French establishment number</source>
        <translation>Französische Betriebsnummer</translation>
    </message>
    <message>
        <source>Spanish identity number</source>
        <translation>Spanische Ausweisnummer</translation>
    </message>
    <message>
        <source>Spanish number of foreigners</source>
        <translation>Spanische Ausländernummer</translation>
    </message>
    <message>
        <source>Italian tax code</source>
        <translation>Italienische Steuernummer</translation>
    </message>
    <message>
        <source>Italian VAT number</source>
        <translation>Italienische Umsatzsteuernummer</translation>
    </message>
    <message>
        <source>Dutch citizen number</source>
        <translation>Niederländische Bürgernummer</translation>
    </message>
    <message>
        <source>Belgian national number</source>
        <translation>Belgische Nationalnummer</translation>
    </message>
    <message>
        <source>Swiss social insurance number</source>
        <translation>Schweizer AHV-Nummer</translation>
    </message>
    <message>
        <source>Portuguese tax number</source>
        <translation>Portugiesische Steuernummer</translation>
    </message>
    <message>
        <source>Austrian social insurance number</source>
        <translation>Österreichische Sozialversicherungsnummer</translation>
    </message>
    <message>
        <source>Irish public service number</source>
        <translation>Irische Nummer (PPS)</translation>
    </message>
    <message>
        <source>Polish personal number</source>
        <translation>Polnische Personennummer (PESEL)</translation>
    </message>
    <message>
        <source>Swedish personal number</source>
        <translation>Schwedische Personennummer</translation>
    </message>
    <message>
        <source>Finnish personal number</source>
        <translation>Finnische Personennummer</translation>
    </message>
    <message>
        <source>Norwegian personal number</source>
        <translation>Norwegische Personennummer</translation>
    </message>
    <message>
        <source>Danish personal number</source>
        <translation>Dänische Personennummer (CPR)</translation>
    </message>
    <message>
        <source>Canadian social insurance number</source>
        <translation>Kanadische Sozialversicherungsnummer</translation>
    </message>
    <message>
        <source>Australian tax number</source>
        <translation>Australische Steuernummer</translation>
    </message>
    <message>
        <source>Australian business number</source>
        <translation>Australische Geschäftsnummer</translation>
    </message>
    <message>
        <source>Australian company number</source>
        <translation>Australische Firmennummer</translation>
    </message>
    <message>
        <source>Australian Medicare card</source>
        <translation>Australische Medicare-Karte</translation>
    </message>
    <message>
        <source>New Zealand tax number</source>
        <translation>Neuseeländische Steuernummer</translation>
    </message>
    <message>
        <source>Indian identity number</source>
        <translation>Indische Personennummer (Aadhaar)</translation>
    </message>
    <message>
        <source>Indian tax number</source>
        <translation>Indische Steuernummer (PAN)</translation>
    </message>
    <message>
        <source>Indian goods tax number</source>
        <translation>Indische Warensteuernummer (GSTIN)</translation>
    </message>
    <message>
        <source>Singaporean identity number</source>
        <translation>Personennummer von Singapur</translation>
    </message>
    <message>
        <source>South African identity number</source>
        <translation>Südafrikanische Personennummer</translation>
    </message>
    <message>
        <source>Korean resident number</source>
        <translation>Koreanische Einwohnernummer</translation>
    </message>
    <message>
        <source>Japanese individual number</source>
        <translation>Japanische Personennummer</translation>
    </message>
    <message>
        <source>Turkish identity number</source>
        <translation>Türkische Personennummer</translation>
    </message>
    <message>
        <source>Thai identity number</source>
        <translation>Thailändische Personennummer</translation>
    </message>
    <message>
        <source>Brazilian tax number of a person</source>
        <translation>Brasilianische Steuernummer einer Person</translation>
    </message>
    <message>
        <source>Brazilian tax number of a company</source>
        <translation>Brasilianische Steuernummer einer Firma</translation>
    </message>
    <message>
        <source>Chinese identity number</source>
        <translation>Chinesische Personennummer</translation>
    </message>
    <message>
        <source>Passport</source>
        <translation>Reisepass</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Telephone or fax number</source>
        <translation>Telefon- oder Faxnummer</translation>
    </message>
    <message>
        <source>Web address</source>
        <translation>Webadresse</translation>
    </message>
    <message>
        <source>Internet address (IP)</source>
        <translation>Internetadresse (IP)</translation>
    </message>
    <message>
        <source>Network card address (MAC)</source>
        <translation>Adresse einer Netzwerkkarte (MAC)</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>Geburtsdatum</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Age over 89</source>
        <translation>Alter über 89</translation>
    </message>
    <message>
        <source>Medical record number</source>
        <translation>Nummer einer Krankenakte</translation>
    </message>
    <message>
        <source>Insurance policy or member number</source>
        <translation>Versicherungs- oder Mitgliedsnummer</translation>
    </message>
    <message>
        <source>Case or docket number</source>
        <translation>Fall- oder Aktenzeichen</translation>
    </message>
    <message>
        <source>Vehicle plate</source>
        <translation>Kfz-Kennzeichen</translation>
    </message>
    <message>
        <source>Vehicle identification number</source>
        <translation>Fahrgestellnummer</translation>
    </message>
    <message>
        <source>Device number (UDI, IMEI, serial)</source>
        <translation>Gerätenummer (UDI, IMEI, Seriennummer)</translation>
    </message>
    <message>
        <source>Medical image identifier</source>
        <translation>Kennung eines medizinischen Bildes</translation>
    </message>
    <message>
        <source>Password, key or token</source>
        <translation>Passwort, Schlüssel oder Token</translation>
    </message>
    <message>
        <source>Name of a person</source>
        <translation>Name einer Person</translation>
    </message>
    <message>
        <source>Place below a state</source>
        <translation>Ort unterhalb eines Landes</translation>
    </message>
    <message>
        <source>Street address</source>
        <translation>Straße und Hausnummer</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>Postleitzahl</translation>
    </message>
    <message>
        <source>Special category (GDPR Article 9)</source>
        <translation>Besondere Kategorie (Art. 9 DSGVO)</translation>
    </message>
    <message>
        <source>Pattern of the project</source>
        <translation>Muster des Projekts</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>Namen</translation>
    </message>
    <message>
        <source>Geographic parts smaller than a state</source>
        <translation>Gebiete, die kleiner als ein Bundesstaat sind</translation>
    </message>
    <message>
        <source>Dates other than the year; ages over 89</source>
        <translation>Daten außer dem Jahr; Alter über 89</translation>
    </message>
    <message>
        <source>Telephone numbers</source>
        <translation>Telefonnummern</translation>
    </message>
    <message>
        <source>Fax numbers</source>
        <translation>Faxnummern</translation>
    </message>
    <message>
        <source>E-mail addresses</source>
        <translation>E-Mail-Adressen</translation>
    </message>
    <message>
        <source>Social security numbers</source>
        <translation>Sozialversicherungsnummern</translation>
    </message>
    <message>
        <source>Medical record numbers</source>
        <translation>Nummern von Krankenakten</translation>
    </message>
    <message>
        <source>Health plan numbers</source>
        <translation>Nummern von Krankenversicherungen</translation>
    </message>
    <message>
        <source>Account numbers</source>
        <translation>Kontonummern</translation>
    </message>
    <message>
        <source>Certificate and licence numbers</source>
        <translation>Nummern von Zeugnissen und Zulassungen</translation>
    </message>
    <message>
        <source>Vehicle identifiers and plates</source>
        <translation>Fahrzeugnummern und Kennzeichen</translation>
    </message>
    <message>
        <source>Device identifiers and serial numbers</source>
        <translation>Geräte- und Seriennummern</translation>
    </message>
    <message>
        <source>Web addresses</source>
        <translation>Webadressen</translation>
    </message>
    <message>
        <source>Internet (IP) addresses</source>
        <translation>Internetadressen (IP)</translation>
    </message>
    <message>
        <source>Biometric identifiers</source>
        <translation>Biometrische Merkmale</translation>
    </message>
    <message>
        <source>Full-face photographs</source>
        <translation>Fotos des Gesichts</translation>
    </message>
    <message>
        <source>Any other unique number or code</source>
        <translation>Jede andere eindeutige Nummer</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::EvaluatePage</name>
    <message>
        <source>Evaluate</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Measure what it has learned, on rows that it never trained on.</source>
        <translation>Messen, was es gelernt hat, an Zeilen, auf denen es nie trainiert hat.</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Answers before and after</source>
        <translation>Antworten vorher und nachher</translation>
    </message>
    <message>
        <source>What to measure</source>
        <translation>Was gemessen wird</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>the first %1</source>
        <translation>die ersten %1</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Wie viele</translation>
    </message>
    <message>
        <source>Let it answer each question too</source>
        <translation>Auch jede Frage beantworten lassen</translation>
    </message>
    <message>
        <source>Slower: every question is answered twice, before and after.</source>
        <translation>Langsamer: jede Frage wird zweimal beantwortet, vorher und nachher.</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>&amp;Messen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>Vorher und nachher</translation>
    </message>
    <message>
        <source>before</source>
        <translation>vorher</translation>
    </message>
    <message>
        <source>after</source>
        <translation>nachher</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Right answers</source>
        <translation>Richtige Antworten</translation>
    </message>
    <message>
        <source>Nothing is trained yet</source>
        <translation>Noch ist nichts trainiert</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>Kein Projekt ist offen</translation>
    </message>
    <message>
        <source>After a run, its loss and its answers on rows it never saw are compared here with those of the model as it was.</source>
        <translation>Nach einem Lauf werden hier sein Verlust und seine Antworten an nie gesehenen Zeilen mit denen des ursprünglichen Modells verglichen.</translation>
    </message>
    <message>
        <source>Open a project or make a new one on the Home page.</source>
        <translation>Öffnen Sie ein Projekt oder legen Sie auf der Startseite ein neues an.</translation>
    </message>
    <message>
        <source>Go to Train</source>
        <translation>Zum Training</translation>
    </message>
    <message>
        <source>Go to Home</source>
        <translation>Zum Start</translation>
    </message>
    <message>
        <source>%1 rows of it are set aside and were never trained on.</source>
        <translation>%1 seiner Zeilen sind beiseitegelegt; auf ihnen wurde nie trainiert.</translation>
    </message>
    <message>
        <source>None of its rows are set aside. Import rows to test with on the Data page, or choose another data set.</source>
        <translation>Keine seiner Zeilen ist beiseitegelegt. Übernehmen Sie auf der Seite Daten Zeilen zum Prüfen, oder wählen Sie einen anderen Datensatz.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>The loss did not fall: it has learned nothing that helps with these rows.</source>
        <translation>Der Verlust fiel nicht: es hat nichts gelernt, was bei diesen Zeilen hilft.</translation>
    </message>
    <message>
        <source>After training…</source>
        <translation>Nach dem Training …</translation>
    </message>
    <message>
        <source>Before training…</source>
        <translation>Vor dem Training …</translation>
    </message>
    <message>
        <source>measuring</source>
        <translation>misst</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>gemessen</translation>
    </message>
    <message>
        <source>not measured yet</source>
        <translation>noch nicht gemessen</translation>
    </message>
    <message>
        <source>Measure before and after</source>
        <translation>Vorher und nachher messen</translation>
    </message>
    <message>
        <source>The loss says how surprised the model is by the right answers: lower is better. An answer counts as right when it contains the row&apos;s fact (its label). Only rows that were never trained on are taken, so that learning by heart does not count.</source>
        <translation>Der Verlust sagt, wie sehr die richtigen Antworten das Modell überraschen: kleiner ist besser. Eine Antwort zählt als richtig, wenn sie den Fakt der Zeile (ihr Label) enthält. Genommen werden nur Zeilen, auf denen nie trainiert wurde, damit Auswendiglernen nicht zählt.</translation>
    </message>
    <message>
        <source>The loss fell by %1.</source>
        <translation>Der Verlust fiel um %1.</translation>
    </message>
    <message>
        <source>Macro F1</source>
        <translation>Makro-F1</translation>
    </message>
    <message>
        <source>The mean of the labels&apos; F1: every label counts the same, rare or common.</source>
        <translation>Der Mittelwert der F1 aller Label: Jedes zählt gleich viel, ob selten oder häufig.</translation>
    </message>
    <message>
        <source>Each label</source>
        <translation>Die einzelnen Label</translation>
    </message>
    <message>
        <source>How right each label is</source>
        <translation>Wie richtig jedes Label vergeben wird</translation>
    </message>
    <message>
        <source>What it takes for what</source>
        <translation>Was es wofür hält</translation>
    </message>
    <message>
        <source>Lines: the label a row should have. Columns: the label it was given.</source>
        <translation>Links: das Label, das eine Zeile haben soll. Oben: das Label, das sie bekam.</translation>
    </message>
    <message>
        <source>Labels that should be given, and that were given</source>
        <translation>Label, die zu vergeben waren, und die vergebenen</translation>
    </message>
    <message>
        <source>How right it is</source>
        <translation>Wie richtig es liegt</translation>
    </message>
    <message>
        <source>R squared</source>
        <translation>R²</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Mean squared error</source>
        <translation>Mittlerer quadratischer Fehler</translation>
    </message>
    <message>
        <source>Always saying “%1” would be right in %2.</source>
        <translation>Immer „%1“ zu sagen wäre in %2 der Fälle richtig.</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) have no label that it gives and were left out.</source>
        <translation>
            <numerusform>%n Zeile hat kein Label, das das Modell vergibt, und wurde ausgelassen.</numerusform>
            <numerusform>%n Zeilen haben kein Label, das das Modell vergibt, und wurden ausgelassen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::EvaluationTableModel</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>right</source>
        <translation>richtig</translation>
    </message>
    <message>
        <source>not right</source>
        <translation>nicht richtig</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Gefragt</translation>
    </message>
    <message>
        <source>Should say</source>
        <translation>Soll sagen</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::ExportDialog</name>
    <message>
        <source>Conversations, one a line (JSONL)</source>
        <translation>Gespräche, eins je Zeile (JSONL)</translation>
    </message>
    <message>
        <source>Instructions and answers, Alpaca (JSONL)</source>
        <translation>Anweisungen und Antworten, Alpaca (JSONL)</translation>
    </message>
    <message>
        <source>Conversations, ShareGPT (JSONL)</source>
        <translation>Gespräche, ShareGPT (JSONL)</translation>
    </message>
    <message>
        <source>Preferences, for DPO (JSONL)</source>
        <translation>Vorlieben, für DPO (JSONL)</translation>
    </message>
    <message>
        <source>Table for spreadsheets (CSV)</source>
        <translation>Tabelle für Tabellenprogramme (CSV)</translation>
    </message>
    <message>
        <source>Table for other programs (Parquet)</source>
        <translation>Tabelle für andere Programme (Parquet)</translation>
    </message>
    <message>
        <source>Save the rows as a file</source>
        <translation>Die Zeilen als Datei speichern</translation>
    </message>
    <message>
        <source>The rows as they are now. Rows that the kind of file cannot hold are named, not cut.</source>
        <translation>Die Zeilen, wie sie jetzt sind. Zeilen, die die Art von Datei nicht fasst, werden genannt, nicht gekürzt.</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>that train</source>
        <translation>zum Trainieren</translation>
    </message>
    <message>
        <source>that validate</source>
        <translation>zum Validieren</translation>
    </message>
    <message>
        <source>that test</source>
        <translation>zum Testen</translation>
    </message>
    <message>
        <source>&amp;Kind of file</source>
        <translation>&amp;Art der Datei</translation>
    </message>
    <message>
        <source>&amp;Rows</source>
        <translation>&amp;Zeilen</translation>
    </message>
    <message>
        <source>&amp;Columns that play no role in training too</source>
        <translation>Auch S&amp;palten, die beim Training keine Rolle spielen</translation>
    </message>
    <message>
        <source>Keep s&amp;preadsheets from computing cells that begin with =, +, - or @</source>
        <translation>Tabellenprogramme am Berechnen &amp;von Zellen hindern, die mit =, +, - oder @ beginnen</translation>
    </message>
    <message>
        <source>A data c&amp;ard beside it: what is in it, where it comes from, what was done to it</source>
        <translation>Eine Daten&amp;karte daneben: was darin ist, woher es kommt, was damit geschah</translation>
    </message>
    <message>
        <source>what the rows are</source>
        <translation>was die Zeilen sind</translation>
    </message>
    <message>
        <source>such as cc-by-4.0</source>
        <translation>etwa cc-by-4.0</translation>
    </message>
    <message>
        <source>&amp;Description</source>
        <translation>&amp;Beschreibung</translation>
    </message>
    <message>
        <source>&amp;Licence</source>
        <translation>&amp;Lizenz</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Speichern …</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::FieldForm</name>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::FilterBar</name>
    <message>
        <source>Search in the rows, or: answer.words &lt; 5</source>
        <translation>In den Zeilen suchen, oder: answer.words &lt; 5</translation>
    </message>
    <message>
        <source>Words are looked for everywhere. Also: question, answer, label, split, words and more, such as
answer.words &lt; 5 and label = billing
question ~ &quot;^how (do|can)&quot;
flagged or not answer:refund</source>
        <translation>Wörter werden überall gesucht. Auch: question, answer, label, split, words und mehr, etwa
answer.words &lt; 5 and label = billing
question ~ &quot;^how (do|can)&quot;
flagged or not answer:refund</translation>
    </message>
    <message>
        <source>Search in the rows</source>
        <translation>In den Zeilen suchen</translation>
    </message>
    <message>
        <source>Take these rows out…</source>
        <translation>Diese Zeilen herausnehmen…</translation>
    </message>
    <message>
        <source>searching…</source>
        <translation>sucht …</translation>
    </message>
    <message>
        <source>no row contains this</source>
        <translation>keine Zeile enthält das</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 kept aside</source>
        <translation>%1 beiseitegelegt</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::Fit</name>
    <message>
        <source>writing text</source>
        <translation>Texte schreiben</translation>
    </message>
    <message>
        <source>conversations</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>following instructions</source>
        <translation>Anweisungen befolgen</translation>
    </message>
    <message>
        <source>code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>mathematics</source>
        <translation>Mathematik</translation>
    </message>
    <message>
        <source>medicine</source>
        <translation>Medizin</translation>
    </message>
    <message>
        <source>law</source>
        <translation>Recht</translation>
    </message>
    <message>
        <source>finance</source>
        <translation>Finanzen</translation>
    </message>
    <message>
        <source>translating</source>
        <translation>Übersetzen</translation>
    </message>
    <message>
        <source>summaries</source>
        <translation>Zusammenfassungen</translation>
    </message>
    <message>
        <source>answering questions</source>
        <translation>Fragen beantworten</translation>
    </message>
    <message>
        <source>classifying text</source>
        <translation>Texte einordnen</translation>
    </message>
    <message>
        <source>reasoning</source>
        <translation>Schlussfolgern</translation>
    </message>
    <message>
        <source>rows of at most %1 tokens</source>
        <translation>Zeilen bis %1 Tokens</translation>
    </message>
    <message>
        <source>%1 tokens at once</source>
        <translation>%1 Tokens auf einmal</translation>
    </message>
    <message>
        <source>rank %1</source>
        <translation>Rang %1</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>passt</translation>
    </message>
    <message>
        <source>tight</source>
        <translation>knapp</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>passt nicht</translation>
    </message>
    <message>
        <source>LoRA</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>Full training</source>
        <translation>Volles Training</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>answering one text with another</source>
        <translation>einen Text mit einem anderen beantworten</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::FitPane</name>
    <message>
        <source>&amp;Measure</source>
        <translation>&amp;Messen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Measuring what training takes</source>
        <translation>Messung, was das Training braucht</translation>
    </message>
    <message>
        <source>of %1 memory: %2</source>
        <translation>von %1 Speicher: %2</translation>
    </message>
    <message>
        <source>A run keeps up to %1 on the disk.</source>
        <translation>Ein Lauf belegt bis zu %1 auf der Platte.</translation>
    </message>
    <message>
        <source>A run keeps up to %1 on the disk, and %2 are free: make room first.</source>
        <translation>Ein Lauf belegt bis zu %1 auf der Platte, frei sind %2: Schaffen Sie zuerst Platz.</translation>
    </message>
    <message>
        <source>No settings of this model fit here: choose a smaller one.</source>
        <translation>Keine Einstellungen dieses Modells passen hier: Wählen Sie ein kleineres.</translation>
    </message>
    <message>
        <source>It fits with</source>
        <translation>Es passt mit</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Takes these settings over</source>
        <translation>Übernimmt diese Einstellungen</translation>
    </message>
    <message>
        <source>Two steps on the longest row of %1…</source>
        <translation>Zwei Schritte auf der längsten Zeile von %1 …</translation>
    </message>
    <message>
        <source>Measured: %1, %2 an epoch, %3 in all.</source>
        <translation>Gemessen: %1, %2 je Epoche, %3 insgesamt.</translation>
    </message>
    <message>
        <source>Add rows first: measuring tries the longest of them.</source>
        <translation>Fügen Sie zuerst Zeilen hinzu: Gemessen wird an der längsten.</translation>
    </message>
    <message>
        <source>A run is going on; measure when it has ended.</source>
        <translation>Ein Lauf ist im Gang; messen Sie, wenn er zu Ende ist.</translation>
    </message>
    <message>
        <source>By the estimate it does not fit, so it is not tried.</source>
        <translation>Nach der Schätzung passt es nicht, also wird es nicht versucht.</translation>
    </message>
    <message>
        <source>Tries two steps on the longest row of %1: the memory and the time it really takes.</source>
        <translation>Versucht zwei Schritte auf der längsten Zeile von %1: wie viel Speicher und Zeit es wirklich braucht.</translation>
    </message>
    <message>
        <source>%1 for what is trained, %2 to compute rows of up to %3 tokens, %4 for Tunesmith itself.</source>
        <translation>%1 für das Trainierte, %2 zum Rechnen mit Zeilen bis %3 Tokens, %4 für Tunesmith selbst.</translation>
    </message>
    <message>
        <source>%1 for the model, %2</source>
        <translation>%1 für das Modell, %2</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::GroupTableModel</name>
    <message>
        <source>too few to tell</source>
        <translation>zu wenige für eine Aussage</translation>
    </message>
    <message>
        <source>%1: %2 (%3 to %4), others %5</source>
        <translation>%1: %2 (%3 bis %4), andere %5</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>Words: %1</source>
        <translation>Wörter: %1</translation>
    </message>
    <message>
        <source>%1, others %2</source>
        <translation>%1, andere %2</translation>
    </message>
    <message>
        <source>In</source>
        <translation>In</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Label that differs most (95 % interval)</source>
        <translation>Label mit dem größten Unterschied (95-%-Intervall)</translation>
    </message>
    <message>
        <source>Sentiment</source>
        <translation>Stimmung</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::HomePage</name>
    <message>
        <source>Home</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Teach a language model from your own rows. Everything stays on this computer.</source>
        <translation>Lehren Sie ein Sprachmodell mit Ihren eigenen Zeilen. Alles bleibt auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Try it now: tune a small model on a sample clinic in four minutes</source>
        <translation>Gleich versuchen: ein kleines Modell in vier Minuten auf eine Beispielklinik einstellen</translation>
    </message>
    <message>
        <source>The front desk of an invented clinic: 160 questions and answers, about 40 facts that exist nowhere else. You see the loss fall, then ask the model what it knew before and what it knows after.</source>
        <translation>Der Empfang einer erfundenen Klinik: 160 Fragen und Antworten, rund 40 Fakten, die es nirgends sonst gibt. Sie sehen den Verlust fallen und fragen das Modell, was es vorher wusste und was es nachher weiß.</translation>
    </message>
    <message>
        <source>Preparing the sample</source>
        <translation>Das Beispiel wird vorbereitet</translation>
    </message>
    <message>
        <source>&amp;Try it now</source>
        <translation>&amp;Gleich versuchen</translation>
    </message>
    <message>
        <source>Close project</source>
        <translation>Projekt schließen</translation>
    </message>
    <message>
        <source>A training run is going on</source>
        <translation>Ein Trainingslauf ist im Gang</translation>
    </message>
    <message>
        <source>Closing the project saves what it has learned so far and ends it. You can resume it later.</source>
        <translation>Beim Schließen wird gesichert, was bisher gelernt ist, und der Lauf endet. Sie können ihn später fortsetzen.</translation>
    </message>
    <message>
        <source>Save and close</source>
        <translation>Sichern und schließen</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>A project is one folder: your rows, the runs, and what they learned.</source>
        <translation>Ein Projekt ist ein Ordner: Ihre Zeilen, die Läufe und was sie gelernt haben.</translation>
    </message>
    <message>
        <source>Name, for example: Discharge letters</source>
        <translation>Name, zum Beispiel: Entlassbriefe</translation>
    </message>
    <message>
        <source>Name of the new project</source>
        <translation>Name des neuen Projekts</translation>
    </message>
    <message>
        <source>&amp;Create project</source>
        <translation>Projekt &amp;anlegen</translation>
    </message>
    <message>
        <source>Other folder…</source>
        <translation>Anderer Ordner …</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>Where should the project&apos;s folder be?</source>
        <translation>Wo soll der Ordner des Projekts liegen?</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>Letzte Projekte</translation>
    </message>
    <message>
        <source>&amp;Open folder…</source>
        <translation>Ordner ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>How it goes</source>
        <translation>So geht es</translation>
    </message>
    <message>
        <source>Data: add a file with questions and answers, or texts.</source>
        <translation>Daten: eine Datei mit Fragen und Antworten oder Texten hinzufügen.</translation>
    </message>
    <message>
        <source>Model: take the starter, or a model that you have.</source>
        <translation>Modell: den Starter nehmen, oder ein eigenes Modell.</translation>
    </message>
    <message>
        <source>Train: press Start and watch it learn.</source>
        <translation>Training: Start drücken und beim Lernen zusehen.</translation>
    </message>
    <message>
        <source>Chat: ask before and after, side by side.</source>
        <translation>Gespräch: vorher und nachher fragen, nebeneinander.</translation>
    </message>
    <message>
        <source>Publish: take the result with you as a folder.</source>
        <translation>Ausgeben: das Ergebnis als Ordner mitnehmen.</translation>
    </message>
    <message>
        <source>No rows yet</source>
        <translation>Noch keine Zeilen</translation>
    </message>
    <message numerus="yes">
        <source>%1 rows in %n data set(s)</source>
        <translation>
            <numerusform>%1 Zeilen in %n Datensatz</numerusform>
            <numerusform>%1 Zeilen in %n Datensätzen</numerusform>
        </translation>
    </message>
    <message>
        <source>no model yet</source>
        <translation>noch kein Modell</translation>
    </message>
    <message numerus="yes">
        <source>%n model(s)</source>
        <translation>
            <numerusform>%n Modell</numerusform>
            <numerusform>%n Modelle</numerusform>
        </translation>
    </message>
    <message>
        <source>no run yet</source>
        <translation>noch kein Lauf</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n Lauf</numerusform>
            <numerusform>%n Läufe</numerusform>
        </translation>
    </message>
    <message>
        <source>Go on: add rows</source>
        <translation>Weiter: Zeilen hinzufügen</translation>
    </message>
    <message>
        <source>Go on: choose a model</source>
        <translation>Weiter: Modell wählen</translation>
    </message>
    <message>
        <source>Go on: chat with the result</source>
        <translation>Weiter: mit dem Ergebnis sprechen</translation>
    </message>
    <message>
        <source>Go on: train</source>
        <translation>Weiter: trainieren</translation>
    </message>
    <message>
        <source>Projects that you open appear here.</source>
        <translation>Projekte, die Sie öffnen, erscheinen hier.</translation>
    </message>
    <message>
        <source>Open a project folder</source>
        <translation>Projektordner öffnen</translation>
    </message>
    <message>
        <source>opening</source>
        <translation>öffnet</translation>
    </message>
    <message>
        <source>a project is open</source>
        <translation>ein Projekt ist offen</translation>
    </message>
    <message>
        <source>no project is open</source>
        <translation>kein Projekt ist offen</translation>
    </message>
    <message>
        <source>Try the sample clinic</source>
        <translation>Die Beispielklinik versuchen</translation>
    </message>
    <message>
        <source>A project is a folder that holds your rows, the training runs and what they learned. Open one, make a new one, or try the sample: it needs about four minutes.</source>
        <translation>Ein Projekt ist ein Ordner mit Ihren Zeilen, den Trainingsläufen und dem, was sie gelernt haben. Öffnen Sie eines, legen Sie ein neues an, oder versuchen Sie das Beispiel: es braucht etwa vier Minuten.</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::HubDetail</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Which file</source>
        <translation>Welche Datei</translation>
    </message>
    <message>
        <source>Open its page in the browser</source>
        <translation>Seite im Browser öffnen</translation>
    </message>
    <message>
        <source>Enter a token</source>
        <translation>Token eingeben</translation>
    </message>
    <message>
        <source>Progress of the download</source>
        <translation>Fortschritt des Downloads</translation>
    </message>
    <message>
        <source>&amp;Download</source>
        <translation>&amp;Herunterladen</translation>
    </message>
    <message>
        <source>&amp;Use it</source>
        <translation>&amp;Verwenden</translation>
    </message>
    <message>
        <source>no licence named: ask its owner</source>
        <translation>keine Lizenz genannt: den Eigentümer fragen</translation>
    </message>
    <message>
        <source>licence %1</source>
        <translation>Lizenz %1</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>%1 Parameter</translation>
    </message>
    <message>
        <source>family %1</source>
        <translation>Familie %1</translation>
    </message>
    <message>
        <source>%1 downloads</source>
        <translation>%1 Downloads</translation>
    </message>
    <message>
        <source>asks for terms</source>
        <translation>verlangt Zustimmung</translation>
    </message>
    <message>
        <source>private</source>
        <translation>privat</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>a file and its size</comment>
        <translation>%1 · %2</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weitere</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Not fetched, because such files can run programs: %1</source>
        <translation>Nicht geholt, weil solche Dateien Programme ausführen können: %1</translation>
    </message>
    <message>
        <source>*Its card can be read once its terms are accepted.*</source>
        <translation>*Die Modellkarte lässt sich lesen, sobald die Bedingungen angenommen sind.*</translation>
    </message>
    <message>
        <source>*It has no card.*</source>
        <translation>*Es hat keine Modellkarte.*</translation>
    </message>
    <message>
        <source>%1 on this computer: %2</source>
        <translation>%1 auf diesem Rechner: %2</translation>
    </message>
    <message>
        <source>Revision: %1 (%2)</source>
        <translation>Revision: %1 (%2)</translation>
    </message>
    <message>
        <source>It is opened where it lies; nothing is copied.</source>
        <translation>Es wird geöffnet, wo es liegt; nichts wird kopiert.</translation>
    </message>
    <message>
        <source>Its owner asks you to accept terms first: do so on its page, then enter a token of your account here.</source>
        <translation>Der Eigentümer verlangt, dass Sie zuerst Bedingungen annehmen: Tun Sie das auf der Seite des Modells, und geben Sie dann hier ein Token Ihres Kontos ein.</translation>
    </message>
    <message>
        <source>Its owner asks you to accept terms first, on its page, with the account of your token.</source>
        <translation>Der Eigentümer verlangt, dass Sie zuerst Bedingungen annehmen: auf der Seite des Modells, mit dem Konto Ihres Tokens.</translation>
    </message>
    <message>
        <source>%1 are fetched; %2 are free on the disk.</source>
        <translation>Geholt werden %1; auf der Platte sind %2 frei.</translation>
    </message>
    <message>
        <source>The disk is too small: %1 are needed, %2 are free. Free some space, or choose a smaller file.</source>
        <translation>Die Platte ist zu klein: Nötig sind %1, frei sind %2. Schaffen Sie Platz, oder wählen Sie eine kleinere Datei.</translation>
    </message>
    <message>
        <source>Open a project to use it.</source>
        <translation>Öffnen Sie ein Projekt, um es zu verwenden.</translation>
    </message>
    <message>
        <source>Offline is switched on.</source>
        <translation>Offline ist eingeschaltet.</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>Files of the data set</source>
        <translation>Dateien des Datensatzes</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>&amp;Part</source>
        <translation>&amp;Teil</translation>
    </message>
    <message>
        <source>Which part of the data set</source>
        <translation>Welcher Teil des Datensatzes</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n file(s), %2</source>
        <translation>
            <numerusform>%1 · %n Datei, %2</numerusform>
            <numerusform>%1 · %n Dateien, %2</numerusform>
        </translation>
    </message>
    <message>
        <source>as checked below</source>
        <translation>wie unten angekreuzt</translation>
    </message>
    <message>
        <source>It has no file that rows can be read from.</source>
        <translation>Er hat keine Datei, aus der sich Zeilen lesen lassen.</translation>
    </message>
    <message>
        <source>Check at least one file.</source>
        <translation>Kreuzen Sie mindestens eine Datei an.</translation>
    </message>
    <message>
        <source>Another download goes on.</source>
        <translation>Ein anderer Download ist im Gang.</translation>
    </message>
    <message>
        <source>&amp;Add its rows…</source>
        <translation>&amp;Zeilen hinzufügen …</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::HubDialog</name>
    <message>
        <source>Models from the Hub</source>
        <translation>Modelle vom Hub</translation>
    </message>
    <message>
        <source>May Tunesmith ask the Hub?</source>
        <translation>Darf Tunesmith den Hub fragen?</translation>
    </message>
    <message>
        <source>Only show what is on this computer</source>
        <translation>Nur zeigen, was auf diesem Rechner ist</translation>
    </message>
    <message>
        <source>&amp;Not now</source>
        <translation>Nicht &amp;jetzt</translation>
    </message>
    <message>
        <source>&amp;Allow it</source>
        <translation>E&amp;rlauben</translation>
    </message>
    <message>
        <source>Search for models, such as SmolLM2 or Llama 3.2 1B</source>
        <translation>Modelle suchen, etwa SmolLM2 oder Llama 3.2 1B</translation>
    </message>
    <message>
        <source>Words to search for</source>
        <translation>Suchwörter</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>Order of the results</source>
        <translation>Reihenfolge der Ergebnisse</translation>
    </message>
    <message>
        <source>most downloaded</source>
        <translation>meiste Downloads</translation>
    </message>
    <message>
        <source>most liked</source>
        <translation>am beliebtesten</translation>
    </message>
    <message>
        <source>newest first</source>
        <translation>neueste zuerst</translation>
    </message>
    <message>
        <source>much asked for now</source>
        <translation>gerade gefragt</translation>
    </message>
    <message>
        <source>S&amp;ettings</source>
        <translation>&amp;Einstellungen</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Auf diesem Rechner</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>Die Suche läuft</translation>
    </message>
    <message>
        <source>No model is chosen</source>
        <translation>Kein Modell ist gewählt</translation>
    </message>
    <message>
        <source>Choose one on the left to see what it is, its licence and its files.</source>
        <translation>Wählen Sie links eines: Hier steht dann, was es ist, mit Lizenz und Dateien.</translation>
    </message>
    <message>
        <source>Tunesmith sends nothing by itself. When you search here, the words you search for and the names of the models you look at go to %1; when you fetch a model, its files come from there and from the file servers that it names. They see this computer&apos;s network address, as any web page does. A token that you enter goes to %1 alone. Your data, your projects and what you train stay here.</source>
        <translation>Tunesmith sendet nichts von selbst. Wenn Sie hier suchen, gehen die Suchwörter und die Namen der Modelle, die Sie ansehen, an %1; wenn Sie ein Modell holen, kommen seine Dateien von dort und von den Dateiservern, die dort genannt werden. Alle diese Server sehen die Netzwerkadresse dieses Rechners, wie jede Webseite. Ein Token, das Sie eingeben, geht nur an %1. Ihre Daten, Ihre Projekte und das, was Sie trainieren, bleiben hier.</translation>
    </message>
    <message>
        <source>Offline is switched on: nothing is sent. What is on this computer can be used.</source>
        <translation>Offline ist eingeschaltet: Nichts wird gesendet. Was auf diesem Rechner ist, können Sie verwenden.</translation>
    </message>
    <message>
        <source>The words you search for and the names you look at go to %1.</source>
        <translation>Die Suchwörter und die Namen der Modelle, die Sie ansehen, gehen an %1.</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Switch it off in the settings to search the Hub.</source>
        <translation>Schalten Sie es in den Einstellungen aus, um im Hub zu suchen.</translation>
    </message>
    <message>
        <source>Nothing searched yet</source>
        <translation>Noch nichts gesucht</translation>
    </message>
    <message>
        <source>Small models learn well on this computer: try SmolLM2, TinyLlama or Llama 3.2 1B.</source>
        <translation>Kleine Modelle lernen gut auf diesem Rechner: Versuchen Sie SmolLM2, TinyLlama oder Llama 3.2 1B.</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Keine Antwort</translation>
    </message>
    <message>
        <source>The Hub could not be asked. What is on this computer can be used.</source>
        <translation>Der Hub konnte nicht gefragt werden. Was auf diesem Rechner ist, können Sie verwenden.</translation>
    </message>
    <message>
        <source>Nothing was found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Try fewer or other words.</source>
        <translation>Versuchen Sie weniger oder andere Wörter.</translation>
    </message>
    <message>
        <source>No models here yet</source>
        <translation>Noch keine Modelle hier</translation>
    </message>
    <message>
        <source>What you fetch from the Hub appears here, and what other programs keep in Hugging Face&apos;s cache.</source>
        <translation>Hier erscheint, was Sie vom Hub holen und was andere Programme im Cache von Hugging Face aufbewahren.</translation>
    </message>
    <message>
        <source>Data sets from the Hub</source>
        <translation>Datensätze vom Hub</translation>
    </message>
    <message>
        <source>Search for data sets, such as medical questions or alpaca</source>
        <translation>Datensätze suchen, etwa medical questions oder alpaca</translation>
    </message>
    <message>
        <source>Data sets</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <source>No data set is chosen</source>
        <translation>Kein Datensatz ist gewählt</translation>
    </message>
    <message>
        <source>Asking about it</source>
        <translation>Die Abfrage läuft</translation>
    </message>
    <message>
        <source>Tunesmith sends nothing by itself. When you search here, the words you search for and the names of the data sets you look at go to %1; when you fetch one, its files come from there and from the file servers that it names. They see this computer&apos;s network address, as any web page does. A token that you enter goes to %1 alone. Your data, your projects and what you train stay here.</source>
        <translation>Tunesmith sendet nichts von selbst. Wenn Sie hier suchen, gehen die Suchwörter und die Namen der Datensätze, die Sie ansehen, an %1; wenn Sie einen holen, kommen seine Dateien von dort und von den Dateiservern, die dort genannt werden. Alle diese Server sehen die Netzwerkadresse dieses Rechners, wie jede Webseite. Ein Token, das Sie eingeben, geht nur an %1. Ihre Daten, Ihre Projekte und das, was Sie trainieren, bleiben hier.</translation>
    </message>
    <message>
        <source>Search by the field that you know, and by the kind of rows: questions, dialogues, instructions. Read the licence and the card before you train on it.</source>
        <translation>Suchen Sie nach Ihrem Fachgebiet und nach der Art der Zeilen: Fragen, Dialoge, Anweisungen. Lesen Sie Lizenz und Datenkarte, bevor Sie damit trainieren.</translation>
    </message>
    <message>
        <source>The Hub could not be asked. Files that you have can be added without it.</source>
        <translation>Der Hub konnte nicht gefragt werden. Dateien, die Sie haben, lassen sich auch ohne ihn hinzufügen.</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::HubResults</name>
    <message>
        <source>%1 parameters</source>
        <translation>%1 Parameter</translation>
    </message>
    <message>
        <source>no licence named</source>
        <translation>keine Lizenz genannt</translation>
    </message>
    <message>
        <source>%1 downloads</source>
        <translation>%1 Downloads</translation>
    </message>
    <message>
        <source>fetched by Tunesmith</source>
        <translation>von Tunesmith geholt</translation>
    </message>
    <message>
        <source>in Hugging Face&apos;s cache</source>
        <translation>im Cache von Hugging Face</translation>
    </message>
    <message>
        <source>private</source>
        <translation>privat</translation>
    </message>
    <message>
        <source>asks for terms</source>
        <translation>verlangt Zustimmung</translation>
    </message>
    <message>
        <source>open to everyone</source>
        <translation>offen für alle</translation>
    </message>
    <message>
        <source>cannot be used</source>
        <translation>nicht benutzbar</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::HubSettingsForm</name>
    <message>
        <source>&amp;Offline: nothing is sent</source>
        <translation>&amp;Offline: nichts wird gesendet</translation>
    </message>
    <message>
        <source>https://huggingface.co, or what HF_ENDPOINT names</source>
        <translation>https://huggingface.co, oder was HF_ENDPOINT nennt</translation>
    </message>
    <message>
        <source>as the system says (HTTPS_PROXY)</source>
        <translation>wie das System es vorgibt (HTTPS_PROXY)</translation>
    </message>
    <message>
        <source>for models that ask for terms or are private: hf_…</source>
        <translation>für Modelle, die Zustimmung verlangen oder privat sind: hf_…</translation>
    </message>
    <message>
        <source>&amp;Keep it</source>
        <translation>&amp;Behalten</translation>
    </message>
    <message>
        <source>&amp;Forget it</source>
        <translation>Ver&amp;gessen</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adresse</translation>
    </message>
    <message>
        <source>&amp;Proxy</source>
        <translation>&amp;Proxy</translation>
    </message>
    <message>
        <source>&amp;Token</source>
        <translation>&amp;Token</translation>
    </message>
    <message>
        <source>This is no address: it begins with https:// and names a host.</source>
        <translation>Das ist keine Adresse: Eine Adresse beginnt mit https:// und nennt einen Server.</translation>
    </message>
    <message>
        <source>No token is kept. One with the right to read is made at %1/settings/tokens; it goes to %2 alone.</source>
        <translation>Kein Token ist hinterlegt. Eines mit Leserecht erstellen Sie unter %1/settings/tokens; es geht nur an %2.</translation>
    </message>
    <message>
        <source>A token is kept in this system&apos;s keychain. It goes to %1 alone.</source>
        <translation>Ein Token ist im Schlüsselbund dieses Systems hinterlegt. Es geht nur an %1.</translation>
    </message>
    <message>
        <source>A token is kept until Tunesmith ends. It goes to %1 alone.</source>
        <translation>Ein Token ist hinterlegt, bis Tunesmith beendet wird. Es geht nur an %1.</translation>
    </message>
    <message>
        <source>This system has no keychain that can be used, so that the token is kept only until Tunesmith ends. It goes to %1 alone. (%2)</source>
        <translation>Dieses System hat keinen Schlüsselbund, der sich verwenden lässt, deshalb ist das Token nur hinterlegt, bis Tunesmith beendet wird. Es geht nur an %1. (%2)</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::ImportFileModel</name>
    <message>
        <source>reading…</source>
        <translation>liest …</translation>
    </message>
    <message>
        <source>%1 from %2</source>
        <translation>%1 aus %2</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Read as</source>
        <translation>Gelesen als</translation>
    </message>
    <message>
        <source>What is recognised</source>
        <translation>Was erkannt ist</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::ImportRows</name>
    <message>
        <source>What the model will see</source>
        <translation>Was das Modell sehen wird</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>No row can be made yet. Say on the left which column is the question and which the answer.</source>
        <translation>Noch lässt sich keine Zeile bilden. Sagen Sie links, welche Spalte die Frage und welche die Antwort ist.</translation>
    </message>
    <message>
        <source>Some rows cannot be used and are kept aside with the reason. The first: %1 (%2)</source>
        <translation>Einige Zeilen sind nicht zu gebrauchen und werden mit dem Grund beiseitegelegt. Die erste: %1 (%2)</translation>
    </message>
    <message>
        <source>Underlined is what the model learns to write.</source>
        <translation>Unterstrichen ist, was das Modell zu schreiben lernt.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>%1 to %2 of %3</source>
        <translation>%1 bis %2 von %3</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::ImportView</name>
    <message>
        <source>Add rows</source>
        <translation>Zeilen hinzufügen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>Ü&amp;bernehmen</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Übernahme</translation>
    </message>
    <message>
        <source>Which column is what</source>
        <translation>Welche Spalte ist was</translation>
    </message>
    <message>
        <source>&amp;Name of the data set</source>
        <translation>&amp;Name des Datensatzes</translation>
    </message>
    <message>
        <source>&amp;Set aside to test with</source>
        <translation>&amp;Zum Prüfen beiseite</translation>
    </message>
    <message>
        <source>10 % of the rows</source>
        <translation>10 % der Zeilen</translation>
    </message>
    <message>
        <source>20 % of the rows</source>
        <translation>20 % der Zeilen</translation>
    </message>
    <message>
        <source>5 % of the rows</source>
        <translation>5 % der Zeilen</translation>
    </message>
    <message>
        <source>Nothing: decide when training</source>
        <translation>Nichts: beim Training entscheiden</translation>
    </message>
    <message>
        <source>Rows set aside are never trained on. They show whether the model has understood or only learned by heart.</source>
        <translation>Auf beiseitegelegten Zeilen wird nie trainiert. Sie zeigen, ob das Modell verstanden oder nur auswendig gelernt hat.</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>liest …</translation>
    </message>
    <message>
        <source>separated by %1</source>
        <translation>getrennt durch %1</translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>Übernimmt …</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>The import was cancelled</source>
        <translation>Die Übernahme wurde abgebrochen</translation>
    </message>
    <message>
        <source>Nothing was added.</source>
        <translation>Nichts wurde hinzugefügt.</translation>
    </message>
    <message>
        <source>Files to import</source>
        <translation>Dateien zum Importieren</translation>
    </message>
    <message>
        <source>What I choose below holds for &amp;all files</source>
        <translation>Was unten gewählt ist, gilt für &amp;alle Dateien</translation>
    </message>
    <message>
        <source>From %1. Check that the rows on the right read as you mean them, then import.</source>
        <translation>Aus %1. Prüfen Sie, ob die Zeilen rechts so zu lesen sind, wie Sie es meinen, und importieren Sie dann.</translation>
    </message>
    <message numerus="yes">
        <source>From %1 and %n more file(s). Check that the rows on the right read as you mean them, then import.</source>
        <translation>
            <numerusform>Aus %1 und %n weiteren Datei. Prüfen Sie, ob die Zeilen rechts so zu lesen sind, wie Sie es meinen, und importieren Sie dann.</numerusform>
            <numerusform>Aus %1 und %n weiteren Dateien. Prüfen Sie, ob die Zeilen rechts so zu lesen sind, wie Sie es meinen, und importieren Sie dann.</numerusform>
        </translation>
    </message>
    <message>
        <source>No row can be made of %1 yet: see which column is what.</source>
        <translation>Aus %1 lässt sich noch keine Zeile machen: Sehen Sie nach, welche Spalte was ist.</translation>
    </message>
    <message>
        <source>The files are still being read.</source>
        <translation>Die Dateien werden noch gelesen.</translation>
    </message>
    <message>
        <source>Give the data set a name.</source>
        <translation>Geben Sie dem Datensatz einen Namen.</translation>
    </message>
    <message>
        <source>From the &amp;Hub…</source>
        <translation>Vom &amp;Hub …</translation>
    </message>
    <message>
        <source>Rows of a data set on the Hub, instead of these files</source>
        <translation>Zeilen eines Datensatzes vom Hub, statt dieser Dateien</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::IssueTableModel</name>
    <message>
        <source>%1, line %2</source>
        <translation>%1, Zeile %2</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Why it was kept aside</source>
        <translation>Warum beiseitegelegt</translation>
    </message>
    <message>
        <source>As it stands in the file</source>
        <translation>Wie es in der Datei steht</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::LabelBars</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::LabelTableModel</name>
    <message>
        <source>Of those that were given this label: how many rightly</source>
        <translation>Von denen, die dieses Label bekamen: wie viele zu Recht</translation>
    </message>
    <message>
        <source>Of those that have this label: how many were found</source>
        <translation>Von denen, die dieses Label haben: wie viele gefunden wurden</translation>
    </message>
    <message>
        <source>Precision and recall in one number (their harmonic mean)</source>
        <translation>Präzision und Trefferquote in einer Zahl (ihr harmonisches Mittel)</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Präzision</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Trefferquote</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::LabelView</name>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Compare with a second text</source>
        <translation>Mit einem zweiten Text vergleichen</translation>
    </message>
    <message>
        <source>Write or paste a text. Ctrl+Return labels it.</source>
        <translation>Schreiben Sie einen Text oder fügen Sie einen ein. Strg+Eingabe vergibt das Label.</translation>
    </message>
    <message>
        <source>Text to label</source>
        <translation>Text, der ein Label bekommt</translation>
    </message>
    <message>
        <source>The second text</source>
        <translation>Der zweite Text</translation>
    </message>
    <message>
        <source>Second text, to compare with the first</source>
        <translation>Zweiter Text, zum Vergleich mit dem ersten</translation>
    </message>
    <message>
        <source>&amp;Label it</source>
        <translation>&amp;Label vergeben</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>How likely each label is</source>
        <translation>Wie wahrscheinlich jedes Label ist</translation>
    </message>
    <message>
        <source>It answers with a number.</source>
        <translation>Es antwortet mit einer Zahl.</translation>
    </message>
    <message>
        <source>It tells apart: %1.</source>
        <translation>Es unterscheidet: %1.</translation>
    </message>
    <message>
        <source>none of them</source>
        <translation>keines davon</translation>
    </message>
    <message>
        <source>%1 sure</source>
        <translation>zu %1 sicher</translation>
    </message>
    <message>
        <source>It marks nothing in this text.</source>
        <translation>Es markiert nichts in diesem Text.</translation>
    </message>
    <message>
        <source>The end of the text is longer than the model reads and was left out.</source>
        <translation>Der Text ist länger, als das Modell liest; sein Ende wurde ausgelassen.</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::LossPlot</name>
    <message>
        <source>Loss over the steps</source>
        <translation>Verlust über die Schritte</translation>
    </message>
    <message>
        <source>training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>smoothed</source>
        <translation>geglättet</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>best %1 at %2</source>
        <translation>bester %1 bei %2</translation>
    </message>
    <message>
        <source>No step has been made yet.</source>
        <translation>Noch ist kein Schritt getan.</translation>
    </message>
    <message>
        <source>Loss from %1 to %2 at step %3.</source>
        <translation>Verlust von %1 auf %2 bei Schritt %3.</translation>
    </message>
    <message>
        <source>Best validation loss %1 at step %2.</source>
        <translation>Bester Prüfverlust %1 bei Schritt %2.</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>training %1</source>
        <translation>Training %1</translation>
    </message>
    <message>
        <source>smoothed %1</source>
        <translation>geglättet %1</translation>
    </message>
    <message>
        <source>validation %1</source>
        <translation>Prüfung %1</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::MainWindow</name>
    <message>
        <source>%1 - Tunesmith</source>
        <translation>%1 - Tunesmith</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>Zu %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>page: action</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Look: as the system</source>
        <translation>Aussehen: wie das System</translation>
    </message>
    <message>
        <source>Look: light</source>
        <translation>Aussehen: hell</translation>
    </message>
    <message>
        <source>Look: dark</source>
        <translation>Aussehen: dunkel</translation>
    </message>
    <message>
        <source>A training run is going on</source>
        <translation>Ein Trainingslauf ist im Gang</translation>
    </message>
    <message>
        <source>Tunesmith can save what it has learned so far and close. You can resume the run next time.</source>
        <translation>Tunesmith kann sichern, was bisher gelernt ist, und schließen. Beim nächsten Mal können Sie den Lauf fortsetzen.</translation>
    </message>
    <message>
        <source>Save and close</source>
        <translation>Sichern und schließen</translation>
    </message>
    <message>
        <source>Saving the run…</source>
        <translation>Sichert den Lauf …</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::ModelListModel</name>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>cannot be used</source>
        <translation>nicht benutzbar</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>Good for</source>
        <translation>Gut für</translation>
    </message>
    <message>
        <source>Training here</source>
        <translation>Training hier</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::ModelPage</name>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>The language model that learns. It stays as it is; what it learns is kept beside it.</source>
        <translation>Das Sprachmodell, das lernt. Es bleibt, wie es ist; was es lernt, liegt daneben.</translation>
    </message>
    <message>
        <source>Add f&amp;older…</source>
        <translation>&amp;Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>Add GGUF &amp;file…</source>
        <translation>&amp;GGUF-Datei hinzufügen …</translation>
    </message>
    <message>
        <source>Add the &amp;starter</source>
        <translation>&amp;Starter hinzufügen</translation>
    </message>
    <message>
        <source>Next: train</source>
        <translation>Weiter: trainieren</translation>
    </message>
    <message>
        <source>Adding the model</source>
        <translation>Das Modell wird hinzugefügt</translation>
    </message>
    <message>
        <source>Use the &amp;starter model</source>
        <translation>Das &amp;Startermodell nehmen</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Remove from the library</source>
        <translation>Aus der Bibliothek nehmen</translation>
    </message>
    <message>
        <source>Next: add rows</source>
        <translation>Weiter: Zeilen hinzufügen</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>Kein Projekt ist offen</translation>
    </message>
    <message>
        <source>Open a project or make a new one on the Home page.</source>
        <translation>Öffnen Sie ein Projekt oder legen Sie auf der Startseite ein neues an.</translation>
    </message>
    <message>
        <source>Choose the model that learns</source>
        <translation>Wählen Sie das Modell, das lernt</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>%1, each %2 wide</source>
        <translation>%1, je %2 breit</translation>
    </message>
    <message>
        <source>Reads at most</source>
        <translation>Liest höchstens</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Tokens</translation>
    </message>
    <message>
        <source>Knows</source>
        <translation>Kennt</translation>
    </message>
    <message>
        <source>%1 different tokens</source>
        <translation>%1 verschiedene Tokens</translation>
    </message>
    <message>
        <source>Stored as</source>
        <translation>Gespeichert als</translation>
    </message>
    <message>
        <source>%1, %2 on disk</source>
        <translation>%1, %2 auf der Platte</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>It has no chat template: it was not made for conversations. Rows are joined plainly, and answers may run on.</source>
        <translation>Es hat keine Gesprächsvorlage: es wurde nicht für Gespräche gemacht. Zeilen werden einfach verbunden, und Antworten hören womöglich nicht auf.</translation>
    </message>
    <message>
        <source>Adding the starter model…</source>
        <translation>Fügt das Startermodell hinzu …</translation>
    </message>
    <message>
        <source>The folder with config.json and the model&apos;s weights</source>
        <translation>Der Ordner mit config.json und den Gewichten des Modells</translation>
    </message>
    <message>
        <source>A model file</source>
        <translation>Eine Modelldatei</translation>
    </message>
    <message>
        <source>GGUF models (*.gguf);;All files (*)</source>
        <translation>GGUF-Modelle (*.gguf);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Checking %1…</source>
        <translation>Prüft %1 …</translation>
    </message>
    <message>
        <source>Remove %1 from the library?</source>
        <translation>%1 aus der Bibliothek nehmen?</translation>
    </message>
    <message>
        <source>The model&apos;s files stay where they are. Runs that were made with it need it again to be used.</source>
        <translation>Die Dateien des Modells bleiben, wo sie sind. Läufe, die damit gemacht wurden, brauchen es wieder.</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>adding a model</source>
        <translation>fügt ein Modell hinzu</translation>
    </message>
    <message>
        <source>no model yet</source>
        <translation>noch kein Modell</translation>
    </message>
    <message>
        <source>Add the starter model</source>
        <translation>Startermodell hinzufügen</translation>
    </message>
    <message>
        <source>Add a model from a folder</source>
        <translation>Modell aus einem Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Add a model from a GGUF file</source>
        <translation>Modell aus einer GGUF-Datei hinzufügen</translation>
    </message>
    <message>
        <source>Go to Home</source>
        <translation>Zur Startseite</translation>
    </message>
    <message>
        <source>Models here</source>
        <translation>Modelle hier</translation>
    </message>
    <message>
        <source>Train &amp;with</source>
        <translation>Training m&amp;it</translation>
    </message>
    <message>
        <source>Method of training</source>
        <translation>Trainingsmethode</translation>
    </message>
    <message>
        <source>rows of &amp;up to</source>
        <translation>Zeilen &amp;bis</translation>
    </message>
    <message>
        <source>Tokens of a row at most</source>
        <translation>Tokens einer Zeile, höchstens</translation>
    </message>
    <message>
        <source> tokens</source>
        <translation> Tokens</translation>
    </message>
    <message>
        <source>The starter, SmolLM2 with 135 million parameters, learns on any laptop in minutes. Or add a model that you have (Llama, Qwen, Gemma, Mistral, Phi, OLMo, GPT-2 and others): a folder from Hugging Face, or a GGUF file.</source>
        <translation>Der Starter, SmolLM2 mit 135 Millionen Parametern, lernt auf jedem Notebook in Minuten. Oder fügen Sie ein Modell hinzu, das Sie haben (Llama, Qwen, Gemma, Mistral, Phi, OLMo, GPT-2 und andere): einen Ordner von Hugging Face oder eine GGUF-Datei.</translation>
    </message>
    <message>
        <source>Add a model that you have (Llama, Qwen, Gemma, Mistral, Phi, OLMo, GPT-2 and others): a folder from Hugging Face, or a GGUF file. The starter model is not on this computer yet: run packaging/start once with a network to fetch it.</source>
        <translation>Fügen Sie ein Modell hinzu, das Sie haben (Llama, Qwen, Gemma, Mistral, Phi, OLMo, GPT-2 und andere): einen Ordner von Hugging Face oder eine GGUF-Datei. Das Startermodell ist noch nicht auf diesem Rechner: packaging/start holt es, einmal mit Netz.</translation>
    </message>
    <message>
        <source>Called</source>
        <translation>Heißt</translation>
    </message>
    <message>
        <source>Made from</source>
        <translation>Entstanden aus</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>the files do not say</source>
        <translation>die Dateien sagen es nicht</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>Good for</source>
        <translation>Gut für</translation>
    </message>
    <message>
        <source>measuring</source>
        <translation>misst</translation>
    </message>
    <message>
        <source>The model is what learns. Larger models know more and need more memory and time: the last column says whether training one fits this computer by the method and length above it, and Measure tries it. The model itself is never changed: what it learns is kept beside it.</source>
        <translation>Das Modell ist das, was lernt. Größere Modelle wissen mehr und brauchen mehr Speicher und Zeit: Die letzte Spalte sagt, ob das Training mit der Methode und Länge darüber auf diesen Rechner passt, und Messen probiert es aus. Das Modell selbst wird nie geändert: Was es lernt, liegt daneben.</translation>
    </message>
    <message>
        <source>From the &amp;Hub…</source>
        <translation>Vom &amp;Hub …</translation>
    </message>
    <message>
        <source>Find a model on the Hub</source>
        <translation>Ein Modell im Hub suchen</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>Hinz&amp;ufügen</translation>
    </message>
    <message>
        <source>Chat template…</source>
        <translation>Gesprächsvorlage …</translation>
    </message>
    <message>
        <source>How conversations become text for this model: look at it, change it, try it on rows</source>
        <translation>Wie Gespräche für dieses Modell zu Text werden: ansehen, ändern, an Zeilen ausprobieren</translation>
    </message>
    <message>
        <source>%1 that read and %2 that write, each %3 wide</source>
        <translation>%1, die lesen, und %2, die schreiben, je %3 breit</translation>
    </message>
    <message>
        <source>Chat template</source>
        <translation>Gesprächsvorlage</translation>
    </message>
    <message>
        <source>changed in this project</source>
        <translation>in diesem Projekt geändert</translation>
    </message>
    <message>
        <source>the model&apos;s own</source>
        <translation>die des Modells</translation>
    </message>
    <message>
        <source>none: a plain one is used</source>
        <translation>keine: eine einfache wird verwendet</translation>
    </message>
    <message>
        <source>It reads texts and gives them labels, or vectors to compare them by. It writes nothing.</source>
        <translation>Es liest Texte und gibt ihnen Labels, oder Vektoren, an denen man sie vergleicht. Es schreibt nichts.</translation>
    </message>
    <message>
        <source>It reads one text and writes another, such as a summary or an answer. Of a conversation it learns the last answer; all that was said before is what it reads.</source>
        <translation>Es liest einen Text und schreibt einen anderen, etwa eine Zusammenfassung oder eine Antwort. Von einem Gespräch lernt es die letzte Antwort; alles davor ist das, was es liest.</translation>
    </message>
    <message>
        <source>Look at or change the chat template</source>
        <translation>Gesprächsvorlage ansehen oder ändern</translation>
    </message>
    <message>
        <source>Putting the adapter %1 onto %2…</source>
        <translation>Der Adapter %1 wird mit %2 verbunden …</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::OutlierTableModel</name>
    <message>
        <source>%1 % odd</source>
        <translation>%1 % seltsam</translation>
    </message>
    <message>
        <source>likeness %1</source>
        <translation>Ähnlichkeit %1</translation>
    </message>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n Token</numerusform>
            <numerusform>%n Token</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n Wort</numerusform>
            <numerusform>%n Wörter</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 times the usual deviation from the median</source>
        <translation>%1-mal die übliche Abweichung vom Median</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Has</source>
        <translation>Hat</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::PersonalTableModel</name>
    <message>
        <source>please look</source>
        <translation>bitte ansehen</translation>
    </message>
    <message>
        <source>check digit fits</source>
        <translation>Prüfziffer stimmt</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>stays</source>
        <translation>bleibt</translation>
    </message>
    <message>
        <source>is taken out</source>
        <translation>wird entfernt</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>Wie oft</translation>
    </message>
    <message>
        <source>How sure</source>
        <translation>Wie sicher</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Was geschieht</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::PersonalView</name>
    <message>
        <source>Personal data</source>
        <translation>Personenbezogene Daten</translation>
    </message>
    <message>
        <source>Go through what was found and let stand what is no one&apos;s secret. Nothing changes here.</source>
        <translation>Sehen Sie durch, was gefunden wurde, und lassen Sie stehen, was niemandes Geheimnis ist. Hier ändert sich nichts.</translation>
    </message>
    <message>
        <source>&amp;Back to the rows</source>
        <translation>&amp;Zurück zu den Zeilen</translation>
    </message>
    <message>
        <source>&amp;Take the rest out…</source>
        <translation>Das Übrige &amp;entfernen …</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>&amp;Names and places too</source>
        <translation>Auch &amp;Namen und Orte</translation>
    </message>
    <message>
        <source>They are guessed from lists and the words around them: some are missed, some are none.</source>
        <translation>Sie werden nach Listen und den Wörtern daneben geraten: manche fehlen, manche sind keine.</translation>
    </message>
    <message>
        <source>&amp;Countries</source>
        <translation>&amp;Länder</translation>
    </message>
    <message>
        <source>such as de, us</source>
        <translation>etwa de, us</translation>
    </message>
    <message>
        <source>Numbers of these countries need no word beside them to be recognised.</source>
        <translation>Nummern dieser Länder werden auch ohne ein Wort daneben erkannt.</translation>
    </message>
    <message>
        <source>Personal data that was found</source>
        <translation>Personenbezogene Daten, die gefunden wurden</translation>
    </message>
    <message>
        <source>Where it stands</source>
        <translation>Wo es steht</translation>
    </message>
    <message>
        <source>HIPAA Safe Harbor&apos;s 18 identifiers</source>
        <translation>Die 18 Merkmale von HIPAA Safe Harbor</translation>
    </message>
    <message>
        <source>Personal data in %1</source>
        <translation>Personenbezogene Daten in %1</translation>
    </message>
    <message>
        <source>looking at the rows…</source>
        <translation>sieht die Zeilen an …</translation>
    </message>
    <message>
        <source>Nothing of what is looked for stands in %1 rows.</source>
        <translation>In %1 Zeilen steht nichts von dem, was gesucht wird.</translation>
    </message>
    <message>
        <source>%1 of %2 rows hold personal data: %3 different values.</source>
        <translation>%1 von %2 Zeilen enthalten personenbezogene Daten: %3 verschiedene Werte.</translation>
    </message>
    <message>
        <source>The list shows the first %1.</source>
        <translation>Die Liste zeigt die ersten %1.</translation>
    </message>
    <message>
        <source>not looked for</source>
        <translation>nicht gesucht</translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation>%1 gefunden</translation>
    </message>
    <message>
        <source>none found</source>
        <translation>keine gefunden</translation>
    </message>
    <message>
        <source>Choose a value on the left.</source>
        <translation>Wählen Sie links einen Wert.</translation>
    </message>
    <message>
        <source>first in row %1</source>
        <translation>zuerst in Zeile %1</translation>
    </message>
    <message numerus="yes">
        <source>in %n row(s)</source>
        <translation>
            <numerusform>in %n Zeile</numerusform>
            <numerusform>in %n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Take it &amp;out</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>&amp;Let it stand</source>
        <translation>&amp;Stehen lassen</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::ProbeList</name>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>before</source>
        <translation>vorher</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::PublishPage</name>
    <message>
        <source>Publish</source>
        <translation>Ausgeben</translation>
    </message>
    <message>
        <source>Take what the model has learned with you, as a folder that other programs read.</source>
        <translation>Nehmen Sie mit, was das Modell gelernt hat, als Ordner, den andere Programme lesen.</translation>
    </message>
    <message>
        <source>Nothing is trained yet</source>
        <translation>Noch ist nichts trainiert</translation>
    </message>
    <message>
        <source>After a run, its result can be taken out here: the small adapter alone, or a whole model with it merged in.</source>
        <translation>Nach einem Lauf lässt sich hier sein Ergebnis mitnehmen: der kleine Adapter allein, oder ein ganzes Modell, in das er eingerechnet ist.</translation>
    </message>
    <message>
        <source>Go to Train</source>
        <translation>Zum Training</translation>
    </message>
    <message>
        <source>What to take</source>
        <translation>Was mitkommt</translation>
    </message>
    <message>
        <source>The adapter alone</source>
        <translation>Der Adapter allein</translation>
    </message>
    <message>
        <source>A few megabytes, in PEFT&apos;s format. Used together with the same base model.</source>
        <translation>Wenige Megabyte, im Format von PEFT. Zu benutzen mit demselben Grundmodell.</translation>
    </message>
    <message>
        <source>The whole model, merged</source>
        <translation>Das ganze Modell, eingerechnet</translation>
    </message>
    <message>
        <source>A complete Hugging Face folder with tokenizer and template. Larger, needs nothing else.</source>
        <translation>Ein vollständiger Hugging-Face-Ordner mit Tokenizer und Vorlage. Größer, braucht nichts weiter.</translation>
    </message>
    <message>
        <source>From which run, and where to</source>
        <translation>Aus welchem Lauf, und wohin</translation>
    </message>
    <message>
        <source>fp32: exact</source>
        <translation>fp32: genau</translation>
    </message>
    <message>
        <source>bf16: half the size</source>
        <translation>bf16: halbe Größe</translation>
    </message>
    <message>
        <source>fp16: half the size</source>
        <translation>fp16: halbe Größe</translation>
    </message>
    <message>
        <source>Folder to write into</source>
        <translation>Ordner, in den geschrieben wird</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>&amp;Wählen …</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Write it</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Files are written beside each other and only count once they are complete.</source>
        <translation>Die Dateien werden nebeneinander geschrieben und zählen erst, wenn sie vollständig sind.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Ausgeben</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Geschrieben</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message>
        <source>The folder to write into</source>
        <translation>Der Ordner, in den geschrieben wird</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>Kein Projekt ist offen</translation>
    </message>
    <message>
        <source>Open a project or make a new one on the Home page.</source>
        <translation>Öffnen Sie ein Projekt oder legen Sie auf der Startseite ein neues an.</translation>
    </message>
    <message>
        <source>The export was cancelled</source>
        <translation>Die Ausgabe wurde abgebrochen</translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation>Nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>exporting</source>
        <translation>gibt aus</translation>
    </message>
    <message>
        <source>nothing is trained yet</source>
        <translation>noch nichts trainiert</translation>
    </message>
    <message>
        <source>ready to export</source>
        <translation>bereit zum Ausgeben</translation>
    </message>
    <message>
        <source>The adapter is what the run has learned, in the format of PEFT: small, and used with the same base model. Merged, it becomes a whole model in the format of Hugging Face, which most programs load.</source>
        <translation>Der Adapter ist, was der Lauf gelernt hat, im Format von PEFT: klein, zu benutzen mit demselben Grundmodell. Eingerechnet wird daraus ein ganzes Modell im Format von Hugging Face, das die meisten Programme laden.</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::Rail</name>
    <message>
        <source>Stages</source>
        <translation>Stufen</translation>
    </message>
    <message>
        <source>Find a page, a setting or an action (Ctrl+K)</source>
        <translation>Seite, Einstellung oder Befehl suchen (Strg+K)</translation>
    </message>
    <message>
        <source>Help (F1)</source>
        <translation>Hilfe (F1)</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Hell oder dunkel</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Ctrl+%1</source>
        <translation>Strg+%1</translation>
    </message>
    <message>
        <source>no project open</source>
        <translation>kein Projekt offen</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::ReadForm</name>
    <message>
        <source>the whole document</source>
        <translation>das ganze Dokument</translation>
    </message>
    <message>
        <source>a section below a heading</source>
        <translation>ein Abschnitt unter einer Überschrift</translation>
    </message>
    <message>
        <source>a page</source>
        <translation>eine Seite</translation>
    </message>
    <message>
        <source>a paragraph</source>
        <translation>ein Absatz</translation>
    </message>
    <message>
        <source>a line</source>
        <translation>eine Textzeile</translation>
    </message>
    <message>
        <source>a row of its tables</source>
        <translation>eine Zeile seiner Tabellen</translation>
    </message>
    <message>
        <source>Western Europe (Windows-1252)</source>
        <translation>Westeuropa (Windows-1252)</translation>
    </message>
    <message>
        <source>Western Europe (ISO 8859-15)</source>
        <translation>Westeuropa (ISO 8859-15)</translation>
    </message>
    <message>
        <source>Central Europe (Windows-1250)</source>
        <translation>Mitteleuropa (Windows-1250)</translation>
    </message>
    <message>
        <source>Cyrillic (Windows-1251)</source>
        <translation>Kyrillisch (Windows-1251)</translation>
    </message>
    <message>
        <source>Cyrillic (KOI8-R)</source>
        <translation>Kyrillisch (KOI8-R)</translation>
    </message>
    <message>
        <source>Greek (Windows-1253)</source>
        <translation>Griechisch (Windows-1253)</translation>
    </message>
    <message>
        <source>Turkish (Windows-1254)</source>
        <translation>Türkisch (Windows-1254)</translation>
    </message>
    <message>
        <source>Japanese (Shift JIS)</source>
        <translation>Japanisch (Shift JIS)</translation>
    </message>
    <message>
        <source>Chinese (GB 18030)</source>
        <translation>Chinesisch (GB 18030)</translation>
    </message>
    <message>
        <source>Chinese (Big5)</source>
        <translation>Chinesisch (Big5)</translation>
    </message>
    <message>
        <source>Korean (EUC-KR)</source>
        <translation>Koreanisch (EUC-KR)</translation>
    </message>
    <message>
        <source>&amp;One row is</source>
        <translation>&amp;Eine Zeile ist</translation>
    </message>
    <message>
        <source>S&amp;heet</source>
        <translation>&amp;Blatt</translation>
    </message>
    <message>
        <source>&amp;Encoding</source>
        <translation>&amp;Kodierung</translation>
    </message>
    <message>
        <source>what suits it</source>
        <translation>was dazu passt</translation>
    </message>
    <message>
        <source>the first: %1</source>
        <translation>das erste: %1</translation>
    </message>
    <message>
        <source>as found</source>
        <translation>wie erkannt</translation>
    </message>
    <message>
        <source>as found: %1</source>
        <translation>wie erkannt: %1</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::ReadyCard</name>
    <message>
        <source>&amp;Start training</source>
        <translation>Training &amp;starten</translation>
    </message>
    <message>
        <source>Open a project first.</source>
        <translation>Öffnen Sie zuerst ein Projekt.</translation>
    </message>
    <message>
        <source>Go to Home</source>
        <translation>Zum Start</translation>
    </message>
    <message>
        <source>There are no rows to learn from.</source>
        <translation>Es gibt keine Zeilen, aus denen zu lernen wäre.</translation>
    </message>
    <message>
        <source>Add rows</source>
        <translation>Zeilen hinzufügen</translation>
    </message>
    <message>
        <source>No model is chosen.</source>
        <translation>Kein Modell ist gewählt.</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Prüft …</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>Nicht bereit</translation>
    </message>
    <message>
        <source>The check was cancelled.</source>
        <translation>Die Prüfung wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Not ready yet</source>
        <translation>Noch nicht bereit</translation>
    </message>
    <message numerus="yes">
        <source>about, for %n step(s)</source>
        <translation>
            <numerusform>etwa, für %n Schritt</numerusform>
            <numerusform>etwa, für %n Schritte</numerusform>
        </translation>
    </message>
    <message>
        <source>of %1 memory: %2</source>
        <translation>von %1 Speicher: %2</translation>
    </message>
    <message>
        <source>%1 of %2 tokens are trained: the answers.</source>
        <translation>%1 von %2 Tokens werden trainiert: die Antworten.</translation>
    </message>
    <message>
        <source>%1 tokens are trained.</source>
        <translation>%1 Tokens werden trainiert.</translation>
    </message>
    <message>
        <source>All settings are the defaults.</source>
        <translation>Alle Einstellungen sind die Standards.</translation>
    </message>
    <message numerus="yes">
        <source>%n setting(s) differ from the defaults.</source>
        <translation>
            <numerusform>%n Einstellung weicht vom Standard ab.</numerusform>
            <numerusform>%n Einstellungen weichen vom Standard ab.</numerusform>
        </translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Beginnt …</translation>
    </message>
    <message>
        <source>Labels in the rows</source>
        <translation>Label in den Zeilen</translation>
    </message>
    <message>
        <source>%1 words with a label in %2 rows.</source>
        <translation>%1 Wörter mit Label in %2 Zeilen.</translation>
    </message>
    <message>
        <source>%1 rows with a number, %2 tokens.</source>
        <translation>%1 Zeilen mit einer Zahl, %2 Tokens.</translation>
    </message>
    <message>
        <source>%1 rows with labels, %2 tokens.</source>
        <translation>%1 Zeilen mit Label, %2 Tokens.</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::RenderedView</name>
    <message>
        <source>system</source>
        <translation>System</translation>
    </message>
    <message>
        <source>user</source>
        <translation>Nutzer</translation>
    </message>
    <message>
        <source>assistant</source>
        <translation>Assistent</translation>
    </message>
    <message>
        <source>tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>The row as the model sees it</source>
        <translation>Die Zeile, wie das Modell sie sieht</translation>
    </message>
    <message>
        <source>%1 tokens, %2 trained</source>
        <translation>%1 Tokens, %2 trainiert</translation>
    </message>
    <message>
        <source>The end is cut off: the row is longer than the longest allowed.</source>
        <translation>Das Ende ist abgeschnitten: die Zeile ist länger als erlaubt.</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>%1 · trained</source>
        <comment>assistant · trained</comment>
        <translation>%1 · trainiert</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::ReplaceView</name>
    <message>
        <source>Find and replace</source>
        <translation>Suchen und ersetzen</translation>
    </message>
    <message>
        <source>Nothing changes until you apply it. The rows as they are now stay: you can go back to them.</source>
        <translation>Nichts ändert sich, bevor Sie es anwenden. Die jetzigen Zeilen bleiben: Sie können zu ihnen zurück.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Replace all</source>
        <translation>Alle &amp;ersetzen</translation>
    </message>
    <message>
        <source>What would change</source>
        <translation>Was sich ändern würde</translation>
    </message>
    <message>
        <source>What to replace</source>
        <translation>Was ersetzt wird</translation>
    </message>
    <message>
        <source>nothing: it is taken out</source>
        <translation>nichts: es wird herausgenommen</translation>
    </message>
    <message>
        <source>all rows</source>
        <translation>alle Zeilen</translation>
    </message>
    <message>
        <source>For example: answer.words &lt; 5 and label = billing</source>
        <translation>Zum Beispiel: answer.words &lt; 5 and label = billing</translation>
    </message>
    <message>
        <source>everywhere</source>
        <translation>überall</translation>
    </message>
    <message>
        <source>in questions</source>
        <translation>in Fragen</translation>
    </message>
    <message>
        <source>in answers</source>
        <translation>in Antworten</translation>
    </message>
    <message>
        <source>in system messages</source>
        <translation>in Systemnachrichten</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>Replace &amp;with</source>
        <translation>Ersetzen &amp;durch</translation>
    </message>
    <message>
        <source>W&amp;here</source>
        <translation>W&amp;o</translation>
    </message>
    <message>
        <source>&amp;Only in rows</source>
        <translation>&amp;Nur in Zeilen</translation>
    </message>
    <message>
        <source>&amp;Upper and lower case differ</source>
        <translation>&amp;Groß- und Kleinschreibung unterscheiden</translation>
    </message>
    <message>
        <source>Regular e&amp;xpression: $1 stands for the first group</source>
        <translation>Regulärer &amp;Ausdruck: $1 steht für die erste Gruppe</translation>
    </message>
    <message>
        <source>Type the text to look for.</source>
        <translation>Geben Sie den gesuchten Text ein.</translation>
    </message>
    <message>
        <source>looking at the rows…</source>
        <translation>sieht die Zeilen durch…</translation>
    </message>
    <message>
        <source>%1 rows would change.</source>
        <translation>%1 Zeilen würden sich ändern.</translation>
    </message>
    <message>
        <source>No row holds this text.</source>
        <translation>Keine Zeile enthält diesen Text.</translation>
    </message>
    <message>
        <source>%1 rows were changed</source>
        <translation>%1 Zeilen wurden geändert</translation>
    </message>
    <message>
        <source>Versions has the way back.</source>
        <translation>Unter Versionen geht es zurück.</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::RoleForm</name>
    <message>
        <source>not used</source>
        <translation>unbenutzt</translation>
    </message>
    <message>
        <source>Question (user)</source>
        <translation>Frage (user)</translation>
    </message>
    <message>
        <source>Answer to learn (assistant)</source>
        <translation>Zu lernende Antwort (assistant)</translation>
    </message>
    <message>
        <source>Context, above the question</source>
        <translation>Kontext, über der Frage</translation>
    </message>
    <message>
        <source>Input, below the instruction</source>
        <translation>Eingabe, unter der Anweisung</translation>
    </message>
    <message>
        <source>Who the model is (system)</source>
        <translation>Wer das Modell ist (system)</translation>
    </message>
    <message>
        <source>Whole conversation (messages)</source>
        <translation>Ganzes Gespräch (messages)</translation>
    </message>
    <message>
        <source>Plain text to learn</source>
        <translation>Zu lernender Text</translation>
    </message>
    <message>
        <source>Better answer (chosen)</source>
        <translation>Bessere Antwort (chosen)</translation>
    </message>
    <message>
        <source>Worse answer (rejected)</source>
        <translation>Schlechtere Antwort (rejected)</translation>
    </message>
    <message>
        <source>List of examples (instances)</source>
        <translation>Liste von Beispielen (instances)</translation>
    </message>
    <message>
        <source>Right fact or class (label)</source>
        <translation>Richtiger Fakt oder Klasse (label)</translation>
    </message>
    <message>
        <source>Question &amp;made of several columns</source>
        <translation>Frage aus &amp;mehreren Spalten</translation>
    </message>
    <message>
        <source>The question as the model will read it, with columns in braces. Empty: the column that is the question, with its context above and its input below.</source>
        <translation>Die Frage, wie das Modell sie liest, mit Spalten in geschweiften Klammern. Leer: die Spalte mit der Frage, darüber ihr Kontext, darunter ihre Eingabe.</translation>
    </message>
    <message>
        <source>What the column %1 is</source>
        <translation>Was die Spalte %1 ist</translation>
    </message>
    <message>
        <source>Turns before (history)</source>
        <translation>Frühere Beiträge (history)</translation>
    </message>
    <message>
        <source>Second text, to compare with the first</source>
        <translation>Zweiter Text, zum Vergleich mit dem ersten</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::RoleWords</name>
    <message>
        <source>question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>who the model is</source>
        <translation>wer das Modell ist</translation>
    </message>
    <message>
        <source>conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>better answer</source>
        <translation>bessere Antwort</translation>
    </message>
    <message>
        <source>worse answer</source>
        <translation>schlechtere Antwort</translation>
    </message>
    <message>
        <source>examples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>turns before</source>
        <translation>frühere Beiträge</translation>
    </message>
    <message>
        <source>second text</source>
        <translation>zweiter Text</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::RowDrawer</name>
    <message>
        <source>Show &amp;tokens</source>
        <translation>&amp;Tokens zeigen</translation>
    </message>
    <message>
        <source>Every token that the model reads, the template&apos;s own text included. Underlined ones are trained.</source>
        <translation>Jedes Token, das das Modell liest, mit dem eigenen Text der Vorlage. Unterstrichene werden trainiert.</translation>
    </message>
    <message>
        <source>No row chosen</source>
        <translation>Keine Zeile gewählt</translation>
    </message>
    <message>
        <source>Choose a row to see it as the model does.</source>
        <translation>Wählen Sie eine Zeile, um sie wie das Modell zu sehen.</translation>
    </message>
    <message>
        <source>Row %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>Choose a model to see which tokens are trained.</source>
        <translation>Wählen Sie ein Modell, um zu sehen, welche Tokens trainiert werden.</translation>
    </message>
    <message>
        <source>Nothing in this row is trained: it has no answer.</source>
        <translation>Nichts in dieser Zeile wird trainiert: sie hat keine Antwort.</translation>
    </message>
    <message>
        <source>The model reads up to %1.</source>
        <translation>Das Modell liest bis zu %1.</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::RowSteps</name>
    <message numerus="yes">
        <source>Take %n row(s) out?</source>
        <translation>
            <numerusform>%n Zeile herausnehmen?</numerusform>
            <numerusform>%n Zeilen herausnehmen?</numerusform>
        </translation>
    </message>
    <message>
        <source>They are not in the next version any more. Versions has the way back.</source>
        <translation>In der nächsten Version sind sie nicht mehr. Unter Versionen geht es zurück.</translation>
    </message>
    <message>
        <source>Take them out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>%1 rows were taken out</source>
        <translation>%1 Zeilen wurden herausgenommen</translation>
    </message>
    <message>
        <source>Versions has the way back.</source>
        <translation>Unter Versionen geht es zurück.</translation>
    </message>
    <message>
        <source>The rows were split</source>
        <translation>Die Zeilen wurden geteilt</translation>
    </message>
    <message>
        <source>%1 rows changed their place.</source>
        <translation>%1 Zeilen haben den Platz gewechselt.</translation>
    </message>
    <message>
        <source>Save the rows</source>
        <translation>Die Zeilen speichern</translation>
    </message>
    <message>
        <source>Rows (*.%1);;All files (*)</source>
        <translation>Zeilen (*.%1);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>%1 rows were written to %2</source>
        <translation>%1 Zeilen wurden in %2 geschrieben</translation>
    </message>
    <message>
        <source>%1 cannot be written in this format: %2</source>
        <translation>%1 können in diesem Format nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>Remove the data set %1?</source>
        <translation>Den Datensatz %1 entfernen?</translation>
    </message>
    <message>
        <source>Its rows leave the project and cannot be brought back from here. The file they came from stays. Runs that learned from them stay too.</source>
        <translation>Seine Zeilen verlassen das Projekt und lassen sich von hier aus nicht zurückholen. Die Datei, aus der sie kamen, bleibt. Läufe, die aus ihnen gelernt haben, bleiben auch.</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::RowStory</name>
    <message>
        <source>Version %1, %2 (%3, %4)</source>
        <translation>Version %1, %2 (%3, %4)</translation>
    </message>
    <message>
        <source>To look at</source>
        <translation>Anzusehen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>Was daraus wurde</translation>
    </message>
    <message>
        <source>Edited, not saved</source>
        <translation>Bearbeitet, nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::RowTable</name>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::RowTableModel</name>
    <message>
        <source>Asked</source>
        <translation>Gefragt</translation>
    </message>
    <message>
        <source>Answer to learn</source>
        <translation>Zu lernende Antwort</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>Used for</source>
        <translation>Verwendet für</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::RunListModel</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Best loss</source>
        <translation>Bester Verlust</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::RunView</name>
    <message>
        <source>&amp;Back to settings</source>
        <translation>&amp;Zurück zu den Einstellungen</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>S&amp;top…</source>
        <translation>S&amp;topp …</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Chat with it</source>
        <translation>&amp;Damit sprechen</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>Fortschritt des Laufs</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>&amp;Log axis</source>
        <translation>&amp;Logarithmisch</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>Bild speichern …</translation>
    </message>
    <message>
        <source>&amp;Linear axis</source>
        <translation>&amp;Linear</translation>
    </message>
    <message>
        <source>Save the curve</source>
        <translation>Kurve speichern</translation>
    </message>
    <message>
        <source>Pictures (*.png *.pdf)</source>
        <translation>Bilder (*.png *.pdf)</translation>
    </message>
    <message>
        <source>The picture could not be written</source>
        <translation>Das Bild ließ sich nicht schreiben</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>Gradientennorm</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Your questions, asked again at every check</source>
        <translation>Ihre Fragen, bei jeder Prüfung neu gestellt</translation>
    </message>
    <message>
        <source>clip %1</source>
        <translation>Grenze %1</translation>
    </message>
    <message>
        <source>tokens/s</source>
        <translation>Tokens/s</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>Full training</source>
        <translation>Volles Training</translation>
    </message>
    <message>
        <source>LoRA</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>answers only</source>
        <translation>nur Antworten</translation>
    </message>
    <message>
        <source>every token</source>
        <translation>jedes Token</translation>
    </message>
    <message>
        <source>started %1</source>
        <translation>begonnen %1</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>dauerte %1</translation>
    </message>
    <message>
        <source>stopped by itself: no better for a while</source>
        <translation>hielt von selbst an: eine Weile nicht besser</translation>
    </message>
    <message>
        <source>This run failed</source>
        <translation>Dieser Lauf ist gescheitert</translation>
    </message>
    <message>
        <source>Change settings</source>
        <translation>Einstellungen ändern</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>hält an</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>time %1 of %2 through the rows</source>
        <translation>Durchgang %1 von %2 durch die Zeilen</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>&amp;Einstellungen</translation>
    </message>
    <message>
        <source>&amp;New training</source>
        <translation>&amp;Neues Training</translation>
    </message>
    <message>
        <source>Stop this run?</source>
        <translation>Diesen Lauf anhalten?</translation>
    </message>
    <message>
        <source>Keep what it has learned, to chat with it and to resume later. Or discard the run with everything it has learned.</source>
        <translation>Behalten Sie, was er gelernt hat, um damit zu sprechen und ihn später fortzusetzen. Oder verwerfen Sie den Lauf mit allem, was er gelernt hat.</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>Anhalten und behalten</translation>
    </message>
    <message>
        <source>Stop and discard</source>
        <translation>Anhalten und verwerfen</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Macro F1</source>
        <translation>Makro-F1</translation>
    </message>
    <message>
        <source>R squared</source>
        <translation>R²</translation>
    </message>
    <message>
        <source>at first %1</source>
        <translation>anfangs %1</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>&amp;Try it on a text</source>
        <translation>An einem Text &amp;versuchen</translation>
    </message>
    <message>
        <source>Your texts, labelled again at every check</source>
        <translation>Ihre Texte, bei jeder Prüfung neu eingeordnet</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::SampleStart</name>
    <message>
        <source>Sample clinic</source>
        <translation>Beispielklinik</translation>
    </message>
    <message>
        <source>Making the project…</source>
        <translation>Legt das Projekt an …</translation>
    </message>
    <message>
        <source>Importing the questions and answers…</source>
        <translation>Übernimmt die Fragen und Antworten …</translation>
    </message>
    <message>
        <source>Setting aside 40 questions to test with…</source>
        <translation>Legt 40 Fragen zum Prüfen beiseite …</translation>
    </message>
    <message>
        <source>Adding the starter model…</source>
        <translation>Fügt das Startermodell hinzu …</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::SettingField</name>
    <message>
        <source>Help: %1</source>
        <translation>Hilfe: %1</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>This is not a number. It takes %1.</source>
        <translation>Das ist keine Zahl. Erlaubt: %1.</translation>
    </message>
    <message>
        <source>all linear layers</source>
        <translation>alle linearen Schichten</translation>
    </message>
    <message>
        <source>The model has no layer of this name.</source>
        <translation>Das Modell hat keine Schicht dieses Namens.</translation>
    </message>
    <message>
        <source>The model has no layer %1: click it away, or choose others.</source>
        <translation>Das Modell hat keine Schicht %1: Entfernen Sie sie mit einem Klick, oder wählen Sie andere.</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::SetupView</name>
    <message>
        <source>Balanced</source>
        <translation>Ausgewogen</translation>
    </message>
    <message>
        <source>Quick first look</source>
        <translation>Schneller erster Blick</translation>
    </message>
    <message>
        <source>Careful, for few rows</source>
        <translation>Behutsam, bei wenigen Zeilen</translation>
    </message>
    <message>
        <source>Full training</source>
        <translation>Volles Training</translation>
    </message>
    <message>
        <source>Facts by heart (sample clinic)</source>
        <translation>Fakten auswendig (Beispielklinik)</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Simple settings</source>
        <translation>Einfache Einstellungen</translation>
    </message>
    <message>
        <source>All settings</source>
        <translation>Alle Einstellungen</translation>
    </message>
    <message>
        <source>How many settings are shown</source>
        <translation>Wie viele Einstellungen gezeigt werden</translation>
    </message>
    <message>
        <source>What should it learn?</source>
        <translation>Was soll es lernen?</translation>
    </message>
    <message>
        <source>Answer as our experts do</source>
        <translation>Antworten wie unsere Fachleute</translation>
    </message>
    <message>
        <source>From questions and answers, or conversations</source>
        <translation>Aus Fragen und Antworten, oder Gesprächen</translation>
    </message>
    <message>
        <source>Write in our style</source>
        <translation>Schreiben in unserem Stil</translation>
    </message>
    <message>
        <source>From whole texts: every word is learned</source>
        <translation>Aus ganzen Texten: jedes Wort wird gelernt</translation>
    </message>
    <message>
        <source>From what, and which model</source>
        <translation>Woraus, und welches Modell</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Start from a recipe</source>
        <translation>Von einem Rezept ausgehen</translation>
    </message>
    <message>
        <source>Own settings</source>
        <translation>Eigene Einstellungen</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Questions to ask it while it learns</source>
        <translation>Fragen, die es beim Lernen beantwortet</translation>
    </message>
    <message>
        <source>One on each line, three to five are enough. They are asked before training and at every check, so that you see its answers change.</source>
        <translation>Eine je Zeile, drei bis fünf genügen. Sie werden vor dem Training und bei jeder Prüfung gestellt, so dass Sie sehen, wie sich die Antworten ändern.</translation>
    </message>
    <message>
        <source>Where do I park?</source>
        <translation>Wo kann ich parken?</translation>
    </message>
    <message>
        <source>What the model will see</source>
        <translation>Was das Modell sehen wird</translation>
    </message>
    <message>
        <source>Next row</source>
        <translation>Nächste Zeile</translation>
    </message>
    <message>
        <source>Earlier runs</source>
        <translation>Frühere Läufe</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen …</translation>
    </message>
    <message>
        <source>Trains %1 of %2 parameters</source>
        <translation>Trainiert %1 von %2 Parametern</translation>
    </message>
    <message>
        <source>Trains to the end: it never stops early</source>
        <translation>Trainiert bis zum Ende: hält nie vorzeitig an</translation>
    </message>
    <message>
        <source>no rows yet</source>
        <translation>noch keine Zeilen</translation>
    </message>
    <message>
        <source>no model yet</source>
        <translation>noch kein Modell</translation>
    </message>
    <message>
        <source>Choose what the model should learn from your %1 rows.</source>
        <translation>Wählen Sie, was das Modell aus Ihren %1 Zeilen lernen soll.</translation>
    </message>
    <message>
        <source>Choose what the model should learn.</source>
        <translation>Wählen Sie, was das Modell lernen soll.</translation>
    </message>
    <message>
        <source>Underlined is what the model learns to write.</source>
        <translation>Unterstrichen ist, was das Modell zu schreiben lernt.</translation>
    </message>
    <message>
        <source>Delete the run %1?</source>
        <translation>Den Lauf %1 löschen?</translation>
    </message>
    <message>
        <source>What it has learned, its curves and its saved states are deleted from the disk and cannot be brought back.</source>
        <translation>Was er gelernt hat, seine Kurven und seine gesicherten Stände werden von der Platte gelöscht und lassen sich nicht zurückholen.</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Give labels as we do</source>
        <translation>Label vergeben wie wir</translation>
    </message>
    <message>
        <source>From texts with labels: of the whole text, or of its words</source>
        <translation>Aus Texten mit Label: für den ganzen Text oder für seine Wörter</translation>
    </message>
    <message>
        <source>Texts to label while it learns</source>
        <translation>Texte, die es beim Lernen einordnet</translation>
    </message>
    <message>
        <source>A text of the kind that it will get</source>
        <translation>Ein Text von der Art, die es bekommen wird</translation>
    </message>
    <message>
        <source>This row has no label.</source>
        <translation>Diese Zeile hat kein Label.</translation>
    </message>
    <message>
        <source>Its label: %1</source>
        <translation>Ihr Label: %1</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::SplitDialog</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Split the rows</source>
        <translation>Die Zeilen teilen</translation>
    </message>
    <message>
        <source>The model learns from the training rows, is watched with the validation rows while it learns, and is measured with the test rows at the end.</source>
        <translation>Das Modell lernt aus den Trainingszeilen, wird beim Lernen an den Validierungszeilen beobachtet und am Ende an den Testzeilen gemessen.</translation>
    </message>
    <message>
        <source>each row by itself</source>
        <translation>jede Zeile für sich</translation>
    </message>
    <message>
        <source>rows with the same question stay together</source>
        <translation>Zeilen mit derselben Frage bleiben zusammen</translation>
    </message>
    <message>
        <source>rows with the same value in a column stay together</source>
        <translation>Zeilen mit demselben Wert in einer Spalte bleiben zusammen</translation>
    </message>
    <message>
        <source>by time: the latest rows are held out</source>
        <translation>nach Zeit: die jüngsten Zeilen werden zurückgehalten</translation>
    </message>
    <message>
        <source>the column&apos;s name, as in the file</source>
        <translation>der Name der Spalte, wie in der Datei</translation>
    </message>
    <message>
        <source>To &amp;validate</source>
        <translation>Zum &amp;Validieren</translation>
    </message>
    <message>
        <source>To &amp;test</source>
        <translation>Zum &amp;Testen</translation>
    </message>
    <message>
        <source>&amp;How</source>
        <translation>&amp;Wie</translation>
    </message>
    <message>
        <source>&amp;Column</source>
        <translation>&amp;Spalte</translation>
    </message>
    <message>
        <source>&amp;Give each label its share</source>
        <translation>Jedem Label seinen &amp;Anteil geben</translation>
    </message>
    <message>
        <source>&amp;Split</source>
        <translation>&amp;Teilen</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::StatusBar</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Pause the run</source>
        <translation>Lauf pausieren</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Nothing leaves this computer.</source>
        <translation>Nichts verlässt diesen Rechner.</translation>
    </message>
    <message>
        <source>CPU %1</source>
        <translation>CPU %1</translation>
    </message>
    <message>
        <source>%1: step %2 of %3</source>
        <translation>%1: Schritt %2 von %3</translation>
    </message>
    <message>
        <source>loss %1</source>
        <translation>Verlust %1</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>%1 tokens/s</source>
        <translation>%1 Tokens/s</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>Nothing is running</source>
        <translation>Nichts läuft</translation>
    </message>
    <message>
        <source>Go on with the run</source>
        <translation>Lauf weiterführen</translation>
    </message>
    <message>
        <source>importing %1</source>
        <translation>übernimmt %1</translation>
    </message>
    <message>
        <source>exporting %1</source>
        <translation>gibt %1 aus</translation>
    </message>
    <message>
        <source>working on %1</source>
        <translation>arbeitet an %1</translation>
    </message>
    <message>
        <source>measuring %1</source>
        <translation>misst %1</translation>
    </message>
    <message>
        <source>Hub allowed</source>
        <translation>Hub erlaubt</translation>
    </message>
    <message>
        <source>Nothing leaves this computer but what you ask of %1.</source>
        <translation>Nur was Sie bei %1 anfragen, verlässt diesen Rechner.</translation>
    </message>
    <message>
        <source>Progress of the download</source>
        <translation>Fortschritt des Downloads</translation>
    </message>
    <message>
        <source>Pause the download</source>
        <translation>Download pausieren</translation>
    </message>
    <message>
        <source>Cancel the download</source>
        <translation>Download abbrechen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a download and how far it is</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Go on with the download</source>
        <translation>Download weiterführen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::StepCard</name>
    <message>
        <source>It takes %1.</source>
        <translation>Möglich: %1.</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::StepWords</name>
    <message>
        <source>Mend characters</source>
        <translation>Zeichen ausbessern</translation>
    </message>
    <message>
        <source>Puts letters and accents in one form, repairs text that was read in the wrong encoding, and takes out control and invisible characters.</source>
        <translation>Bringt Buchstaben und Akzente in eine Form, repariert falsch kodiert gelesenen Text und nimmt Steuer- und unsichtbare Zeichen heraus.</translation>
    </message>
    <message>
        <source>Remove web page remnants</source>
        <translation>Reste von Webseiten entfernen</translation>
    </message>
    <message>
        <source>Takes out tags and turns entities such as &amp;amp; back into characters.</source>
        <translation>Nimmt Tags heraus und macht Entitäten wie &amp;amp; wieder zu Zeichen.</translation>
    </message>
    <message>
        <source>Remove boilerplate</source>
        <translation>Textbausteine entfernen</translation>
    </message>
    <message>
        <source>Takes out cookie notices, &quot;click here&quot; lines and headers that repeat from row to row.</source>
        <translation>Nimmt Cookie-Hinweise, „hier klicken“ und Kopfzeilen heraus, die sich von Zeile zu Zeile wiederholen.</translation>
    </message>
    <message>
        <source>Tidy spaces</source>
        <translation>Leerraum ordnen</translation>
    </message>
    <message>
        <source>One space between words, no trailing spaces, no heaps of empty lines.</source>
        <translation>Ein Leerzeichen zwischen Wörtern, keine am Ende, keine Haufen leerer Zeilen.</translation>
    </message>
    <message>
        <source>Drop empty rows</source>
        <translation>Leere Zeilen entfernen</translation>
    </message>
    <message>
        <source>Rows whose answer is missing or only says n/a, null or the like.</source>
        <translation>Zeilen, deren Antwort fehlt oder nur n/a, null und dergleichen sagt.</translation>
    </message>
    <message>
        <source>Keep languages</source>
        <translation>Sprachen behalten</translation>
    </message>
    <message>
        <source>Keeps rows in the languages you name, such as en, de.</source>
        <translation>Behält Zeilen in den genannten Sprachen, etwa en, de.</translation>
    </message>
    <message>
        <source>Drop repetitive text</source>
        <translation>Sich wiederholenden Text entfernen</translation>
    </message>
    <message>
        <source>Answers that say the same lines or phrases again and again teach the model to loop.</source>
        <translation>Antworten, die dieselben Zeilen oder Wendungen immer wieder sagen, lehren das Modell, sich zu wiederholen.</translation>
    </message>
    <message>
        <source>Check quality</source>
        <translation>Qualität prüfen</translation>
    </message>
    <message>
        <source>Too few words, odd word lengths, symbols instead of words, gibberish.</source>
        <translation>Zu wenige Wörter, seltsame Wortlängen, Zeichen statt Wörtern, Kauderwelsch.</translation>
    </message>
    <message>
        <source>Find profanity</source>
        <translation>Anstößiges finden</translation>
    </message>
    <message>
        <source>Whole words from lists in several languages, and your own.</source>
        <translation>Ganze Wörter aus Listen in mehreren Sprachen und Ihrer eigenen.</translation>
    </message>
    <message>
        <source>Find refusals</source>
        <translation>Weigerungen finden</translation>
    </message>
    <message>
        <source>Answers that decline, such as &quot;As an AI language model...&quot;, teach the model to decline.</source>
        <translation>Antworten, die ablehnen („Als KI-Sprachmodell …“), lehren das Modell abzulehnen.</translation>
    </message>
    <message>
        <source>Limit length</source>
        <translation>Länge begrenzen</translation>
    </message>
    <message>
        <source>What is too short or too long is dropped, cut or split at sentence borders.</source>
        <translation>Zu Kurzes oder zu Langes wird entfernt, gekürzt oder an Satzgrenzen geteilt.</translation>
    </message>
    <message>
        <source>Drop duplicates</source>
        <translation>Duplikate entfernen</translation>
    </message>
    <message>
        <source>Rows that say the same, upper and lower case and spaces aside.</source>
        <translation>Zeilen, die dasselbe sagen, von Groß- und Kleinschreibung und Leerraum abgesehen.</translation>
    </message>
    <message>
        <source>Drop near duplicates</source>
        <translation>Fast gleiche Zeilen entfernen</translation>
    </message>
    <message>
        <source>Rows that say almost the same: they weigh too much and leak between splits.</source>
        <translation>Zeilen, die fast dasselbe sagen: sie wiegen zu schwer und verraten den Test.</translation>
    </message>
    <message>
        <source>Find leaks between splits</source>
        <translation>Lecks zwischen den Teilen finden</translation>
    </message>
    <message>
        <source>Training rows that repeat rows which the model is tested with make results look better than they are.</source>
        <translation>Trainingszeilen, die Testzeilen wiederholen, lassen Ergebnisse besser aussehen, als sie sind.</translation>
    </message>
    <message>
        <source>Balance labels</source>
        <translation>Labels ausgleichen</translation>
    </message>
    <message>
        <source>Caps labels that have too many rows, or repeats those that have few.</source>
        <translation>Begrenzt Labels mit zu vielen Zeilen oder wiederholt solche mit wenigen.</translation>
    </message>
    <message>
        <source>Protect personal data</source>
        <translation>Persönliche Daten schützen</translation>
    </message>
    <message>
        <source>Finds names, numbers, addresses and secrets, and replaces, masks or drops them.</source>
        <translation>Findet Namen, Nummern, Adressen und Geheimnisse und ersetzt, verdeckt oder entfernt sie.</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Was geschieht</translation>
    </message>
    <message>
        <source>Looks at</source>
        <translation>Betrachtet</translation>
    </message>
    <message>
        <source>Random seed</source>
        <translation>Zufallsstart</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>Unicode form</source>
        <translation>Unicode-Form</translation>
    </message>
    <message>
        <source>Repair wrong encoding</source>
        <translation>Falsche Kodierung reparieren</translation>
    </message>
    <message>
        <source>Take out control characters</source>
        <translation>Steuerzeichen herausnehmen</translation>
    </message>
    <message>
        <source>Take out invisible characters</source>
        <translation>Unsichtbare Zeichen herausnehmen</translation>
    </message>
    <message>
        <source>Take out direction marks</source>
        <translation>Richtungszeichen herausnehmen</translation>
    </message>
    <message>
        <source>A line is a header from this many rows on</source>
        <translation>Kopfzeile ab so vielen Zeilen</translation>
    </message>
    <message>
        <source>One space between words</source>
        <translation>Ein Leerzeichen zwischen Wörtern</translation>
    </message>
    <message>
        <source>Empty lines in a row, at most</source>
        <translation>Leere Zeilen hintereinander, höchstens</translation>
    </message>
    <message>
        <source>Trim both ends</source>
        <translation>Beide Enden kürzen</translation>
    </message>
    <message>
        <source>Also counts as empty</source>
        <translation>Gilt auch als leer</translation>
    </message>
    <message>
        <source>Languages to keep</source>
        <translation>Sprachen, die bleiben</translation>
    </message>
    <message>
        <source>Sure enough from</source>
        <translation>Sicher genug ab</translation>
    </message>
    <message>
        <source>Let these values stand</source>
        <translation>Diese Werte stehen lassen</translation>
    </message>
    <message>
        <source>Judge from this many letters on</source>
        <translation>Beurteilen ab so vielen Buchstaben</translation>
    </message>
    <message>
        <source>Measured in</source>
        <translation>Gemessen in</translation>
    </message>
    <message>
        <source>At least (0: no limit)</source>
        <translation>Mindestens (0: keine Grenze)</translation>
    </message>
    <message>
        <source>At most (0: no limit)</source>
        <translation>Höchstens (0: keine Grenze)</translation>
    </message>
    <message>
        <source>Too short</source>
        <translation>Zu kurz</translation>
    </message>
    <message>
        <source>Too long</source>
        <translation>Zu lang</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>Nicht beachten</translation>
    </message>
    <message>
        <source>Alike from (1: the same)</source>
        <translation>Ähnlich ab (1: gleich)</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Also 13 words in a row</source>
        <translation>Auch 13 Wörter hintereinander</translation>
    </message>
    <message>
        <source>Ignore phrases in this many rows</source>
        <translation>Wendungen in so vielen Zeilen nicht beachten</translation>
    </message>
    <message>
        <source>Further words</source>
        <translation>Weitere Wörter</translation>
    </message>
    <message>
        <source>Allowed words</source>
        <translation>Erlaubte Wörter</translation>
    </message>
    <message>
        <source>Judge the first words</source>
        <translation>Die ersten Wörter beurteilen</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Wie</translation>
    </message>
    <message>
        <source>Rows of a label, at most (0: as the smallest)</source>
        <translation>Zeilen eines Labels, höchstens (0: wie das kleinste)</translation>
    </message>
    <message>
        <source>Repeat a row at most</source>
        <translation>Eine Zeile höchstens wiederholen</translation>
    </message>
    <message>
        <source>Words at least</source>
        <translation>Wörter mindestens</translation>
    </message>
    <message>
        <source>Words at most</source>
        <translation>Wörter höchstens</translation>
    </message>
    <message>
        <source>Short answers</source>
        <translation>Kurze Antworten</translation>
    </message>
    <message>
        <source>Letters of a word at least, on average</source>
        <translation>Buchstaben je Wort mindestens, im Mittel</translation>
    </message>
    <message>
        <source>Letters of a word at most, on average</source>
        <translation>Buchstaben je Wort höchstens, im Mittel</translation>
    </message>
    <message>
        <source>Symbols for each word at most</source>
        <translation>Zeichen je Wort höchstens</translation>
    </message>
    <message>
        <source>Share of bullet lines at most</source>
        <translation>Anteil von Aufzählungszeilen höchstens</translation>
    </message>
    <message>
        <source>Share of lines ending in an ellipsis at most</source>
        <translation>Anteil von Zeilen mit Auslassungspunkten höchstens</translation>
    </message>
    <message>
        <source>Share of words with a letter at least</source>
        <translation>Anteil von Wörtern mit Buchstaben mindestens</translation>
    </message>
    <message>
        <source>Common words at least</source>
        <translation>Häufige Wörter mindestens</translation>
    </message>
    <message>
        <source>Share of unpronounceable words at most</source>
        <translation>Anteil unaussprechlicher Wörter höchstens</translation>
    </message>
    <message>
        <source>Share of repeated lines at most</source>
        <translation>Anteil wiederholter Zeilen höchstens</translation>
    </message>
    <message>
        <source>Their share of characters at most</source>
        <translation>Ihr Anteil an Zeichen höchstens</translation>
    </message>
    <message>
        <source>Share of repeated paragraphs at most</source>
        <translation>Anteil wiederholter Absätze höchstens</translation>
    </message>
    <message>
        <source>Judge from this many words on</source>
        <translation>Beurteilen ab so vielen Wörtern</translation>
    </message>
    <message>
        <source>drop the row</source>
        <translation>die Zeile entfernen</translation>
    </message>
    <message>
        <source>flag it to look at</source>
        <translation>zum Ansehen markieren</translation>
    </message>
    <message>
        <source>the whole row</source>
        <translation>die ganze Zeile</translation>
    </message>
    <message>
        <source>the question</source>
        <translation>die Frage</translation>
    </message>
    <message>
        <source>the answer</source>
        <translation>die Antwort</translation>
    </message>
    <message>
        <source>NFC: composed letters</source>
        <translation>NFC: zusammengesetzte Buchstaben</translation>
    </message>
    <message>
        <source>NFKC: also full-width and ligatures</source>
        <translation>NFKC: auch volle Breite und Ligaturen</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>wie es ist</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>words</source>
        <translation>Wörtern</translation>
    </message>
    <message>
        <source>characters</source>
        <translation>Zeichen</translation>
    </message>
    <message>
        <source>cut it</source>
        <translation>kürzen</translation>
    </message>
    <message>
        <source>split it</source>
        <translation>teilen</translation>
    </message>
    <message>
        <source>the first</source>
        <translation>die erste</translation>
    </message>
    <message>
        <source>the longest</source>
        <translation>die längste</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>case and spaces</source>
        <translation>Großschreibung und Leerraum</translation>
    </message>
    <message>
        <source>label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>cap large labels</source>
        <translation>große Labels begrenzen</translation>
    </message>
    <message>
        <source>repeat small labels</source>
        <translation>kleine Labels wiederholen</translation>
    </message>
    <message>
        <source>weigh rows</source>
        <translation>Zeilen gewichten</translation>
    </message>
    <message>
        <source>are kept</source>
        <translation>bleiben</translation>
    </message>
    <message>
        <source>are judged</source>
        <translation>werden beurteilt</translation>
    </message>
    <message>
        <source>What to look for (empty: all that is certain)</source>
        <translation>Wonach gesucht wird (leer: alles Sichere)</translation>
    </message>
    <message>
        <source>Names and places too</source>
        <translation>Auch Namen und Orte</translation>
    </message>
    <message>
        <source>Countries, such as de, us</source>
        <translation>Länder, etwa de, us</translation>
    </message>
    <message>
        <source>Own patterns, such as MRN=MR-#{6}</source>
        <translation>Eigene Muster, etwa MRN=MR-#{6}</translation>
    </message>
    <message>
        <source>A mask keeps the last characters</source>
        <translation>Eine Maske lässt die letzten Zeichen stehen</translation>
    </message>
    <message>
        <source>put a placeholder</source>
        <translation>einen Platzhalter setzen</translation>
    </message>
    <message>
        <source>mask it</source>
        <translation>verdecken</translation>
    </message>
    <message>
        <source>put its hash</source>
        <translation>den Hash setzen</translation>
    </message>
    <message>
        <source>put a made-up one</source>
        <translation>einen erfundenen Wert setzen</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::TemplateDialog</name>
    <message>
        <source>Chat template</source>
        <translation>Gesprächsvorlage</translation>
    </message>
    <message>
        <source>The chat template turns a conversation into the one text that the model reads. In training, in answers and in what you publish it has to be the same: that is why it is kept with the model, and with each run.</source>
        <translation>Die Gesprächsvorlage macht aus einem Gespräch den einen Text, den das Modell liest. Beim Training, beim Antworten und in dem, was Sie ausgeben, muss sie dieselbe sein: Deshalb wird sie beim Modell und bei jedem Lauf aufbewahrt.</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Use this template</source>
        <translation>Diese &amp;Vorlage verwenden</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Start from another template</source>
        <translation>Von einer anderen Vorlage ausgehen</translation>
    </message>
    <message>
        <source>Start from…</source>
        <translation>Ausgehen von …</translation>
    </message>
    <message>
        <source>The model&apos;s own</source>
        <translation>Die des Modells</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>Zur Stelle</translation>
    </message>
    <message>
        <source>As the model reads it</source>
        <translation>Wie das Modell es liest</translation>
    </message>
    <message>
        <source>Chat template of %1</source>
        <translation>Gesprächsvorlage von %1</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weiterer</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>It holds for this model in this project. Runs keep the template that they were trained with.</source>
        <translation>Sie gilt für dieses Modell in diesem Projekt. Läufe behalten die Vorlage, mit der sie trainiert wurden.</translation>
    </message>
    <message>
        <source>Runs keep the template that they were trained with; another than this one: %1</source>
        <translation>Läufe behalten die Vorlage, mit der sie trainiert wurden; mit einer anderen als dieser: %1</translation>
    </message>
    <message>
        <source>not yet in use</source>
        <translation>noch nicht in Gebrauch</translation>
    </message>
    <message>
        <source>the model&apos;s own</source>
        <translation>die des Modells</translation>
    </message>
    <message>
        <source>the plain one</source>
        <translation>die einfache</translation>
    </message>
    <message>
        <source>changed in this project</source>
        <translation>in diesem Projekt geändert</translation>
    </message>
    <message>
        <source>Mend the fault first.</source>
        <translation>Beheben Sie zuerst den Fehler.</translation>
    </message>
    <message>
        <source>This template is in use.</source>
        <translation>Diese Vorlage ist in Gebrauch.</translation>
    </message>
    <message>
        <source>No fault found.</source>
        <translation>Kein Fehler gefunden.</translation>
    </message>
    <message>
        <source>Line %1, column %2: %3</source>
        <translation>Zeile %1, Spalte %2: %3</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>Leave what you wrote?</source>
        <translation>Das Geschriebene verwerfen?</translation>
    </message>
    <message>
        <source>The template was changed and is not yet in use.</source>
        <translation>Die Vorlage wurde geändert und ist noch nicht in Gebrauch.</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Verwerfen</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::TemplatePreview</name>
    <message>
        <source>Rows &amp;of</source>
        <translation>&amp;Zeilen aus</translation>
    </message>
    <message>
        <source>Data set whose rows are shown</source>
        <translation>Datensatz, dessen Zeilen gezeigt werden</translation>
    </message>
    <message>
        <source>With a s&amp;ystem turn</source>
        <translation>Mit &amp;Systembeitrag</translation>
    </message>
    <message>
        <source>As asked for an ans&amp;wer</source>
        <translation>Mit A&amp;ufforderung zur Antwort</translation>
    </message>
    <message>
        <source>Up to the last question and with what asks for an answer (add_generation_prompt), as in Chat. Otherwise as in training.</source>
        <translation>Bis zur letzten Frage und mit dem, was zur Antwort auffordert (add_generation_prompt), wie im Gespräch. Sonst wie beim Training.</translation>
    </message>
    <message>
        <source>Trying it…</source>
        <translation>Wird ausprobiert …</translation>
    </message>
    <message>
        <source>It is shown here as soon as the fault is mended.</source>
        <translation>Es erscheint hier, sobald der Fehler behoben ist.</translation>
    </message>
    <message>
        <source>A conversation</source>
        <translation>Ein Gespräch</translation>
    </message>
    <message>
        <source>Row %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>there is no data set yet</source>
        <translation>noch kein Datensatz</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Tokens</translation>
    </message>
    <message>
        <source>No token of an answer is trained: what asks for an answer must be how the answered conversation begins.</source>
        <translation>Kein Token einer Antwort wird trainiert: Der Text bis zur Aufforderung zur Antwort muss genau der Anfang des beantworteten Gesprächs sein.</translation>
    </message>
    <message>
        <source>No end of an answer is trained, so that answers may run on: write eos_token, or the model&apos;s own mark, behind the answer.</source>
        <translation>Kein Ende einer Antwort wird trainiert, so dass Antworten womöglich nicht aufhören: Schreiben Sie eos_token oder die Marke des Modells hinter die Antwort.</translation>
    </message>
    <message>
        <source>To this model these are ordinary text, not marks of their own: %1</source>
        <translation>Für dieses Modell ist das gewöhnlicher Text, keine eigenen Marken: %1</translation>
    </message>
    <message>
        <source>Answers end with %1</source>
        <translation>Antworten enden mit %1</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::TokenStore</name>
    <message>
        <source>This program was built without access to a keychain.</source>
        <translation>Dieses Programm wurde ohne Zugriff auf einen Schlüsselbund gebaut.</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::TopicTableModel</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Terms that set it apart</source>
        <translation>Begriffe, die es ausmachen</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::TrainPage</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>a run is going on</source>
        <translation>ein Lauf ist im Gang</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) can be resumed</source>
        <translation>
            <numerusform>%n Lauf kann fortgesetzt werden</numerusform>
            <numerusform>%n Läufe können fortgesetzt werden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n Lauf</numerusform>
            <numerusform>%n Läufe</numerusform>
        </translation>
    </message>
    <message>
        <source>no run yet</source>
        <translation>noch kein Lauf</translation>
    </message>
    <message>
        <source>Pause or go on</source>
        <translation>Pausieren oder weiterführen</translation>
    </message>
    <message>
        <source>Stop the run</source>
        <translation>Lauf anhalten</translation>
    </message>
    <message>
        <source>Show the run</source>
        <translation>Lauf zeigen</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>Training starten</translation>
    </message>
    <message>
        <source>Setting: %1 (%2)</source>
        <translation>Einstellung: %1 (%2)</translation>
    </message>
    <message>
        <source>Training shows the model your rows again and again, and moves what is trained a little each time, so that your answers become likelier. The loss says how surprised it still is: it should fall. The validation loss is measured on rows it never trains on: when that one turns up, it has begun to learn by heart.</source>
        <translation>Beim Training sieht das Modell Ihre Zeilen wieder und wieder, und jedes Mal wird das Trainierte ein wenig bewegt, so dass Ihre Antworten wahrscheinlicher werden. Der Verlust sagt, wie sehr es noch überrascht ist: er soll fallen. Der Prüfverlust wird an Zeilen gemessen, auf denen es nie trainiert: steigt er, hat es begonnen, auswendig zu lernen.</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::Transfer</name>
    <message>
        <source>%1, whole and checked</source>
        <translation>%1, vollständig und geprüft</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>paused; what has come is kept</source>
        <translation>pausiert; was schon da ist, bleibt</translation>
    </message>
    <message>
        <source>broken off; what has come is kept</source>
        <translation>abgebrochen; was schon da ist, bleibt</translation>
    </message>
    <message>
        <source>pausing</source>
        <translation>wird pausiert</translation>
    </message>
    <message>
        <source>asking the Hub</source>
        <translation>fragt den Hub</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>prüft</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation>%1 je Sekunde</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::VersionListModel</name>
    <message>
        <source>imported</source>
        <translation>importiert</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) edited by hand</source>
        <translation>
            <numerusform>%n Zeile von Hand geändert</numerusform>
            <numerusform>%n Zeilen von Hand geändert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>cleaned: %n step(s)</source>
        <translation>
            <numerusform>bereinigt: %n Schritt</numerusform>
            <numerusform>bereinigt: %n Schritte</numerusform>
        </translation>
    </message>
    <message>
        <source>rows taken out: %1</source>
        <translation>Zeilen herausgenommen: %1</translation>
    </message>
    <message>
        <source>&quot;%1&quot; replaced by &quot;%2&quot;</source>
        <translation>„%1“ ersetzt durch „%2“</translation>
    </message>
    <message>
        <source>split: %1 % to validate, %2 % to test</source>
        <translation>geteilt: %1 % zum Validieren, %2 % zum Testen</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>current</source>
        <translation>aktuell</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n Lauf</numerusform>
            <numerusform>%n Läufe</numerusform>
        </translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Was getan wurde</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Used as</source>
        <translation>Verwendet als</translation>
    </message>
    <message>
        <source>made from version %1</source>
        <translation>aus Version %1 entstanden</translation>
    </message>
    <message>
        <source>the first version</source>
        <translation>die erste Version</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) mended or dismissed</source>
        <translation>
            <numerusform>%n Zeile verbessert oder verworfen</numerusform>
            <numerusform>%n Zeilen verbessert oder verworfen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::VersionsView</name>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>&amp;Back to the rows</source>
        <translation>&amp;Zurück zu den Zeilen</translation>
    </message>
    <message>
        <source>&amp;Go back to this version</source>
        <translation>Zu dieser Version &amp;zurück</translation>
    </message>
    <message>
        <source>a name for it</source>
        <translation>ein Name dafür</translation>
    </message>
    <message>
        <source>A name for the version</source>
        <translation>Ein Name für die Version</translation>
    </message>
    <message>
        <source>&amp;Name it</source>
        <translation>Be&amp;nennen</translation>
    </message>
    <message>
        <source>Versions of %1</source>
        <translation>Versionen von %1</translation>
    </message>
    <message>
        <source>Each step made one; none is ever changed. Runs say which one they were trained on.</source>
        <translation>Jeder Schritt ergab eine; keine wird je geändert. Läufe nennen die, mit der sie trainiert wurden.</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>%1 rows: %2 train, %3 validate, %4 test</source>
        <translation>%1 Zeilen: %2 Training, %3 Validierung, %4 Test</translation>
    </message>
    <message>
        <source>%1 rows stand in it more than once</source>
        <translation>%1 Zeilen stehen mehrfach darin</translation>
    </message>
    <message>
        <source>%1 are flagged</source>
        <translation>%1 sind markiert</translation>
    </message>
    <message>
        <source>the run %1 was trained on it</source>
        <translation>der Lauf %1 wurde damit trainiert</translation>
    </message>
    <message>
        <source>%1 changed</source>
        <translation>%1 geändert</translation>
    </message>
    <message>
        <source>%1 taken out</source>
        <translation>%1 herausgenommen</translation>
    </message>
    <message>
        <source>%1 added</source>
        <translation>%1 hinzugekommen</translation>
    </message>
    <message>
        <source>%1 moved to another split</source>
        <translation>%1 in einen anderen Teil gewechselt</translation>
    </message>
    <message>
        <source>No row differs from the version before.</source>
        <translation>Keine Zeile unterscheidet sich von der Version davor.</translation>
    </message>
    <message>
        <source>Since the version before: %1.</source>
        <translation>Seit der Version davor: %1.</translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::words</name>
    <message>
        <source>TB</source>
        <translation>TB</translation>
    </message>
    <message>
        <source>GB</source>
        <translation>GB</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>kB</source>
        <translation>kB</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Bytes</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>65 MB of 23 GB</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 of %2 GB</source>
        <comment>1.1 of 23 GB</comment>
        <translation>%1 von %2 GB</translation>
    </message>
    <message>
        <source>less than a second</source>
        <translation>weniger als eine Sekunde</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 days %2 h</source>
        <translation>%1 Tage %2 h</translation>
    </message>
    <message>
        <source>%1 billion</source>
        <translation>%1 Milliarden</translation>
    </message>
    <message>
        <source>%1 million</source>
        <translation>%1 Millionen</translation>
    </message>
    <message>
        <source>not a number</source>
        <translation>keine Zahl</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>23 Nov, 14:02</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>loading the model</source>
        <translation>lädt das Modell</translation>
    </message>
    <message>
        <source>reading the rows</source>
        <translation>liest die Zeilen</translation>
    </message>
    <message>
        <source>training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>checking what it has learned</source>
        <translation>prüft, was es gelernt hat</translation>
    </message>
    <message>
        <source>saving</source>
        <translation>sichert</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>hält an</translation>
    </message>
    <message>
        <source>This cannot be done as it is set</source>
        <translation>So, wie es eingestellt ist, geht es nicht</translation>
    </message>
    <message>
        <source>The file cannot be used</source>
        <translation>Die Datei ist nicht zu gebrauchen</translation>
    </message>
    <message>
        <source>Something is missing</source>
        <translation>Etwas fehlt</translation>
    </message>
    <message>
        <source>The memory of this computer is not enough</source>
        <translation>Der Speicher dieses Rechners reicht nicht</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Die Platte ist voll</translation>
    </message>
    <message>
        <source>The graphics card or processor reported a fault</source>
        <translation>Die Grafikkarte oder der Prozessor hat einen Fehler gemeldet</translation>
    </message>
    <message>
        <source>The network did not answer</source>
        <translation>Das Netz hat nicht geantwortet</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Another program is using this</source>
        <translation>Ein anderes Programm benutzt dies</translation>
    </message>
    <message>
        <source>Tunesmith made a mistake</source>
        <translation>Tunesmith hat einen Fehler gemacht</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>test</source>
        <translation>Test</translation>
    </message>
</context>
</TS>

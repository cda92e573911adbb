// Roles: what each common shape of a data set is taken for, and what the rows of it say.
#include <QtTest>

#include "core/data/import/json_item.h"
#include "core/data/import/record_maker.h"
#include "core/data/import/roles.h"
#include "core/data/import/text_source.h"
#include "import_support.h"

using namespace tunesmith;

namespace {

Item itemOf(const std::string& json) {
    const std::string padded = json + std::string(TextSource::kPadding, '\0');
    Item item;
    item.line = 1;
    const auto problem = JsonItemReader().read(std::string_view(padded).substr(0, json.size()), item);
    if (problem) throw Error(Code::Internal, *problem);
    return item;
}

std::string columnsText(const RoleMapping& mapping) {
    std::string text = rowKindName(mapping.kind);
    for (const auto& [role, column] : mapping.columns) text += " " + role + "=" + column;
    return text;
}

std::string turnsText(const std::vector<Message>& messages) {
    std::string text;
    for (const Message& message : messages) text += (text.empty() ? "" : " | ") + message.role + ": " + message.text;
    return text;
}

}  // namespace

class TestRoles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shapes_areRecognised_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("mapping");
        QTest::addColumn<QByteArray>("turns");
        const auto row = [](const char* name, const char* json, const char* mapping, const char* turns) {
            QTest::newRow(name) << QByteArray(json) << QByteArray(mapping) << QByteArray(turns);
        };
        row("OpenAI",
            R"({"messages": [{"role": "system", "content": "s"}, {"role": "user", "content": "q"}, {"role": "assistant", "content": "a"}]})",
            "chat messages=messages", "system: s | user: q | assistant: a");
        row("ShareGPT",
            R"({"id": "1", "conversations": [{"from": "human", "value": "q"}, {"from": "gpt", "value": "a"}], "system": "s"})",
            "chat messages=conversations system=system", "system: s | user: q | assistant: a");
        row("parts",
            R"({"messages": [{"role": "user", "content": [{"type": "text", "text": "q"}, {"type": "text", "text": "2"}]}, {"role": "assistant", "content": "a"}]})",
            "chat messages=messages", "user: q2 | assistant: a");
        row("Alpaca", R"({"instruction": "Translate.", "input": "Haus", "output": "house"})",
            "pair assistant=output input=input user=instruction", "user: Translate.\nHaus | assistant: house");
        row("Alpaca without input", R"({"instruction": "Say hi.", "input": "", "output": "hi"})",
            "pair assistant=output input=input user=instruction", "user: Say hi. | assistant: hi");
        row("Alpaca with system", R"({"system": "Be brief.", "instruction": "Say hi.", "output": "hi"})",
            "pair assistant=output system=system user=instruction",
            "system: Be brief. | user: Say hi. | assistant: hi");
        row("Dolly", R"({"instruction": "Who?", "context": "Ada wrote it.", "response": "Ada", "category": "qa"})",
            "pair assistant=response context=context user=instruction",
            "user: Ada wrote it.\n\nQuestion: Who? | assistant: Ada");
        row("prompt/completion", R"({"prompt": "p", "completion": "c"})", "pair assistant=completion user=prompt",
            "user: p | assistant: c");
        row("chats as prompt and completion",
            R"({"prompt": [{"role": "user", "content": "p"}], "completion": [{"role": "assistant", "content": "c"}]})",
            "pair assistant=completion user=prompt", "user: p | assistant: c");
        row("question/answer", R"({"Question": "q", "Answer": "a", "source": "x"})",
            "pair assistant=Answer user=Question", "user: q | assistant: a");
        row("question with context",
            R"({"id": 1, "question": "q?", "context": "c.", "long_answer": "l", "final_decision": "yes"})",
            "pair assistant=long_answer context=context user=question", "user: c.\n\nQuestion: q? | assistant: l");
        row("list of contexts", R"({"question": "q?", "contexts": ["c1", "c2"], "answer": "a"})",
            "pair assistant=answer context=contexts user=question", "user: c1\nc2\n\nQuestion: q? | assistant: a");
        row("SQuAD", R"({"question": "q?", "context": "c.", "answers": {"text": ["a", "b"], "answer_start": [1, 2]}})",
            "pair assistant=answers context=context user=question", "user: c.\n\nQuestion: q? | assistant: a");
        row("dialogue/summary", R"({"dialogue": "A: hi", "summary": "greeting"})",
            "pair assistant=summary user=dialogue", "user: A: hi | assistant: greeting");
        row("label", R"({"question": "q", "answer": "At 8.", "label": "8"})",
            "pair assistant=answer label=label user=question", "user: q | assistant: At 8.");
        row("sentence pairs", R"({"column 1": 0, "sent_more": "m", "sent_less": "l", "bias_type": "age"})",
            "text label=bias_type text=sent_more", "");
        row("words and tags",
            R"({"id": "0", "tokens": ["EU", "rejects", "."], "pos_tags": [1, 2, 3], "ner_tags": [3, 0, 0]})",
            "text label=ner_tags text=tokens", "");
        row("two texts", R"({"premise": "p", "hypothesis": "h", "label": 1})",
            "text label=label second=hypothesis text=premise", "user: p | user: h");
        row("turns with a label", R"({"messages": [{"role": "user", "content": "q"}], "label": "spam"})",
            "chat label=label messages=messages", "user: q");
        row("two columns", R"({"foo": "q", "bar": "a"})", "pair assistant=bar user=foo", "user: q | assistant: a");
    }
    void shapes_areRecognised() {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, mapping);
        QFETCH(QByteArray, turns);
        const Item item = itemOf(json.toStdString());
        const RoleMapping guess = guessRoles({item});
        QCOMPARE(columnsText(guess), mapping.toStdString());
        QVERIFY(guess.confidence > 0 && guess.confidence <= 1);
        std::vector<Record> rows;
        const auto issue = RecordMaker(guess, "f").make(item, rows);
        QVERIFY2(!issue, issue ? issue->reason.c_str() : "");
        QCOMPARE(turnsText(rows.at(0).messages), turns.toStdString());
        QCOMPARE(rows[0].source, (RowSource{"f", 1}));
    }

    void ratedAnswers_areGoodOrBad_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("label");
        QTest::newRow("TRL") << QByteArray(R"({"prompt": "q", "completion": "a", "label": true})")
                             << QByteArray("good");
        QTest::newRow("TRL, as messages")
            << QByteArray(
                   R"({"prompt": [{"role": "user", "content": "q"}], "completion": [{"role": "assistant", "content": "a"}], "label": false})")
            << QByteArray("bad");
        QTest::newRow("chat with a tag")
            << QByteArray(
                   R"({"messages": [{"role": "user", "content": "q"}, {"role": "assistant", "content": "a"}], "kto_tag": true})")
            << QByteArray("good");
        QTest::newRow("a table's words") << QByteArray(R"({"prompt": "q", "completion": "a", "label": "False"})")
                                         << QByteArray("bad");
        QTest::newRow("another label") << QByteArray(R"({"prompt": "q", "completion": "a", "label": "maybe"})")
                                       << QByteArray("maybe");
    }
    void ratedAnswers_areGoodOrBad() {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, label);
        const Item item = itemOf(json.toStdString());
        std::vector<Record> rows;
        const auto issue = RecordMaker(guessRoles({item}), "f").make(item, rows);
        QVERIFY2(!issue, issue ? issue->reason.c_str() : "");
        QCOMPARE(turnsText(rows.at(0).messages), std::string("user: q | assistant: a"));
        QCOMPARE(rows[0].label, label.toStdString());
    }

    void listsOfLabels_standOneALine_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("label");
        const auto row = [](const char* name, const char* json, const char* text, const char* label) {
            QTest::newRow(name) << QByteArray(json) << QByteArray(text) << QByteArray(label);
        };
        row("several labels", R"({"text": "Fine.", "labels": ["joy", "calm"]})", "Fine.", "joy\ncalm");
        row("numbers", R"({"text": "Fine.", "labels": [3, 17]})", "Fine.", "3\n17");
        row("none of them", R"({"text": "Fine.", "labels": []})", "Fine.", "");
        row("a cell of pandas", R"({"text": "Fine.", "labels": "['joy', 'calm']"})", "Fine.", "joy\ncalm");
        row("a number", R"({"text": "Fine.", "label": 2.5})", "Fine.", "2.5");
        row("tags", R"({"tokens": ["EU", "rejects", "."], "ner_tags": ["B-ORG", "O", "O"]})", "EU rejects .",
            "B-ORG\nO\nO");
        row("tags in cells", R"({"tokens": "['EU', '.']", "tags": "[3 0]"})", "EU .", "3\n0");
        row("no list", R"({"text": "[sic] Fine [1]", "label": "[sic]"})", "[sic] Fine [1]", "[sic]");
    }
    void listsOfLabels_standOneALine() {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, label);
        const Item item = itemOf(json.toStdString());
        std::vector<Record> rows;
        const auto issue = RecordMaker(guessRoles({item}), "f").make(item, rows);
        QVERIFY2(!issue, issue ? issue->reason.c_str() : "");
        QCOMPARE(rows.at(0).text, text.toStdString());
        QCOMPARE(rows[0].label, label.toStdString());
    }

    void wordsWithoutALabelEach_areKeptAside() {
        const RoleMapping mapping = guessRoles({itemOf(R"({"tokens": ["a", "b"], "ner_tags": [0, 1]})")});
        for (const auto& [json, part] :
             {std::pair(R"({"tokens": ["a", "b"], "ner_tags": [0]})", "2 words"),
              std::pair(R"({"tokens": ["a", "b c"], "ner_tags": [0, 1]})", "holds a blank")}) {
            std::vector<Record> rows;
            const auto issue = RecordMaker(mapping, "f").make(itemOf(json), rows);
            QVERIFY2(issue && issue->reason.find(part) != std::string::npos, issue ? issue->reason.c_str() : json);
        }
    }

    void classes_areLabelsOfTexts() {
        for (const char* json :
             {R"({"text": "Fine.", "label": "true"})", R"({"sentence": "Fine.", "category": "true", "id": 7})",
              R"({"idx": 1, "review": "Fine.", "sentiment": true})"}) {
            const Item item = itemOf(json);
            const RoleMapping guess = guessRoles({item});
            std::vector<Record> rows;
            QVERIFY2(!RecordMaker(guess, "f").make(item, rows), json);
            QVERIFY(rows.at(0).isText());
            QCOMPARE(rows[0].text, std::string("Fine."));
            QCOMPARE(rows[0].label, std::string("true"));
        }
    }

    void history_standsBeforeTheQuestion() {
        const Item item = itemOf(
            R"({"instruction": "third", "input": "", "output": "c", "system": "s", "history": [["first", "a"], ["second", "b"]]})");
        std::vector<Record> rows;
        const auto issue = RecordMaker(guessRoles({item}), "f").make(item, rows);
        QVERIFY2(!issue, issue ? issue->reason.c_str() : "");
        QCOMPARE(
            turnsText(rows.at(0).messages),
            std::string(
                "system: s | user: first | assistant: a | user: second | assistant: b | user: third | assistant: c"));
        for (const char* json : {R"({"instruction": "q", "output": "c", "history": []})",
                                 R"({"instruction": "q", "output": "c", "history": null})"}) {
            rows.clear();
            QVERIFY(!RecordMaker(guessRoles({itemOf(json)}), "f").make(itemOf(json), rows));
            QCOMPARE(turnsText(rows.at(0).messages), std::string("user: q | assistant: c"));
        }
        const Item broken = itemOf(R"({"instruction": "q", "output": "c", "history": [["first"]]})");
        RoleMapping mapping = guessRoles({item});
        QVERIFY(RecordMaker(mapping, "f").make(broken, rows)->reason.find("not a question and an answer") !=
                std::string::npos);
    }

    void dialogsInOneText_areTurns() {
        const Item item = itemOf(
            R"({"chosen": "\n\nHuman: hi\n\nAssistant: Hello.\n\nHuman: Human: what?\n\nAssistant: good", "rejected": "\n\nHuman: hi\n\nAssistant: Hello.\n\nHuman: Human: what?\n\nAssistant: bad"})");
        const RoleMapping guess = guessRoles({item});
        QCOMPARE(guess.kind, RowKind::Preference);
        std::vector<Record> rows;
        const auto issue = RecordMaker(guess, "f").make(item, rows);
        QVERIFY2(!issue, issue ? issue->reason.c_str() : "");
        QCOMPARE(turnsText(rows.at(0).messages), std::string("user: hi | assistant: Hello. | user: Human: what?"));
        QCOMPARE(turnsText(rows[0].chosen), std::string("assistant: good"));
        QCOMPARE(turnsText(rows[0].rejected), std::string("assistant: bad"));
        // With the prompt beside, which ends where the answer begins.
        const Item beside =
            itemOf(R"({"prompt": "\n\nHuman: hi\n\nAssistant:", "chosen": " good", "rejected": " bad"})");
        rows.clear();
        QVERIFY(!RecordMaker(guessRoles({beside}), "f").make(beside, rows));
        QCOMPARE(turnsText(rows.at(0).messages), std::string("user: hi"));
    }

    void text_isRecognised() {
        const Item item = itemOf(R"({"text": "Once upon a time.", "meta": {"a": 1}})");
        std::vector<Record> rows;
        QVERIFY(!RecordMaker(guessRoles({item}), "f").make(item, rows));
        QVERIFY(rows[0].isText());
        QCOMPARE(rows[0].text, std::string("Once upon a time."));
        QCOMPARE(guessRoles({itemOf(R"({"x": "only column"})")}).kind, RowKind::Text);
    }

    void preferences_areRecognised_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("prompt");
        QTest::newRow("plain") << QByteArray(R"({"prompt": "q", "chosen": "good", "rejected": "bad"})")
                               << QByteArray("user: q");
        QTest::newRow("ShareGPT")
            << QByteArray(
                   R"({"conversations": [{"from": "human", "value": "q"}], "chosen": {"from": "gpt", "value": "good"}, "rejected": {"from": "gpt", "value": "bad"}})")
            << QByteArray("user: q");
        QTest::newRow("Alpaca") << QByteArray(
                                       R"({"instruction": "i", "input": "x", "chosen": "good", "rejected": "bad"})")
                                << QByteArray("user: i\nx");
        QTest::newRow("whole conversations")
            << QByteArray(
                   R"({"chosen": [{"role": "user", "content": "q"}, {"role": "assistant", "content": "good"}], "rejected": [{"role": "user", "content": "q"}, {"role": "assistant", "content": "bad"}]})")
            << QByteArray("user: q");
        QTest::newRow("whole conversations with the prompt beside")
            << QByteArray(
                   R"({"prompt": "q", "chosen": [{"role": "user", "content": "q"}, {"role": "assistant", "content": "good"}], "rejected": [{"role": "user", "content": "q"}, {"role": "assistant", "content": "bad"}]})")
            << QByteArray("user: q");
        QTest::newRow("chats as prompt and endings")
            << QByteArray(
                   R"({"prompt": [{"role": "system", "content": "s"}, {"role": "user", "content": "q"}], "chosen": [{"role": "assistant", "content": "good"}], "rejected": [{"role": "assistant", "content": "bad"}]})")
            << QByteArray("system: s | user: q");
    }
    void preferences_areRecognised() {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, prompt);
        const Item item = itemOf(json.toStdString());
        const RoleMapping guess = guessRoles({item});
        QCOMPARE(guess.kind, RowKind::Preference);
        std::vector<Record> rows;
        const auto issue = RecordMaker(guess, "f").make(item, rows);
        QVERIFY2(!issue, issue ? issue->reason.c_str() : "");
        QVERIFY(rows.at(0).isPreference());
        QCOMPARE(turnsText(rows[0].messages), prompt.toStdString());
        QCOMPARE(turnsText(rows[0].chosen), std::string("assistant: good"));
        QCOMPARE(turnsText(rows[0].rejected), std::string("assistant: bad"));
    }

    void instances_makeARowEach() {
        const Item item = itemOf(
            R"({"instruction": "Antonym.", "instances": [{"input": "up", "output": "down"}, {"input": "", "output": "x"}]})");
        const RoleMapping guess = guessRoles({item});
        QCOMPARE(columnsText(guess), std::string("pair instances=instances user=instruction"));
        std::vector<Record> rows;
        QVERIFY(!RecordMaker(guess, "f").make(item, rows));
        QCOMPARE(rows.size(), std::size_t(2));
        QCOMPARE(turnsText(rows[0].messages), std::string("user: Antonym.\nup | assistant: down"));
        QCOMPARE(turnsText(rows[1].messages), std::string("user: Antonym. | assistant: x"));
    }

    void weights_ofMessages_areKept() {
        const Item item = itemOf(
            R"({"messages": [{"role": "user", "content": "q"}, {"role": "assistant", "content": "a", "weight": 0}, {"role": "user", "content": "q"}, {"role": "assistant", "content": "b", "weight": 0.5}]})");
        std::vector<Record> rows;
        QVERIFY(!RecordMaker(guessRoles({item}), "f").make(item, rows));
        QVERIFY(!rows[0].messages[1].trained);
        QCOMPARE(rows[0].messages[3].weight, 0.5f);
        QVERIFY(rows[0].messages[3].trained);
    }

    void badItems_sayWhy_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("word");
        const auto row = [](const char* json, const char* word) {
            QTest::newRow(word) << QByteArray(json) << QByteArray(word);
        };
        row(R"({"messages": [{"role": "wizard", "content": "q"}]})", "\"wizard\" is not known");
        row(R"({"messages": [{"role": "user", "content": "q"}]})", "no answer of the assistant");
        row(R"({"messages": [{"role": "user", "content": "q"}, {"role": "assistant", "content": ""}]})",
            "nothing to learn");
        row(R"({"messages": []})", "empty");
        row(R"({"messages": "text"})", "no list of messages");
        row(R"({"messages": [{"role": "user"}]})", "no text (content or value)");
        row(R"({"messages": [{"content": "q"}]})", "no role");
        row(R"({"messages": [{"role": "user", "content": [{"type": "image_url"}]}]})", "not text");
        row(R"({"messages": [5]})", "neither a text nor an object");
        row(R"({"messages": [{"role": "user", "content": "q", "weight": -1}]})", "weight");
    }
    void badItems_sayWhy() {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, word);
        RoleMapping chat;
        chat.kind = RowKind::Chat;
        chat.columns = {{"messages", "messages"}};
        std::vector<Record> rows;
        const auto issue = RecordMaker(chat, "f").make(itemOf(json.toStdString()), rows);
        QVERIFY(issue && rows.empty());
        QVERIFY2(issue->reason.find(word.toStdString()) != std::string::npos, issue->reason.c_str());
        QVERIFY(!issue->raw.empty());
    }

    void badPairs_sayWhy_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("word");
        const auto row = [](const char* json, const char* word) {
            QTest::newRow(word) << QByteArray(json) << QByteArray(word);
        };
        row(R"({"q": "", "a": "x"})", "question (column \"q\") is empty");
        row(R"({"q": "x", "a": ""})", "answer (column \"a\") is empty");
        row(R"({"q": "x", "a": null})", "answer (column \"a\") is empty");
        row(R"({"q": "x"})", "\"a\" (assistant) is missing");
        row(R"({"q": {"deep": 1}, "a": "x"})", "\"q\"");
        row(R"({"q": "x", "a": "nul\u0000"})", "NUL");
    }
    void badPairs_sayWhy() {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, word);
        RoleMapping pair;
        pair.kind = RowKind::Pair;
        pair.columns = {{"user", "q"}, {"assistant", "a"}};
        std::vector<Record> rows;
        const auto issue = RecordMaker(pair, "f").make(itemOf(json.toStdString()), rows);
        QVERIFY(issue && rows.empty());
        if (word != "\"q\"")
            QVERIFY2(issue->reason.find(word.toStdString()) != std::string::npos, issue->reason.c_str());
    }

    void samePreference_isNone() {
        const Item item = itemOf(R"({"prompt": "q", "chosen": "same", "rejected": "same"})");
        RoleMapping mapping;
        mapping.kind = RowKind::Preference;
        mapping.columns = {{"user", "prompt"}, {"chosen", "chosen"}, {"rejected", "rejected"}};
        std::vector<Record> rows;
        QVERIFY(RecordMaker(mapping, "f").make(item, rows)->reason.find("the same") != std::string::npos);
    }

    void unknownColumns_areNotGuessed() {
        QCOMPARE(guessRoles({itemOf(R"({"alpha": "a", "beta": "b", "gamma": "c"})")}).kind, RowKind::None);
        QCOMPARE(guessRoles({}).kind, RowKind::None);
    }

    void choices_goOnTopOfTheGuess_data() {
        QTest::addColumn<QByteArray>("choices");
        QTest::addColumn<QByteArray>("mapping");
        const auto row = [](const char* choices, const char* mapping) {
            QTest::newRow(choices) << QByteArray(choices) << QByteArray(mapping);
        };
        row("assistant=label", "pair assistant=label context=context user=question");
        row("response=note", "pair assistant=note context=context label=label user=question");
        row("context=", "pair assistant=answer label=label user=question");
        row("user=note,context=", "pair assistant=answer label=label user=note");
        row("text=note", "text label=label text=note");
        row("messages=note", "chat label=label messages=note");
        row("chosen=answer,rejected=note",
            "preference chosen=answer context=context label=label rejected=note user=question");
        row("Question=note", "pair assistant=answer context=context label=label user=note");
    }
    void choices_goOnTopOfTheGuess() {
        QFETCH(QByteArray, choices);
        QFETCH(QByteArray, mapping);
        const std::vector<std::string> columns = {"question", "context", "answer", "label", "note"};
        RoleMapping guess;
        guess.kind = RowKind::Pair;
        guess.columns = {{"user", "question"}, {"assistant", "answer"}, {"context", "context"}, {"label", "label"}};
        std::vector<std::pair<std::string, std::string>> pairs;
        for (const QByteArray& choice : choices.split(','))
            pairs.push_back({choice.split('=')[0].toStdString(), choice.split('=')[1].toStdString()});
        const RoleMapping result = applyMapping(guess, pairs, columns);
        QCOMPARE(columnsText(result), mapping.toStdString());
        QCOMPARE(result.confidence, 1.0);
    }

    void wrongChoices_areRefusedWithWhatThereIs() {
        const std::vector<std::string> columns = {"frage", "antwort"};
        const auto fault = [&](std::vector<std::pair<std::string, std::string>> choices) {
            try {
                applyMapping({}, choices, columns);
            } catch (const Error& error) {
                return std::string(error.what());
            }
            return std::string();
        };
        QVERIFY(fault({{"wizard", "frage"}}).find("user, assistant") != std::string::npos);
        QVERIFY(fault({{"user", "question"}}).find("frage, antwort") != std::string::npos);
        QVERIFY(fault({{"user", "frage"}}).find("make no row") != std::string::npos);
        QCOMPARE(fault({{"user", "frage"}, {"assistant", "antwort"}}), std::string());
    }

    void template_wordsTheUsersTurn() {
        const Item item = itemOf(R"({"titel": "T", "artikel": "Lang.", "kurz": "K", "x": "{titel}"})");
        const RoleMapping mapping = applyMapping({}, {{"assistant", "kurz"}}, {"titel", "artikel", "kurz", "x"},
                                                 "Fasse {titel} zusammen: {artikel} {unbekannt} {x}");
        std::vector<Record> rows;
        QVERIFY(!RecordMaker(mapping, "f").make(item, rows));
        QCOMPARE(turnsText(rows[0].messages),
                 std::string("user: Fasse T zusammen: Lang. {unbekannt} {titel} | assistant: K"));
    }
};

QTEST_GUILESS_MAIN(TestRoles)
#include "tst_roles.moc"

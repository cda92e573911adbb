<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>tunesmith::ui::AsideView</name>
    <message numerus="yes">
        <source>Dismiss %n row(s)?</source>
        <translation>
            <numerusform>Dismiss %n row?</numerusform>
            <numerusform>Dismiss %n rows?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::BarPlot</name>
    <message numerus="yes">
        <source>%n bin(s), from %1 to %2</source>
        <translation>
            <numerusform>%n bin, from %1 to %2</numerusform>
            <numerusform>%n bins, from %1 to %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::DraftBar</name>
    <message numerus="yes">
        <source>%n row(s) edited, not saved</source>
        <translation>
            <numerusform>%n row edited, not saved</numerusform>
            <numerusform>%n rows edited, not saved</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::EvaluatePage</name>
    <message numerus="yes">
        <source>%n row(s) have no label that it gives and were left out.</source>
        <translation>
            <numerusform>%n row has no label that it gives and was left out.</numerusform>
            <numerusform>%n rows have no label that it gives and were left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::FilterBar</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::HomePage</name>
    <message numerus="yes">
        <source>%1 rows in %n data set(s)</source>
        <translation>
            <numerusform>%1 rows in %n data set</numerusform>
            <numerusform>%1 rows in %n data sets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n model(s)</source>
        <translation>
            <numerusform>%n model</numerusform>
            <numerusform>%n models</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::HubDetail</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n file(s), %2</source>
        <translation>
            <numerusform>%1 · %n file, %2</numerusform>
            <numerusform>%1 · %n files, %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::ImportView</name>
    <message numerus="yes">
        <source>From %1 and %n more file(s). Check that the rows on the right read as you mean them, then import.</source>
        <translation>
            <numerusform>From %1 and %n more file. Check that the rows on the right read as you mean them, then import.</numerusform>
            <numerusform>From %1 and %n more files. Check that the rows on the right read as you mean them, then import.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::LabelBars</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::OutlierTableModel</name>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n token</numerusform>
            <numerusform>%n tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n word</numerusform>
            <numerusform>%n words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::PersonalView</name>
    <message numerus="yes">
        <source>in %n row(s)</source>
        <translation>
            <numerusform>in %n row</numerusform>
            <numerusform>in %n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::ReadyCard</name>
    <message numerus="yes">
        <source>about, for %n step(s)</source>
        <translation>
            <numerusform>about, for %n step</numerusform>
            <numerusform>about, for %n steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n setting(s) differ from the defaults.</source>
        <translation>
            <numerusform>%n setting differs from the defaults.</numerusform>
            <numerusform>%n settings differ from the defaults.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::RowSteps</name>
    <message numerus="yes">
        <source>Take %n row(s) out?</source>
        <translation>
            <numerusform>Take %n row out?</numerusform>
            <numerusform>Take %n rows out?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::TemplateDialog</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::TrainPage</name>
    <message numerus="yes">
        <source>%n run(s) can be resumed</source>
        <translation>
            <numerusform>%n run can be resumed</numerusform>
            <numerusform>%n runs can be resumed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tunesmith::ui::VersionListModel</name>
    <message numerus="yes">
        <source>%n row(s) edited by hand</source>
        <translation>
            <numerusform>%n row edited by hand</numerusform>
            <numerusform>%n rows edited by hand</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>cleaned: %n step(s)</source>
        <translation>
            <numerusform>cleaned: %n step</numerusform>
            <numerusform>cleaned: %n steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) mended or dismissed</source>
        <translation>
            <numerusform>%n row mended or dismissed</numerusform>
            <numerusform>%n rows mended or dismissed</numerusform>
        </translation>
    </message>
</context>
</TS>

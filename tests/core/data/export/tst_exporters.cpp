// Exported rows read back are the same rows; what a kind of file cannot hold is said, not lost.
#include <QtTest>

#include "core/data/export/data_card.h"
#include "core/data/export/exporters.h"
#include "tests/core/data/import_support.h"

using namespace tunesmith;

namespace {

RowWalk sourceOf(const std::vector<Record>& records) {
    return [&records](const std::function<bool(const Record&, Split)>& visit) {
        for (std::size_t i = 0; i < records.size(); ++i)
            if (!visit(records[i], i % 10 == 9 ? Split::Validation : Split::Train)) return;
    };
}

Record chat(std::vector<Message> messages, std::string label = {}) {
    Record record;
    record.messages = std::move(messages);
    record.label = std::move(label);
    return record;
}

const std::string kAwkward = "=1+1, \"quoted\"\r\nline\n\t{\"a\": [1]} \xE2\x80\x8B ü \x01 end ";

std::vector<Record> pairs() {
    std::vector<Record> rows;
    for (int i = 0; i < 40; ++i)
        rows.push_back(chat({{"user", "q" + std::to_string(i) + (i % 3 ? "" : kAwkward)},
                             {"assistant", kAwkward + std::to_string(i)}}));
    rows.push_back(chat({{"user", "["}, {"assistant", "[{\"role\": \"x\"}]"}}));
    return rows;
}

std::vector<Record> withSystems() {
    auto rows = pairs();
    for (std::size_t i = 0; i < rows.size(); i += 2)
        rows[i].messages.insert(rows[i].messages.begin(), Message{"system", "s" + kAwkward});
    for (std::size_t i = 0; i < rows.size(); i += 3) rows[i].label = i % 2 ? "good" : "bad";
    return rows;
}

std::vector<Record> conversations() {
    auto rows = withSystems();
    for (std::size_t i = 0; i < rows.size(); i += 4) {
        rows[i].messages.push_back({"user", "and?"});
        rows[i].messages.push_back({"assistant", "that"});
    }
    return rows;
}

std::vector<Record> odd() {
    return {chat({{"user", "q"}, {"assistant", "a", false}, {"user", ""}, {"assistant", "b", true, 0.5f}}),
            chat({{"system", ""},
                  {"user", "q"},
                  {"tool", "t"},
                  {"assistant", "a", true, 0.0f},
                  {"assistant", "c", false, 2.0f}},
                 "x")};
}

std::vector<Record> texts() {
    std::vector<Record> rows(5);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].text = kAwkward + std::to_string(i);
    rows[1].label = "true";
    return rows;
}

std::vector<Record> preferences(bool plain) {
    std::vector<Record> rows(6);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i].messages = {{"user", kAwkward}};
        rows[i].chosen = {{"assistant", "good" + std::to_string(i)}};
        rows[i].rejected = {{"assistant", "bad"}};
    }
    if (plain) return rows;
    rows[0].messages = {{"system", "s"}, {"user", "q"}, {"assistant", "a"}, {"user", "r"}};
    rows[1].chosen = {{"assistant", "same"}, {"user", "more"}, {"assistant", "x"}};
    rows[1].rejected = {{"assistant", "same"}, {"user", "more"}, {"assistant", "y"}};
    rows[2].chosen[0].weight = 0.25f;
    rows[3].messages[0].text = "\n\nHuman: q\n\nAssistant:";
    rows[4].label = "l";
    return rows;
}

std::vector<std::string> hashes(const std::vector<Record>& rows) {
    std::vector<std::string> all;
    for (const Record& row : rows) all.push_back(recordToJson(row));
    return all;
}

}  // namespace

class TestExporters : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void roundTrips_loseNothing_data() {
        QTest::addColumn<QByteArray>("format");
        QTest::addColumn<QByteArray>("rows");
        const auto row = [](const char* format, std::initializer_list<const char*> kinds) {
            for (const char* kind : kinds)
                QTest::newRow(qPrintable(QString("%1 %2").arg(format, kind))) << QByteArray(format) << QByteArray(kind);
        };
        row("messages", {"pairs", "systems", "conversations", "odd", "texts", "plain preferences", "preferences"});
        row("alpaca", {"pairs", "systems", "conversations"});
        row("sharegpt", {"pairs", "systems", "conversations", "odd", "preferences"});
        row("dpo", {"plain preferences", "preferences"});
        row("csv", {"pairs", "systems", "conversations", "odd", "texts", "plain preferences"});
        row("parquet", {"pairs", "systems", "conversations", "odd", "texts", "plain preferences", "preferences"});
    }
    void roundTrips_loseNothing() {
        QFETCH(QByteArray, format);
        QFETCH(QByteArray, rows);
        const auto& all = exporters();
        if (std::none_of(all.begin(), all.end(), [&](const Exporter* e) { return e->name() == format.toStdString(); }))
            QSKIP("This build has no Apache Arrow.");
        std::vector<Record> records = rows == "pairs"           ? pairs()
                                      : rows == "systems"       ? withSystems()
                                      : rows == "conversations" ? conversations()
                                      : rows == "odd"           ? odd()
                                      : rows == "texts"         ? texts()
                                                                : preferences(rows == "plain preferences");
        for (std::size_t i = 0; i < records.size(); ++i) {
            if (i % 3 != 1) records[i].extra.emplace_back("patient", "P-" + std::to_string(i));
            if (i % 2 == 0) records[i].extra.emplace_back("seen on", "2024-01-03, \"early\"");
        }
        QTemporaryDir folder;
        const std::string path =
            folder.path().toStdString() + "/out." + exporterNamed(format.toStdString()).extension();
        ExportOptions options;
        options.guardFormulas = false;
        Progress progress;
        const ExportedRows result =
            exportRows(path, format.toStdString(), sourceOf(records), options, Cancel(), progress);
        QCOMPARE(result.rows, std::int64_t(records.size()));
        QCOMPARE(result.skipped, std::int64_t(0));
        QCOMPARE(progress.done.load(), std::int64_t(records.size()));
        const Imported again = importAll(path);
        QCOMPARE(again.fault, std::string());
        QVERIFY2(again.issues.empty(), again.issues.empty() ? "" : again.issue(0).c_str());
        QCOMPARE(hashes(again.rows), hashes(records));
        QCOMPARE(again.result.sha256, result.sha256);
        QCOMPARE(again.result.bytes, result.bytes);
    }

    void realRows_goRound() {
        for (const auto& [file, formats] : std::vector<std::pair<const char*, std::vector<const char*>>>{
                 {"gsm8k.jsonl", {"messages", "alpaca", "sharegpt", "csv"}},
                 {"preferences_sharegpt.json", {"messages", "dpo", "sharegpt"}}}) {
            const std::string path = realFile(file);
            if (path.empty()) QSKIP("The real data sets are not part of the project and are not here.");
            const Imported first = importAll(path);
            for (const char* format : formats) {
                QTemporaryDir folder;
                const std::string out = folder.path().toStdString() + "/out." + exporterNamed(format).extension();
                ExportOptions options;
                options.guardFormulas = false;
                Progress progress;
                exportRows(out, format, sourceOf(first.rows), options, Cancel(), progress);
                QCOMPARE(hashes(importAll(out).rows), hashes(first.rows));
            }
        }
    }

    // A column that would be read back as a role gets another name; --no-extra leaves all of them out.
    void extraColumns_areNoRoles() {
        QTemporaryDir folder;
        std::vector<Record> records = {chat({{"user", "q"}, {"assistant", "a"}}), chat({{"user", "r"}, {"assistant", "b"}})};
        records[0].extra = {{"Context", "a note"}, {"extra_Context", "another"}, {"year", "1999"}};
        records[1].extra = {{"label", "no class"}};
        for (const char* format : {"messages", "csv", "alpaca"}) {
            const std::string path = folder.path().toStdString() + "/" + format + "." + exporterNamed(format).extension();
            Progress progress;
            const ExportedRows result = exportRows(path, format, sourceOf(records), {}, Cancel(), progress);
            const Imported again = importAll(path);
            QCOMPARE(again.row(0), std::string("q -> a"));
            QCOMPARE(again.rows[0].extraOf("extra_extra_Context"), std::string("a note"));
            QCOMPARE(again.rows[0].extraOf("extra_Context"), std::string("another"));
            QCOMPARE(again.rows[0].extraOf("year"), std::string("1999"));
            QCOMPARE(again.rows[1].label, std::string());
            QCOMPARE(again.rows[1].extraOf("extra_label"), std::string("no class"));
            DataCard card;
            card.result = result;
            QVERIFY(dataCardText(card).find("| other columns | Context, extra_Context, year, label |") != std::string::npos);

            ExportOptions bare;
            bare.extra = false;
            exportRows(path, format, sourceOf(records), bare, Cancel(), progress);
            QVERIFY(importAll(path).rows[0].extra.empty());
        }
    }

    // What a file would have too many columns for is said.
    void extraColumns_areLimited() {
        QTemporaryDir folder;
        const std::string path = folder.path().toStdString() + "/out.csv";
        std::vector<Record> records(1010, chat({{"user", "q"}, {"assistant", "a"}}));
        for (std::size_t i = 0; i < records.size(); ++i) records[i].extra = {{"c" + std::to_string(i), "v"}};
        Progress progress;
        const ExportedRows result = exportRows(path, "csv", sourceOf(records), {}, Cancel(), progress);
        QCOMPARE(result.rows, std::int64_t(1000));
        QCOMPARE(result.skipped, std::int64_t(10));
        QVERIFY(result.examples[0].reason.find("\"c1000\" is one of more than 1000") != std::string::npos);
    }

    void whatDoesNotFit_isSaid() {
        QTemporaryDir folder;
        const std::string path = folder.path().toStdString() + "/out.jsonl";
        auto records = pairs();
        const auto more = odd();
        records.insert(records.end(), more.begin(), more.end());
        records.push_back(texts()[0]);
        Progress progress;
        const ExportedRows result = exportRows(path, "alpaca", sourceOf(records), {}, Cancel(), progress);
        QCOMPARE(result.rows, std::int64_t(41));
        QCOMPARE(result.skipped, std::int64_t(3));
        QVERIFY(result.examples[0].reason.find("not trained on") != std::string::npos);
        QVERIFY(result.examples[2].reason.find("holds conversations") != std::string::npos);
        QVERIFY(!result.examples[0].raw.empty());
        QVERIFY_EXCEPTION_THROWN(exportRows(path, "dpo", sourceOf(records), {}, Cancel(), progress), Error);
        QVERIFY_EXCEPTION_THROWN(exportRows(path, "csv", sourceOf({}), {}, Cancel(), progress), Error);
        QVERIFY_EXCEPTION_THROWN(exportRows(path, "xml", sourceOf(records), {}, Cancel(), progress), Error);
        QCOMPARE(importAll(path).rows.size(), std::size_t(41));  // the file is as it was
    }

    void formulas_areGuarded() {
        QTemporaryDir folder;
        const std::string path = folder.path().toStdString() + "/out.csv";
        const std::vector<Record> records = {chat({{"user", "=cmd()"}, {"assistant", "-1"}}),
                                             chat({{"user", "q"}, {"assistant", "@x"}}),
                                             chat({{"user", "a=b"}, {"assistant", "+"}})};
        Progress progress;
        const ExportedRows result = exportRows(path, "csv", sourceOf(records), {}, Cancel(), progress);
        QCOMPARE(result.guardedCells, std::int64_t(4));
        const Imported again = importAll(path);
        QCOMPARE(again.row(0), std::string("'=cmd() -> '-1"));
        QCOMPARE(again.row(2), std::string("a=b -> '+"));
    }

    void splits_canBeChosen() {
        QTemporaryDir folder;
        const std::string path = folder.path().toStdString() + "/out.jsonl";
        const auto records = pairs();
        ExportOptions options;
        options.splits = {Split::Validation};
        Progress progress;
        QCOMPARE(exportRows(path, "messages", sourceOf(records), options, Cancel(), progress).rows, std::int64_t(4));
        options.splits = {Split::Test};
        QVERIFY_EXCEPTION_THROWN(exportRows(path, "messages", sourceOf(records), options, Cancel(), progress), Error);
    }

    void cancel_leavesNoFile() {
        QTemporaryDir folder;
        const std::string path = folder.path().toStdString() + "/out.jsonl";
        std::vector<Record> records(2000, pairs()[0]);
        Cancel cancel;
        cancel.request();
        Progress progress;
        QVERIFY_EXCEPTION_THROWN(exportRows(path, "messages", sourceOf(records), {}, cancel, progress), Error);
        QVERIFY(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).isEmpty());
    }

    void card_saysWhatIsKnown() {
        DataCard card;
        card.name = "Clinic | FAQ";
        card.version = "3";
        card.created = "2026-11-24";
        card.format = "CSV";
        card.file = "faq.csv";
        card.sources = {{"faq.jsonl", "abc", 1234567}};
        card.steps = {"import", "near duplicates, threshold 0.8: 12 rows dropped"};
        const auto records = withSystems();
        card.result.survey = surveyRows(sourceOf(records), {}, Cancel());
        card.result.rows = 41;
        const std::string text = dataCardText(card);
        for (const char* words :
             {"pretty_name: \"Clinic | FAQ\"", "n<1K", "# Clinic \\| FAQ", "| rows | 41 |", "| train | 37 |",
              "| validation | 4 |", "1,234,567 bytes, SHA-256 abc", "2. near duplicates", "No licence was named"})
            QVERIFY2(text.find(words) != std::string::npos, (std::string(words) + "\n" + text).c_str());
        card.licence = "cc-by-4.0";
        QVERIFY(dataCardText(card).find("license: \"cc-by-4.0\"") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestExporters)
#include "tst_exporters.moc"

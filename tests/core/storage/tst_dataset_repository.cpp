// Data sets: versions that share rows, paging, filters, issues, removal.
#include <QElapsedTimer>
#include <QtTest>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/storage/project_database.h"

using namespace tunesmith;
using namespace tunesmith::storage;

namespace {

Record pair(const std::string& question, const std::string& answer, std::int64_t line = 0) {
    Record record;
    record.messages = {{"user", question}, {"assistant", answer}};
    record.source = {"faq.csv", line};
    return record;
}

}  // namespace

class TestDatasetRepository : public QObject {
    Q_OBJECT

    QTemporaryDir dir_;
    std::unique_ptr<ProjectDatabase> project_;

    DatasetRepository& datasets() { return project_->datasets(); }

    DatasetVersion import(const std::string& name, int rows) {
        auto writer = datasets().beginDataset(name, "import", {{"format", "csv"}});
        for (int i = 0; i < rows; ++i)
            writer.add(pair("question " + std::to_string(i), "answer", i + 2),
                       i % 10 == 9 ? Split::Validation : Split::Train);
        writer.addSource({"faq.csv", std::string(64, 'f'), 12345});
        writer.addIssue({{"faq.csv", 77}, "It has 3 cells.", "a,b,c"});
        return writer.finish();
    }

private Q_SLOTS:
    void init() {
        static int number = 0;
        const QString folder = dir_.path() + "/" + QString::number(++number);
        QDir().mkpath(folder);
        project_ = ProjectDatabase::create(folder.toStdString());
    }

    void import_isReadBackAsItWas() {
        const DatasetVersion version = import("clinic", 25);
        QCOMPARE(version.rows, std::int64_t(25));
        QCOMPARE(version.trainRows, std::int64_t(23));
        QCOMPARE(version.validationRows, std::int64_t(2));
        QCOMPARE(version.number, std::int64_t(1));
        QCOMPARE(version.settings.at("format").get<std::string>(), std::string("csv"));
        QCOMPARE(version.contentHash.size(), std::size_t(64));
        QCOMPARE(version.sources.size(), std::size_t(1));

        const auto found = datasets().find("clinic");
        QVERIFY(found && found->current.id == version.id);
        QCOMPARE(datasets().list().size(), std::size_t(1));
        const auto page = datasets().rows(version.id, 20, 10);
        QCOMPARE(page.size(), std::size_t(5));
        QCOMPARE(page[0].position, std::int64_t(20));
        QCOMPARE(page[0].record.messages, pair("question 20", "answer").messages);
        QCOMPARE(page[0].record.source, (RowSource{"faq.csv", 22}));
        QCOMPARE(datasets().row(version.id, 9).split, Split::Validation);
        QVERIFY_EXCEPTION_THROWN(datasets().row(version.id, 25), Error);
        const auto issues = datasets().issues(version.id, 0, 10);
        QCOMPARE(issues.size(), std::size_t(1));
        QCOMPARE(issues[0].source, (RowSource{"faq.csv", 77}));
        QCOMPARE(issues[0].raw, std::string("a,b,c"));
    }

    void everyKindOfRecord_survives() {
        Record text;
        text.text = std::string("Zeile\n\ttab \"quoted\" \\ \x01 日本語 😀");
        Record preference;
        preference.messages = {{"system", "s"}, {"user", "q"}};
        preference.chosen = {{"assistant", "good"}};
        preference.rejected = {{"assistant", "bad", false, 0.25f}};
        preference.label = "7";
        auto writer = datasets().beginDataset("d", "import", Json::object());
        writer.add(text, Split::Test);
        writer.add(preference, Split::Train);
        const auto rows = datasets().rows(writer.finish().id, 0, 10);
        QCOMPARE(rows[0].record.text, text.text);
        QCOMPARE(rows[0].split, Split::Test);
        QCOMPARE(rows[1].record.messages, preference.messages);
        QCOMPARE(rows[1].record.chosen, preference.chosen);
        QCOMPARE(rows[1].record.rejected, preference.rejected);
        QCOMPARE(rows[1].record.label, preference.label);
    }

    void abandonedImport_leavesNothing() {
        {
            auto writer = datasets().beginDataset("gone", "import", Json::object());
            for (int i = 0; i < 100; ++i) writer.add(pair("q" + std::to_string(i), "a"), Split::Train);
        }
        QVERIFY(!datasets().find("gone"));
        QCOMPARE(datasets().list().size(), std::size_t(0));
        QCOMPARE(project_->audit().count(), std::int64_t(0));
        import("gone", 3);
        QVERIFY(datasets().find("gone"));
    }

    void unfinishedImport_isInvisibleToOthers() {
        auto other = project_->another();
        auto writer = datasets().beginDataset("soon", "import", Json::object());
        writer.add(pair("q", "a"), Split::Train);
        QVERIFY(!other->datasets().find("soon"));
        writer.finish();
        QVERIFY(other->datasets().find("soon"));
    }

    void emptyDataset_isRefused() {
        auto writer = datasets().beginDataset("empty", "import", Json::object());
        QVERIFY_EXCEPTION_THROWN(writer.finish(), Error);
    }

    void takenName_isRefused() {
        import("clinic", 3);
        QVERIFY_EXCEPTION_THROWN(datasets().beginDataset("clinic", "import", Json::object()), Error);
        QVERIFY_EXCEPTION_THROWN(datasets().beginDataset("", "import", Json::object()), Error);
        import("other", 3);
        QVERIFY_EXCEPTION_THROWN(datasets().rename(datasets().find("other")->id, "clinic"), Error);
        datasets().rename(datasets().find("other")->id, "third");
        QVERIFY(datasets().find("third") && !datasets().find("other"));
    }

    void duplicates_areCountedAndShared() {
        auto writer = datasets().beginDataset("d", "import", Json::object());
        QVERIFY(writer.add(pair("q", "a", 1), Split::Train));
        QVERIFY(!writer.add(pair("q", "a", 2), Split::Train));
        const DatasetVersion version = writer.finish();
        QCOMPARE(version.duplicates, std::int64_t(1));
        const auto rows = datasets().rows(version.id, 0, 10);
        QCOMPARE(rows.size(), std::size_t(2));
        QCOMPARE(rows[0].record.id, rows[1].record.id);
        QCOMPARE(rows[1].record.source.line, std::int64_t(2));
    }

    void splitByFractions_isTheOneOfTheHash() {
        auto writer = datasets().beginDataset("d", "import", Json::object());
        const SplitFractions fractions{0.3, 0.2};
        std::vector<Split> expected;
        for (int i = 0; i < 50; ++i) {
            writer.add(pair("q" + std::to_string(i), "a"), fractions, 5);
            expected.push_back(splitOf(recordHash(pair("q" + std::to_string(i), "a")), fractions, 5));
        }
        const DatasetVersion version = writer.finish();
        QVERIFY(version.validationRows > 0 && version.testRows > 0);
        for (int i = 0; i < 50; ++i) QCOMPARE(datasets().row(version.id, i).split, expected[std::size_t(i)]);
    }

    void nextVersion_sharesRowsAndKeepsTheFirst() {
        const DatasetVersion first = import("clinic", 20);
        auto writer = datasets().beginVersion(first.id, "clean.dedupe", {{"threshold", 0.9}});
        for (int i = 0; i < 20; i += 2) writer.keep(i, Split::Test);
        writer.add(pair("new question", "new answer"), Split::Train);
        QVERIFY_EXCEPTION_THROWN(writer.keep(20, Split::Train), Error);
        const DatasetVersion second = writer.finish();
        QCOMPARE(second.number, std::int64_t(2));
        QCOMPARE(second.parent, std::optional<std::int64_t>(first.id));
        QCOMPARE(second.rows, std::int64_t(11));
        QCOMPARE(second.testRows, std::int64_t(10));
        QCOMPARE(second.sources.size(), std::size_t(1));
        QCOMPARE(datasets().row(second.id, 1).record.id, datasets().row(first.id, 2).record.id);
        QCOMPARE(datasets().row(second.id, 1).record.source.line, std::int64_t(4));
        QCOMPARE(datasets().version(first.id).rows, std::int64_t(20));
        QCOMPARE(datasets().row(first.id, 0).split, Split::Train);
        QCOMPARE(datasets().find("clinic")->current.id, second.id);
        QVERIFY(first.contentHash != second.contentHash);
    }

    void contentHash_namesRowsOrderAndSplit() {
        const auto hashOf = [&](const std::string& name, std::vector<std::pair<std::string, Split>> rows) {
            auto writer = datasets().beginDataset(name, "import", Json::object());
            for (const auto& [text, split] : rows) writer.add(pair(text, "a"), split);
            return writer.finish().contentHash;
        };
        const auto base = hashOf("1", {{"x", Split::Train}, {"y", Split::Train}});
        QCOMPARE(hashOf("2", {{"x", Split::Train}, {"y", Split::Train}}), base);
        QVERIFY(hashOf("3", {{"y", Split::Train}, {"x", Split::Train}}) != base);
        QVERIFY(hashOf("4", {{"x", Split::Train}, {"y", Split::Test}}) != base);
    }

    void positions_matchAQueryInAnOrder() {
        const DatasetVersion version = import("clinic", 40);
        const auto found = [&](const char* query, RowOrder order = RowOrder::File, std::int64_t limit = 0) {
            return datasets().positions(version.id, RowQuery(query), order, limit);
        };
        QCOMPARE(found("split = validation"), (std::vector<std::int64_t>{9, 19, 29, 39}));
        QCOMPARE(found("split = validation \"QUESTION 1\""), (std::vector<std::int64_t>{19}));
        QCOMPARE(found("\"question 1\"").size(), std::size_t(11));
        QCOMPARE(found("\"question 1\"", RowOrder::File, 3), (std::vector<std::int64_t>{1, 10, 11}));
        QVERIFY(found("assistant").empty());  // stands in the stored form of every row, and in no text
        QCOMPARE(found("", RowOrder::Question, 4), (std::vector<std::int64_t>{0, 1, 10, 11}));
        QCOMPARE(found("row > 38", RowOrder::Split), (std::vector<std::int64_t>{38, 39}));
        const auto rows = datasets().rowsAt(version.id, {39, 5, 1000});
        QCOMPARE(rows.size(), std::size_t(2));
        QCOMPARE(rows[0].position, std::int64_t(39));
    }

    // A version made by keeping, changing, adding and dropping rows: what differs, where each row comes from, and the way back.
    void lineage_diffHistoryAndCurrent() {
        const DatasetVersion first = import("clinic", 6);
        auto writer = datasets().beginVersion(first.id, "clean", {{"steps", Json::array()}});
        writer.keep(0, Split::Train);
        writer.add(pair("question 1", "a better answer"), Split::Train, 1);
        writer.flag("refusal", "declines");
        writer.flag("quality", "short");
        writer.add(pair("new", "row"), Split::Train);
        writer.keep(3, Split::Test);
        writer.keep(5, Split::Train);
        const DatasetVersion second = writer.finish();
        QCOMPARE(second.flagged, std::int64_t(1));
        QVERIFY(!second.actor.empty());
        QCOMPARE(datasets().find("clinic")->current.id, second.id);

        const VersionDiff diff = datasets().diff(first.id, second.id, 100);
        QCOMPARE(diff.same, std::int64_t(2));
        QCOMPARE(diff.changed, std::int64_t(1));
        QCOMPARE(diff.added, std::int64_t(1));
        QCOMPARE(diff.moved, std::int64_t(1));
        QCOMPARE(diff.removed, std::int64_t(2));  // rows 2 and 4
        QCOMPARE(diff.changes.size(), std::size_t(5));
        QCOMPARE(diff.changes[0].before, std::int64_t(1));
        QVERIFY(diff.changes[0].kind == RowChange::Kind::Changed);

        const VersionDiff back = datasets().diff(second.id, first.id, 100);  // by content: no descent that way
        QCOMPARE(back.removed, std::int64_t(2));
        QCOMPARE(back.added, std::int64_t(3));
        QCOMPARE(datasets().diff(first.id, first.id, 1).same, std::int64_t(6));

        QCOMPARE(datasets().history(second.id, 3), (std::vector<std::pair<std::int64_t, std::int64_t>>{{first.id, 3}, {second.id, 3}}));
        QCOMPARE(datasets().history(second.id, 2), (std::vector<std::pair<std::int64_t, std::int64_t>>{{second.id, 2}}));
        QCOMPARE(datasets().flags(second.id, 1).size(), std::size_t(2));
        QCOMPARE(datasets().positions(second.id, RowQuery("flagged")), (std::vector<std::int64_t>{1}));

        datasets().setCurrent(first.id);
        QCOMPARE(datasets().find("clinic")->current.id, first.id);
        auto third = datasets().beginVersion(first.id, "split", Json::object());
        third.keep(0, Split::Train);
        QCOMPARE(third.finish().number, std::int64_t(3));  // numbers go on, whatever is current
        datasets().tag(second.id, "good");
        datasets().tag(first.id, "good");  // it moves
        QVERIFY(datasets().version(second.id).tags.empty());
        QCOMPARE(datasets().version(first.id).tags, std::vector<std::string>{"good"});
        datasets().untag(first.id, "good");
        QVERIFY_EXCEPTION_THROWN(datasets().untag(first.id, "good"), Error);
        QVERIFY(!project_->audit().firstBroken());
    }

    void drafts_undoRedoAndLastEditWins() {
        const DatasetVersion version = import("clinic", 5);
        DraftRepository& drafts = project_->drafts();
        drafts.add(version.id, {{2, Split::Train, pair("q", "one")}});
        drafts.add(version.id, {{2, Split::Train, pair("q", "two")}, {4, Split::Test, std::nullopt}});
        auto pending = drafts.pending(version.id);
        QCOMPARE(pending.size(), std::size_t(2));
        QCOMPARE(pending.at(2).record->messages[1].text, std::string("two"));
        QVERIFY(!pending.at(4).record);
        QCOMPARE(drafts.undo(version.id), (std::vector<std::int64_t>{2, 4}));
        QCOMPARE(drafts.pending(version.id).at(2).record->messages[1].text, std::string("one"));
        QCOMPARE(drafts.redoSteps(version.id), std::int64_t(1));
        QCOMPARE(drafts.redo(version.id), (std::vector<std::int64_t>{2, 4}));
        QCOMPARE(drafts.pending(version.id).size(), std::size_t(2));
        drafts.undo(version.id);
        drafts.add(version.id, {{0, Split::Train, pair("q", "other")}});  // what was undone is gone
        QVERIFY(drafts.redo(version.id).empty());
        QCOMPARE(drafts.undoSteps(version.id), std::int64_t(2));
        drafts.discard(version.id);
        QVERIFY(drafts.pending(version.id).empty());
    }

    void positions_findEscapedText() {
        auto writer = datasets().beginDataset("d", "import", Json::object());
        writer.add(pair("say \"hi\"\nthere", "a"), Split::Train);
        const auto version = writer.finish();
        QCOMPARE(datasets().positions(version.id, RowQuery("\"\\\"hi\\\"\nThere\"")).size(), std::size_t(1));
    }

    void positions_cancelled_throws() {
        const DatasetVersion version = import("clinic", 3000);
        Cancel cancel;
        cancel.request();
        QVERIFY_EXCEPTION_THROWN(datasets().positions(version.id, RowQuery("zzz"), RowOrder::File, 0, &cancel), Error);
    }

    void forEachRow_streamsASplitInOrder() {
        const DatasetVersion version = import("clinic", 30);
        std::vector<std::int64_t> seen;
        datasets().forEachRow(version.id, Split::Validation, [&](const StoredRow& row) {
            seen.push_back(row.position);
            return seen.size() < 2;
        });
        QCOMPARE(seen, (std::vector<std::int64_t>{9, 19}));
        int all = 0;
        datasets().forEachRow(version.id, {}, [&](const StoredRow& row) {
            // A second query while the first is being read.
            return ++all, datasets().row(version.id, row.position).record.id == row.record.id;
        });
        QCOMPARE(all, 30);
    }

    void remove_takesOnlyItsOwnRows() {
        import("one", 10);
        const DatasetVersion two = import("two", 5);
        datasets().remove(datasets().find("one")->id);
        QVERIFY(!datasets().find("one"));
        QCOMPARE(datasets().rows(two.id, 0, 100).size(), std::size_t(5));
        datasets().remove(two.dataset);
        QCOMPARE(datasets().list().size(), std::size_t(0));
        QCOMPARE(project_->checkIntegrity(), std::string());
    }

    void remove_whileARunNeedsIt_isRefused() {
        const DatasetVersion version = import("clinic", 5);
        Run run;
        run.name = "clinic-lora";
        run.datasetVersion = version.id;
        Model model;
        model.name = "m";
        run.model = project_->models().add(model).id;
        const Run made = project_->runs().create(run);
        try {
            datasets().remove(version.dataset);
            QFAIL("the data set went");
        } catch (const Error& error) {
            QVERIFY(std::string(error.what()).find("clinic-lora") != std::string::npos);
        }
        QVERIFY_EXCEPTION_THROWN(project_->models().remove(run.model), Error);
        project_->runs().remove(made.id);
        datasets().remove(version.dataset);
        project_->models().remove(run.model);
    }

    void pages_costTheSameAnywhere() {
        constexpr int kRows = 100000;
        const DatasetVersion version = import("big", kRows);
        const RandomStream random(1, "pages");
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 200; ++i) {
            const auto first = std::int64_t(random.at(std::uint64_t(i)) % (kRows - 100));
            QCOMPARE(datasets().rows(version.id, first, 50).size(), std::size_t(50));
        }
        const double milliseconds = double(timer.nsecsElapsed()) / 200e6;
        qInfo("one page of 50 rows: %.2f ms", milliseconds);
        // A page at the end read by counting from the start would take some 10 ms here; the bound leaves room for a
        // busy machine.
        QVERIFY(milliseconds < 5);
    }
};

QTEST_GUILESS_MAIN(TestDatasetRepository)
#include "tst_dataset_repository.moc"

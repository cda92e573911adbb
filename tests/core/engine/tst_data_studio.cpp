// The data studio: cleaning, splits, bulk edits and edits in place, each as a version; previews change nothing; the way back.
#include <filesystem>

#include "core/engine/data_studio.h"
#include "project_support.h"

using namespace tunesmith;
using namespace tunesmith::testing;

class TestDataStudio : public QObject {
    Q_OBJECT

    static StudioResult done(const std::shared_ptr<StudioJob>& job) {
        const Outcome outcome = job->wait();
        if (outcome.failure) throw Error(outcome.failure->code, outcome.failure->message, outcome.failure->where);
        return job->result();
    }

    static std::string rowText(const std::string& question, const std::string& answer, const std::string& patient) {
        return Json({{"question", question}, {"answer", answer}, {"patient", patient}}).dump() + "\n";
    }

    static std::string dirtyRows() {
        std::string text;
        for (int i = 0; i < 40; ++i)
            text += rowText("What  is number " + std::to_string(i) + "?", "It is the number " + std::to_string(i) + " of the list of forty.",
                            "p" + std::to_string(i % 8));
        return text + rowText("What is number 3?", "It is the number 3 of the list of forty.", "p9");
    }

private Q_SLOTS:
    void mend_readsAsTheImportDid_oneVersionAndTheWayBack() {
        TestProject t;
        writeText(t.path("prices.csv"), "Frage;Antwort\nWas kostet es?;Drei Euro.\nWann?;\nWo?;Am Hafen.;zu viel\n");
        ImportRequest request;
        request.files = {t.path("prices.csv")};
        request.name = "prices";
        request.mapping = {{"user", "Frage"}, {"assistant", "Antwort"}};
        QVERIFY(!t->import(request)->wait().failure);
        DataStudio& studio = t->studio();
        const auto aside = studio.aside("prices");
        QCOMPARE(aside.size(), std::size_t(2));
        QCOMPARE(aside[0].issue.source.line, std::int64_t(3));

        QVERIFY(!studio.tryMend("prices", {aside[1].id, "Wo?;"}).problem.empty());
        const MendTrial trial = studio.tryMend("prices", {aside[1].id, "\"Wo genau?\";Am Hafen."});
        QCOMPARE(QString::fromStdString(trial.problem), QString());
        QCOMPARE(trial.rows.at(0).messages.at(0).text, std::string("Wo genau?"));
        QCOMPARE(trial.rows.at(0).source.line, std::int64_t(4));

        // Other steps leave what is aside as it is.
        done(studio.split({"prices", 0.5}));
        QCOMPARE(t->dataset("prices").issues, std::int64_t(2));
        QCOMPARE(studio.aside("prices").size(), std::size_t(2));
        const StudioResult result = done(studio.mend(
            {"prices", {{aside[0].id, R"({"Frage": "Wann?", "Antwort": "Um acht."})"}, {aside[1].id, std::nullopt}}}));
        QCOMPARE(result.added, std::int64_t(1));
        QCOMPARE(t->dataset("prices").rows, std::int64_t(2));
        QCOMPARE(t->dataset("prices").issues, std::int64_t(0));
        QCOMPARE(t->rows(result.version, 1, 1)[0].record.messages[1].text, std::string("Um acht."));
        QVERIFY_THROWS_EXCEPTION(Error, studio.mend({"prices", {{aside[0].id, "x"}}}));
        studio.goTo("prices", "2");
        QCOMPARE(studio.aside("prices").size(), std::size_t(2));
        // What still cannot be used is refused with its reason, and changes nothing.
        QVERIFY_THROWS_EXCEPTION(Error, done(studio.mend({"prices", {{aside[0].id, "Wann?;"}}})));
        QCOMPARE(t->dataset("prices").versionNumber, std::int64_t(2));
    }

    /// Rows of archives and folders know their file, and are read as it was.
    void mend_rowsOfFilesWithinOthers() {
        TestProject t;
        const std::filesystem::path folder = t.path("all");
        std::filesystem::create_directories(folder / "sub");
        const std::string formats = TUNESMITH_SOURCE_DIR "/tests/data/import/formats/";
        std::filesystem::copy_file(formats + "several.zip", folder / "several.zip");
        writeText((folder / "sub/prices.csv").string(),
                  "Frage;Antwort\nWas kostet es?;Drei Euro.\nWo?;Am Hafen.;zu viel\n");
        writeText((folder / "torn.jsonl").string(), "{\"question\": \"half\n");
        ImportRequest request;
        request.files = {folder.string()};
        request.name = "all";
        QVERIFY(!t->import(request)->wait().failure);
        DataStudio& studio = t->studio();
        const auto aside = studio.aside("all");
        const auto of = [&](const std::string& file) {
            for (const AsideRow& row : aside)
                if (row.issue.source.file.ends_with(file)) return row;
            throw Error(Code::NotFound, "No row of " + file + " is kept aside.");
        };
        QCOMPARE(aside.size(), std::size_t(4));

        const AsideRow csv = of("sub/prices.csv"), book = of("several.zip!book.xlsx"),
                       open = of("several.zip!broken.csv"), torn = of("torn.jsonl");
        // Below its own file's header and delimiter.
        MendTrial trial = studio.tryMend("all", {csv.id, "Wo?;Am Hafen."});
        QCOMPARE(QString::fromStdString(trial.problem), QString());
        QCOMPARE(trial.rows.at(0).messages.at(1).text, std::string("Am Hafen."));
        QVERIFY(trial.rows.at(0).source.file.ends_with("sub/prices.csv"));
        // A workbook's row is its cells by the names of their columns.
        Json cells = Json::parse(book.issue.raw);
        cells["answer"] = "One.";
        QCOMPARE(studio.tryMend("all", {book.id, cells.dump()}).rows.at(0).messages.at(1).text, std::string("One."));
        // Files of which no row could be read have their rows kept aside too.
        QCOMPARE(open.issue.source.line, std::int64_t(2));
        QVERIFY(open.issue.raw.find("open") != std::string::npos);
        QVERIFY(torn.issue.raw.find("half") != std::string::npos);
        const std::string row = R"({"question": "Half?", "answer": "Whole."})";
        const StudioResult result = done(
            studio.mend({"all", {{csv.id, "Wo?;Am Hafen."}, {book.id, cells.dump()}, {open.id, row}, {torn.id, row}}}));
        QCOMPARE(result.added, std::int64_t(4));
        QCOMPARE(t->dataset("all").issues, std::int64_t(0));
    }

    void import_eachFileByItsOwnRoles() {
        TestProject t;
        writeText(t.path("a.csv"), "question,answer\nOne?,1.\n");
        writeText(t.path("b.csv"), "x,y\nTwo?,2.\n");
        ImportRequest request;
        request.files = {t.path("a.csv"), t.path("b.csv")};
        request.name = "both";
        request.own[t.path("b.csv")].mapping = {{"user", "x"}, {"assistant", "y"}};
        request.own[t.path("b.csv")].userTemplate = "Now: {x}";
        QVERIFY(!t->import(request)->wait().failure);
        const auto rows = t->rows(t->dataset("both").version, 0, 10);
        QCOMPARE(rows.size(), std::size_t(2));
        QCOMPARE(rows[1].record.messages[0].text, std::string("Now: Two?"));
    }

    void clean_previewChangesNothing_applyMakesAVersion() {
        TestProject t;
        t.import(dirtyRows(), "faq");
        DataStudio& studio = t->studio();
        CleanRequest request;
        request.dataset = "faq";
        request.steps = {{{"step", "whitespace"}}, {{"step", "exact_duplicates"}}};
        request.preview = true;
        const StudioResult preview = done(studio.clean(request));
        QCOMPARE(preview.version, std::int64_t(0));
        QCOMPARE(preview.clean.steps.size(), std::size_t(2));
        QCOMPARE(preview.changed, std::int64_t(40));
        QCOMPARE(preview.removed, std::int64_t(1));
        QVERIFY(!preview.clean.steps[0].samples.empty());
        QCOMPARE(studio.versions("faq").size(), std::size_t(1));

        request.preview = false;
        const StudioResult result = done(studio.clean(request));
        QCOMPARE(result.rows, std::int64_t(40));
        const auto versions = studio.versions("faq");
        QCOMPARE(versions.size(), std::size_t(2));
        QVERIFY(versions[1].current && versions[1].step == "clean");
        QCOMPARE(versions[1].parent, versions[0].id);
        QCOMPARE(t->dataset("faq").rows, std::int64_t(40));
        QCOMPARE(t->rows(result.version, 0, 1)[0].record.messages[0].text, std::string("What is number 0?"));
        QCOMPARE(t->rows(result.version, 0, 1)[0].record.extraOf("patient"), std::string("p0"));

        // A second time there is nothing to do, and no version is made.
        QCOMPARE(done(studio.clean(request)).version, std::int64_t(0));
        QCOMPARE(studio.versions("faq").size(), std::size_t(2));

        const VersionDifference diff = studio.diff("faq", "1", "current", 5);
        QCOMPARE(diff.changed, std::int64_t(40));
        QCOMPARE(diff.removed, std::int64_t(1));
        QCOMPARE(diff.rows.size(), std::size_t(5));
        QVERIFY(diff.rows[0].was && diff.rows[0].is);
        QCOMPARE(studio.history(result.version, 3).size(), std::size_t(2));

        studio.goTo("faq", "1");
        QCOMPARE(t->dataset("faq").rows, std::int64_t(41));
        t.reopen();
        QCOMPARE(t->dataset("faq").rows, std::int64_t(41));
    }

    void clean_faultsAreToldAtOnce() {
        TestProject t;
        t.import(dirtyRows(), "faq");
        CleanRequest request;
        request.dataset = "faq";
        QVERIFY_EXCEPTION_THROWN(t->studio().clean(request), Error);
        request.steps = {{{"step", "whitspace"}}};
        QVERIFY_EXCEPTION_THROWN(t->studio().clean(request), Error);
        request.steps = {{{"step", "near_duplicates"}, {"threshold", 7}}};
        QVERIFY_EXCEPTION_THROWN(t->studio().clean(request), Error);
        request.steps = {{{"step", "whitespace"}}};
        request.against = {"nothing"};
        QVERIFY_EXCEPTION_THROWN(t->studio().clean(request), Error);
    }

    // Hashes hang on the project's secret: the same in each step, another in another project, and never in the version's record.
    void personalData_isHashedWithTheProjectsSecret() {
        const auto hashed = [](TestProject& t) {
            t.import(rowText("Whom do I write to?", "Write to ann.lee@example.org today.", "p1"), "mail");
            CleanRequest request;
            request.dataset = "mail";
            request.steps = {{{"step", "personal_data"}, {"action", "hash"}}};
            const StudioResult result = done(t->studio().clean(request));
            return t->rows(result.version, 0, 1)[0].record.messages[1].text;
        };
        TestProject first, second;
        const std::string one = hashed(first), other = hashed(second);
        QVERIFY2(one.find("ann.lee") == std::string::npos, one.c_str());
        QVERIFY(one != other);
        QVERIFY(!first->studio().versions("mail").back().settings.dump().empty());
        QVERIFY(first->studio().versions("mail").back().settings.dump().find("secret") == std::string::npos);
    }

    void split_byAColumnOfTheFile() {
        TestProject t;
        t.import(dirtyRows(), "faq");
        SplitRequest request;
        request.dataset = "faq";
        request.by = "patient";
        request.validation = 0.3;
        const StudioResult result = done(t->studio().split(request));
        std::map<std::string, std::set<Split>> seen;
        for (const RowView& row : t->rows(result.version, 0, 100)) seen[row.record.extraOf("patient")].insert(row.split);
        QCOMPARE(seen.size(), std::size_t(9));
        for (const auto& [patient, splits] : seen) QCOMPARE(splits.size(), std::size_t(1));
        request.by = "doctor";
        try {
            done(t->studio().split(request));
            QFAIL("it was split");
        } catch (const Error& e) {
            QVERIFY2(QString(e.what()).contains("doctor"), e.what());
        }
        QCOMPARE(t->studio().versions("faq").size(), std::size_t(2));  // the failed one left nothing
    }

    void bulkEdits_replaceAndDelete() {
        TestProject t;
        t.import(dirtyRows(), "faq");
        EditRequest request;
        request.dataset = "faq";
        request.query = "row <= 10";
        request.find = "NUMBER";
        request.with = "figure";
        request.field = "answer";
        request.preview = true;
        QCOMPARE(done(t->studio().edit(request)).changed, std::int64_t(10));
        request.preview = false;
        const StudioResult replaced = done(t->studio().edit(request));
        QCOMPARE(t->rows(replaced.version, 0, 1)[0].record.messages[1].text, std::string("It is the figure 0 of the list of forty."));
        QCOMPARE(t->rows(replaced.version, 0, 1)[0].record.messages[0].text, std::string("What  is number 0?"));
        request.find = "absent";
        QVERIFY_EXCEPTION_THROWN(done(t->studio().edit(request)), Error);

        EditRequest remove;
        remove.dataset = "faq";
        remove.remove = true;
        remove.query = "answer:figure";
        QCOMPARE(done(t->studio().edit(remove)).removed, std::int64_t(10));
        QCOMPARE(t->dataset("faq").rows, std::int64_t(31));
        remove.query = "";  // all rows: a data set without rows is refused, and nothing is lost
        QVERIFY_EXCEPTION_THROWN(done(t->studio().edit(remove)), Error);
        QCOMPARE(t->dataset("faq").rows, std::int64_t(31));
    }

    void editsInPlace_undoRedoSave() {
        TestProject t;
        t.import(dirtyRows(), "faq");
        DataStudio& studio = t->studio();
        const std::int64_t version = t->dataset("faq").version;
        Record record = t->rows(version, 2, 1)[0].record;
        record.messages[1].text = "Two.";
        studio.edit(version, {{2, Split::Validation, record}});
        studio.edit(version, {{5, Split::Train, std::nullopt}});
        QCOMPARE(studio.draft(version).rows.size(), std::size_t(2));
        QCOMPARE(studio.undo(version), std::vector<std::int64_t>{5});
        QCOMPARE(studio.draft(version).redoSteps, std::int64_t(1));
        QCOMPARE(studio.redo(version), std::vector<std::int64_t>{5});
        t.reopen();  // nothing is lost
        DataStudio& again = t->studio();
        QCOMPARE(again.draft(version).rows.size(), std::size_t(2));
        SplitRequest split;
        split.dataset = "faq";
        QVERIFY_EXCEPTION_THROWN(again.split(split), Error);  // not over edits that are not saved

        const StudioResult saved = done(again.saveDraft(version));
        QCOMPARE(saved.changed, std::int64_t(1));
        QCOMPARE(saved.removed, std::int64_t(1));
        const auto rows = t->rows(saved.version, 0, 100);
        QCOMPARE(rows.size(), std::size_t(40));
        QCOMPARE(rows[2].record.messages[1].text, std::string("Two."));
        QVERIFY(rows[2].split == Split::Validation);
        QVERIFY(again.draft(version).rows.empty());
        QVERIFY_EXCEPTION_THROWN(done(again.saveDraft(saved.version)), Error);
    }

    void search_ordersAndFilters() {
        TestProject t;
        t.import(dirtyRows(), "faq");
        const std::int64_t version = t->dataset("faq").version;
        QCOMPARE(t->studio().search(version, {"answer:\"number 3 \"", "file", 0}), (std::vector<std::int64_t>{3, 40}));
        QCOMPARE(t->studio().search(version, {"", "words", 1}).size(), std::size_t(1));
        QVERIFY_EXCEPTION_THROWN(t->studio().search(version, {"", "colour", 0}), Error);
    }

    void versions_tagsAndNames() {
        TestProject t;
        t.import(dirtyRows(), "faq");
        DataStudio& studio = t->studio();
        studio.tag("faq", "1", "raw");
        QCOMPARE(studio.version("faq", "raw").number, std::int64_t(1));
        QVERIFY_EXCEPTION_THROWN(studio.tag("faq", "1", "7"), Error);
        QVERIFY_EXCEPTION_THROWN(studio.tag("faq", "1", "current"), Error);
        try {
            studio.version("faq", "2");
            QFAIL("there is none");
        } catch (const Error& e) {
            QVERIFY2(QString(e.what()).contains("1 (raw)"), e.what());
        }
    }
};

QTEST_GUILESS_MAIN(TestDataStudio)
#include "tst_data_studio.moc"

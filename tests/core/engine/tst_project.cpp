// A project's door: made, opened by one owner at a time, and rows that come in whole or not at all.
#include "core/engine/data_studio.h"
#include "tests/core/engine/project_support.h"

using namespace tunesmith;
using namespace tunesmith::testing;

namespace {

ImportRequest request(const std::string& file, const std::string& name) {
    ImportRequest r;
    r.files = {file};
    r.name = name;
    return r;
}

}  // namespace

class TestProjectData : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void create_newOrEmptyFolder_isAProject() {
        QTemporaryDir own;
        const std::string folder = own.filePath("a/new folder").toStdString();
        QVERIFY(!isProjectFolder(folder));
        {
            const auto project = Project::create(folder);
            QCOMPARE(QString::fromStdString(project->name()), QString("new folder"));
            QVERIFY(project->datasets().empty() && project->models().empty() && project->runs().empty());
        }
        QVERIFY(isProjectFolder(folder));
        QVERIFY(refusal([&] { Project::create(folder); }).startsWith("BadInput"));
        QTemporaryDir empty;
        QVERIFY(Project::create(empty.path().toStdString()));
    }

    void create_folderInUse_isRefused_nothingIsTouched() {
        QTemporaryDir own;
        writeText(own.filePath("thesis.txt").toStdString(), "mine");
        QVERIFY(refusal([&] { Project::create(own.path().toStdString()); }).startsWith("BadInput"));
        QCOMPARE(QDir(own.path()).entryList(QDir::NoDotAndDotDot | QDir::AllEntries), QStringList{"thesis.txt"});
        QVERIFY(refusal([&] { Project::create(own.filePath("thesis.txt").toStdString()); }).startsWith("BadInput"));
    }

    void open_whereThereIsNone_saysSo() {
        QTemporaryDir own;
        QVERIFY(refusal([&] { Project::open(own.path().toStdString()); }).startsWith("NotFound"));
        QVERIFY(refusal([&] { Project::open(own.filePath("absent").toStdString()); }).startsWith("NotFound"));
    }

    void open_twice_secondIsToldWhoHasIt() {
        TestProject t;
        const QString refused = refusal([&] { Project::open(t.folder); });
        QVERIFY2(refused.startsWith("Busy") && refused.contains(QString::number(QCoreApplication::applicationPid())),
                 qPrintable(refused));
        t.project.reset();
        QVERIFY(Project::open(t.folder));
    }

    void open_damagedDatabase_saysSo() {
        TestProject t(2);
        t.project.reset();
        std::string bytes = readFile(t.folder + "/project.db");
        bytes.replace(0, 40, 40, 'x');
        writeText(t.folder + "/project.db", bytes);
        QVERIFY(refusal([&] { Project::open(t.folder); }).startsWith("BadFile"));
        QVERIFY(readFile(t.folder + "/project.db") == bytes);
    }

    void import_jsonLines_rowsInOrder() {
        TestProject t;
        const ImportReport report = t.import(questions(8), "faq");
        QCOMPARE(report.rows, std::int64_t(8));
        QCOMPARE(report.issues + report.duplicates, std::int64_t(0));
        QCOMPARE(QString::fromStdString(report.format), QString("JSON lines"));
        const DatasetInfo info = t->dataset("faq");
        QCOMPARE(info.rows, std::int64_t(8));
        QCOMPARE(info.trainRows, std::int64_t(8));
        QCOMPARE(info.id, report.dataset);
        QCOMPARE(info.version, report.version);
        QCOMPARE(QString::fromStdString(info.source), QString("faq.jsonl"));
        const std::vector<RowView> rows = t->rows(info.version, 2, 3);
        QCOMPARE(rows.size(), std::size_t(3));
        QCOMPARE(rows[0].position, std::int64_t(2));
        QCOMPARE(QString::fromStdString(rows[0].record.messages.at(0).text), QString("Where is the rope?"));
        QCOMPARE(QString::fromStdString(rows[0].record.messages.at(1).role), QString("assistant"));
        QVERIFY(t->rows(info.version, 8, 5).empty());
        t.reopen();
        QCOMPARE(t->rows(info.version, 0, 100).size(), std::size_t(8));
        QVERIFY(t->studio().search(info.version, {"KITE", "file", 10}) == std::vector<std::int64_t>({1, 7}));
        QCOMPARE(t->studio().search(info.version, {"where", "file", 3}).size(), std::size_t(3));
        QVERIFY(t->studio().search(info.version, {"zebra", "file", 3}).empty());
    }

    void preview_thenImport_csv() {
        TestProject t;
        const std::string file = t.path("table.csv");
        writeText(file, "q;a;note\nOne?;\"First; with a semicolon\";x\nTwo?;Second;y\n");
        ImportRequest r = request(file, "table");
        const ImportPreviewInfo guessed = t->previewImport(r);
        QCOMPARE(QString::fromStdString(guessed.delimiter), QString(";"));
        QVERIFY((guessed.columns == std::vector<std::string>{"q", "a", "note"}));
        r.mapping = {{"question", "q"}, {"answer", "a"}};
        const ImportPreviewInfo preview = t->previewImport(r);
        QVERIFY2(preview.problem.empty(), preview.problem.c_str());
        QCOMPARE(preview.rows.size(), std::size_t(2));
        QVERIFY(t->datasets().empty());  // it only looks
        QVERIFY(done(*t->import(r)));
        const std::vector<RowView> rows = t->rows(t->dataset("table").version, 0, 9);
        QCOMPARE(rows.size(), std::size_t(2));
        QCOMPARE(QString::fromStdString(rows[0].record.messages.back().text), QString("First; with a semicolon"));
        r.mapping = {{"question", "no such column"}, {"answer", "a"}};
        QVERIFY(!refusal([&] { t->previewImport(r); }).isEmpty() || !t->previewImport(r).problem.empty());
        QVERIFY(refusal([&] { t->previewImport(request(t.path("absent.csv"), "x")); }).startsWith("NotFound"));
    }

    void import_badRows_areKeptAsideWithTheReason() {
        TestProject t;
        const ImportReport report =
            t.import(questions(3) + "{\"question\": \"no answer?\"}\nnot JSON\n" + questions(1), "faq");
        QCOMPARE(report.rows, std::int64_t(4));
        QCOMPARE(report.issues, std::int64_t(2));
        QCOMPARE(report.duplicates, std::int64_t(1));
        const std::vector<RowIssue> issues = t->issues(report.dataset);
        QCOMPARE(issues.size(), std::size_t(2));
        QCOMPARE(issues[0].source.line, std::int64_t(4));
        QCOMPARE(issues[1].source.line, std::int64_t(5));
        QCOMPARE(QString::fromStdString(issues[1].raw), QString("not JSON"));
        QVERIFY(!issues[0].reason.empty());
        QCOMPARE(t->dataset("faq").issues, std::int64_t(2));
    }

    // Whatever ends an import early, nothing of it stays.
    void import_strictFailsAndCancelled_leaveNothing() {
        TestProject t;
        const std::string file = t.path("bad.jsonl");
        writeText(file, questions(3) + "not JSON\n");
        ImportRequest strict = request(file, "strict");
        strict.strict = true;
        const QString failed = failure(*t->import(strict));
        QVERIFY2(failed.startsWith("BadInput"), qPrintable(failed));
        QVERIFY(t->datasets().empty());

        writeText(file, questions(60000));
        const auto job = t->import(request(file, "cancelled"));
        QTRY_VERIFY(job->snapshot().done > 0 || job->finished());
        job->cancel();
        QCOMPARE(job->wait().state, JobState::Cancelled);
        QVERIFY(t->datasets().empty());
        QVERIFY(done(*t->import(request(file, "cancelled"))));  // the name is free

        QVERIFY(failure(*t->import(request(file, "cancelled"))).startsWith("BadInput"));  // now it is not
        QVERIFY(failure(*t->import(request(t.path("absent.jsonl"), "x"))).startsWith("NotFound"));
        writeText(file, "");
        QVERIFY(!failure(*t->import(request(file, "empty"))).isEmpty());
        QVERIFY(refusal([&] { t->import(request(file, "")); }).startsWith("BadInput"));
        QVERIFY(refusal([&] { t->import(ImportRequest{}); }).startsWith("BadInput"));
        QCOMPARE(t->datasets().size(), std::size_t(1));
    }

    void import_splits_sameRowsEachTime() {
        TestProject t;
        t.import(questions(200), "first", 0.2);
        t.import(questions(200), "second", 0.2);
        const DatasetInfo first = t->dataset("first"), second = t->dataset("second");
        QVERIFY(first.validationRows > 20 && first.validationRows < 60);
        QCOMPARE(first.trainRows + first.validationRows, std::int64_t(200));
        QCOMPARE(second.validationRows, first.validationRows);
        const auto a = t->rows(first.version, 0, 200), b = t->rows(second.version, 0, 200);
        for (std::size_t i = 0; i < a.size(); ++i) QCOMPARE(a[i].split, b[i].split);
        t.import(questions(5), "held out", 1);
        QCOMPARE(t->dataset("held out").validationRows, std::int64_t(5));
    }

    void import_severalFiles_oneDataset() {
        TestProject t;
        writeText(t.path("one.jsonl"), questions(2));
        writeText(t.path("two.csv"), "question,answer\nWhat?,That.\n");
        ImportRequest r = request(t.path("one.jsonl"), "both");
        r.files.push_back(t.path("two.csv"));
        QVERIFY(done(*t->import(r)));
        QCOMPARE(t->dataset("both").rows, std::int64_t(3));
        QCOMPARE(QString::fromStdString(t->dataset("both").source), QString("one.jsonl, two.csv"));
    }

    void removeDataset_goes_unknownIsNamed() {
        TestProject t(2);
        t->removeDataset("faq");
        QVERIFY(t->datasets().empty());
        const QString refused = refusal([&] { t->removeDataset("faq"); });
        QVERIFY2(refused.startsWith("NotFound") && refused.contains("faq"), qPrintable(refused));
        t.import(questions(1), "other");
        QVERIFY(refusal([&] { t->dataset("faq"); }).contains("other"));  // names those that exist
    }

    // A job outlives its project's questions, not its project.
    void close_whileImporting_leavesNothing() {
        TestProject t;
        const std::string file = t.path("long.jsonl");
        writeText(file, questions(60000));
        const auto job = t->import(request(file, "long"));
        QTRY_VERIFY(job->snapshot().done > 0 || job->finished());
        t.reopen();
        QVERIFY(job->finished());
        if (job->outcome().state == JobState::Cancelled)
            QVERIFY(t->datasets().empty());
        else
            QCOMPARE(t->dataset("long").rows, std::int64_t(60000));
    }
};

QTEST_GUILESS_MAIN(TestProjectData)
#include "tst_project.moc"

// The database file: making, opening, refusing, migrating, surviving.
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QtTest>
#include <csignal>
#include <fstream>

#include "core/base/error.h"
#include "core/storage/project_database.h"
#include "core/storage/schema.h"

using namespace tunesmith;
using namespace tunesmith::storage;

namespace {

Record pair(const std::string& question, const std::string& answer) {
    Record record;
    record.messages = {{"user", question}, {"assistant", answer}};
    return record;
}

void sql(const std::string& path, const char* text) {
    sqlite3* raw = nullptr;
    QCOMPARE(sqlite3_open(path.c_str(), &raw), SQLITE_OK);
    QCOMPARE(sqlite3_exec(raw, text, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(raw);
}

template <typename Action>
std::string errorOf(Code code, Action action) {
    try {
        action();
    } catch (const Error& error) {
        return error.code() == code ? error.fullText()
                                    : std::string("another code: ") + codeName(error.code()) + " " + error.fullText();
    }
    return "no error";
}

}  // namespace

class TestProjectDatabase : public QObject {
    Q_OBJECT

    QTemporaryDir dir_;
    int projects_ = 0;

    std::string newFolder() {
        const QString name = dir_.path() + "/" + QString::number(++projects_);
        QDir().mkpath(name);
        return name.toStdString();
    }

private Q_SLOTS:
    void create_thenOpen_keepsSettings() {
        const std::string folder = newFolder();
        QVERIFY(!ProjectDatabase::exists(folder));
        {
            auto made = ProjectDatabase::create(folder);
            made->setSetting("name", "Klinik Süd");
            QVERIFY(!made->setting("created").empty());
        }
        QVERIFY(ProjectDatabase::exists(folder));
        auto opened = ProjectDatabase::open(folder);
        QCOMPARE(opened->setting("name"), std::string("Klinik Süd"));
        QCOMPARE(opened->setting("nothing"), std::string());
        QCOMPARE(opened->schemaVersion(), int(migrations().size()));
        QCOMPARE(opened->checkIntegrity(), std::string());
    }

    void create_twice_isRefused() {
        const std::string folder = newFolder();
        auto first = ProjectDatabase::create(folder);
        QVERIFY(errorOf(Code::BadInput, [&] { ProjectDatabase::create(folder); }).find("already") != std::string::npos);
    }

    void open_withoutProject_isNotFound() {
        QVERIFY(errorOf(Code::NotFound, [&] { ProjectDatabase::open(newFolder()); }).find("no project") !=
                std::string::npos);
    }

    void open_ofOlderSchema_countsWhatStaysAside() {
        const std::string folder = newFolder();
        {
            auto made = ProjectDatabase::create(folder);
            DatasetRepository& sets = made->datasets();
            VersionWriter imported = sets.beginDataset("faq", "import", Json::object());
            imported.add(pair("q", "a"), Split::Train);
            imported.addIssue({{"faq.csv", 2}, "It has 3 cells.", "a,b,c"});
            imported.addIssue({{"faq.csv", 3}, "It has 3 cells.", "d,e,f"});
            const DatasetVersion first = imported.finish();
            const auto after = [&](const DatasetVersion& parent, const char* step) {
                VersionWriter writer = sets.beginVersion(parent.id, step, Json::object());
                writer.keep(0);
                if (std::string(step) == "mend") writer.addIssue({{"faq.csv", 3}, "It has 3 cells.", "d,e,f"});
                return writer.finish();
            };
            after(after(after(first, "clean"), "mend"), "split");
        }
        sql(folder + "/project.db",
            "UPDATE versions SET issues = 0 WHERE step IN ('clean', 'split'); PRAGMA user_version = 2;"
            "ALTER TABLE models DROP COLUMN chat_template; ALTER TABLE runs DROP COLUMN chat_template;"
            "ALTER TABLE runs DROP COLUMN template_is_own");
        auto opened = ProjectDatabase::open(folder);
        const std::int64_t dataset = opened->datasets().find("faq")->id;
        std::vector<std::int64_t> counts;
        for (const DatasetVersion& version : opened->datasets().versions(dataset)) counts.push_back(version.issues);
        std::sort(counts.begin(), counts.end());
        QCOMPARE(counts, (std::vector<std::int64_t>{1, 1, 2, 2}));
    }

    void open_ofNewerSchema_isRefusedAndUnchanged() {
        const std::string folder = newFolder();
        ProjectDatabase::create(folder);
        sql(folder + "/project.db", "PRAGMA user_version = 99");
        const std::string message = errorOf(Code::BadFile, [&] { ProjectDatabase::open(folder); });
        QVERIFY2(message.find("newer version") != std::string::npos && message.find("99") != std::string::npos,
                 message.c_str());
    }

    void open_ofAnotherProgramsDatabase_isRefused() {
        const std::string folder = newFolder();
        sql(folder + "/project.db", "CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)");
        QVERIFY(errorOf(Code::BadFile, [&] { ProjectDatabase::open(folder); }).find("another program") !=
                std::string::npos);
        sql(folder + "/project.db", "SELECT x FROM theirs");
    }

    void open_ofDamagedFile_isBadFile_data() {
        QTest::addColumn<int>("kind");
        QTest::newRow("text") << 0;
        QTest::newRow("pages overwritten") << 1;
        QTest::newRow("cut in half") << 2;
    }
    void open_ofDamagedFile_isBadFile() {
        QFETCH(int, kind);
        const std::string folder = newFolder();
        {
            auto made = ProjectDatabase::create(folder);
            auto writer = made->datasets().beginDataset("d", "import", Json::object());
            for (int i = 0; i < 2000; ++i)
                writer.add(pair("question " + std::to_string(i), std::string(100, 'a')), Split::Train);
            writer.finish();
        }
        QFile file(QString::fromStdString(folder + "/project.db"));
        QVERIFY(file.open(QIODevice::ReadWrite));
        if (kind == 0) {
            file.resize(0);
            file.write(QByteArray("this is not a database, but long enough to look like one\n").repeated(100));
        } else if (kind == 1) {
            for (qint64 at = 4096 * 8; at < file.size(); at += 4096 * 3) {
                file.seek(at);
                file.write(QByteArray(4096, '\x5A'));
            }
        } else {
            file.resize(file.size() / 2);
        }
        file.close();
        const std::string message = errorOf(Code::BadFile, [&] { ProjectDatabase::open(folder); });
        QVERIFY2(message.find("damaged") != std::string::npos, message.c_str());
    }

    // A project from before chat templates were kept: its models and runs have the models' own.
    void migrate_addsChatTemplates() {
        const std::string folder = newFolder();
        {
            Database old(folder + "/project.db", Database::Mode::Create);
            auto steps = migrations();
            steps.resize(3);
            migrate(old, steps);
            old.execute(
                "INSERT INTO models VALUES (1, 'm', '/m', 'gguf', 'llama', 'F32', 'f', 1, 1, '{}', 'now');"
                "INSERT INTO datasets (id, name, created) VALUES (1, 'd', 'now');"
                "INSERT INTO versions (id, dataset, number, step, settings, created, rows, train_rows, validation_rows, "
                "test_rows, issues, duplicates, content_hash) VALUES (1, 1, 1, 'import', '{}', 'now', 0, 0, 0, 0, 0, 0, "
                "'');"
                "INSERT INTO runs VALUES (1, 'r', 'finished', '', 1, 1, '{}', '{}', '{}', '{}', '{}', '', '', '', 1, 1, "
                "0, 0, 0, 0)");
        }
        auto project = ProjectDatabase::open(folder);
        QVERIFY(!project->models().get(1).chatTemplate);
        QVERIFY(!project->runs().get(1).chatTemplate && project->runs().get(1).templateIsOwn);
        project->models().setChatTemplate(1, "{{ messages }}");
        project->runs().setChatTemplate(1, "x", false);
        QCOMPARE(project->models().find("m")->chatTemplate.value_or(""), std::string("{{ messages }}"));
        QCOMPARE(project->runs().list().front().chatTemplate.value_or(""), std::string("x"));
        QVERIFY(!project->runs().get(1).templateIsOwn);
        auto changed = project->models().get(1);
        changed.bytes = 2;
        project->models().update(changed);  // leaves it as it is
        QVERIFY(project->models().get(1).chatTemplate);
        project->models().setChatTemplate(1, std::nullopt);
        QVERIFY(!project->models().get(1).chatTemplate);
    }

    void migrate_failingStep_leavesTheFileAsItWas() {
        const std::string folder = newFolder();
        ProjectDatabase::create(folder);
        Database database(folder + "/project.db", Database::Mode::Open);
        auto steps = migrations();
        steps.push_back("CREATE TABLE more (x)");
        steps.push_back("CREATE TABLE even_more (x); INSERT INTO no_such_table VALUES (1)");
        QVERIFY(errorOf(Code::Internal, [&] { migrate(database, steps); }).find("no_such_table") != std::string::npos);
        QCOMPARE(schemaVersionOf(database), int(migrations().size()));
        QCOMPARE(database.scalar("SELECT count(*) FROM sqlite_schema WHERE name LIKE '%more'"), std::int64_t(0));
        steps.back() = "CREATE TABLE even_more (x)";
        migrate(database, steps);
        QCOMPARE(schemaVersionOf(database), int(steps.size()));
    }

    void transaction_destroyedUncommitted_undoesAll() {
        auto project = ProjectDatabase::create(newFolder());
        {
            auto outer = project->transaction();
            project->setSetting("a", "1");
            {
                auto inner = project->transaction();
                project->setSetting("b", "2");
            }
            QCOMPARE(project->setting("a"), std::string("1"));
            QCOMPARE(project->setting("b"), std::string());
        }
        QCOMPARE(project->setting("a"), std::string());
    }

    void another_seesOnlyWhatIsCommitted() {
        auto project = ProjectDatabase::create(newFolder());
        auto reader = project->another();
        {
            auto writing = project->transaction();
            project->setSetting("k", "v");
            QCOMPARE(reader->setting("k"), std::string());
            writing.commit();
        }
        QCOMPARE(reader->setting("k"), std::string("v"));
    }

    void killedWriter_leavesNothingHalfDone() {
        const std::string folder = newFolder();
        ProjectDatabase::create(folder);
        const pid_t child = ::fork();
        if (child == 0) {
            auto project = ProjectDatabase::open(folder);
            auto done = project->datasets().beginDataset("whole", "import", Json::object());
            done.add(pair("q", "a"), Split::Train);
            done.finish();
            auto writer = project->datasets().beginDataset("half", "import", Json::object());
            for (int i = 0; i < 50000; ++i)
                writer.add(pair("question " + std::to_string(i), std::string(200, 'a')), Split::Train);
            ::kill(::getpid(), SIGKILL);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        QVERIFY(WIFSIGNALED(status));
        auto project = ProjectDatabase::open(folder);
        QCOMPARE(project->checkIntegrity(), std::string());
        QVERIFY(project->datasets().find("whole"));
        QVERIFY(!project->datasets().find("half"));
    }

    void backup_isCompleteWhileInUse() {
        auto project = ProjectDatabase::create(newFolder());
        project->setSetting("k", "v");
        const std::string copy = newFolder();
        project->backupTo(copy + "/project.db");
        QCOMPARE(ProjectDatabase::open(copy)->setting("k"), std::string("v"));
    }

    void fullDisk_isDiskFullAndUndone() {
        auto project = ProjectDatabase::create(newFolder());
        Database limited(project->path(), Database::Mode::Open);
        limited.execute("PRAGMA max_page_count = 80");
        DatasetRepository datasets(limited);
        const std::string message = errorOf(Code::DiskFull, [&] {
            auto writer = datasets.beginDataset("big", "import", Json::object());
            for (int i = 0; i < 5000; ++i)
                writer.add(pair("question " + std::to_string(i), std::string(500, 'a')), Split::Train);
            writer.finish();
        });
        QVERIFY2(message.find("disk is full") != std::string::npos, message.c_str());
        QVERIFY(!datasets.find("big"));
        auto small = datasets.beginDataset("small", "import", Json::object());
        small.add(pair("q", "a"), Split::Train);
        QCOMPARE(small.finish().rows, std::int64_t(1));
        QCOMPARE(project->checkIntegrity(), std::string());
    }
};

QTEST_GUILESS_MAIN(TestProjectDatabase)
#include "tst_project_database.moc"

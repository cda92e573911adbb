// The audit trail: chained, only ever added to, and a change behind its back shows.
#include <sqlite3.h>

#include <QtTest>

#include "core/storage/project_database.h"

using namespace tunesmith;
using namespace tunesmith::storage;

class TestAuditTrail : public QObject {
    Q_OBJECT

    QTemporaryDir dir_;
    std::unique_ptr<ProjectDatabase> project_;

    int sql(const char* text) {
        sqlite3* raw = nullptr;
        if (sqlite3_open(project_->path().c_str(), &raw) != SQLITE_OK) return -1;
        const int result = sqlite3_exec(raw, text, nullptr, nullptr, nullptr);
        sqlite3_close(raw);
        return result;
    }

private Q_SLOTS:
    void init() {
        static int number = 0;
        const QString folder = dir_.path() + "/" + QString::number(++number);
        QDir().mkpath(folder);
        project_ = ProjectDatabase::create(folder.toStdString());
        for (int i = 1; i <= 5; ++i)
            project_->audit().append("test.step", "thing " + std::to_string(i), {{"i", i}}, "ada");
    }

    void entries_areNewestFirstAndChained() {
        const auto entries = project_->audit().entries(1, 2);
        QCOMPARE(entries.size(), std::size_t(2));
        QCOMPARE(entries[0].sequence, std::int64_t(4));
        QCOMPARE(entries[0].actor, std::string("ada"));
        QCOMPARE(entries[0].details.at("i").get<int>(), 4);
        QVERIFY(entries[0].hash != entries[1].hash);
        QCOMPARE(project_->audit().count(), std::int64_t(5));
        QVERIFY(!project_->audit().firstBroken());
        QVERIFY(!project_->audit().append("x", "y").actor.empty());
    }

    void changingOrDeleting_isRefusedByTheDatabase() {
        QCOMPARE(sql("UPDATE audit SET actor = 'eve' WHERE sequence = 3") & 0xFF, SQLITE_CONSTRAINT);
        QCOMPARE(sql("DELETE FROM audit WHERE sequence = 3") & 0xFF, SQLITE_CONSTRAINT);
        QVERIFY(!project_->audit().firstBroken());
    }

    void tampering_isFound_data() {
        QTest::addColumn<QByteArray>("change");
        QTest::addColumn<qint64>("broken");
        QTest::newRow("actor") << QByteArray("UPDATE audit SET actor = 'eve' WHERE sequence = 3") << qint64(3);
        QTest::newRow("details") << QByteArray("UPDATE audit SET details = '{\"i\":9}' WHERE sequence = 1")
                                 << qint64(1);
        QTest::newRow("removed") << QByteArray("DELETE FROM audit WHERE sequence = 2") << qint64(2);
        QTest::newRow("renumbered")
            << QByteArray(
                   "DELETE FROM audit WHERE sequence = 2; UPDATE audit SET sequence = sequence - 1 WHERE sequence > 2")
            << qint64(2);
    }
    void tampering_isFound() {
        QFETCH(QByteArray, change);
        QFETCH(qint64, broken);
        QCOMPARE(sql("DROP TRIGGER audit_keeps; DROP TRIGGER audit_stays"), SQLITE_OK);
        QCOMPARE(sql(change.constData()), SQLITE_OK);
        QCOMPARE(project_->audit().firstBroken(), std::optional<std::int64_t>(broken));
    }

    void workOnDataModelsAndRuns_isRecorded() {
        auto writer = project_->datasets().beginDataset("clinic", "import", Json::object());
        Record record;
        record.text = "t";
        writer.add(record, Split::Train);
        const auto version = writer.finish();
        Model model;
        model.name = "m";
        Run run;
        run.name = "r";
        run.model = project_->models().add(model).id;
        run.datasetVersion = version.id;
        run.id = project_->runs().create(run).id;
        project_->runs().setState(run.id, "running");
        project_->runs().remove(run.id);
        project_->datasets().remove(version.dataset);
        std::vector<std::string> actions;
        for (const auto& entry : project_->audit().entries(0, 6)) actions.insert(actions.begin(), entry.action);
        QCOMPARE(actions, (std::vector<std::string>{"dataset.import", "model.add", "run.create", "run.running",
                                                    "run.remove", "dataset.remove"}));
        QVERIFY(!project_->audit().firstBroken());
    }
};

QTEST_GUILESS_MAIN(TestAuditTrail)
#include "tst_audit_trail.moc"

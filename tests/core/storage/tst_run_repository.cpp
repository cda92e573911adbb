// Models and runs: records, states, metrics, checkpoints, probes.
#include <QtTest>
#include <cmath>
#include <limits>

#include "core/base/error.h"
#include "core/storage/project_database.h"

using namespace tunesmith;
using namespace tunesmith::storage;

class TestRunRepository : public QObject {
    Q_OBJECT

    QTemporaryDir dir_;
    std::unique_ptr<ProjectDatabase> project_;
    std::int64_t version_ = 0, model_ = 0;

    RunRepository& runs() { return project_->runs(); }

    Run newRun(const std::string& name = "r") {
        Run run;
        run.name = name;
        run.datasetVersion = version_;
        run.model = model_;
        run.recipe = {{"train", {{"learningRate", 2e-4}, {"seed", 18446744073709551615ull}}}};
        run.hardware = {{"cpu", "test"}};
        run.steps = 20;
        return runs().create(run);
    }

private Q_SLOTS:
    void init() {
        static int number = 0;
        const QString folder = dir_.path() + "/" + QString::number(++number);
        QDir().mkpath(folder);
        project_ = ProjectDatabase::create(folder.toStdString());
        auto writer = project_->datasets().beginDataset("d", "import", Json::object());
        Record record;
        record.text = "t";
        writer.add(record, Split::Train);
        version_ = writer.finish().id;
        Model model;
        model.name = "starter";
        model.path = "/models/starter.gguf";
        model.format = "gguf";
        model.family = "llama";
        model.storage = "Q4_1";
        model.fingerprint = std::string(64, 'a');
        model.parameters = 134515008;
        model.info = {{"layers", 30}};
        model_ = project_->models().add(model).id;
    }

    void model_isReadBackAndUpdated() {
        auto& models = project_->models();
        Model model = models.get(model_);
        QCOMPARE(model.parameters, std::int64_t(134515008));
        QCOMPARE(model.info.at("layers").get<int>(), 30);
        QVERIFY(!model.created.empty());
        QVERIFY_EXCEPTION_THROWN(models.add(model), Error);
        model.name = "renamed";
        model.path = "/elsewhere";
        models.update(model);
        QVERIFY(!models.find("starter"));
        QCOMPARE(models.find("renamed")->path, std::string("/elsewhere"));
        QCOMPARE(models.list().size(), std::size_t(1));
        models.remove(model_);
        QVERIFY_EXCEPTION_THROWN(models.get(model_), Error);
    }

    void run_isReadBackWhole() {
        const Run run = newRun("clinic-lora-1");
        QCOMPARE(run.state, std::string("queued"));
        QVERIFY(!run.created.empty() && run.started.empty() && run.finished.empty());
        const Run again = runs().get(run.id);
        QCOMPARE(again.recipe, run.recipe);
        QCOMPARE(again.recipe.at("train").at("seed").get<std::uint64_t>(), 18446744073709551615ull);
        QCOMPARE(again.loss, -1.0);
        newRun("second");
        QCOMPARE(runs().list().front().name, std::string("second"));
    }

    void run_ofUnknownModelOrVersion_isRefused() {
        Run run;
        run.datasetVersion = version_;
        run.model = 999;
        QVERIFY_EXCEPTION_THROWN(runs().create(run), Error);
        run.model = model_;
        run.datasetVersion = 999;
        QVERIFY_EXCEPTION_THROWN(runs().create(run), Error);
    }

    void ids_areNeverUsedAgain() {
        const std::int64_t first = newRun().id;
        runs().remove(first);
        QVERIFY(newRun().id > first);
    }

    void states_setTheirTimes() {
        const std::int64_t id = newRun().id;
        runs().setState(id, "running");
        const std::string started = runs().get(id).started;
        QVERIFY(!started.empty());
        runs().setState(id, "paused", "the disk is full");
        QCOMPARE(runs().get(id).reason, std::string("the disk is full"));
        runs().setState(id, "running");
        QCOMPARE(runs().get(id).started, started);
        QCOMPARE(runs().get(id).reason, std::string());
        runs().setState(id, "finished", "early stop");
        QVERIFY(!runs().get(id).finished.empty());
        QVERIFY_EXCEPTION_THROWN(runs().setState(id, "dancing"), Error);
    }

    void markInterrupted_meetsOnlyOpenRuns() {
        const std::int64_t queued = newRun().id, running = newRun().id, done = newRun().id;
        runs().setState(running, "running");
        runs().setState(done, "finished");
        QCOMPARE(runs().markInterrupted("the program ended"), std::int64_t(2));
        QCOMPARE(runs().get(queued).state, std::string("interrupted"));
        QCOMPARE(runs().get(running).state, std::string("interrupted"));
        QCOMPARE(runs().get(done).state, std::string("finished"));
        QCOMPARE(runs().markInterrupted("again"), std::int64_t(0));
    }

    void progressAndResult_areKept() {
        Run run = newRun();
        run.step = 7;
        run.bestStep = 5;
        run.loss = 1.25;
        run.bestValidationLoss = std::numeric_limits<double>::quiet_NaN();
        run.seconds = 12.5;
        runs().setProgress(run);
        runs().setResult(run.id, {{"losses", {3.0, 2.0}}});
        const Run again = runs().get(run.id);
        QCOMPARE(again.step, std::int64_t(7));
        QCOMPARE(again.loss, 1.25);
        QVERIFY(std::isnan(again.bestValidationLoss));
        QCOMPARE(again.result.at("losses").size(), std::size_t(2));
        run.id = 999;
        QVERIFY_EXCEPTION_THROWN(runs().setProgress(run), Error);
    }

    void metrics_areKeptInOrderAndReplaced() {
        const std::int64_t id = newRun().id, other = newRun().id;
        const double infinity = std::numeric_limits<double>::infinity();
        runs().appendMetrics(id, {{1, "loss", 3.5}, {1, "learning_rate", 1e-4}, {2, "loss", infinity}});
        runs().appendMetrics(id, {{2, "loss", 2.5}, {3, "loss", std::nan("")}});
        runs().appendMetrics(other, {{1, "loss", 9}});
        const auto loss = runs().metrics(id, "loss");
        QCOMPARE(loss.size(), std::size_t(3));
        QCOMPARE(loss[1].value, 2.5);
        QVERIFY(std::isnan(loss[2].value));
        QCOMPARE(runs().metrics(id).size(), std::size_t(4));
        QCOMPARE(runs().metrics(id, {}, 1).size(), std::size_t(2));
        QCOMPARE(runs().metricNames(id), (std::vector<std::string>{"learning_rate", "loss"}));
    }

    void metrics_ofABrokenBatch_leaveNothing() {
        const std::int64_t id = newRun().id;
        QVERIFY_EXCEPTION_THROWN(runs().appendMetrics(999, {{1, "loss", 1}}), Error);
        QVERIFY(runs().metrics(999).empty());
        QVERIFY(runs().metricNames(id).empty());
    }

    void checkpoints_haveOneBest() {
        const std::int64_t id = newRun().id;
        Checkpoint checkpoint;
        checkpoint.run = id;
        for (const int step : {10, 5, 15}) {
            checkpoint.step = step;
            checkpoint.folder = "runs/1/checkpoints/step-" + std::to_string(step);
            checkpoint.best = step != 15;
            checkpoint.validationLoss = step;
            QVERIFY(runs().addCheckpoint(checkpoint).id > 0);
        }
        auto all = runs().checkpoints(id);
        QCOMPARE(all.size(), std::size_t(3));
        QCOMPARE(all[0].step, std::int64_t(5));
        QVERIFY(all[0].best && !all[1].best && !all[2].best);
        runs().setBestCheckpoint(id, 15);
        checkpoint.step = 10;
        checkpoint.bytes = 99;
        runs().addCheckpoint(checkpoint);
        all = runs().checkpoints(id);
        QCOMPARE(all.size(), std::size_t(3));
        QCOMPARE(all[1].bytes, std::int64_t(99));
        QVERIFY(all[2].best);
        runs().removeCheckpoint(id, 5);
        QCOMPARE(runs().checkpoints(id).size(), std::size_t(2));
    }

    void forgetAfter_cutsWhatAResumedRunDoesAgain() {
        const std::int64_t id = newRun().id;
        runs().appendMetrics(id, {{4, "loss", 1}, {5, "loss", 1}, {6, "loss", 1}});
        runs().addProbe(id, {0, 0, "q", "before"});
        runs().addProbe(id, {6, 0, "q", "after"});
        runs().forgetAfter(id, 5);
        QCOMPARE(runs().metrics(id).size(), std::size_t(2));
        QCOMPARE(runs().probes(id).size(), std::size_t(1));
        QCOMPARE(runs().probes(id)[0].answer, std::string("before"));
    }

    void remove_takesAllThatBelongsToTheRun() {
        const std::int64_t id = newRun().id;
        runs().appendMetrics(id, {{1, "loss", 1}});
        runs().addProbe(id, {0, 0, "q", "a"});
        Checkpoint checkpoint;
        checkpoint.run = id;
        runs().addCheckpoint(checkpoint);
        runs().remove(id);
        QVERIFY_EXCEPTION_THROWN(runs().get(id), Error);
        QVERIFY(runs().metrics(id).empty() && runs().probes(id).empty() && runs().checkpoints(id).empty());
    }
};

QTEST_GUILESS_MAIN(TestRunRepository)
#include "tst_run_repository.moc"

// Training through the project: rows are learned by heart, what was measured is kept, and the owner may hold, stop or
// discard a run.
#include "tests/core/engine/project_support.h"

#include <cmath>

using namespace tunesmith;
using namespace tunesmith::testing;

namespace {

std::string answerOf(const Project& project, const ModelRef& ref, const std::string& question) {
    GenerateRequest request;
    request.ref = ref;
    request.messages = {{"user", question}};
    request.maxNewTokens = 40;
    const auto job = const_cast<Project&>(project).generate(request);
    return done(*job) ? job->result().text : "";
}

}  // namespace

class TestProjectTraining : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void train_fewRows_areLearnedByHeart_data() {
        QTest::addColumn<QString>("method");
        QTest::newRow("lora") << QString("lora");
        QTest::newRow("full") << QString("full");
    }
    void train_fewRows_areLearnedByHeart() {
        QFETCH(QString, method);
        TestProject t(3);
        Recipe recipe = shortRecipe(60);
        recipe.method = method.toStdString();
        if (method == "full") recipe.train.learningRate = 3e-3;
        recipe.train.evaluateEvery = recipe.train.saveEvery = 30;
        const auto job = t->train({"faq", "tiny", recipe, {}});
        QVERIFY(done(*job));
        const TrainResult result = job->result();
        QCOMPARE(QString::fromStdString(result.stoppedBecause), QString("finished"));
        QCOMPARE(result.losses.size(), std::size_t(60));
        QVERIFY2(result.losses.back() < 0.05 && result.losses.front() > 0.3,
                 qPrintable(QString("%1 -> %2").arg(result.losses.front()).arg(result.losses.back())));
        for (int i = 0; i < 3; ++i) {
            const RowView row = t->rows(t->dataset("faq").version, i, 1).at(0);
            QCOMPARE(QString::fromStdString(answerOf(*t.project, {{}, result.run, 0}, row.record.messages[0].text)),
                     QString::fromStdString(row.record.messages[1].text));
        }
        // The base still answers as it did.
        QVERIFY(answerOf(*t.project, {"tiny", 0, 0}, "Where is the lamp?") != "The lamp is in the barn.");
    }

    void train_result_andRecord() {
        TestProject t(8);
        Recipe recipe = shortRecipe(6);
        recipe.train.validation = 0.3;
        const auto job = t->train({"faq", "tiny", recipe, "my run"});
        QVERIFY(done(*job));
        const TrainResult result = job->result();
        QCOMPARE(result.steps, std::int64_t(6));
        QVERIFY(result.realTokens > result.trainedTokens && result.trainedTokens > 0 && result.seconds > 0 &&
                result.realTokensPerSecond > 0);
        QVERIFY(result.peakRssBytes > 1 << 20);
        QCOMPARE(QString::fromStdString(result.device + " " + result.dtype), QString("cpu fp32"));
        QVERIFY(result.validationLoss > 0 && result.bestStep > 0);
        t.reopen();
        const RunInfo run = t->run(result.run);
        QCOMPARE(QString::fromStdString(run.name), QString("my run"));
        QCOMPARE(QString::fromStdString(run.state), QString("finished"));
        QCOMPARE(QString::fromStdString(run.dataset + " " + run.model), QString("faq tiny"));
        QCOMPARE(run.step, std::int64_t(6));
        QCOMPARE(run.steps, std::int64_t(6));
        QCOMPARE(run.bestStep, result.bestStep);
        QCOMPARE(run.bestValidationLoss, result.validationLoss);
        QCOMPARE(run.loss, result.losses.back());
        QVERIFY(run.usable && !run.resumable && run.seconds > 0);
        QVERIFY(run.recipe.differences(recipe).empty());
        QCOMPARE(t->runs().size(), std::size_t(1));
        QVERIFY(refusal([&] { t->run(99); }).startsWith("NotFound"));
        QVERIFY(refusal([&] { t->resume(result.run); }).startsWith("BadInput"));
    }

    void train_names_areMadeFromWhatTrains() {
        TestProject t(3);
        const auto first = t->train({"faq", "tiny", shortRecipe(1), {}}),
                   second = t->train({"faq", "tiny", shortRecipe(1), {}});
        QVERIFY(done(*first) && done(*second));
        QCOMPARE(QString::fromStdString(t->run(1).name + " " + t->run(2).name), QString("faq-lora-1 faq-lora-2"));
        QCOMPARE(QString::fromStdString(second->snapshot().title), QString("faq-lora-2"));
        QVERIFY(adapterBytes(*t.project, 1, 1) == adapterBytes(*t.project, 2, 1));
    }

    // What a front end drained on the way is what the database keeps: nothing is lost, nothing is said twice.
    void train_drainedMetricsAndProbes_equalTheDatabase() {
        TestProject t(8);
        Recipe recipe = shortRecipe(10);
        recipe.train.validation = 0.3;
        recipe.probes = {"Where is the lamp?", "Where is the kite?"};
        const auto job = t->train({"faq", "tiny", recipe, {}});
        std::vector<MetricPoint> points;
        std::vector<ProbeAnswer> answers;
        const auto drain = [&] {
            for (const MetricPoint& p : job->drainMetrics()) points.push_back(p);
            for (const ProbeAnswer& a : job->drainProbes()) answers.push_back(a);
        };
        while (!job->finished()) {
            drain();
            QThread::msleep(2);
        }
        QVERIFY(done(*job));
        drain();
        QVERIFY(job->drainMetrics().empty() && job->drainProbes().empty());
        const auto drained = byStepAndName(points), kept = byStepAndName(t->metrics(1));
        QVERIFY(drained == kept);
        QCOMPARE(points.size(), kept.size());
        for (int step = 1; step <= 10; ++step)
            for (const char* name : {"loss", "learning_rate", "gradient_norm", "tokens_per_second", "memory_bytes"})
                QVERIFY2(kept.count({step, name}) && std::isfinite(kept.at({step, name})), name);
        for (const int step : {0, 4, 8, 10}) QVERIFY(kept.count({step, "validation_loss"}));
        QCOMPARE(kept.size(), std::size_t(10 * 5 + 4));
        for (std::size_t i = 0; i < job->result().losses.size(); ++i)
            QCOMPARE(job->result().losses[i], kept.at({std::int64_t(i + 1), "loss"}));
        const std::vector<ProbeAnswer> stored = t->probes(1);
        QCOMPARE(answers.size(), std::size_t(8));
        QCOMPARE(stored.size(), answers.size());
        for (std::size_t i = 0; i < stored.size(); ++i) {
            QCOMPARE(stored[i].step, answers[i].step);
            QCOMPARE(QString::fromStdString(stored[i].prompt), QString::fromStdString(answers[i].prompt));
            QCOMPARE(QString::fromStdString(stored[i].answer), QString::fromStdString(answers[i].answer));
            QVERIFY(!stored[i].answer.empty());
        }
        const JobSnapshot last = job->snapshot();
        QVERIFY(last.state == JobState::Done && last.step == 10 && last.done == 10 && last.total == 10 &&
                last.secondsLeft == 0);
        QCOMPARE(last.run, std::int64_t(1));
        QCOMPARE(last.bestStep, t->run(1).bestStep);
        QVERIFY(last.memoryBytes > 0 && last.tokensPerSecond > 0 && last.smoothedLoss > 0);
    }

    void pause_holds_resumeGoesOnTheSame() {
        TestProject t(6);
        const auto straight = t->train({"faq", "tiny", shortRecipe(12), {}});
        QVERIFY(done(*straight));
        const auto job = t->train({"faq", "tiny", shortRecipe(12), {}});
        waitForStep(*job, 3);
        job->pause();
        QTRY_COMPARE(job->snapshot().state, JobState::Paused);
        const std::int64_t step = job->snapshot().step;
        QCOMPARE(QString::fromStdString(t->run(2).state), QString("paused"));
        QTest::qWait(100);
        QCOMPARE(job->snapshot().step, step);
        QVERIFY(!job->finished() && step < 12);
        QVERIFY(refusal([&] { t->removeRun(2); }).startsWith("BadInput"));
        job->resume();
        QVERIFY(done(*job));
        QVERIFY(job->result().losses == straight->result().losses);
        QVERIFY(adapterBytes(*t.project, 1, 12) == adapterBytes(*t.project, 2, 12));
        QCOMPARE(QString::fromStdString(t->run(2).state), QString("finished"));
    }

    void stopDiscard_runAndFilesGo_alsoFromAPause() {
        TestProject t(6);
        for (const bool paused : {false, true}) {
            const auto job = t->train({"faq", "tiny", shortRecipe(2000), {}});
            waitForStep(*job, 3);
            const std::int64_t run = job->snapshot().run;
            QVERIFY(fs::exists(t.folder + "/runs/" + std::to_string(run) + "/checkpoints"));
            if (paused) {
                job->pause();
                QTRY_COMPARE(job->snapshot().state, JobState::Paused);
            }
            job->stop(false);
            job->resume();  // does not take that back
            QVERIFY(done(*job));
            QCOMPARE(QString::fromStdString(job->result().stoppedBecause), QString("discarded"));
            QVERIFY(refusal([&] { t->run(run); }).startsWith("NotFound"));
            QVERIFY(!fs::exists(t.folder + "/runs/" + std::to_string(run)));
            QVERIFY(t->runs().empty());
        }
    }

    // Cancelled while it trains, pauses, or still waits for its turn: the run is there, and can go on.
    void cancel_anywhere_runCanGoOn() {
        TestProject t(6);
        const auto first = t->train({"faq", "tiny", shortRecipe(2000), {}}),
                   waiting = t->train({"faq", "tiny", shortRecipe(2), {}});
        waitForStep(*first, 3);
        QCOMPARE(waiting->snapshot().state, JobState::Queued);
        QCOMPARE(QString::fromStdString(t->run(2).state), QString("queued"));
        waiting->cancel();
        first->pause();
        QTRY_COMPARE(first->snapshot().state, JobState::Paused);
        first->cancel();
        QCOMPARE(first->wait().state, JobState::Cancelled);
        QCOMPARE(waiting->wait().state, JobState::Cancelled);
        for (const std::int64_t run : {1, 2}) {
            QCOMPARE(QString::fromStdString(t->run(run).state), QString("stopped"));
            QVERIFY(t->run(run).resumable);
        }
        QVERIFY(done(*t->resume(2)));
        QCOMPARE(t->run(2).step, std::int64_t(2));
    }

    void removed_inUse_isRefused() {
        TestProject t(3);
        QVERIFY(done(*t->train({"faq", "tiny", shortRecipe(2), "the run"})));
        for (const QString& refused :
             {refusal([&] { t->removeDataset("faq"); }), refusal([&] { t->removeModel("tiny"); })})
            QVERIFY2(refused.startsWith("BadInput") && refused.contains("the run"), qPrintable(refused));
        QVERIFY(fs::exists(t.folder + "/runs/1"));
        t->removeRun(1);
        QVERIFY(!fs::exists(t.folder + "/runs/1"));
        QVERIFY(t->metrics(1).empty());
        t->removeDataset("faq");
        t->removeModel("tiny");
        QVERIFY(t->datasets().empty() && t->models().empty());
    }

    // The base changed on disk after the run was made: going on would be another run.
    void resume_modelChanged_isRefused() {
        TestProject t(4);
        const std::string folder = t.path("model");
        fs::copy(tinyModel(), folder);
        fs::permissions(folder + "/model.safetensors", fs::perms::owner_write, fs::perm_options::add);
        t->addModel(folder, "mine");
        const auto job = t->train({"faq", "mine", shortRecipe(2000), {}});
        waitForStep(*job, 3);
        job->stop(true);
        QVERIFY(done(*job));
        t.project.reset();
        std::fstream file(folder + "/model.safetensors", std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(-1, std::ios::end);
        file.put('\x3C');
        file.close();
        t.project = Project::open(t.folder);
        const QString failed = failure(*t->resume(1));
        QVERIFY2(failed.startsWith("BadFile") && failed.contains("changed"), qPrintable(failed));
        GenerateRequest request;
        request.ref = {{}, 1, 0};
        request.messages = {{"user", "Where?"}};
        QVERIFY(failure(*t->generate(request)).startsWith("BadFile"));
    }

    void earlyStop_isSaid() {
        TestProject t(12);
        Recipe recipe = shortRecipe(400);
        recipe.train.validation = 0.3;
        recipe.train.evaluateEvery = 1;
        recipe.train.saveEvery = 50;
        recipe.train.patience = 2;
        recipe.train.learningRate = 0.05;
        const auto job = t->train({"faq", "tiny", recipe, {}});
        QVERIFY(done(*job));
        QCOMPARE(QString::fromStdString(job->result().stoppedBecause), QString("early stop"));
        QVERIFY(job->result().steps < 400);
        const RunInfo run = t->run(1);
        QCOMPARE(QString::fromStdString(run.state), QString("finished"));
        QVERIFY(!run.resumable && run.bestStep == job->result().bestStep);
        QVERIFY(fs::exists(t.folder + "/runs/1/checkpoints/step-" + std::to_string(run.bestStep)));
    }
};

QTEST_GUILESS_MAIN(TestProjectTraining)
#include "tst_project_training.moc"

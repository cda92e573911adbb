// The training loop: a run that was cut off and goes on is the uninterrupted run to the last bit, micro-batches change
// nothing, and early stopping, saving and reporting do what their settings say.
#include <QtTest>

#include <cmath>
#include <numeric>

#include "core/base/error.h"
#include "tests/core/model/golden_model.h"
#include "tests/core/train/small_run.h"

using namespace tunesmith;
using namespace tunesmith::testing;

namespace {

constexpr std::int64_t kSteps = 9;  // of smallRecipe over ten rows

const char* const kWeights[] = {"optimizer.safetensors", "state.json"};

// Raises `wish` at the n-th look (from 1) and stays there.
std::function<RunWish()> wishAt(int n, RunWish wish) {
    return [n, wish, looks = 0]() mutable { return ++looks >= n ? wish : RunWish::GoOn; };
}

bool sameCheckpoint(const SmallRun& a, const SmallRun& b, std::int64_t step) {
    for (const char* file : kWeights)
        if (a.bytes(step, file) != b.bytes(step, file)) return false;
    return a.weights(step) == b.weights(step);
}

double relative(const std::vector<float>& a, const std::vector<float>& b) {
    return golden::relativeDistance(a.data(), b);
}

}  // namespace

class TestTrainer : public QObject {
    Q_OBJECT

    static void methods() {
        QTest::addColumn<QString>("method");
        QTest::addColumn<double>("dropout");
        QTest::newRow("lora with dropout") << QString("lora") << 0.1;
        QTest::newRow("full") << QString("full") << 0.0;
    }

private Q_SLOTS:
    // Stopped at a look of the owner's: 2 and 5 lie between micro-batches of the first steps, others where they fall;
    // every look of the run is tried in turn, so that the middle of an accumulation, of an epoch and the border of both
    // are all among them.
    void resume_stoppedAnywhere_isTheUninterruptedRun_data() { methods(); }
    void resume_stoppedAnywhere_isTheUninterruptedRun() {
        QFETCH(QString, method);
        QFETCH(double, dropout);
        SmallRun whole(smallRecipe(method.toStdString(), dropout));
        int looks = 0;
        whole.hooks.wish = [&] { return ++looks, RunWish::GoOn; };
        const TrainerResult wanted = whole.run();
        QCOMPARE(wanted.losses.size(), std::size_t(kSteps));
        QVERIFY2(looks > 2 * kSteps, "steps take several micro-batches");
        std::set<std::int64_t> stops;
        for (int at = 1; at <= looks; at += 2) {
            SmallRun cut(whole.recipe);
            cut.hooks.wish = wishAt(at, RunWish::StopKeep);
            const TrainerResult first = cut.run();
            QCOMPARE(QString::fromStdString(first.because), QString("stopped"));
            stops.insert(first.step);
            if (first.step == 0) continue;  // nothing was learned, so nothing is saved
            QCOMPARE(findCheckpoint(cut.folder(), 0).value().step, first.step);
            cut.hooks = {};
            const TrainerResult second = cut.resume();
            QCOMPARE(QString::fromStdString(second.because), QString("finished"));
            std::vector<double> losses = first.losses;
            losses.insert(losses.end(), second.losses.begin(), second.losses.end());
            QVERIFY2(losses == wanted.losses,
                     qPrintable(QString("stopped at look %1, step %2").arg(at).arg(first.step)));
            QVERIFY2(sameCheckpoint(cut, whole, kSteps),
                     qPrintable(QString("stopped at look %1, step %2").arg(at).arg(first.step)));
            QCOMPARE(second.bestStep, wanted.bestStep);
            QCOMPARE(second.bestLoss, wanted.bestLoss);
        }
        QVERIFY(stops.count(3) && stops.count(4) && stops.size() >= 7);  // at an epoch's edge, and in one
    }

    // Died without a word after step 5; the newest checkpoint is that of step 4.
    void resume_diedBetweenCheckpoints_isTheUninterruptedRun_data() { methods(); }
    void resume_diedBetweenCheckpoints_isTheUninterruptedRun() {
        QFETCH(QString, method);
        QFETCH(double, dropout);
        SmallRun whole(smallRecipe(method.toStdString(), dropout)), cut(whole.recipe);
        const TrainerResult wanted = whole.run();
        cut.hooks.step = [](const StepReport& report) {
            if (report.step == 5) throw std::runtime_error("died");
        };
        QVERIFY_EXCEPTION_THROWN(cut.run(), std::runtime_error);
        cut.hooks = {};
        const TrainerResult rest = cut.resume();
        QVERIFY(std::equal(rest.losses.begin(), rest.losses.end(), wanted.losses.begin() + 4, wanted.losses.end()));
        QVERIFY(sameCheckpoint(cut, whole, kSteps));
    }

    void resume_checkpointOfAnotherRun_isRefused() {
        SmallRun four(smallRecipe("lora"));
        four.run();
        Recipe eight = four.recipe;
        eight.lora.rank = 8;
        SmallRun other(eight, four.folder());
        QVERIFY_EXCEPTION_THROWN(other.resume(), Error);
        SmallRun full(smallRecipe("full"), four.folder());
        QVERIFY_EXCEPTION_THROWN(full.resume(), Error);
    }

    void run_sameSeed_sameBytes_otherSeed_otherBytes() {
        SmallRun a(smallRecipe("lora", 0.1)), b(a.recipe);
        Recipe other = a.recipe;
        other.train.seed = 43;
        SmallRun c(other);
        QVERIFY(a.run().losses == b.run().losses);
        QVERIFY(sameCheckpoint(a, b, kSteps));
        c.run();
        QVERIFY(a.weights(kSteps) != c.weights(kSteps));
    }

    // One row at a time and all at once: the loss is normalised over the whole step, so only the order of summation
    // differs.
    void microBatches_anySize_sameRun_data() {
        QTest::addColumn<QString>("method");
        QTest::addColumn<double>("dropout");
        QTest::addColumn<int>("microTokens");
        for (const int tokens : {1, 40, 4096}) {
            QTest::addRow("lora %d", tokens) << QString("lora") << 0.0 << tokens;
            QTest::addRow("lora with dropout %d", tokens) << QString("lora") << 0.2 << tokens;
            QTest::addRow("full %d", tokens) << QString("full") << 0.0 << tokens;
        }
    }
    void microBatches_anySize_sameRun() {
        QFETCH(QString, method);
        QFETCH(double, dropout);
        QFETCH(int, microTokens);
        Recipe recipe = smallRecipe(method.toStdString(), dropout);
        recipe.train.batch = 8;
        recipe.train.maxSteps = 4;
        recipe.train.warmup = 0;
        recipe.train.saveEvery = 1;
        const auto with = [&](int tokens) {
            recipe.train.microTokens = tokens;
            return recipe;
        };
        SmallRun reference(with(100)), run(with(microTokens));
        const TrainerResult wanted = reference.run(), result = run.run();
        for (std::size_t i = 0; i < 4; ++i)
            QVERIFY2(std::fabs(result.losses[i] - wanted.losses[i]) < 1e-5,
                     qPrintable(QString("step %1: %2, %3").arg(i).arg(result.losses[i]).arg(wanted.losses[i])));
        QVERIFY(relative(valuesOf(run.weights(4)), valuesOf(reference.weights(4))) < 1e-3);
        // The first moment is the gradients' running mean: it shows the gradients without Adam's scaling of tiny ones.
        QVERIFY(relative(valuesOf(run.bytes(4, "optimizer.safetensors")),
                         valuesOf(reference.bytes(4, "optimizer.safetensors"))) < 1e-4);
        QCOMPARE(result.realTokens, wanted.realTokens);
        QCOMPARE(result.trainedTokens, wanted.trainedTokens);
    }

    void epochs_everyRowOnce_inAnotherOrder() {
        SmallRun run(smallRecipe("lora"));
        std::int64_t all = 0, trained = 0;
        for (const TokenizedRow& row : run.rows) {
            all += std::int64_t(row.ids.size());
            trained += row.trainedCount();
        }
        std::vector<std::int64_t> tokens;
        std::int64_t labelled = 0;
        run.hooks.step = [&](const StepReport& report) {
            tokens.push_back(report.realTokens);
            labelled += report.trainedTokens;
            QCOMPARE(report.steps, kSteps);
            QCOMPARE(report.epoch, double(report.step) / 3);
            QVERIFY(report.seconds > 0 && report.gradientNorm > 0);
            QCOMPARE(report.learningRate, learningRateAt(run.recipe.train, report.step - 1, kSteps));
        };
        const TrainerResult result = run.run();
        QCOMPARE(tokens.size(), std::size_t(kSteps));
        for (int epoch = 0; epoch < 3; ++epoch)
            QCOMPARE(std::accumulate(tokens.begin() + 3 * epoch, tokens.begin() + 3 * epoch + 3, std::int64_t(0)), all);
        QVERIFY(!std::equal(tokens.begin(), tokens.begin() + 3, tokens.begin() + 3));
        QCOMPARE(labelled, 3 * trained);
        QCOMPARE(result.realTokens, 3 * all);
        QCOMPARE(result.trainedTokens, 3 * trained);
        QVERIFY(result.seconds > 0);
    }

    // A row that weighs 2 is worth the same row twice: loss and gradient of each step are equal, whatever else is packed
    // with it.
    void weights_areRowsRepeated() {
        Recipe recipe = smallRecipe("lora");
        recipe.train.batch = 100;
        recipe.train.shuffle = false;
        SmallRun weighted(recipe), repeated(recipe);
        for (const std::size_t heavy : {2u, 5u}) {
            TokenizedRow& row = weighted.rows[heavy];
            row.weights.assign(row.ids.size(), 2.0f);
            repeated.rows.push_back(repeated.rows[heavy]);
        }
        const TrainerResult a = weighted.run(), b = repeated.run();
        QCOMPARE(a.losses.size(), std::size_t(3));
        for (std::size_t i = 0; i < a.losses.size(); ++i) QVERIFY(std::abs(a.losses[i] - b.losses[i]) < 2e-6);
        const TrainerResult plain = SmallRun(recipe).run();
        QVERIFY(std::abs(a.losses[0] - plain.losses[0]) > 1e-4);
    }

    void steps_byEpochsAndBySteps() {
        Recipe recipe;
        recipe.train.batch = 8;
        recipe.train.epochs = 3;
        QCOMPARE(Trainer::stepsOf(recipe, 17), std::int64_t(9));  // three steps an epoch, the last with one row
        recipe.train.epochs = 0.5;
        QCOMPARE(Trainer::stepsOf(recipe, 17), std::int64_t(2));
        recipe.train.epochs = 0.01;
        QCOMPARE(Trainer::stepsOf(recipe, 17), std::int64_t(1));
        QCOMPARE(Trainer::stepsOf(recipe, 0), std::int64_t(0));
        recipe.train.maxSteps = 5;
        QCOMPARE(Trainer::stepsOf(recipe, 17), std::int64_t(5));
    }

    // Ten times in a run, seldomer where the validation rows cost much: a quarter of 100,000 training tokens is 75,000
    // tokens of evaluation.
    void evaluationInterval_weighsTheCost_data() {
        QTest::addColumn<qint64>("steps");
        QTest::addColumn<qint64>("validationTokens");
        QTest::addColumn<qint64>("interval");
        QTest::newRow("no validation rows") << qint64(100) << qint64(0) << qint64(10);
        QTest::newRow("few") << qint64(100) << qint64(7'000) << qint64(10);
        QTest::newRow("rounded up") << qint64(101) << qint64(7'000) << qint64(11);
        QTest::newRow("short run") << qint64(3) << qint64(7'000) << qint64(1);
        QTest::newRow("five are affordable") << qint64(100) << qint64(15'000) << qint64(20);
        QTest::newRow("none is: halfway and at the end") << qint64(100) << qint64(1'000'000) << qint64(50);
    }
    void evaluationInterval_weighsTheCost() {
        QFETCH(qint64, steps);
        QFETCH(qint64, validationTokens);
        QFETCH(qint64, interval);
        Recipe recipe;
        QCOMPARE(Trainer::evaluationInterval(recipe, steps, 100'000, validationTokens), std::int64_t(interval));
        QCOMPARE(Trainer::savingInterval(recipe, 101), std::int64_t(11));  // whatever evaluating costs
        recipe.train.evaluateEvery = 7;
        QCOMPARE(Trainer::evaluationInterval(recipe, steps, 100'000, validationTokens), std::int64_t(7));
        recipe.train.saveEvery = 5;
        QCOMPARE(Trainer::savingInterval(recipe, 101), std::int64_t(5));
    }

    // Random rows are learned by heart while other random rows get worse: the best evaluation comes early, and patience
    // ends the run.
    void earlyStop_bestCheckpointIsKept() {
        Recipe recipe = smallRecipe("full");
        recipe.train.maxSteps = 60;
        recipe.train.learningRate = 3e-2;
        recipe.train.warmup = 0;
        recipe.train.evaluateEvery = recipe.train.saveEvery = 1;
        recipe.train.patience = 4;
        SmallRun run(recipe);
        std::vector<double> evaluated;
        std::set<std::int64_t> best;
        run.hooks.evaluated = [&](std::int64_t step, double loss, bool isBest) {
            QCOMPARE(step, std::int64_t(evaluated.size()));
            evaluated.push_back(loss);
            if (isBest) best.insert(step);
        };
        const TrainerResult result = run.run();
        QCOMPARE(QString::fromStdString(result.because), QString("early stop"));
        QVERIFY(result.step < 60);
        QCOMPARE(result.step, result.bestStep + 4);
        const auto lowest = std::min_element(evaluated.begin() + 1, evaluated.end());
        QCOMPARE(result.bestStep, std::int64_t(lowest - evaluated.begin()));
        QCOMPARE(result.bestLoss, *lowest);
        QCOMPARE(*best.rbegin(), result.bestStep);
        QVERIFY(!best.count(0));
        // The last two and the best, and nothing else.
        const auto name = [](std::int64_t step) { return "step-" + std::to_string(step); };
        const std::set<std::string> wanted{name(result.bestStep), name(result.step - 1), name(result.step)};
        QVERIFY(run.entries() == wanted);
        QCOMPARE(findCheckpoint(run.folder(), result.bestStep).value().step, result.bestStep);
    }

    void stopDiscard_savesNothingMore() {
        SmallRun run(smallRecipe("lora"));
        std::int64_t step = 0;
        run.hooks.step = [&](const StepReport& report) { step = report.step; };
        run.hooks.wish = [&] { return step == 5 ? RunWish::StopDiscard : RunWish::GoOn; };
        std::int64_t last = 0;
        run.hooks.saved = [&](const CheckpointInfo& saved) { last = saved.step; };
        const TrainerResult result = run.run();
        QCOMPARE(QString::fromStdString(result.because), QString("discarded"));
        QCOMPARE(findCheckpoint(run.folder(), 0) ? findCheckpoint(run.folder(), 0)->step : 0, last);
    }

    void cancel_endsWithinAMicroBatch_andTheRunGoesOnLater() {
        SmallRun whole(smallRecipe("lora", 0.1)), run(whole.recipe);
        whole.run();
        int looks = 0;
        run.hooks.wish = [&] {
            if (++looks == 12) run.cancel.request();
            return RunWish::GoOn;
        };
        try {
            run.run();
            QFAIL("a cancelled run must not end as if it were done");
        } catch (const Error& e) {
            QCOMPARE(e.code(), Code::Cancelled);
        }
        QCOMPARE(looks, 12);
        SmallRun later(run.recipe, run.folder());
        later.resume();
        QVERIFY(sameCheckpoint(later, whole, kSteps));
    }

    void begin_fromAnotherAdapter_startsThere() {
        SmallRun first(smallRecipe("lora"));
        double learned = -1, start = -1;
        first.hooks.evaluated = [&](std::int64_t, double loss, bool) { learned = loss; };
        first.run();
        SmallRun second(first.recipe);
        second.hooks.evaluated = [&](std::int64_t step, double loss, bool) {
            if (step == 0) start = loss;
        };
        Trainer t = second.trainer();
        t.begin(first.folder() + "/checkpoints/step-9/adapter.safetensors");
        t.run(second.hooks, second.cancel);
        QVERIFY(std::fabs(start - learned) < 1e-6);
        Trainer broken = second.trainer();
        QVERIFY_EXCEPTION_THROWN(broken.begin(first.folder() + "/no_such.safetensors"), Error);
    }

    void probes_seeTheModelAsItIs() {
        SmallRun run(smallRecipe("lora"));
        Trainer t = run.trainer();
        t.begin();
        std::vector<std::int64_t> steps;
        std::vector<float> values;
        TunedModel copy;
        run.hooks.probe = [&](std::int64_t step) {
            steps.push_back(step);
            values.push_back(t.cpuModel(copy).blocks[0].qkv.parts[0].low.b[0]);
        };
        t.run(run.hooks, run.cancel);
        QVERIFY((steps == std::vector<std::int64_t>{0, 3, 6, 9}));
        QCOMPARE(values.front(), 0.0f);
        QVERIFY(values[1] != values[2] && values[2] != values[3]);
    }
};

QTEST_GUILESS_MAIN(TestTrainer)
#include "tst_trainer.moc"

// Ten optimizer steps against torch's AdamW as transformers and peft drive it (fixtures: tests/golden/README.md),
// losses within 1e-5 and adapters within 1e-4 relative L2; the schedules against values worked out by hand; what the
// optimizer saves.
#include <QTemporaryDir>
#include <QtTest>

#include "core/base/error.h"
#include "core/objective/causal.h"
#include "core/train/optimizer.h"
#include "tests/core/model/golden_model.h"

using namespace tunesmith;
using namespace tunesmith::golden;

namespace {

constexpr std::int64_t kSteps = 10;

Recipe::Train goldenOptions(double learningRate) {
    Recipe::Train options;
    options.learningRate = learningRate;
    options.schedule = "linear";
    options.warmup = 2;
    options.weightDecay = 0.01;
    options.clip = 1;
    return options;
}

// One step as the trainer takes it; returns the loss before it.
double takeStep(Trained& t, AdamW& optimizer, const Variant& v, const Recipe::Train& options, std::int64_t step) {
    t.parameters.zeroGradients();
    const double loss = CausalObjective("sft").run(*t.model, v.batch, double(v.batch.trainedTokens()), 0);
    optimizer.step(learningRateAt(options, step, kSteps));
    return loss;
}

// A set of two values, one of which decays.
void makePair(ParameterSet& parameters) {
    parameters.add("decays", {1}, true);
    parameters.add("stays", {1}, false);
    parameters.allocate(at::kCPU);
    *parameters.valueData(0) = *parameters.valueData(1) = 2;
}

}  // namespace

class TestOptimizer : public QObject {
    Q_OBJECT

    static void variants() {
        QTest::addColumn<QString>("variant");
        for (const char* variant : {"tied_gqa", "untied_mha", "bias", "rope_llama3", "rope_linear"})
            QTest::newRow(variant) << QString(variant);
    }

private Q_SLOTS:
    void tenSteps_lora_equalPeft_data() { variants(); }
    void tenSteps_lora_equalPeft() {
        QFETCH(QString, variant);
        const Variant v(variant.toStdString());
        const Recipe::Train options = goldenOptions(1e-2);
        const std::vector<float> wanted = v.floats("ten_losses.lora");
        Trained t(v, loraRecipe(), false);
        AdamW optimizer(t.parameters, options);
        for (std::int64_t step = 0; step < kSteps; ++step) {
            const double difference = std::fabs(takeStep(t, optimizer, v, options, step) - wanted[std::size_t(step)]);
            QVERIFY2(difference < 1e-5, qPrintable(QString("step %1: %2").arg(step).arg(difference)));
        }
        QCOMPARE(optimizer.steps(), kSteps);
        for (std::size_t i = 0; i < t.parameters.slots().size(); ++i) {
            const std::string& name = t.parameters.slots()[i].name;
            const double distance = relativeDistance(t.parameters.valueData(i), v.floats("lora_final." + name));
            QVERIFY2(distance < 1e-4, qPrintable(QString("%1: %2").arg(QString::fromStdString(name)).arg(distance)));
        }
    }

    void tenSteps_full_equalTransformers_data() { variants(); }
    void tenSteps_full_equalTransformers() {
        QFETCH(QString, variant);
        const Variant v(variant.toStdString());
        const Recipe::Train options = goldenOptions(1e-3);
        const std::vector<float> wanted = v.floats("ten_losses.full");
        Recipe recipe;
        recipe.method = "full";
        Trained t(v, recipe, false);
        AdamW optimizer(t.parameters, options);
        for (std::int64_t step = 0; step < kSteps; ++step) {
            const double difference = std::fabs(takeStep(t, optimizer, v, options, step) - wanted[std::size_t(step)]);
            QVERIFY2(difference < 2e-5, qPrintable(QString("step %1: %2").arg(step).arg(difference)));
        }
    }

    void learningRate_everySchedule_data() {
        QTest::addColumn<QString>("schedule");
        QTest::addColumn<double>("warmup");
        QTest::addColumn<int>("step");
        QTest::addColumn<double>("share");  // of the highest rate
        // Ten steps, two of warm-up: 0, 1/2, 1, and then down over the eight that are left.
        for (const char* schedule : {"cosine", "linear", "constant"}) {
            QTest::addRow("%s starts at 0", schedule) << QString(schedule) << 2.0 << 0 << 0.0;
            QTest::addRow("%s rises", schedule) << QString(schedule) << 2.0 << 1 << 0.5;
            QTest::addRow("%s at its highest", schedule) << QString(schedule) << 2.0 << 2 << 1.0;
            QTest::addRow("%s without warm-up", schedule) << QString(schedule) << 0.0 << 0 << 1.0;
        }
        QTest::newRow("constant stays") << QString("constant") << 2.0 << 9 << 1.0;
        QTest::newRow("linear in the middle") << QString("linear") << 2.0 << 6 << 0.5;
        QTest::newRow("linear, last step") << QString("linear") << 2.0 << 9 << 0.125;
        QTest::newRow("linear, after the end") << QString("linear") << 2.0 << 12 << 0.0;
        QTest::newRow("cosine in the middle") << QString("cosine") << 2.0 << 6 << 0.5;
        QTest::newRow("cosine, a quarter of the way") << QString("cosine") << 2.0 << 4 << 0.85355339059327373;
        QTest::newRow("cosine, last step") << QString("cosine") << 2.0 << 9 << 0.038060233744356624;
        QTest::newRow("cosine, after the end") << QString("cosine") << 2.0 << 10 << 0.0;
        // A share of the steps is rounded up: 15 % of ten are two.
        QTest::newRow("share of the steps, rising") << QString("linear") << 0.15 << 1 << 0.5;
        QTest::newRow("share of the steps, highest") << QString("linear") << 0.15 << 2 << 1.0;
    }
    void learningRate_everySchedule() {
        QFETCH(QString, schedule);
        QFETCH(double, warmup);
        QFETCH(int, step);
        QFETCH(double, share);
        Recipe::Train options;
        options.learningRate = 3e-4;
        options.schedule = schedule.toStdString();
        options.warmup = warmup;
        QVERIFY(std::fabs(learningRateAt(options, step, kSteps) - 3e-4 * share) < 1e-15);
    }

    void learningRate_warmUpLongerThanTheRun_onlyRises() {
        Recipe::Train options;
        options.learningRate = 1;
        options.warmup = 20;
        for (int step = 0; step < 10; ++step) QCOMPARE(learningRateAt(options, step, 10), step / 20.0);
    }

    // Worked out by hand: with both moments equal to the gradient's direction the first step is -lr * g / (|g| + eps)
    // after the decay.
    void step_decayAndClipping_byHand() {
        ParameterSet parameters;
        makePair(parameters);
        Recipe::Train options;
        options.weightDecay = 0.5;
        options.clip = 1;
        AdamW optimizer(parameters, options);
        *parameters.gradientData(0) = 3;
        *parameters.gradientData(1) = -4;
        QCOMPARE(optimizer.step(0.1), 5.0);  // the norm before clipping
        QVERIFY(std::fabs(*parameters.gradientData(0) - 0.6) < 1e-6);
        QVERIFY(std::fabs(*parameters.gradientData(1) + 0.8) < 1e-6);
        QVERIFY(std::fabs(*parameters.valueData(0) - (2 - 2 * 0.1 * 0.5 - 0.1)) < 1e-6);
        QVERIFY(std::fabs(*parameters.valueData(1) - (2 + 0.1)) < 1e-6);
    }

    void step_withoutClipping_gradientStays() {
        ParameterSet parameters;
        makePair(parameters);
        Recipe::Train options;
        options.clip = 0;
        AdamW optimizer(parameters, options);
        *parameters.gradientData(0) = 30;
        *parameters.gradientData(1) = 40;
        QCOMPARE(optimizer.step(0.1), 50.0);
        QCOMPARE(*parameters.gradientData(0), 30.0f);
    }

    void step_gradientNotFinite_nothingIsUpdated() {
        for (const float bad : {float(NAN), float(INFINITY), -float(INFINITY)}) {
            ParameterSet parameters;
            makePair(parameters);
            AdamW optimizer(parameters, {});
            *parameters.gradientData(0) = bad;
            *parameters.gradientData(1) = 1;
            QVERIFY(!std::isfinite(optimizer.step(0.1)));
            QCOMPARE(*parameters.valueData(0), 2.0f);
            QCOMPARE(*parameters.valueData(1), 2.0f);
            QCOMPARE(optimizer.steps(), std::int64_t(0));
        }
    }

    void load_whatWasSaved_goesOnTheSame() {
        QTemporaryDir folder;
        const std::string file = folder.filePath("optimizer.safetensors").toStdString();
        const Recipe::Train options;
        const auto gradients = [](ParameterSet& p, int step) {
            *p.gradientData(0) = float(step + 1);
            *p.gradientData(1) = float(1 - step);
        };
        ParameterSet straight, resumed;
        makePair(straight);
        makePair(resumed);
        AdamW first(straight, options), again(resumed, options);
        for (int step = 0; step < 6; ++step) {
            if (step == 3) {
                first.save(file);
                again.load(file);
                QCOMPARE(again.steps(), std::int64_t(3));
                for (std::size_t i : {0, 1}) *resumed.valueData(i) = *straight.valueData(i);
            }
            gradients(straight, step);
            first.step(0.1);
            if (step < 3) continue;
            gradients(resumed, step);
            again.step(0.1);
            for (std::size_t i : {0, 1}) QCOMPARE(*resumed.valueData(i), *straight.valueData(i));
        }
    }

    void load_stateOfOtherParameters_isRefused() {
        QTemporaryDir folder;
        const std::string file = folder.filePath("optimizer.safetensors").toStdString();
        ParameterSet pair, single;
        makePair(pair);
        single.add("alone", {3}, true);
        single.allocate(at::kCPU);
        AdamW(pair, {}).save(file);
        AdamW other(single, {});
        QVERIFY_EXCEPTION_THROWN(other.load(file), Error);
        QCOMPARE(other.steps(), std::int64_t(0));
        const float value = 1;
        writeSafetensors(file, {{"exp_avg", DType::F32, {1}, &value}});
        QVERIFY_EXCEPTION_THROWN(other.load(file), Error);
    }
};

QTEST_GUILESS_MAIN(TestOptimizer)
#include "tst_optimizer.moc"

// Training classifiers: the curves of transformers on the same rows (fixtures: tests/golden/README.md) to 1e-5, for the
// fused kernels and their plain twin; a run that was cut off is the run that was not; a new head learns.
#include <QtTest>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/evaluate/loss.h"
#include "core/objective/classify_objective.h"
#include "core/train/optimizer.h"
#include "core/train/trainer.h"
#include "tests/core/model/golden_model.h"
#include "tests/core/train/small_run.h"

using namespace tunesmith;
using namespace tunesmith::testing;

namespace {

const char* const kVariants[] = {"bert_sequence",    "bert_multi_label",    "bert_regression", "bert_token",
                                 "roberta_sequence", "distilbert_sequence", "distilbert_token"};

std::string encoder(const std::string& name) {
    return TUNESMITH_SOURCE_DIR "/tests/golden/encoders/" + name;
}

// The rows of a fixture with their labels, and the losses of the reference.
struct Curve {
    std::shared_ptr<const BaseModel> base;
    std::vector<TokenizedRow> rows;
    std::vector<float> losses;

    explicit Curve(const std::string& name) : base(BaseModel::open(encoder(name))) {
        golden::Expected from(encoder(name));
        from.expected =
            std::make_unique<SafetensorsFile>(TUNESMITH_SOURCE_DIR "/tests/golden/classify/" + name + ".safetensors");
        losses = from.floats("losses");
        const ClassifierConfig& head = base->config().classifier;
        const std::vector<std::int64_t> ids = from.integers("ids");
        std::vector<std::int64_t> classes;
        std::vector<float> values;
        if (head.problem == Problem::SingleLabel)
            classes = from.integers("labels");
        else
            values = from.floats("labels");
        std::size_t at = 0;
        for (const std::int64_t length : from.integers("lengths")) {
            TokenizedRow row;
            const std::size_t number = rows.size(), width = head.labels.size();
            for (std::int64_t t = 0; t < length; ++t, ++at) {
                row.ids.push_back(TokenId(ids[at]));
                if (head.task == HeadTask::Token)
                    row.classes.push_back(classes[at] < 0 ? -1 : std::int32_t(classes[at]));
            }
            row.trained.assign(row.ids.size(), 0);
            if (head.problem != Problem::SingleLabel)
                row.values.assign(values.begin() + std::ptrdiff_t(number * width),
                                  values.begin() + std::ptrdiff_t((number + 1) * width));
            else if (head.task == HeadTask::Sequence)
                row.classes = {std::int32_t(classes[number])};
            rows.push_back(std::move(row));
        }
    }
};

Recipe curveRecipe() {
    Recipe recipe = smallRecipe("full");
    recipe.objective = "classify";
    recipe.train.maxSteps = 8;
    recipe.train.learningRate = 2e-3;
    recipe.train.schedule = "constant";
    recipe.train.warmup = 0;
    recipe.train.shuffle = false;
    return recipe;
}

void compare(const std::vector<double>& got, const std::vector<float>& wanted) {
    QCOMPARE(got.size(), wanted.size());
    for (std::size_t i = 0; i < got.size(); ++i)
        QVERIFY2(
            std::fabs(got[i] - double(wanted[i])) < 1e-5 * std::max(1.0, double(wanted[i])),
            qPrintable(
                QString("step %1: %2 instead of %3").arg(i).arg(got[i], 0, 'g', 9).arg(double(wanted[i]), 0, 'g', 9)));
}

// Rows of which the first token says the label.
std::vector<TokenizedRow> tellingRows(std::int64_t count, std::uint64_t seed) {
    const RandomStream draws(seed, "rows");
    std::vector<TokenizedRow> rows;
    for (std::int64_t r = 0; r < count; ++r) {
        TokenizedRow row;
        const auto label = std::int32_t(draws.at(std::uint64_t(100 * r)) % 3);
        row.ids = {2, 10 + label};
        for (int t = 0; t < 6; ++t) row.ids.push_back(20 + TokenId(draws.at(std::uint64_t(100 * r + t + 1)) % 60));
        row.trained.assign(row.ids.size(), 0);
        row.classes = {label};
        rows.push_back(std::move(row));
    }
    return rows;
}

struct LabelRun {
    Recipe recipe;
    QTemporaryDir folder;
    TrainerHooks hooks;
    std::vector<std::vector<std::pair<std::string, double>>> scores;
    std::vector<double> heldOut;

    explicit LabelRun(const std::string& method) : recipe(smallRecipe(method, method == "lora" ? 0.1 : 0)) {
        recipe.objective = "classify";
        recipe.train.maxSteps = 80;
        recipe.train.evaluateEvery = 20;
        recipe.train.saveEvery = 5;
        recipe.train.learningRate = method == "full" ? 5e-3 : 1e-2;
    }
    Trainer trainer() {
        hooks.scored = [this](std::int64_t, const auto& one) { scores.push_back(one); };
        hooks.evaluated = [this](std::int64_t, double loss, bool) { heldOut.push_back(loss); };
        const ClassifierConfig head{HeadTask::Sequence, Problem::SingleLabel, {"a", "b", "c"}};
        return Trainer({BaseModel::open(encoder("bert"), head, 7), recipe, tellingRows(24, 1), tellingRows(12, 2),
                        folder.path().toStdString()});
    }
    TrainerResult run() {
        Trainer t = trainer();
        t.begin();
        return t.run(hooks, {});
    }
    TrainerResult resume() {
        Trainer t = trainer();
        t.resume(findCheckpoint(folder.path().toStdString(), 0).value());
        return t.run(hooks, {});
    }
};

}  // namespace

class TestClassifyTraining : public QObject {
    Q_OBJECT

    static void variants() {
        QTest::addColumn<QString>("variant");
        for (const char* variant : kVariants) QTest::newRow(variant) << QString(variant);
    }
    static void methods() {
        QTest::addColumn<QString>("method");
        QTest::newRow("lora") << QString("lora");
        QTest::newRow("full") << QString("full");
    }

private Q_SLOTS:
    void curve_equalsTransformers_data() { variants(); }
    void curve_equalsTransformers() {
        QFETCH(QString, variant);
        const Curve curve(variant.toStdString());
        QTemporaryDir folder;
        Trainer trainer({curve.base, curveRecipe(), curve.rows, {}, folder.path().toStdString()});
        trainer.begin();
        compare(trainer.run({}, {}).losses, curve.losses);
    }

    // The same loop by hand over the twin, which the trainer takes on other devices.
    void plainCurve_equalsTransformers_data() { variants(); }
    void plainCurve_equalsTransformers() {
        QFETCH(QString, variant);
        const Curve curve(variant.toStdString());
        const Recipe recipe = curveRecipe();
        Transformer transformer(curve.base);
        ParameterSet parameters;
        const auto method = makeMethod(recipe);
        method->declare(transformer, parameters);
        parameters.allocate(at::kCPU);
        method->bind(transformer, parameters, true);
        method->initialise(transformer, parameters, 1);
        PlainTransformer body(transformer, parameters, at::kCPU, at::kFloat);
        const auto objective = makeObjective(recipe, transformer);
        AdamW optimizer(parameters, recipe.train);
        std::vector<double> losses;
        for (std::size_t step = 0; step < 8; ++step) {
            PackedBatch batch;
            std::vector<const TokenizedRow*> rows;
            for (std::size_t r = step % 3 * 4; r < std::min<std::size_t>(step % 3 * 4 + 4, curve.rows.size()); ++r) {
                rows.push_back(&curve.rows[r]);
                batch.add(curve.rows[r], std::int64_t(r));
            }
            parameters.zeroGradients();
            losses.push_back(objective->run(body, batch, objective->normaliser(rows), 0));
            optimizer.step(recipe.train.learningRate);
        }
        compare(losses, curve.losses);
    }

    void newHead_learns_data() { methods(); }
    void newHead_learns() {
        QFETCH(QString, method);
        LabelRun run(method.toStdString());
        const TrainerResult result = run.run();
        QCOMPARE(result.step, 80);
        QCOMPARE(result.trainedTokens, 80 * 4);  // an item a row
        QVERIFY(run.heldOut.back() < run.heldOut.front() * 0.7);
        QCOMPARE(run.scores.size(), std::size_t(5));
        QCOMPARE(run.scores[0][0].first, std::string("accuracy"));
        QCOMPARE(run.scores[0][1].first, std::string("macro_f1"));
        QVERIFY2(run.scores.back()[0].second > 0.7 && run.scores.front()[0].second < 0.6,
                 qPrintable(QString("%1 %2").arg(run.scores.front()[0].second).arg(run.scores.back()[0].second)));
    }

    void resume_isTheUninterruptedRun_data() { methods(); }
    void resume_isTheUninterruptedRun() {
        QFETCH(QString, method);
        LabelRun whole(method.toStdString()), cut(method.toStdString());
        const TrainerResult wanted = whole.run();
        cut.hooks.step = [](const StepReport& report) {
            if (report.step == 13) throw std::runtime_error("died");
        };
        QVERIFY_EXCEPTION_THROWN(cut.run(), std::runtime_error);
        cut.hooks = {};
        const TrainerResult rest = cut.resume();
        QVERIFY(std::equal(rest.losses.begin(), rest.losses.end(), wanted.losses.begin() + 10, wanted.losses.end()));
        QCOMPARE(rest.bestLoss, wanted.bestLoss);
    }

    void microBatches_changeNothing() {
        LabelRun one("full"), many("full");
        one.recipe.train.microTokens = 4096;
        many.recipe.train.microTokens = 8;
        const TrainerResult a = one.run(), b = many.run();
        for (std::size_t i = 0; i < 5; ++i) QVERIFY(std::fabs(a.losses[i] - b.losses[i]) < 1e-5);
    }

    void anotherKindOfModel_isRefused() {
        Recipe recipe = smallRecipe("lora");
        recipe.objective = "classify";
        QTemporaryDir folder;
        QVERIFY_EXCEPTION_THROWN(Trainer({SmallRun::base(), recipe, someRows(4, 1), {}, folder.path().toStdString()}),
                                 Error);
        QVERIFY_EXCEPTION_THROWN(
            Trainer({BaseModel::open(encoder("bert")), recipe, tellingRows(4, 1), {}, folder.path().toStdString()}),
            Error);
        recipe.objective = "sft";
        QVERIFY_EXCEPTION_THROWN(
            Trainer({BaseModel::open(encoder("bert")), recipe, someRows(4, 1, 90), {}, folder.path().toStdString()}),
            Error);
        recipe.objective = "classify";
        recipe.train.device = "cuda";
        QVERIFY_EXCEPTION_THROWN(Trainer({BaseModel::open(encoder("bert_sequence")),
                                          recipe,
                                          tellingRows(4, 1),
                                          {},
                                          folder.path().toStdString()}),
                                 Error);
    }
};

QTEST_GUILESS_MAIN(TestClassifyTraining)
#include "tst_classify_training.moc"

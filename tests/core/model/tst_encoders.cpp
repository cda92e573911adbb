// Encoders against transformers and peft (fixtures: tests/golden/README.md): hidden states and logits 1e-4, loss 1e-5,
// every gradient 1e-4 relative L2, for the fused kernels and for their plain twin; files as hubs have them; what is
// exported opens again as the same model.
#include <QTemporaryDir>
#include <QtTest>

#include <set>

#include "core/base/error.h"
#include "core/generate/decoder.h"
#include "core/model/arch/architectures.h"
#include "core/model/encoder_lm.h"
#include "core/objective/classify.h"
#include "core/publish/export.h"
#include "tests/core/model/golden_model.h"

using namespace tunesmith;
using namespace tunesmith::golden;

namespace {

const char* const kVariants[] = {"bert",
                                 "bert_sequence",
                                 "bert_multi_label",
                                 "bert_regression",
                                 "bert_token",
                                 "roberta",
                                 "roberta_sequence",
                                 "roberta_token",
                                 "xlm_roberta_sequence",
                                 "camembert_token",
                                 "distilbert",
                                 "distilbert_sequence",
                                 "distilbert_token"};

std::string folderOf(const std::string& name) {
    return TUNESMITH_SOURCE_DIR "/tests/golden/encoders/" + name;
}

// An encoder's expected tensors; its documents are whole, so the decoders' Variant does not fit.
struct Golden : Expected {
    std::shared_ptr<const BaseModel> base;
    PackedBatch batch;
    explicit Golden(const std::string& name) : Expected(folderOf(name)), base(BaseModel::open(folder)) {
        for (const std::int64_t id : integers("ids")) batch.ids.push_back(std::int32_t(id));
        for (const std::int64_t type : integers("types")) batch.types.push_back(std::int32_t(type));
        batch.labels.assign(batch.ids.size(), -1);
        batch.offsets = integers("offsets");
        for (std::size_t d = 0; d + 1 < batch.offsets.size(); ++d) batch.documents.push_back(std::int64_t(d));
    }
    const ClassifierConfig& head() const { return base->config().classifier; }
    ItemLabels labels() const {
        ItemLabels result;
        if (head().problem != Problem::SingleLabel) {
            result.values = floats("wanted");
            return result;
        }
        for (const std::int64_t label : integers("wanted"))
            result.classes.push_back(label < 0 ? -1 : std::int32_t(label));
        return result;
    }
};

struct TrainedEncoder {
    std::unique_ptr<Transformer> transformer;
    ParameterSet parameters;
    std::unique_ptr<Method> method;
    std::unique_ptr<HiddenModel> body;
    std::unique_ptr<EncoderLm> model;

    TrainedEncoder(const Golden& g, const Recipe& recipe, bool plain)
        : transformer(std::make_unique<Transformer>(g.base)) {
        method = makeMethod(recipe);
        method->declare(*transformer, parameters);
        parameters.allocate(at::kCPU);
        method->bind(*transformer, parameters, true);
        method->initialise(*transformer, parameters, 1);
        if (recipe.method == "lora")
            for (std::size_t i = 0; i < parameters.slots().size(); ++i) {
                const std::vector<float> values = g.floats("lora." + parameters.slots()[i].name);
                std::copy(values.begin(), values.end(), parameters.valueData(i));
            }
        if (plain)
            body = std::make_unique<PlainTransformer>(*transformer, parameters, at::kCPU, at::kFloat);
        else
            body = std::make_unique<FusedTransformer>(*transformer);
        model = std::make_unique<EncoderLm>(*transformer, *body);
    }
    // Hidden states where there is no head, logits otherwise.
    std::vector<float> result(const Golden& g) {
        model->forward(g.batch, 0);
        return g.head().task == HeadTask::None ? model->hidden() : model->logits();
    }
    // The loss of the fixture, whose gradient is added.
    double run(const Golden& g) {
        const std::vector<float> answer = result(g);
        if (g.head().task == HeadTask::None) {
            const std::vector<float> pull = g.floats("wanted");
            double sum = 0;
            for (std::size_t i = 0; i < pull.size(); ++i) sum += double(pull[i]) * answer[i];
            model->backwardHidden(pull);
            return sum;
        }
        const ItemLabels labels = g.labels();
        std::vector<float> pull;
        const double sum = classifyLoss(g.head(), answer, labels, double(labels.labelled(g.head())), &pull);
        model->backwardLogits(pull);
        return sum / double(labels.labelled(g.head()));
    }
};

}  // namespace

class TestEncoders : public QObject {
    Q_OBJECT

    static void rows() {
        QTest::addColumn<QString>("variant");
        QTest::addColumn<bool>("plain");
        for (const char* variant : kVariants)
            for (const bool plain : {false, true})
                QTest::addRow("%s %s", variant, plain ? "plain" : "fused") << QString(variant) << plain;
    }
    static void variants() {
        QTest::addColumn<QString>("variant");
        for (const char* variant : kVariants) QTest::newRow(variant) << QString(variant);
    }
    void equal(const QString& variant, bool plain, const Recipe& recipe, const std::string& before) {
        const Golden g(variant.toStdString());
        TrainedEncoder t(g, recipe, plain);
        const double far = largestDifference(t.result(g), g.floats(before + "result"));
        QVERIFY2(far < 1e-4, qPrintable(QString::number(far)));
        t.parameters.zeroGradients();
        const double loss = t.run(g), wanted = g.floats(before + "loss")[0];
        QVERIFY2(std::fabs(loss - wanted) < 1e-5 * std::max(1.0, std::fabs(wanted)),
                 qPrintable(QString("%1 %2").arg(loss).arg(wanted)));
        for (std::size_t i = 0; i < t.parameters.slots().size(); ++i) {
            const std::string& name = t.parameters.slots()[i].name;
            // A key's bias adds the same to all scores of a row, so its gradient is nothing but rounding.
            const std::vector<float> gradient = g.floats(before + "grad." + name);
            double size = 0;
            for (const float value : gradient) size += double(value) * value;
            const double distance = relativeDistance(t.parameters.gradientData(i), gradient);
            QVERIFY2(distance < 1e-4 || std::sqrt(size) * (1 + distance) < 1e-4,
                     qPrintable(
                         QString("%1: %2 of %3").arg(QString::fromStdString(name)).arg(distance).arg(std::sqrt(size))));
        }
    }

private Q_SLOTS:
    void everyEncoder_hasAFixture() {
        std::set<std::string> covered;
        for (const char* variant : kVariants) covered.insert(Golden(variant).base->config().family);
        for (const Architecture* architecture : architectures())
            if (!architecture->names.finalNorm && !architecture->encoder) QVERIFY2(covered.count(architecture->type), architecture->type);
    }

    void full_equalsTransformers_data() { rows(); }
    void full_equalsTransformers() {
        QFETCH(QString, variant);
        QFETCH(bool, plain);
        equal(variant, plain, fullRecipe(), "");
    }

    void lora_equalsPeft_data() { rows(); }
    void lora_equalsPeft() {
        QFETCH(QString, variant);
        QFETCH(bool, plain);
        equal(variant, plain, loraRecipe(), "lora_");
    }

    void scores_countWhatWasAnswered() {
        ClassifyScores single({HeadTask::Sequence, Problem::SingleLabel, {"a", "b", "c"}});
        single.add({2, 1, 0, 0, 3, 1, 5, 0, 1, 9, 9, 9}, {{0, 1, 1, -1}, {}});
        QCOMPARE(single.items(), 3);
        QVERIFY(std::fabs(single.accuracy() - 2.0 / 3) < 1e-12);
        QVERIFY(std::fabs(single.macroF1() - (2.0 / 3 + 2.0 / 3) / 3) < 1e-12);
        QCOMPARE(single.confusion(), (std::vector<std::int64_t>{1, 0, 0, 1, 1, 0, 0, 0, 0}));
        ClassifyScores any({HeadTask::Sequence, Problem::MultiLabel, {"a", "b"}});
        any.add({1, -1, 1, 1, -1, -1}, {{}, {1, 0, 1, 0, NAN, NAN}});
        QCOMPARE(any.items(), 2);
        QCOMPARE(any.accuracy(), 0.5);
        QCOMPARE(any.macroF1(), 0.5);
        ClassifyScores values({HeadTask::Sequence, Problem::Regression, {"v"}});
        values.add({1, 2, 3}, {{}, {1, 2, 5}});
        QVERIFY(std::fabs(values.accuracy() - (1 - 4 / (26.0 / 3))) < 1e-6);
    }

    // Split into micro-batches, the same sums come out: the loss is divided by the labels of all of them.
    void microBatches_giveTheSameGradient() {
        const Golden g("bert_token");
        TrainedEncoder t(g, fullRecipe(), false);
        t.run(g);
        const std::vector<float> whole(t.parameters.gradientData(0),
                                       t.parameters.gradientData(0) + t.parameters.count());
        t.parameters.zeroGradients();
        const ItemLabels all = g.labels();
        for (std::size_t d = 0; d + 1 < g.batch.offsets.size(); ++d) {
            const auto first = g.batch.offsets[d], last = g.batch.offsets[d + 1];
            PackedBatch one;
            one.ids.assign(g.batch.ids.begin() + first, g.batch.ids.begin() + last);
            one.types.assign(g.batch.types.begin() + first, g.batch.types.begin() + last);
            one.labels.assign(one.ids.size(), -1);
            one.offsets.push_back(last - first);
            one.documents.push_back(std::int64_t(d));
            ItemLabels labels;
            labels.classes.assign(all.classes.begin() + first, all.classes.begin() + last);
            t.model->forward(one, 0);
            std::vector<float> pull;
            classifyLoss(g.head(), t.model->logits(), labels, double(all.labelled(g.head())), &pull);
            t.model->backwardLogits(pull);
        }
        QVERIFY(relativeDistance(t.parameters.gradientData(0), whole) < 1e-5);
    }

    // Old names, buffers and the heads of other tasks are stepped over.
    void maskedLmFile_isReadAsItsBody() {
        const Golden g("bert_masked");
        Transformer transformer(g.base);
        FusedTransformer body(transformer);
        body.forward(g.batch, 0);
        QVERIFY(largestDifference(body.hidden(), g.floats("result")) < 1e-4);
    }

    void sentenceFolder_givesItsVectors() {
        const Golden g("sentence");
        Transformer transformer(g.base);
        FusedTransformer body(transformer);
        EncoderLm model(transformer, body);
        model.forward(g.batch, 0);
        const Pooling pooling = Pooling::ofFolder(g.base->path(), g.base->config().width);
        QCOMPARE(pooling.maxTokens, 70);
        QVERIFY(pooling.normalise && pooling.dense.size() == 1);
        QVERIFY(largestDifference(model.embeddings(pooling), g.floats("result")) < 1e-5);
        const std::vector<float> back = pooling.backward(g.floats("pull"), g.floats("hidden"), g.batch.offsets);
        QVERIFY(relativeDistance(back.data(), g.floats("hidden_pull")) < 1e-4);
        Pooling first;
        first.kind = Pooling::Kind::Cls;
        QVERIFY(largestDifference(model.embeddings(first), g.floats("first")) < 1e-4);
    }

    // A head that a file lacks is made only where it is asked for, and is named.
    void newHead_isDrawnWhereAskedFor() {
        const ClassifierConfig head{HeadTask::Sequence, Problem::SingleLabel, {"no", "yes"}};
        const auto base = BaseModel::open(folderOf("roberta"), head, 7);
        QCOMPARE(base->newTensors(),
                 (std::vector<std::string>{"classifier.dense.bias", "classifier.dense.weight",
                                           "classifier.out_proj.bias", "classifier.out_proj.weight"}));
        double squares = 0;
        for (const float value : base->vector("classifier.dense.weight")) squares += double(value) * value;
        QVERIFY(std::fabs(std::sqrt(squares / (32 * 32)) - 0.02) < 0.002);
        QCOMPARE(base->vector("classifier.dense.weight"),
                 BaseModel::open(folderOf("roberta"), head, 7)->vector("classifier.dense.weight"));
        // The pooler of the file is kept, for it belongs to the body.
        QCOMPARE(BaseModel::open(folderOf("bert_masked"), head, 7)->newTensors(),
                 (std::vector<std::string>{"classifier.bias", "classifier.weight"}));
        // The head that is there already is taken as it is.
        const Golden trained("bert_sequence");
        QVERIFY(BaseModel::open(trained.base->path(), trained.head(), 7)->newTensors().empty());
        QVERIFY(Golden("bert_sequence").base->newTensors().empty());
    }

    void decodingAnEncoder_isRefused() {
        Transformer transformer(Golden("bert").base);
        QVERIFY_THROWS_EXCEPTION(Error, Decoder decoder(transformer));
        const ClassifierConfig head{HeadTask::Sequence, Problem::SingleLabel, {"no", "yes"}};
        QVERIFY_THROWS_EXCEPTION(Error, BaseModel::open(TUNESMITH_SOURCE_DIR "/tests/golden/families/qwen2", head, 1));
    }

    void whatDoesNotFit_isRefused() {
        const Golden g("bert_sequence");
        Transformer transformer(g.base);
        FusedTransformer body(transformer);
        PackedBatch batch = g.batch;
        batch.types[3] = 2;
        QVERIFY_THROWS_EXCEPTION(Error, body.forward(batch, 0));
        PackedBatch longRow;
        longRow.ids.assign(81, 5);
        longRow.labels.assign(81, -1);
        longRow.offsets.push_back(81);
        longRow.documents.push_back(0);
        QVERIFY_THROWS_EXCEPTION(Error, body.forward(longRow, 0));
        Transformer headless(Golden("bert").base);
        FusedTransformer bare(headless);
        EncoderLm model(headless, bare);
        model.forward(g.batch, 0);
        QVERIFY_THROWS_EXCEPTION(Error, model.logits());
    }

    void exported_opensAsTheSameModel_data() { variants(); }
    void exported_opensAsTheSameModel() {
        QFETCH(QString, variant);
        const Golden g(variant.toStdString());
        const QTemporaryDir folder;
        TunedModel tuned;
        tuned.model = std::make_unique<Transformer>(g.base);
        Cancel cancel;
        Progress progress;
        exportMerged(tuned, {"fp32", {}}, folder.filePath("out").toStdString(), cancel, progress);
        Transformer again(BaseModel::open(folder.filePath("out").toStdString()));
        FusedTransformer body(again);
        EncoderLm model(again, body);
        model.forward(g.batch, 0);
        QVERIFY(again.config.classifier == g.head());
        QVERIFY(largestDifference(g.head().task == HeadTask::None ? model.hidden() : model.logits(),
                                  g.floats("result")) < 1e-4);
    }

    void writtenConfig_readsAsTheSame_data() { variants(); }
    void writtenConfig_readsAsTheSame() {
        QFETCH(QString, variant);
        const Golden g(variant.toStdString());
        const Json written = g.base->config().toHuggingFace();
        const ModelConfig again = ModelConfig::fromHuggingFace(written, "config.json");
        QCOMPARE(dumpJson(again.toHuggingFace(), 1), dumpJson(written, 1));
        QVERIFY(again.classifier == g.head());
        QCOMPARE(again.contextLength, g.base->config().contextLength);
    }
};

QTEST_GUILESS_MAIN(TestEncoders)
#include "tst_encoders.moc"

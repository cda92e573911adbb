// Models of the Llama family against transformers and peft: logits 1e-4, loss 1e-5, every gradient 1e-4 relative L2, all in fp32
// (fixtures: tests/golden/README.md), for the fused kernels and for their plain twin; and what must not matter: packing, micro-batches.
#include <QtTest>

#include <numeric>

#include "core/base/error.h"
#include "core/objective/causal.h"
#include "tests/core/model/golden_model.h"

using namespace tunesmith;
using namespace tunesmith::golden;

namespace {

const char* const kVariants[] = {"tied_gqa", "untied_mha", "bias", "rope_llama3", "rope_linear", "old_config"};

}  // namespace

class TestLlama : public QObject {
    Q_OBJECT

    static void rows() {
        QTest::addColumn<QString>("variant");
        QTest::addColumn<bool>("plain");
        for (const char* variant : kVariants)
            for (const bool plain : {false, true}) QTest::addRow("%s %s", variant, plain ? "plain" : "fused") << QString(variant) << plain;
    }

private Q_SLOTS:
    void logits_everyVariant_equalTransformers_data() { rows(); }
    void logits_everyVariant_equalTransformers() {
        QFETCH(QString, variant);
        QFETCH(bool, plain);
        const Variant v(variant.toStdString());
        Trained t(v, fullRecipe(), plain);
        t.model->forward(v.batch, 0);
        QVERIFY(largestDifference(t.model->logits(), v.floats("logits")) < 1e-4);
        t.model->forward(v.batch, 0);
        const std::vector<float> logp = t.model->logProbabilities();
        QVERIFY(std::fabs(-std::accumulate(logp.begin(), logp.end(), 0.0) / double(logp.size()) - v.floats("loss")[0]) < 1e-5);
    }

    void gradients_full_equalTransformers_data() { rows(); }
    void gradients_full_equalTransformers() {
        QFETCH(QString, variant);
        QFETCH(bool, plain);
        const Variant v(variant.toStdString());
        if (!v.expected->find("grad.model.norm.weight")) QSKIP("This variant has no gradients.");
        Trained t(v, fullRecipe(), plain);
        QVERIFY(std::fabs(lossOf(t, v.batch) - v.floats("loss")[0]) < 1e-5);
        for (std::size_t i = 0; i < t.parameters.slots().size(); ++i) {
            const std::string& name = t.parameters.slots()[i].name;
            const double distance = relativeDistance(t.parameters.gradientData(i), v.floats("grad." + name));
            QVERIFY2(distance < 1e-4, qPrintable(QString("%1: %2").arg(QString::fromStdString(name)).arg(distance)));
        }
    }

    // bf16 keeps 8 bits: what is summed from rounded factors stays within a few of their steps, in every product.
    void bf16_staysNearTransformers_data() {
        QTest::addColumn<QString>("variant");
        QTest::addColumn<bool>("lora");
        for (const char* variant : {"tied_gqa", "untied_mha"})
            for (const bool lora : {false, true}) QTest::addRow("%s %s", variant, lora ? "lora" : "full") << QString(variant) << lora;
    }
    void bf16_staysNearTransformers() {
        QFETCH(QString, variant);
        QFETCH(bool, lora);
        const Variant v(variant.toStdString());
        const std::string kind = lora ? "lora_" : "";
        if (!v.expected->find(kind + "loss")) QSKIP("This variant has no adapter.");
        Trained t(v, lora ? loraRecipe() : fullRecipe(), false);
        t.model = std::make_unique<FusedTransformer>(*t.transformer, Precision::Bf16);
        QVERIFY(std::fabs(lossOf(t, v.batch) - v.floats(kind + "loss")[0]) < 2e-2);
        for (std::size_t i = 0; i < t.parameters.slots().size(); ++i) {
            const std::string& name = t.parameters.slots()[i].name;
            const double distance = relativeDistance(t.parameters.gradientData(i), v.floats((lora ? "lora_grad." : "grad.") + name));
            QVERIFY2(distance > 0 && distance < 8e-2, qPrintable(QString("%1: %2").arg(QString::fromStdString(name)).arg(distance)));
        }
    }

    void gradients_lora_equalPeft_data() { rows(); }
    void gradients_lora_equalPeft() {
        QFETCH(QString, variant);
        QFETCH(bool, plain);
        const Variant v(variant.toStdString());
        if (!v.expected->find("lora_loss")) QSKIP("This variant has no adapter.");
        Trained t(v, loraRecipe(), plain);
        t.model->forward(v.batch, 0);
        QVERIFY(largestDifference(t.model->logits(), v.floats("lora_logits")) < 1e-4);
        QVERIFY(std::fabs(lossOf(t, v.batch) - v.floats("lora_loss")[0]) < 1e-5);
        for (std::size_t i = 0; i < t.parameters.slots().size(); ++i) {
            const std::string& name = t.parameters.slots()[i].name;
            const double distance = relativeDistance(t.parameters.gradientData(i), v.floats("lora_grad." + name));
            QVERIFY2(distance < 1e-4, qPrintable(QString("%1: %2").arg(QString::fromStdString(name)).arg(distance)));
        }
    }

    void loss_rankStabilised_equalsPeft() {
        const Variant v("tied_gqa");
        Recipe recipe = loraRecipe();
        recipe.lora.rankStabilised = true;
        Trained t(v, recipe, false);
        QVERIFY(std::fabs(lossOf(t, v.batch) - v.floats("rslora_loss")[0]) < 1e-5);
    }

    void adapters_switchedOff_baseAnswers() {
        const Variant v("tied_gqa");
        for (const bool plain : {false, true}) {
            Trained t(v, loraRecipe(), plain);
            t.model->setAdapters(false);
            t.model->forward(v.batch, 0);
            QVERIFY(largestDifference(t.model->logits(), v.floats("logits")) < 1e-4);
        }
    }

    void gguf_everyType_equalsTransformers() {
        const Variant v("tied_gqa");
        const SafetensorsFile expected(v.folder + "/gguf/expected.safetensors");
        int files = 0;
        for (const StoredTensor& tensor : expected.tensors()) {
            const std::string type = tensor.name.substr(std::string("logits.").size());
            Transformer llama(BaseModel::open(v.folder + "/gguf/" + type + ".gguf"));
            FusedTransformer model(llama);
            model.forward(v.batch, 0);
            std::vector<float> wanted(std::size_t(tensor.count()));
            toFloat32(tensor.dtype, tensor.data, tensor.count(), wanted.data());
            QVERIFY2(largestDifference(model.logits(), wanted) < 1e-4, type.c_str());
            ++files;
        }
        QVERIFY(files >= 2);
    }

    void gguf_llama3Scaling_isRecognised() {
        const Variant v("rope_llama3");
        Transformer llama(BaseModel::open(v.folder + "/gguf/bf16.gguf"));
        FusedTransformer model(llama);
        model.forward(v.batch, 0);
        QVERIFY(largestDifference(model.logits(), v.floats("logits")) < 1e-4);
    }

    // Dropout draws follow the row and position, so one packed batch and single rows give the same loss and gradient.
    void packing_anyGrouping_sameGradients_data() {
        QTest::addColumn<QString>("method");
        QTest::addColumn<double>("dropout");
        QTest::newRow("lora") << QString("lora") << 0.0;
        QTest::newRow("lora with dropout") << QString("lora") << 0.3;
        QTest::newRow("full") << QString("full") << 0.0;
    }
    void packing_anyGrouping_sameGradients() {
        QFETCH(QString, method);
        QFETCH(double, dropout);
        const Variant v("tied_gqa");
        Recipe recipe = loraRecipe();
        recipe.method = method.toStdString();
        recipe.lora.dropout = dropout;
        const std::uint64_t key = dropout > 0 ? 99 : 0;
        Trained packed(v, recipe, false), single(v, recipe, false), plain(v, recipe, true);
        const double wanted = lossOf(packed, v.batch, key);
        const double total = double(v.batch.trainedTokens());
        single.parameters.zeroGradients();
        double loss = 0;
        for (std::size_t d = 0; d + 1 < v.batch.offsets.size(); ++d) {
            PackedBatch one;
            const auto first = v.batch.offsets[d], last = v.batch.offsets[d + 1];
            one.ids.assign(v.batch.ids.begin() + first, v.batch.ids.begin() + last);
            one.labels.assign(v.batch.labels.begin() + first, v.batch.labels.begin() + last);
            one.offsets.push_back(last - first);
            one.documents.push_back(v.batch.documents[d]);
            loss += CausalObjective("sft").run(*single.model, one, total, key);
        }
        QVERIFY(std::fabs(loss - wanted) < 1e-5);
        QVERIFY(std::fabs(lossOf(plain, v.batch, key) - wanted) < 1e-5);
        for (std::size_t i = 0; i < packed.parameters.slots().size(); ++i) {
            const float* g = packed.parameters.gradientData(i);
            const std::vector<float> gradient(g, g + packed.parameters.slots()[i].count);
            QVERIFY(relativeDistance(single.parameters.gradientData(i), gradient) < 1e-5);
            QVERIFY(relativeDistance(plain.parameters.gradientData(i), gradient) < 1e-4);
        }
        if (dropout > 0) {
            Trained other(v, recipe, false);
            QVERIFY(std::fabs(lossOf(other, v.batch, 100) - wanted) > 1e-4);  // another key drops other elements
        }
    }

    void bf16Products_staysNearFp32() {
        const Variant v("tied_gqa");
        Transformer llama(v.base);
        FusedTransformer model(llama, Precision::Bf16);
        model.forward(v.batch, 0);
        const std::vector<float> logits = model.logits(), wanted = v.floats("logits");
        double scale = 0;
        for (const float x : wanted) scale = std::max(scale, std::fabs(double(x)));
        QVERIFY(largestDifference(logits, wanted) < 5e-2 * scale);
    }

    void forward_idOutsideVocabulary_isRefused() {
        const Variant v("tied_gqa");
        Transformer llama(v.base);
        FusedTransformer model(llama);
        PackedBatch batch;
        batch.ids = {1, 100000};
        batch.labels = {-1, -1};
        batch.offsets = {0, 2};
        batch.documents = {0};
        QVERIFY_EXCEPTION_THROWN(model.forward(batch, 0), Error);
    }
};

QTEST_GUILESS_MAIN(TestLlama)
#include "tst_llama.moc"

// Encoder-decoders against transformers and peft (fixtures: tests/golden/README.md): logits 1e-4, loss 1e-5, every gradient 1e-4 relative L2, for
// the fused kernels and for their plain twin; greedy answers equal; what is exported opens again as the same model.
#include <QtTest>

#include <algorithm>
#include <set>

#include "core/base/error.h"
#include "core/generate/decoder.h"
#include "core/model/arch/architectures.h"
#include "core/objective/causal.h"
#include "tests/core/model/golden_export.h"

using namespace tunesmith;
using namespace tunesmith::golden;

namespace {

const char* const kVariants[] = {"t5", "t5_far", "t5_v11", "t5_uneven", "bart", "bart_uneven"};

Variant variantOf(const QString& name) { return Variant("seq2seq/" + name.toStdString()); }

std::vector<std::int32_t> narrow(const std::vector<std::int64_t>& ids) { return {ids.begin(), ids.end()}; }

std::int32_t likeliest(const std::vector<float>& logits) {
    return std::int32_t(std::max_element(logits.begin(), logits.end()) - logits.begin());
}

}  // namespace

class TestSeq2Seq : public QObject {
    Q_OBJECT

    static void rows() {
        QTest::addColumn<QString>("variant");
        QTest::addColumn<bool>("plain");
        for (const char* variant : kVariants)
            for (const bool plain : {false, true}) QTest::addRow("%s %s", variant, plain ? "plain" : "fused") << QString(variant) << plain;
    }
    static void variants() {
        QTest::addColumn<QString>("variant");
        for (const char* variant : kVariants) QTest::newRow(variant) << QString(variant);
    }

    // Logits, loss and gradients of what trains, under the names that the reference gives them.
    static void compare(Trained& t, const Variant& v, const std::string& prefix) {
        t.model->forward(v.batch, 0);
        const double far = largestDifference(t.model->logits(), v.floats(prefix + "logits"));
        QVERIFY2(far < 1e-4, qPrintable(QString::number(far)));
        QVERIFY(std::fabs(lossOf(t, v.batch) - v.floats(prefix + "loss")[0]) < 1e-5);
        for (std::size_t i = 0; i < t.parameters.slots().size(); ++i) {
            const std::string& name = t.parameters.slots()[i].name;
            const std::vector<float> gradient = v.floats(prefix + "grad." + name);
            // A key's bias adds the same to all scores of a row, so its gradient is nothing but rounding.
            if (name.ends_with("k_proj.bias")) {
                QVERIFY(largestDifference({t.parameters.gradientData(i), t.parameters.gradientData(i) + gradient.size()}, gradient) < 1e-6);
                continue;
            }
            const double distance = relativeDistance(t.parameters.gradientData(i), gradient);
            QVERIFY2(distance < 1e-4, qPrintable(QString("%1: %2").arg(QString::fromStdString(name)).arg(distance)));
        }
    }

private Q_SLOTS:
    void everyFamily_hasAFixture() {
        std::set<std::string> covered;
        for (const char* variant : kVariants) covered.insert(variantOf(variant).base->config().family);
        for (const Architecture* architecture : architectures())
            if (architecture->encoder) QVERIFY2(covered.count(architecture->type), architecture->type);
    }

    void full_equalsTransformers_data() { rows(); }
    void full_equalsTransformers() {
        QFETCH(QString, variant);
        QFETCH(bool, plain);
        const Variant v = variantOf(variant);
        Trained t(v, fullRecipe(), plain);
        QCOMPARE(t.parameters.slots().size(), v.base->names().size());
        compare(t, v, "");
    }

    void lora_equalsPeft_data() { rows(); }
    void lora_equalsPeft() {
        QFETCH(QString, variant);
        QFETCH(bool, plain);
        const Variant v = variantOf(variant);
        Trained t(v, loraRecipe(), plain);
        std::size_t adapters = 0;
        for (const StoredTensor& tensor : v.expected->tensors()) adapters += tensor.name.rfind("lora.", 0) == 0 ? 1 : 0;
        QCOMPARE(t.parameters.slots().size(), adapters);
        compare(t, v, "lora_");
    }

    // An adapter of the decoder alone pulls nothing through the encoder, and changes nothing of its own gradients.
    void loraOfTheDecoderAlone_hasTheSameGradients() {
        const Variant v = variantOf("t5");
        Recipe recipe = loraRecipe();
        recipe.lora.targets = {"EncDecAttention.q", "EncDecAttention.v"};
        Trained t(v, recipe, false), twin(v, recipe, true);
        for (Trained* one : {&t, &twin}) lossOf(*one, v.batch);
        QVERIFY(!t.parameters.slots().empty());
        for (std::size_t i = 0; i < t.parameters.slots().size(); ++i) {
            const ParameterSlot& slot = t.parameters.slots()[i];
            const std::vector<float> wanted(twin.parameters.gradientData(i), twin.parameters.gradientData(i) + slot.count);
            QVERIFY(relativeDistance(t.parameters.gradientData(i), wanted) < 1e-4);
        }
    }

    // Dropout falls on the same values in both, in encoder and decoder.
    void dropout_isTheSameInBoth() {
        const Variant v = variantOf("bart");
        Recipe recipe = loraRecipe();
        recipe.lora.dropout = 0.3;
        Trained fused(v, recipe, false), plain(v, recipe, true);
        double losses[2];
        for (int i = 0; i < 2; ++i) {
            Trained& t = i ? plain : fused;
            losses[i] = CausalObjective("sft").run(*t.model, v.batch, double(v.batch.trainedTokens()), 77);
        }
        QVERIFY(std::fabs(losses[0] - losses[1]) < 1e-5);
        QVERIFY(std::fabs(losses[0] - v.floats("lora_loss")[0]) > 1e-4);
        for (std::size_t i = 0; i < fused.parameters.slots().size(); ++i) {
            const std::vector<float> wanted(plain.parameters.gradientData(i), plain.parameters.gradientData(i) + plain.parameters.slots()[i].count);
            QVERIFY(relativeDistance(fused.parameters.gradientData(i), wanted) < 1e-4);
        }
    }

    // One document at a time, in any order, gives the same sum: buffers that grow keep nothing of before.
    void packing_changesNothing() {
        const Variant v = variantOf("t5_v11");
        Trained whole(v, fullRecipe(), false), single(v, fullRecipe(), false);
        const double normaliser = double(v.batch.trainedTokens());
        const double together = CausalObjective("sft").run(*whole.model, v.batch, normaliser, 0);
        double apart = 0;
        for (std::size_t d = 0; d + 1 < v.batch.offsets.size(); ++d) {
            PackedBatch one;
            TokenizedRow row;
            row.ids.assign(v.batch.ids.begin() + v.batch.offsets[d], v.batch.ids.begin() + v.batch.offsets[d + 1]);
            row.source.assign(v.batch.source.begin() + v.batch.sourceOffsets[d], v.batch.source.begin() + v.batch.sourceOffsets[d + 1]);
            row.trained.assign(row.ids.size(), 1);
            row.trained.front() = 0;
            one.add(row, std::int64_t(d));
            apart += CausalObjective("sft").run(*single.model, one, normaliser, 0);
        }
        QVERIFY(std::fabs(together - apart) < 1e-5);
        for (std::size_t i = 0; i < whole.parameters.slots().size(); ++i) {
            const std::vector<float> wanted(whole.parameters.gradientData(i), whole.parameters.gradientData(i) + whole.parameters.slots()[i].count);
            QVERIFY(relativeDistance(single.parameters.gradientData(i), wanted) < 1e-4);
        }
    }

    void greedyAnswer_equalsTransformers_data() { variants(); }
    void greedyAnswer_equalsTransformers() {
        QFETCH(QString, variant);
        const Variant v = variantOf(variant);
        Transformer model(v.base);
        QCOMPARE(v.base->config().answerStart, narrow(v.integers("gen_start")));
        for (const bool int8 : {false, true}) {
            if (int8 && (v.base->config().feedForward % 32 != 0 || v.base->config().encoder->feedForward % 32 != 0)) continue;
            Decoder decoder(model, int8);
            for (int again = 0; again < 2; ++again) {  // nothing stays of the answer before
                decoder.reset();
                decoder.read(narrow(v.integers("gen_source")));
                std::vector<std::int32_t> ids = v.base->config().answerStart;
                std::vector<std::int64_t> answer;
                for (int i = 0; i < 32; ++i) {
                    ids = {likeliest(decoder.feed(ids))};
                    answer.push_back(ids[0]);
                }
                QCOMPARE(answer, v.integers("gen_ids"));
            }
        }
    }

    // Token by token and a piece at once, with and without an adapter, gives what the whole gives at once.
    void decoding_equalsForward_data() { variants(); }
    void decoding_equalsForward() {
        QFETCH(QString, variant);
        const Variant v = variantOf(variant);
        Trained t(v, loraRecipe(), false);
        const std::int64_t vocabulary = v.base->config().vocabulary;
        for (const bool adapters : {true, false}) {
            t.model->setAdapters(adapters);
            t.model->forward(v.batch, 0);
            const std::vector<float> all = t.model->logits();
            Decoder decoder(*t.transformer);
            for (std::size_t d = 0; d + 1 < v.batch.offsets.size(); ++d) {
                const std::int64_t first = v.batch.offsets[d], n = v.batch.offsets[d + 1] - first;
                decoder.reset();
                decoder.read({v.batch.source.begin() + v.batch.sourceOffsets[d], v.batch.source.begin() + v.batch.sourceOffsets[d + 1]});
                const std::int64_t piece = std::min<std::int64_t>(n, 9);  // enough for a product
                std::vector<std::int32_t> ids(v.batch.ids.begin() + first, v.batch.ids.begin() + first + piece);
                for (std::int64_t at = piece - 1; at < n; ++at) {
                    const std::vector<float> wanted(all.begin() + (first + at) * vocabulary, all.begin() + (first + at + 1) * vocabulary);
                    QVERIFY(largestDifference(decoder.feed(ids), wanted) < 1e-4);
                    if (at + 1 < n) ids = {v.batch.ids[std::size_t(first + at + 1)]};
                }
            }
        }
    }

    void exported_opensAsTheSameModel_data() { variants(); }
    void exported_opensAsTheSameModel() {
        QFETCH(QString, variant);
        const Variant v = variantOf(variant);
        const QTemporaryDir folder;
        const auto again = exportedAgain(v.base, folder);
        QCOMPARE(again->config().answerStart, v.base->config().answerStart);
        QVERIFY(largestDifference(logitsOf(again, v.batch), v.floats("logits")) < 1e-4);
    }

    // Tensors in llama.cpp's names, and out again as a folder.
    void gguf_equalsTransformers_data() {
        QTest::addColumn<QString>("variant");
        for (const char* variant : {"t5_far", "t5_v11"}) QTest::newRow(variant) << QString(variant);
    }
    void gguf_equalsTransformers() {
        QFETCH(QString, variant);
        const Variant v = variantOf(variant);
        const auto base = BaseModel::open(v.folder + "/model.gguf");
        QCOMPARE(base->config().answerStart, v.base->config().answerStart);
        QVERIFY(largestDifference(logitsOf(base, v.batch), v.floats("logits")) < 1e-4);
        const QTemporaryDir folder;
        QVERIFY(largestDifference(logitsOf(exportedAgain(base, folder), v.batch), v.floats("logits")) < 1e-4);
    }

    void writtenConfig_readsAsTheSame_data() { variants(); }
    void writtenConfig_readsAsTheSame() {
        QFETCH(QString, variant);
        const Variant v = variantOf(variant);
        const Json written = v.base->config().toHuggingFace();
        const ModelConfig again = ModelConfig::fromHuggingFace(written, "config.json");
        QCOMPARE(dumpJson(again.toHuggingFace(), 1), dumpJson(written, 1));
        const Json own = v.base->huggingFaceConfig();
        for (const char* key : {"vocab_size", "model_type", "d_model", "d_kv", "num_layers", "num_decoder_layers", "feed_forward_proj", "encoder_layers",
                                "decoder_layers", "decoder_ffn_dim", "scale_embedding", "decoder_start_token_id", "scale_decoder_outputs"})
            if (own.contains(key) && written.contains(key)) QCOMPARE(dumpJson(written[key], 0), dumpJson(own[key], 0));
    }

    void badConfigs_areRefusedWithASentence_data() {
        QTest::addColumn<QString>("variant");
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("says");
        QTest::newRow("no width") << "t5" << R"({"d_model": null})" << "d_model";
        QTest::newRow("no layers") << "t5" << R"({"num_decoder_layers": 0})" << "layers";
        QTest::newRow("odd distances") << "t5" << R"({"relative_attention_num_buckets": 30})" << "multiple of 4";
        QTest::newRow("near is far") << "t5" << R"({"relative_attention_max_distance": 2})" << "farthest distance";
        QTest::newRow("unknown activation") << "t5" << R"({"feed_forward_proj": "gated-maxout"})" << "maxout";
        QTest::newRow("start out of the vocabulary") << "t5" << R"({"decoder_start_token_id": 96})" << "begins with";
        QTest::newRow("start out of range") << "bart" << R"({"forced_bos_token_id": 4294967296})" << "forced_bos_token_id";
        QTest::newRow("heads do not divide") << "bart" << R"({"encoder_attention_heads": 5})" << "5 heads";
        QTest::newRow("norms before") << "bart" << R"({"normalize_before": true})" << "norms before";
        QTest::newRow("a shape that is another") << "bart" << R"({"decoder_ffn_dim": 44})" << "fc1";
        QTest::newRow("a layer that is missing") << "t5" << R"({"num_layers": 3})" << "encoder.block.2";
    }
    void badConfigs_areRefusedWithASentence() {
        QFETCH(QString, variant);
        QFETCH(QString, change);
        QFETCH(QString, says);
        const QTemporaryDir folder;
        const std::string from = std::string(TUNESMITH_SOURCE_DIR "/tests/golden/seq2seq/") + variant.toStdString();
        Json config = readJsonFile(from + "/config.json");
        const Json changes = Json::parse(change.toStdString());
        for (const auto& [key, value] : changes.items()) {
            if (value.is_null()) config.erase(key);
            else config[key] = value;
        }
        QFile::copy(QString::fromStdString(from + "/model.safetensors"), folder.filePath("model.safetensors"));
        QFile out(folder.filePath("config.json"));
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(QByteArray::fromStdString(dumpJson(config, 0)));
        out.close();
        try {
            BaseModel::open(folder.path().toStdString());
            QFAIL("opened");
        } catch (const Error& e) {
            QVERIFY(e.code() == Code::BadFile);
            QVERIFY2(QString::fromStdString(e.what()).contains(says), e.what());
        }
    }

    void tooLong_isRefusedWithASentence() {
        const Variant v = variantOf("bart");
        Transformer model(v.base);
        Decoder decoder(model);
        QVERIFY_THROWS_EXCEPTION(Error, decoder.read(std::vector<std::int32_t>(161, 5)));
        QVERIFY_THROWS_EXCEPTION(Error, decoder.read({96}));
    }
};

QTEST_GUILESS_MAIN(TestSeq2Seq)
#include "tst_seq2seq.moc"

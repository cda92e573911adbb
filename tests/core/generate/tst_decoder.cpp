// Decoding with a KV cache against the training model's logits (1e-4; it is itself held against transformers in
// tst_llama), for every variant, with adapters and trained weights, in pieces of any size; greedy answers equal to
// transformers'; int8 weights near fp32.
#include <QtTest>

#include <cmath>

#include "core/base/error.h"
#include "core/generate/decoder.h"
#include "core/generate/sampler.h"
#include "tests/core/model/golden_model.h"

using namespace tunesmith;
using namespace tunesmith::golden;

namespace {

const char* const kVariants[] = {"tied_gqa", "untied_mha", "bias", "rope_llama3", "rope_linear", "old_config"};

std::vector<std::int32_t> someIds(std::int64_t count, std::int64_t vocabulary) {
    const RandomStream draws(3, "ids");
    std::vector<std::int32_t> ids;
    for (std::int64_t i = 0; i < count; ++i)
        ids.push_back(std::int32_t(draws.at(std::uint64_t(i)) % std::uint64_t(vocabulary)));
    return ids;
}

// Logits [T, V] of one document, all at once.
std::vector<float> logitsOf(Transformer& llama, const std::vector<std::int32_t>& ids) {
    FusedTransformer model(llama);
    PackedBatch batch;
    batch.ids = ids;
    batch.labels.assign(ids.size(), -1);
    batch.offsets.push_back(std::int64_t(ids.size()));
    batch.documents.push_back(0);
    model.forward(batch, 0);
    return model.logits();
}

double differenceAt(const std::vector<float>& logits, const std::vector<float>& all, std::size_t token) {
    return largestDifference(logits, {all.begin() + std::ptrdiff_t(token * logits.size()),
                                      all.begin() + std::ptrdiff_t((token + 1) * logits.size())});
}

// Feeds `ids` in pieces of these sizes, the last size again and again; the largest difference after any of them.
double worstOf(Decoder& decoder, const std::vector<std::int32_t>& ids, const std::vector<float>& all,
               const std::vector<std::size_t>& pieces) {
    double worst = 0;
    std::size_t at = 0;
    for (std::size_t i = 0; at < ids.size(); ++i) {
        const std::size_t n = std::min(pieces[std::min(i, pieces.size() - 1)], ids.size() - at);
        const std::vector<float>& logits =
            decoder.feed({ids.begin() + std::ptrdiff_t(at), ids.begin() + std::ptrdiff_t(at + n)});
        at += n;
        worst = std::max(worst, differenceAt(logits, all, at - 1));
    }
    return decoder.length() == std::int64_t(ids.size()) ? worst : INFINITY;
}

std::vector<std::int32_t> greedy(Decoder& decoder, const std::vector<std::int32_t>& prompt, int tokens) {
    std::vector<std::int32_t> answer;
    decoder.reset();
    const std::vector<float>* logits = &decoder.feed(prompt);
    for (int i = 0; i < tokens; ++i) {
        answer.push_back(sampleToken(*logits, {}, {}, i));
        logits = &decoder.feed({answer.back()});
    }
    return answer;
}

double largest(const std::vector<float>& values) {
    double most = 0;
    for (const float v : values) most = std::max(most, std::fabs(double(v)));
    return most;
}

}  // namespace

class TestDecoder : public QObject {
    Q_OBJECT

    static void variants() {
        QTest::addColumn<QString>("variant");
        for (const char* variant : kVariants) QTest::newRow(variant) << QString(variant);
    }

private Q_SLOTS:
    void logits_piecesOfAnySize_equalTraining_data() {
        QTest::addColumn<QString>("variant");
        QTest::addColumn<QString>("kind");
        for (const char* variant : kVariants)
            for (const char* kind : {"base", "lora", "full"}) {
                if (QString(variant) == "old_config" && QString(kind) == "lora") continue;  // has no adapter
                QTest::addRow("%s %s", variant, kind) << QString(variant) << QString(kind);
            }
    }
    void logits_piecesOfAnySize_equalTraining() {
        QFETCH(QString, variant);
        QFETCH(QString, kind);
        const Variant v(variant.toStdString());
        Recipe recipe = loraRecipe();
        recipe.method = kind == "full" ? "full" : "lora";
        Trained t(v, recipe, false, kind == "lora");
        // Trained weights that are not the base's.
        if (kind == "full")
            for (std::int64_t i = 0; i < t.parameters.count(); ++i)
                t.parameters.valueData(0)[i] *= 1 + 0.01f * float(i % 7 - 3);
        std::unique_ptr<Transformer> plain;
        if (kind == "base") plain = std::make_unique<Transformer>(v.base);
        Transformer& llama = kind == "base" ? *plain : *t.transformer;
        const std::vector<std::int32_t> ids = someIds(45, llama.config.vocabulary);
        const std::vector<float> all = logitsOf(llama, ids);
        if (kind == "full") QVERIFY(largestDifference(all, logitsOf(*std::make_unique<Transformer>(v.base), ids)) > 1e-2);
        Decoder decoder(llama);
        for (const std::vector<std::size_t>& pieces :
             {std::vector<std::size_t>{45}, {1}, {20, 1}, {4, 5, 3, 6, 2, 1}, {5}}) {
            decoder.reset();
            const double worst = worstOf(decoder, ids, all, pieces);
            QVERIFY2(worst < 1e-4, qPrintable(QString("pieces from %1: %2").arg(pieces[0]).arg(worst)));
        }
    }

    // Longer than a block of the prompt, and than the cache at first.
    void logits_longPrompt_equalTraining() {
        const Variant v("tied_gqa");
        Trained t(v, loraRecipe(), false);
        const std::vector<std::int32_t> ids = someIds(600, t.transformer->config.vocabulary);
        const std::vector<float> all = logitsOf(*t.transformer, ids);
        Decoder decoder(*t.transformer);
        for (const std::vector<std::size_t>& pieces :
             {std::vector<std::size_t>{600}, {255, 1, 1, 1, 300, 1}, {258, 259}}) {
            decoder.reset();
            const double worst = worstOf(decoder, ids, all, pieces);
            QVERIFY2(worst < 1e-4, qPrintable(QString("pieces from %1: %2").arg(pieces[0]).arg(worst)));
        }
    }

    void adapters_switchedOff_baseAnswers() {
        const Variant v("tied_gqa");
        Trained t(v, loraRecipe(), false);
        Transformer base(v.base);
        const std::vector<std::int32_t> ids = someIds(12, base.config.vocabulary);
        const std::vector<float> all = logitsOf(base, ids);
        Decoder decoder(*t.transformer);
        t.transformer->adapters = false;
        QVERIFY(worstOf(decoder, ids, all, {6, 1}) < 1e-4);
        t.transformer->adapters = true;
        decoder.reset();
        QVERIFY(worstOf(decoder, ids, all, {6, 1}) > 1e-2);
    }

    // Adapters on some of the parts alone.
    void adapters_someTargets_equalTraining_data() {
        QTest::addColumn<QString>("targets");
        for (const char* targets : {"q_proj v_proj", "k_proj", "o_proj down_proj", "up_proj"})
            QTest::newRow(targets) << QString(targets);
    }
    void adapters_someTargets_equalTraining() {
        QFETCH(QString, targets);
        const Variant v("tied_gqa");
        Recipe recipe = loraRecipe();
        recipe.lora.targets.clear();
        for (const QString& target : targets.split(' ')) recipe.lora.targets.push_back(target.toStdString());
        Trained t(v, recipe, false);
        const std::vector<std::int32_t> ids = someIds(12, t.transformer->config.vocabulary);
        Decoder decoder(*t.transformer);
        QVERIFY(worstOf(decoder, ids, logitsOf(*t.transformer, ids), {6, 1}) < 1e-4);
    }

    void gguf_everyType_equalsTraining_data() {
        QTest::addColumn<QString>("file");
        for (const char* file : {"tied_gqa/gguf/f32.gguf", "tied_gqa/gguf/q8_0.gguf", "rope_llama3/gguf/bf16.gguf"})
            QTest::newRow(file) << QString(file);
    }
    void gguf_everyType_equalsTraining() {
        QFETCH(QString, file);
        Transformer llama(BaseModel::open(TUNESMITH_SOURCE_DIR "/tests/golden/llama/" + file.toStdString()));
        const std::vector<std::int32_t> ids = someIds(12, llama.config.vocabulary);
        Decoder decoder(llama);
        const double worst = worstOf(decoder, ids, logitsOf(llama, ids), {6, 1});
        QVERIFY2(worst < 1e-4, qPrintable(QString::number(worst)));
    }

    void greedy_equalsTransformers_data() { variants(); }
    void greedy_equalsTransformers() {
        QFETCH(QString, variant);
        const Variant v(variant.toStdString());
        if (!v.expected->find("gen_ids")) QSKIP("This variant has no answer.");
        Transformer llama(v.base);
        Decoder decoder(llama);
        std::vector<std::int32_t> prompt, wanted;
        for (const std::int64_t id : v.integers("gen_prompt")) prompt.push_back(std::int32_t(id));
        for (const std::int64_t id : v.integers("gen_ids")) wanted.push_back(std::int32_t(id));
        QCOMPARE(greedy(decoder, prompt, int(wanted.size())), wanted);
        QCOMPARE(greedy(decoder, prompt, int(wanted.size())), wanted);  // nothing is left of the first time
    }

    void int8_staysNearFp32_data() {
        QTest::addColumn<QString>("kind");
        for (const char* kind : {"base", "lora", "full"}) QTest::newRow(kind) << QString(kind);
    }
    void int8_staysNearFp32() {
        QFETCH(QString, kind);
        const auto base = BaseModel::open(TUNESMITH_SOURCE_DIR "/tests/data/tiny_model");
        Transformer llama(base);
        ParameterSet parameters;
        std::unique_ptr<Method> method;
        if (kind != "base") {
            Recipe recipe = loraRecipe();
            recipe.method = kind.toStdString();
            method = makeMethod(recipe);
            method->declare(llama, parameters);
            parameters.allocate(at::kCPU);
            method->bind(llama, parameters, false);
            method->initialise(llama, parameters, 1);
            for (std::int64_t i = 0; i < parameters.count(); ++i)
                parameters.valueData(0)[i] += 0.01f * float(i % 5 - 2);
        }
        const std::vector<std::int32_t> ids = someIds(20, llama.config.vocabulary);
        const std::vector<float> all = logitsOf(llama, ids);
        Decoder exact(llama), rounded(llama, true);
        QVERIFY(worstOf(exact, ids, all, {7, 1}) < 1e-4);
        const double worst = worstOf(rounded, ids, all, {7, 1});
        QVERIFY2(worst > 1e-6, "it does round");
        QVERIFY2(worst < 0.03 * largest(all), qPrintable(QString("%1 of %2").arg(worst).arg(largest(all))));
    }

    void int8_widthThatIsNoWholeGroups_isRefused() {
        Transformer llama(Variant("tied_gqa").base);  // its feed-forward width is 176
        QVERIFY_EXCEPTION_THROWN(Decoder(llama, true), Error);
    }

    void feed_idOutsideVocabulary_isRefused_cacheUnchanged() {
        Transformer llama(Variant("tied_gqa").base);
        Decoder decoder(llama);
        const std::vector<std::int32_t> ids = someIds(12, llama.config.vocabulary);
        decoder.feed({ids.begin(), ids.begin() + 6});
        for (const std::int32_t bad : {-1, 320, 1 << 30}) {
            try {
                decoder.feed({3, bad});
                QFAIL("the id must be refused");
            } catch (const Error& e) {
                QCOMPARE(e.code(), Code::BadInput);
            }
        }
        QCOMPARE(decoder.length(), std::int64_t(6));
        QVERIFY(differenceAt(decoder.feed({ids.begin() + 6, ids.end()}), logitsOf(llama, ids), 11) < 1e-4);
    }

    void feed_cancelled_ends() {
        Transformer llama(Variant("tied_gqa").base);
        Decoder decoder(llama);
        Cancel cancel;
        decoder.feed({1, 2, 3}, &cancel);
        cancel.request();
        try {
            decoder.feed(someIds(600, 320), &cancel);
            QFAIL("it was cancelled");
        } catch (const Error& e) {
            QCOMPARE(e.code(), Code::Cancelled);
        }
        decoder.reset();
        QCOMPARE(decoder.length(), std::int64_t(0));
        const std::vector<std::int32_t> ids = someIds(8, 320);
        QVERIFY(differenceAt(decoder.feed(ids), logitsOf(llama, ids), 7) < 1e-4);
    }
};

QTEST_GUILESS_MAIN(TestDecoder)
#include "tst_decoder.moc"

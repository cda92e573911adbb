// 8-bit floats with scales: which tensor scales which weight, how its values become fp32, and what is refused.
#include <QTemporaryDir>
#include <QtTest>
#include <cmath>
#include <limits>

#include "core/model/weights/weight_scales.h"
#include "refusal.h"

using namespace tunesmith;

namespace {

constexpr std::int64_t kRows = 5, kCols = 6;
const char* const kWeight = "model.layers.0.mlp.up_proj.weight";

Json withMethod(const char* text) {
    return {{"quantization_config", Json::parse(text)}};
}

/// A folder's tensors by name, and one weight of kRows x kCols codes.
struct Checkpoint {
    std::vector<std::uint8_t> codes;
    std::map<std::string, std::pair<StoredTensor, std::vector<float>>> tensors;
    std::vector<float> plain;

    Checkpoint() : codes(kRows * kCols), plain(kRows * kCols) {
        for (std::size_t i = 0; i < codes.size(); ++i) codes[i] = std::uint8_t(i * 11 % 120 + (i % 3 ? 0 : 128));
        toFloat32(DType::F8_E4M3, codes.data(), kRows * kCols, plain.data());
    }
    MatrixView view() const { return {DType::F8_E4M3, codes.data(), kRows, kCols}; }
    void add(const std::string& name, std::vector<std::int64_t> shape, std::vector<float> values) {
        auto& [tensor, kept] = tensors[name];
        kept = std::move(values);
        tensor = {name, DType::F32, std::move(shape), reinterpret_cast<const std::uint8_t*>(kept.data()),
                  kept.size() * sizeof(float)};
    }
    WeightScales::Find find() const {
        return [this](const std::string& name) {
            const auto found = tensors.find(name);
            return found == tensors.end() ? nullptr : &found->second.first;
        };
    }
};

}  // namespace

class TestWeightScales : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void multiplies_data() {
        QTest::addColumn<QString>("config");
        QTest::addColumn<QString>("ending");
        QTest::addColumn<QList<qint64>>("shape");
        QTest::addColumn<qint64>("blockRows");
        QTest::addColumn<qint64>("blockCols");
        const auto row = [](const char* name, const char* config, const char* ending, QList<qint64> shape, qint64 rows,
                            qint64 cols) {
            QTest::newRow(name) << QString::fromLatin1(config) << QString::fromLatin1(ending) << shape << rows << cols;
        };
        const char* compressed = R"({"quant_method": "compressed-tensors", "format": "float-quantized", "config_groups":
            {"group_0": {"weights": {"num_bits": 8, "type": "float", "strategy": "channel"}, "targets": ["Linear"]}}})";
        row("fp8 blocks, ragged", R"({"quant_method": "fp8", "weight_block_size": [2, 4]})", "_scale_inv", {3, 2}, 2,
            4);
        row("fp8 one", R"({"quant_method": "fp8", "activation_scheme": "static"})", "_scale", {}, kRows, kCols);
        row("fp8 one in a list", R"({"quant_method": "fp8"})", "_scale", {1}, kRows, kCols);
        row("fbgemm rows", R"({"quant_method": "fbgemm_fp8"})", "_scale", {kRows, 1}, 1, kCols);
        row("modelopt", R"({"quant_method": "modelopt", "quant_algo": "FP8"})", "_scale", {1}, kRows, kCols);
        row("compressed rows", compressed, "_scale", {kRows, 1}, 1, kCols);
        row("compressed rows in a list", compressed, "_scale", {kRows}, 1, kCols);
        row("compressed groups", compressed, "_scale", {kRows, 3}, 1, 2);
        row("compressed blocks",
            R"({"quant_method": "compressed-tensors", "format": "float-quantized", "config_groups":
            {"a": {"weights": {"num_bits": 8, "type": "float", "strategy": "block", "block_structure": [4, 4]}}}})",
            "_scale", {2, 2}, 4, 4);
        row("no configuration", "null", "_scale", {1}, kRows, kCols);
    }
    void multiplies() {
        QFETCH(QString, config);
        QFETCH(QString, ending);
        QFETCH(QList<qint64>, shape);
        QFETCH(qint64, blockRows);
        QFETCH(qint64, blockCols);
        Checkpoint checkpoint;
        std::vector<std::int64_t> sizes(shape.begin(), shape.end());
        std::size_t count = 1;
        for (const std::int64_t size : sizes) count *= std::size_t(size);
        std::vector<float> factors(count);
        for (std::size_t i = 0; i < count; ++i) factors[i] = 0.5f + 0.25f * float(i);
        checkpoint.add(kWeight + ending.toStdString(), sizes, factors);
        WeightScales scales = WeightScales::fromConfig(withMethod(config.toUtf8().constData()), "config.json");
        MatrixView view = checkpoint.view();
        scales.attach(kWeight, view, checkpoint.find());
        std::vector<float> all(kRows * kCols), part(2 * kCols);
        view.widen(0, kRows, all.data());
        view.widen(2, 4, part.data());
        const std::int64_t across = (kCols + blockCols - 1) / blockCols;
        for (std::int64_t r = 0; r < kRows; ++r)
            for (std::int64_t c = 0; c < kCols; ++c) {
                const float wanted = checkpoint.plain[std::size_t(r * kCols + c)] *
                                     factors[std::size_t(r / blockRows * across + c / blockCols)];
                QCOMPARE(all[std::size_t(r * kCols + c)], wanted);
                if (r >= 2 && r < 4) QCOMPARE(part[std::size_t((r - 2) * kCols + c)], wanted);
            }
    }

    void leavesOthersAlone() {
        Checkpoint checkpoint;
        checkpoint.add(std::string(kWeight) + "_scale", {1}, {2.0f});
        WeightScales scales = WeightScales::fromConfig(withMethod(R"({"quant_method": "fp8"})"), "config.json");
        const std::vector<float> norm(kCols, 1.0f);
        MatrixView view{DType::F32, reinterpret_cast<const std::uint8_t*>(norm.data()), 1, kCols};
        scales.attach(kWeight, view, checkpoint.find());
        QVERIFY(!view.scales);
        // 8-bit floats that were only stored so have no scale, and need none.
        MatrixView plain = checkpoint.view();
        WeightScales::fromConfig(Json::object(), "").attach("other.weight", plain, checkpoint.find());
        QVERIFY(!plain.scales);
    }

    void knowsScales() {
        for (const char* name :
             {"a.weight_scale", "a.weight_scale_inv", "a.input_scale", "model.layers.0.self_attn.k_scale"})
            QVERIFY2(WeightScales::isScale(name), name);
        for (const char* name : {"a.weight", "weight_scale", "a.scale.weight", "a.bias"})
            QVERIFY2(!WeightScales::isScale(name), name);
    }

    void refusesScales_data() {
        QTest::addColumn<QList<qint64>>("shape");
        QTest::addColumn<float>("value");
        QTest::addColumn<QByteArray>("words");
        const float nan = std::numeric_limits<float>::quiet_NaN(), infinity = std::numeric_limits<float>::infinity();
        QTest::newRow("too few blocks") << QList<qint64>{2, 2} << 1.0f << QByteArray("does not fit");
        QTest::newRow("turned") << QList<qint64>{2, 3} << 1.0f << QByteArray("does not fit");
        QTest::newRow("three dimensions") << QList<qint64>{3, 2, 1} << 1.0f << QByteArray("does not fit");
        QTest::newRow("none") << QList<qint64>{0} << 1.0f << QByteArray("does not fit");
        QTest::newRow("NaN") << QList<qint64>{3, 2} << nan << QByteArray("no scale can be");
        QTest::newRow("infinite") << QList<qint64>{3, 2} << infinity << QByteArray("no scale can be");
        QTest::newRow("negative") << QList<qint64>{3, 2} << -1.0f << QByteArray("no scale can be");
        QTest::newRow("missing") << QList<qint64>{} << 0.0f << QByteArray("is missing");
    }
    void refusesScales() {
        QFETCH(QList<qint64>, shape);
        QFETCH(float, value);
        QFETCH(QByteArray, words);
        Checkpoint checkpoint;
        std::int64_t count = 1;
        for (const qint64 size : shape) count *= size;
        if (!shape.isEmpty())
            checkpoint.add(std::string(kWeight) + "_scale_inv", {shape.begin(), shape.end()},
                           std::vector<float>(std::size_t(count), value));
        WeightScales scales = WeightScales::fromConfig(
            withMethod(R"({"quant_method": "fp8", "weight_block_size": [2, 4]})"), "config.json");
        MatrixView view = checkpoint.view();
        const Refusal refusal = refusalOf([&] { scales.attach(kWeight, view, checkpoint.find()); });
        QCOMPARE(int(refusal.code), int(Code::BadFile));
        QVERIFY2(refusal.says(words.constData()) && refusal.says("up_proj"), qPrintable(refusal.text));
        QCOMPARE(refusal.where, QStringLiteral("config.json"));
        QVERIFY(!view.scales);
    }

    void refusesMethods_data() {
        QTest::addColumn<QByteArray>("config");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char* name, const char* config, const char* words) {
            QTest::newRow(name) << QByteArray(config) << QByteArray(words);
        };
        row("gptq", R"({"quant_method": "gptq", "bits": 4})", "gptq");
        row("awq", R"({"quant_method": "awq"})", "awq");
        row("bitsandbytes", R"({"quant_method": "bitsandbytes", "load_in_4bit": true})", "bitsandbytes");
        row("mxfp4", R"({"quant_method": "mxfp4"})", "mxfp4");
        row("modelopt in 4 bits", R"({"quant_method": "modelopt", "quant_algo": "NVFP4"})", "NVFP4");
        row("unnamed", R"({"bits": 4})", "does not name");
        row("packed",
            R"({"quant_method": "compressed-tensors", "format": "pack-quantized", "config_groups": {"a": {"weights": {"num_bits": 4, "type": "int"}}}})",
            "pack-quantized");
        row("whole numbers",
            R"({"quant_method": "compressed-tensors", "format": "int-quantized", "config_groups": {"a": {"weights": {"num_bits": 8, "type": "int"}}}})",
            "int-quantized");
        row("sparse",
            R"({"quant_method": "compressed-tensors", "sparsity_config": {"format": "sparse-24-bitmask"}, "config_groups": {}})",
            "sparse");
        row("rotated",
            R"({"quant_method": "compressed-tensors", "transform_config": {"config_groups": {}}, "config_groups": {}})",
            "rotated");
        row("no groups", R"({"quant_method": "compressed-tensors"})", "no groups");
        row("block of three", R"({"quant_method": "fp8", "weight_block_size": [1, 2, 3]})", "two sizes");
        row("block of nothing", R"({"quant_method": "fp8", "weight_block_size": [0, 128]})", "two sizes");
        row("block as text", R"({"quant_method": "fp8", "weight_block_size": "128"})", "two sizes");
        row("no object", "[1]", "not a JSON object");
    }
    void refusesMethods() {
        QFETCH(QByteArray, config);
        QFETCH(QByteArray, words);
        const Refusal refusal =
            refusalOf([&] { WeightScales::fromConfig(withMethod(config.constData()), "here/config.json"); });
        QCOMPARE(int(refusal.code), int(Code::BadFile));
        QVERIFY2(refusal.says(words.constData()), qPrintable(refusal.text));
        QCOMPARE(refusal.where, QStringLiteral("here/config.json"));
    }
};

QTEST_GUILESS_MAIN(TestWeightScales)
#include "tst_weight_scales.moc"

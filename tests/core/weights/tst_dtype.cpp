// toFloat32(): equal to gguf.quants.dequantize to the last bit, and the AVX2 loops equal to the plain ones.
#include <QtTest>
#include <cmath>
#include <cstring>

#include "core/base/machine.h"
#include "core/base/random.h"
#include "core/base/sha256.h"
#include "core/model/weights/dequantize.h"
#include "core/model/weights/safetensors.h"
#include "refusal.h"

using namespace tunesmith;

namespace {

std::string fixture() {
    return TUNESMITH_SOURCE_DIR "/tests/golden/gguf/dequantize.safetensors";
}

std::vector<std::uint8_t> randomBytes(std::size_t count, const char* name) {
    const RandomStream stream(5, name);
    std::vector<std::uint8_t> bytes(count);
    for (std::size_t i = 0; i < count; ++i) bytes[i] = std::uint8_t(stream.at(i));
    return bytes;
}

/// Equal bits, or both NaN: which NaN an operation on two of them gives is not said by IEEE 754.
bool sameFloats(const std::vector<float>& a, const std::vector<float>& b) {
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (std::isnan(a[i]) && std::isnan(b[i])) continue;
        if (std::memcmp(&a[i], &b[i], sizeof(float)) != 0) return false;
    }
    return a.size() == b.size();
}

std::vector<float> widened(DType type, const std::vector<std::uint8_t>& bytes) {
    std::vector<float> values(bytes.size() / std::size_t(blockBytes(type)) * std::size_t(blockValues(type)));
    toFloat32(type, bytes.data(), std::int64_t(values.size()), values.data());
    return values;
}

}  // namespace

class TestDtype : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void layouts() {
        QCOMPARE(blockValues(DType::F32), 1);
        QCOMPARE(blockBytes(DType::F32), 4);
        QCOMPARE(blockValues(DType::Q4_1), 32);
        QCOMPARE(blockBytes(DType::Q4_1), 20);
        QCOMPARE(blockValues(DType::Q4_K), 256);
        QCOMPARE(blockBytes(DType::Q4_K), 144);
        QCOMPARE(blockBytes(DType::Q6_K), 210);
        QCOMPARE(blockBytes(DType::NVFP4), 36);
        QCOMPARE(dtypeName(DType::NVFP4), "NVFP4");
        QCOMPARE(dtypeName(DType::F8_E5M2FNUZ), "F8_E5M2FNUZ");
        QCOMPARE(dtypeName(DType::BF16), "BF16");
        QCOMPARE(dtypeName(DType::Bool), "BOOL");
        for (int i = 0; i < kDTypes; ++i) {
            QVERIFY2(isFloating(DType(i)) == (plainDequantize(DType(i)) != nullptr), dtypeName(DType(i)));
            if (avx2Dequantize(DType(i))) QVERIFY(isFloating(DType(i)));
        }
    }

    void equalsGguf_data() {
        QTest::addColumn<int>("type");
        QTest::addColumn<bool>("avx2");
        for (int i = int(DType::F8_E4M3); i < kDTypes; ++i) {
            QTest::addRow("%s plain", dtypeName(DType(i))) << i << false;
            if (DType(i) != DType::F8_E5M2FNUZ) QTest::addRow("%s avx2", dtypeName(DType(i))) << i << true;
        }
    }
    void equalsGguf() {
        QFETCH(int, type);
        QFETCH(bool, avx2);
        const DType dtype = DType(type);
#if defined(__x86_64__)
        QVERIFY(!avx2 || avx2Dequantize(dtype));
#endif
        if (avx2 && !(cpuInfo().avx2 && avx2Dequantize(dtype))) QSKIP("This processor has no AVX2.");
        const SafetensorsFile file(fixture());
        const StoredTensor* bytes = file.find(std::string(dtypeName(dtype)) + ".bytes");
        const StoredTensor* values = file.find(std::string(dtypeName(dtype)) + ".values");
        QVERIFY(bytes && values);
        const std::int64_t blocks = bytes->count() / blockBytes(dtype);
        QCOMPARE(values->count(), blocks * blockValues(dtype));
        std::vector<float> result(std::size_t(values->count()), -1.0f);
        (avx2 ? avx2Dequantize : plainDequantize)(dtype)(bytes->data, blocks, result.data());
        std::vector<float> wanted(result.size());
        std::memcpy(wanted.data(), values->data, values->bytes);
        QVERIFY(sameFloats(result, wanted));
    }

    void everyHalf_data() {
        QTest::addColumn<int>("type");
        QTest::addColumn<int>("infinity");
        QTest::newRow("F16") << int(DType::F16) << 0x7C00;
        QTest::newRow("BF16") << int(DType::BF16) << 0x7F80;
    }
    void everyHalf() {
        QFETCH(int, type);
        QFETCH(int, infinity);
        const SafetensorsFile file(fixture());
        std::vector<std::uint8_t> numbers, all;
        for (int i = 0; i < 65536; ++i) {
            const std::uint8_t pair[] = {std::uint8_t(i), std::uint8_t(i >> 8)};
            all.insert(all.end(), pair, pair + 2);
            if ((i & 0x7FFF) <= infinity) numbers.insert(numbers.end(), pair, pair + 2);
        }
        const std::vector<float> values = widened(DType(type), numbers);
        const std::string digest =
            sha256Hex({reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float)});
        QCOMPARE(digest, file.metadata().at(std::string(dtypeName(DType(type))) + ".sha256"));
        const std::vector<float> withNan = widened(DType(type), all);
        std::vector<float> plain(withNan.size());
        plainDequantize(DType(type))(all.data(), std::int64_t(plain.size()), plain.data());
        QVERIFY(std::memcmp(plain.data(), withNan.data(), plain.size() * sizeof(float)) == 0);
        QVERIFY(std::isnan(withNan[std::size_t(infinity + 1)]));
    }

    void avx2EqualsPlain_data() {
        QTest::addColumn<int>("type");
        for (int i = 0; i < kDTypes; ++i)
            if (avx2Dequantize(DType(i))) QTest::addRow("%s", dtypeName(DType(i))) << i;
        if (!avx2Dequantize(DType::F16)) QTest::newRow("none") << -1;
    }
    void avx2EqualsPlain() {
        QFETCH(int, type);
        if (type < 0 || !cpuInfo().avx2) QSKIP("This processor has no AVX2.");
        const DType dtype = DType(type);
        for (const std::int64_t blocks : {0, 1, 7, 8, 9, 501}) {
            for (const int shift : {0, 1, 3}) {  // tensors in a file are not aligned
                const auto bytes = randomBytes(std::size_t(blocks * blockBytes(dtype) + shift), dtypeName(dtype));
                std::vector<float> a(std::size_t(blocks * blockValues(dtype)) + 1, 7.0f), b = a;
                plainDequantize(dtype)(bytes.data() + shift, blocks, a.data());
                avx2Dequantize(dtype)(bytes.data() + shift, blocks, b.data());
                QVERIFY(sameFloats(a, b));
                QCOMPARE(b.back(), 7.0f);  // nothing is written behind the values
            }
        }
    }

    void plainNumbers() {
        const double doubles[] = {0.1, -1e300, 3.0};
        float values[3];
        toFloat32(DType::F64, doubles, 3, values);
        QCOMPARE(values[0], 0.1f);
        QVERIFY(std::isinf(values[1]) && values[1] < 0);
        const float floats[] = {1.5f, -0.0f, 1e-45f};
        toFloat32(DType::F32, floats, 3, values);
        QVERIFY(std::memcmp(floats, values, sizeof floats) == 0);
        toFloat32(DType::F32, nullptr, 0, nullptr);
    }

    void refusesWhatIsNoWholeBlock() {
        float values[64];
        const std::uint8_t bytes[64] = {};
        QVERIFY(refusalOf([&] { toFloat32(DType::Q4_0, bytes, 31, values); }).thrown);
        QVERIFY(refusalOf([&] { toFloat32(DType::I32, bytes, 4, values); }).thrown);
        QVERIFY(refusalOf([&] { toFloat32(DType::F32, bytes, -1, values); }).thrown);
    }
};

QTEST_GUILESS_MAIN(TestDtype)
#include "tst_dtype.moc"

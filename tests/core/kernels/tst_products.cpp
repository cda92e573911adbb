// Matrix products against loops in double: fp32 1e-5 of the sum's size, bf16 against factors rounded by hand; products
// that read stored weights; and the threads they are shared among.
#include <QtTest>

#include <omp.h>

#include <bit>
#include <cstring>
#include <map>
#include <mutex>

#include "core/base/machine.h"
#include "core/kernels/decode.h"
#include "core/kernels/gemm.h"
#include "core/model/weights/safetensors.h"
#include "tests/core/kernels/numbers.h"

using namespace tunesmith;
using namespace tunesmith::testing;

namespace {

// Rounded to bf16, to nearest even.
double rounded(float x) {
    const auto bits = std::bit_cast<std::uint32_t>(x);
    return double(std::bit_cast<float>((bits + 0x7FFF + (bits >> 16 & 1)) & 0xFFFF0000u));
}

// A matrix [rows, cols] of a stored type: random values, or random blocks from the fixture of quantised types.
struct Stored {
    MatrixView view;
    std::vector<std::uint8_t> bytes;
};

Stored stored(DType type, std::int64_t rows, std::int64_t cols) {
    Stored s;
    s.view = {type, nullptr, rows, cols};
    s.bytes.resize(std::size_t(s.view.bytes()));
    if (blockValues(type) > 1) {
        static const SafetensorsFile file(TUNESMITH_SOURCE_DIR "/tests/golden/gguf/dequantize.safetensors");
        const StoredTensor* blocks = file.find(std::string(dtypeName(type)) + ".bytes");
        // The first blocks have extreme scales; those behind them are as weights are.
        const std::int64_t count = blocks->shape[0], size = blocks->shape[1];
        for (std::int64_t b = 0; b < std::int64_t(s.bytes.size()) / size; ++b)
            std::memcpy(s.bytes.data() + b * size, blocks->data + (8 + b % (count - 8)) * size, std::size_t(size));
        if (type == DType::MXFP4)  // every scale up to 2^128 is in the file
            for (std::size_t at = 0; at < s.bytes.size(); at += std::size_t(size)) s.bytes[at] = decltype(s.bytes)::value_type(116 + s.bytes[at] % 8);
    } else if (blockBytes(type) == 1) {
        for (std::size_t i = 0; i < s.bytes.size(); ++i) s.bytes[i] = decltype(s.bytes)::value_type((i * 37 & 0xB7) | 1);  // no NaN
    } else {
        const std::vector<float> values = normals(rows * cols, 41);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const auto bits = std::bit_cast<std::uint32_t>(values[i]);
            const double exact = values[i];
            // Halves: exponents of normal values lie within the half's range; the low bits are cut off.
            const auto half = std::uint16_t((bits >> 16 & 0x8000) |
                                            std::max<std::int32_t>(0, std::int32_t((bits >> 13) & 0x3FFFF) - 0x1C000));
            if (type == DType::F32)
                std::memcpy(&s.bytes[4 * i], &values[i], 4);
            else if (type == DType::F64)
                std::memcpy(&s.bytes[8 * i], &exact, 8);
            else if (type == DType::BF16)
                std::memcpy(&s.bytes[2 * i], reinterpret_cast<const char*>(&bits) + 2, 2);
            else
                std::memcpy(&s.bytes[2 * i], &half, 2);
        }
    }
    s.view.data = s.bytes.data();
    return s;
}

}  // namespace

class TestProducts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gemm_everyTranspose_data() {
        QTest::addColumn<bool>("ta");
        QTest::addColumn<bool>("tb");
        QTest::addColumn<bool>("bf16");
        for (const bool bf16 : {false, true})
            for (const bool ta : {false, true})
                for (const bool tb : {false, true})
                    QTest::addRow("%s%s%s", ta ? "T" : "N", tb ? "T" : "N", bf16 ? " bf16" : "") << ta << tb << bf16;
    }
    void gemm_everyTranspose() {
        QFETCH(bool, ta);
        QFETCH(bool, tb);
        QFETCH(bool, bf16);
        // Strips of 48 columns, blocks of 8 rows and of 2048 terms: whole, cut, and one more than whole.
        for (const std::int64_t m : {1, 65})
            for (const std::int64_t n : {1, 7, 33, 48, 97})
                for (const std::int64_t k : {1, 130, 2080}) {
                    if (k > 2048 && (m > 1) != (n < 48)) continue;  // not all of them: the loops in double are slow
                    // Rows are longer in memory than the matrices are wide.
                    const std::int64_t lda = (ta ? m : k) + 3, ldb = (tb ? k : n) + 2, ldc = n + 4;
                    const std::vector<float> a = normals((ta ? k : m) * lda, 42), b = normals((tb ? n : k) * ldb, 43),
                                             before = normals(m * ldc, 44);
                    for (const auto& [alpha, beta] : {std::pair(1.0f, 0.0f), {1.0f, 1.0f}, {-0.5f, 2.0f}}) {
                        std::vector<float> c = before;
                        if (beta == 0)
                            for (std::int64_t i = 0; i < m; ++i) std::fill_n(c.begin() + i * ldc, n, NAN);  // not read
                        gemm(ta, tb, m, n, k, alpha, a.data(), lda, b.data(), ldb, beta, c.data(), ldc,
                             bf16 ? Precision::Bf16 : Precision::Fp32);
                        for (std::int64_t i = 0; i < m; ++i) {
                            for (std::int64_t j = 0; j < n; ++j) {
                                double sum = 0, size = 0;
                                for (std::int64_t l = 0; l < k; ++l) {
                                    const float x = a[std::size_t(ta ? l * lda + i : i * lda + l)],
                                                y = b[std::size_t(tb ? j * ldb + l : l * ldb + j)];
                                    const double product = bf16 ? rounded(x) * rounded(y) : double(x) * double(y);
                                    sum += product;
                                    size += std::fabs(product);
                                }
                                const double wanted =
                                    alpha * sum + (beta != 0 ? beta * before[std::size_t(i * ldc + j)] : 0);
                                QVERIFY(isClose(c[std::size_t(i * ldc + j)], wanted, 1e-6, 1e-5 * (size + 1)));
                            }
                            for (std::int64_t j = n; j < ldc; ++j)
                                QCOMPARE(c[std::size_t(i * ldc + j)], before[std::size_t(i * ldc + j)]);
                        }
                    }
                }
        gemm(ta, tb, 0, 0, 4, 1, nullptr, 4, nullptr, 4, 0, nullptr, 4, bf16 ? Precision::Bf16 : Precision::Fp32);
    }

    void gemvRows_everyStoredType_data() {
        QTest::addColumn<int>("type");
        for (int type = 0; type < kDTypes; ++type)
            if (isFloating(DType(type))) QTest::newRow(dtypeName(DType(type))) << type;
    }
    void gemvRows_everyStoredType() {
        QFETCH(int, type);
        const auto stores = static_cast<DType>(type);
        const std::int64_t block = blockValues(stores);
        const std::vector<std::int64_t> widths =
            block == 1 ? std::vector<std::int64_t>{1, 31, 32, 33, 100} : std::vector<std::int64_t>{block, 3 * block};
        for (const std::int64_t cols : widths) {
            constexpr std::int64_t rows = 11;
            const Stored w = stored(stores, rows, cols);
            const std::vector<float> x = normals(cols, 45);
            DecodeVector input(cols + 64);  // larger than it needs to be
            input.set(x.data(), cols, false);
            std::vector<float> y(rows, -7);
            gemvRows(w.view, input, y.data(), 2, 9);
            std::vector<float> row(static_cast<std::size_t>(cols));
            for (std::int64_t r = 0; r < rows; ++r) {
                if (r < 2 || r >= 9) {
                    QCOMPARE(y[std::size_t(r)], -7.0f);  // another thread's
                    continue;
                }
                toFloat32(stores, w.view.row(r), cols, row.data());
                double wanted = 0, size = 0;
                for (std::int64_t first = 0; first < cols; first += 32) {
                    float most = 0;  // a block's offset and values may cancel
                    for (std::int64_t c = first; c < std::min(cols, first + 32); ++c)
                        most = std::max(most, std::fabs(row[std::size_t(c)]));
                    for (std::int64_t c = first; c < std::min(cols, first + 32); ++c) {
                        wanted += double(row[std::size_t(c)]) * x[std::size_t(c)];
                        size += double(most) * std::fabs(x[std::size_t(c)]);
                    }
                }
                QVERIFY2(isClose(y[std::size_t(r)], wanted, 0, 1e-5 * size),
                         qPrintable(QString("%1 %2").arg(y[std::size_t(r)]).arg(wanted)));
            }
        }
    }

    // 8-bit floats of a Hugging Face checkpoint have a scale for each block.
    void gemvRows_scaledFloats() {
        Stored w = stored(DType::F8_E4M3, 6, 40);
        const std::vector<float> x = normals(40, 47), scales{0.5f, 2.0f, 3.0f, 0.25f};
        DecodeVector input(40);
        input.set(x.data(), 40, false);
        w.view.scales = scales.data(), w.view.scaleRows = 4, w.view.scaleCols = 32;
        std::vector<float> y(6), row(40);
        gemvRows(w.view, input, y.data(), 0, 6);
        for (std::int64_t r = 0; r < 6; ++r) {
            toFloat32(DType::F8_E4M3, w.view.row(r), 40, row.data());
            double wanted = 0, size = 0;
            for (std::size_t c = 0; c < 40; ++c) {
                const double product = double(row[c]) * scales[std::size_t(r / 4 * 2) + c / 32] * x[c];
                wanted += product, size += std::fabs(product);
            }
            QVERIFY(isClose(y[std::size_t(r)], wanted, 0, 1e-5 * size));
        }
    }

    // Rows of Q and K in a GGUF file are interleaved; a product reads them in the model's order.
    void gemvRows_interleavedHeads() {
        Stored w = stored(DType::F32, 16, 40);
        const std::vector<float> x = normals(40, 46);
        DecodeVector input(40);
        input.set(x.data(), 40, false);
        std::vector<float> plain(16), ordered(16);
        gemvRows(w.view, input, plain.data(), 0, 16);
        w.view.order = MatrixView::Rows::Interleaved;
        w.view.heads = 2;
        gemvRows(w.view, input, ordered.data(), 0, 16);
        for (std::int64_t h = 0; h < 2; ++h)
            for (std::int64_t i = 0; i < 4; ++i)
                for (std::int64_t half = 0; half < 2; ++half)
                    QCOMPARE(ordered[std::size_t(h * 8 + half * 4 + i)], plain[std::size_t(h * 8 + 2 * i + half)]);
    }

    // Rounding to 255 steps between the least and the greatest value of each group of 32: the error of a product is bounded by half a step
    // per weight (and 32767 steps of the input).
    void int8_errorIsBounded() {
        constexpr std::int64_t rows = 9, cols = 160;
        Stored w = stored(DType::F32, rows, cols);
        auto* values = reinterpret_cast<float*>(w.bytes.data());
        std::fill_n(values + 64, 32, 0.0f);  // a group of zeros
        values[100] = 1000;                  // an outlier spoils its own group alone
        const Int8Matrix q = Int8Matrix::quantise(w.view);
        QCOMPARE(q.rows, rows);
        QCOMPARE(q.cols, cols);
        const std::vector<float> x = normals(cols, 47);
        DecodeVector input(cols);
        input.set(x.data(), cols, true);
        std::vector<float> y(rows);
        gemvRows(q, input, y.data(), 0, 4);
        gemvRows(q, input, y.data(), 4, rows);
        for (std::int64_t r = 0; r < rows; ++r) {
            double wanted = 0, bound = 1e-4;
            for (std::int64_t g = 0; g < cols / 32; ++g) {
                const double scale = q.scales[std::size_t(r * cols / 32 + g)], offset = q.offsets[std::size_t(r * cols / 32 + g)];
                double most = 0, largest = 0, low = values[r * cols + 32 * g], high = low;
                for (std::int64_t c = 32 * g; c < 32 * g + 32; ++c) {
                    const double v = values[r * cols + c], back = scale * q.values[std::size_t(r * cols + c)] + offset;
                    QVERIFY(std::fabs(v - back) <= 0.5001 * scale + 1e-6 * std::fabs(offset));
                    most = std::max(most, std::fabs(v));
                    low = std::min(low, v);
                    high = std::max(high, v);
                    largest = std::max(largest, std::fabs(double(x[std::size_t(c)])));
                }
                QVERIFY(isClose(scale, (high - low) / 255, 1e-6, 1e-12));
                for (std::int64_t c = 32 * g; c < 32 * g + 32; ++c) {
                    wanted += values[r * cols + c] * double(x[std::size_t(c)]);
                    bound += 0.5001 * scale * std::fabs(x[std::size_t(c)]) + most * largest / 32767;
                }
            }
            QVERIFY(isClose(y[std::size_t(r)], wanted, 0, bound));
        }
    }

    // Weights that were stored in four bits stand on sixteen places between two values: they come back exactly.
    void int8_keepsCoarseGrids() {
        for (const DType type : {DType::Q4_0, DType::Q4_1, DType::Q5_0, DType::Q5_1}) {
            const Stored w = stored(type, 6, 128);
            std::vector<float> values(6 * 128);
            w.view.widen(0, 6, values.data());
            const Int8Matrix q = Int8Matrix::quantise(w.view);
            for (std::size_t i = 0; i < values.size(); ++i) {
                const float back = q.scales[i / 32] * float(q.values[i]) + q.offsets[i / 32];
                QVERIFY2(isClose(back, values[i], 2e-6, 2e-6 * std::fabs(q.offsets[i / 32]) + 1e-30), qPrintable(QString::number(i)));
            }
        }
    }

    void decodeVector_valuesSumsAndInt16() {
        std::vector<float> x = normals(100, 48);
        std::fill_n(x.begin() + 32, 32, 0.0f);
        DecodeVector v(128);
        v.set(x.data(), 100, true);
        QCOMPARE(v.size, std::int64_t(100));
        QVERIFY(std::equal(x.begin(), x.end(), v.values.begin()));
        for (std::size_t g = 0; g < 3; ++g) {
            double sum = 0;
            float most = 0;
            for (std::size_t i = 32 * g; i < 32 * g + 32; ++i) {
                sum += x[i];
                most = std::max(most, std::fabs(x[i]));
                QVERIFY(isClose(v.groupScales[g] * v.quantised[i], x[i], 0, 0.51 * v.groupScales[g] + 1e-12));
            }
            QVERIFY(isClose(v.groupSums[g], sum, 1e-5, 1e-5));
            QVERIFY(isClose(v.groupScales[g], most / 32767, 1e-6));
        }
    }

    // More threads than cores, many phases: nobody goes on before all have arrived, nothing hangs.
    void team_barrierUnderContention() {
        Team team(4 * cpuInfo().cores);
        constexpr int kPhases = 200;
        for (int round = 0; round < 3; ++round) {
            std::vector<int> slots(256);
            std::atomic<int> early{0}, ran{0};
            team.run([&](int thread) {
                ++ran;
                for (int phase = 1; phase <= kPhases; ++phase) {
                    slots[std::size_t(thread)] = phase;
                    team.wait();
                    for (int other = 0; other < team.threads(); ++other) early += slots[std::size_t(other)] != phase;
                    team.wait();
                }
            });
            QCOMPARE(early.load(), 0);
            QCOMPARE(ran.load(), team.threads());
        }
        Team alone(1);
        int calls = 0;
        alone.run([&](int thread) {
            alone.wait();
            calls += thread == 0;
        });
        QCOMPARE(calls, 1);
    }

    void team_sharesCoverEverythingOnce() {
        for (const int threads : {1, 2, 3, 7})
            for (const std::int64_t n : {0, 1, 5, 7, 100}) {
                std::int64_t next = 0;
                for (int t = 0; t < threads; ++t) {
                    const auto [first, last] = Team::share(n, t, threads);
                    QCOMPARE(first, next);
                    QVERIFY(last - first <= n / threads + 1);
                    next = last;
                }
                QCOMPARE(next, n);
            }
    }

    void forRowsAndTasks_everyOneOnce() {
        for (const std::int64_t n : {0, 1, 2, 15, 16, 17, 1000}) {
            for (const std::int64_t grain : {1, 16, 5000}) {
                std::vector<std::atomic<int>> seen(static_cast<std::size_t>(n));
                forRows(n, grain, [&](std::int64_t first, std::int64_t last) {
                    for (std::int64_t i = first; i < last; ++i) ++seen[std::size_t(i)];
                });
                for (const auto& count : seen) QCOMPARE(count.load(), 1);
            }
            std::vector<std::atomic<int>> seen(static_cast<std::size_t>(n));
            forTasks(n, [&](std::int64_t i) { ++seen[std::size_t(i)]; });
            for (const auto& count : seen) QCOMPARE(count.load(), 1);
        }
    }

    // Inside a parallel region a loop stays on its thread, so that threads do not multiply.
    void forRows_nested_staysOnItsThread() {
        std::atomic<int> threads{0}, wrong{0};
        forTasks(8, [&](std::int64_t) {
            const int own = omp_get_thread_num(), level = omp_get_level();
            if (level > 0 && kernelThreads() != 1) ++wrong;
            forRows(100, 1, [&](std::int64_t, std::int64_t) {
                ++threads;
                wrong += level > 0 && omp_get_thread_num() != own;
            });
        });
        QCOMPARE(wrong.load(), 0);
        QVERIFY(threads >= 8);
    }
};

QTEST_GUILESS_MAIN(TestProducts)
#include "tst_products.moc"

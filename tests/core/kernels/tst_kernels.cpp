// The row kernels of every instruction set that this processor has, against plain loops in double: relative 1e-5 or
// better, for lengths on both sides of every vector width; backward passes against finite differences of those loops,
// 1e-4.
#include <QtTest>

#include <bit>
#include <numeric>

#include "core/kernels/kernels.h"
#include "tests/core/kernels/numbers.h"

using namespace tunesmith;
using namespace tunesmith::testing;

namespace {

const std::int64_t kLengths[] = {1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 127, 576, 1000, 1025};
constexpr std::int64_t kRows = 3;
constexpr double kEps = 1e-5;

std::size_t at(std::int64_t i) {
    return std::size_t(i);
}

double activated(Activation act, double x) {
    switch (act) {
        case Activation::Silu: return x / (1 + std::exp(-x));
        case Activation::GeluTanh: return 0.5 * x * (1 + std::tanh(std::sqrt(2 / M_PI) * (x + 0.044715 * x * x * x)));
        case Activation::Gelu: return 0.5 * x * (1 + std::erf(x / std::sqrt(2.0)));
        case Activation::Relu: return std::max(x, 0.0);
    }
    return 0;
}

// log sum exp(x * scale).
double logSumExp(const std::vector<double>& x, double scale) {
    double most = -INFINITY, sum = 0;
    for (const double v : x) most = std::max(most, v * scale);
    for (const double v : x) sum += std::exp(v * scale - most);
    return most + std::log(sum);
}

// sum_i pull_i * rmsNorm(x)_i of one row.
double pulledNorm(const std::vector<double>& x, const std::vector<double>& w, const std::vector<double>& pull) {
    double squares = 0, sum = 0;
    for (const double v : x) squares += v * v;
    const double inverse = 1 / std::sqrt(squares / double(x.size()) + kEps);
    for (std::size_t i = 0; i < x.size(); ++i) sum += pull[i] * x[i] * inverse * w[i];
    return sum;
}

}  // namespace

// Skips a row of the table that this processor cannot run.
#define TABLE()                                                       \
    QFETCH(QString, table);                                           \
    const Kernels* found = kernelsByName(qPrintable(table));          \
    if (!found) QSKIP("This processor has no such instruction set."); \
    const Kernels& k = *found

class TestKernels : public QObject {
    Q_OBJECT

    static void tables() {
        QTest::addColumn<QString>("table");
        for (const char* name : {"baseline", "avx2", "avx512"}) QTest::newRow(name) << QString(name);
    }
    static void activations() {
        QTest::addColumn<QString>("table");
        QTest::addColumn<int>("act");
        for (const char* name : {"baseline", "avx2", "avx512"})
            for (const Activation act : {Activation::Silu, Activation::GeluTanh, Activation::Gelu, Activation::Relu})
                QTest::addRow("%s %s", name, activationName(act).c_str()) << QString(name) << int(act);
    }

private Q_SLOTS:
    void table_bestAndByName() {
        QVERIFY(kernelsByName("baseline"));
        QVERIFY(!kernelsByName("no such set"));
        QCOMPARE(kernelsByName(kernels().name), &kernels());
    }

    void rmsNorm_data() { tables(); }
    void rmsNorm() {
        TABLE();
        for (const std::int64_t width : kLengths) {
            const std::vector<float> x = normals(kRows * width, 1, 3), w = normals(width, 2);
            std::vector<float> y(x.size()), inverse(kRows), without(x.size());
            k.rmsNorm(x.data(), w.data(), y.data(), inverse.data(), kRows, width, float(kEps));
            k.rmsNorm(x.data(), w.data(), without.data(), nullptr, kRows, width, float(kEps));
            QVERIFY(y == without);
            for (std::int64_t r = 0; r < kRows; ++r) {
                double squares = 0;
                for (std::int64_t c = 0; c < width; ++c) squares += double(x[at(r * width + c)]) * x[at(r * width + c)];
                const double wanted = 1 / std::sqrt(squares / double(width) + kEps);
                QVERIFY(isClose(inverse[at(r)], wanted, 1e-6));
                for (std::int64_t c = 0; c < width; ++c)
                    QVERIFY(isClose(y[at(r * width + c)], x[at(r * width + c)] * wanted * w[at(c)], 1e-6));
            }
        }
    }

    void rmsNormBackward_finiteDifferences_data() { tables(); }
    void rmsNormBackward_finiteDifferences() {
        TABLE();
        for (const std::int64_t width : {1, 5, 16, 33, 65}) {
            const std::vector<float> x = normals(kRows * width, 3), w = normals(width, 4),
                                     dy = normals(kRows * width, 5);
            std::vector<float> y(x.size()), inverse(kRows), dx(x.size(), 0.5f), dw(at(width), 0.25f);
            k.rmsNorm(x.data(), w.data(), y.data(), inverse.data(), kRows, width, float(kEps));
            k.rmsNormBackward(dy.data(), x.data(), w.data(), inverse.data(), dx.data(), dw.data(), kRows, width);
            std::vector<double> weight = wide(w), weightGradient(at(width), 0.25);
            for (std::int64_t r = 0; r < kRows; ++r) {
                std::vector<double> row(x.begin() + r * width, x.begin() + (r + 1) * width),
                    pull(dy.begin() + r * width, dy.begin() + (r + 1) * width);
                const auto f = [&] { return pulledNorm(row, weight, pull); };
                for (std::int64_t c = 0; c < width; ++c) {
                    QVERIFY(isClose(dx[at(r * width + c)], 0.5 + derivative(f, row[at(c)]), 1e-4, 1e-4));  // it adds
                    weightGradient[at(c)] += derivative(f, weight[at(c)]);
                }
            }
            QVERIFY(areClose(dw, weightGradient, 1e-4, 1e-4));
            std::vector<float> same(x.size(), 0.5f);
            k.rmsNormBackward(dy.data(), x.data(), w.data(), inverse.data(), same.data(), nullptr, kRows, width);
            QVERIFY(same == dx);
        }
    }

    void rope_rotatesAndBack_data() { tables(); }
    void rope_rotatesAndBack() {
        TABLE();
        for (const std::int64_t half : kLengths) {
            const std::vector<float> head = normals(2 * half, 6);
            std::vector<float> cosine(at(half)), sine(at(half)), turned = head;
            for (std::int64_t i = 0; i < half; ++i) {
                cosine[at(i)] = float(std::cos(0.1 * double(i)));
                sine[at(i)] = float(std::sin(0.1 * double(i)));
            }
            k.rope(turned.data(), cosine.data(), sine.data(), half, 1);
            for (std::int64_t i = 0; i < half; ++i) {
                const double a = head[at(i)], b = head[at(i + half)], c = cosine[at(i)], s = sine[at(i)];
                QVERIFY(isClose(turned[at(i)], a * c - b * s, 1e-6, 1e-6));
                QVERIFY(isClose(turned[at(i + half)], b * c + a * s, 1e-6, 1e-6));
            }
            k.rope(turned.data(), cosine.data(), sine.data(), half, -1);
            QVERIFY(areClose(turned, wide(head), 1e-6, 1e-6));
        }
    }

    void activation_gatedAndAlone_data() { activations(); }
    void activation_gatedAndAlone() {
        TABLE();
        QFETCH(int, act);
        for (const std::int64_t width : kLengths) {
            std::vector<float> gateUp = normals(kRows * 2 * width, 7, 4);
            gateUp.front() = 100;  // far out on both sides
            gateUp[at(2 * width)] = -100;
            std::vector<float> h(at(kRows * width)), alone(gateUp.size());
            k.gatedMul(Activation(act), gateUp.data(), h.data(), kRows, width);
            k.activate(Activation(act), gateUp.data(), alone.data(), std::int64_t(alone.size()));
            for (std::int64_t r = 0; r < kRows; ++r)
                for (std::int64_t c = 0; c < width; ++c) {
                    const double gate = gateUp[at(r * 2 * width + c)], up = gateUp[at((r * 2 + 1) * width + c)];
                    QVERIFY(isClose(alone[at(r * 2 * width + c)], activated(Activation(act), gate), 1e-6, 1e-6));
                    QVERIFY(isClose(h[at(r * width + c)], activated(Activation(act), gate) * up, 2e-6, 2e-6 * (1 + std::fabs(up))));
                }
        }
    }

    void activationBackward_finiteDifferences_data() { activations(); }
    void activationBackward_finiteDifferences() {
        TABLE();
        QFETCH(int, act);
        for (const std::int64_t width : {1, 7, 8, 17, 65}) {
            const std::vector<float> before = normals(kRows * 2 * width, 8, 2), dh = normals(kRows * width, 9), dAlone = normals(kRows * 2 * width, 10);
            std::vector<float> gradient = before, alone = before;
            k.gatedMulBackward(Activation(act), gradient.data(), dh.data(), kRows, width);
            k.activateBackward(Activation(act), alone.data(), dAlone.data(), std::int64_t(alone.size()));
            for (std::int64_t r = 0; r < kRows; ++r)
                for (std::int64_t c = 0; c < width; ++c) {
                    double gate = before[at(r * 2 * width + c)], up = before[at((r * 2 + 1) * width + c)];
                    const auto f = [&] { return dh[at(r * width + c)] * activated(Activation(act), gate) * up; };
                    const auto g = [&] { return dAlone[at(r * 2 * width + c)] * activated(Activation(act), gate); };
                    QVERIFY(isClose(gradient[at(r * 2 * width + c)], derivative(f, gate), 1e-4, 1e-5));
                    QVERIFY(isClose(gradient[at((r * 2 + 1) * width + c)], derivative(f, up), 1e-4, 1e-5));
                    QVERIFY(isClose(alone[at(r * 2 * width + c)], derivative(g, gate), 1e-4, 1e-5));
                }
        }
    }

    void softCap_andBack_data() { tables(); }
    void softCap_andBack() {
        TABLE();
        constexpr double kScale = 0.3, kCap = 5;
        for (const std::int64_t n : kLengths) {
            const std::vector<float> x = normals(n, 21, 20), pull = normals(n, 22);
            std::vector<float> capped = x, d = pull;
            k.softCap(capped.data(), n, float(kScale), float(kCap));
            k.softCapBackward(capped.data(), d.data(), n, float(kScale), float(kCap));
            for (std::int64_t i = 0; i < n; ++i) {
                double value = x[at(i)];
                const auto f = [&] { return kCap * std::tanh(value * kScale / kCap); };
                QVERIFY(isClose(capped[at(i)], f(), 1e-6, 2e-6));
                QVERIFY(isClose(d[at(i)], pull[at(i)] * derivative(f, value), 1e-4, 1e-5));
            }
        }
    }

    void layerNorm_data() { tables(); }
    void layerNorm() {
        TABLE();
        for (const std::int64_t width : {2, 5, 16, 33, 65}) {
            std::vector<float> x = normals(kRows * width, 23, 3);
            const std::vector<float> w = normals(width, 24), b = normals(width, 25), dy = normals(kRows * width, 26);
            for (float& value : x) value += 7;  // a mean that must go
            std::vector<float> y(x.size()), without(x.size()), mean(kRows), inverse(kRows), dx(x.size(), 0.5f), dw(at(width), 0.25f), db(at(width), 0.75f);
            k.layerNorm(x.data(), w.data(), b.data(), y.data(), mean.data(), inverse.data(), kRows, width, float(kEps));
            k.layerNorm(x.data(), w.data(), b.data(), without.data(), nullptr, nullptr, kRows, width, float(kEps));
            QVERIFY(y == without);
            k.layerNormBackward(dy.data(), x.data(), w.data(), mean.data(), inverse.data(), dx.data(), dw.data(), db.data(), kRows, width);
            std::vector<double> weight = wide(w), bias = wide(b), weightGradient(at(width), 0.25), biasGradient(at(width), 0.75);
            for (std::int64_t r = 0; r < kRows; ++r) {
                std::vector<double> row(x.begin() + r * width, x.begin() + (r + 1) * width);
                const auto normed = [&](std::int64_t c) {
                    double sum = 0, squares = 0;
                    for (const double value : row) sum += value;
                    for (const double value : row) squares += (value - sum / double(width)) * (value - sum / double(width));
                    return (row[at(c)] - sum / double(width)) / std::sqrt(squares / double(width) + kEps) * weight[at(c)] + bias[at(c)];
                };
                const auto f = [&] {
                    double total = 0;
                    for (std::int64_t c = 0; c < width; ++c) total += normed(c) * dy[at(r * width + c)];
                    return total;
                };
                for (std::int64_t c = 0; c < width; ++c) {
                    QVERIFY(isClose(y[at(r * width + c)], normed(c), 1e-5, 1e-5));
                    QVERIFY(isClose(dx[at(r * width + c)], 0.5 + derivative(f, row[at(c)]), 1e-3, 1e-3));  // it adds
                    weightGradient[at(c)] += derivative(f, weight[at(c)]);
                    biasGradient[at(c)] += dy[at(r * width + c)];
                }
            }
            QVERIFY(areClose(dw, weightGradient, 1e-3, 1e-3));
            QVERIFY(areClose(db, biasGradient, 1e-5, 1e-5));
        }
    }

    // exp over its whole range, by way of expRow.
    void exponential_wholeRange_data() { tables(); }
    void exponential_wholeRange() {
        TABLE();
        std::vector<float> x, y;
        for (double v = -86; v < 88; v += 0.0137) x.push_back(float(v));
        y = x;
        k.expRow(y.data(), std::int64_t(y.size()), std::int64_t(y.size()), 1, 0);
        for (std::size_t i = 0; i < x.size(); ++i)
            QVERIFY2(isClose(y[i], std::exp(double(x[i])), 3e-7), qPrintable(QString::number(double(x[i]))));
        float edges[] = {-INFINITY, -1000, 1000, NAN};
        k.expRow(edges, 4, 4, 1, 0);
        QVERIFY(edges[0] >= 0 && edges[0] < 1e-37f);
        QVERIFY(edges[1] >= 0 && edges[1] < 1e-37f);
        QVERIFY(edges[2] > 1e38f);
        QVERIFY(std::isnan(edges[3]));  // a diverged model must show
    }

    void softmax_forwardAndBackward_data() { tables(); }
    void softmax_forwardAndBackward() {
        TABLE();
        for (const std::int64_t n : kLengths) {
            const float scale = 0.37f;
            const std::int64_t padded = n + 5;
            const std::vector<float> x = normals(padded, 10, 6), dp = normals(n, 11);
            std::vector<float> p = x, again = x;
            const float lse = k.softmaxRow(p.data(), n, padded, scale);
            std::vector<double> scores(x.begin(), x.begin() + n);
            const double wanted = logSumExp(scores, double(scale));
            QVERIFY(isClose(lse, wanted, 1e-6, 1e-6));
            k.expRow(again.data(), n, padded, scale, lse);
            for (std::int64_t i = 0; i < n; ++i) {
                const double value = std::exp(scores[at(i)] * double(scale) - wanted);
                QVERIFY(isClose(p[at(i)], value, 2e-6, 1e-37));
                QVERIFY(isClose(again[at(i)], value, 5e-6, 1e-37));
            }
            for (std::int64_t i = n; i < padded; ++i) QVERIFY(p[at(i)] == 0 && again[at(i)] == 0);
            // ds = p (dp - sum p dp) scale is the gradient of sum dp_i p_i by the scores.
            double delta = 0;
            for (std::int64_t i = 0; i < n; ++i) delta += double(p[at(i)]) * dp[at(i)];
            std::vector<float> ds = dp;
            k.softmaxBackwardRow(p.data(), ds.data(), n, float(delta), scale);
            const auto f = [&] {
                const double norm = logSumExp(scores, double(scale));
                double sum = 0;
                for (std::int64_t i = 0; i < n; ++i) sum += dp[at(i)] * std::exp(scores[at(i)] * double(scale) - norm);
                return sum;
            };
            for (std::int64_t i = 0; i < std::min<std::int64_t>(n, 20); ++i)
                QVERIFY(isClose(ds[at(i)], derivative(f, scores[at(i)], 1e-4), 1e-4, 1e-6));
        }
    }

    void crossEntropy_valueAndGradient_data() { tables(); }
    void crossEntropy_valueAndGradient() {
        TABLE();
        for (const std::int64_t n : {1, 2, 9, 33, 1000, 1024, 1025, 49153}) {
            const std::vector<float> logits = normals(n, 12, 5);
            const std::int64_t target = n * 2 / 3;
            std::vector<double> x = wide(logits);
            const double wanted = x[at(target)] - logSumExp(x, 1);
            std::vector<float> kept = logits, gradient = logits;
            QVERIFY(isClose(k.crossEntropyRow(kept.data(), n, target, nullptr), wanted, 1e-6, 1e-6));
            QVERIFY(kept == logits);
            const float weight = -0.125f;
            QVERIFY(isClose(k.crossEntropyRow(gradient.data(), n, target, &weight), wanted, 1e-6, 1e-6));
            double sum = 0;
            for (const float g : gradient) sum += g;
            QVERIFY(std::fabs(sum) < 1e-6);
            const auto f = [&] { return weight * (x[at(target)] - logSumExp(x, 1)); };
            for (const std::int64_t i : {std::int64_t(0), n / 2, target, n - 1})
                QVERIFY(isClose(gradient[at(i)], derivative(f, x[at(i)], 1e-4), 1e-4, 1e-7));
        }
        std::vector<float> broken = normals(50, 13);
        broken[20] = NAN;
        QVERIFY(std::isnan(k.crossEntropyRow(broken.data(), 50, 3, nullptr)));
    }

    void sums_data() { tables(); }
    void sums() {
        TABLE();
        for (const std::int64_t n : kLengths) {
            const std::vector<float> a = normals(n, 14), b = normals(n, 15);
            double product = 0, size = 0, squares = 0;
            for (std::int64_t i = 0; i < n; ++i) {
                product += double(a[at(i)]) * b[at(i)];
                size += std::fabs(double(a[at(i)]) * b[at(i)]);
                squares += double(a[at(i)]) * a[at(i)];
            }
            QVERIFY(isClose(k.dot(a.data(), b.data(), n), product, 0, 1e-6 * size));
            QVERIFY(isClose(k.squaredSum(a.data(), n), squares, 1e-6));
            std::vector<float> y = b;
            k.axpy(1.7f, a.data(), y.data(), n);
            for (std::int64_t i = 0; i < n; ++i)
                QVERIFY(isClose(y[at(i)], b[at(i)] + double(1.7f) * a[at(i)], 1e-6, 1e-6));
        }
        QCOMPARE(k.dot(nullptr, nullptr, 0), 0.0f);
    }

    void rankUpdate_data() { tables(); }
    void rankUpdate() {
        TABLE();
        for (const std::int64_t rows : {1, 2, 3, 5})
            for (const std::int64_t width : {1, 8, 31, 32, 33, 64, 100})
                for (const std::int64_t rank : {1, 3, 16}) {
                    const std::vector<float> before = normals(rows * width, 16), b = normals(rows * rank, 17),
                                             a = normals(rank * width, 18);
                    std::vector<float> w = before;
                    w.push_back(42);  // nothing is written behind the end
                    k.rankUpdate(w.data(), b.data(), a.data(), 0.5f, rows, width, rank);
                    QCOMPARE(w.back(), 42.0f);
                    for (std::int64_t o = 0; o < rows; ++o)
                        for (std::int64_t c = 0; c < width; ++c) {
                            double wanted = before[at(o * width + c)];
                            for (std::int64_t r = 0; r < rank; ++r)
                                wanted += 0.5 * b[at(o * rank + r)] * double(a[at(r * width + c)]);
                            QVERIFY(isClose(w[at(o * width + c)], wanted, 1e-5, 1e-5));
                        }
                }
    }

    void dropout_data() { tables(); }
    void dropout() {
        TABLE();
        constexpr std::int64_t n = 200003;
        const std::vector<float> ones(n, 1);
        for (const float p : {0.1f, 0.5f, 0.9f}) {
            std::vector<float> y(n), again(n), other(n), reference(n);
            k.dropout(ones.data(), y.data(), n, 99, 7, p);
            k.dropout(ones.data(), again.data(), n, 99, 7, p);
            k.dropout(ones.data(), other.data(), n, 100, 7, p);
            kernelsByName("baseline")->dropout(ones.data(), reference.data(), n, 99, 7, p);
            QVERIFY(y == again);
            QVERIFY(y != other);
            QVERIFY(y == reference);  // a run may go on on another processor
            double kept = 0;
            for (const float v : y) {
                QVERIFY(v == 0 || isClose(v, 1 / (1 - double(p)), 1e-6));
                kept += v != 0;
            }
            // Five standard deviations of a binomial share.
            QVERIFY(std::fabs(kept / n - (1 - double(p))) < 5 * std::sqrt(double(p) * (1 - double(p)) / n));
            // Neighbours, and the same place under two keys, are independent: both kept as often as by chance.
            double pairs = 0, same = 0;
            for (std::int64_t i = 0; i + 1 < n; ++i) {
                pairs += y[at(i)] != 0 && y[at(i + 1)] != 0;
                same += y[at(i)] != 0 && other[at(i)] != 0;
            }
            const double both = (1 - double(p)) * (1 - double(p)), spread = 6 * std::sqrt(both * (1 - both) / n);
            QVERIFY(std::fabs(pairs / n - both) < spread && std::fabs(same / n - both) < spread);
            // Drawn by place: any piece of it is the same piece.
            std::vector<float> piece(ones.begin(), ones.begin() + 33);
            k.dropout(piece.data(), piece.data(), 33, 99, 7 + 1000, p);
            QVERIFY(std::equal(piece.begin(), piece.end(), y.begin() + 1000));
        }
        std::vector<float> values = normals(100, 19), same = values;
        k.dropout(values.data(), same.data(), 100, 1, 0, 0);
        QVERIFY(values == same);
    }

    // To nearest, ties to even; infinities and NaN stay what they are.
    void toBf16_data() { tables(); }
    void toBf16() {
        TABLE();
        const std::pair<std::uint32_t, std::uint16_t> cases[] = {
            {0x3F800000, 0x3F80}, {0x3F808000, 0x3F80}, {0x3F818000, 0x3F82}, {0x3F808001, 0x3F81},
            {0x3F807FFF, 0x3F80}, {0x80000000, 0x8000}, {0x00000001, 0x0000}, {0x0000FFFF, 0x0001},
            {0x7F7FFFFF, 0x7F80}, {0x7F800000, 0x7F80}, {0xFF800000, 0xFF80}, {0xBFFFFFFF, 0xC000}};
        for (const auto& [bits, wanted] : cases)
            for (const std::int64_t n : {1, 8, 17, 33}) {
                const std::vector<float> x(at(n), std::bit_cast<float>(bits));
                std::vector<std::uint16_t> y(at(n));
                k.toBf16(x.data(), y.data(), n);
                for (const std::uint16_t v : y) QCOMPARE(v, wanted);
            }
        for (const std::uint32_t bits : {0x7FC00000u, 0xFFC00000u, 0x7F800001u, 0x7FFFFFFFu, 0xFFFFFFFFu}) {
            const float x = std::bit_cast<float>(bits);
            std::uint16_t y = 0;
            k.toBf16(&x, &y, 1);
            QVERIFY2((y & 0x7FFF) > 0x7F80, "NaN stays NaN");
        }
        const std::vector<float> x = normals(1025, 20);
        std::vector<std::uint16_t> y(x.size());
        k.toBf16(x.data(), y.data(), std::int64_t(x.size()));
        for (std::size_t i = 0; i < x.size(); ++i)
            QVERIFY(isClose(std::bit_cast<float>(std::uint32_t(y[i]) << 16), x[i], 1.0 / 256));
    }
};

QTEST_GUILESS_MAIN(TestKernels)
#include "tst_kernels.moc"

// Attention over packed documents against a naive implementation in double (outputs 1e-5, gradients 1e-4), whose own
// gradient is held against finite differences; and the cached form against the packed one.
#include <QtTest>

#include "core/kernels/attention.h"
#include "tests/core/kernels/numbers.h"

using namespace tunesmith;
using namespace tunesmith::testing;

namespace {

// qkv, out and their gradients as the kernels lay them out, in double.
struct Naive {
    AttentionShape shape;
    std::vector<std::int64_t> offsets;
    std::vector<double> qkv;

    std::int64_t tokens() const { return offsets.back(); }
    double& at(std::vector<double>& rows, std::int64_t token, std::int64_t head, std::int64_t i) const {
        return rows[std::size_t(token * shape.qkvWidth() + head * shape.headWidth + i)];
    }
    std::int64_t keyHead(std::int64_t head) const { return shape.heads + head / (shape.heads / shape.kvHeads); }
    std::int64_t valueHead(std::int64_t head) const { return keyHead(head) + shape.kvHeads; }

    // Probabilities of `token` over its document up to itself.
    std::vector<double> probabilities(std::int64_t token, std::int64_t begin, std::int64_t head, double& lse) {
        std::vector<double> p;
        double most = -INFINITY, sum = 0;
        for (std::int64_t j = begin; j <= token; ++j) {
            double score = 0;
            for (std::int64_t i = 0; i < shape.headWidth; ++i)
                score += at(qkv, token, head, i) * at(qkv, j, keyHead(head), i);
            p.push_back(score * double(shape.scale));
            most = std::max(most, p.back());
        }
        for (double& v : p) sum += v = std::exp(v - most);
        for (double& v : p) v /= sum;
        lse = most + std::log(sum);
        return p;
    }
    template <typename Body>
    void forEachRow(const Body& body) {
        for (std::size_t d = 0; d + 1 < offsets.size(); ++d)
            for (std::int64_t t = offsets[d]; t < offsets[d + 1]; ++t)
                for (std::int64_t h = 0; h < shape.heads; ++h) body(offsets[d], t, h);
    }
    std::vector<double> forward(std::vector<double>& lse) {
        std::vector<double> out(std::size_t(tokens() * shape.heads * shape.headWidth));
        lse.assign(std::size_t(tokens() * shape.heads), 0);
        forEachRow([&](std::int64_t begin, std::int64_t t, std::int64_t h) {
            const std::vector<double> p = probabilities(t, begin, h, lse[std::size_t(t * shape.heads + h)]);
            for (std::int64_t j = begin; j <= t; ++j)
                for (std::int64_t i = 0; i < shape.headWidth; ++i)
                    out[std::size_t((t * shape.heads + h) * shape.headWidth + i)] +=
                        p[std::size_t(j - begin)] * at(qkv, j, valueHead(h), i);
        });
        return out;
    }
    // Of sum(pull * out) by qkv.
    std::vector<double> gradient(const std::vector<double>& pull) {
        std::vector<double> result(qkv.size());
        forEachRow([&](std::int64_t begin, std::int64_t t, std::int64_t h) {
            double lse = 0, mean = 0;
            const std::vector<double> p = probabilities(t, begin, h, lse);
            const double* row = &pull[std::size_t((t * shape.heads + h) * shape.headWidth)];
            std::vector<double> dp(p.size());
            for (std::size_t j = 0; j < p.size(); ++j) {
                for (std::int64_t i = 0; i < shape.headWidth; ++i) {
                    dp[j] += row[i] * at(qkv, begin + std::int64_t(j), valueHead(h), i);
                    at(result, begin + std::int64_t(j), valueHead(h), i) += p[j] * row[i];
                }
                mean += p[j] * dp[j];
            }
            for (std::size_t j = 0; j < p.size(); ++j) {
                const double ds = p[j] * (dp[j] - mean) * double(shape.scale);
                for (std::int64_t i = 0; i < shape.headWidth; ++i) {
                    at(result, t, h, i) += ds * at(qkv, begin + std::int64_t(j), keyHead(h), i);
                    at(result, begin + std::int64_t(j), keyHead(h), i) += ds * at(qkv, t, h, i);
                }
            }
        });
        return result;
    }
};

Naive naive(std::int64_t heads, std::int64_t kvHeads, std::int64_t width, const std::vector<std::int64_t>& lengths,
            std::vector<float>& qkv) {
    Naive n{{heads, kvHeads, width, float(1 / std::sqrt(double(width)))}, {0}, {}};
    for (const std::int64_t length : lengths) n.offsets.push_back(n.offsets.back() + length);
    qkv = normals(n.tokens() * n.shape.qkvWidth(), 31);
    n.qkv = wide(qkv);
    return n;
}

using Lengths = std::vector<std::int64_t>;

}  // namespace

class TestAttention : public QObject {
    Q_OBJECT

    static void shapes() {
        QTest::addColumn<int>("heads");
        QTest::addColumn<int>("kvHeads");
        QTest::addColumn<int>("width");
        QTest::addColumn<QList<int>>("lengths");
        // Query rows are computed 64 at once: documents end below, on and above that.
        const QList<int> mixed{1, 5, 64, 2, 65, 131};
        QTest::newRow("a key for each query head") << 3 << 3 << 16 << mixed;
        QTest::newRow("two query heads to a key") << 4 << 2 << 16 << mixed;
        QTest::newRow("one key for all") << 6 << 1 << 8 << mixed;
        QTest::newRow("odd width") << 2 << 1 << 7 << mixed;
        QTest::newRow("one token") << 4 << 2 << 16 << QList<int>{1};
        QTest::newRow("one document") << 4 << 2 << 24 << QList<int>{200};
    }
    static Lengths lengthsOf(const QList<int>& list) { return {list.begin(), list.end()}; }

private Q_SLOTS:
    void packed_equalsNaive_data() { shapes(); }
    void packed_equalsNaive() {
        QFETCH(int, heads);
        QFETCH(int, kvHeads);
        QFETCH(int, width);
        QFETCH(QList<int>, lengths);
        std::vector<float> qkv;
        Naive n = naive(heads, kvHeads, width, lengthsOf(lengths), qkv);
        const std::int64_t floats = n.tokens() * heads * width;
        std::vector<float> out(std::size_t(floats), NAN), lse(std::size_t(n.tokens() * heads), NAN);
        attentionForward(n.shape, AttentionRows::self(n.shape, n.offsets, qkv.data()), out.data(), lse.data());
        std::vector<double> wantedLse;
        const std::vector<double> wanted = n.forward(wantedLse);
        QVERIFY(areClose(out, wanted, 1e-5, 1e-6));
        QVERIFY(areClose(lse, wantedLse, 1e-5, 1e-6));

        const std::vector<float> pull = normals(floats, 32);
        std::vector<float> gradient(qkv.size(), NAN), scratch(std::size_t(attentionScratch(n.shape, n.tokens())), NAN);
        attentionBackward(n.shape, AttentionRows::self(n.shape, n.offsets, qkv.data()), out.data(), lse.data(), pull.data(),
                          AttentionPull::self(n.shape, gradient.data()), scratch.data());
        QVERIFY(areClose(gradient, n.gradient(wide(pull)), 1e-4, 1e-5));
    }

    void backward_finiteDifferences() {
        std::vector<float> qkv;
        Naive n = naive(4, 2, 6, {1, 3, 7}, qkv);
        const std::vector<float> pull = normals(n.tokens() * 4 * 6, 33);
        std::vector<float> out(pull.size()), lse(std::size_t(n.tokens() * 4)), gradient(qkv.size()),
            scratch(std::size_t(attentionScratch(n.shape, n.tokens())));
        attentionForward(n.shape, AttentionRows::self(n.shape, n.offsets, qkv.data()), out.data(), lse.data());
        attentionBackward(n.shape, AttentionRows::self(n.shape, n.offsets, qkv.data()), out.data(), lse.data(), pull.data(),
                          AttentionPull::self(n.shape, gradient.data()), scratch.data());
        std::vector<double> unused;
        const auto f = [&] {
            const std::vector<double> rows = n.forward(unused);
            double sum = 0;
            for (std::size_t i = 0; i < rows.size(); ++i) sum += rows[i] * pull[i];
            return sum;
        };
        for (std::size_t i = 0; i < n.qkv.size(); ++i)
            QVERIFY(isClose(gradient[i], derivative(f, n.qkv[i]), 1e-4, 1e-5));
    }

    // Queries that look at other rows, and scores with a number by distance, against a sum in double and its finite differences.
    void acrossAndByDistance_equalNaive_data() {
        QTest::addColumn<bool>("across");
        QTest::addColumn<bool>("causal");
        QTest::newRow("across") << true << false;
        QTest::newRow("by distance") << false << false;
        QTest::newRow("by distance, causal") << false << true;
    }
    void acrossAndByDistance_equalNaive() {
        QFETCH(bool, across);
        QFETCH(bool, causal);
        const AttentionShape shape{4, 2, 6, across ? 0.3f : 1.0f, 0, 0, causal};
        const std::vector<std::int64_t> queryOffsets{0, 3, 4, 70 + 4}, keyOffsets = across ? std::vector<std::int64_t>{0, 5, 72, 74} : queryOffsets;
        const std::int64_t t = queryOffsets.back(), s = keyOffsets.back(), d = shape.headWidth, length = 75;  // longer than any document
        std::vector<float> q = normals(t * 4 * d, 41), kv = normals(s * 4 * d, 42), spread = normals(4 * (2 * length - 1), 43), pull = normals(t * 4 * d, 44);
        std::vector<double> wideQ = wide(q), wideKv = wide(kv), wideSpread = wide(spread);
        const auto outOf = [&](std::vector<double>& out) {
            out.assign(std::size_t(t * 4 * d), 0);
            for (std::size_t doc = 0; doc + 1 < queryOffsets.size(); ++doc)
                for (std::int64_t i = queryOffsets[doc]; i < queryOffsets[doc + 1]; ++i)
                    for (std::int64_t h = 0; h < 4; ++h) {
                        const std::int64_t place = i - queryOffsets[doc], seen = causal ? place + 1 : keyOffsets[doc + 1] - keyOffsets[doc];
                        std::vector<double> p;
                        double sum = 0;
                        for (std::int64_t j = 0; j < seen; ++j) {
                            double score = 0;
                            for (std::int64_t c = 0; c < d; ++c)
                                score += wideQ[std::size_t((i * 4 + h) * d + c)] * wideKv[std::size_t(((keyOffsets[doc] + j) * 4 + h / 2) * d + c)];
                            score *= double(shape.scale);
                            if (!across) score += wideSpread[std::size_t(h * (2 * length - 1) + length - 1 + j - place)];
                            p.push_back(std::exp(score));
                            sum += p.back();
                        }
                        for (std::int64_t j = 0; j < seen; ++j)
                            for (std::int64_t c = 0; c < d; ++c)
                                out[std::size_t((i * 4 + h) * d + c)] +=
                                    p[std::size_t(j)] / sum * wideKv[std::size_t(((keyOffsets[doc] + j) * 4 + 2 + h / 2) * d + c)];
                    }
        };
        const DistanceBias bias = across ? DistanceBias{} : DistanceBias{spread.data(), length};
        const AttentionRows rows{&queryOffsets, &keyOffsets, q.data(), kv.data(), kv.data() + 2 * d, 4 * d, 4 * d, bias};
        std::vector<float> out(q.size(), NAN), lse(std::size_t(t * 4), NAN), dq(q.size(), NAN), dkv(kv.size(), NAN), dSpread(spread.size(), 0.0f);
        std::vector<float> scratch(std::size_t(attentionScratch(shape, s, !across)), NAN);
        attentionForward(shape, rows, out.data(), lse.data());
        std::vector<double> wanted;
        outOf(wanted);
        QVERIFY(areClose(out, wanted, 1e-5, 1e-6));
        attentionBackward(shape, rows, out.data(), lse.data(), pull.data(), {dq.data(), dkv.data(), dkv.data() + 2 * d, across ? nullptr : dSpread.data()},
                          scratch.data());
        const auto f = [&] {
            outOf(wanted);
            double sum = 0;
            for (std::size_t i = 0; i < wanted.size(); ++i) sum += wanted[i] * double(pull[i]);
            return sum;
        };
        for (std::size_t i = 0; i < q.size(); i += 37) QVERIFY(isClose(dq[i], derivative(f, wideQ[i]), 1e-4, 1e-5));
        for (std::size_t i = 0; i < kv.size(); i += 31) QVERIFY(isClose(dkv[i], derivative(f, wideKv[i]), 1e-4, 1e-5));
        if (!across)
            for (std::size_t i = 0; i < spread.size(); i += 17) QVERIFY(isClose(dSpread[i], derivative(f, wideSpread[i]), 1e-4, 1e-5));
    }

    // What stands in one document changes nothing in another, to the last bit.
    void packed_documentsDoNotSeeEachOther() {
        std::vector<float> qkv;
        Naive n = naive(4, 2, 16, {70, 9, 66}, qkv);
        const std::int64_t row = 4 * 16;
        std::vector<float> lse(std::size_t(n.tokens() * 4)), first(std::size_t(n.tokens() * row)), second = first;
        attentionForward(n.shape, AttentionRows::self(n.shape, n.offsets, qkv.data()), first.data(), lse.data());
        for (std::int64_t i = 70 * n.shape.qkvWidth(); i < 79 * n.shape.qkvWidth(); ++i) qkv[std::size_t(i)] *= -2;
        attentionForward(n.shape, AttentionRows::self(n.shape, n.offsets, qkv.data()), second.data(), lse.data());
        QVERIFY(std::equal(first.begin(), first.begin() + 70 * row, second.begin()));
        QVERIFY(!std::equal(first.begin() + 70 * row, first.begin() + 79 * row, second.begin() + 70 * row));
        QVERIFY(std::equal(first.begin() + 79 * row, first.end(), second.begin() + 79 * row));
    }

    // A score of every size: nothing overflows.
    void packed_largeScores_stayFinite() {
        std::vector<float> qkv;
        Naive n = naive(2, 1, 8, {40}, qkv);
        for (float& v : qkv) v *= 100;
        n.qkv = wide(qkv);
        std::vector<float> out(std::size_t(n.tokens() * 2 * 8)), lse(std::size_t(n.tokens() * 2));
        attentionForward(n.shape, AttentionRows::self(n.shape, n.offsets, qkv.data()), out.data(), lse.data());
        std::vector<double> wantedLse;
        QVERIFY(areClose(out, n.forward(wantedLse), 1e-3, 0.1));
        QVERIFY(areClose(lse, wantedLse, 1e-5));
    }

    void cached_equalsPacked_data() {
        QTest::addColumn<int>("past");
        QTest::addColumn<int>("fresh");
        for (const auto& [past, fresh] :
             {std::pair(0, 1), {0, 5}, {0, 150}, {1, 1}, {63, 1}, {64, 64}, {10, 130}, {600, 1}, {600, 2}, {90, 70}})
            QTest::addRow("%d and %d", past, fresh) << past << fresh;
    }
    void cached_equalsPacked() {
        QFETCH(int, past);
        QFETCH(int, fresh);
        for (const auto& [heads, kvHeads] : {std::pair(4, 2), {3, 3}, {2, 1}}) {
            constexpr std::int64_t d = 16;
            std::vector<float> qkv;
            Naive n = naive(heads, kvHeads, d, {past + fresh}, qkv);
            const std::int64_t width = n.shape.qkvWidth(), row = heads * d, capacity = past + fresh + 7;
            std::vector<float> wanted(std::size_t(n.tokens() * row)), lse(std::size_t(n.tokens() * heads));
            attentionForward(n.shape, AttentionRows::self(n.shape, n.offsets, qkv.data()), wanted.data(), lse.data());
            std::vector<float> keys(std::size_t(kvHeads * capacity * d), NAN),
                values = keys;  // what is not used yet may hold anything
            for (std::int64_t t = 0; t < n.tokens(); ++t)
                for (std::int64_t h = 0; h < kvHeads; ++h)
                    for (std::int64_t i = 0; i < d; ++i) {
                        keys[std::size_t((h * capacity + t) * d + i)] =
                            qkv[std::size_t(t * width + (heads + h) * d + i)];
                        values[std::size_t((h * capacity + t) * d + i)] =
                            qkv[std::size_t(t * width + (heads + kvHeads + h) * d + i)];
                    }
            std::vector<float> out(std::size_t(fresh * row), NAN);
            attentionCached(n.shape, qkv.data() + past * width, fresh, width, keys.data(), values.data(), capacity,
                            past, out.data());
            QVERIFY(areClose(out, {wanted.begin() + past * row, wanted.end()}, 1e-5, 1e-6));
        }
    }
};

QTEST_GUILESS_MAIN(TestAttention)
#include "tst_attention.moc"

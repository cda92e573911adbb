// Sampling with the meaning of transformers' logits processors: penalty, temperature, top-k, top-p in that order; draws
// by seed and index.
#include <QtTest>

#include <cmath>
#include <map>
#include <set>

#include "core/generate/sampler.h"

using namespace tunesmith;

namespace {

// Logits with these probabilities.
std::vector<float> logits(const std::vector<double>& probabilities) {
    std::vector<float> result;
    for (const double p : probabilities) result.push_back(float(std::log(p)));
    return result;
}

constexpr int kDraws = 20000;

// Shares of each token in many draws.
std::vector<double> shares(const std::vector<float>& scores, const SamplingOptions& options,
                           const std::vector<std::int32_t>& seen = {}) {
    std::vector<double> counts(scores.size());
    for (int i = 0; i < kDraws; ++i) counts[std::size_t(sampleToken(scores, options, seen, i))] += 1.0 / kDraws;
    return counts;
}

// Five standard deviations of a share; what cannot be drawn never is.
bool near(const std::vector<double>& found, const std::vector<double>& wanted) {
    for (std::size_t i = 0; i < wanted.size(); ++i)
        if (std::fabs(found[i] - wanted[i]) > 5 * std::sqrt(wanted[i] * (1 - wanted[i]) / kDraws) + 1e-9) return false;
    return true;
}

SamplingOptions drawn(double temperature = 1) {
    SamplingOptions options;
    options.temperature = temperature;
    return options;
}

}  // namespace

class TestSampler : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void greedy_takesTheLikeliest_firstOfEquals() {
        QCOMPARE(sampleToken({1, 5, 3}, {}, {}, 0), 1);
        QCOMPARE(sampleToken({-1, -5, -3}, {}, {}, 9), 0);
        QCOMPARE(sampleToken({2, 7, 7, 7}, {}, {}, 0), 1);
        QCOMPARE(sampleToken({4}, {}, {}, 0), 0);
    }

    void temperature_shares() {
        const std::vector<double> p{0.5, 0.3, 0.15, 0.05};
        QVERIFY(near(shares(logits(p), drawn()), p));
        // p^(1/T), normalised.
        for (const double temperature : {0.5, 2.0}) {
            std::vector<double> wanted;
            double sum = 0;
            for (const double v : p) sum += wanted.emplace_back(std::pow(v, 1 / temperature));
            for (double& v : wanted) v /= sum;
            QVERIFY(near(shares(logits(p), drawn(temperature)), wanted));
        }
        // Large logits and a tiny temperature overflow nothing.
        QVERIFY(near(shares({30000, 29000, -30000}, drawn(1e-3)), {1, 0, 0}));
    }

    void topK_keepsTheLikeliest() {
        SamplingOptions options = drawn();
        options.topK = 2;
        QVERIFY(near(shares(logits({0.2, 0.1, 0.4, 0.3}), options), {0, 0, 4.0 / 7, 3.0 / 7}));
        options.topK = 1;
        QVERIFY(near(shares(logits({0.2, 0.1, 0.4, 0.3}), options), {0, 0, 1, 0}));
        options.topK = 100;
        QVERIFY(near(shares(logits({0.2, 0.1, 0.4, 0.3}), options), {0.2, 0.1, 0.4, 0.3}));
    }

    // The smallest set that reaches the share; the token that crosses it is in.
    void topP_keepsTheSmallestSet() {
        const std::vector<float> scores = logits({0.15, 0.5, 0.05, 0.3});
        SamplingOptions options = drawn();
        options.topP = 0.79;
        QVERIFY(near(shares(scores, options), {0, 0.625, 0, 0.375}));
        options.topP = 0.81;
        QVERIFY(near(shares(scores, options), {0.15 / 0.95, 0.5 / 0.95, 0, 0.3 / 0.95}));
        options.topP = 1e-9;
        QVERIFY(near(shares(scores, options), {0, 1, 0, 0}));
    }

    // Temperature comes before top-p, and top-p looks at what top-k has left.
    void order_temperatureThenTopKThenTopP() {
        const std::vector<float> scores = logits({0.5, 0.3, 0.15, 0.05});
        SamplingOptions options = drawn(0.5);  // 0.685, 0.247, 0.062, 0.007
        options.topP = 0.68;
        QVERIFY(near(shares(scores, options), {1, 0, 0, 0}));
        options = drawn();
        options.topK = 2;  // 0.625, 0.375
        options.topP = 0.62;
        QVERIFY(near(shares(scores, options), {1, 0, 0, 0}));
        options.topP = 0.63;
        QVERIFY(near(shares(scores, options), {0.625, 0.375, 0, 0}));
    }

    // Positive logits are divided, negative ones multiplied, each token once however often it occurred.
    void repetitionPenalty_asInTransformers() {
        SamplingOptions options;
        options.repetitionPenalty = 2;
        QCOMPARE(sampleToken({3, 2, 1}, options, {}, 0), 0);
        QCOMPARE(sampleToken({3, 2, 1}, options, {0}, 0), 1);
        QCOMPARE(sampleToken({5, 2, 1}, options, {0, 0, 0}, 0), 0);  // 2.5, not 0.6
        QCOMPARE(sampleToken({-1, -1.5f, -9}, options, {0}, 0), 1);  // -2
        QCOMPARE(sampleToken({-1, -3, -9}, options, {0}, 0), 0);
        options.repetitionPenalty = 0.5;
        QCOMPARE(sampleToken({3, 2, 1}, options, {1}, 0), 1);  // below 1 it draws tokens back in
        options = drawn();
        options.repetitionPenalty = 1.5;
        std::vector<double> wanted{std::exp(2 / 1.5), std::exp(-1 * 1.5), std::exp(0.5)};
        const double sum = wanted[0] + wanted[1] + wanted[2];
        for (double& v : wanted) v /= sum;
        QVERIFY(near(shares({2, -1, 0.5}, options, {1, 0, 1}), wanted));
    }

    void seed_reproduces_indexAndSeedDiffer() {
        const std::vector<float> flat(1000, 0);
        const auto answer = [&](std::uint64_t seed) {
            SamplingOptions options = drawn();
            options.seed = seed;
            std::vector<std::int32_t> ids;
            for (int i = 0; i < 50; ++i) ids.push_back(sampleToken(flat, options, ids, i));
            return ids;
        };
        const auto first = answer(1);
        QVERIFY(first == answer(1));
        QVERIFY(first != answer(2));
        QVERIFY(std::set<std::int32_t>(first.begin(), first.end()).size() > 40);
        // The draw hangs on the index alone, not on what was drawn before it.
        QCOMPARE(sampleToken(
                     flat,
                     [] {
                         SamplingOptions o;
                         o.temperature = 1;
                         o.seed = 1;
                         return o;
                     }(),
                     {}, 30),
                 first[30]);
    }

    // A diverged model still gives some token of the vocabulary.
    void notFinite_givesAToken() {
        SamplingOptions options = drawn();
        for (const int k : {0, 2})
            for (const double p : {1.0, 0.9})
                for (const float bad : {float(NAN), float(INFINITY), -float(INFINITY)}) {
                    options.topK = k;
                    options.topP = p;
                    for (const auto& scores : {std::vector<float>{1, bad, 2, 3}, std::vector<float>(50, bad)}) {
                        const std::int32_t id = sampleToken(scores, options, {0, 1}, 3);
                        QVERIFY(id >= 0 && id < std::int32_t(scores.size()));
                        QVERIFY(sampleToken(scores, {}, {}, 0) >= 0);
                    }
                }
    }

    void validate_namesEveryFault() {
        QVERIFY(SamplingOptions().validate().empty());
        SamplingOptions bad;
        bad.temperature = -1;
        bad.topK = -1;
        bad.topP = 0;
        bad.repetitionPenalty = 0;
        QCOMPARE(bad.validate().size(), std::size_t(4));
        bad = {};
        bad.temperature = NAN;
        bad.topP = NAN;
        bad.repetitionPenalty = NAN;
        QCOMPARE(bad.validate().size(), std::size_t(3));
        bad = {};
        bad.topP = 1.01;
        QCOMPARE(bad.validate().size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestSampler)
#include "tst_sampler.moc"

// The measures against numbers computed by hand, histogram edges, and counts in bounded memory.
#include <QtTest>
#include <cmath>

#include "core/base/random.h"
#include "core/data/profile/histogram.h"
#include "core/data/profile/measures.h"
#include "core/data/profile/term_counts.h"

using namespace tunesmith;

class TestMeasures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void entropy_ofKnownCounts() {
        QCOMPARE(entropyBits({}), 0.0);
        QCOMPARE(entropyBits({7}), 0.0);
        QCOMPARE(entropyBits({5, 5}), 1.0);
        QCOMPARE(entropyBits({2, 1, 1}), 1.5);  // 0.5 * 1 + 2 * 0.25 * 2
        QCOMPARE(entropyBits({0, 4, 0}), 0.0);
    }

    void jensenShannon_ofKnownCounts() {
        QCOMPARE(jensenShannonBits({3, 3}, {10, 10}), 0.0);
        QCOMPARE(jensenShannonBits({4, 0}, {0, 9}), 1.0);
        QCOMPARE(jensenShannonBits({1, 1}, {0, 0}), 0.0);
        // P = (1/2, 1/2), Q = (1, 0): H(3/4, 1/4) - (1 + 0) / 2 = 0.8112781 - 0.5
        QVERIFY(std::abs(jensenShannonBits({5, 5}, {3, 0}) - 0.3112781245) < 1e-9);
    }

    void jensenShannonByChance_isWhatSamplesShow() {
        // (3 - 1) (1/100 + 1/50) / (8 ln 2) = 0.06 / 5.5451774
        QVERIFY(std::abs(jensenShannonByChance({50, 30, 20}, {25, 15, 10}) - 0.0108202) < 1e-6);
        QCOMPARE(jensenShannonByChance({9}, {3}), 0.0);
    }

    void wilson_ofKnownCounts() {
        const RateEstimate half = wilson(5, 10);  // centre 0.5; half width of 10 at p 0.5 is 0.2634
        QVERIFY(std::abs(half.rate - 0.5) < 1e-12);
        QVERIFY(std::abs(half.low - 0.236590) < 1e-4);
        QVERIFY(std::abs(half.high - 0.763410) < 1e-4);
        const RateEstimate none = wilson(0, 10);
        QCOMPARE(none.low, 0.0);
        QVERIFY(std::abs(none.high - 0.277533) < 1e-4);
        QCOMPARE(wilson(0, 0).high, 1.0);
    }

    void pmi_ofKnownCounts() {
        QCOMPARE(pmiBits(10, 20, 50, 100), 0.0);  // independent: 10 * 100 / (20 * 50) = 1
        QCOMPARE(pmiBits(20, 20, 50, 100), 1.0);
        QVERIFY(std::abs(pmiBits(5, 20, 50, 100) + 1.0) < 1e-12);
        QCOMPARE(pmiBits(0, 20, 50, 100), 0.0);
    }

    void robustScale_survivesOutliersAndTies() {
        const RobustScale scale = robustScale({1, 2, 3, 4, 5, 6, 1000});  // median 4, MAD 2
        QCOMPARE(scale.median, 4.0);
        QVERIFY(std::abs(scale.z(1000) - 0.6745 * 996 / 2) < 1e-9);
        const RobustScale ties = robustScale({0, 0, 0, 0, 10});  // MAD 0, mean deviation 2
        QVERIFY(std::abs(ties.z(10) - 10 / (1.2533 * 2)) < 1e-9);
        QCOMPARE(robustScale({3, 3, 3}).z(9), 0.0);
        QCOMPARE(robustScale({}).z(9), 0.0);
    }

    void quantile_interpolates() {
        std::vector<double> values = {4, 1, 3, 2};
        QCOMPARE(quantile(values, 0.5), 2.5);
        QCOMPARE(quantile(values, 0), 1.0);
        QCOMPARE(quantile(values, 1), 4.0);
    }

    void niceWidth_isOneTwoOrFive() {
        QCOMPARE(niceWidth(0.1), 1.0);
        QCOMPARE(niceWidth(1.1), 2.0);
        QCOMPARE(niceWidth(3), 5.0);
        QCOMPARE(niceWidth(7), 10.0);
        QCOMPARE(niceWidth(10), 10.0);
        QCOMPARE(niceWidth(11), 20.0);
        QCOMPARE(niceWidth(199), 200.0);
    }

    void histogram_hasNiceEdgesAndCountsAll() {
        std::vector<SplitValue> values;
        for (int i = 0; i < 100; ++i) values.push_back({double(i), i % 10 == 0 ? Split::Test : Split::Train});
        const Distribution d = distributionOf(values, 10);
        QCOMPARE(d.values, std::int64_t(100));
        QCOMPARE(d.least, 0.0);
        QCOMPARE(d.most, 99.0);
        QCOMPARE(d.median, 49.5);
        QCOMPARE(d.mean, 49.5);
        QVERIFY(std::abs(d.p95 - 94.05) < 1e-9);
        QCOMPARE(d.histogram.edges.size(), std::size_t(11));
        QCOMPARE(d.histogram.edges[1], 10.0);
        QCOMPARE(d.histogram.counts, std::vector<std::int64_t>(10, 10));
        QCOMPARE(d.bySplit[2].counts, std::vector<std::int64_t>(10, 1));
        QVERIFY(!d.histogram.open);
    }

    void histogram_opensItsLastBinForTheLongest() {
        std::vector<SplitValue> values(1000, {5, Split::Train});
        values[0].value = 1;
        values[1].value = 90000;
        const Distribution d = distributionOf(values);
        QVERIFY(d.histogram.open);
        QCOMPARE(d.histogram.counts.back(), std::int64_t(1));
        std::int64_t sum = 0;
        for (const std::int64_t n : d.histogram.counts) sum += n;
        QCOMPARE(sum, std::int64_t(1000));
        QVERIFY(d.histogram.counts.size() < 30);
    }

    void histogram_ofOneValueAndNone() {
        QVERIFY(distributionOf({}).histogram.counts.empty());
        const Distribution one = distributionOf({{123456, Split::Train}});
        QCOMPARE(one.histogram.counts, std::vector<std::int64_t>{1});
        QCOMPARE(one.p95, 123456.0);
    }

    void table_isSortedAndMeasured() {
        CategoryTable table;
        table.items = {{"b", {1, 0, 0}}, {"a", {1, 0, 0}}, {"c", {1, 1, 0}}, {"none", {0, 0, 0}}};
        finishTable(table, 2);
        QCOMPARE(table.items.size(), std::size_t(2));
        QCOMPARE(table.items[0].name, std::string("c"));
        QCOMPARE(table.items[1].name, std::string("a"));
        QCOMPARE(table.distinct, std::int64_t(3));
        QCOMPARE(table.entropy, 1.5);
        QVERIFY(std::abs(table.evenness - 1.5 / std::log2(3.0)) < 1e-12);
        QCOMPARE(table.ratio, 2.0);
    }

    void termCounts_areExactWhileThereIsRoom() {
        TermCounts counts(100000);
        for (std::uint64_t i = 0; i < 5000; ++i)
            for (std::uint64_t k = 0; k <= i % 3; ++k) counts.add(mix64(i));
        QCOMPARE(counts.size(), std::size_t(5000));
        QCOMPARE(counts.count(mix64(2)), 3u);
        QCOMPARE(counts.count(mix64(9000)), 0u);
        QCOMPARE(counts.forgotten(), std::int64_t(0));
    }

    void termCounts_keepWhatIsCommonInBoundedMemory() {
        TermCounts counts(16000);
        for (std::uint64_t i = 0; i < 300000; ++i) {
            counts.add(mix64(i + 1000));
            if (i % 10 == 0) counts.add(mix64(i % 100));
        }
        QVERIFY(counts.size() <= 16000);
        QVERIFY(counts.forgotten() > 200000);
        const auto common = counts.commonest(10, 2, 0xFFFFFFFFu);
        QCOMPARE(common.size(), std::size_t(10));
        QVERIFY(common[9].second >= 2900);
    }

    void termCounts_doNotDependOnThreads() {
        std::vector<std::vector<std::uint64_t>> lists(200);
        std::vector<const std::vector<std::uint64_t>*> pointers;
        for (std::size_t i = 0; i < lists.size(); ++i)
            for (std::uint64_t k = 0; k < 500; ++k) lists[i].push_back(mix64((i * k) % 7000));
        for (const auto& list : lists) pointers.push_back(&list);
        TermCounts one(2000), two(2000);
        one.addAll(pointers, 1);
        two.addAll(pointers, 2);
        QCOMPARE(one.commonest(100000, 1, 0xFFFFFFFFu), two.commonest(100000, 1, 0xFFFFFFFFu));
    }
};

QTEST_GUILESS_MAIN(TestMeasures)
#include "tst_measures.moc"

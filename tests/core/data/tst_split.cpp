// Splits: right shares, and rows that stay where they are.
#include <QtTest>
#include <map>

#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/data/split/split.h"

using namespace tunesmith;

class TestSplit : public QObject {
    Q_OBJECT

    std::vector<std::string> hashes_;

private Q_SLOTS:
    void initTestCase() {
        for (int i = 0; i < 20000; ++i) hashes_.push_back(sha256Hex("row " + std::to_string(i)));
    }

    void shares_areMet() {
        std::map<Split, int> counts;
        for (const auto& hash : hashes_) ++counts[splitOf(hash, {0.1, 0.2})];
        // Within four standard deviations of the binomial distribution over 20,000 rows.
        QVERIFY(std::abs(counts[Split::Validation] - 2000) < 170);
        QVERIFY(std::abs(counts[Split::Test] - 4000) < 227);
    }

    void noShares_allTrain() {
        for (const auto& hash : hashes_) QCOMPARE(splitOf(hash, {}), Split::Train);
    }

    void raisingAShare_movesRowsOnlyFromTrain() {
        for (const auto& hash : hashes_) {
            const Split before = splitOf(hash, {0.1, 0.1});
            for (const SplitFractions& raised : {SplitFractions{0.3, 0.1}, SplitFractions{0.1, 0.3}})
                if (before != Split::Train) QCOMPARE(splitOf(hash, raised), before);
        }
    }

    void seed_drawsAnotherSplit() {
        int same = 0;
        for (const auto& hash : hashes_) {
            QCOMPARE(splitOf(hash, {0.5, 0}, 7), splitOf(hash, {0.5, 0}, 7));
            same += splitOf(hash, {0.5, 0}, 7) == splitOf(hash, {0.5, 0}, 8);
        }
        QVERIFY(same > 9000 && same < 11000);
    }

    void faults_areRefused() {
        QVERIFY_EXCEPTION_THROWN(splitOf("no hash", {}), Error);
        QVERIFY_EXCEPTION_THROWN(splitOf(std::string(64, 'x'), {}), Error);
        for (const SplitFractions& bad :
             {SplitFractions{-0.1, 0}, SplitFractions{1, 0}, SplitFractions{0.5, 0.5}, SplitFractions{0, std::nan("")}})
            QVERIFY_EXCEPTION_THROWN(bad.validate(), Error);
        SplitFractions{0.1, 0.1}.validate();
    }
};

QTEST_GUILESS_MAIN(TestSplit)
#include "tst_split.moc"

// Splits by more than the row: groups stay together, labels get their share, the latest rows are held out.
#include <QtTest>
#include <map>
#include <set>

#include "core/base/error.h"
#include "core/data/split/split_plan.h"

using namespace tunesmith;

namespace {

Record rowOf(int i, const std::string& patient, const std::string& date, const std::string& label) {
    Record record;
    record.messages = {{"user", "question " + std::to_string(i % 50)}, {"assistant", "answer " + std::to_string(i)}};
    record.label = label;
    record.extra = {{"patient", patient}, {"date", date}};
    return record;
}

std::vector<Record> rows(int n) {
    std::vector<Record> all;
    for (int i = 0; i < n; ++i)
        all.push_back(rowOf(i, "p" + std::to_string(i % 40), "2025-01-" + std::to_string(10 + i % 20), i % 10 == 0 ? "rare" : "common"));
    return all;
}

std::vector<Split> split(const std::vector<Record>& rows, const SplitRule& rule) {
    SplitPlan plan(rule);
    for (std::size_t i = 0; i < rows.size(); ++i) plan.observe(std::int64_t(i), rows[i]);
    return plan.splits();
}

}  // namespace

class TestSplitPlan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void groupsNeverStraddle_data() {
        QTest::addColumn<QString>("by");
        QTest::addColumn<bool>("stratify");
        QTest::newRow("patient") << "patient" << false;
        QTest::newRow("patient, labels") << "patient" << true;
        QTest::newRow("question") << "question" << false;
    }
    void groupsNeverStraddle() {
        QFETCH(QString, by);
        QFETCH(bool, stratify);
        const auto all = rows(600);
        const auto splits = split(all, {{0.2, 0.2}, by.toStdString(), stratify, 0});
        std::map<std::string, std::set<Split>> seen;
        std::map<Split, int> counts;
        for (std::size_t i = 0; i < all.size(); ++i) {
            seen[by == "patient" ? all[i].extraOf("patient") : all[i].messages[0].text].insert(splits[i]);
            ++counts[splits[i]];
        }
        for (const auto& [key, places] : seen) QVERIFY2(places.size() == 1, key.c_str());
        QVERIFY(counts[Split::Validation] > 40 && counts[Split::Test] > 40 && counts[Split::Train] > 250);
    }

    void rowsStayWhenOthersCome() {
        const auto all = rows(500);
        const std::vector<Record> half(all.begin(), all.begin() + 250);
        for (const char* by : {"row", "question", "patient"}) {
            const auto before = split(half, {{0.1, 0.1}, by, false, 3}), after = split(all, {{0.1, 0.1}, by, false, 3});
            QVERIFY(std::equal(before.begin(), before.end(), after.begin()));
        }
    }

    void stratified_eachLabelGetsItsShare() {
        const auto all = rows(600);
        const auto splits = split(all, {{0.1, 0}, "row", true, 0});
        std::map<std::string, int> held;
        for (std::size_t i = 0; i < all.size(); ++i)
            if (splits[i] == Split::Validation) ++held[all[i].label];
        QCOMPARE(held["rare"], 6);
        QCOMPARE(held["common"], 54);
    }

    void byTime_theLatestAreTested() {
        const auto all = rows(200);
        const auto splits = split(all, {{0.2, 0.1}, "time:date", false, 0});
        std::string latestTrained, earliestHeld = "9", earliestTest = "9";
        for (std::size_t i = 0; i < all.size(); ++i) {
            const std::string date = all[i].extraOf("date");
            if (splits[i] == Split::Train) latestTrained = std::max(latestTrained, date);
            if (splits[i] == Split::Validation) earliestHeld = std::min(earliestHeld, date);
            if (splits[i] == Split::Test) earliestTest = std::min(earliestTest, date);
        }
        QVERIFY(latestTrained < earliestHeld && earliestHeld < earliestTest);
    }

    void missingColumn_isNamedWithTheRow() {
        auto all = rows(3);
        all[1].extra.clear();
        try {
            split(all, {{0.2, 0}, "patient", false, 0});
            QFAIL("it was split");
        } catch (const Error& e) {
            QVERIFY2(QString(e.what()).contains("Row 2") && QString(e.what()).contains("patient"), e.what());
        }
    }

    void rulesThatCannotBe_areRefused() {
        QVERIFY_EXCEPTION_THROWN(SplitPlan({{0.6, 0.6}, "row", false, 0}), Error);
        QVERIFY_EXCEPTION_THROWN(SplitPlan({{0.1, 0}, "", false, 0}), Error);
        QVERIFY_EXCEPTION_THROWN(SplitPlan({{0.1, 0}, "time:", false, 0}), Error);
        QVERIFY_EXCEPTION_THROWN(SplitPlan({{0.1, 0}, "time:date", true, 0}), Error);
    }
};

QTEST_APPLESS_MAIN(TestSplitPlan)
#include "tst_split_plan.moc"

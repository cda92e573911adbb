// The balance step: capped, repeated, weighed; the same rows whatever their order; settled after once.
#include <map>
#include <set>

#include "clean_support.h"

using namespace clean_test;

namespace {

std::vector<Record> labelled(const std::vector<std::pair<std::string, int>>& counts) {
    std::vector<Record> rows;
    for (const auto& [label, count] : counts)
        for (int i = 0; i < count; ++i) {
            rows.push_back(chatRow(label + " question " + std::to_string(i), "answer " + std::to_string(i)));
            rows.back().label = label;
        }
    return rows;
}

std::map<std::string, int> countsOf(const std::vector<Record>& rows) {
    std::map<std::string, int> counts;
    for (const Record& row : rows) ++counts[row.label];
    return counts;
}

using Counts = std::map<std::string, int>;

}  // namespace

class TestBalance : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cap() {
        std::vector<Record> rows = labelled({{"yes", 20}, {"no", 7}, {"maybe", 3}, {"", 2}});
        const Json rarest = Json::parse(R"([{"step":"balance"}])"),
                   ten = Json::parse(R"([{"step":"balance","most":10}])");
        const Cleaned all = cleanAll(rows, rarest);
        QCOMPARE(countsOf(all.records), (Counts{{"yes", 3}, {"no", 3}, {"maybe", 3}, {"", 2}}));
        QVERIFY(isSettled(all, rarest));
        QCOMPARE(countsOf(cleanAll(rows, ten).records), (Counts{{"yes", 10}, {"no", 7}, {"maybe", 3}, {"", 2}}));
        const auto asSet = [](const std::vector<Record>& records) {
            std::set<std::string> all;
            for (const Record& record : records) all.insert(recordToJson(record));
            return all;
        };
        std::reverse(rows.begin(), rows.end());
        QCOMPARE(asSet(cleanAll(rows, rarest).records), asSet(all.records));
    }

    void repeat() {
        const std::vector<Record> rows = labelled({{"yes", 20}, {"no", 7}, {"maybe", 3}});
        const Json twenty = Json::parse(R"([{"step":"balance","how":"repeat"}])"),
                   thrice = Json::parse(R"([{"step":"balance","how":"repeat","times":3}])");
        Cleaned all = cleanAll(rows, twenty);
        QCOMPARE(countsOf(all.records), (Counts{{"yes", 20}, {"no", 20}, {"maybe", 20}}));
        QCOMPARE(all.report.rowsOut, std::int64_t(60));
        QVERIFY(isSettled(all, twenty));
        all = cleanAll(rows, thrice);
        QCOMPARE(countsOf(all.records), (Counts{{"yes", 20}, {"no", 20}, {"maybe", 9}}));
        QVERIFY(isSettled(all, thrice));
    }

    void weigh() {
        const std::vector<Record> rows = labelled({{"yes", 30}, {"no", 10}});
        const Json steps = Json::parse(R"([{"step":"balance","how":"weigh"}])");
        const Cleaned all = cleanAll(rows, steps);
        std::map<std::string, double> weights;
        for (const Record& record : all.records) weights[record.label] += double(record.messages[1].weight);
        QVERIFY(std::abs(weights["yes"] - 20) < 1e-4 && std::abs(weights["no"] - 20) < 1e-4);
        QVERIFY(isSettled(all, steps));
    }

    void answersAsLabels_andOtherSplits() {
        std::vector<Record> rows;
        std::vector<Split> splits;
        for (int i = 0; i < 12; ++i) {
            rows.push_back(chatRow("question " + std::to_string(i), i < 8 ? "Yes" : "no"));
            splits.push_back(i < 2 ? Split::Test : Split::Train);
        }
        const Cleaned all = cleanAll(rows, Json::parse(R"([{"step":"balance","by":"answer"}])"), splits);
        QCOMPARE(all.records.size(), std::size_t(10));
        QCOMPARE(all.fate(0), std::string("keep"));
        QCOMPARE(cleanAll(rows, Json::parse(R"([{"step":"balance"}])")).records.size(), rows.size());
        QVERIFY(cleanAll({}, Json::parse(R"([{"step":"balance"}])")).records.empty());
    }
};

QTEST_GUILESS_MAIN(TestBalance)
#include "tst_balance.moc"

// The item models: sound by Qt's own tester, lazy, and quick with a million rows.
#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include "ui/models/dataset_list_model.h"
#include "ui/models/issue_table_model.h"
#include "ui/models/model_list_model.h"
#include "ui/models/row_table_model.h"
#include "ui/models/run_list_model.h"
#include "ui/models/version_lanes.h"
#include "ui_test_support.h"

using namespace tunesmith;
using namespace tunesmith::ui;

namespace {

Record recordAt(std::int64_t i) {
    Record record;
    record.messages = {{"user", "question " + std::to_string(i)}, {"assistant", "answer " + std::to_string(i)}};
    return record;
}

/// Rows made up on the way, answered a moment later as the project does; counts what was asked for.
struct MadeUpRows {
    std::int64_t asked = 0;
    int requests = 0;
    RowFetcher fetcher(bool countsTokens = false) {
        RowFetcher f;
        f.rows = [this](std::vector<std::int64_t> positions, QObject* context, auto done) {
            asked += std::int64_t(positions.size());
            ++requests;
            QTimer::singleShot(0, context, [positions = std::move(positions), done] {
                Result<std::vector<RowView>> result;
                result.value.emplace();
                for (const auto position : positions)
                    result.value->push_back({position, recordAt(position), Split::Train});
                done(std::move(result));
            });
        };
        f.find = [](const QString& text, const std::string&, QObject* context, auto done) {
            QTimer::singleShot(0, context, [text, done] {
                std::vector<std::int64_t> found;
                for (std::int64_t i = 0; i < 5000; ++i)
                    if (std::to_string(i).find(text.toStdString()) != std::string::npos) found.push_back(i);
                done({std::move(found), std::nullopt});
            });
        };
        if (countsTokens)
            f.countTokens = [](std::vector<Record> records, QObject* context, auto done) {
                QTimer::singleShot(0, context, [n = records.size(), done] {
                    done({std::vector<std::pair<int, int>>(n, {7, 3}), std::nullopt});
                });
            };
        return f;
    }
};

}  // namespace

class TestModels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rowTableIsSound();
    void rowTableFetchesWhatIsLookedAt();
    void rowTableFilters();
    void rowTableCountsTokens();
    void aMillionRowsScrollWithoutAStall();
    void issueTableIsSound();
    void listsFollowTheProject();
    void versionLanes_followTheParents();
    void recordsReadAsTheyAre();
};

void TestModels::rowTableIsSound() {
    MadeUpRows rows;
    RowTableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setSource(rows.fetcher(), 1000);
    QCOMPARE(model.rowCount(), 1000);
    QTRY_VERIFY(model.row(0));
    model.setFilter(QStringLiteral("99"));
    QTRY_VERIFY(model.rowCount() < 1000);
    model.setFilter({});
    QCOMPARE(model.rowCount(), 1000);
    model.setSource(rows.fetcher(), 0);
    QCOMPARE(model.rowCount(), 0);
}

void TestModels::rowTableFetchesWhatIsLookedAt() {
    MadeUpRows rows;
    RowTableModel model;
    model.setSource(rows.fetcher(), 100000);
    QCOMPARE(rows.asked, 0);
    QVERIFY(!model.row(50123));
    QTRY_VERIFY(model.row(50123));
    QCOMPARE(QString::fromStdString(model.row(50123)->record.messages[0].text), QStringLiteral("question 50123"));
    QCOMPARE(rows.asked, RowTableModel::kPageRows);
    QCOMPARE(model.index(50123, RowTableModel::Answered).data().toString(), QStringLiteral("answer 50123"));
    QCOMPARE(rows.requests, 1);
}

void TestModels::rowTableFilters() {
    MadeUpRows rows;
    RowTableModel model;
    model.setSource(rows.fetcher(), 5000);
    QSignalSpy applied(&model, &RowTableModel::filterApplied);
    model.setFilter(QStringLiteral("4999"));
    QTRY_COMPARE(applied.count(), 1);
    QCOMPARE(model.rowCount(), 1);
    QTRY_VERIFY(model.row(0));
    QCOMPARE(model.row(0)->position, 4999);
    // Typing on: only the last search counts.
    model.setFilter(QStringLiteral("1"));
    model.setFilter(QStringLiteral("123"));
    QTRY_COMPARE(applied.count(), 2);
    QTRY_VERIFY(model.row(0));
    QCOMPARE(model.row(0)->position, 123);
}

void TestModels::rowTableCountsTokens() {
    MadeUpRows rows;
    RowTableModel model;
    model.setSource(rows.fetcher(true), 10);
    QVERIFY(model.countsTokens());
    model.row(0);
    QTRY_COMPARE(model.index(3, RowTableModel::Tokens).data().toString(), QStringLiteral("7"));
}

void TestModels::aMillionRowsScrollWithoutAStall() {
    MadeUpRows rows;
    RowTableModel model;
    QTableView view;
    view.verticalHeader();
    view.setModel(&model);
    view.resize(800, 600);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QElapsedTimer clock;
    clock.start();
    model.setSource(rows.fetcher(), 1'000'000);
    QVERIFY2(clock.elapsed() < 1000, qPrintable(QString::number(clock.elapsed())));
    StallWatch watch;
    QTest::qWait(100);
    watch.reset();
    for (int i = 1; i <= 60; ++i) {
        view.scrollTo(model.index(i * 16000, 0), QAbstractItemView::PositionAtTop);
        QTest::qWait(10);
    }
    QTRY_VERIFY(model.row(960000));
    QVERIFY2(watch.percentile99() < 100, qPrintable(QString::number(watch.percentile99())));
    // Only what was looked at was read.
    QVERIFY2(rows.asked < 60 * 4 * RowTableModel::kPageRows, qPrintable(QString::number(rows.asked)));
}

void TestModels::issueTableIsSound() {
    IssueTableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setIssues(
        {{{"/some/folder/faq.csv", 5}, "The answer is empty.", "Who?,"}, {{"faq.json", 0}, "No question.", "{}"}});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, IssueTableModel::Place).data().toString(), QStringLiteral("faq.csv, line 5"));
    QCOMPARE(model.index(1, IssueTableModel::Place).data().toString(), QStringLiteral("faq.json"));
    model.setIssues({});
    QCOMPARE(model.rowCount(), 0);
}

void TestModels::listsFollowTheProject() {
    TestWindow test;
    DatasetListModel datasets(test.project());
    ModelListModel models(test.project());
    RunListModel runs(test.project());
    QAbstractItemModelTester datasetTester(&datasets, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QAbstractItemModelTester modelTester(&models, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QAbstractItemModelTester runTester(&runs, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(test.createProject(QStringLiteral("p")));
    QCOMPARE(datasets.rowCount(), 0);
    QVERIFY(test.importSample(QStringLiteral("clinic")));
    QTRY_COMPARE(datasets.rowCount(), 1);
    QCOMPARE(datasets.index(0, DatasetListModel::Name).data().toString(), QStringLiteral("clinic"));
    QCOMPARE(datasets.index(0, DatasetListModel::Rows).data().toString(), QStringLiteral("160"));
    test.project().close();
    QTRY_COMPARE(datasets.rowCount(), 0);
}

// 1 - 2 - 4 - 6 in the first lane; 3 and then 5 were made from 1, after going back to it.
void TestModels::versionLanes_followTheParents() {
    const auto version = [](std::int64_t number, std::int64_t parent) {
        VersionInfo info;
        info.id = 10 * number;
        info.number = number;
        info.parent = 10 * parent;
        return info;
    };
    const auto lanes = versionLanes({version(6, 4), version(5, 3), version(4, 2), version(3, 1), version(2, 1), version(1, 0)});
    std::vector<int> dots, parents;
    for (const VersionLane& row : lanes) {
        dots.push_back(row.lane);
        parents.push_back(row.parent);
    }
    QCOMPARE(dots, (std::vector<int>{0, 1, 0, 1, 0, 0}));
    QCOMPARE(parents, (std::vector<int>{4, 3, 2, 1, 1, 0}));
    QVERIFY(lanes[0].from.empty() && lanes[1].from.empty());
    QCOMPARE(lanes[1].through, (std::vector<int>{0}));
    QCOMPARE(lanes[5].from, (std::vector<int>{0, 1}));
    // A parent that is not in the list ends nowhere, and its lane is free again.
    const auto cut = versionLanes({version(9, 7), version(8, 2)});
    QCOMPARE(cut[0].parent, 0);
    QCOMPARE(cut[1].lane, 0);
    QVERIFY(versionLanes({}).empty());
}

void TestModels::recordsReadAsTheyAre() {
    Record chat;
    chat.messages = {{"system", "s"},
                     {"user", "first"},
                     {"assistant", "a"},
                     {"user", "  last\n question "},
                     {"assistant", "the end"}};
    QCOMPARE(askedText(chat), QStringLiteral("last question"));
    QCOMPARE(answeredText(chat), QStringLiteral("the end"));
    Record text;
    text.text = "plain";
    QCOMPARE(askedText(text), QStringLiteral("plain"));
    QCOMPARE(answeredText(text), QString());
    Record preference;
    preference.messages = {{"user", "q"}};
    preference.chosen = {{"assistant", "better"}};
    preference.rejected = {{"assistant", "worse"}};
    QCOMPARE(answeredText(preference), QStringLiteral("better"));
}

QTEST_MAIN(TestModels)
#include "tst_models.moc"

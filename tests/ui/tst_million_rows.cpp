// A million rows on the Data page: scrolling, searching, sorting, choosing and cleaning never hold up the window.
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTest>
#include <QWheelEvent>

#include "core/storage/dataset_repository.h"
#include "core/storage/project_database.h"
#include "ui/models/row_table_model.h"
#include "ui/pages/data/step_card.h"
#include "ui_test_support.h"

using namespace tunesmith;
using namespace tunesmith::ui;

namespace {

constexpr std::int64_t kRows = 1'000'000;
constexpr int kLongMs = 120000;
constexpr double kSmoothMs = 50, kWorstMs = 1000;  // one long gap may be another program's

Record rowNumber(std::int64_t i) {
    Record record;
    const std::string n = std::to_string(i);
    const char* space = i % 1000 == 7 ? "  " : " ";  // something to clean
    record.messages = {{"user", "Where is" + std::string(space) + "lamp " + n + "?"},
                       {"assistant", "Lamp " + n + " is in room " + std::to_string(i * 7919 % 997) + "."}};
    record.source = {"lamps.jsonl", i + 1};
    return record;
}

}  // namespace

class TestMillionRows : public QObject {
    Q_OBJECT

    std::unique_ptr<TestWindow> test_;
    StallWatch watch_;

    MainWindow& window() { return test_->window(); }
    QTableView* table() { return find<QTableView>(&window(), "rowTable"); }
    RowTableModel* model() { return qobject_cast<RowTableModel*>(table()->model()); }
    void wheel(int lines) {
        auto* port = table()->viewport();
        const QPointF at = port->rect().center();
        QWheelEvent event(at, port->mapToGlobal(at), {}, {0, 120 * lines}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(port, &event);
    }
    /// The row that is in the middle has arrived.
    bool arrived() {
        const int row = table()->rowAt(table()->viewport()->height() / 2);
        return row >= 0 && !model()->index(row, RowTableModel::Asked).data().toString().isEmpty();
    }
    void checkSmooth(const char* what) {
        qInfo("%s: 99 %% of the gaps under %.1f ms, the longest %.1f ms", what, watch_.percentile99(), watch_.worst());
        QVERIFY2(watch_.percentile99() < kSmoothMs, what);
        QVERIFY2(watch_.worst() < kWorstMs, what);
    }

private Q_SLOTS:
    void initTestCase() {
        test_ = std::make_unique<TestWindow>();
        window().resize(1280, 800);
        window().show();
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
        QVERIFY(test_->createProject(QStringLiteral("million")));
        QElapsedTimer clock;
        clock.start();
        {
            const auto database = storage::ProjectDatabase::open(test_->project().folder().toStdString());
            auto writer = database->datasets().beginDataset("lamps", "import", Json::object());
            for (std::int64_t i = 0; i < kRows; ++i)
                writer.add(rowNumber(i), i % 10 == 0 ? Split::Validation : Split::Train);
            writer.finish();
        }
        qInfo("%lld rows written in %.1f s", qlonglong(kRows), double(clock.elapsed()) / 1000);
        QTest::qWait(50);
        watch_.reset();
        test_->project().refreshDatasets();
        QTRY_VERIFY_WITH_TIMEOUT(test_->project().dataset(QStringLiteral("lamps")), kLongMs);
        window().selection().setDataset(QStringLiteral("lamps"));
        window().openPage(QStringLiteral("data"));
        QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), int(kRows), kLongMs);
        QTRY_VERIFY_WITH_TIMEOUT(arrived(), kLongMs);
        checkSmooth("opening the page");
    }
    void cleanupTestCase() { test_.reset(); }
    void init() { watch_.reset(); }

    void scroll_byKeyboardToTheEndAndBack() {
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_End, Qt::ControlModifier);
        QTRY_COMPARE(table()->currentIndex().row(), int(kRows) - 1);
        QTRY_VERIFY_WITH_TIMEOUT(arrived(), kLongMs);
        for (int i = 0; i < 40; ++i) {
            QTest::keyClick(table(), Qt::Key_PageUp);
            QTest::qWait(15);
        }
        QTRY_VERIFY_WITH_TIMEOUT(arrived(), kLongMs);
        QTest::keyClick(table(), Qt::Key_Home, Qt::ControlModifier);
        QTRY_COMPARE(table()->currentIndex().row(), 0);
        for (int i = 0; i < 60; ++i) {
            QTest::keyClick(table(), Qt::Key_Down);
            QTest::qWait(10);
        }
        QTRY_VERIFY_WITH_TIMEOUT(arrived(), kLongMs);
        checkSmooth("keys");
    }

    void scroll_byWheelAndBar() {
        for (int i = 0; i < 60; ++i) {
            wheel(-3);
            QTest::qWait(10);
        }
        QTRY_VERIFY_WITH_TIMEOUT(arrived(), kLongMs);
        auto* bar = table()->verticalScrollBar();
        for (int i = 1; i <= 50; ++i) {  // the handle drawn to the end and back
            bar->setValue(int(double(bar->maximum()) * (i <= 25 ? i : 50 - i) / 25));
            QTest::qWait(20);
        }
        QTRY_VERIFY_WITH_TIMEOUT(arrived(), kLongMs);
        checkSmooth("wheel and scroll bar");
    }

    void filter_findsAndShowsAllAgain() {
        auto* filter = find<QLineEdit>(&window(), "rowFilter");
        filter->setFocus();
        QTest::keyClicks(filter, QStringLiteral("\"room 13.\""), Qt::NoModifier, 5);
        QTRY_VERIFY_WITH_TIMEOUT(model()->rowCount() > 900 && model()->rowCount() < 1200, kLongMs);
        QTRY_VERIFY_WITH_TIMEOUT(arrived(), kLongMs);
        QVERIFY(model()->index(0, RowTableModel::Answered).data().toString().contains(QLatin1String("room 13.")));
        filter->clear();
        QTRY_COMPARE_WITH_TIMEOUT(model()->rowCount(), int(kRows), kLongMs);
        QTRY_VERIFY_WITH_TIMEOUT(arrived(), kLongMs);
        checkSmooth("filter");
    }

    void sort_ordersAndGoesBack() {
        auto* head = table()->horizontalHeader();
        const auto click = [&](int column) {
            const int x = head->sectionViewportPosition(column) + head->sectionSize(column) / 2;
            QTest::mouseClick(head->viewport(), Qt::LeftButton, Qt::NoModifier, {x, head->height() / 2});
        };
        const QString first = model()->index(0, RowTableModel::Answered).data().toString();
        click(RowTableModel::Answered);
        QTRY_VERIFY_WITH_TIMEOUT(!model()->isFiltering(), kLongMs);
        QTRY_VERIFY_WITH_TIMEOUT(arrived(), kLongMs);
        click(RowTableModel::Answered);
        QTRY_COMPARE_WITH_TIMEOUT(model()->index(0, RowTableModel::Answered).data().toString(), first, kLongMs);
        checkSmooth("sort");
    }

    void select_showsTheRow() {
        table()->scrollTo(model()->index(int(kRows) / 2, 0));
        QTRY_VERIFY_WITH_TIMEOUT(arrived(), kLongMs);
        const int row = table()->rowAt(table()->viewport()->height() / 2);
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, Qt::NoModifier,
                          table()->visualRect(model()->index(row, RowTableModel::Asked)).center());
        QTRY_COMPARE(table()->currentIndex().row(), row);
        QTest::qWait(400);  // what is known of it arrives
        checkSmooth("choosing a row");
    }

    void clean_looksAndApplies() {
        QTest::mouseClick(find<QPushButton>(&window(), "openCleaning"), Qt::LeftButton);
        auto* whitespace = find<StepCard>(&window(), "step-whitespace");
        for (auto* card : window().findChildren<StepCard*>()) card->setOn(card == whitespace);
        auto* apply = find<QPushButton>(&window(), "applyCleaning");
        QTRY_VERIFY_WITH_TIMEOUT(apply->isEnabled(), kLongMs);
        QTest::mouseClick(apply, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(test_->project().dataset(QStringLiteral("lamps"))->versionNumber, std::int64_t(2), kLongMs);
        QTRY_VERIFY_WITH_TIMEOUT(table()->isVisible() && arrived(), kLongMs);
        QCOMPARE(model()->rowCount(), int(kRows));
        checkSmooth("cleaning");
    }
};

QTEST_MAIN(TestMillionRows)
#include "tst_million_rows.moc"

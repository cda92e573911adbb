// The pages with a classifier: the goal that fits the model, the labels of the rows, how right a run is, each label and
// what is taken for what, and a text to try.
#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTableView>

#include "label_project.h"
#include "ui/pages/chat/chat_page.h"
#include "ui/pages/chat/label_view.h"
#include "ui/plots/spark_line.h"
#include "ui/widgets/label_bars.h"

using namespace tunesmith;
using namespace tunesmith::ui;

namespace {
constexpr int kLongMs = 60000;

QStringList visibleGoals(QWidget& window) {
    QStringList goals;
    for (auto* radio : window.findChildren<QRadioButton*>())
        if (radio->property("objective").isValid() && radio->isVisibleTo(&window))
            goals << radio->property("objective").toString();
    return goals;
}
}  // namespace

class TestLabelPages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fromLabelsToAText() {
        TestWindow test;
        auto& window = test.window();
        window.resize(1280, 800);
        window.show();
        QVERIFY(prepareLabels(test, testing::reviewRows(120)));
        QCOMPARE(window.selection().recipe().objective, std::string("classify"));
        setShortRun(test, 60);
        window.openPage(QStringLiteral("train"));
        QCOMPARE(visibleGoals(window), QStringList{QStringLiteral("classify")});
        auto* start = find<QPushButton>(&window, "startTraining");
        QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled(), kLongMs);
        const auto& ready = find<LabelBars>(&window, "readyLabels")->bars();
        QCOMPARE(ready.size(), std::size_t(3));
        QCOMPARE(ready[1].name, QStringLiteral("good"));
        start->click();
        QTRY_VERIFY_WITH_TIMEOUT(test.project().isTraining(), kLongMs);
        QTRY_VERIFY_WITH_TIMEOUT(!test.project().isTraining(), kLongMs);
        QVERIFY(test.project().training()->succeeded());
        QTRY_VERIFY(find<SparkLine>(&window, "accuracySpark")->isVisible());
        QVERIFY(find<SparkLine>(&window, "accuracySpark")->accessibleDescription().contains(QLatin1Char('%')));
        QTRY_VERIFY(window.selection().run() > 0);

        window.openPage(QStringLiteral("evaluate"));
        auto* measure = find<QPushButton>(&window, "measureButton");
        QTRY_VERIFY(measure->isEnabled());
        measure->click();
        auto* labels = find<QTableView>(&window, "labelTable");
        QTRY_VERIFY_WITH_TIMEOUT(labels->isVisible() && labels->model()->rowCount() == 3, kLongMs);
        auto* confusion = find<QTableView>(&window, "confusionTable");
        QVERIFY(confusion->isVisible());
        QCOMPARE(confusion->model()->columnCount(), 3);
        QVERIFY(find<QLabel>(&window, "rightAfter")->text().contains(QLatin1Char('%')));
        int rows = 0;
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) rows += confusion->model()->index(i, j).data().toString().toInt();
        QCOMPARE(rows, int(test.project().dataset(QStringLiteral("rows"))->validationRows));

        window.openPage(QStringLiteral("chat"));
        auto* view = window.findChild<LabelView*>();
        QTRY_VERIFY(view->isVisible());
        auto* text = find<QPlainTextEdit>(&window, "labelText");
        auto* button = find<QPushButton>(&window, "labelButton");
        QVERIFY(!button->isEnabled());
        text->setPlainText(QStringLiteral("The room was lovely."));
        QVERIFY(button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
        auto* given = find<QLabel>(&window, "givenLabel");
        QTRY_VERIFY_WITH_TIMEOUT(given->isVisible(), kLongMs);
        QCOMPARE(given->text(), QStringLiteral("good"));
        QCOMPARE(find<LabelBars>(&window, "labelBars")->bars().size(), std::size_t(3));
        QVERIFY(find<LabelBars>(&window, "labelBars")->bars()[0].strong);
    }

    void wordsAreMarked() {
        TestWindow test;
        auto& window = test.window();
        window.show();
        QVERIFY(prepareLabels(test, testing::taggedRows(40)));
        setShortRun(test, 80);
        window.openPage(QStringLiteral("train"));
        auto* start = find<QPushButton>(&window, "startTraining");
        QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled(), kLongMs);
        start->click();
        QTRY_VERIFY_WITH_TIMEOUT(test.project().training() && !test.project().isTraining(), kLongMs);
        QTRY_VERIFY(window.selection().run() > 0);
        window.openPage(QStringLiteral("chat"));
        find<QPlainTextEdit>(&window, "labelText")->setPlainText(QStringLiteral("Ben lives in <Oslo>."));
        find<QPushButton>(&window, "labelButton")->click();
        auto* marked = find<QLabel>(&window, "markedText");
        QTRY_VERIFY_WITH_TIMEOUT(marked->isVisible(), kLongMs);
        QVERIFY2(marked->text().contains(QStringLiteral("&lt;")) && marked->text().contains(QStringLiteral("<span")),
                 qPrintable(marked->text()));
    }

    // The other kind of model brings the other goals, and back.
    void goalsFollowTheModel() {
        TestWindow test;
        auto& window = test.window();
        window.show();
        QVERIFY(prepareLabels(test, testing::reviewRows(30)));
        QVERIFY(test.addTinyModel());
        window.openPage(QStringLiteral("train"));
        window.selection().setModel(QStringLiteral("tiny"));
        QCOMPARE(window.selection().recipe().objective, std::string("sft"));
        QCOMPARE(visibleGoals(window), (QStringList{QStringLiteral("sft"), QStringLiteral("text")}));
        window.selection().setModel(QStringLiteral("bert"));
        QCOMPARE(window.selection().recipe().objective, std::string("classify"));
        QCOMPARE(visibleGoals(window), QStringList{QStringLiteral("classify")});
    }

    void marks_escapeAndColour() {
        Prediction one;
        one.text = "Anna & <Rome>";
        one.words = {{0, 4, "B-PER", 0.9}};
        one.spans = {{0, 4, "PER", 0.9}, {8, 12, "LOC", 0.8}};
        QString legend;
        const QString html = markedHtml(one, legend);
        QVERIFY2(html.contains(QStringLiteral(">Anna</span> &amp; &lt;<span")) &&
                     html.contains(QStringLiteral(">Rome</span>&gt;")),
                 qPrintable(html));
        QVERIFY(legend.contains(QStringLiteral("PER")) && legend.contains(QStringLiteral("LOC")));
    }
};

QTEST_MAIN(TestLabelPages)
#include "tst_label_pages.moc"

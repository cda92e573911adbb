#include "label_tour.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>

#include "label_project.h"
#include "page_tour.h"

namespace tunesmith::ui {

namespace {

constexpr int kLongMs = 120000, kSteps = 60;

class LabelTour : PageTour {
public:
    using PageTour::PageTour;

    /// Labels of whole texts, or of their words.
    void run(bool words) {
        const QString prefix = words ? QStringLiteral("tags") : QStringLiteral("labels");
        if (!prepareLabels(test_, words ? testing::taggedRows(60) : testing::reviewRows(240))) return;
        trainAndShow(prefix);
        test_.window().openPage(QStringLiteral("chat"));
        shoot(prefix + QStringLiteral("-chat-before"));
        tryText(words ? QStringLiteral("In Rome lives Anna. Ben went to Oslo.")
                      : QStringLiteral("The room was lovely and the meal was great."));
        shoot(prefix + QStringLiteral("-chat"));
    }

private:
    void trainAndShow(const QString& prefix) {
        auto& window = test_.window();
        setShortRun(test_, kSteps);
        window.openPage(QStringLiteral("train"));
        auto* start = find<QPushButton>(&window, "startTraining");
        (void)QTest::qWaitFor([&] { return start->isEnabled(); }, kLongMs);
        QTest::qWait(200);
        shoot(prefix + QStringLiteral("-setup"));
        start->click();
        (void)QTest::qWaitFor([&] { return test_.project().training() && !test_.project().isTraining(); }, kLongMs);
        QTest::qWait(600);
        shoot(prefix + QStringLiteral("-run"));
        window.openPage(QStringLiteral("evaluate"));
        find<QPushButton>(&window, "measureButton")->click();
        auto* labels = find<QTableView>(&window, "labelTable");
        (void)QTest::qWaitFor([&] { return labels->isVisible(); }, kLongMs);
        QTest::qWait(300);
        shoot(prefix + QStringLiteral("-evaluate"));
    }

    void tryText(const QString& text) {
        test_.window().openPage(QStringLiteral("chat"));
        QTest::qWait(100);
        find<QPlainTextEdit>(&test_.window(), "labelText")->setPlainText(text);
        find<QPushButton>(&test_.window(), "labelButton")->click();
        QTest::qWait(1200);
    }
};

}  // namespace

void shootLabels(const QString& folder, bool dark, QSize size) {
    for (const bool words : {false, true}) LabelTour(folder, dark, size).run(words);
}

}  // namespace tunesmith::ui

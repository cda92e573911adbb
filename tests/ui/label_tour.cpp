#include "label_tour.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <functional>

#include "label_project.h"

namespace tunesmith::ui {

namespace {

constexpr int kLongMs = 120000;

void trainAndShow(TestWindow& test, int steps, const std::function<void(const char*)>& shoot, const char* prefix) {
    auto& window = test.window();
    setShortRun(test, steps);
    window.openPage(QStringLiteral("train"));
    auto* start = find<QPushButton>(&window, "startTraining");
    (void)QTest::qWaitFor([&] { return start->isEnabled(); }, kLongMs);
    QTest::qWait(200);
    shoot((std::string(prefix) + "-setup").c_str());
    start->click();
    (void)QTest::qWaitFor([&] { return test.project().training() && !test.project().isTraining(); }, kLongMs);
    QTest::qWait(600);
    shoot((std::string(prefix) + "-run").c_str());
    window.openPage(QStringLiteral("evaluate"));
    find<QPushButton>(&window, "measureButton")->click();
    auto* labels = find<QTableView>(&window, "labelTable");
    (void)QTest::qWaitFor([&] { return labels->isVisible(); }, kLongMs);
    QTest::qWait(300);
    shoot((std::string(prefix) + "-evaluate").c_str());
}

void tryText(TestWindow& test, const QString& text) {
    test.window().openPage(QStringLiteral("chat"));
    QTest::qWait(100);
    find<QPlainTextEdit>(&test.window(), "labelText")->setPlainText(text);
    find<QPushButton>(&test.window(), "labelButton")->click();
    QTest::qWait(1200);
}

}  // namespace

void shootLabels(const QString& folder, bool dark, QSize size) {
    for (const bool tokens : {false, true}) {
        TestWindow test(dark);
        test.window().resize(size);
        test.window().show();
        (void)QTest::qWaitForWindowExposed(&test.window());
        const auto shoot = [&](const char* name) {
            test.grab(QStringLiteral("%1/%2-%3-%4.png")
                          .arg(folder, QLatin1String(name), dark ? QStringLiteral("dark") : QStringLiteral("light"))
                          .arg(size.width()));
        };
        if (!prepareLabels(test, tokens ? testing::taggedRows(60) : testing::reviewRows(240))) return;
        trainAndShow(test, 60, shoot, tokens ? "tags" : "labels");
        test.window().openPage(QStringLiteral("chat"));
        shoot(tokens ? "tags-chat-before" : "labels-chat-before");
        tryText(test, tokens ? QStringLiteral("In Rome lives Anna. Ben went to Oslo.")
                             : QStringLiteral("The room was lovely and the meal was great."));
        shoot(tokens ? "tags-chat" : "labels-chat");
    }
}

}  // namespace tunesmith::ui

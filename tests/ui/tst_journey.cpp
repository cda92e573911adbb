// The whole way in the real window: an empty project, a file, a model, a run, an answer; by mouse, and by keyboard
// alone. The event loop is watched while the run goes on.
#include <QComboBox>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>

#include "ui/pages/chat/chat_column.h"
#include "ui/pages/data/data_page.h"
#include "ui/widgets/dialogs.h"
#include "ui_test_support.h"

using namespace tunesmith;
using namespace tunesmith::ui;

namespace {

constexpr int kLongMs = 120000;
constexpr double kStallMs = 150;  // with every core training and other tests beside it

}  // namespace

class TestJourney : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void byMouse();
    void byKeyboard();
    void pauseAndStop();
};

void TestJourney::byMouse() {
    if (tinyModel().isEmpty()) QSKIP("tests/data/tiny_model is not there.");
    TestWindow test;
    auto& window = test.window();
    window.resize(1280, 800);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    const auto click = [&](const char* name) {
        auto* button = find<QPushButton>(&window, name);
        QVERIFY2(button, name);
        QTRY_VERIFY2(button->isVisible() && button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    };
    // Into the folder of the test, not the user's documents.
    QVERIFY(test.createProject(QStringLiteral("journey")));
    QTRY_COMPARE(window.currentPage(), window.page(QStringLiteral("data")));

    Dialogs::setNextPaths({sampleFile(QStringLiteral("clinic.jsonl"))});
    click("addFirstFile");
    click("importButton");
    QTRY_VERIFY_WITH_TIMEOUT(test.project().dataset(QStringLiteral("clinic")), kLongMs);

    window.openPage(QStringLiteral("model"));
    Dialogs::setNextPaths({tinyModel()});
    click("addModelFolder");
    QTRY_VERIFY_WITH_TIMEOUT(!test.project().models().empty(), kLongMs);

    Recipe recipe = window.selection().recipe();
    recipe.train.maxSteps = 12;
    recipe.train.evaluateEvery = 4;
    recipe.probes = {"Where do I park?"};
    window.selection().setRecipe(recipe);
    window.openPage(QStringLiteral("train"));
    StallWatch watch;
    auto* start = find<QPushButton>(&window, "startTraining");
    QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled(), kLongMs);
    watch.reset();
    QTest::mouseClick(start, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(test.project().isTraining(), kLongMs);
    // Going elsewhere does not disturb it.
    window.openPage(QStringLiteral("data"));
    window.openPage(QStringLiteral("train"));
    QTRY_VERIFY_WITH_TIMEOUT(!test.project().isTraining(), kLongMs);
    qInfo("while it trains: 99 %% of the gaps under %.1f ms, the longest %.1f ms", watch.percentile99(), watch.worst());
    QVERIFY2(watch.percentile99() < kStallMs, qPrintable(QString::number(watch.percentile99())));
    QVERIFY(test.project().training()->succeeded());
    QCOMPARE(test.project().training()->result().steps, 12);
    QTRY_VERIFY(!test.project().runs().empty() && test.project().runs().front().usable);

    click("chatWithRun");
    QTRY_COMPARE(window.currentPage(), window.page(QStringLiteral("chat")));
    auto* input = find<QPlainTextEdit>(&window, "chatInput");
    QTest::keyClicks(input, QStringLiteral("Where do I park?"));
    click("askButton");
    auto* after = find<ChatColumn>(&window, "afterColumn");
    QVERIFY(after->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(after->isAnswering(), kLongMs);
    QTRY_VERIFY_WITH_TIMEOUT(!after->isAnswering(), kLongMs);
    QVERIFY(find<QPushButton>(&window, "askButton")->isVisible());
}

void TestJourney::byKeyboard() {
    if (tinyModel().isEmpty()) QSKIP("tests/data/tiny_model is not there.");
    TestWindow test;
    auto& window = test.window();
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    const auto key = [&](int k, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &window, Qt::Key(k), modifiers);
    };
    /// Tab until the control has the focus, as a user would.
    const auto tabTo = [&](QWidget* control) {
        for (int i = 0; i < 200 && QApplication::focusWidget() != control; ++i) key(Qt::Key_Tab);
        return QApplication::focusWidget() == control;
    };
    QVERIFY(test.createProject(QStringLiteral("keys")));
    key(Qt::Key_2, Qt::ControlModifier);
    auto* add = find<QPushButton>(&window, "addFirstFile");
    QTRY_VERIFY(add->isVisible());
    QVERIFY(tabTo(add));
    Dialogs::setNextPaths({sampleFile(QStringLiteral("clinic.jsonl"))});
    key(Qt::Key_Space);
    auto* import = find<QPushButton>(&window, "importButton");
    QTRY_VERIFY(import->isVisible() && import->isEnabled());
    QVERIFY(tabTo(import));
    key(Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(test.project().dataset(QStringLiteral("clinic")), kLongMs);
    key(Qt::Key_3, Qt::ControlModifier);
    auto* folder = find<QPushButton>(&window, "addModelFolder");
    QTRY_VERIFY(folder->isVisible());
    QVERIFY(tabTo(folder));
    Dialogs::setNextPaths({tinyModel()});
    key(Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(!test.project().models().empty(), kLongMs);
    Recipe recipe = window.selection().recipe();
    recipe.train.maxSteps = 3;
    window.selection().setRecipe(recipe);
    key(Qt::Key_4, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>(&window, "startTraining")->isEnabled(), kLongMs);
    key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(test.project().training(), kLongMs);
    QTRY_VERIFY_WITH_TIMEOUT(!test.project().isTraining(), kLongMs);
    QTRY_VERIFY(window.selection().run() > 0);
    key(Qt::Key_6, Qt::ControlModifier);
    QTRY_COMPARE(QApplication::focusWidget(), static_cast<QWidget*>(find<QPlainTextEdit>(&window, "chatInput")));
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("When do you open?"));
    key(Qt::Key_Return);
    auto* after = find<ChatColumn>(&window, "afterColumn");
    QTRY_VERIFY_WITH_TIMEOUT(after->isAnswering(), kLongMs);
    QTRY_VERIFY_WITH_TIMEOUT(!after->isAnswering(), kLongMs);
}

void TestJourney::pauseAndStop() {
    if (tinyModel().isEmpty()) QSKIP("tests/data/tiny_model is not there.");
    TestWindow test;
    auto& window = test.window();
    window.show();
    QVERIFY(test.createProject(QStringLiteral("stop")));
    QVERIFY(test.importSample(QStringLiteral("clinic")));
    QVERIFY(test.addTinyModel());
    Recipe recipe = window.selection().recipe();
    recipe.train.maxSteps = 5000;
    window.selection().setRecipe(recipe);
    window.openPage(QStringLiteral("train"));
    auto* start = find<QPushButton>(&window, "startTraining");
    QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled(), kLongMs);
    start->click();
    QTRY_VERIFY_WITH_TIMEOUT(test.project().isTraining() && test.project().training()->snapshot().step > 1, kLongMs);
    auto* training = test.project().training();
    training->pause();
    QTRY_COMPARE_WITH_TIMEOUT(training->snapshot().state, JobState::Paused, kLongMs);
    const auto at = training->snapshot().step;
    QTest::qWait(300);
    QVERIFY(training->snapshot().step <= at + 1);
    training->resume();
    QTRY_VERIFY_WITH_TIMEOUT(training->snapshot().step > at + 1, kLongMs);
    Dialogs::setNextAnswer(0);  // stop and keep
    find<QPushButton>(&window, "stopTraining")->click();
    QTRY_VERIFY_WITH_TIMEOUT(!test.project().isTraining(), kLongMs);
    QTRY_VERIFY_WITH_TIMEOUT(!test.project().runs().empty() && test.project().runs().front().state != "running",
                             kLongMs);
    QVERIFY(test.project().runs().front().usable);
    QVERIFY(test.project().runs().front().resumable);
}

QTEST_MAIN(TestJourney)
#include "tst_journey.moc"

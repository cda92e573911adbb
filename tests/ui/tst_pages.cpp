// Every page opens, empty and with content, in light and dark; every control has a name; Tab goes round; nothing is
// cut.
#include <QAbstractButton>
#include <QAccessible>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTranslator>

#include "ui/bridge/tokens.h"
#include "ui/shell/pages.h"
#include "ui/shell/status_bar.h"
#include "ui/widgets/rail_button.h"
#include "ui/widgets/scroll_column.h"
#include "ui_test_support.h"

using namespace tunesmith::ui;

namespace {

QString describe(const QWidget* widget) {
    QStringList path;
    for (const auto* w = widget; w; w = w->parentWidget())
        path.prepend(QString::fromLatin1(w->metaObject()->className()) + QLatin1Char('#') + w->objectName());
    return path.join(QLatin1String(" > "));
}

/// Focusable controls on screen without an accessible name.
QStringList nameless(QWidget* root) {
    QStringList faults;
    for (auto* widget : root->findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || widget->focusProxy()) continue;
        if (widget->objectName().startsWith(QLatin1String("qt_")) || qobject_cast<QScrollBar*>(widget)) continue;
        if (auto* parent = qobject_cast<QAbstractSpinBox*>(widget->parentWidget())) {
            Q_UNUSED(parent);
            continue;  // a spin box's own editor
        }
        auto* interface = QAccessible::queryAccessibleInterface(widget);
        if (interface && interface->text(QAccessible::Name).trimmed().isEmpty()) faults << describe(widget);
    }
    return faults;
}

/// Buttons and plain labels whose text needs more room than they have.
QStringList cut(QWidget* root) {
    QStringList faults;
    for (auto* widget : root->findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->visibleRegion().isEmpty()) continue;
        if (qobject_cast<QLineEdit*>(widget->parentWidget())) continue;  // Qt places the buttons inside of it
        if (auto* button = qobject_cast<QAbstractButton*>(widget); button && !qobject_cast<RailButton*>(widget)) {
            if (button->width() + 1 < button->minimumSizeHint().width())
                faults << describe(button) + QLatin1String(": ") + button->text();
        } else if (auto* label = qobject_cast<QLabel*>(widget)) {
            const bool elides = label->metaObject()->className() == QByteArray("tunesmith::ui::ElidedLabel");
            if (!elides && !label->wordWrap() && label->textFormat() != Qt::RichText &&
                label->width() + 1 < label->sizeHint().width())
                faults << describe(label) + QLatin1String(": ") + label->text();
            if (label->wordWrap() && label->height() + 1 < label->heightForWidth(label->width()))
                faults << describe(label) + QLatin1String(": ") + label->text();
        }
    }
    for (auto* column : root->findChildren<ScrollColumn*>())
        if (column->isVisible() && column->content()->width() > column->viewport()->width())
            faults << describe(column) + QLatin1String(": wider than there is room");
    return faults;
}

}  // namespace

class TestPages : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pagesOpen_data();
    void pagesOpen();
    void shortcutsLead();
    void tabGoesRound();
    void themeSwitches();
    void closedProjectEmptiesThePages();
    void aProjectThatIsNotThereIsSaid();
};

void TestPages::pagesOpen_data() {
    QTest::addColumn<bool>("dark");
    QTest::addColumn<bool>("full");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("language");
    QTest::newRow("German") << false << true << QSize(1024, 640) << "de";
    QTest::newRow("German empty") << true << false << QSize(1024, 640) << "de";
    for (const bool dark : {false, true})
        for (const bool full : {false, true})
            for (const QSize size : {QSize(1024, 640), QSize(1920, 1080)})
                QTest::addRow("%s %s %d", dark ? "dark" : "light", full ? "full" : "empty", size.width())
                    << dark << full << size << "en";
}

void TestPages::pagesOpen() {
    QFETCH(bool, dark);
    QFETCH(bool, full);
    QFETCH(QSize, size);
    QFETCH(QString, language);
    QTranslator translator;
    QVERIFY(translator.load(QStringLiteral(":/tunesmith/i18n/tunesmith_%1.qm").arg(language)));
    QApplication::installTranslator(&translator);
    TestWindow test(dark);
    test.window().resize(size);
    test.window().show();
    QVERIFY(QTest::qWaitForWindowExposed(&test.window()));
    if (full) {
        QVERIFY(test.createProject(QStringLiteral("p")));
        QVERIFY(test.importSample(QStringLiteral("clinic")));
        test.addTinyModel();
    }
    for (const auto& entry : allPages()) {
        test.window().openPage(entry.id);
        auto* page = test.window().page(entry.id);
        QVERIFY(page);
        QCOMPARE(test.window().currentPage(), page);
        QTest::qWait(60);
        QVERIFY(!page->help().isEmpty());
        QVERIFY2(nameless(&test.window()).isEmpty(), qPrintable(nameless(&test.window()).join(QLatin1Char('\n'))));
        (void)QTest::qWaitFor([&] { return cut(&test.window()).isEmpty(); }, 5000);  // layouts settle
        const auto faults = cut(&test.window());
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
        const auto picture = test.window().grab().toImage();
        QCOMPARE(picture.pixelColor(picture.width() / 2, 4), dark ? darkTokens().window : lightTokens().window);
    }
}

void TestPages::shortcutsLead() {
    TestWindow test;
    test.window().show();
    test.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&test.window()));
    const auto pages = allPages();
    for (std::size_t i = 0; i < pages.size(); ++i) {
        QTest::keyClick(&test.window(), Qt::Key(Qt::Key_1 + int(i)), Qt::ControlModifier);
        QTRY_COMPARE(test.window().currentPage(), test.window().page(pages[i].id));
    }
    QTest::keyClick(&test.window(), Qt::Key_K, Qt::ControlModifier);
    QTRY_VERIFY(QApplication::activeModalWidget());
    auto* palette = QApplication::activeModalWidget();
    QCOMPARE(nameless(palette), QStringList());
    QTest::keyClicks(palette->findChild<QLineEdit*>(), QStringLiteral("go data"));
    QTest::keyClick(palette->findChild<QLineEdit*>(), Qt::Key_Return);
    QTRY_COMPARE(test.window().currentPage(), test.window().page(QStringLiteral("data")));
}

void TestPages::tabGoesRound() {
    TestWindow test;
    test.window().show();
    test.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&test.window()));
    QSet<QWidget*> reached;
    for (int i = 0; i < 60; ++i) {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &test.window(), Qt::Key_Tab);
        if (QApplication::focusWidget()) reached << QApplication::focusWidget();
    }
    for (const char* name : {"tryButton", "newProjectName", "openProject"}) {
        auto* control = find<QWidget>(&test.window(), name);
        QVERIFY2(control && reached.contains(control), name);
    }
    QVERIFY(reached.size() >= 8);
}

void TestPages::themeSwitches() {
    TestWindow test(false);
    test.window().show();
    QVERIFY(QTest::qWaitForWindowExposed(&test.window()));
    const auto light = test.window().grab().toImage();
    QVERIFY(!tokens().dark);
    Theme theme(*qApp);
    theme.choose(ThemeChoice::Dark);
    QVERIFY(tokens().dark);
    const auto dark = test.window().grab().toImage();
    QCOMPARE(dark.pixelColor(dark.width() / 2, 4), darkTokens().window);
    QVERIFY(light.pixelColor(light.width() / 2, 4) != dark.pixelColor(dark.width() / 2, 4));
    theme.choose(ThemeChoice::Light);
}

void TestPages::closedProjectEmptiesThePages() {
    TestWindow test;
    QVERIFY(test.createProject(QStringLiteral("p")));
    QVERIFY(test.importSample(QStringLiteral("clinic")));
    auto* data = test.window().page(QStringLiteral("data"));
    QTRY_COMPARE(data->stage().kind, StageState::Ready);
    test.project().close();
    QTRY_COMPARE(data->stage().kind, StageState::Nothing);
    // Given back: it can be opened again at once.
    QSignalSpy opened(&test.project(), &ProjectBridge::opened);
    test.project().open(test.path(QStringLiteral("p")));
    QVERIFY(opened.wait(10000));
    QTRY_COMPARE(data->stage().kind, StageState::Ready);
}

void TestPages::aProjectThatIsNotThereIsSaid() {
    TestWindow test;
    test.window().show();
    QSignalSpy failed(&test.project(), &ProjectBridge::openFailed);
    test.project().open(test.path(QStringLiteral("nowhere")));
    QVERIFY(failed.wait(10000));
    QVERIFY(!test.project().isOpen());
    QVERIFY(!test.project().isOpening());
}

QTEST_MAIN(TestPages)
#include "tst_pages.moc"

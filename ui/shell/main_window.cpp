#include "ui/shell/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QShortcut>
#include <QStackedWidget>
#include <QWhatsThis>

#include "ui/bridge/settings.h"
#include "ui/bridge/tokens.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/rail.h"
#include "ui/shell/status_bar.h"
#include "ui/widgets/dialogs.h"

namespace tunesmith::ui {

namespace {
constexpr QSize kLeast(1024, 640), kFirst(1280, 800);
}

MainWindow::MainWindow(Theme& theme, QWidget* parent)
    : QWidget(parent), theme_(theme), selection_(project_), entries_(allPages()) {
    setObjectName(QStringLiteral("mainWindow"));
    setMinimumSize(kLeast);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* line = new QHBoxLayout;
    line->setSpacing(0);
    rail_ = new Rail(theme);
    stack_ = new QStackedWidget;
    stack_->setObjectName(QStringLiteral("pageArea"));
    line->addWidget(rail_);
    line->addWidget(stack_, 1);
    column->addLayout(line, 1);
    status_ = new StatusBar(project_, hub_);
    column->addWidget(status_);
    addPages();
    addShortcuts();
    connect(rail_, &Rail::chosen, this, [this](int index) { openPage(entries_[std::size_t(index)].id); });
    connect(rail_, &Rail::findRequested, this, &MainWindow::find);
    connect(rail_, &Rail::helpRequested, this, &MainWindow::showHelp);
    connect(&project_, &ProjectBridge::opened, this, &MainWindow::showTitle);
    connect(&project_, &ProjectBridge::closed, this, &MainWindow::showTitle);
    resize(kFirst);
    if (!Settings::windowGeometry().isEmpty()) restoreGeometry(Settings::windowGeometry());
    showTitle();
    openPage(QStringLiteral("home"));
}

void MainWindow::addPages() {
    const PageContext context{project_, selection_, hub_};
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        auto* page = entries_[i].make(context);
        pages_.push_back(page);
        stack_->addWidget(page);
        rail_->addStage(entries_[i].name, int(i) + 1);
        rail_->setStage(int(i), page->stage());
        connect(page, &Page::stageChanged, this, [this, i] { showStage(int(i)); });
        connect(page, &Page::openPage, this, &MainWindow::openPage);
    }
}

void MainWindow::addShortcuts() {
    for (std::size_t i = 0; i < entries_.size() && i < 9; ++i) {
        auto* shortcut = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + int(i))), this);
        connect(shortcut, &QShortcut::activated, this, [this, i] { openPage(entries_[i].id); });
    }
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_K), this), &QShortcut::activated, this, &MainWindow::find);
    connect(new QShortcut(QKeySequence::HelpContents, this), &QShortcut::activated, this, &MainWindow::showHelp);
    connect(new QShortcut(QKeySequence::Quit, this), &QShortcut::activated, this, &MainWindow::close);
}

// ---- navigation

Page* MainWindow::page(const QString& id) const {
    for (std::size_t i = 0; i < entries_.size(); ++i)
        if (entries_[i].id == id) return pages_[i];
    return nullptr;
}

Page* MainWindow::currentPage() const {
    return static_cast<Page*>(stack_->currentWidget());
}

void MainWindow::openPage(const QString& id) {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        if (entries_[i].id != id) continue;
        const bool changes = stack_->currentWidget() != pages_[i];
        // What had the focus goes out of sight: the rail takes it, and Tab goes on from there into the page.
        if (changes) rail_->stage(int(i))->setFocus(Qt::OtherFocusReason);
        stack_->setCurrentWidget(pages_[i]);
        rail_->setCurrent(int(i));
        if (changes) pages_[i]->shown();
    }
}

void MainWindow::showStage(int index) {
    if (std::size_t(index) < pages_.size()) rail_->setStage(index, pages_[std::size_t(index)]->stage());
}

void MainWindow::showTitle() {
    const QString name = project_.name();
    rail_->setProject(name);
    setWindowTitle(name.isEmpty() ? QStringLiteral("Tunesmith") : tr("%1 - Tunesmith").arg(name));
}

// ---- finding and help

void MainWindow::find() {
    std::vector<Command> commands;
    for (const auto& entry : entries_)
        commands.push_back({tr("Go to %1").arg(entry.name), [this, id = entry.id] { openPage(id); }});
    for (std::size_t i = 0; i < pages_.size(); ++i)
        for (const auto& action : pages_[i]->actions())
            commands.push_back({tr("%1: %2", "page: action").arg(entries_[i].name, action.text),
                                [this, id = entries_[i].id, run = action.run] {
                                    openPage(id);
                                    run();
                                }});
    commands.push_back({tr("Look: as the system"), [this] { theme_.choose(ThemeChoice::System); }});
    commands.push_back({tr("Look: light"), [this] { theme_.choose(ThemeChoice::Light); }});
    commands.push_back({tr("Look: dark"), [this] { theme_.choose(ThemeChoice::Dark); }});
    auto* palette = new CommandPalette(std::move(commands), this);
    palette->open();
}

void MainWindow::showHelp() {
    // The nearest thing around the focus that has something to say, else the page.
    QWidget* focus = QApplication::focusWidget();
    for (QWidget* widget = focus; widget && widget != this; widget = widget->parentWidget()) {
        if (widget->whatsThis().isEmpty()) continue;
        QWhatsThis::showText(widget->mapToGlobal(QPoint(0, widget->height())), widget->whatsThis(), widget);
        return;
    }
    QWhatsThis::showText(stack_->mapToGlobal(QPoint(space::kXl, 56)), currentPage()->help(), currentPage());
}

// ---- closing

void MainWindow::closeEvent(QCloseEvent* event) {
    Settings::setWindowGeometry(saveGeometry());
    if (!project_.isTraining()) return event->accept();
    event->ignore();
    if (closing_) return;  // it saves already
    const int answer =
        Dialogs::ask(this, tr("A training run is going on"),
                     tr("Tunesmith can save what it has learned so far and close. You can resume the run next time."),
                     {tr("Save and close")});
    if (answer != 0) return;
    closing_ = true;
    if (!project_.isTraining()) {
        close();
        return;
    }
    connect(project_.training(), &JobBridge::ended, this, &QWidget::close, Qt::QueuedConnection);
    project_.training()->stop(true);
    setEnabled(false);
    setWindowTitle(tr("Saving the run…"));
}

}  // namespace tunesmith::ui

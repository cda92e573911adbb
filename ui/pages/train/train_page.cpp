#include "ui/pages/train/train_page.h"

#include <QShortcut>
#include <QStackedWidget>

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/selection.h"
#include "ui/bridge/words.h"
#include "ui/pages/page_layout.h"
#include "ui/pages/train/ready_card.h"
#include "ui/pages/train/run_view.h"
#include "ui/pages/train/setting_help.h"
#include "ui/pages/train/setup_view.h"
#include "ui/widgets/dialogs.h"

namespace tunesmith::ui {

TrainPage::TrainPage(const PageContext& context, QWidget* parent) : Page(context, parent) {
    auto* column = plainColumn(this);  // the views bring the page's margins
    stack_ = new QStackedWidget;
    column->addWidget(stack_);
    setup_ = new SetupView(project(), selection());
    run_ = new RunView(project(), selection());
    stack_->addWidget(setup_);
    stack_->addWidget(run_);
    connect(setup_, &SetupView::openPage, this, &Page::openPage);
    connect(run_, &RunView::openPage, this, &Page::openPage);
    connect(setup_, &SetupView::started, this, &TrainPage::showTraining);
    connect(setup_, &SetupView::openRun, this, [this](std::int64_t run) {
        run_->showRun(run);
        stack_->setCurrentWidget(run_);
    });
    connect(setup_, &SetupView::resumeRun, this, &TrainPage::resume);
    connect(run_, &RunView::resumeRun, this, &TrainPage::resume);
    connect(run_, &RunView::newTraining, this, [this] { stack_->setCurrentWidget(setup_); });
    connect(&project(), &ProjectBridge::trainingChanged, this, [this] {
        if (!project().isTraining()) setup_->readyCard()->checkSoon();
        Q_EMIT stageChanged();
    });
    connect(&project(), &ProjectBridge::closed, this, [this] {
        stack_->setCurrentWidget(setup_);
        Q_EMIT stageChanged();
    });
    connect(&project(), &ProjectBridge::runsChanged, this, &Page::stageChanged);
    connect(setup_->readyCard(), &ReadyCard::readinessChanged, this, &Page::stageChanged);
    auto* start = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this);
    connect(start, &QShortcut::activated, this, [this] {
        if (stack_->currentWidget() == setup_) setup_->readyCard()->start();
    });
}

void TrainPage::showTraining() {
    if (!project().training()) return;
    run_->follow(project().training());
    stack_->setCurrentWidget(run_);
    Q_EMIT stageChanged();
}

void TrainPage::resume(std::int64_t run) {
    project().startResume(run, this, [this](Result<TrainBridge*> training) {
        if (training) return showTraining();
        const auto text = words::failure(*training.failure);
        Dialogs::ask(this, text.title, text.detail, {tr("Close")});
    });
}

StageState TrainPage::stage() const {
    if (project().isTraining()) return {StageState::Working, 0, tr("a run is going on")};
    int interrupted = 0;
    for (const auto& run : project().runs()) interrupted += run.state == "interrupted" && run.resumable ? 1 : 0;
    if (interrupted > 0)
        return {StageState::NeedsYou, interrupted, tr("%n run(s) can be resumed", nullptr, interrupted)};
    for (const auto& run : project().runs())
        if (run.usable) return {StageState::Ready, 0, tr("%n run(s)", nullptr, int(project().runs().size()))};
    return {StageState::Nothing, 0, tr("no run yet")};
}

QVector<PageAction> TrainPage::actions() {
    QVector<PageAction> list;
    if (!project().isOpen()) return list;
    if (project().isTraining()) {
        list.append({tr("Pause or go on"), [this] { run_->togglePause(); }});
        list.append({tr("Stop the run"), [this] { run_->askStop(); }});
        list.append({tr("Show the run"), [this] { showTraining(); }});
    } else if (setup_->readyCard()->isReady()) {
        list.append({tr("Start training"), [this] { setup_->readyCard()->start(); }});
    }
    for (const auto& help : settingHelps())
        list.append({tr("Setting: %1 (%2)").arg(translatedHelp(help.label), translatedHelp(help.term)),
                     [this, key = std::string(help.key)] {
                         stack_->setCurrentWidget(setup_);
                         setup_->showSetting(key);
                     }});
    return list;
}

QString TrainPage::help() const {
    return tr(
        "Training shows the model your rows again and again, and moves what is trained a little each time, so that "
        "your answers become "
        "likelier. The loss says how surprised it still is: it should fall. The validation loss is measured on rows it "
        "never trains on: when "
        "that one turns up, it has begun to learn by heart.");
}

}  // namespace tunesmith::ui

#include "ui/pages/chat/chat_page.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QStackedWidget>
#include <QToolButton>

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/selection.h"
#include "ui/bridge/words.h"
#include "ui/models/model_list_model.h"
#include "ui/models/run_list_model.h"
#include "ui/pages/chat/chat_column.h"
#include "ui/pages/chat/label_view.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/card.h"
#include "ui/widgets/combo_box.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {
constexpr int kBest = 0, kLast = 1;
constexpr int kSettingsWidth = 248;
}  // namespace

ChatPage::ChatPage(const PageContext& context, QWidget* parent) : Page(context, parent) {
    runModel_ = new RunListModel(project(), RunListModel::Show::Usable, this);
    modelModel_ = new ModelListModel(project(), this);
    auto* column = pageColumn(this);
    stack_ = new QStackedWidget;
    column->addWidget(stack_);
    stack_->addWidget(buildEmpty());
    stack_->addWidget(buildChat());
    connect(&project(), &ProjectBridge::runsChanged, this, &ChatPage::refresh);
    connect(&project(), &ProjectBridge::modelsChanged, this, &ChatPage::refresh);
    connect(&project(), &ProjectBridge::opened, this, &ChatPage::clear);
    connect(&project(), &ProjectBridge::closed, this, [this] {
        clear();
        refresh();
    });
    connect(&selection(), &Selection::runChanged, this, [this] {
        clear();
        refresh();
    });
    refresh();
}

QWidget* ChatPage::buildEmpty() {
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kM);
    auto* header = new PageHeader(tr("Chat"));
    header->setSubtitle(tr("Ask the model before and after training, side by side."));
    column->addWidget(header);
    auto* card = new Card;
    empty_ = new EmptyState(QStringLiteral("chat"), tr("There is no model to talk to yet"), {});
    goModel_ = makePrimary(tr("Choose a model"));
    connect(goModel_, &QPushButton::clicked, this,
            [this] { Q_EMIT openPage(project().isOpen() ? QStringLiteral("model") : QStringLiteral("home")); });
    empty_->addButton(goModel_);
    card->body()->addWidget(empty_);
    column->addWidget(card, 1);
    return page;
}

QWidget* ChatPage::buildChat() {
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kM);
    header_ = new PageHeader(tr("Chat"));
    runs_ = new ComboBox;
    runs_->setModel(runModel_);
    runs_->setAccessibleName(tr("The run that answers"));
    runs_->setMinimumWidth(180);
    steps_ = new ComboBox;
    steps_->setAccessibleName(tr("The state of the run that answers"));
    models_ = new ComboBox;
    models_->setModel(modelModel_);
    models_->setAccessibleName(tr("The model that answers"));
    models_->setMinimumWidth(180);
    for (auto* box : {models_, runs_, steps_}) {
        header_->addBeside(box);
    }
    connect(runs_, &QComboBox::activated, this, [this](int row) {
        if (const auto* run = runModel_->item(row)) selection().setRun(run->id);
    });
    connect(steps_, &QComboBox::activated, this, [this] {
        clear();
        refresh();
    });
    connect(models_, &QComboBox::activated, this, [this] {
        selection().setModel(models_->currentText());
        clear();
        refresh();
    });
    clear_ = makeButton(tr("&New conversation"));
    connect(clear_, &QPushButton::clicked, this, &ChatPage::clear);
    header_->addAction(clear_);
    settingsButton_ = makeIconButton(QStringLiteral("sliders"), tr("Settings of the answers"));
    settingsButton_->setCheckable(true);
    header_->addAction(settingsButton_);
    column->addWidget(header_);

    talk_ = new QWidget;
    auto* line = new QHBoxLayout(talk_);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space::kM);
    before_ = new ChatColumn(project(), tr("Before"));
    after_ = new ChatColumn(project(), tr("After"));
    after_->setObjectName(QStringLiteral("afterColumn"));
    line->addWidget(before_, 1);
    line->addWidget(after_, 1);
    settingsCard_ = static_cast<Card*>(buildSettings());
    settingsCard_->hide();
    line->addWidget(settingsCard_);
    column->addWidget(talk_, 1);
    composer_ = buildComposer();
    column->addWidget(composer_);
    labels_ = new LabelView(project());
    column->addWidget(labels_, 1);
    connect(labels_, &LabelView::answeringChanged, this, &ChatPage::stageChanged);
    connect(settingsButton_, &QToolButton::toggled, settingsCard_, &QWidget::setVisible);
    for (auto* side : {before_, after_})
        connect(side, &ChatColumn::answeringChanged, this, [this] {
            const bool busy = before_->isAnswering() || after_->isAnswering();
            send_->setVisible(!busy);
            stop_->setVisible(busy);
            Q_EMIT stageChanged();
        });
    return page;
}

QWidget* ChatPage::buildSettings() {
    auto* card = new Card(tr("Answers"));
    card->setFixedWidth(kSettingsWidth);
    auto* column = card->body();
    const auto add = [column](const QString& label, const QString& term, QWidget* control, const QString& help) {
        auto* line = new QHBoxLayout;
        line->setSpacing(6);
        auto* name = makeLabel(label);
        name->setBuddy(control);
        line->addWidget(name);
        line->addWidget(makeLabel(term, TextStyle::Caption, "muted"));
        line->addStretch();
        column->addLayout(line);
        control->setAccessibleName(QStringLiteral("%1 (%2)").arg(label, term));
        control->setToolTip(help);
        control->setWhatsThis(help);
        column->addWidget(control);
    };
    temperature_ = new QDoubleSpinBox;
    temperature_->setRange(0, 2);
    temperature_->setSingleStep(0.1);
    temperature_->setDecimals(2);
    topP_ = new QDoubleSpinBox;
    topP_->setRange(0.05, 1);
    topP_->setSingleStep(0.05);
    topP_->setDecimals(2);
    topP_->setValue(1.0);
    maxTokens_ = new QSpinBox;
    maxTokens_->setRange(1, 4096);
    maxTokens_->setValue(160);
    seed_ = new QSpinBox;
    seed_->setRange(0, 1000000000);
    seed_->setValue(42);
    for (QAbstractSpinBox* box : {static_cast<QAbstractSpinBox*>(temperature_), static_cast<QAbstractSpinBox*>(topP_),
                                  static_cast<QAbstractSpinBox*>(maxTokens_), static_cast<QAbstractSpinBox*>(seed_)})
        box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    add(tr("Variety"), tr("temperature"), temperature_,
        tr("0 always takes the likeliest word, so that answers can be compared. 0.7 varies."));
    add(tr("Only likely words"), tr("top-p"), topP_,
        tr("Words beyond this share of likelihood are never taken. 1 allows all."));
    add(tr("Longest answer"), tr("tokens"), maxTokens_, tr("The answer is cut after so many tokens."));
    add(tr("Seed"), tr("seed"), seed_, tr("The same seed repeats the same answer."));
    system_ = new QPlainTextEdit;
    system_->setPlaceholderText(tr("You are the front desk of…"));
    system_->setTabChangesFocus(true);
    system_->setMinimumHeight(72);
    system_->setMaximumHeight(140);
    add(tr("Who it is"), tr("system prompt"), system_,
        tr("Stands above the conversation. Used from the next new conversation on."));
    column->addStretch();
    return card;
}

QWidget* ChatPage::buildComposer() {
    auto* box = new QWidget;
    auto* line = new QHBoxLayout(box);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space::kS);
    input_ = new QPlainTextEdit;
    input_->setObjectName(QStringLiteral("chatInput"));
    input_->setPlaceholderText(tr("Ask something. Return sends, Shift+Return begins a new line."));
    input_->setAccessibleName(tr("Your question"));
    input_->setTabChangesFocus(true);
    input_->setFixedHeight(QFontMetrics(input_->font()).lineSpacing() * 2 + 22);
    input_->installEventFilter(this);
    line->addWidget(input_, 1);
    send_ = makePrimary(tr("&Ask"));
    send_->setObjectName(QStringLiteral("askButton"));
    stop_ = makeButton(tr("&Stop"), QStringLiteral("stop"));
    stop_->hide();
    send_->setMinimumWidth(88);
    stop_->setMinimumWidth(88);
    line->addWidget(send_, 0, Qt::AlignBottom);
    line->addWidget(stop_, 0, Qt::AlignBottom);
    connect(send_, &QPushButton::clicked, this, &ChatPage::send);
    connect(stop_, &QPushButton::clicked, this, &ChatPage::stop);
    return box;
}

// ---- following

QString ChatPage::modelName() const {
    const auto* run = project().run(selection().run());
    return run && run->usable ? words::text(run->model) : selection().model();
}

LabelsInfo ChatPage::gives() const {
    const auto* run = project().run(selection().run());
    if (run && run->usable) return run->gives;
    const auto* model = project().model(selection().model());
    return model ? model->gives : LabelsInfo();
}

void ChatPage::refresh() {
    const auto* run = project().run(selection().run());
    const bool tuned = run && run->usable;
    const bool any = tuned || !project().models().empty();
    const LabelsInfo labels = gives();
    talk_->setVisible(!labels);
    composer_->setVisible(!labels);
    labels_->setVisible(bool(labels));
    clear_->setVisible(!labels);
    settingsButton_->setVisible(!labels);
    stack_->setCurrentIndex(any ? 1 : 0);
    empty_->setText(project().isOpen() ? tr("There is no model to talk to yet") : tr("No project is open"),
                    project().isOpen()
                        ? tr("Choose a model, train it on your rows, and compare here what it says before and after.")
                        : tr("Open a project or make a new one on the Home page."));
    goModel_->setText(project().isOpen() ? tr("Choose a model") : tr("Go to Home"));
    if (any) {
        header_->setSubtitle(tuned ? tr("The same question to the model as it was and as it is now.")
                                   : tr("Nothing is trained yet: this is the model as it comes."));
        runs_->setVisible(tuned);
        steps_->setVisible(tuned);
        models_->setVisible(!tuned);
        after_->setVisible(tuned);
        if (tuned) {
            runs_->setCurrentIndex(runModel_->rowOf(run->id));
            refreshSteps();
            after_->setWho(tr("After"), words::text(run->name));
            after_->setHint(tr("The model with what this run has learned."));
        } else if (const auto* model = project().model(selection().model())) {
            models_->setCurrentIndex(modelModel_->rowOf(model->id));
        }
        if (labels) {
            header_->setSubtitle(tr("Give it a text and see which label it finds, and how sure it is."));
            ModelRef ref;
            ref.model = modelName().toStdString();
            ref.run = tuned ? run->id : 0;
            ref.step = tuned && steps_->currentData().toInt() == kLast ? run->step : 0;
            labels_->setModel(ref, labels);
        }
        before_->setWho(tuned ? tr("Before") : tr("As it comes"), modelName());
        before_->setHint(tr("The model without what it has learned from you."));
    }
    Q_EMIT stageChanged();
}

void ChatPage::refreshSteps() {
    const auto* run = project().run(selection().run());
    const int chosen = steps_->currentData().toInt();
    steps_->clear();
    const auto best = run->bestStep > 0 ? run->bestStep : run->step;
    steps_->addItem(tr("best, step %1").arg(words::count(best)), kBest);
    if (run->bestStep > 0 && run->step != run->bestStep)
        steps_->addItem(tr("last, step %1").arg(words::count(run->step)), kLast);
    steps_->setCurrentIndex(std::max(0, steps_->findData(chosen)));
    steps_->setVisible(steps_->count() > 1);
}

void ChatPage::shown() {
    if (gives())
        labels_->focusText();
    else
        input_->setFocus();
}

// ---- what happens

GenerateRequest ChatPage::settings() const {
    GenerateRequest request;
    request.temperature = temperature_->value();
    request.topP = topP_->value();
    request.maxNewTokens = maxTokens_->value();
    request.seed = std::uint64_t(seed_->value());
    return request;
}

void ChatPage::send() {
    const QString question = input_->toPlainText().trimmed();
    if (question.isEmpty() || before_->isAnswering() || after_->isAnswering() || modelName().isEmpty()) return;
    input_->clear();
    GenerateRequest request = settings();
    request.ref.model = modelName().toStdString();
    before_->ask(question, request, system_->toPlainText());
    const auto* run = project().run(selection().run());
    if (!run || !run->usable) return;
    request.ref.run = run->id;
    request.ref.step = steps_->currentData().toInt() == kLast ? run->step : 0;
    after_->ask(question, request, system_->toPlainText());
}

void ChatPage::stop() {
    before_->stop();
    after_->stop();
}

void ChatPage::clear() {
    before_->clear();
    after_->clear();
    labels_->clear();
}

bool ChatPage::eventFilter(QObject* watched, QEvent* event) {
    if (watched == input_ && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && !(key->modifiers() & Qt::ShiftModifier)) {
            send();
            return true;
        }
    }
    return Page::eventFilter(watched, event);
}

// ---- for the shell

StageState ChatPage::stage() const {
    if (before_->isAnswering() || after_->isAnswering() || labels_->isAnswering())
        return {StageState::Working, 0, tr("answering")};
    const auto* run = project().run(selection().run());
    if (run && run->usable) return {StageState::Ready, 0, words::text(run->name)};
    return {StageState::Nothing, 0, project().models().empty() ? tr("no model yet") : tr("nothing is trained yet")};
}

QVector<PageAction> ChatPage::actions() {
    if (stack_->currentIndex() == 0 || gives()) return {};
    return {{tr("New conversation"), [this] { clear(); }},
            {tr("Settings of the answers"), [this] { settingsButton_->toggle(); }}};
}

QString ChatPage::help() const {
    if (gives())
        return tr(
            "Write or paste a text and press Label it. A label's bar says how sure the model is of it; of words, what "
            "it "
            "marks stands out in colour. How right it is over many rows is measured on the Evaluate page.");
    return tr(
        "Ask a question, and both answer: the model as it was on the left, and with what it has learned on the right. "
        "At variety 0 the same "
        "question always gets the same answer, so that a difference comes from the training alone.");
}

}  // namespace tunesmith::ui

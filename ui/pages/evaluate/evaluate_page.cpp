#include "ui/pages/evaluate/evaluate_page.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QStackedWidget>
#include <QTableView>
#include <algorithm>

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/report_words.h"
#include "ui/bridge/selection.h"
#include "ui/bridge/words.h"
#include "ui/models/dataset_list_model.h"
#include "ui/models/evaluation_table_model.h"
#include "ui/models/label_table_model.h"
#include "ui/models/run_list_model.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/card.h"
#include "ui/widgets/combo_box.h"
#include "ui/widgets/form_grid.h"
#include "ui/widgets/table.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

EvaluatePage::EvaluatePage(const PageContext& context, QWidget* parent) : Page(context, parent) {
    runModel_ = new RunListModel(project(), RunListModel::Show::Usable, this);
    datasetModel_ = new DatasetListModel(project(), this);
    model_ = new EvaluationTableModel(this);
    auto* column = pageColumn(this);
    auto* header = new PageHeader(tr("Evaluate"));
    header->setSubtitle(tr("Measure what it has learned, on rows that it never trained on."));
    column->addWidget(header);
    banner_ = new Banner;
    column->addWidget(banner_);
    stack_ = new QStackedWidget;
    stack_->addWidget(buildEmpty());
    stack_->addWidget(buildForm());
    column->addWidget(stack_, 1);
    connect(&project(), &ProjectBridge::runsChanged, this, &EvaluatePage::refresh);
    connect(&project(), &ProjectBridge::datasetsChanged, this, &EvaluatePage::refresh);
    connect(&project(), &ProjectBridge::opened, this, &EvaluatePage::refresh);
    connect(&project(), &ProjectBridge::closed, this, &EvaluatePage::refresh);
    connect(&selection(), &Selection::runChanged, this, [this] {
        before_.reset();
        after_.reset();
        model_->clear();
        showFigures();
        refresh();
    });
    setBusy(false);
    showFigures();
    refresh();
}

QWidget* EvaluatePage::buildEmpty() {
    auto* card = new Card;
    empty_ = new EmptyState(QStringLiteral("evaluate"), {}, {});
    emptyButton_ = makePrimary({});
    connect(emptyButton_, &QPushButton::clicked, this,
            [this] { Q_EMIT openPage(project().isOpen() ? QStringLiteral("train") : QStringLiteral("home")); });
    empty_->addButton(emptyButton_);
    card->body()->addWidget(empty_);
    return card;
}

QWidget* EvaluatePage::buildForm() {
    auto* page = new QWidget;
    auto* columns = new QHBoxLayout(page);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(space::kM);
    auto* left = new QVBoxLayout;
    left->setSpacing(space::kM);
    left->addWidget(buildFigures());
    left->addWidget(buildLabels());
    table_ = new Card(tr("Answers"));
    view_ = new QTableView;
    view_->setModel(model_);
    styleTable(view_, 3);
    view_->setAccessibleName(tr("Answers before and after"));
    view_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table_->body()->addWidget(view_, 1);
    left->addWidget(table_, 1);
    left->addStretch();
    columns->addLayout(left, 5);

    auto* right = new QVBoxLayout;
    auto* card = new Card(tr("What to measure"));
    auto* form = new FormGrid;
    runs_ = new ComboBox;
    runs_->setModel(runModel_);
    datasets_ = new ComboBox;
    datasets_->setModel(datasetModel_);
    rows_ = new ComboBox;
    rows_->addItem(tr("all"), 0);
    for (const int n : {20, 50, 200}) rows_->addItem(tr("the first %1").arg(n), n);
    form->add(tr("Run"), runs_);
    form->add(tr("Rows"), datasets_);
    form->add(tr("How many"), rows_);
    card->body()->addWidget(form);
    what_ = makeParagraph({}, TextStyle::Caption, "muted");
    card->body()->addWidget(what_);
    answers_ = new QCheckBox(tr("Let it answer each question too"));
    answers_->setToolTip(tr("Slower: every question is answered twice, before and after."));
    answers_->setChecked(true);
    card->body()->addWidget(answers_);
    progressText_ = makeLabel({}, TextStyle::Body, "muted");
    progress_ = new QProgressBar;
    progress_->setTextVisible(false);
    progress_->setAccessibleName(tr("Evaluation"));
    card->body()->addWidget(progressText_);
    card->body()->addWidget(progress_);
    start_ = makePrimary(tr("&Measure"));
    start_->setObjectName(QStringLiteral("measureButton"));
    start_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    cancel_ = makeButton(tr("Cancel"));
    card->body()->addSpacing(space::kXs);
    card->body()->addWidget(start_);
    card->body()->addWidget(cancel_);
    right->setSpacing(space::kM);
    right->addWidget(card);
    right->addWidget(buildConfusion(), 1);
    right->addStretch();
    columns->addLayout(right, 3);
    connect(runs_, &QComboBox::activated, this, [this](int row) {
        if (const auto* run = runModel_->item(row)) selection().setRun(run->id);
    });
    connect(datasets_, &QComboBox::activated, this, &EvaluatePage::refresh);
    connect(start_, &QPushButton::clicked, this, &EvaluatePage::start);
    connect(cancel_, &QPushButton::clicked, this, [this] {
        cancelled_ = true;
        if (job_) job_->cancel();
    });
    return page;
}

QWidget* EvaluatePage::buildFigures() {
    figures_ = new Card(tr("Before and after"));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(space::kXl);
    grid->setVerticalSpacing(space::kXs);
    grid->setColumnStretch(3, 1);
    const auto figure = [grid](int row, int column) {
        auto* label = makeLabel(QStringLiteral("–"), TextStyle::Figure);
        grid->addWidget(label, row, column);
        return label;
    };
    beforeName_ = makeLabel(tr("before"), TextStyle::Caption, "muted");
    grid->addWidget(beforeName_, 0, 1);
    afterName_ = makeLabel(tr("after"), TextStyle::Caption, "muted");
    grid->addWidget(afterName_, 0, 2);
    grid->addWidget(makeLabel(tr("Loss"), TextStyle::Body), 1, 0);
    lossBefore_ = figure(1, 1);
    lossAfter_ = figure(1, 2);
    rightName_ = makeLabel(tr("Right answers"), TextStyle::Body);
    grid->addWidget(rightName_, 2, 0);
    rightBefore_ = figure(2, 1);
    rightAfter_ = figure(2, 2);
    rightAfter_->setObjectName(QStringLiteral("rightAfter"));
    f1Name_ = makeLabel(tr("Macro F1"), TextStyle::Body);
    f1Name_->setToolTip(tr("The mean of the labels' F1: every label counts the same, rare or common."));
    grid->addWidget(f1Name_, 3, 0);
    f1Before_ = figure(3, 1);
    f1After_ = figure(3, 2);
    verdict_ = makeParagraph({}, TextStyle::Body, "muted");
    grid->addWidget(verdict_, 0, 3, 4, 1, Qt::AlignVCenter);
    figures_->body()->addLayout(grid);
    return figures_;
}

namespace {

constexpr int kLabelsInSight = 8;
constexpr int kMostOfTheRoom = 100;  // of a card for its table, until that has all of its rows in sight

QTableView* reportTable(QAbstractItemModel* model, const char* name, const QString& accessible) {
    auto* view = new QTableView;
    view->setModel(model);
    styleTable(view);
    view->setObjectName(QLatin1String(name));
    view->setAccessibleName(accessible);
    view->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    return view;
}

}  // namespace

QWidget* EvaluatePage::buildLabels() {
    labels_ = new LabelTableModel(this);
    labelsCard_ = new Card(tr("Each label"));
    labelsView_ = reportTable(labels_, "labelTable", tr("How right each label is"));
    labelsView_->horizontalHeader()->setSectionResizeMode(LabelTableModel::Label, QHeaderView::Stretch);
    labelsCard_->body()->addWidget(labelsView_);
    return labelsCard_;
}

QWidget* EvaluatePage::buildConfusion() {
    confusion_ = new ConfusionTableModel(this);
    confusionCard_ = new Card(tr("What it takes for what"));
    confusionCard_->body()->addWidget(makeParagraph(
        tr("Lines: the label a row should have. Columns: the label it was given."), TextStyle::Caption, "muted"));
    confusionView_ = reportTable(confusion_, "confusionTable", tr("Labels that should be given, and that were given"));
    confusionView_->verticalHeader()->setVisible(true);
    confusionView_->verticalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    confusionView_->setSelectionBehavior(QAbstractItemView::SelectItems);
    confusionCard_->body()->addWidget(confusionView_, kMostOfTheRoom);
    confusionCard_->body()->addStretch(1);
    return confusionCard_;
}

// ---- following

bool EvaluatePage::hasRows() const {
    const auto* dataset = project().dataset(datasets_->currentText());
    return dataset && dataset->validationRows + dataset->testRows > 0;
}

bool EvaluatePage::classifies() const {
    const auto* run = project().run(selection().run());
    return run && bool(run->gives);
}

bool EvaluatePage::comparable() const {
    const auto* run = project().run(selection().run());
    const auto* model = run ? project().model(words::text(run->model)) : nullptr;
    return model && model->gives.kind == run->gives.kind && model->gives.labels == run->gives.labels;
}

void EvaluatePage::refresh() {
    const auto* run = project().run(selection().run());
    const bool any = run && run->usable;
    stack_->setCurrentIndex(any ? 1 : 0);
    empty_->setText(project().isOpen() ? tr("Nothing is trained yet") : tr("No project is open"),
                    project().isOpen()
                        ? tr("After a run, its loss and its answers on rows it never saw are compared here with those "
                             "of the model as it was.")
                        : tr("Open a project or make a new one on the Home page."));
    emptyButton_->setText(project().isOpen() ? tr("Go to Train") : tr("Go to Home"));
    if (any) {
        runs_->setCurrentIndex(runModel_->rowOf(run->id));
        // The data set with rows set aside that this run knows best: held out for it, else its own.
        if (datasets_->currentIndex() < 0 || !hasRows())
            for (const auto& d : project().datasets())
                if (d.validationRows + d.testRows > 0) datasets_->setCurrentIndex(datasetModel_->rowOf(d.id));
        const auto* dataset = project().dataset(datasets_->currentText());
        const auto aside = dataset ? (dataset->testRows > 0 ? dataset->testRows : dataset->validationRows) : 0;
        what_->setText(aside > 0 ? tr("%1 rows of it are set aside and were never trained on.").arg(words::count(aside))
                                 : tr("None of its rows are set aside. Import rows to test with on the Data page, or "
                                      "choose another data set."));
        start_->setEnabled(!busy_ && aside > 0);
        answers_->setVisible(!classifies());
    }
    Q_EMIT stageChanged();
}

void EvaluatePage::showFigures() {
    const auto loss = [](const std::optional<EvaluateResult>& r) {
        return r ? words::loss(r->loss) : QStringLiteral("–");
    };
    const auto right = [](const std::optional<EvaluateResult>& r) {
        return r && !r->answers.empty() ? tr("%1 of %2").arg(words::count(r->right), words::count(r->rows))
                                        : QStringLiteral("–");
    };
    const bool labels = classifies(), values = labels && project().run(selection().run())->gives.kind == "regression";
    const auto score = [&](const std::optional<EvaluateResult>& r, bool f1) {
        if (!r || !r->classifier) return QStringLiteral("–");
        const auto& c = *r->classifier;
        if (values) return QLocale().toString(f1 ? c.meanSquare : c.r2, 'f', 3);
        return shareWord(f1 ? c.macroF1 : c.accuracy);
    };
    const bool compares = !labels || comparable();
    figures_->setTitle(compares ? tr("Before and after") : tr("How right it is"));
    for (QWidget* side : {beforeName_, afterName_, lossBefore_, rightBefore_}) side->setVisible(compares);
    for (QWidget* part : {f1Name_, f1After_}) part->setVisible(labels);
    f1Before_->setVisible(labels && compares);
    rightName_->setText(values ? tr("R squared") : labels ? tr("Accuracy") : tr("Right answers"));
    f1Name_->setText(values ? tr("Mean squared error") : tr("Macro F1"));
    f1Before_->setText(score(before_, true));
    f1After_->setText(score(after_, true));
    lossBefore_->setText(loss(before_));
    lossAfter_->setText(loss(after_));
    rightBefore_->setText(labels ? score(before_, false) : right(before_));
    rightAfter_->setText(labels ? score(after_, false) : right(after_));
    QString verdict;
    const char* tone = "muted";
    if (before_ && after_ && before_->loss > 0) {
        const double fell = 100.0 * (1 - after_->loss / before_->loss);
        verdict = fell > 1
                      ? tr("The loss fell by %1.").arg(QLocale().toString(fell, 'f', 0) + QStringLiteral("\u00a0%"))
                      : tr("The loss did not fall: it has learned nothing that helps with these rows.");
        tone = fell > 1 ? "good" : "warn";
    }
    if (labels && !values && after_ && after_->classifier && !after_->classifier->labels.empty()) {
        // What no classifier may fall short of.
        const auto& report = *after_->classifier;
        const auto& most = *std::max_element(report.labels.begin(), report.labels.end(),
                                             [](const auto& a, const auto& b) { return a.support < b.support; });
        const double always = report.items > 0 ? double(most.support) / double(report.items) : 0;
        verdict =
            tr("Always saying \u201c%1\u201d would be right in %2.").arg(words::text(most.label), shareWord(always));
        if (report.left > 0)
            verdict += QLatin1Char(' ') +
                       tr("%n row(s) have no label that it gives and were left out.", nullptr, int(report.left));
        tone = report.accuracy > always ? "good" : "warn";
    }
    verdict_->setText(verdict);
    setTone(verdict_, tone);
    table_->setVisible(model_->rowCount() > 0);
    view_->setColumnHidden(EvaluationTableModel::Before, !compares);
    model_->setCompares(compares);
    showLabels();
}

void EvaluatePage::showLabels() {
    const bool any = after_ && after_->classifier && !after_->classifier->labels.empty();
    labelsCard_->setVisible(any);
    confusion_->setReport(any ? *after_->classifier : ClassifierReport());
    labels_->setReport(any ? *after_->classifier : ClassifierReport());
    confusionCard_->setVisible(any && !after_->classifier->confusion.empty());
    // As high as their rows, so that what is below gets the rest.
    const auto height = [](QTableView* view, int rows) {
        return view->horizontalHeader()->sizeHint().height() + rows * view->verticalHeader()->defaultSectionSize();
    };
    labelsView_->setFixedHeight(height(labelsView_, std::min(kLabelsInSight, labels_->rowCount())) + 4);
    confusionView_->setMaximumHeight(height(confusionView_, confusion_->rowCount()) + 24);  // and a scroll bar
}

// ---- measuring

void EvaluatePage::start() {
    if (busy_) return;
    banner_->hide();
    before_.reset();
    after_.reset();
    model_->clear();
    cancelled_ = false;
    showFigures();
    setBusy(true);
    startSide(classifies() && !comparable());
}

void EvaluatePage::startSide(bool after) {
    const auto* run = project().run(selection().run());
    const auto* dataset = project().dataset(datasets_->currentText());
    if (!run || !dataset) return setBusy(false);
    EvaluateRequest request;
    request.ref.model = run->model;
    request.ref.run = after ? run->id : 0;
    request.dataset = dataset->name;
    request.split = dataset->testRows > 0 ? Split::Test : Split::Validation;
    request.maxRows = rows_->currentData().toInt();
    request.answers = answers_->isChecked();
    project().startEvaluate(request, this, [this, after](Result<EvaluateBridge*> job) {
        if (!job) {
            setBusy(false);
            return banner_->showFailure(*job.failure);
        }
        job_ = *job;
        if (cancelled_) job_->cancel();
        connect(job_, &JobBridge::changed, this, [this, after] {
            const auto& s = job_->snapshot();
            progress_->setRange(0, s.total > 0 ? 2000 : 0);
            if (s.total > 0) progress_->setValue((after ? 1000 : 0) + int(1000.0 * double(s.done) / double(s.total)));
            progressText_->setText(after ? tr("After training…") : tr("Before training…"));
        });
        connect(job_, &JobBridge::ended, this, [this, after] { finishSide(after); });
    });
}

void EvaluatePage::finishSide(bool after) {
    auto* job = job_.data();
    job_ = nullptr;
    job->deleteLater();
    if (!job->succeeded()) {
        setBusy(false);
        if (job->outcome().failure && job->outcome().state == JobState::Failed)
            banner_->showFailure(*job->outcome().failure);
        return;
    }
    auto result = job->result();
    if (after)
        model_->setAfter(result.answers);
    else
        model_->setBefore(result.answers);
    (after ? after_ : before_) = std::move(result);
    showFigures();
    if (after)
        setBusy(false);
    else
        startSide(true);
}

void EvaluatePage::setBusy(bool busy) {
    busy_ = busy;
    progress_->setVisible(busy);
    progress_->setRange(0, 0);
    progressText_->setVisible(busy);
    cancel_->setVisible(busy);
    for (QWidget* control : {static_cast<QWidget*>(runs_), static_cast<QWidget*>(datasets_),
                             static_cast<QWidget*>(rows_), static_cast<QWidget*>(answers_)})
        control->setEnabled(!busy);
    start_->setEnabled(!busy && hasRows());
    Q_EMIT stageChanged();
}

// ---- for the shell

StageState EvaluatePage::stage() const {
    if (busy_) return {StageState::Working, 0, tr("measuring")};
    if (after_) return {StageState::Ready, 0, tr("measured")};
    return {StageState::Nothing, 0, tr("not measured yet")};
}

QVector<PageAction> EvaluatePage::actions() {
    if (stack_->currentIndex() == 0 || busy_ || !hasRows()) return {};
    return {{tr("Measure before and after"), [this] { start(); }}};
}

QString EvaluatePage::help() const {
    return tr(
        "The loss says how surprised the model is by the right answers: lower is better. An answer counts as right "
        "when it contains the row's fact (its label). Only rows that were never trained on are taken, so that "
        "learning by heart does not count.");
}

}  // namespace tunesmith::ui

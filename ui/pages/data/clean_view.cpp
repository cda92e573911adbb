#include "ui/pages/data/clean_view.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/selection.h"
#include "ui/bridge/studio_question.h"
#include "ui/bridge/words.h"
#include "ui/pages/data/dataset_choice.h"
#include "ui/pages/data/difference_list.h"
#include "ui/pages/data/step_card.h"
#include "ui/pages/data/step_words.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/card.h"
#include "ui/widgets/combo_box.h"
#include "ui/widgets/scroll_column.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {

constexpr int kDebounceMs = 400;
constexpr std::size_t kSamples = 25;  // shown for each step

}  // namespace

CleanView::CleanView(ProjectBridge& project, Selection& selection, QWidget* parent)
    : StudioView(parent), project_(project), selection_(selection) {
    auto* column = plainColumn(this);
    header_ = new PageHeader(tr("Clean"));
    cancelButton_ = makeButton(tr("Cancel"));
    connect(cancelButton_, &QPushButton::clicked, this, [this] {
        preview_->cancel();
        if (applying_->isRunning())
            applying_->cancel();
        else
            Q_EMIT closed();
    });
    header_->addAction(cancelButton_);
    applyButton_ = makePrimary(tr("&Apply"));
    applyButton_->setObjectName(QStringLiteral("applyCleaning"));
    connect(applyButton_, &QPushButton::clicked, this, &CleanView::apply);
    header_->addAction(applyButton_);
    column->addWidget(header_);
    banner_ = new Banner;
    column->addWidget(banner_);
    progress_ = new QProgressBar;
    progress_->setTextVisible(false);
    progress_->setAccessibleName(tr("Cleaning"));
    column->addWidget(progress_);
    auto* sides = new QHBoxLayout;
    sides->setSpacing(space::kM);
    stepsCard_ = buildSteps();
    sides->addWidget(stepsCard_, 2);
    sides->addWidget(buildPreview(), 3);
    column->addLayout(sides, 1);
    debounce_ = new QTimer(this);
    debounce_->setSingleShot(true);
    debounce_->setInterval(kDebounceMs);
    connect(debounce_, &QTimer::timeout, this, &CleanView::look);
    connectQuestions();
    setBusy(false);
}

void CleanView::connectQuestions() {
    preview_ = new StudioQuestion(project_, this);
    connect(preview_, &StudioQuestion::answered, this, [this](const StudioResult& result) {
        looking_->clear();
        banner_->hide();
        showCounts(result);
    });
    connect(preview_, &StudioQuestion::failed, this, [this](const Failure& failure) {
        looking_->clear();
        banner_->showFailure(failure);
    });
    connect(preview_, &StudioQuestion::cancelled, this, [this] { looking_->clear(); });
    applying_ = new StudioQuestion(project_, this);
    connect(applying_, &StudioQuestion::progressed, this, [this](const JobSnapshot& s) {
        progress_->setRange(0, s.total > 0 ? 1000 : 0);
        if (s.total > 0) progress_->setValue(int(1000 * s.done / s.total));
    });
    connect(applying_, &StudioQuestion::answered, this, [this](const StudioResult& result) {
        setBusy(false);
        Q_EMIT done(tr("The rows were cleaned"), tr("%1 changed, %2 were dropped, %3 are flagged. Versions has the way "
                                                    "back.")
                                                     .arg(words::count(result.changed), words::count(result.removed),
                                                          words::count(result.clean.flagged)));
    });
    connect(applying_, &StudioQuestion::failed, this, [this](const Failure& failure) {
        setBusy(false);
        banner_->showFailure(failure);
    });
    connect(applying_, &StudioQuestion::cancelled, this, [this] {
        setBusy(false);
        look();
    });
}

QWidget* CleanView::buildSteps() {
    auto* card = new Card(tr("Steps, from top to bottom"));
    auto* area = new ScrollColumn;
    stepsArea_ = area;
    auto* column = plainColumn(area->content(), space::kS);
    against_ = new DatasetChoice(tr("Nor may training rows give away rows of:"),
                                 tr("The project has no other data set. Import one with rows to test with."));
    against_->setObjectName(QStringLiteral("against"));
    connect(against_, &DatasetChoice::changed, this, [this] { debounce_->start(); });
    for (const CleanerKind& kind : cleanerKinds()) {
        auto* step = new StepCard(kind);
        step->setOn(stepWords(kind.name).usual);
        connect(step, &StepCard::changed, this, [this] { debounce_->start(); });
        connect(step, &StepCard::chosen, this, [this](const std::string& name) {
            const int index = which_->findData(QString::fromStdString(name));
            if (index < 0) return;
            which_->setCurrentIndex(index);
            showSamples();
        });
        if (kind.name == "leakage") step->addChoice(against_);
        cards_.push_back(step);
        column->addWidget(step);
    }
    column->addStretch();
    card->body()->addWidget(area, 1);
    return card;
}

QWidget* CleanView::buildPreview() {
    previewCard_ = new Card(tr("What would change"));
    looking_ = makeLabel({}, TextStyle::Caption, "muted");
    previewCard_->addToTitle(looking_);
    summary_ = makeParagraph({}, TextStyle::Body, "muted");
    previewCard_->body()->addWidget(summary_);
    which_ = new ComboBox;
    which_->setAccessibleName(tr("Whose rows are shown"));
    connect(which_, &QComboBox::activated, this, &CleanView::showSamples);
    previewCard_->body()->addWidget(which_);
    samples_ = new DifferenceList;
    previewCard_->body()->addWidget(samples_, 1);
    return previewCard_;
}

void CleanView::start() {
    const auto* dataset = project_.dataset(selection_.dataset());
    if (!dataset) return;
    header_->setTitle(tr("Clean %1").arg(words::text(dataset->name)));
    header_->setSubtitle(
        tr("Nothing changes until you apply it. The rows as they are now stay: you can go back to them."));
    banner_->hide();
    std::vector<std::string> others;
    for (const DatasetInfo& other : project_.datasets())
        if (other.id != dataset->id) others.push_back(other.name);
    against_->setNames(others);
    result_ = {};
    which_->clear();
    setBusy(false);
    look();
}

void CleanView::propose(const Json& steps) {
    for (StepCard* card : cards_) {
        const auto step = std::find_if(steps.begin(), steps.end(),
                                       [&](const Json& wanted) { return wanted.at("step") == card->name(); });
        const QSignalBlocker quiet(card);
        card->setOn(step != steps.end());
        if (step == steps.end()) continue;
        card->setStep(*step);
        stepsArea_->ensureWidgetVisible(card);
    }
}

CleanRequest CleanView::request(bool preview) const {
    CleanRequest request;
    request.dataset = selection_.dataset().toStdString();
    for (const StepCard* card : cards_) {
        if (!card->isOn()) continue;
        request.steps.push_back(card->step());
        if (card->isAncestorOf(against_)) request.against = against_->chosen();
    }
    request.model = selection_.model().toStdString();
    request.preview = preview;
    request.samples = kSamples;
    return request;
}

void CleanView::look() {
    if (applying_->isRunning()) return;
    const CleanRequest wanted = request(true);
    applyButton_->setEnabled(false);
    if (wanted.steps.empty()) {
        preview_->forget();
        looking_->clear();
        summary_->setText(tr("Choose at least one step."));
        result_ = {};
        showSamples();
        return;
    }
    looking_->setText(tr("looking at the rows…"));
    preview_->ask([wanted](DataStudio& studio) { return studio.clean(wanted); });
}

QString CleanView::countsText(const CleanStepReport& step) {
    QStringList parts;
    if (step.changed > 0) parts << tr("%1 changed").arg(words::count(step.changed));
    if (step.dropped > 0) parts << tr("%1 dropped").arg(words::count(step.dropped));
    if (step.flagged > 0) parts << tr("%1 flagged").arg(words::count(step.flagged));
    return parts.isEmpty() ? tr("nothing found") : parts.join(QStringLiteral(", "));
}

void CleanView::showCounts(const StudioResult& result) {
    result_ = result;
    const CleanReport& report = result.clean;
    const QString kept = which_->currentData().toString();
    which_->clear();
    for (StepCard* card : cards_) card->setCounts({});
    for (const CleanStepReport& step : report.steps) {
        const auto name = step.step.at("step").get<std::string>();
        for (StepCard* card : cards_)
            if (card->name() == name) card->setCounts(countsText(step));
        if (step.samples.empty()) continue;
        which_->addItem(tr("%1: %2").arg(stepWords(name).title, countsText(step)), QString::fromStdString(name));
    }
    const bool any = report.changed + report.dropped + report.flagged > 0;
    which_->setVisible(which_->count() > 0);
    const int index = which_->findData(kept);
    which_->setCurrentIndex(std::max(0, index));
    summary_->setText(any ? tr("Of %1 rows, %2 would change, %3 would go and %4 would be flagged. %5 are left.")
                                .arg(words::count(report.rowsIn), words::count(report.changed),
                                     words::count(report.dropped), words::count(report.flagged),
                                     words::count(report.rowsOut))
                          : tr("These steps find nothing to do in %1 rows.").arg(words::count(report.rowsIn)));
    applyButton_->setEnabled(any);
    showSamples();
}

void CleanView::showSamples() {
    samples_->clear();
    const std::string wanted = which_->currentData().toString().toStdString();
    for (const CleanStepReport& step : result_.clean.steps)
        if (step.step.at("step").get<std::string>() == wanted)
            samples_->show(step.samples, step.changed + step.dropped + step.flagged);
}

void CleanView::apply() {
    preview_->forget();
    setBusy(true);
    applying_->ask([wanted = request(false)](DataStudio& studio) { return studio.clean(wanted); });
}

void CleanView::setBusy(bool busy) {
    progress_->setVisible(busy);
    progress_->setRange(0, 0);
    stepsCard_->setEnabled(!busy);
    previewCard_->setEnabled(!busy);
    applyButton_->setEnabled(!busy && result_.clean.changed + result_.clean.dropped + result_.clean.flagged > 0);
}

}  // namespace tunesmith::ui

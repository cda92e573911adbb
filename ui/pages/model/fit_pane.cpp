#include "ui/pages/model/fit_pane.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/selection.h"
#include "ui/bridge/words.h"
#include "ui/models/fit_words.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

FitPane::FitPane(ProjectBridge& project, Selection& selection, QWidget* parent)
    : QWidget(parent), project_(project), selection_(selection) {
    auto* column = plainColumn(this, space::kS);
    buildFigures(column);
    buildMeasure(column);
    column->addStretch();
    connect(&selection, &Selection::recipeChanged, this, &FitPane::refresh);
    connect(&selection, &Selection::datasetChanged, this, &FitPane::showMeasure);
    connect(&project, &ProjectBridge::trainingChanged, this, &FitPane::showMeasure);
    connect(&project, &ProjectBridge::closed, this, [this] {
        result_.reset();
        failure_.clear();
    });
}

void FitPane::buildFigures(QVBoxLayout* column) {
    problem_ = makeParagraph({}, TextStyle::Body, "bad");
    column->addWidget(problem_);
    auto* line = new QHBoxLayout;
    line->setSpacing(space::kS);
    figure_ = makeLabel({}, TextStyle::Figure);
    verdict_ = makeLabel({}, TextStyle::Body, "muted");
    verdict_->setObjectName(QStringLiteral("fitVerdict"));
    line->addWidget(figure_, 0, Qt::AlignBaseline);
    line->addWidget(verdict_, 1, Qt::AlignBaseline);
    column->addLayout(line);
    parts_ = makeParagraph({}, TextStyle::Body, "muted");
    disk_ = makeParagraph({}, TextStyle::Body, "muted");
    column->addWidget(parts_);
    column->addWidget(disk_);
    nearestTitle_ = makeLabel({}, TextStyle::Strong);
    column->addWidget(nearestTitle_);
    auto* list = new QWidget;
    nearest_ = plainColumn(list, space::kXs);
    column->addWidget(list);
}

void FitPane::buildMeasure(QVBoxLayout* column) {
    auto* line = new QHBoxLayout;
    line->setSpacing(space::kS);
    measure_ = makeButton(tr("&Measure"));
    measure_->setObjectName(QStringLiteral("measureFit"));
    connect(measure_, &QPushButton::clicked, this, &FitPane::measure);
    cancel_ = makeButton(tr("Cancel"));
    connect(cancel_, &QPushButton::clicked, this, [this] {
        if (job_) job_->cancel();
    });
    measureText_ = makeParagraph({}, TextStyle::Body, "muted");
    measureText_->setObjectName(QStringLiteral("measureText"));
    line->addWidget(measure_, 0, Qt::AlignTop);
    line->addWidget(cancel_, 0, Qt::AlignTop);
    line->addWidget(measureText_, 1, Qt::AlignVCenter);
    column->addLayout(line);
    busy_ = new QProgressBar;
    busy_->setRange(0, 0);
    busy_->setTextVisible(false);
    busy_->setAccessibleName(tr("Measuring what training takes"));
    column->addWidget(busy_);
}

void FitPane::refresh() {
    const int question = ++asked_;
    const auto* model = project_.model(selection_.model());
    const bool usable = model && model->problem.empty();
    problem_->setText(model ? words::text(model->problem) : QString());
    problem_->setVisible(model && !usable);
    if (!usable) {
        fits_ = false;
        for (QWidget* widget :
             {static_cast<QWidget*>(figure_), static_cast<QWidget*>(verdict_), static_cast<QWidget*>(parts_),
              static_cast<QWidget*>(disk_), static_cast<QWidget*>(nearestTitle_)})
            widget->hide();
        showNearest({});
        return showMeasure();
    }
    const std::int64_t length =
        std::min(selection_.recipe().data.maxLength, std::max<std::int64_t>(1, model->contextLength));
    project_.fitReport(selection_.model(), selection_.recipe(), length, this,
                       [this, question](Result<FitReport> report) {
                           if (question != asked_) return;
                           if (report) return showReport(*report);
                           problem_->setText(words::failure(*report.failure).detail);
                           problem_->show();
                       });
    showMeasure();
}

void FitPane::showReport(const FitReport& report) {
    const FitInfo& fit = report.asked;
    fits_ = fit.fits();
    figure_->setText(words::memory(fit.needBytes));
    setTone(verdict_, verdictTone(fit.verdict));
    verdict_->setText(tr("of %1 memory: %2").arg(words::memory(fit.totalBytes), verdictPhrase(fit.verdict)));
    const QString rest = tr("%1 for what is trained, %2 to compute rows of up to %3 tokens, %4 for Tunesmith itself.")
                             .arg(words::memory(fit.trainingBytes), words::memory(fit.activationBytes),
                                  words::count(fit.length), words::memory(fit.programBytes));
    parts_->setText(fit.weightBytes > 0 ? tr("%1 for the model, %2").arg(words::memory(fit.weightBytes), rest) : rest);
    const bool disk = fit.diskBytes <= fit.freeDiskBytes;
    setTone(disk_, disk ? "muted" : "bad");
    disk_->setText(disk ? tr("A run keeps up to %1 on the disk.").arg(words::bytes(fit.diskBytes))
                        : tr("A run keeps up to %1 on the disk, and %2 are free: make room first.")
                              .arg(words::bytes(fit.diskBytes), words::bytes(fit.freeDiskBytes)));
    problem_->setText(words::text(fit.problem));
    problem_->setVisible(!fit.problem.empty());
    for (QLabel* label : {figure_, verdict_, parts_, disk_}) label->show();
    showNearest(report);
    showMeasure();
}

void FitPane::showNearest(const FitReport& report) {
    while (auto* item = nearest_->takeAt(0)) {
        if (item->widget()) item->widget()->deleteLater();
        delete item;
    }
    const bool asked = report.asked.totalBytes > 0 && !report.asked.fits();
    nearestTitle_->setVisible(asked);
    nearestTitle_->setText(report.nearest.empty() ? tr("No settings of this model fit here: choose a smaller one.")
                                                  : tr("It fits with"));
    for (const FitChange& change : report.nearest) {
        auto* button = makeLink(tr("%1 (%2)").arg(changeWords(change), fitText(change.fit)));
        button->setToolTip(tr("Takes these settings over"));
        connect(button, &QPushButton::clicked, this, [this, change] { apply(change); });
        nearest_->addWidget(button, 0, Qt::AlignLeft);
    }
}

void FitPane::apply(const FitChange& change) {
    Recipe recipe = selection_.recipe();
    for (const auto& [key, value] : change.settings) {
        if (key == "method")
            changeMethod(recipe, value);
        else
            recipe.set(key, value);
    }
    selection_.setRecipe(recipe);
}

// ---- measuring

void FitPane::showMeasure() {
    const bool busy = isMeasuring(), rows = !selection_.dataset().isEmpty(), training = project_.isTraining();
    measure_->setVisible(!busy);
    measure_->setEnabled(fits_ && rows && !training);
    cancel_->setVisible(busy);
    busy_->setVisible(busy);
    setTone(measureText_, "muted");
    if (busy) return measureText_->setText(tr("Two steps on the longest row of %1…").arg(selection_.dataset()));
    const bool same = measuredModel_ == selection_.model() && measuredRecipe_.differences(selection_.recipe()).empty();
    if (same && !failure_.isEmpty()) {
        setTone(measureText_, "bad");
        return measureText_->setText(failure_);
    }
    if (same && result_) {
        setTone(measureText_, "");
        return measureText_->setText(tr("Measured: %1, %2 an epoch, %3 in all.")
                                         .arg(words::memory(result_->peakBytes), words::duration(result_->epochSeconds),
                                              words::duration(result_->runSeconds)));
    }
    if (!rows) return measureText_->setText(tr("Add rows first: measuring tries the longest of them."));
    if (training) return measureText_->setText(tr("A run is going on; measure when it has ended."));
    if (!fits_) return measureText_->setText(tr("By the estimate it does not fit, so it is not tried."));
    measureText_->setText(tr("Tries two steps on the longest row of %1: the memory and the time it really takes.")
                              .arg(selection_.dataset()));
}

void FitPane::measure() {
    if (isMeasuring()) return;
    TrainRequest request;
    request.dataset = selection_.dataset().toStdString();
    request.model = selection_.model().toStdString();
    request.recipe = selection_.recipe();
    measuredModel_ = selection_.model();
    measuredRecipe_ = selection_.recipe();
    result_.reset();
    failure_.clear();
    measuring_ = true;
    showMeasure();
    cancel_->setFocus();
    Q_EMIT measuringChanged();
    project_.startMeasure(request, this, [this](Result<MeasureBridge*> job) {
        measuring_ = false;
        if (!job) {
            failure_ = words::failure(*job.failure).detail;
            showMeasure();
            Q_EMIT measuringChanged();
            return;
        }
        job_ = *job;
        connect(job_, &JobBridge::ended, this, &FitPane::measured);
        showMeasure();
    });
}

void FitPane::measured() {
    if (!job_) return;
    const bool hadFocus = cancel_->hasFocus();
    if (job_->succeeded())
        result_ = job_->result();
    else if (const auto failure = job_->outcome().failure)
        failure_ = words::failure(*failure).detail;
    job_->deleteLater();
    job_ = nullptr;
    showMeasure();
    if (hadFocus) measure_->setFocus();
    Q_EMIT measuringChanged();
}

}  // namespace tunesmith::ui

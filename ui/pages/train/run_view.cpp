#include "ui/pages/train/run_view.h"

#include <QLabel>
#include <QLocale>
#include <QProgressBar>

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/selection.h"
#include "ui/bridge/words.h"
#include "ui/pages/page_layout.h"
#include "ui/pages/train/probe_list.h"
#include "ui/plots/loss_plot.h"
#include "ui/plots/spark_line.h"
#include "ui/widgets/card.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

RunView::RunView(ProjectBridge& project, Selection& selection, QWidget* parent)
    : QWidget(parent), project_(project), selection_(selection) {
    auto* column = pageColumn(this);
    header_ = new PageHeader({});
    pill_ = makePill({});
    header_->addBeside(pill_);
    new_ = makeButton(tr("&Back to settings"));
    new_->setObjectName(QStringLiteral("newTraining"));
    pause_ = makeButton(tr("&Pause"));
    stop_ = makeButton(tr("S&top…"));
    stop_->setObjectName(QStringLiteral("stopTraining"));
    resume_ = makeButton(tr("&Resume"));
    chat_ = makePrimary(tr("&Chat with it"));
    chat_->setObjectName(QStringLiteral("chatWithRun"));
    for (auto* button : {new_, pause_, stop_, resume_, chat_}) header_->addAction(button);
    connect(new_, &QPushButton::clicked, this, &RunView::newTraining);
    connect(pause_, &QPushButton::clicked, this, &RunView::togglePause);
    connect(stop_, &QPushButton::clicked, this, &RunView::askStop);
    connect(resume_, &QPushButton::clicked, this, [this] { Q_EMIT resumeRun(run_); });
    connect(chat_, &QPushButton::clicked, this, [this] {
        selection_.setRun(run_);
        Q_EMIT openPage(QStringLiteral("chat"));
    });
    column->addWidget(header_);
    banner_ = new Banner;
    connect(banner_, &Banner::actionChosen, this, &RunView::newTraining);
    column->addWidget(banner_);
    auto* line = new QHBoxLayout;
    line->setSpacing(space::kS);
    step_ = makeLabel({});
    epoch_ = makeLabel({}, TextStyle::Body, "muted");
    note_ = makeLabel({}, TextStyle::Body, "warn");
    left_ = makeLabel({});
    for (auto* label : {step_, epoch_, note_}) line->addWidget(label);
    line->addStretch();
    line->addWidget(left_);
    column->addLayout(line);
    progress_ = new QProgressBar;
    progress_->setRange(0, 1000);
    progress_->setTextVisible(false);
    progress_->setAccessibleName(tr("Progress of the run"));
    column->addWidget(progress_);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(space::kM);
    auto* left = new QVBoxLayout;
    left->setSpacing(space::kM);
    left->addWidget(buildPlot(), 1);
    left->addWidget(buildStrip());
    columns->addLayout(left, 5);
    columns->addWidget(buildRight(), 3);
    column->addLayout(columns, 1);
}

QWidget* RunView::buildPlot() {
    auto* card = new Card(tr("Loss"));
    log_ = makeLink(tr("&Log axis"));
    log_->setCheckable(true);
    auto* all = makeLink(tr("Show all"));
    auto* save = makeLink(tr("Save picture…"));
    for (auto* link : {log_, all, save}) card->addToTitle(link);
    plot_ = new LossPlot;
    plot_->setObjectName(QStringLiteral("lossPlot"));
    plot_->setToolTip({});
    card->body()->addWidget(plot_, 1);
    connect(log_, &QPushButton::toggled, this, [this](bool on) {
        plot_->setLogScale(on);
        log_->setText(on ? tr("&Linear axis") : tr("&Log axis"));
    });
    connect(all, &QPushButton::clicked, plot_, &LossPlot::showAll);
    connect(save, &QPushButton::clicked, this, [this] {
        const QString path = Dialogs::saveFile(
            this, tr("Save the curve"), words::text(info_.name) + QStringLiteral(".png"), tr("Pictures (*.png *.pdf)"));
        if (path.isEmpty()) return;
        if (!plot_->savePicture(path)) banner_->showMessage(tr("The picture could not be written"), path, "bad");
    });
    return card;
}

QWidget* RunView::buildStrip() {
    auto* strip = new QWidget;
    auto* line = new QHBoxLayout(strip);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space::kM);
    rate_ = new SparkLine(tr("Learning rate"), SparkLine::Colour::Rate);
    gradient_ = new SparkLine(tr("Gradient norm"), SparkLine::Colour::Gradient);
    speed_ = new SparkLine(tr("Speed"), SparkLine::Colour::Speed);
    memory_ = new SparkLine(tr("Memory"), SparkLine::Colour::Memory);
    for (auto* spark : {rate_, gradient_, speed_, memory_}) line->addWidget(spark, 1);
    return strip;
}

// Of a classifier, how right it is at each check; what it shows follows the metrics that come.
QWidget* RunView::buildScores() {
    scores_ = new QWidget;
    auto* line = new QHBoxLayout(scores_);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space::kM);
    accuracy_ = new SparkLine(tr("Accuracy"), SparkLine::Colour::Score);
    accuracy_->setObjectName(QStringLiteral("accuracySpark"));
    macroF1_ = new SparkLine(tr("Macro F1"), SparkLine::Colour::Score);
    r2_ = new SparkLine(tr("R squared"), SparkLine::Colour::Score);
    for (auto* spark : {accuracy_, macroF1_, r2_}) line->addWidget(spark, 1);
    scores_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    return scores_;
}

void RunView::addScore(SparkLine* spark, const MetricPoint& point) {
    const bool first = firstScore_.emplace(point.name, point.value).second;
    const auto reading = [&](double value) {
        return point.name == "r2" ? QLocale().toString(value, 'f', 2)
                                  : QLocale().toString(100 * value, 'f', 1) + QStringLiteral("\u00a0%");
    };
    spark->add(point.value);
    spark->setReading(reading(point.value),
                      first ? QString() : tr("at first %1").arg(reading(firstScore_[point.name])));
    spark->show();
    scores_->show();
}

QWidget* RunView::buildRight() {
    auto* area = new ScrollColumn;
    auto* column = plainColumn(area->content());
    column->addWidget(buildScores());
    doctor_ = new Card;
    doctorTitle_ = makeParagraph({}, TextStyle::Strong);
    doctorText_ = makeParagraph({}, TextStyle::Body, "muted");
    doctor_->body()->setContentsMargins(space::kM, space::kS, space::kM, space::kM);
    doctor_->body()->setSpacing(space::kXs);
    doctor_->body()->addWidget(doctorTitle_);
    doctor_->body()->addWidget(doctorText_);
    column->addWidget(doctor_);
    probesTitle_ = makeParagraph(tr("Your questions, asked again at every check"), TextStyle::CardTitle);
    column->addWidget(probesTitle_);
    probes_ = new ProbeList;
    column->addWidget(probes_);
    column->addStretch();
    return area;
}

// ---- which run

void RunView::clear() {
    banner_->hide();
    plot_->clear();
    for (auto* spark : {rate_, gradient_, speed_, memory_}) spark->clear();
    for (auto* spark : {accuracy_, macroF1_, r2_}) {
        spark->clear();
        spark->hide();
    }
    scores_->hide();
    firstScore_.clear();
    probes_->clear();
    newest_.clear();
    losses_.clear();
    checks_.clear();
    lastRate_ = lastGradient_ = lastSpeed_ = lastMemory_ = 0;
    note_->clear();
    epoch_->clear();
    left_->clear();
    step_->clear();
    doctor_->hide();
    probesTitle_->hide();
    progress_->setValue(0);
    ++asked_;
}

void RunView::follow(TrainBridge* training) {
    if (training_ == training) return;
    if (training_) training_->disconnect(this);
    clear();
    training_ = training;
    run_ = training->run();
    info_ = {};
    const int question = asked_;
    // What an earlier session of this run has left comes first.
    project_.metrics(
        run_, this, [this, question, training = QPointer<TrainBridge>(training)](Result<std::vector<MetricPoint>> old) {
            if (question != asked_ || !training) return;
            if (old) addMetrics(*old, 0);
            addMetrics(training->metrics(), 0);
            connect(training, &TrainBridge::metricsAdded, this,
                    [this, training](std::size_t first) { addMetrics(training->metrics(), first); });
        });
    project_.probes(run_, this,
                    [this, question, training = QPointer<TrainBridge>(training)](Result<std::vector<ProbeAnswer>> old) {
                        if (question != asked_ || !training) return;
                        if (old) addProbes(*old, 0);
                        addProbes(training->probes(), 0);
                        connect(training, &TrainBridge::probesAdded, this,
                                [this, training](std::size_t first) { addProbes(training->probes(), first); });
                    });
    connect(training, &JobBridge::changed, this, &RunView::showSnapshot);
    connect(training, &JobBridge::ended, this, &RunView::showEnd);
    showSnapshot();
    if (training->hasEnded()) showEnd();
}

void RunView::showRun(std::int64_t run) {
    if (project_.training() && project_.training()->run() == run) return follow(project_.training());
    const auto* info = project_.run(run);
    if (!info) return;
    if (training_) training_->disconnect(this);
    training_ = nullptr;
    clear();
    run_ = run;
    showInfo(*info);
    const int question = asked_;
    project_.metrics(run, this, [this, question](Result<std::vector<MetricPoint>> points) {
        if (question != asked_) return;
        if (!points) return banner_->showFailure(*points.failure);
        addMetrics(*points, 0);
        showFinding(true);
    });
    project_.probes(run, this, [this, question](Result<std::vector<ProbeAnswer>> answers) {
        if (question == asked_ && answers) addProbes(*answers, 0);
    });
}

// ---- what it shows

void RunView::addMetrics(const std::vector<MetricPoint>& points, std::size_t first) {
    for (std::size_t i = first; i < points.size(); ++i) {
        const auto& p = points[i];
        // What the database and the running job both know comes once.
        auto& newest = newest_.try_emplace(p.name, -1).first->second;
        if (p.step <= newest) continue;
        newest = p.step;
        if (p.name == "loss") {
            plot_->addLoss(p.step, p.value);
            losses_.push_back({p.step, p.value});
        } else if (p.name == "validation_loss") {
            plot_->addValidation(p.step, p.value);
            checks_.push_back({p.step, p.value});
        } else if (p.name == "accuracy") {
            addScore(accuracy_, p);
        } else if (p.name == "macro_f1") {
            addScore(macroF1_, p);
        } else if (p.name == "r2") {
            addScore(r2_, p);
        } else if (p.name == "learning_rate") {
            rate_->add(lastRate_ = p.value);
        } else if (p.name == "gradient_norm") {
            gradient_->add(lastGradient_ = p.value);
        } else if (p.name == "tokens_per_second") {
            speed_->add(lastSpeed_ = p.value);
        } else if (p.name == "memory_bytes") {
            memory_->add(lastMemory_ = p.value);
        }
    }
    plot_->refresh();
    showReadings();
    if (training_) showFinding(training_->hasEnded());
}

void RunView::showReadings() {
    if (lastRate_ > 0) rate_->setReading(words::rate(lastRate_), {});
    if (lastGradient_ > 0) {
        const double clip = info_.id ? info_.recipe.train.clip : selection_.recipe().train.clip;
        gradient_->setReading(words::loss(lastGradient_),
                              clip > 0 ? tr("clip %1").arg(QLocale().toString(clip)) : QString());
    }
    if (lastSpeed_ > 0) speed_->setReading(words::count(std::llround(lastSpeed_)), tr("tokens/s"));
    if (lastMemory_ > 0)
        memory_->setReading(words::memory(std::int64_t(lastMemory_)),
                            tr("of %1").arg(words::memory(project_.machine().memoryBytes)));
}

void RunView::addProbes(const std::vector<ProbeAnswer>& answers, std::size_t first) {
    probes_->add(answers, first);
    probesTitle_->setVisible(!probes_->isEmpty());
}

void RunView::showInfo(const RunInfo& run) {
    info_ = run;
    header_->setTitle(words::text(run.name));
    QStringList facts;
    facts << tr("%1 on %2").arg(run.recipe.method == "full" ? tr("Full training") : tr("LoRA"), words::text(run.model));
    facts << words::text(run.dataset);
    const bool classifies = run.recipe.objective == "classify";
    facts << (classifies                                                           ? tr("labels")
              : run.recipe.objective == "sft" && run.recipe.data.loss == "answers" ? tr("answers only")
                                                                                   : tr("every token"));
    chat_->setText(classifies ? tr("&Try it on a text") : tr("&Chat with it"));
    probesTitle_->setText(classifies ? tr("Your texts, labelled again at every check")
                                     : tr("Your questions, asked again at every check"));
    facts << tr("started %1").arg(words::when(run.created));
    header_->setSubtitle(facts.join(QStringLiteral(" · ")));
    plot_->setTotalSteps(run.steps);
    if (training_ && !training_->hasEnded()) return;
    epoch_->clear();
    const bool failed = run.state == "failed";
    setPill(words::runState(run.state), failed ? "bad" : run.state == "finished" ? "good" : "warn");
    step_->setText(tr("Step %1 of %2").arg(words::count(run.step), words::count(run.steps)));
    left_->setText(run.seconds > 0 ? tr("took %1").arg(words::duration(run.seconds)) : QString());
    progress_->setValue(run.steps > 0 ? int(1000 * run.step / run.steps) : 0);
    if (run.state == "stopped" && run.reason == "early stop") {
        plot_->setStoppedEarly(run.step);
        note_->setText(tr("stopped by itself: no better for a while"));
    }
    if (failed) {
        banner_->showMessage(tr("This run failed"), words::text(run.reason), "bad");
        banner_->setAction(tr("Change settings"));
    }
    plot_->refresh();
    updateButtons();
}

void RunView::showSnapshot() {
    if (!training_) return;
    const auto& s = training_->snapshot();
    if (info_.id != run_)
        if (const auto* info = project_.run(run_)) showInfo(*info);
    if (info_.id != run_) header_->setTitle(words::text(s.title));
    const bool paused = s.state == JobState::Paused;
    setPill(paused                          ? tr("paused")
            : s.state == JobState::Stopping ? tr("stopping")
            : s.state == JobState::Queued   ? tr("waiting")
                                            : tr("running"),
            paused ? "warn" : "");
    plot_->setTotalSteps(s.steps);
    const bool stepping = s.phase == "training" || s.step > 0;
    step_->setText(stepping ? tr("Step %1 of %2").arg(words::count(s.step), words::count(s.steps))
                            : words::phase(s.phase));
    QStringList more;
    if (stepping && s.epochs > 0)
        more << tr("time %1 of %2 through the rows")
                    .arg(std::min<int>(int(s.epoch) + 1, std::max(1, int(std::ceil(s.epochs)))))
                    .arg(std::ceil(s.epochs));
    if (stepping && !s.phase.empty() && s.phase != "training") more << words::phase(s.phase);
    epoch_->setText(more.join(QStringLiteral(" · ")));
    note_->setText(words::text(s.note));
    left_->setText(paused               ? QString()
                   : s.secondsLeft >= 0 ? tr("%1 left").arg(words::duration(s.secondsLeft))
                                        : QString());
    progress_->setRange(0, stepping ? 1000 : 0);
    if (s.steps > 0) progress_->setValue(int(1000 * s.step / s.steps));
    updateButtons();
}

void RunView::showEnd() {
    progress_->setRange(0, 1000);
    const auto outcome = training_->outcome();
    if (outcome.failure) {
        banner_->showFailure(*outcome.failure);
        banner_->setAction(tr("Change settings"));
        setPill(words::runState("failed"), "bad");
    }
    const std::int64_t run = run_;
    connect(
        &project_, &ProjectBridge::runsChanged, this,
        [this, run] {
            if (run != run_) return;
            if (const auto* info = project_.run(run))
                showInfo(*info);
            else
                Q_EMIT newTraining();  // stopped and discarded
        },
        Qt::SingleShotConnection);
    showFinding(true);
    updateButtons();
}

void RunView::showFinding(bool ended) {
    const auto finding = examineCurve(losses_, checks_, ended, !firstScore_.empty());
    doctor_->setVisible(!finding.title.isEmpty());
    doctorTitle_->setText(finding.title);
    setTone(doctorTitle_, finding.tone);
    doctorText_->setText(finding.text);
}

void RunView::updateButtons() {
    const bool live = training_ && !training_->hasEnded();
    const auto state = live ? training_->snapshot().state : JobState::Done;
    pause_->setVisible(live);
    stop_->setVisible(live);
    pause_->setText(state == JobState::Paused ? tr("&Go on") : tr("&Pause"));
    pause_->setEnabled(state == JobState::Running || state == JobState::Paused);
    stop_->setEnabled(state != JobState::Stopping);
    new_->setVisible(true);
    new_->setText(live ? tr("&Settings") : tr("&New training"));
    resume_->setVisible(!live && info_.id == run_ && info_.resumable && !project_.isTraining());
    chat_->setVisible(!live && info_.id == run_ && info_.usable);
}

void RunView::setPill(const QString& words, const char* tone) {
    pill_->setText(words);
    setTone(pill_, tone);
}

// ---- what happens

void RunView::togglePause() {
    if (!training_ || training_->hasEnded()) return;
    if (training_->snapshot().state == JobState::Paused)
        training_->resume();
    else
        training_->pause();
}

void RunView::askStop() {
    if (!training_ || training_->hasEnded()) return;
    const int answer = Dialogs::ask(this, tr("Stop this run?"),
                                    tr("Keep what it has learned, to chat with it and to resume later. Or discard the "
                                       "run with everything it has learned."),
                                    {tr("Stop and keep"), tr("Stop and discard")}, 1);
    if (answer < 0 || !training_) return;
    training_->stop(answer == 0);
}

}  // namespace tunesmith::ui

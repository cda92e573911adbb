#include "ui/pages/train/ready_card.h"

#include <QTimer>
#include <algorithm>

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/selection.h"
#include "ui/bridge/words.h"
#include "ui/models/fit_words.h"
#include "ui/widgets/label_bars.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {

constexpr int kDebounceMs = 350;

void clearLayout(QLayout* layout) {
    while (auto* item = layout->takeAt(0)) {
        if (item->widget()) item->widget()->deleteLater();
        delete item;
    }
}

}  // namespace

ReadyCard::ReadyCard(ProjectBridge& project, Selection& selection, QWidget* parent)
    : Card(QStringLiteral(" "), parent), project_(project), selection_(selection) {
    shortcut_ = makeLabel(QKeySequence(Qt::CTRL | Qt::Key_Return).toString(QKeySequence::NativeText),
                          TextStyle::Caption, "muted");
    addToTitle(shortcut_);
    figures_ = new QWidget;
    auto* column = new QVBoxLayout(figures_);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kXs);
    const auto figureLine = [column](QLabel*& figure, QLabel*& text) {
        auto* line = new QHBoxLayout;
        line->setSpacing(space::kS + 2);
        figure = makeLabel({}, TextStyle::Figure);
        text = makeParagraph({}, TextStyle::Body, "muted");  // a long duration beside it leaves little room
        line->addWidget(figure, 0, Qt::AlignBaseline);
        line->addWidget(text, 1, Qt::AlignBaseline);
        column->addLayout(line);
    };
    figureLine(time_, timeWords_);
    figureLine(memory_, memoryWords_);
    tokens_ = makeParagraph({}, TextStyle::Body, "muted");
    differs_ = makeParagraph({}, TextStyle::Body, "muted");
    column->addWidget(tokens_);
    labels_ = new LabelBars;
    labels_->setObjectName(QStringLiteral("readyLabels"));
    labels_->setAccessibleName(tr("Labels in the rows"));
    labels_->hide();
    column->addWidget(labels_);
    column->addWidget(differs_);
    body()->addWidget(figures_);
    auto* reasons = new QWidget;
    reasons_ = new QVBoxLayout(reasons);
    reasons_->setContentsMargins(0, 0, 0, 0);
    reasons_->setSpacing(space::kXs);
    body()->addWidget(reasons);
    mend_ = makeButton({});
    body()->addWidget(mend_);
    connect(mend_, &QPushButton::clicked, this, [this] { Q_EMIT openPage(mendPage_); });
    start_ = makePrimary(tr("&Start training"));
    start_->setObjectName(QStringLiteral("startTraining"));
    start_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(start_, &QPushButton::clicked, this, &ReadyCard::start);
    body()->addSpacing(space::kXs);
    body()->addWidget(start_);
    debounce_ = new QTimer(this);
    debounce_->setSingleShot(true);
    debounce_->setInterval(kDebounceMs);
    connect(debounce_, &QTimer::timeout, this, &ReadyCard::check);
    connect(&selection, &Selection::datasetChanged, this, &ReadyCard::checkSoon);
    connect(&selection, &Selection::modelChanged, this, &ReadyCard::checkSoon);
    connect(&selection, &Selection::recipeChanged, this, &ReadyCard::checkSoon);
    connect(&project, &ProjectBridge::datasetsChanged, this, &ReadyCard::checkSoon);
    connect(&project, &ProjectBridge::modelsChanged, this, &ReadyCard::checkSoon);
    connect(&project, &ProjectBridge::closed, this, &ReadyCard::checkSoon);
    check();
}

TrainRequest ReadyCard::request() const {
    TrainRequest request;
    request.dataset = selection_.dataset().toStdString();
    request.model = selection_.model().toStdString();
    request.recipe = selection_.recipe();
    return request;
}

void ReadyCard::checkSoon() {
    if (check_) check_->cancel();
    ++asked_;
    start_->setEnabled(false);
    ready_ = false;
    debounce_->start();
}

void ReadyCard::check() {
    const int question = ++asked_;
    if (!project_.isOpen()) return showMissing(tr("Open a project first."), tr("Go to Home"), QStringLiteral("home"));
    if (selection_.dataset().isEmpty())
        return showMissing(tr("There are no rows to learn from."), tr("Add rows"), QStringLiteral("data"));
    if (selection_.model().isEmpty())
        return showMissing(tr("No model is chosen."), tr("Choose a model"), QStringLiteral("model"));
    setReady(false, tr("Checking…"), "muted");
    mend_->hide();
    project_.startCheck(request(), this, [this, question](Result<CheckBridge*> check) {
        if (!check) {
            if (question == asked_) showReasons({words::failure(*check.failure).detail}, {});
            return;
        }
        if (question != asked_) {
            (*check)->cancel();
            (*check)->deleteLater();
            return;
        }
        check_ = *check;
        connect(check_, &JobBridge::ended, this, [this, question, job = *check] {
            if (question == asked_) checked(job);
            job->deleteLater();
        });
    });
}

void ReadyCard::checked(CheckBridge* check) {
    if (!check->succeeded()) {
        const auto failure = check->outcome().failure;
        figures_->hide();
        setReady(false, tr("Not ready"), "warn");
        showReasons({failure ? words::failure(*failure).detail : tr("The check was cancelled.")}, {});
        return;
    }
    readiness_ = check->readiness();
    showReadiness(*readiness_);
    Q_EMIT readinessChanged();
}

void ReadyCard::showMissing(const QString& what, const QString& button, const QString& page) {
    readiness_.reset();
    figures_->hide();
    setReady(false, tr("Not ready yet"), "warn");
    showReasons({what}, {});
    mend_->setText(button);
    mend_->show();
    mendPage_ = page;
    Q_EMIT readinessChanged();
}

void ReadyCard::showReadiness(const Readiness& r) {
    figures_->setVisible(r.tokens > 0);
    const bool known = r.estimatedSeconds >= 0;
    time_->setVisible(known);
    timeWords_->setVisible(known);
    if (known) {
        // An estimate is never more exact than it is known.
        const double s = r.estimatedSeconds;
        time_->setText(s < 90 ? words::duration(std::max(5.0, std::round(s / 5) * 5))
                              : words::duration(std::round(s / 60) * 60));
        timeWords_->setText(tr("about, for %n step(s)", nullptr, int(r.steps)));
    }
    memory_->setText(words::memory(r.needBytes));
    memoryWords_->setText(tr("of %1 memory: %2").arg(words::memory(r.totalBytes), verdictPhrase(r.memory)));
    const bool answersOnly = selection_.recipe().data.loss == "answers" && selection_.recipe().objective == "sft";
    tokens_->setText(
        answersOnly
            ? tr("%1 of %2 tokens are trained: the answers.").arg(words::count(r.trainedTokens), words::count(r.tokens))
            : tr("%1 tokens are trained.").arg(words::count(r.trainedTokens)));
    showLabels(r);
    const int differences = int(selection_.recipe().differences(Recipe{}).size());
    differs_->setText(differences == 0 ? tr("All settings are the defaults.")
                                       : tr("%n setting(s) differ from the defaults.", nullptr, differences));
    QStringList problems, warnings;
    for (const auto& problem : r.problems) problems << words::text(problem);
    for (const auto& warning : r.warnings) warnings << words::text(warning);
    setReady(r.ready, r.ready ? tr("Ready") : tr("Not ready"), r.ready ? "good" : "warn");
    showReasons(problems, warnings);
    mend_->hide();
}

void ReadyCard::showLabels(const Readiness& r) {
    std::vector<LabelBars::Bar> bars;
    if (r.labels && r.labels.kind != "regression" && r.labelCounts.size() == r.labels.labels.size()) {
        const auto most = std::max<std::int64_t>(1, *std::max_element(r.labelCounts.begin(), r.labelCounts.end()));
        for (std::size_t i = 0; i < r.labelCounts.size(); ++i)
            bars.push_back({words::text(r.labels.labels[i]), double(r.labelCounts[i]) / double(most),
                            words::count(r.labelCounts[i]), false});
    }
    labels_->setBars(std::move(bars));
    if (!r.labels) return;
    const QString rows = words::count(r.rows), tokens = words::count(r.tokens);
    tokens_->setText(r.labels.kind == "tokens"
                         ? tr("%1 words with a label in %2 rows.").arg(words::count(r.trainedTokens), rows)
                     : r.labels.kind == "regression" ? tr("%1 rows with a number, %2 tokens.").arg(rows, tokens)
                                                     : tr("%1 rows with labels, %2 tokens.").arg(rows, tokens));
}

void ReadyCard::showReasons(const QStringList& problems, const QStringList& warnings) {
    clearLayout(reasons_);
    for (const auto& text : problems) reasons_->addWidget(makeParagraph(text));
    for (const auto& text : warnings) reasons_->addWidget(makeParagraph(text, TextStyle::Body, "warn"));
    setAccessibleDescription((problems + warnings).join(QLatin1Char('\n')));
}

void ReadyCard::setReady(bool ready, const QString& state, const char* tone) {
    ready_ = ready;
    setTitle(state);
    setTone(titleLabel(), tone);
    start_->setEnabled(ready && !starting_ && !project_.isTraining());
    shortcut_->setVisible(ready);
}

void ReadyCard::start() {
    if (!ready_ || starting_ || project_.isTraining()) return;
    starting_ = true;
    start_->setEnabled(false);
    setTitle(tr("Starting…"));
    project_.startTrain(request(), this, [this](Result<TrainBridge*> training) {
        starting_ = false;
        setReady(ready_, tr("Ready"), "good");
        if (training)
            Q_EMIT started();
        else
            Q_EMIT startFailed(*training.failure);
    });
}

}  // namespace tunesmith::ui

#include "ui/pages/model/template_preview.h"

#include <QCheckBox>
#include <QLabel>
#include <QTimer>

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/selection.h"
#include "ui/bridge/words.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/combo_box.h"
#include "ui/widgets/rendered_view.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {

constexpr int kSoonMs = 180, kSlowMs = 300, kRows = 3;

QString joined(const std::vector<std::string>& marks) {
    QStringList list;
    for (const std::string& mark : marks) list << words::text(mark);
    return list.join(QStringLiteral("  "));
}

}  // namespace

TemplatePreview::TemplatePreview(ProjectBridge& project, Selection& selection, QWidget* parent)
    : QWidget(parent), project_(project), selection_(selection) {
    auto* column = plainColumn(this, space::kS);
    auto* line = new QHBoxLayout;
    line->setSpacing(space::kM);
    auto* label = makeLabel(tr("Rows &of"), TextStyle::Body, "muted");
    datasets_ = new ComboBox;
    datasets_->setObjectName(QStringLiteral("templateData"));
    datasets_->setAccessibleName(tr("Data set whose rows are shown"));
    label->setBuddy(datasets_);
    line->addWidget(label);
    line->addWidget(datasets_, 1);
    column->addLayout(line);
    auto* ways = new QHBoxLayout;
    ways->setSpacing(space::kL);
    system_ = new QCheckBox(tr("With a s&ystem turn"));
    system_->setObjectName(QStringLiteral("templateSystem"));
    system_->setChecked(true);
    forAnswer_ = new QCheckBox(tr("As asked for an ans&wer"));
    forAnswer_->setObjectName(QStringLiteral("templateForAnswer"));
    forAnswer_->setToolTip(
        tr("Up to the last question and with what asks for an answer (add_generation_prompt), as in Chat. Otherwise as "
           "in training."));
    ways->addWidget(system_);
    ways->addWidget(forAnswer_);
    ways->addStretch();
    column->addLayout(ways);
    remarks_ = makeParagraph({}, TextStyle::Body, "warn");
    remarks_->setObjectName(QStringLiteral("templateRemarks"));
    column->addWidget(remarks_);
    stops_ = makeParagraph({}, TextStyle::Caption, "muted");
    stops_->setObjectName(QStringLiteral("templateStops"));
    column->addWidget(stops_);
    waiting_ = makeLabel(tr("Trying it…"), TextStyle::Caption, "muted");
    column->addWidget(waiting_);
    waiting_->hide();
    broken_ = makeParagraph(tr("It is shown here as soon as the fault is mended."), TextStyle::Body, "muted");
    broken_->hide();
    column->addWidget(broken_);
    area_ = new ScrollColumn;
    column_ = plainColumn(area_->content(), space::kM);
    column->addWidget(area_, 1);
    buildPart(tr("A conversation"));
    for (int row = 1; row <= kRows; ++row) buildPart(tr("Row %1").arg(row));
    column_->addStretch();

    soon_ = new QTimer(this);
    soon_->setSingleShot(true);
    soon_->setInterval(kSoonMs);
    connect(soon_, &QTimer::timeout, this, &TemplatePreview::ask);
    slow_ = new QTimer(this);
    slow_->setSingleShot(true);
    slow_->setInterval(kSlowMs);
    connect(slow_, &QTimer::timeout, waiting_, &QWidget::show);
    connect(datasets_, &QComboBox::activated, this, &TemplatePreview::loadRows);
    for (auto* box : {system_, forAnswer_}) connect(box, &QCheckBox::toggled, this, &TemplatePreview::askSoon);
    connect(&project_, &ProjectBridge::datasetsChanged, this, &TemplatePreview::fillDatasets);
}

void TemplatePreview::buildPart(const QString& title) {
    Part part{};
    part.box = new QWidget;
    auto* column = plainColumn(part.box, space::kXs);
    auto* line = new QHBoxLayout;
    part.title = makeLabel(title, TextStyle::Strong);
    part.summary = makeLabel({}, TextStyle::Caption, "muted");
    part.summary->setObjectName(QStringLiteral("templateCount%1").arg(parts_.size()));
    line->addWidget(part.title);
    line->addStretch();
    line->addWidget(part.summary);
    column->addLayout(line);
    part.problem = makeParagraph({}, TextStyle::Body, "bad");
    part.problem->setObjectName(QStringLiteral("templateProblem%1").arg(parts_.size()));
    column->addWidget(part.problem);
    part.view = new RenderedView;
    part.view->setTokensShown(true);
    part.view->setObjectName(QStringLiteral("templateRow%1").arg(parts_.size()));
    part.view->setAccessibleName(title);
    column->addWidget(part.view);
    column_->addWidget(part.box);
    part.box->hide();
    part.problem->hide();
    parts_.push_back(part);
}

// ---- what is rendered

void TemplatePreview::setModel(const QString& name) {
    model_ = name;
    fillDatasets();
}

void TemplatePreview::fillDatasets() {
    const QString chosen = datasets_->count() > 0 ? datasets_->currentText() : selection_.dataset();
    datasets_->clear();
    for (const auto& set : project_.datasets()) datasets_->addItem(words::text(set.name));
    datasets_->setEnabled(datasets_->count() > 0);
    if (datasets_->count() == 0) datasets_->addItem(tr("there is no data set yet"));
    datasets_->setCurrentIndex(std::max(0, datasets_->findText(chosen)));
    loadRows();
}

void TemplatePreview::loadRows() {
    const int question = ++loading_;
    const auto* set = datasets_->isEnabled() ? project_.dataset(datasets_->currentText()) : nullptr;
    rows_.clear();
    if (!set) return askSoon();
    project_.rows(set->version, 0, kRows, this, [this, question](Result<std::vector<RowView>> rows) {
        if (question != loading_) return;
        if (rows)
            for (RowView& row : *rows) rows_.push_back(std::move(row.record));
        askSoon();
    });
}

std::vector<Record> TemplatePreview::records() const {
    Record sample;
    const auto say = [&](const char* role, const QString& text) {
        sample.messages.push_back({role, words::utf8(text)});
    };
    if (system_->isChecked()) say("system", tr("You answer in one short sentence."));
    say("user", tr("What is an early sign of dehydration?"));
    say("assistant", tr("Thirst and dark urine."));
    say("user", tr("And what helps?"));
    say("assistant", tr("Small sips of water, often."));
    std::vector<Record> all{sample};
    all.insert(all.end(), rows_.begin(), rows_.end());
    return all;
}

void TemplatePreview::setSource(const QString& source) {
    source_ = source;
    askSoon();
}

void TemplatePreview::askSoon() {
    again_ = true;
    soon_->start();
}

// One at a time: a template that takes its time is not overtaken by a queue of its own versions.
void TemplatePreview::ask() {
    if (busy_ || model_.isEmpty() || !project_.model(model_)) return;
    busy_ = true;
    again_ = false;
    slow_->start();
    project_.previewTemplate(model_, source_, records(), forAnswer_->isChecked(), selection_.recipe(), this,
                             [this](Result<ChatTemplatePreview> preview) {
                                 busy_ = false;
                                 slow_->stop();
                                 waiting_->hide();
                                 if (again_) return ask();
                                 if (preview) return show(*preview);
                                 const auto text = words::failure(*preview.failure);
                                 Q_EMIT tried({words::utf8(text.detail.isEmpty() ? text.title : text.detail), 1, 0});
                             });
}

// ---- what came of it

void TemplatePreview::show(const ChatTemplatePreview& preview) {
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        const Part& part = parts_[i];
        const bool shown = !preview.fault && i < preview.rows.size();
        part.box->setVisible(shown);
        if (!shown) continue;
        const ChatTemplatePreview::Row& row = preview.rows[i];
        part.problem->setVisible(row.fault.has_value());
        part.view->setVisible(!row.fault);
        if (row.fault) {
            part.view->clear();
            part.summary->clear();
            part.problem->setText(words::text(row.fault->message));
            continue;
        }
        part.view->showRendered(row.row);
        part.summary->setText(forAnswer_->isChecked()
                                  ? tr("%1 tokens").arg(words::count(std::int64_t(row.row.tokens.size())))
                                  : part.view->summary());
    }
    broken_->setVisible(preview.fault.has_value());
    area_->settle();
    showRemarks(preview);
    if (preview.fault) return Q_EMIT tried(*preview.fault);
    if (!preview.rows.empty() && preview.rows.front().fault) return Q_EMIT tried(*preview.rows.front().fault);
    Q_EMIT tried({});
}

void TemplatePreview::showRemarks(const ChatTemplatePreview& preview) {
    QStringList remarks;
    const bool renders = !preview.fault && !preview.rows.empty() && !preview.rows.front().fault;
    if (renders && !forAnswer_->isChecked()) {
        if (preview.rows.front().row.trainedTokens == 0)
            remarks << tr(
                "No token of an answer is trained: what asks for an answer must be how the answered conversation "
                "begins.");
        else if (!preview.rows.front().answerEnds)
            remarks << tr(
                "No end of an answer is trained, so that answers may run on: write eos_token, or the model's own "
                "mark, behind the answer.");
    }
    if (renders && !preview.plainMarks.empty())
        remarks
            << tr("To this model these are ordinary text, not marks of their own: %1").arg(joined(preview.plainMarks));
    remarks_->setText(remarks.join(QLatin1Char('\n')));
    remarks_->setVisible(!remarks.isEmpty());
    stops_->setText(tr("Answers end with %1").arg(joined(preview.stops)));
    stops_->setVisible(renders && !preview.stops.empty());
}

}  // namespace tunesmith::ui

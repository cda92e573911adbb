#include "ui/pages/data/row_drawer.h"

#include <QCheckBox>
#include <QTimer>

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/selection.h"
#include "ui/bridge/words.h"
#include "ui/models/issue_table_model.h"
#include "ui/pages/data/row_story.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/rendered_view.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {

constexpr int kRestMs = 120;

}  // namespace

RowDrawer::RowDrawer(ProjectBridge& project, Selection& selection, QWidget* parent)
    : Card(QStringLiteral(" "), parent), project_(project), selection_(selection) {
    place_ = makeLabel({}, TextStyle::Caption, "muted");
    addToTitle(place_);
    auto* area = new ScrollColumn;
    auto* column = plainColumn(area->content(), space::kS);
    view_ = new RenderedView;
    column->addWidget(view_);
    summary_ = makeParagraph({}, TextStyle::Body, "muted");
    column->addWidget(summary_);
    note_ = makeParagraph({}, TextStyle::Body, "warn");
    column->addWidget(note_);
    story_ = new RowStory;
    story_->setObjectName(QStringLiteral("rowStory"));
    column->addWidget(story_);
    column->addStretch();
    body()->addWidget(area, 1);
    tokens_ = new QCheckBox(tr("Show &tokens"));
    tokens_->setToolTip(
        tr("Every token that the model reads, the template's own text included. Underlined ones are trained."));
    body()->addWidget(tokens_);
    resting_ = new QTimer(this);
    resting_->setSingleShot(true);
    resting_->setInterval(kRestMs);
    connect(resting_, &QTimer::timeout, this, &RowDrawer::ask);
    connect(tokens_, &QCheckBox::toggled, view_, &RenderedView::setTokensShown);
    connect(&selection, &Selection::modelChanged, this, &RowDrawer::ask);
    clear();
}

void RowDrawer::clear() {
    row_.reset();
    ++asked_;
    resting_->stop();
    setTitle(tr("No row chosen"));
    place_->clear();
    view_->clear();
    summary_->setText(tr("Choose a row to see it as the model does."));
    note_->hide();
    story_->clear();
    tokens_->hide();
}

void RowDrawer::showRow(std::int64_t version, const RowView& row) {
    version_ = version;
    const bool same = row_ && row_->position == row.position;
    row_ = row;
    ++asked_;
    setTitle(tr("Row %1").arg(words::count(row.position + 1)));
    place_->setText(placeText(row.record.source));
    note_->hide();
    view_->showRecord(row.record);
    if (!same) story_->clear();
    tokens_->setVisible(!selection_.model().isEmpty());
    summary_->setText(selection_.model().isEmpty() ? tr("Choose a model to see which tokens are trained.") : QString());
    resting_->start();
}

void RowDrawer::ask() {
    if (!row_) return;
    ++asked_;
    render();
    askPast();
}

void RowDrawer::render() {
    const bool hasModel = !selection_.model().isEmpty();
    tokens_->setVisible(hasModel);
    if (!hasModel) {
        summary_->setText(tr("Choose a model to see which tokens are trained."));
        return;
    }
    project_.render(row_->record, selection_.model(), selection_.recipe(), this,
                    [this, question = asked_](Result<RenderedRow> row) {
                        if (question != asked_) return;
                        if (!row) {
                            summary_->setText(words::failure(*row.failure).detail);
                            return;
                        }
                        view_->showRendered(*row);
                        summary_->setText(lengthText(*row));
                        note_->setVisible(row->trainedTokens == 0);
                        note_->setText(tr("Nothing in this row is trained: it has no answer."));
                    });
}

QString RowDrawer::lengthText(const RenderedRow& row) const {
    QString text = view_->summary();
    const auto* model = project_.model(selection_.model());
    if (!row.truncated && model && model->contextLength > 0)
        text += QStringLiteral(". ") + tr("The model reads up to %1.").arg(words::count(model->contextLength));
    return text;
}

void RowDrawer::askPast() {
    project_.studio<RowPast>(
        [version = version_, position = row_->position](DataStudio& studio) {
            return RowPast{studio.remarks(version, position), studio.history(version, position)};
        },
        this,
        [this, question = asked_](Result<RowPast> past) {
            if (question == asked_ && past && row_) story_->show(*past, row_->record);
        });
}

}  // namespace tunesmith::ui

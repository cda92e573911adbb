#include "ui/pages/data/row_drawer.h"

#include <QCheckBox>

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/selection.h"
#include "ui/bridge/words.h"
#include "ui/models/issue_table_model.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/rendered_view.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

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
    column->addStretch();
    body()->addWidget(area, 1);
    tokens_ = new QCheckBox(tr("Show &tokens"));
    tokens_->setToolTip(
        tr("Every token that the model reads, the template's own text included. Underlined ones are trained."));
    body()->addWidget(tokens_);
    connect(tokens_, &QCheckBox::toggled, view_, &RenderedView::setTokensShown);
    connect(&selection, &Selection::modelChanged, this, &RowDrawer::render);
    clear();
}

void RowDrawer::clear() {
    row_.reset();
    setTitle(tr("No row chosen"));
    place_->clear();
    view_->clear();
    summary_->setText(tr("Choose a row to see it as the model does."));
    note_->hide();
    tokens_->hide();
}

void RowDrawer::showRow(const RowView& row) {
    row_ = row;
    setTitle(tr("Row %1").arg(words::count(row.position + 1)));
    place_->setText(placeText(row.record.source));
    note_->hide();
    view_->showRecord(row.record);
    render();
}

void RowDrawer::render() {
    if (!row_) return;
    const bool hasModel = !selection_.model().isEmpty();
    tokens_->setVisible(hasModel);
    if (!hasModel) {
        summary_->setText(tr("Choose a model to see which tokens are trained."));
        return;
    }
    const int question = ++asked_;
    project_.render(row_->record, selection_.model(), selection_.recipe(), this,
                    [this, question](Result<RenderedRow> row) {
                        if (question != asked_) return;
                        if (!row) {
                            summary_->setText(words::failure(*row.failure).detail);
                            return;
                        }
                        view_->showRendered(*row);
                        summary_->setText(view_->summary());
                        note_->setVisible(row->trainedTokens == 0);
                        note_->setText(tr("Nothing in this row is trained: it has no answer."));
                    });
}

}  // namespace tunesmith::ui

#include "ui/pages/data/import_rows.h"

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/selection.h"
#include "ui/bridge/report_words.h"
#include "ui/bridge/words.h"
#include "ui/models/issue_table_model.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/rendered_view.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

ImportRows::ImportRows(ProjectBridge& project, Selection& selection, QWidget* parent)
    : Card(tr("What the model will see"), parent), project_(project), selection_(selection) {
    position_ = makeLabel({}, TextStyle::Caption, "muted");
    addToTitle(position_);
    previous_ = makeLink(tr("Previous"));
    next_ = makeLink(tr("Next"));
    addToTitle(previous_);
    addToTitle(next_);
    connect(previous_, &QPushButton::clicked, this, [this] { step(-kShown); });
    connect(next_, &QPushButton::clicked, this, [this] { step(kShown); });
    auto* area = new ScrollColumn;
    auto* column = plainColumn(area->content(), space::kS);
    none_ =
        makeParagraph(tr("No row can be made yet. Say on the left which column is the question and which the answer."),
                      TextStyle::Body, "muted");
    column->addWidget(none_);
    issues_ = makeParagraph({}, TextStyle::Body, "warn");
    column->addWidget(issues_);
    for (Place& place : places_) {
        place.title = makeLabel({}, TextStyle::Caption, "muted");
        place.view = new RenderedView;
        place.summary = makeParagraph({}, TextStyle::Caption, "muted");
        place.summary->setContentsMargins(0, 0, 0, space::kS);
        column->addWidget(place.title);
        column->addWidget(place.view);
        column->addWidget(place.summary);
    }
    column->addStretch();
    body()->addWidget(area, 1);
    show({});
}

void ImportRows::show(const ImportPreviewInfo& preview) {
    preview_ = preview;
    if (first_ >= int(preview_.rows.size())) first_ = 0;
    issues_->setVisible(!preview_.issues.empty());
    if (!preview_.issues.empty())
        issues_->setText(
            tr("Some rows cannot be used and are kept aside with the reason. The first: %1 (%2)")
                .arg(issueReasonText(preview_.issues.front().reason), placeText(preview_.issues.front().source)));
    showRows();
}

void ImportRows::step(int by) {
    const int pages = (int(preview_.rows.size()) + kShown - 1) / kShown;
    if (pages == 0) return;
    first_ = ((first_ + by) / kShown + pages) % pages * kShown;
    showRows();
}

void ImportRows::showRows() {
    ++asked_;
    const int rows = int(preview_.rows.size()), last = std::min(first_ + kShown, rows);
    previous_->setEnabled(rows > kShown);
    next_->setEnabled(rows > kShown);
    none_->setVisible(rows == 0);
    position_->setText(rows == 0 ? QString() : tr("%1 to %2 of %3").arg(first_ + 1).arg(last).arg(rows));
    for (std::size_t i = 0; i < kShown; ++i) {
        Place& place = places_[i];
        const int row = first_ + int(i);
        const bool shown = row < rows;
        place.title->setVisible(shown);
        place.view->setVisible(shown);
        place.summary->setVisible(shown);
        if (!shown) {
            place.view->clear();
            continue;
        }
        const Record& record = preview_.rows[std::size_t(row)];
        place.title->setText(placeText(record.source));
        place.view->showRecord(record);
        place.summary->setText(selection_.model().isEmpty() ? tr("Underlined is what the model learns to write.")
                                                            : QString());
        if (!selection_.model().isEmpty()) render(i);
    }
}

void ImportRows::render(std::size_t place) {
    project_.render(preview_.rows[std::size_t(first_) + place], selection_.model(), selection_.recipe(), this,
                    [this, place, question = asked_](Result<RenderedRow> rendered) {
                        if (question != asked_ || !rendered) return;
                        places_[place].view->showRendered(*rendered);
                        places_[place].summary->setText(places_[place].view->summary());
                    });
}

}  // namespace tunesmith::ui

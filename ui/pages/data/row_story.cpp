#include "ui/pages/data/row_story.h"

#include <QVBoxLayout>

#include "ui/bridge/words.h"
#include "ui/models/version_list_model.h"
#include "ui/pages/data/difference_view.h"
#include "ui/pages/data/step_words.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {

// "Version 3: cleaned: 5 steps. anna, 12 Nov, 14:02"
QString titleOf(const RowState& state) {
    return RowStory::tr("Version %1, %2 (%3, %4)")
        .arg(words::count(state.number), stepText(state.step, state.settings), words::text(state.actor),
             words::when(state.created));
}

}  // namespace

RowStory::RowStory(QWidget* parent) : QWidget(parent), column_(plainColumn(this, space::kS)) {}

void RowStory::clear() {
    while (auto* item = column_->takeAt(0)) {
        if (item->widget()) item->widget()->deleteLater();
        delete item;
    }
}

void RowStory::show(const RowPast& past, const Record& now) {
    clear();
    if (!past.remarks.empty()) {
        column_->addWidget(makeLabel(tr("To look at"), TextStyle::Strong));
        for (const RowRemark& remark : past.remarks)
            column_->addWidget(makeParagraph(tr("%1: %2").arg(stepWords(remark.step).title, words::text(remark.reason)),
                                             TextStyle::Body, "warn"));
    }
    if (past.states.empty()) return;
    column_->addWidget(makeLabel(tr("What became of it"), TextStyle::Strong));
    const RowState& last = past.states.back();
    if (recordToJson(now) != recordToJson(last.record))
        column_->addWidget(new DifferenceView(tr("Edited, not saved"), last.record, now));
    for (std::size_t i = past.states.size(); i-- > 1;)
        column_->addWidget(
            new DifferenceView(titleOf(past.states[i]), past.states[i - 1].record, past.states[i].record));
    column_->addWidget(makeParagraph(titleOf(past.states.front()), TextStyle::Caption, "muted"));
}

}  // namespace tunesmith::ui

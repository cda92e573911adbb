#include "ui/pages/data/draft_bar.h"

#include <QHBoxLayout>

#include "ui/bridge/project_bridge.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

DraftBar::DraftBar(ProjectBridge& project, QWidget* parent) : QWidget(parent), project_(project) {
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space::kS);
    text_ = makeLabel({}, TextStyle::Body, "accent");
    line->addWidget(text_, 1);
    undo_ = makeButton(tr("&Undo"));
    undo_->setObjectName(QStringLiteral("undoEdit"));
    undo_->setShortcut(QKeySequence::Undo);
    redo_ = makeButton(tr("Re&do"));
    redo_->setObjectName(QStringLiteral("redoEdit"));
    redo_->setShortcut(QKeySequence::Redo);
    auto* discarding = makeButton(tr("Discard"));
    save_ = makePrimary(tr("&Save as a version"));
    save_->setObjectName(QStringLiteral("saveEdits"));
    connect(undo_, &QPushButton::clicked, this,
            [this] { change([](DataStudio& studio, std::int64_t version) { studio.undo(version); }); });
    connect(redo_, &QPushButton::clicked, this,
            [this] { change([](DataStudio& studio, std::int64_t version) { studio.redo(version); }); });
    connect(discarding, &QPushButton::clicked, this, &DraftBar::discard);
    connect(save_, &QPushButton::clicked, this, &DraftBar::save);
    for (auto* button : {undo_, redo_, discarding, save_}) line->addWidget(button);
    hide();
}

void DraftBar::setVersion(std::int64_t version) {
    version_ = version;
    hide();
    if (version != 0) change([](DataStudio&, std::int64_t) {});
}

void DraftBar::edit(const RowChangeRequest& wanted) {
    change([wanted](DataStudio& studio, std::int64_t version) { studio.edit(version, {wanted}); });
}

void DraftBar::change(std::function<void(DataStudio&, std::int64_t)> work) {
    const std::int64_t version = version_;
    project_.studio<DraftInfo>(
        [work = std::move(work), version](DataStudio& studio) {
            work(studio, version);
            return studio.draft(version);
        },
        this,
        [this, version](Result<DraftInfo> draft) {
            if (version != version_) return;
            if (draft)
                show(*draft);
            else
                Q_EMIT failed(*draft.failure);
        });
}

void DraftBar::show(const DraftInfo& draft) {
    setVisible(draft.undoSteps + draft.redoSteps > 0);
    text_->setText(draft.rows.empty() ? tr("No edits")
                                      : tr("%n row(s) edited, not saved", nullptr, int(draft.rows.size())));
    undo_->setEnabled(draft.undoSteps > 0);
    redo_->setEnabled(draft.redoSteps > 0);
    save_->setEnabled(!draft.rows.empty());
    Q_EMIT changed(draft);
}

void DraftBar::discard() {
    if (Dialogs::ask(this, tr("Discard the edits?"), tr("The rows are then as they were before."), {tr("Discard them")},
                     0) == 0)
        change([](DataStudio& studio, std::int64_t version) { studio.discardDraft(version); });
}

void DraftBar::save() {
    save_->setEnabled(false);
    project_.runStudio([version = version_](DataStudio& studio) { return studio.saveDraft(version); }, this,
                       [this](Result<StudioResult> result) {
                           if (result) {
                               Q_EMIT saved();
                               return;
                           }
                           save_->setEnabled(true);
                           Q_EMIT failed(*result.failure);
                       });
}

}  // namespace tunesmith::ui

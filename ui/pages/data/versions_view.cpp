#include "ui/pages/data/versions_view.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/selection.h"
#include "ui/bridge/words.h"
#include "ui/models/version_list_model.h"
#include "ui/pages/data/difference_list.h"
#include "ui/pages/data/lineage_delegate.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/card.h"
#include "ui/widgets/table.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {

constexpr std::int64_t kChanges = 40;  // shown

}  // namespace

VersionsView::VersionsView(ProjectBridge& project, Selection& selection, QWidget* parent)
    : StudioView(parent), project_(project), selection_(selection) {
    auto* column = plainColumn(this);
    header_ = new PageHeader(tr("Versions"));
    auto* back = makePrimary(tr("&Back to the rows"));
    connect(back, &QPushButton::clicked, this, &VersionsView::closed);
    header_->addAction(back);
    column->addWidget(header_);
    banner_ = new Banner;
    column->addWidget(banner_);
    auto* sides = new QHBoxLayout;
    sides->setSpacing(space::kM);
    auto* list = new Card;
    list->body()->setContentsMargins(1, 1, 1, 1);
    versions_ = new VersionListModel(this);
    table_ = new QTableView;
    table_->setObjectName(QStringLiteral("versionTable"));
    table_->setModel(versions_);
    styleTable(table_);
    table_->setAccessibleName(tr("Versions"));
    table_->horizontalHeader()->setSectionResizeMode(VersionListModel::Step, QHeaderView::Stretch);
    lineage_ = new LineageDelegate(*versions_, this);
    table_->setItemDelegateForColumn(VersionListModel::Lineage, lineage_);
    table_->setColumnWidth(VersionListModel::Number, 48);
    table_->setColumnWidth(VersionListModel::Rows, 72);
    table_->setColumnWidth(VersionListModel::Made, 150);
    table_->setColumnWidth(VersionListModel::Notes, 104);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &VersionsView::showVersion);
    list->body()->addWidget(table_);
    sides->addWidget(list, 3);

    details_ = new Card(QStringLiteral(" "));
    facts_ = makeParagraph({}, TextStyle::Body, "muted");
    details_->body()->addWidget(facts_);
    auto* line = new QHBoxLayout;
    line->setSpacing(space::kS);
    goButton_ = makeButton(tr("&Go back to this version"));
    goButton_->setObjectName(QStringLiteral("goToVersion"));
    connect(goButton_, &QPushButton::clicked, this, &VersionsView::goTo);
    line->addWidget(goButton_);
    line->addStretch();
    tag_ = new QLineEdit;
    tag_->setPlaceholderText(tr("a name for it"));
    tag_->setAccessibleName(tr("A name for the version"));
    tag_->setMaximumWidth(150);
    connect(tag_, &QLineEdit::returnPressed, this, &VersionsView::tag);
    connect(tag_, &QLineEdit::textChanged, this,
            [this](const QString& text) { tagButton_->setEnabled(!text.trimmed().isEmpty()); });
    tagButton_ = makeButton(tr("&Name it"));
    tagButton_->setEnabled(false);
    connect(tagButton_, &QPushButton::clicked, this, &VersionsView::tag);
    line->addWidget(tag_);
    line->addWidget(tagButton_);
    details_->body()->addLayout(line);
    changes_ = new DifferenceList;
    details_->body()->addWidget(changes_, 1);
    sides->addWidget(details_, 2);
    column->addLayout(sides, 1);
}

void VersionsView::start() {
    header_->setTitle(tr("Versions of %1").arg(selection_.dataset()));
    header_->setSubtitle(tr("Each step made one; none is ever changed. Runs say which one they were trained on."));
    banner_->hide();
    refresh();
}

void VersionsView::refresh() {
    const std::string dataset = selection_.dataset().toStdString();
    project_.studio<std::vector<VersionInfo>>([dataset](DataStudio& studio) { return studio.versions(dataset); }, this,
                                              [this](Result<std::vector<VersionInfo>> versions) {
                                                  if (!versions) {
                                                      banner_->showFailure(*versions.failure);
                                                      return;
                                                  }
                                                  std::reverse(versions->begin(), versions->end());
                                                  versions_->setVersions(std::move(*versions));
                                                  table_->setColumnWidth(VersionListModel::Lineage, lineage_->width());
                                                  if (!table_->currentIndex().isValid() && versions_->rowCount() > 0)
                                                      table_->selectRow(0);
                                                  showVersion();
                                              });
}

void VersionsView::showVersion() {
    const VersionInfo* version = versions_->item(table_->currentIndex().row());
    changes_->clear();
    const int question = ++asked_;
    if (!version) return;
    details_->setTitle(tr("Version %1").arg(words::count(version->number)));
    QStringList facts{stepText(version->step, version->settings)};
    facts << tr("%1 rows: %2 train, %3 validate, %4 test")
                 .arg(words::count(version->rows), words::count(version->trainRows),
                      words::count(version->validationRows), words::count(version->testRows));
    if (version->duplicates > 0)
        facts << tr("%1 rows stand in it more than once").arg(words::count(version->duplicates));
    if (version->flagged > 0) facts << tr("%1 are flagged").arg(words::count(version->flagged));
    for (const std::string& run : version->runs) facts << tr("the run %1 was trained on it").arg(words::text(run));
    facts_->setText(facts.join(QStringLiteral(". ")) + QLatin1Char('.'));
    goButton_->setVisible(!version->current);
    const VersionInfo* parent = nullptr;
    for (int i = 0; i < versions_->rowCount(); ++i)
        if (versions_->item(i)->id == version->parent) parent = versions_->item(i);
    if (!parent) return;
    const std::string dataset = selection_.dataset().toStdString(), before = std::to_string(parent->number),
                      after = std::to_string(version->number);
    project_.studio<VersionDifference>(
        [=](DataStudio& studio) { return studio.diff(dataset, before, after, kChanges); }, this,
        [this, question](Result<VersionDifference> difference) {
            if (question == asked_ && difference) showDifference(*difference);
        });
}

void VersionsView::showDifference(const VersionDifference& difference) {
    QStringList counts;
    const auto count = [&](std::int64_t n, const QString& text) {
        if (n > 0) counts << text.arg(words::count(n));
    };
    count(difference.changed, tr("%1 changed"));
    count(difference.removed, tr("%1 taken out"));
    count(difference.added, tr("%1 added"));
    count(difference.moved, tr("%1 moved to another split"));
    changes_->show(difference.rows, difference.changed + difference.removed + difference.added + difference.moved,
                   counts.isEmpty() ? tr("No row differs from the version before.")
                                    : tr("Since the version before: %1.").arg(counts.join(QStringLiteral(", "))));
}

template <typename Work>
void VersionsView::change(Work work) {
    project_.changeData([work](DataStudio& studio) { work(studio); }, this,
                        [this](Result<Nothing> result) {
                            if (!result) banner_->showFailure(*result.failure);
                            refresh();
                        });
}

void VersionsView::goTo() {
    if (const VersionInfo* version = versions_->item(table_->currentIndex().row()))
        change([dataset = selection_.dataset().toStdString(),
                name = std::to_string(version->number)](DataStudio& studio) { studio.goTo(dataset, name); });
}

void VersionsView::tag() {
    const VersionInfo* version = versions_->item(table_->currentIndex().row());
    const std::string name = tag_->text().trimmed().toStdString();
    if (!version || name.empty()) return;
    tag_->clear();
    change([dataset = selection_.dataset().toStdString(), number = std::to_string(version->number),
            name](DataStudio& studio) { studio.tag(dataset, number, name); });
}

}  // namespace tunesmith::ui

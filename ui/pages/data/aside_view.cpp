#include "ui/pages/data/aside_view.h"

#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTableView>

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/selection.h"
#include "ui/bridge/words.h"
#include "ui/models/issue_table_model.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/card.h"
#include "ui/widgets/table.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

AsideView::AsideView(ProjectBridge& project, Selection& selection, QWidget* parent)
    : StudioView(parent), project_(project), selection_(selection) {
    auto* column = plainColumn(this);
    header_ = new PageHeader(tr("Rows kept aside"));
    auto* back = makePrimary(tr("&Back to the rows"));
    connect(back, &QPushButton::clicked, this, &AsideView::closed);
    header_->addAction(back);
    column->addWidget(header_);
    banner_ = new Banner;
    column->addWidget(banner_);
    auto* sides = new QHBoxLayout;
    sides->setSpacing(space::kM);
    auto* list = new Card;
    list->body()->setContentsMargins(1, 1, 1, 1);
    issues_ = new IssueTableModel(this);
    table_ = new QTableView;
    table_->setObjectName(QStringLiteral("asideTable"));
    table_->setModel(issues_);
    styleTable(table_, 2);
    table_->setAccessibleName(tr("Rows that were kept aside"));
    table_->horizontalHeader()->setSectionResizeMode(IssueTableModel::Reason, QHeaderView::Stretch);
    table_->horizontalHeader()->setSectionResizeMode(IssueTableModel::Raw, QHeaderView::Stretch);
    table_->setColumnWidth(IssueTableModel::Place, 140);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &AsideView::showIssue);
    list->body()->addWidget(table_);
    sides->addWidget(list, 5);
    card_ = new Card(tr("As it stands in the file"));
    place_ = makeLabel({}, TextStyle::Caption, "muted");
    card_->addToTitle(place_);
    reason_ = makeParagraph({}, TextStyle::Body, "warn");
    card_->body()->addWidget(reason_);
    raw_ = new QPlainTextEdit;
    raw_->setObjectName(QStringLiteral("asideText"));
    raw_->setFont(fontFor(TextStyle::Mono));
    raw_->setReadOnly(true);
    raw_->setAccessibleName(tr("The row as it stands in the file"));
    card_->body()->addWidget(raw_, 1);
    sides->addWidget(card_, 4);
    column->addLayout(sides, 1);
}

void AsideView::start() {
    header_->setTitle(tr("Kept aside from %1").arg(selection_.dataset()));
    banner_->hide();
    refresh();
}

void AsideView::refresh() {
    const auto* dataset = project_.dataset(selection_.dataset());
    if (!dataset) return;
    project_.issues(dataset->id, this, [this](Result<std::vector<RowIssue>> issues) {
        if (!issues) return banner_->showFailure(*issues.failure);
        issues_->setIssues(std::move(*issues));
        if (issues_->rowCount() > 0) table_->selectRow(0);
        showIssue();
    });
}

void AsideView::showIssue() {
    const RowIssue* issue = issues_->issue(table_->currentIndex().row());
    card_->setEnabled(issue);
    place_->setText(issue ? placeText(issue->source) : QString());
    reason_->setText(issue ? words::text(issue->reason) : QString());
    raw_->setPlainText(issue ? words::text(issue->raw) : QString());
}

}  // namespace tunesmith::ui

#include "ui/pages/data/aside_view.h"

#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTimer>
#include <algorithm>

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/selection.h"
#include "ui/bridge/report_words.h"
#include "ui/bridge/words.h"
#include "ui/models/issue_table_model.h"
#include "ui/pages/data/field_form.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/card.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/rendered_view.h"
#include "ui/widgets/table.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {

constexpr int kTypingMs = 200;

}  // namespace

AsideView::AsideView(ProjectBridge& project, Selection& selection, QWidget* parent)
    : StudioView(parent), project_(project), selection_(selection) {
    auto* column = plainColumn(this);
    header_ = new PageHeader(tr("Rows kept aside"));
    header_->setSubtitle(tr("They could not be used at the import. Mend a row's text and it is added, or dismiss it."));
    auto* back = makeButton(tr("&Back to the rows"));
    back->setObjectName(QStringLiteral("leaveAside"));
    connect(back, &QPushButton::clicked, this, &AsideView::closed);
    header_->addAction(back);
    use_ = makePrimary(tr("&Add this row"));
    use_->setObjectName(QStringLiteral("mendRow"));
    connect(use_, &QPushButton::clicked, this, [this] {
        if (const AsideRow* row = chosen()) settle({{row->id, text_->toPlainText().toStdString()}});
    });
    header_->addAction(use_);
    column->addWidget(header_);
    banner_ = new Banner;
    column->addWidget(banner_);
    auto* sides = new QHBoxLayout;
    sides->setSpacing(space::kM);
    sides->addWidget(buildList(), 5);
    sides->addWidget(buildEditor(), 4);
    column->addLayout(sides, 1);
    typing_ = new QTimer(this);
    typing_->setSingleShot(true);
    typing_->setInterval(kTypingMs);
    connect(typing_, &QTimer::timeout, this, &AsideView::look);
}

QWidget* AsideView::buildList() {
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
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &AsideView::showRow);
    list->body()->addWidget(table_);
    return list;
}

QWidget* AsideView::buildEditor() {
    card_ = new Card(tr("Its text"));
    place_ = makeLabel({}, TextStyle::Caption, "muted");
    card_->addToTitle(place_);
    asJson_ = makeLink({});
    asJson_->setObjectName(QStringLiteral("asideAsJson"));
    connect(asJson_, &QPushButton::clicked, this, [this] {
        json_ = !json_;
        showFields();
    });
    card_->addToTitle(asJson_);
    text_ = new QPlainTextEdit;
    text_->setObjectName(QStringLiteral("asideText"));
    text_->setFont(fontFor(TextStyle::Mono));
    text_->setTabChangesFocus(true);
    text_->setAccessibleName(tr("The row's text, to be mended"));
    connect(text_, &QPlainTextEdit::textChanged, this, [this] {
        use_->setEnabled(false);
        typing_->start();
    });
    card_->body()->addWidget(text_, 1);
    fieldArea_ = new ScrollColumn;
    fields_ = new FieldForm;
    plainColumn(fieldArea_->content())->addWidget(fields_);
    connect(fields_, &FieldForm::edited, this, [this] { text_->setPlainText(fields_->json()); });
    card_->body()->addWidget(fieldArea_, 1);
    problem_ = makeParagraph({}, TextStyle::Body, "warn");
    card_->body()->addWidget(problem_);
    auto* area = new ScrollColumn;
    auto* inner = plainColumn(area->content());
    result_ = new RenderedView;
    inner->addWidget(result_);
    inner->addStretch();
    card_->body()->addWidget(area, 1);
    auto* line = new QHBoxLayout;
    line->setSpacing(space::kS);
    dismiss_ = makeButton(tr("&Dismiss"));
    dismiss_->setObjectName(QStringLiteral("dismissRow"));
    dismiss_->setToolTip(tr("It is not listed any more. Versions has the way back."));
    connect(dismiss_, &QPushButton::clicked, this, [this] {
        if (const AsideRow* row = chosen()) settle({{row->id, std::nullopt}});
    });
    dismissAll_ = makeLink(tr("Dismiss all…"));
    connect(dismissAll_, &QPushButton::clicked, this, [this] {
        if (Dialogs::ask(this, tr("Dismiss %n row(s)?", nullptr, int(rows_.size())),
                         tr("They are not listed any more. Versions has the way back."), {tr("Dismiss them")}) != 0)
            return;
        std::vector<MendedRow> all;
        for (const AsideRow& row : rows_) all.push_back({row.id, std::nullopt});
        settle(std::move(all));
    });
    line->addWidget(dismiss_);
    line->addStretch();
    line->addWidget(dismissAll_);
    card_->body()->addLayout(line);
    return card_;
}

void AsideView::start() {
    header_->setTitle(tr("Kept aside from %1").arg(selection_.dataset()));
    banner_->hide();
    refresh();
}

void AsideView::refresh() {
    project_.studio<std::vector<AsideRow>>(
        [name = selection_.dataset().toStdString()](DataStudio& studio) { return studio.aside(name); }, this,
        [this](Result<std::vector<AsideRow>> rows) {
            if (!rows) return banner_->showFailure(*rows.failure);
            const int at = table_->currentIndex().row();
            rows_ = std::move(*rows);
            std::vector<RowIssue> issues;
            for (const AsideRow& row : rows_) issues.push_back(row.issue);
            issues_->setIssues(std::move(issues));
            if (!rows_.empty()) table_->selectRow(std::clamp(at, 0, int(rows_.size()) - 1));
            showRow();
        });
}

const AsideRow* AsideView::chosen() const {
    const int row = table_->currentIndex().row();
    return row >= 0 && row < int(rows_.size()) ? &rows_[std::size_t(row)] : nullptr;
}

void AsideView::showRow() {
    const AsideRow* row = chosen();
    card_->setEnabled(row);
    place_->setText(row ? placeText(row->issue.source) : QString());
    problem_->setText(row ? issueReasonText(row->issue.reason) : tr("No row is kept aside."));
    problem_->show();
    result_->clear();
    text_->setPlainText(row ? words::text(row->issue.raw) : QString());
    showFields();
    typing_->stop();
    ++asked_;
    use_->setEnabled(false);
}

void AsideView::showFields() {
    const bool flat = fields_->show(text_->toPlainText());
    text_->setVisible(!flat || json_);
    fieldArea_->setVisible(flat && !json_);
    asJson_->setVisible(flat);
    asJson_->setText(json_ ? tr("As &fields") : tr("As &JSON"));
    if (fieldArea_->isVisible()) fieldArea_->settle();
}

void AsideView::look() {
    const AsideRow* row = chosen();
    if (!row) return;
    const std::string name = selection_.dataset().toStdString();
    const MendedRow wanted{row->id, text_->toPlainText().toStdString()};
    project_.studio<MendTrial>([=](DataStudio& studio) { return studio.tryMend(name, wanted); }, this,
                               [this, question = ++asked_](Result<MendTrial> trial) {
                                   if (question != asked_ || typing_->isActive()) return;
                                   if (!trial) return banner_->showFailure(*trial.failure);
                                   problem_->setText(issueReasonText(trial->problem));
                                   problem_->setVisible(!trial->problem.empty());
                                   use_->setEnabled(trial->problem.empty());
                                   if (trial->rows.empty())
                                       result_->clear();
                                   else
                                       result_->showRecord(trial->rows.front());
                               });
}

void AsideView::settle(std::vector<MendedRow> rows) {
    card_->setEnabled(false);
    use_->setEnabled(false);
    const bool all = rows.size() == rows_.size();
    MendRequest request{selection_.dataset().toStdString(), std::move(rows)};
    project_.runStudio([request](DataStudio& studio) { return studio.mend(request); }, this,
                       [this, all](Result<StudioResult> result) {
                           card_->setEnabled(true);
                           if (!result) return banner_->showFailure(*result.failure);
                           if (all && result->skipped == 0) {
                               Q_EMIT done(tr("No row is kept aside any more"), tr("Versions has the way back."));
                               return;
                           }
                           banner_->showMessage(
                               result->added > 0 ? tr("The row was added at the end") : tr("Dismissed"),
                               tr("Versions has the way back."), "good");
                           refresh();
                       });
}

}  // namespace tunesmith::ui

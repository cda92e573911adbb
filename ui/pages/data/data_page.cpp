#include "ui/pages/data/data_page.h"

#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHeaderView>
#include <QLineEdit>
#include <QMimeData>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QTimer>

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/selection.h"
#include "ui/bridge/words.h"
#include "ui/models/dataset_list_model.h"
#include "ui/models/issue_table_model.h"
#include "ui/models/row_table_model.h"
#include "ui/pages/data/import_view.h"
#include "ui/pages/data/row_drawer.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/card.h"
#include "ui/widgets/combo_box.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/table.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {

constexpr int kFilterMs = 250;

QStringList localFiles(const QMimeData* data) {
    QStringList files;
    for (const auto& url : data->urls())
        if (url.isLocalFile() && QFileInfo(url.toLocalFile()).isFile()) files << url.toLocalFile();
    return files;
}

}  // namespace

DataPage::DataPage(const PageContext& context, QWidget* parent) : Page(context, parent) {
    setAcceptDrops(true);
    auto* column = pageColumn(this);
    stack_ = new QStackedWidget;
    column->addWidget(stack_);
    datasetModel_ = new DatasetListModel(project(), this);
    rows_ = new RowTableModel(this);
    issues_ = new IssueTableModel(this);
    stack_->addWidget(buildEmpty());
    stack_->addWidget(buildTable());
    import_ = new ImportView(project(), selection());
    stack_->addWidget(import_);

    connect(import_, &ImportView::cancelled, this, [this] {
        stack_->setCurrentIndex(0);
        refresh();
    });
    connect(import_, &ImportView::imported, this, [this](const QString& name, qint64 rows, qint64 issues) {
        // The list with the new data set arrives a moment later.
        connect(
            &project(), &ProjectBridge::datasetsChanged, this,
            [this, name, rows, issues] { showImported(name, rows, issues); }, Qt::SingleShotConnection);
    });
    connect(banner_, &Banner::actionChosen, this, [this] {
        Q_EMIT openPage(project().models().empty() ? QStringLiteral("model") : QStringLiteral("train"));
    });
    connect(&project(), &ProjectBridge::datasetsChanged, this, &DataPage::refresh);
    connect(&project(), &ProjectBridge::opened, this, &DataPage::refresh);
    connect(&project(), &ProjectBridge::closed, this, [this] {
        stack_->setCurrentIndex(0);
        refresh();
    });
    connect(&selection(), &Selection::datasetChanged, this, &DataPage::showDataset);
    connect(&selection(), &Selection::modelChanged, this, &DataPage::countTokens);
    refresh();
}

QWidget* DataPage::buildEmpty() {
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kM);
    auto* header = new PageHeader(tr("Data"));
    header->setSubtitle(tr("The rows that the model learns from."));
    column->addWidget(header);
    emptyCard_ = new Card;
    empty_ = new EmptyState(QStringLiteral("data"), {}, {});
    addFirst_ = makePrimary(tr("&Add file…"));
    addFirst_->setObjectName(QStringLiteral("addFirstFile"));
    connect(addFirst_, &QPushButton::clicked, this, &DataPage::chooseFiles);
    empty_->addButton(addFirst_);
    emptyHome_ = makeButton({});
    connect(emptyHome_, &QPushButton::clicked, this, [this] { Q_EMIT openPage(QStringLiteral("home")); });
    empty_->addButton(emptyHome_);
    emptyCard_->body()->addWidget(empty_);
    column->addWidget(emptyCard_, 1);
    return page;
}

QWidget* DataPage::buildTable() {
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kM);
    header_ = new PageHeader(tr("Data"));
    datasets_ = new ComboBox;
    datasets_->setModel(datasetModel_);
    datasets_->setAccessibleName(tr("Data set"));
    datasets_->setMinimumWidth(160);
    connect(datasets_, &QComboBox::activated, this, [this] { selection().setDataset(datasets_->currentText()); });
    header_->addBeside(datasets_);
    removeButton_ = makeButton(tr("Remove…"));
    connect(removeButton_, &QPushButton::clicked, this, &DataPage::removeDataset);
    header_->addAction(removeButton_);
    addButton_ = makePrimary(tr("&Add file…"));
    addButton_->setObjectName(QStringLiteral("addFile"));
    connect(addButton_, &QPushButton::clicked, this, &DataPage::chooseFiles);
    header_->addAction(addButton_);
    column->addWidget(header_);
    banner_ = new Banner;
    column->addWidget(banner_);

    auto* line = new QHBoxLayout;
    line->setSpacing(space::kS);
    filter_ = new QLineEdit;
    filter_->setPlaceholderText(tr("Search in the rows"));
    filter_->setAccessibleName(tr("Search in the rows"));
    filter_->setClearButtonEnabled(true);
    filter_->addAction(icon(QStringLiteral("search"), Tint::Muted), QLineEdit::LeadingPosition);
    line->addWidget(filter_, 1);
    filterResult_ = makePill({});
    line->addWidget(filterResult_);
    issuesChip_ = new QPushButton;
    issuesChip_->setProperty("kind", QByteArray("chip"));
    issuesChip_->setProperty("tone", QByteArray("warn"));
    issuesChip_->setCheckable(true);
    issuesChip_->setFont(fontFor(TextStyle::Caption));
    connect(issuesChip_, &QPushButton::toggled, this, &DataPage::toggleIssues);
    line->addWidget(issuesChip_);
    column->addLayout(line);
    auto* focusFilter = new QShortcut(QKeySequence::Find, this);
    connect(focusFilter, &QShortcut::activated, filter_, [this] { filter_->setFocus(Qt::ShortcutFocusReason); });
    filterTimer_ = new QTimer(this);
    filterTimer_->setSingleShot(true);
    filterTimer_->setInterval(kFilterMs);
    connect(filter_, &QLineEdit::textChanged, filterTimer_, qOverload<>(&QTimer::start));
    connect(filterTimer_, &QTimer::timeout, this, &DataPage::applyFilter);
    connect(rows_, &RowTableModel::filterApplied, this, &DataPage::showFilterResult);
    connect(rows_, &RowTableModel::fetchFailed, this,
            [this](const Failure& failure) { banner_->showFailure(failure); });

    auto* split = new QSplitter(Qt::Horizontal);
    split->setHandleWidth(space::kM);
    split->setChildrenCollapsible(false);
    auto* tableCard = new Card;
    tableCard->body()->setContentsMargins(1, 1, 1, 1);
    tables_ = new QStackedWidget;
    table_ = new QTableView;
    table_->setObjectName(QStringLiteral("rowTable"));
    table_->setModel(rows_);
    styleTable(table_, 2);
    table_->setAccessibleName(tr("Rows"));
    auto* head = table_->horizontalHeader();
    head->setSectionResizeMode(RowTableModel::Asked, QHeaderView::Stretch);
    head->setSectionResizeMode(RowTableModel::Answered, QHeaderView::Stretch);
    table_->setColumnWidth(RowTableModel::Position, 56);
    table_->setColumnWidth(RowTableModel::Tokens, 76);
    table_->setColumnWidth(RowTableModel::SplitName, 92);
    tables_->addWidget(table_);
    issueTable_ = new QTableView;
    issueTable_->setModel(issues_);
    styleTable(issueTable_, 2);
    issueTable_->setAccessibleName(tr("Rows that were kept aside"));
    issueTable_->horizontalHeader()->setSectionResizeMode(IssueTableModel::Reason, QHeaderView::Stretch);
    issueTable_->horizontalHeader()->setSectionResizeMode(IssueTableModel::Raw, QHeaderView::Stretch);
    issueTable_->setColumnWidth(IssueTableModel::Place, 140);
    tables_->addWidget(issueTable_);
    tableCard->body()->addWidget(tables_);
    split->addWidget(tableCard);
    drawer_ = new RowDrawer(project(), selection());
    drawer_->setMinimumWidth(260);
    split->addWidget(drawer_);
    split->setStretchFactor(0, 5);
    split->setStretchFactor(1, 3);
    split->setSizes({640, 384});
    column->addWidget(split, 1);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &DataPage::rowChosen);
    connect(rows_, &QAbstractItemModel::dataChanged, this, [this] {
        if (tables_->currentIndex() == 0) rowChosen();
    });
    connect(issueTable_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& index) {
                if (const auto* issue = issues_->issue(index.row())) drawer_->showIssue(*issue);
            });
    return page;
}

// ---- following the project

void DataPage::refresh() {
    const bool open = project().isOpen(), any = !project().datasets().empty();
    empty_->setText(open ? tr("Drop a file here") : tr("No project is open"),
                    open ? tr("JSON Lines, JSON or CSV with questions and answers, conversations or texts. The columns "
                              "are recognised; you check "
                              "them before anything is imported.")
                         : tr("Open a project or make a new one on the Home page. Then add a file with the rows that "
                              "the model should learn from."));
    addFirst_->setVisible(open);
    emptyHome_->setText(open ? tr("Try the sample instead") : tr("Go to Home"));
    if (stack_->currentWidget() != import_ || !open) stack_->setCurrentIndex(any ? 1 : 0);
    showDataset();
    Q_EMIT stageChanged();
}

void DataPage::showDataset() {
    const auto* dataset = project().dataset(selection().dataset());
    if (!dataset) {
        shownVersion_ = 0;
        rows_->setSource({}, 0);
        drawer_->clear();
        return;
    }
    datasets_->setCurrentIndex(datasetModel_->rowOf(dataset->id));
    QStringList parts;
    parts << tr("%1 rows from %2.").arg(words::count(dataset->rows), words::text(dataset->source));
    if (dataset->validationRows > 0)
        parts << tr("%1 are set aside to test with.").arg(words::count(dataset->validationRows));
    header_->setSubtitle(parts.join(QLatin1Char(' ')));
    issuesChip_->setVisible(dataset->issues > 0);
    issuesChip_->setText(tr("%1 kept aside").arg(words::count(dataset->issues)));
    if (dataset->issues == 0) issuesChip_->setChecked(false);
    if (shownVersion_ == dataset->version) return;
    shownVersion_ = dataset->version;
    countedWith_ = selection().model();
    filter_->clear();
    filterTimer_->stop();
    filterResult_->hide();
    rows_->setSource(projectRows(project(), dataset->version, selection().model(), selection().recipe()),
                     dataset->rows);
    table_->setColumnHidden(RowTableModel::Tokens, !rows_->countsTokens());
    table_->setColumnHidden(RowTableModel::SplitName, dataset->validationRows + dataset->testRows == 0);
    drawer_->clear();
    issuesChip_->setChecked(false);
    issues_->setIssues({});
    if (dataset->issues > 0)
        project().issues(dataset->id, this, [this](Result<std::vector<RowIssue>> issues) {
            if (issues) issues_->setIssues(std::move(*issues));
        });
    if (dataset->rows > 0) table_->selectRow(0);
}

void DataPage::countTokens() {
    if (countedWith_ == selection().model() || shownVersion_ == 0) return;
    countedWith_ = selection().model();
    rows_->setTokenCounter(projectRows(project(), shownVersion_, selection().model(), selection().recipe()));
    table_->setColumnHidden(RowTableModel::Tokens, !rows_->countsTokens());
}

// ---- what happens

void DataPage::showImported(const QString& name, qint64 rows, qint64 issues) {
    stack_->setCurrentIndex(1);
    selection().setDataset(name);
    refresh();
    banner_->showMessage(tr("%1 rows were added").arg(words::count(rows)),
                         issues > 0
                             ? tr("%1 could not be used and are kept aside with the reason.").arg(words::count(issues))
                             : QString(),
                         "good");
    banner_->setAction(project().models().empty() ? tr("Next: choose a model") : tr("Next: train"));
}

void DataPage::chooseFiles() {
    const auto files = Dialogs::chooseFiles(this, tr("Add rows"),
                                            tr("Rows (*.jsonl *.ndjson *.json *.csv *.tsv *.txt);;All files (*)"));
    if (!files.isEmpty()) addFiles(files);
}

void DataPage::addFiles(const QStringList& files) {
    if (!project().isOpen() || import_->isImporting()) return;
    banner_->hide();
    import_->setFiles(files);
    stack_->setCurrentWidget(import_);
}

void DataPage::removeDataset() {
    const QString name = selection().dataset();
    if (Dialogs::ask(this, tr("Remove the data set %1?").arg(name),
                     tr("Its rows leave the project and cannot be brought back from here. The file they came from "
                        "stays. Runs that learned from "
                        "them stay too."),
                     {tr("Remove it")}, 0) != 0)
        return;
    project().removeDataset(name, this, [this](Result<Nothing> result) {
        if (!result) banner_->showFailure(*result.failure);
    });
}

void DataPage::applyFilter() {
    filterResult_->setText(tr("searching…"));
    filterResult_->setVisible(!filter_->text().isEmpty());
    rows_->setFilter(filter_->text());
}

void DataPage::showFilterResult() {
    const bool filtered = !rows_->filter().isEmpty();
    filterResult_->setVisible(filtered);
    filterResult_->setText(rows_->rowCount() == 0 ? tr("no row contains this")
                                                  : tr("%n row(s)", nullptr, rows_->rowCount()));
    drawer_->clear();
    if (rows_->rowCount() > 0) table_->selectRow(0);
}

void DataPage::rowChosen() {
    if (const auto* row = rows_->row(table_->currentIndex().row())) drawer_->showRow(*row);
}

void DataPage::toggleIssues(bool on) {
    tables_->setCurrentIndex(on ? 1 : 0);
    filter_->setEnabled(!on);
    if (on && issues_->rowCount() > 0) issueTable_->selectRow(0);
    if (!on) rowChosen();
}

// ---- dropping files

void DataPage::setDropHint(bool on) {
    emptyCard_->setProperty("drop", on);
    restyle(emptyCard_);
}

void DataPage::dragEnterEvent(QDragEnterEvent* event) {
    if (!project().isOpen() || localFiles(event->mimeData()).isEmpty()) return;
    event->acceptProposedAction();
    setDropHint(true);
}

void DataPage::dragLeaveEvent(QDragLeaveEvent*) {
    setDropHint(false);
}

void DataPage::dropEvent(QDropEvent* event) {
    setDropHint(false);
    event->acceptProposedAction();
    addFiles(localFiles(event->mimeData()));
}

// ---- for the shell

StageState DataPage::stage() const {
    if (import_->isImporting()) return {StageState::Working, 0, tr("importing")};
    std::int64_t rows = 0;
    for (const auto& d : project().datasets()) rows += d.rows;
    if (rows == 0) return {StageState::Nothing, 0, tr("no rows yet")};
    return {StageState::Ready, 0, tr("%1 rows").arg(words::count(rows))};
}

QVector<PageAction> DataPage::actions() {
    if (!project().isOpen()) return {};
    QVector<PageAction> list{{tr("Add a file with rows"), [this] { chooseFiles(); }}};
    if (!project().datasets().empty())
        list.append({tr("Search in the rows"), [this] { filter_->setFocus(Qt::ShortcutFocusReason); }});
    return list;
}

QString DataPage::help() const {
    return tr(
        "Rows are what the model learns from: a question and the answer it should give, a conversation, or a text. Add "
        "a file, check that "
        "the columns are understood, and look through the rows: what you see underlined on the right is what it learns "
        "to write.");
}

}  // namespace tunesmith::ui

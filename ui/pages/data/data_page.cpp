#include "ui/pages/data/data_page.h"

#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
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
#include "ui/pages/data/clean_view.h"
#include "ui/pages/data/import_view.h"
#include "ui/pages/data/replace_view.h"
#include "ui/pages/data/row_drawer.h"
#include "ui/pages/data/split_dialog.h"
#include "ui/pages/data/versions_view.h"
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
        if (url.isLocalFile() && QFileInfo::exists(url.toLocalFile())) files << url.toLocalFile();
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
    buildStudio();

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
    moreButton_ = makeButton(tr("&More"));
    moreButton_->setObjectName(QStringLiteral("moreData"));
    auto* more = new QMenu(moreButton_);
    more->addAction(tr("Find and &replace…"), this, [this] {
        replace_->start(filter_->text());
        openStudio(replace_);
    });
    more->addAction(tr("&Split into training and test rows…"), this, &DataPage::splitRows);
    more->addSeparator();
    more->addAction(tr("Re&move the data set…"), this, &DataPage::removeDataset);
    moreButton_->setMenu(more);
    moreButton_->setProperty("menu", true);
    header_->addAction(moreButton_);
    versionsButton_ = makeButton(tr("&Versions"));
    versionsButton_->setObjectName(QStringLiteral("openVersions"));
    connect(versionsButton_, &QPushButton::clicked, this, [this] {
        versions_->start();
        openStudio(versions_);
    });
    header_->addAction(versionsButton_);
    cleanButton_ = makeButton(tr("&Clean…"));
    cleanButton_->setObjectName(QStringLiteral("openCleaning"));
    connect(cleanButton_, &QPushButton::clicked, this, [this] {
        clean_->start();
        openStudio(clean_);
    });
    header_->addAction(cleanButton_);
    addButton_ = makePrimary(tr("&Add file…"));
    addButton_->setObjectName(QStringLiteral("addFile"));
    connect(addButton_, &QPushButton::clicked, this, &DataPage::chooseFiles);
    header_->addAction(addButton_);
    column->addWidget(header_);
    banner_ = new Banner;
    banner_->setObjectName(QStringLiteral("dataBanner"));
    column->addWidget(banner_);

    auto* line = new QHBoxLayout;
    line->setSpacing(space::kS);
    filter_ = new QLineEdit;
    filter_->setObjectName(QStringLiteral("rowFilter"));
    filter_->setPlaceholderText(tr("Search in the rows, or: answer.words < 5"));
    filter_->setToolTip(
        tr("Words are looked for everywhere. Also: question, answer, label, split, words and more, such as\n"
           "answer.words < 5 and label = billing\nquestion ~ \"^how (do|can)\"\nflagged or not answer:refund"));
    filter_->setAccessibleName(tr("Search in the rows"));
    filter_->setClearButtonEnabled(true);
    filter_->addAction(icon(QStringLiteral("search"), Tint::Muted), QLineEdit::LeadingPosition);
    line->addWidget(filter_, 1);
    filterResult_ = makePill({});
    line->addWidget(filterResult_);
    deleteShown_ = makeLink(tr("Take these rows out…"));
    deleteShown_->hide();
    connect(deleteShown_, &QPushButton::clicked, this, &DataPage::deleteShown);
    line->addWidget(deleteShown_);
    issuesChip_ = new QPushButton;
    issuesChip_->setProperty("kind", QByteArray("chip"));
    issuesChip_->setProperty("tone", QByteArray("warn"));
    issuesChip_->setCheckable(true);
    issuesChip_->setFont(fontFor(TextStyle::Caption));
    connect(issuesChip_, &QPushButton::toggled, this, &DataPage::toggleIssues);
    line->addWidget(issuesChip_);
    column->addLayout(line);
    buildDraftLine(column);
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
    table_->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    auto* deleteKey = new QShortcut(QKeySequence::Delete, table_, nullptr, nullptr, Qt::WidgetShortcut);
    connect(deleteKey, &QShortcut::activated, this, &DataPage::deleteRow);
    connect(rows_, &RowTableModel::editRequested, this, [this](const RowChangeRequest& change) {
        changeDraft([change](DataStudio& studio, std::int64_t version) { studio.edit(version, {change}); });
    });
    auto* head = table_->horizontalHeader();
    head->setSectionsClickable(true);
    head->setSortIndicatorShown(false);
    connect(head, &QHeaderView::sectionClicked, this, [this, head](int section) {
        const bool back = head->isSortIndicatorShown() &&
                          head->sortIndicatorSection() == section;  // a second click: the file's order
        head->setSortIndicator(section, Qt::AscendingOrder);
        head->setSortIndicatorShown(!back && section != RowTableModel::Position);
        rows_->setOrder(back ? RowTableModel::Position : RowTableModel::Column(section));
    });
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
    empty_->setText(
        open ? tr("Drop files here") : tr("No project is open"),
        open ? tr("Tables (CSV, Excel, Parquet, JSON), documents (Word, PDF, web pages, text), folders or ZIP "
                  "archives of them. What their columns mean is recognised; you check it before "
                  "anything is imported.")
             : tr("Open a project or make a new one on the Home page. Then add a file with the rows that "
                  "the model should learn from."));
    addFirst_->setVisible(open);
    emptyHome_->setText(open ? tr("Try the sample instead") : tr("Go to Home"));
    if (stack_->currentIndex() <= 1 || !open) stack_->setCurrentIndex(any ? 1 : 0);
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
    deleteShown_->hide();
    table_->horizontalHeader()->setSortIndicatorShown(false);
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
    askDraft();
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
    const auto files =
        Dialogs::chooseFiles(this, tr("Add rows"),
                             tr("Rows and documents (*.jsonl *.ndjson *.json *.csv *.tsv *.parquet *.arrow *.xlsx "
                                "*.docx *.pdf *.html *.md *.txt *.zip *.gz);;All files (*)"));
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
    deleteShown_->setVisible(filtered && rows_->rowCount() > 0);
    filterResult_->setText(rows_->rowCount() == 0 ? tr("no row contains this")
                                                  : tr("%n row(s)", nullptr, rows_->rowCount()));
    drawer_->clear();
    if (rows_->rowCount() > 0) table_->selectRow(0);
}

void DataPage::rowChosen() {
    const int index = table_->currentIndex().row();
    const RowView* row = rows_->row(index);
    if (!row) return;
    RowView shown = *row;  // with its edit
    if (const auto change = rows_->edited(index); change && change->record) shown.record = *change->record;
    drawer_->showRow(shown);
}

void DataPage::toggleIssues(bool on) {
    tables_->setCurrentIndex(on ? 1 : 0);
    filter_->setEnabled(!on);
    if (on && issues_->rowCount() > 0) issueTable_->selectRow(0);
    if (!on) rowChosen();
}

// ---- the data studio

void DataPage::buildStudio() {
    clean_ = new CleanView(project(), selection());
    versions_ = new VersionsView(project(), selection());
    replace_ = new ReplaceView(project(), selection());
    for (QWidget* view :
         {static_cast<QWidget*>(clean_), static_cast<QWidget*>(versions_), static_cast<QWidget*>(replace_)})
        stack_->addWidget(view);
    connect(clean_, &CleanView::cancelled, this, &DataPage::showRows);
    connect(versions_, &VersionsView::closed, this, &DataPage::showRows);
    connect(replace_, &ReplaceView::cancelled, this, &DataPage::showRows);
    connect(clean_, &CleanView::cleaned, this, [this](const StudioResult& result) {
        showRows();
        told(tr("The rows were cleaned"),
             tr("%1 changed, %2 were dropped, %3 are flagged. Versions has the way back.")
                 .arg(words::count(result.changed), words::count(result.removed), words::count(result.clean.flagged)));
    });
    connect(replace_, &ReplaceView::replaced, this, [this](const StudioResult& result) {
        showRows();
        told(tr("%1 rows were changed").arg(words::count(result.changed)), tr("Versions has the way back."));
    });
}

void DataPage::openStudio(QWidget* view) {
    banner_->hide();
    stack_->setCurrentWidget(view);
}

void DataPage::showRows() {
    stack_->setCurrentIndex(1);
    refresh();
}

void DataPage::told(const QString& title, const QString& detail) {
    banner_->showMessage(title, detail, "good");
    banner_->setAction({});
}

void DataPage::deleteShown() {
    EditRequest request;
    request.dataset = selection().dataset().toStdString();
    request.query = filter_->text().toStdString();
    request.remove = true;
    if (Dialogs::ask(this, tr("Take %n row(s) out?", nullptr, rows_->rowCount()),
                     tr("They are not in the next version any more. Versions has the way back."),
                     {tr("Take them out")}) != 0)
        return;
    project().startStudio([request](DataStudio& studio) { return studio.edit(request); }, this,
                          [this](Result<StudioBridge*> job) {
                              if (!job) return banner_->showFailure(*job.failure);
                              connect(*job, &JobBridge::ended, this, [this, bridge = *job] {
                                  bridge->deleteLater();
                                  if (bridge->succeeded())
                                      told(tr("%1 rows were taken out").arg(words::count(bridge->result().removed)),
                                           tr("Versions has the way back."));
                                  else if (bridge->outcome().failure)
                                      banner_->showFailure(*bridge->outcome().failure);
                              });
                          });
}

void DataPage::splitRows() {
    SplitDialog dialog(this);
    if (dialog.exec() != QDialog::Accepted) return;
    SplitRequest request = dialog.request();
    request.dataset = selection().dataset().toStdString();
    project().startStudio(
        [request](DataStudio& studio) { return studio.split(request); }, this,
        [this](Result<StudioBridge*> job) {
            if (!job) return banner_->showFailure(*job.failure);
            connect(*job, &JobBridge::ended, this, [this, bridge = *job] {
                bridge->deleteLater();
                if (bridge->succeeded())
                    told(tr("The rows were split"),
                         tr("%1 rows changed their place.").arg(words::count(bridge->result().changed)));
                else if (bridge->outcome().failure)
                    banner_->showFailure(*bridge->outcome().failure);
            });
        });
}

// ---- edits in place

void DataPage::buildDraftLine(QVBoxLayout* column) {
    draftLine_ = new QWidget;
    auto* line = new QHBoxLayout(draftLine_);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space::kS);
    draftText_ = makeLabel({}, TextStyle::Body, "accent");
    line->addWidget(draftText_, 1);
    undo_ = makeButton(tr("&Undo"));
    undo_->setObjectName(QStringLiteral("undoEdit"));
    undo_->setShortcut(QKeySequence::Undo);
    redo_ = makeButton(tr("Re&do"));
    redo_->setObjectName(QStringLiteral("redoEdit"));
    redo_->setShortcut(QKeySequence::Redo);
    auto* discard = makeButton(tr("Discard"));
    saveDraft_ = makePrimary(tr("&Save as a version"));
    saveDraft_->setObjectName(QStringLiteral("saveEdits"));
    connect(undo_, &QPushButton::clicked, this,
            [this] { changeDraft([](DataStudio& studio, std::int64_t version) { studio.undo(version); }); });
    connect(redo_, &QPushButton::clicked, this,
            [this] { changeDraft([](DataStudio& studio, std::int64_t version) { studio.redo(version); }); });
    connect(discard, &QPushButton::clicked, this, [this] {
        if (Dialogs::ask(this, tr("Discard the edits?"), tr("The rows are then as they were before."),
                         {tr("Discard them")}, 0) == 0)
            changeDraft([](DataStudio& studio, std::int64_t version) { studio.discardDraft(version); });
    });
    connect(saveDraft_, &QPushButton::clicked, this, &DataPage::saveDraft);
    for (auto* button : {undo_, redo_, discard, saveDraft_}) line->addWidget(button);
    draftLine_->hide();
    column->addWidget(draftLine_);
}

void DataPage::changeDraft(std::function<void(DataStudio&, std::int64_t)> work) {
    const std::int64_t version = shownVersion_;
    project().studio<DraftInfo>(
        [work = std::move(work), version](DataStudio& studio) {
            work(studio, version);
            return studio.draft(version);
        },
        this,
        [this, version](Result<DraftInfo> draft) {
            if (version != shownVersion_) return;
            if (draft)
                showDraft(*draft);
            else
                banner_->showFailure(*draft.failure);
        });
}

void DataPage::askDraft() {
    changeDraft([](DataStudio&, std::int64_t) {});
}

void DataPage::showDraft(const DraftInfo& draft) {
    rows_->setDraft(draft.rows);
    draftLine_->setVisible(draft.undoSteps + draft.redoSteps > 0);
    draftText_->setText(draft.rows.empty() ? tr("No edits")
                                           : tr("%n row(s) edited, not saved", nullptr, int(draft.rows.size())));
    undo_->setEnabled(draft.undoSteps > 0);
    redo_->setEnabled(draft.redoSteps > 0);
    saveDraft_->setEnabled(!draft.rows.empty());
}

void DataPage::saveDraft() {
    const std::int64_t version = shownVersion_;
    saveDraft_->setEnabled(false);
    project().startStudio([version](DataStudio& studio) { return studio.saveDraft(version); }, this,
                          [this](Result<StudioBridge*> job) {
                              if (!job) return banner_->showFailure(*job.failure);
                              connect(*job, &JobBridge::ended, this, [this, bridge = *job] {
                                  bridge->deleteLater();
                                  if (bridge->succeeded())
                                      told(tr("The edits are saved"), tr("Versions has the way back."));
                                  else if (bridge->outcome().failure)
                                      banner_->showFailure(*bridge->outcome().failure);
                              });
                          });
}

void DataPage::deleteRow() {
    auto change = rows_->edited(table_->currentIndex().row());
    if (!change || !change->record) return;
    change->record.reset();
    changeDraft([change = *change](DataStudio& studio, std::int64_t version) { studio.edit(version, {change}); });
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
        list.append({{tr("Search in the rows"), [this] { filter_->setFocus(Qt::ShortcutFocusReason); }},
                     {tr("Clean the rows"), [this] { cleanButton_->click(); }},
                     {tr("Versions of the rows"), [this] { versionsButton_->click(); }}});
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

#include "ui/pages/data/data_page.h"

#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/selection.h"
#include "ui/bridge/words.h"
#include "ui/models/dataset_list_model.h"
#include "ui/hub/hub_dialog.h"
#include "ui/pages/data/aside_view.h"
#include "ui/pages/data/balance_view.h"
#include "ui/pages/data/clean_view.h"
#include "ui/pages/data/draft_bar.h"
#include "ui/pages/data/filter_bar.h"
#include "ui/pages/data/import_view.h"
#include "ui/pages/data/personal_view.h"
#include "ui/pages/data/replace_view.h"
#include "ui/pages/data/row_drawer.h"
#include "ui/pages/data/row_steps.h"
#include "ui/pages/data/row_table.h"
#include "ui/pages/data/versions_view.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/card.h"
#include "ui/widgets/combo_box.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {

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
    steps_ = new RowSteps(project(), selection(), this);
    emptyPage_ = buildEmpty();
    stack_->addWidget(emptyPage_);
    rowsPage_ = buildRows();
    stack_->addWidget(rowsPage_);
    import_ = new ImportView(project(), selection());
    stack_->addWidget(import_);

    connect(import_, &ImportView::cancelled, this, &DataPage::showRows);
    connect(import_, &ImportView::hubAsked, this, &DataPage::openHub);
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
        stack_->setCurrentWidget(emptyPage_);
        refresh();
    });
    connect(&selection(), &Selection::datasetChanged, this, &DataPage::showDataset);
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
    hubFirst_ = makeButton(tr("From the &Hub…"));
    hubFirst_->setObjectName(QStringLiteral("openDataHubEmpty"));
    connect(hubFirst_, &QPushButton::clicked, this, &DataPage::openHub);
    empty_->addButton(hubFirst_);
    emptyHome_ = makeButton({});
    connect(emptyHome_, &QPushButton::clicked, this, [this] { Q_EMIT openPage(QStringLiteral("home")); });
    empty_->addButton(emptyHome_);
    emptyCard_->body()->addWidget(empty_);
    column->addWidget(emptyCard_, 1);
    return page;
}

// ---- the rows and the views over them

void DataPage::buildHeader() {
    header_ = new PageHeader(tr("Data"));
    datasets_ = new ComboBox;
    datasets_->setModel(datasetModel_);
    datasets_->setAccessibleName(tr("Data set"));
    datasets_->setMinimumWidth(160);
    connect(datasets_, &QComboBox::activated, this, [this] { selection().setDataset(datasets_->currentText()); });
    header_->addBeside(datasets_);
    replace_ = addView<ReplaceView>();
    clean_ = addView<CleanView>();
    header_->addAction(buildMore());
    addOpening(tr("&Balance"), "openBalance", tr("How balanced the rows are"), buildBalance());
    addOpening(tr("&Versions"), "openVersions", tr("Versions of the rows"), addView<VersionsView>());
    addOpening(tr("&Clean…"), "openCleaning", tr("Clean the rows"), clean_);
    auto* add = makePrimary(tr("&Add file…"));
    add->setObjectName(QStringLiteral("addFile"));
    connect(add, &QPushButton::clicked, this, &DataPage::chooseFiles);
    header_->addAction(add);
}

StudioView* DataPage::buildBalance() {
    auto* balance = addView<BalanceView>();
    connect(balance, &BalanceView::rowChosen, this, [this](qint64 position) {
        showRows();
        filter_->setText(QStringLiteral("row = %1").arg(position + 1));
    });
    connect(balance, &BalanceView::cleaningChosen, this, &DataPage::proposeSteps);
    connect(balance, &BalanceView::splitChosen, this, [this](bool stratify) {
        showRows();
        steps_->split(stratify);
    });
    return balance;
}

QPushButton* DataPage::buildMore() {
    auto* button = makeButton(tr("&More"));
    button->setObjectName(QStringLiteral("moreData"));
    auto* menu = new QMenu(button);
    menu->addAction(tr("Find and &replace…"), this, [this] {
        replace_->setQuery(filter_->text());
        openView(replace_);
    });
    auto* personal = addView<PersonalView>();
    connect(personal, &PersonalView::takeOutRequested, this, [this](const Json& step) { proposeSteps(Json::array({step})); });
    menu->addAction(tr("&Personal data…"), this, [this, personal] { openView(personal); });
    openings_.append({tr("Look for personal data"), [this, personal] { openView(personal); }});
    menu->addAction(tr("&Split into training and test rows…"), this, [this] { steps_->split(false); });
    menu->addAction(tr("Save as a &file…"), steps_, &RowSteps::save);
    menu->addAction(tr("Add rows from the &Hub…"), this, &DataPage::openHub)->setObjectName(QStringLiteral("moreHub"));
    menu->addSeparator();
    menu->addAction(tr("Re&move the data set…"), steps_, &RowSteps::removeDataset);
    button->setMenu(menu);
    button->setProperty("menu", true);
    return button;
}

QWidget* DataPage::buildRows() {
    auto* page = new QWidget;
    auto* column = plainColumn(page);
    buildHeader();
    column->addWidget(header_);
    banner_ = new Banner;
    banner_->setObjectName(QStringLiteral("dataBanner"));
    column->addWidget(banner_);
    filter_ = new FilterBar;
    column->addWidget(filter_);
    draft_ = new DraftBar(project());
    column->addWidget(draft_);
    column->addWidget(buildTable(), 1);
    auto* find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, filter_, &FilterBar::focusText);
    connect(filter_, &FilterBar::changed, table_, &RowTable::setFilter);
    connect(filter_, &FilterBar::takeOutAsked, steps_, [this] { steps_->takeOut(filter_->text(), table_->rows()); });
    connect(steps_, &RowSteps::told, this, &DataPage::tell);
    connect(steps_, &RowSteps::failed, banner_, &Banner::showFailure);
    connect(filter_, &FilterBar::asideAsked, this, [this, view = addView<AsideView>()] { openView(view); });
    connect(draft_, &DraftBar::changed, table_, &RowTable::setDraft);
    connect(draft_, &DraftBar::failed, banner_, &Banner::showFailure);
    connect(draft_, &DraftBar::saved, this,
            [this] { tell(tr("The edits are saved"), tr("Versions has the way back.")); });
    return page;
}

QWidget* DataPage::buildTable() {
    auto* split = new QSplitter(Qt::Horizontal);
    split->setHandleWidth(space::kM);
    split->setChildrenCollapsible(false);
    auto* card = new Card;
    card->body()->setContentsMargins(1, 1, 1, 1);
    table_ = new RowTable(project(), selection());
    card->body()->addWidget(table_);
    split->addWidget(card);
    drawer_ = new RowDrawer(project(), selection());
    drawer_->setMinimumWidth(260);
    split->addWidget(drawer_);
    split->setStretchFactor(0, 5);
    split->setStretchFactor(1, 3);
    split->setSizes({640, 384});
    connect(table_, &RowTable::rowChosen, drawer_,
            [this](const RowView& row) { drawer_->showRow(shownVersion_, row); });
    connect(table_, &RowTable::edited, draft_, &DraftBar::edit);
    connect(table_, &RowTable::failed, this, [this](const Failure& failure) {
        filter_->showResult(table_->isFiltered(), 0);
        banner_->showFailure(failure);
    });
    connect(table_, &RowTable::filtered, this, [this] {
        filter_->showResult(table_->isFiltered(), table_->rows());
        if (table_->rows() == 0) drawer_->clear();
    });
    return split;
}

template <typename View>
View* DataPage::addView() {
    auto* view = new View(project(), selection());
    stack_->addWidget(view);
    connect(view, &StudioView::closed, this, &DataPage::showRows);
    connect(view, &StudioView::done, this, [this](const QString& title, const QString& detail) {
        showRows();
        tell(title, detail);
    });
    return view;
}

void DataPage::addOpening(const QString& text, const char* name, const QString& action, StudioView* view) {
    auto* button = makeButton(text);
    button->setObjectName(QLatin1String(name));
    connect(button, &QPushButton::clicked, this, [this, view] { openView(view); });
    header_->addAction(button);
    openings_.append({action, [this, view] { openView(view); }});
}

void DataPage::openView(StudioView* view) {
    banner_->hide();
    view->start();
    stack_->setCurrentWidget(view);
}

void DataPage::proposeSteps(const Json& steps) {
    clean_->propose(steps);
    openView(clean_);
}

void DataPage::showRows() {
    stack_->setCurrentWidget(rowsPage_);
    refresh();
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
    hubFirst_->setVisible(open);
    if (hub_) hub_->setCanUse(open);
    emptyHome_->setText(open ? tr("Try the sample instead") : tr("Go to Home"));
    QWidget* shown = stack_->currentWidget();
    if (shown == emptyPage_ || shown == rowsPage_ || !open) stack_->setCurrentWidget(any ? rowsPage_ : emptyPage_);
    showDataset();
    Q_EMIT stageChanged();
}

void DataPage::showDataset() {
    const auto* dataset = project().dataset(selection().dataset());
    if (!dataset) {
        shownVersion_ = 0;
        table_->showDataset(nullptr);
        draft_->setVersion(0);
        drawer_->clear();
        return;
    }
    datasets_->setCurrentIndex(datasetModel_->rowOf(dataset->id));
    QStringList parts;
    parts << tr("%1 rows from %2.").arg(words::count(dataset->rows), words::text(dataset->source));
    if (dataset->validationRows > 0)
        parts << tr("%1 are set aside to test with.").arg(words::count(dataset->validationRows));
    header_->setSubtitle(parts.join(QLatin1Char(' ')));
    filter_->setAside(dataset->issues);
    if (shownVersion_ == dataset->version) return;
    shownVersion_ = dataset->version;
    filter_->reset();
    drawer_->clear();
    table_->showDataset(dataset);
    draft_->setVersion(shownVersion_);
}

// ---- what happens

void DataPage::showImported(const QString& name, qint64 rows, qint64 issues) {
    stack_->setCurrentWidget(rowsPage_);
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

void DataPage::openHub() {
    if (!hub_) {
        hub_ = new HubDialog(hub(), hub::RepoKind::Dataset, this);
        connect(hub_, &HubDialog::useFiles, this, [this](const QStringList& paths, const QString& name) {
            hub_->hide();
            addFiles(paths, name);
        });
    }
    hub_->setCanUse(project().isOpen());
    hub_->show();
    hub_->raise();
    hub_->activateWindow();
}

void DataPage::addFiles(const QStringList& files, const QString& name) {
    if (!project().isOpen() || import_->isImporting()) return;
    banner_->hide();
    import_->setFiles(files, name);
    stack_->setCurrentWidget(import_);
}

void DataPage::tell(const QString& title, const QString& detail) {
    banner_->showMessage(title, detail, "good");
    banner_->setAction({});
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
    list << PageAction{tr("Find a data set on the Hub"), [this] { openHub(); }};
    if (!project().datasets().empty())
        list << PageAction{tr("Search in the rows"), [this] { filter_->focusText(); }} << openings_;
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

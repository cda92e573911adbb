#include "ui/pages/model/model_page.h"

#include <algorithm>

#include <QDir>
#include <QFileInfo>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QMenu>
#include <QProgressBar>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTableView>

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/report_words.h"
#include "ui/bridge/selection.h"
#include "ui/bridge/words.h"
#include "ui/hub/hub_dialog.h"
#include "ui/models/fit_words.h"
#include "ui/models/model_list_model.h"
#include "ui/pages/model/fit_pane.h"
#include "ui/pages/model/template_dialog.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/card.h"
#include "ui/widgets/combo_box.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/table.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

ModelPage::ModelPage(const PageContext& context, QWidget* parent) : Page(context, parent) {
    auto* column = pageColumn(this);
    models_ = new ModelListModel(project(), this);
    header_ = new PageHeader(tr("Model"));
    header_->setSubtitle(tr("The language model that learns. It stays as it is; what it learns is kept beside it."));
    addButton_ = makeButton(tr("&Add"));
    addButton_->setObjectName(QStringLiteral("addModel"));
    auto* ways = new QMenu(addButton_);
    ways->addAction(tr("Add f&older…"), this, &ModelPage::addFolder);
    ways->addAction(tr("Add GGUF &file…"), this, &ModelPage::addFile);
    addButton_->setMenu(ways);
    hubButton_ = makeButton(tr("From the &Hub…"));
    hubButton_->setObjectName(QStringLiteral("openHub"));
    starterButton_ = makeButton(tr("Add the &starter"));
    trainButton_ = makePrimary(tr("Next: train"));
    for (auto* button : {hubButton_, addButton_, starterButton_, trainButton_}) header_->addAction(button);
    connect(hubButton_, &QPushButton::clicked, this, &ModelPage::openHub);
    connect(starterButton_, &QPushButton::clicked, this, &ModelPage::addStarter);
    connect(trainButton_, &QPushButton::clicked, this, [this] {
        Q_EMIT openPage(project().datasets().empty() ? QStringLiteral("data") : QStringLiteral("train"));
    });
    column->addWidget(header_);
    banner_ = new Banner;
    column->addWidget(banner_);
    busyText_ = makeLabel({});
    busy_ = new QProgressBar;
    busy_->setRange(0, 0);
    busy_->setTextVisible(false);
    busy_->setAccessibleName(tr("Adding the model"));
    column->addWidget(busyText_);
    column->addWidget(busy_);
    stack_ = new QStackedWidget;
    stack_->addWidget(buildEmpty());
    stack_->addWidget(buildLibrary());
    column->addWidget(stack_, 1);
    addButtons_ << addButton_ << hubButton_ << starterButton_;

    connect(&project(), &ProjectBridge::modelsChanged, this, &ModelPage::refresh);
    connect(&project(), &ProjectBridge::datasetsChanged, this, &ModelPage::refresh);
    connect(&project(), &ProjectBridge::opened, this, &ModelPage::refresh);
    connect(&project(), &ProjectBridge::closed, this, &ModelPage::refresh);
    connect(&selection(), &Selection::modelChanged, this, &ModelPage::showDetails);
    connect(&selection(), &Selection::recipeChanged, this, [this] {
        showChoice();
        askFits();
    });
    setBusy({});
    refresh();
}

QWidget* ModelPage::buildEmpty() {
    auto* card = new Card;
    empty_ = new EmptyState(QStringLiteral("model"), {}, {});
    emptyStarter_ = makePrimary(tr("Use the &starter model"));
    emptyStarter_->setObjectName(QStringLiteral("useStarter"));
    connect(emptyStarter_, &QPushButton::clicked, this, &ModelPage::addStarter);
    auto* folder = makeButton(tr("Add f&older…"));
    folder->setObjectName(QStringLiteral("addModelFolder"));
    connect(folder, &QPushButton::clicked, this, &ModelPage::addFolder);
    auto* file = makeButton(tr("Add GGUF &file…"));
    connect(file, &QPushButton::clicked, this, &ModelPage::addFile);
    auto* hub = makeButton(tr("From the &Hub…"));
    hub->setObjectName(QStringLiteral("openHubEmpty"));
    connect(hub, &QPushButton::clicked, this, &ModelPage::openHub);
    for (auto* button : {emptyStarter_, hub, folder, file}) {
        empty_->addButton(button);
        addButtons_ << button;
    }
    emptyHome_ = makeButton(tr("Go to Home"));
    connect(emptyHome_, &QPushButton::clicked, this, [this] { Q_EMIT openPage(QStringLiteral("home")); });
    empty_->addButton(emptyHome_);
    card->body()->addWidget(empty_);
    return card;
}

QWidget* ModelPage::buildLibrary() {
    auto* page = new QWidget;
    auto* rows = plainColumn(page);
    auto* library = new Card(tr("Models here"));
    library->addToTitle(buildChoice());
    library->body()->setContentsMargins(space::kS, space::kM, space::kS, space::kS);
    library->titleLabel()->setContentsMargins(space::kS, 0, 0, 0);
    table_ = new QTableView;
    table_->setObjectName(QStringLiteral("modelTable"));
    table_->setModel(models_);
    styleTable(table_);
    table_->setAccessibleName(tr("Models"));
    auto* header = table_->horizontalHeader();
    for (int column = 0; column < ModelListModel::ColumnCount; ++column)
        header->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    for (const int column : {int(ModelListModel::Name), int(ModelListModel::GoodFor)})
        header->setSectionResizeMode(column, QHeaderView::Stretch);
    header->setMaximumSectionSize(260);
    header->setTextElideMode(Qt::ElideRight);
    library->body()->addWidget(table_);
    rows->addWidget(library);
    rows->addWidget(buildDetails(), 1);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& index) {
        if (const auto* model = models_->item(index.row())) selection().setModel(words::text(model->name));
    });
    return page;
}

/// The method and length that the column "Training here" speaks of; they are those of the Train page.
QWidget* ModelPage::buildChoice() {
    auto* choice = new QWidget;
    auto* line = new QHBoxLayout(choice);
    line->setContentsMargins(0, 0, space::kS, 0);
    line->setSpacing(space::kS);
    auto* methodLabel = makeLabel(tr("Train &with"), TextStyle::Body, "muted");
    method_ = new ComboBox;
    method_->setObjectName(QStringLiteral("fitMethod"));
    method_->setAccessibleName(tr("Method of training"));
    for (const QString& name : ProjectBridge::methods()) method_->addItem(methodWord(name), name);
    methodLabel->setBuddy(method_);
    auto* lengthLabel = makeLabel(tr("rows of &up to"), TextStyle::Body, "muted");
    length_ = new QSpinBox;
    length_->setObjectName(QStringLiteral("fitLength"));
    length_->setAccessibleName(tr("Tokens of a row at most"));
    length_->setRange(16, 1 << 20);
    length_->setSingleStep(128);
    length_->setSuffix(tr(" tokens"));
    length_->setKeyboardTracking(false);
    length_->setButtonSymbols(QAbstractSpinBox::NoButtons);
    lengthLabel->setBuddy(length_);
    for (QWidget* widget : {static_cast<QWidget*>(methodLabel), static_cast<QWidget*>(method_),
                            static_cast<QWidget*>(lengthLabel), static_cast<QWidget*>(length_)})
        line->addWidget(widget);
    connect(method_, &QComboBox::activated, this, [this] { chooseMethod(method_->currentData().toString()); });
    connect(length_, &QSpinBox::valueChanged, this, [this](int tokens) {
        Recipe recipe = selection().recipe();
        if (recipe.data.maxLength == tokens) return;
        recipe.data.maxLength = tokens;
        selection().setRecipe(recipe);
    });
    showChoice();
    return choice;
}

/// As high as its rows, within bounds: the rest of the page is for the details.
void ModelPage::sizeTable() {
    constexpr int kFewest = 3, kMost = 8;
    const int rows = std::clamp(models_->rowCount(), kFewest, kMost);
    table_->setFixedHeight(table_->horizontalHeader()->sizeHint().height() +
                           rows * table_->verticalHeader()->defaultSectionSize() + 2);
}

void ModelPage::chooseMethod(const QString& method) {
    Recipe recipe = selection().recipe();
    if (words::text(recipe.method) == method) return;
    changeMethod(recipe, method.toStdString());
    selection().setRecipe(recipe);
}

void ModelPage::showChoice() {
    const Recipe& recipe = selection().recipe();
    method_->setCurrentIndex(method_->findData(words::text(recipe.method)));
    const QSignalBlocker quiet(length_);
    length_->setValue(int(recipe.data.maxLength));
}

QWidget* ModelPage::buildDetails() {
    details_ = new Card(QStringLiteral(" "));
    templateButton_ = makeLink(tr("Chat template…"));
    templateButton_->setObjectName(QStringLiteral("openTemplate"));
    templateButton_->setToolTip(tr("How conversations become text for this model: look at it, change it, try it on rows"));
    details_->addToTitle(templateButton_);
    connect(templateButton_, &QPushButton::clicked, this, &ModelPage::openTemplate);
    removeButton_ = makeLink(tr("Remove from the library"));
    details_->addToTitle(removeButton_);
    connect(removeButton_, &QPushButton::clicked, this, &ModelPage::removeModel);
    auto* area = new ScrollColumn;
    auto* columns = new QHBoxLayout(area->content());
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(space::kXl);
    fit_ = new FitPane(project(), selection());
    connect(fit_, &FitPane::measuringChanged, this, &ModelPage::stageChanged);
    columns->addWidget(fit_, 5);
    auto* right = new QWidget;
    auto* column = plainColumn(right, space::kS);
    facts_ = makeParagraph({});
    facts_->setTextFormat(Qt::RichText);
    facts_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(facts_);
    note_ = makeParagraph({}, TextStyle::Body, "warn");
    column->addWidget(note_);
    path_ = new ElidedLabel({}, Qt::ElideMiddle);
    path_->setFont(fontFor(TextStyle::Caption));
    path_->setProperty("tone", QByteArray("muted"));
    column->addWidget(path_);
    column->addStretch();
    columns->addWidget(right, 4);
    details_->body()->addWidget(area, 1);
    return details_;
}

// ---- following the project

void ModelPage::refresh() {
    const bool open = project().isOpen(), any = !project().models().empty(), starter = project().starterAvailable();
    stack_->setCurrentIndex(any ? 1 : 0);
    bool hasStarter = false;
    for (const auto& model : project().models()) hasStarter = hasStarter || model.name == "starter";
    for (auto* button : {addButton_, hubButton_, trainButton_}) button->setVisible(any);
    if (hub_) hub_->setCanUse(open);
    starterButton_->setVisible(any && !hasStarter && starter);
    trainButton_->setText(project().datasets().empty() ? tr("Next: add rows") : tr("Next: train"));
    if (!open)
        empty_->setText(tr("No project is open"), tr("Open a project or make a new one on the Home page."));
    else if (starter)
        empty_->setText(tr("Choose the model that learns"),
                        tr("The starter, SmolLM2 with 135 million parameters, learns on any laptop in minutes. Or add "
                           "a model that you have (Llama, Qwen, Gemma, Mistral, Phi, OLMo, GPT-2 and others): a folder from Hugging Face, or a GGUF file."));
    else
        empty_->setText(tr("Choose the model that learns"),
                        tr("Add a model that you have (Llama, Qwen, Gemma, Mistral, Phi, OLMo, GPT-2 and others): a folder from Hugging Face, or a GGUF file. "
                           "The starter model is not on "
                           "this computer yet: run packaging/start once with a network to fetch it."));
    for (auto* button : empty_->findChildren<QPushButton*>()) button->setVisible(open);
    emptyHome_->setVisible(!open);
    emptyStarter_->setVisible(open && starter);
    sizeTable();
    askFits();
    showDetails();
    Q_EMIT stageChanged();
}

void ModelPage::askFits() {
    for (const auto& model : project().models()) {
        if (!model.problem.empty()) continue;
        const auto id = model.id;
        // No row is longer than the model reads: longer ones are cut.
        const std::int64_t length =
            std::min(selection().recipe().data.maxLength, std::max<std::int64_t>(1, model.contextLength));
        project().fit(words::text(model.name), selection().recipe(), length, this, [this, id](Result<FitInfo> fit) {
            if (fit) models_->setFit(id, *fit);
        });
    }
}

void ModelPage::showDetails() {
    const auto* model = project().model(selection().model());
    details_->setVisible(model != nullptr);
    if (!model) return;
    const QModelIndex index = models_->index(models_->rowOf(model->id), 0);
    if (table_->currentIndex().row() != index.row()) table_->setCurrentIndex(index);
    details_->setTitle(words::text(model->name));
    fit_->refresh();
    const auto row = [](const QString& name, const QString& value) {
        if (value.isEmpty()) return QString();
        return QStringLiteral(
                   "<tr><td style='padding:3px 16px 3px 0;color:%3'>%1</td><td style='padding:3px 0'>%2</td></tr>")
            .arg(name.toHtmlEscaped(), value.toHtmlEscaped(), tokens().muted.name());
    };
    QStringList goodFor, languages;
    for (const auto& tag : goodForTags(*model)) goodFor << goodForWord(words::text(tag));
    for (const auto& code : model->languages) languages << languageWord(code);
    facts_->setText(
        QStringLiteral("<table cellspacing='0' cellpadding='0'>") + row(tr("Called"), words::text(model->title)) +
        row(tr("Parameters"), words::parameters(model->parameters)) +
        row(tr("Stored as"), tr("%1, %2 on disk").arg(words::text(model->storage), words::bytes(model->bytes))) +
        row(tr("Reads at most"), tr("%1 tokens").arg(words::count(model->contextLength))) +
        row(tr("Knows"), tr("%1 different tokens").arg(words::count(model->vocabulary))) +
        row(tr("Layers"), (model->sourceLayers > 0 ? tr("%1 that read and %2 that write, each %3 wide").arg(model->sourceLayers)
                                                   : tr("%1, each %2 wide"))
                              .arg(model->layers)
                              .arg(model->width)) +
        row(tr("Chat template"), !model->takesTemplate()  ? QString()
                                 : model->customTemplate  ? tr("changed in this project")
                                 : model->hasChatTemplate ? tr("the model's own")
                                                          : tr("none: a plain one is used")) +
        row(tr("Family"), words::text(model->family)) + row(tr("Made from"), words::text(model->baseModel)) +
        row(tr("Licence"), model->license.empty() ? tr("the files do not say") : words::text(model->license)) +
        row(tr("Languages"), languages.join(QStringLiteral(", "))) +
        row(tr("Good for"), goodFor.join(QStringLiteral(", "))) + QStringLiteral("</table>"));
    templateButton_->setVisible(model->takesTemplate());
    note_->setVisible(!model->hasChatTemplate);
    note_->setText(
        model->encoder ? tr("It reads texts and gives them labels, or vectors to compare them by. It writes nothing.")
        : model->sourceLayers > 0
            ? tr("It reads one text and writes another, such as a summary or an answer. Of a conversation it learns the "
                 "last answer; all that was said before is what it reads.")
            : tr("It has no chat template: it was not made for conversations. Rows are joined plainly, and answers may run "
                 "on."));
    path_->setText(QDir::toNativeSeparators(words::text(model->path)));
    trainButton_->setEnabled(model->problem.empty());
}

void ModelPage::shown() {
    table_->setFocus();
}

// ---- what happens

void ModelPage::setBusy(const QString& words) {
    adding_ = !words.isEmpty();
    busyText_->setText(words);
    busyText_->setVisible(adding_);
    busy_->setVisible(adding_);
    for (auto* button : addButtons_) button->setEnabled(!adding_);
    Q_EMIT stageChanged();
}

void ModelPage::addStarter() {
    banner_->hide();
    setBusy(tr("Adding the starter model…"));
    project().addStarter(this, [this](Result<ModelInfo> model) {
        setBusy({});
        if (!model) return banner_->showFailure(*model.failure);
        selection().setModel(words::text(model->name));
    });
}

void ModelPage::addFolder() {
    const QString path = Dialogs::chooseFolder(this, tr("The folder with config.json and the model's weights"));
    if (!path.isEmpty()) add(path);
}

void ModelPage::addFile() {
    const QString path = Dialogs::chooseFile(this, tr("A model file"), tr("GGUF models (*.gguf);;All files (*)"));
    if (!path.isEmpty()) add(path);
}

QString ModelPage::freeName(const QString& path) const {
    const QFileInfo info(path);
    const QString base = info.isDir() ? info.fileName() : info.completeBaseName();
    QString name = base;
    for (int i = 2; project().model(name); ++i) name = QStringLiteral("%1-%2").arg(base).arg(i);
    return name;
}

void ModelPage::add(const QString& path, const QString& name) {
    banner_->hide();
    const QString title = name.isEmpty() ? QFileInfo(path).fileName() : name, base = selection().model();
    const auto added = [this](Result<ModelInfo> model) {
        setBusy({});
        if (!model) return banner_->showFailure(*model.failure);
        selection().setModel(words::text(model->name));
    };
    // An adapter goes onto the model that is chosen.
    if (!base.isEmpty() && QFileInfo::exists(path + QStringLiteral("/adapter_config.json"))) {
        setBusy(tr("Putting the adapter %1 onto %2…").arg(title, base));
        project().addAdapter(path, base, name.isEmpty() ? freeName(path) : name, this, added);
        return;
    }
    setBusy(tr("Checking %1…").arg(title));
    project().addModel(path, name.isEmpty() ? freeName(path) : name, this, added);
}

void ModelPage::openHub() {
    if (!hub_) {
        hub_ = new HubDialog(hub(), hub::RepoKind::Model, this);
        connect(hub_, &HubDialog::use, this, [this](const QString& path, const QString& name) {
            hub_->hide();
            QString free = name;
            for (int i = 2; project().model(free); ++i) free = QStringLiteral("%1-%2").arg(name).arg(i);
            add(path, free);
        });
    }
    hub_->setCanUse(project().isOpen());
    hub_->show();
    hub_->raise();
    hub_->activateWindow();
}

void ModelPage::openTemplate() {
    if (selection().model().isEmpty()) return;
    if (!template_) template_ = new TemplateDialog(project(), selection(), this);
    template_->showModel(selection().model());
    template_->open();
}

void ModelPage::removeModel() {
    const QString name = selection().model();
    if (Dialogs::ask(this, tr("Remove %1 from the library?").arg(name),
                     tr("The model's files stay where they are. Runs that were made with it need it again to be used."),
                     {tr("Remove it")}) != 0)
        return;
    project().removeModel(name, this, [this](Result<Nothing> result) {
        if (!result) banner_->showFailure(*result.failure);
    });
}

// ---- for the shell

StageState ModelPage::stage() const {
    if (adding_) return {StageState::Working, 0, tr("adding a model")};
    if (fit_->isMeasuring()) return {StageState::Working, 0, tr("measuring")};
    if (project().models().empty()) return {StageState::Nothing, 0, tr("no model yet")};
    const auto* model = project().model(selection().model());
    if (model && !model->problem.empty()) return {StageState::NeedsYou, 1, words::text(model->problem)};
    return {StageState::Ready, 0, selection().model()};
}

QVector<PageAction> ModelPage::actions() {
    if (!project().isOpen()) return {};
    QVector<PageAction> list;
    if (project().starterAvailable()) list.append({tr("Add the starter model"), [this] { addStarter(); }});
    if (project().model(selection().model()))
        if (const auto* model = project().model(selection().model()); model && model->takesTemplate())
            list.append({tr("Look at or change the chat template"), [this] { openTemplate(); }});
    list.append({tr("Find a model on the Hub"), [this] { openHub(); }});
    list.append({tr("Add a model from a folder"), [this] { addFolder(); }});
    list.append({tr("Add a model from a GGUF file"), [this] { addFile(); }});
    return list;
}

QString ModelPage::help() const {
    return tr(
        "The model is what learns. Larger models know more and need more memory and time: the last column says whether "
        "training one fits this computer by the method and length above it, and Measure tries it. The model itself is "
        "never changed: what it learns is kept beside it.");
}

}  // namespace tunesmith::ui

#include "ui/pages/train/setup_view.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QFile>
#include <QGridLayout>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QTableView>

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/selection.h"
#include "ui/bridge/settings.h"
#include "ui/bridge/words.h"
#include "ui/models/dataset_list_model.h"
#include "ui/models/model_list_model.h"
#include "ui/models/run_list_model.h"
#include "ui/pages/page_layout.h"
#include "ui/pages/train/ready_card.h"
#include "ui/pages/train/setting_field.h"
#include "ui/widgets/card.h"
#include "ui/widgets/combo_box.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/rendered_view.h"
#include "ui/widgets/table.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {


const SettingGroup kGroups[] = {SettingGroup::How,      SettingGroup::Rows,   SettingGroup::Lora,
                                SettingGroup::Learning, SettingGroup::Checks, SettingGroup::Machine};

struct RecipeFile {
    const char *name, *words;
};
const RecipeFile kRecipes[] = {
    {"balanced", QT_TRANSLATE_NOOP("tunesmith::ui::SetupView", "Balanced")},
    {"quick", QT_TRANSLATE_NOOP("tunesmith::ui::SetupView", "Quick first look")},
    {"careful", QT_TRANSLATE_NOOP("tunesmith::ui::SetupView", "Careful, for few rows")},
    {"full", QT_TRANSLATE_NOOP("tunesmith::ui::SetupView", "Full training")},
    {"sample_clinic", QT_TRANSLATE_NOOP("tunesmith::ui::SetupView", "Facts by heart (sample clinic)")},
};

Recipe recipeFrom(const QString& name) {
    QFile file(QStringLiteral(":/tunesmith/recipes/%1.json").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        throw Error(Code::Internal, "This recipe is missing from the program.", name.toStdString());
    return Recipe::fromJson(parseJson(file.readAll().toStdString(), name.toStdString()));
}

}  // namespace

SetupView::SetupView(ProjectBridge& project, Selection& selection, QWidget* parent)
    : QWidget(parent), project_(project), selection_(selection) {
    datasetModel_ = new DatasetListModel(project, this);
    modelModel_ = new ModelListModel(project, this);
    runModel_ = new RunListModel(project, RunListModel::Show::All, this);
    auto* column = pageColumn(this);
    header_ = new PageHeader(tr("Train"));
    level_ = new ComboBox;
    level_->addItem(tr("Simple settings"), false);
    level_->addItem(tr("All settings"), true);
    level_->setAccessibleName(tr("How many settings are shown"));
    connect(level_, &QComboBox::activated, this, [this] { setAllSettings(level_->currentData().toBool()); });
    header_->addAction(level_);
    column->addWidget(header_);
    banner_ = new Banner;
    column->addWidget(banner_);

    auto* columns = new QHBoxLayout;
    columns->setSpacing(space::kM);
    area_ = new ScrollColumn;
    auto* left = plainColumn(area_->widget());
    left->addWidget(buildGoal());
    left->addWidget(buildSources());
    buildSettings(left);
    left->addWidget(buildProbes());
    left->addWidget(buildRuns());
    left->addStretch();
    columns->addWidget(area_, 5);
    auto* rightArea = new ScrollColumn;
    auto* right = plainColumn(rightArea->content());
    ready_ = new ReadyCard(project, selection);
    right->addWidget(ready_);
    right->addWidget(buildRowPreview());
    right->addStretch();
    columns->addWidget(rightArea, 3);
    column->addLayout(columns, 1);

    connect(ready_, &ReadyCard::started, this, &SetupView::started);
    connect(ready_, &ReadyCard::openPage, this, &SetupView::openPage);
    connect(ready_, &ReadyCard::startFailed, this, [this](const Failure& failure) { banner_->showFailure(failure); });
    connect(ready_, &ReadyCard::readinessChanged, this, &SetupView::updateCaptions);
    connect(&selection, &Selection::recipeChanged, this, &SetupView::showRecipe);
    connect(&selection, &Selection::datasetChanged, this, &SetupView::refresh);
    connect(&selection, &Selection::modelChanged, this, &SetupView::refresh);
    connect(&project, &ProjectBridge::datasetsChanged, this, &SetupView::refresh);
    connect(&project, &ProjectBridge::modelsChanged, this, &SetupView::refresh);
    connect(&project, &ProjectBridge::runsChanged, this, &SetupView::refresh);
    setAllSettings(Settings::allSettings());
    showRecipe();
    refresh();
}

// ---- the cards

QWidget* SetupView::buildGoal() {
    auto* card = new Card(tr("What should it learn?"));
    goals_ = new QButtonGroup(this);
    const struct {
        const char* objective;
        QString title, text;
    } goals[] = {{"sft", tr("Answer as our experts do"), tr("From questions and answers, or conversations")},
                 {"text", tr("Write in our style"), tr("From whole texts: every word is learned")},
                 {"classify", tr("Give labels as we do"), tr("From texts with labels: of the whole text, or of its words")}};
    for (const auto& goal : goals) {
        auto* radio = new QRadioButton(goal.title);
        radio->setProperty("objective", QByteArray(goal.objective));
        radio->setAccessibleDescription(goal.text);
        goals_->addButton(radio);
        auto* text = makeLabel(goal.text, TextStyle::Caption, "muted");
        text->setContentsMargins(26, 0, 0, space::kXs);
        card->body()->addWidget(radio);
        card->body()->addWidget(text);
        card->body()->setSpacing(0);
        goalTexts_.push_back(text);
    }
    connect(goals_, &QButtonGroup::buttonClicked, this, [this](QAbstractButton* button) {
        edit("objective", Json(button->property("objective").toByteArray().toStdString()));
    });
    return card;
}

QWidget* SetupView::buildSources() {
    auto* card = new Card(tr("From what, and which model"));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(space::kL);
    grid->setVerticalSpacing(space::kXs);
    datasets_ = new ComboBox;
    datasets_->setModel(datasetModel_);
    models_ = new ComboBox;
    models_->setModel(modelModel_);
    const auto add = [grid](int at, const QString& label, QComboBox* box) {
        auto* name = makeLabel(label);
        name->setBuddy(box);
        grid->addWidget(name, 0, at);
        grid->addWidget(box, 1, at);
        grid->setColumnStretch(at, 1);
    };
    add(0, tr("Rows"), datasets_);
    add(1, tr("Model"), models_);
    card->body()->addLayout(grid);
    connect(datasets_, &QComboBox::activated, this, [this] { selection_.setDataset(datasets_->currentText()); });
    connect(models_, &QComboBox::activated, this, [this] { selection_.setModel(models_->currentText()); });
    return card;
}

void SetupView::buildSettings(QVBoxLayout* column) {
    for (const auto group : kGroups) {
        auto* card = new Card(groupTitle(group));
        if (group == SettingGroup::How) {
            recipes_ = new ComboBox;
            recipes_->setAccessibleName(tr("Start from a recipe"));
            recipes_->setPlaceholderText(tr("Own settings"));
            for (const auto& recipe : kRecipes) recipes_->addItem(tr(recipe.words), QString::fromLatin1(recipe.name));
            connect(recipes_, &QComboBox::activated, this,
                    [this] { applyRecipeFile(recipes_->currentData().toString()); });
            card->addToTitle(makeLabel(tr("Recipe"), TextStyle::Body, "muted"));
            card->addToTitle(recipes_);
        }
        auto* grid = new QGridLayout;
        grid->setHorizontalSpacing(space::kL);
        grid->setVerticalSpacing(space::kM);
        grid->setColumnStretch(0, 1);
        grid->setColumnStretch(1, 1);
        int at = 0;
        for (const auto& help : settingHelps()) {
            if (help.group != group) continue;
            auto* field = new SettingField(recipeSetting(help.key), help);
            connect(field, &SettingField::edited, this, &SetupView::edit);
            grid->addWidget(field, at / 2, at % 2, Qt::AlignTop);
            fields_.push_back(field);
            ++at;
        }
        card->body()->addLayout(grid);
        groups_.emplace_back(int(group), card);
        column->addWidget(card);
    }
}

QWidget* SetupView::buildProbes() {
    auto* card = new Card(tr("Questions to ask it while it learns"));
    probesCard_ = card;
    card->body()->addWidget(makeParagraph(
        tr("One on each line, three to five are enough. They are asked before training and at every check, so "
           "that you see its answers change."),
        TextStyle::Caption, "muted"));
    probes_ = new QPlainTextEdit;
    probes_->setAccessibleName(tr("Questions to ask it while it learns"));
    probes_->setPlaceholderText(tr("Where do I park?"));
    probes_->setTabChangesFocus(true);
    probes_->setFixedHeight(QFontMetrics(probes_->font()).lineSpacing() * 4 + 16);
    card->body()->addWidget(probes_);
    connect(probes_, &QPlainTextEdit::textChanged, this, [this] {
        Recipe recipe = selection_.recipe();
        recipe.probes.clear();
        for (const auto& line : probes_->toPlainText().split(QLatin1Char('\n')))
            if (!line.trimmed().isEmpty()) recipe.probes.push_back(line.trimmed().toStdString());
        if (recipe.probes != selection_.recipe().probes) selection_.setRecipe(recipe);
    });
    return card;
}

QWidget* SetupView::buildRowPreview() {
    previewCard_ = new Card(tr("What the model will see"));
    nextRow_ = makeLink(tr("Next row"));
    previewCard_->addToTitle(nextRow_);
    connect(nextRow_, &QPushButton::clicked, this, [this] {
        ++rowPosition_;
        showRow();
    });
    view_ = new RenderedView;
    previewCard_->body()->addWidget(view_);
    viewSummary_ = makeParagraph({}, TextStyle::Caption, "muted");
    previewCard_->body()->addWidget(viewSummary_);
    return previewCard_;
}

QWidget* SetupView::buildRuns() {
    runsCard_ = new Card(tr("Earlier runs"));
    openRun_ = makeLink(tr("Open"));
    resumeRun_ = makeLink(tr("Resume"));
    deleteRun_ = makeLink(tr("Delete…"));
    for (auto* button : {openRun_, resumeRun_, deleteRun_}) runsCard_->addToTitle(button);
    runs_ = new QTableView;
    runs_->setObjectName(QStringLiteral("runTable"));
    runs_->setModel(runModel_);
    styleTable(runs_);
    runs_->setAccessibleName(tr("Earlier runs"));
    runs_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    runs_->horizontalHeader()->setSectionResizeMode(RunListModel::Name, QHeaderView::Stretch);
    runs_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    runsCard_->body()->addWidget(runs_);
    const auto chosen = [this]() -> std::int64_t {
        const auto* run = runModel_->item(runs_->currentIndex().row());
        return run ? run->id : 0;
    };
    connect(openRun_, &QPushButton::clicked, this, [this, chosen] { Q_EMIT openRun(chosen()); });
    connect(runs_, &QTableView::activated, this, [this, chosen] { Q_EMIT openRun(chosen()); });
    connect(resumeRun_, &QPushButton::clicked, this, [this, chosen] { Q_EMIT resumeRun(chosen()); });
    connect(deleteRun_, &QPushButton::clicked, this, &SetupView::deleteRun);
    connect(runs_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &SetupView::updateRunButtons);
    connect(runModel_, &QAbstractItemModel::modelReset, this, &SetupView::updateRunButtons);
    return runsCard_;
}

// ---- following

void SetupView::setAllSettings(bool on) {
    allSettings_ = on;
    level_->setCurrentIndex(on ? 1 : 0);
    Settings::setAllSettings(on);
    showRecipe();
}

void SetupView::showRecipe() {
    const auto& recipe = selection_.recipe();
    const bool classifies = recipe.objective == "classify";
    showGoals();
    probesCard_->setTitle(classifies ? tr("Texts to label while it learns") : tr("Questions to ask it while it learns"));
    probes_->setPlaceholderText(classifies ? tr("A text of the kind that it will get") : tr("Where do I park?"));
    for (auto* field : fields_) {
        field->show(recipe);
        const auto* help = settingHelp(field->key());
        const bool lora = field->key().rfind("lora.", 0) == 0;
        const bool applies = field->key() == "data.loss"          ? !classifies
                             : field->key() == "classify.problem" ? classifies
                                                                  : !lora || recipe.method == "lora";
        field->setVisible((allSettings_ || help->simple) && applies);
    }
    for (const auto& [group, card] : groups_)
        card->setVisible(group == int(SettingGroup::How) ||
                         (allSettings_ && (group != int(SettingGroup::Lora) || recipe.method == "lora")));
    QString probes;
    for (const auto& probe : recipe.probes)
        probes += (probes.isEmpty() ? QString() : QStringLiteral("\n")) + words::text(probe);
    QStringList shown;
    for (const auto& line : probes_->toPlainText().split(QLatin1Char('\n')))
        if (!line.trimmed().isEmpty()) shown << line.trimmed();
    if (shown.join(QLatin1Char('\n')) != probes) probes_->setPlainText(probes);
    int match = -1;
    for (int i = 0; i < recipes_->count(); ++i) {
        const auto file = guarded([&] { return recipeFrom(recipes_->itemData(i).toString()); });
        if (!file) continue;
        Recipe same = *file.value;
        same.probes = recipe.probes;
        if (match < 0 && recipe.differences(same).empty()) match = i;
    }
    recipes_->setCurrentIndex(match);
    updateCaptions();
}

// What the model can learn; without a model everything is offered.
void SetupView::showGoals() {
    const auto* model = project_.model(selection_.model());
    const auto buttons = goals_->buttons();
    for (int i = 0; i < buttons.size(); ++i) {
        const std::string objective = buttons[i]->property("objective").toByteArray().toStdString();
        const bool offered = !model || model->learns(objective);
        buttons[i]->setVisible(offered);
        goalTexts_[std::size_t(i)]->setVisible(offered);
        buttons[i]->setChecked(objective == selection_.recipe().objective);
    }
}

void SetupView::updateCaptions() {
    const auto* readiness = ready_->readiness();
    for (auto* field : fields_) {
        if (field->key() == "method" && readiness && readiness->parameters > 0)
            field->setCaption(
                tr("Trains %1 of %2 parameters")
                    .arg(words::parameters(readiness->trainedParameters), words::parameters(readiness->parameters)));
        if (field->key() == "train.epochs") {
            const bool stops = selection_.recipe().train.patience > 0 && (!readiness || readiness->validationRows > 0);
            field->setCaption(stops ? QString() : tr("Trains to the end: it never stops early"));
        }
    }
}

void SetupView::refresh() {
    const auto* dataset = project_.dataset(selection_.dataset());
    const auto* model = project_.model(selection_.model());
    datasets_->setCurrentIndex(dataset ? datasetModel_->rowOf(dataset->id) : -1);
    models_->setCurrentIndex(model ? modelModel_->rowOf(model->id) : -1);
    datasets_->setPlaceholderText(tr("no rows yet"));
    models_->setPlaceholderText(tr("no model yet"));
    header_->setSubtitle(
        dataset ? tr("Choose what the model should learn from your %1 rows.").arg(words::count(dataset->trainRows))
                : tr("Choose what the model should learn."));
    const int runs = runModel_->rowCount();
    runsCard_->setVisible(runs > 0);
    const int shown = std::min(runs, 6);
    runs_->setFixedHeight(runs_->horizontalHeader()->sizeHint().height() +
                          runs_->verticalHeader()->defaultSectionSize() * shown + 4);
    updateRunButtons();
    showGoals();
    askTargets();
    rowPosition_ = 0;
    showRow();
}

/// The layers that lora.targets may name are those of the model.
void SetupView::askTargets() {
    const QString model = selection_.model();
    if (model == targetsOf_) return;
    targetsOf_ = model;
    const auto show = [this](const std::vector<std::string>& names) {
        for (auto* field : fields_) {
            if (field->key() != "lora.targets") continue;
            field->setNames(names);
            field->show(selection_.recipe());
        }
    };
    show({});
    if (!project_.model(model)) return targetsOf_.clear();
    project_.adapterTargets(model, this, [this, model, show](Result<std::vector<std::string>> names) {
        if (model == targetsOf_ && names) show(*names);
    });
}

void SetupView::updateRunButtons() {
    const auto* run = runModel_->item(runs_->currentIndex().row());
    if (!run && runModel_->rowCount() > 0) {
        runs_->selectRow(0);
        run = runModel_->item(0);
    }
    openRun_->setEnabled(run != nullptr);
    resumeRun_->setEnabled(run && run->resumable && !project_.isTraining());
    deleteRun_->setEnabled(run && !(project_.isTraining() && project_.training()->run() == run->id));
}

void SetupView::showRow() {
    const auto* dataset = project_.dataset(selection_.dataset());
    previewCard_->setVisible(dataset && dataset->rows > 0);
    if (!dataset || dataset->rows == 0) return;
    const int question = ++rowAsked_;
    project_.rows(dataset->version, rowPosition_ % dataset->rows, 1, this,
                  [this, question](Result<std::vector<RowView>> rows) {
                      if (question != rowAsked_ || !rows || rows->empty()) return;
                      view_->showRecord(rows->front().record);
                      const bool classifies = selection_.recipe().objective == "classify";
                      const QString label = words::text(rows->front().record.label).replace(QLatin1Char('\n'), QStringLiteral(", "));
                      const QString labelText = label.isEmpty() ? tr("This row has no label.") : tr("Its label: %1").arg(label);
                      viewSummary_->setText(classifies ? labelText : tr("Underlined is what the model learns to write."));
                      if (selection_.model().isEmpty()) return;
                      project_.render(rows->front().record, selection_.model(), selection_.recipe(), this,
                                      [this, question, classifies, labelText](Result<RenderedRow> row) {
                                          if (question != rowAsked_ || !row) return;
                                          view_->showRendered(*row);
                                          viewSummary_->setText(classifies ? labelText : view_->summary());
                                      });
                  });
}

// ---- what happens

void SetupView::edit(const std::string& key, const Json& value) {
    Recipe recipe = selection_.recipe();
    const auto& setting = recipeSetting(key);
    if (setting.get(recipe) == value) return;
    if (key == "method") changeMethod(recipe, value.get<std::string>());
    else setting.set(recipe, value);
    selection_.setRecipe(recipe);
    if (key == "data.loss" || key == "objective" || key == "data.maxLength") showRow();
}

void SetupView::applyRecipeFile(const QString& name) {
    const auto recipe = guarded([&] { return recipeFrom(name); });
    if (!recipe) return banner_->showFailure(*recipe.failure);
    Recipe chosen = *recipe.value;
    if (chosen.probes.empty()) chosen.probes = selection_.recipe().probes;
    selection_.setRecipe(chosen);
}

void SetupView::showSetting(const std::string& key) {
    const auto* help = settingHelp(key);
    if (help && !help->simple) setAllSettings(true);
    for (auto* field : fields_) {
        if (field->key() != key) continue;
        area_->ensureWidgetVisible(field, 0, space::kXxl);
        field->control()->setFocus(Qt::ShortcutFocusReason);
    }
}

void SetupView::deleteRun() {
    const auto* run = runModel_->item(runs_->currentIndex().row());
    if (!run) return;
    if (Dialogs::ask(this, tr("Delete the run %1?").arg(words::text(run->name)),
                     tr("What it has learned, its curves and its saved states are deleted from the disk and cannot be "
                        "brought back."),
                     {tr("Delete it")}, 0) != 0)
        return;
    project_.removeRun(run->id, this, [this](Result<Nothing> result) {
        if (!result) banner_->showFailure(*result.failure);
    });
}

}  // namespace tunesmith::ui

#include "ui/pages/home/home_page.h"

#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QVBoxLayout>

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/selection.h"
#include "ui/bridge/settings.h"
#include "ui/bridge/words.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/card.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {
constexpr int kMostRecentShown = 7;
}

HomePage::HomePage(const PageContext& context, QWidget* parent)
    : Page(context, parent), sample_(context.project, context.selection), place_(projectsFolder()) {
    auto* column = pageColumn(this);
    header_ = new PageHeader(tr("Home"));
    header_->setSubtitle(tr("Teach a language model from your own rows. Everything stays on this computer."));
    column->addWidget(header_);
    banner_ = new Banner;
    column->addWidget(banner_);

    auto* area = new ScrollColumn;
    auto* columns = new QHBoxLayout(area->content());
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(space::kM);
    auto* left = new QVBoxLayout;
    left->setSpacing(space::kM);
    left->addWidget(buildProject());
    left->addWidget(buildSample());
    left->addWidget(buildNew());
    left->addStretch();
    auto* right = new QVBoxLayout;
    right->setSpacing(space::kM);
    right->addWidget(buildRecent());
    right->addWidget(buildSteps());
    right->addStretch();
    columns->addLayout(left, 5);
    columns->addLayout(right, 3);
    column->addWidget(area, 1);

    connect(&project(), &ProjectBridge::opened, this, &HomePage::refresh);
    connect(&project(), &ProjectBridge::closed, this, &HomePage::refresh);
    connect(&project(), &ProjectBridge::datasetsChanged, this, &HomePage::refresh);
    connect(&project(), &ProjectBridge::modelsChanged, this, &HomePage::refresh);
    connect(&project(), &ProjectBridge::runsChanged, this, &HomePage::refresh);
    connect(&project(), &ProjectBridge::openingChanged, this, &HomePage::refresh);
    connect(&project(), &ProjectBridge::openFailed, this, [this](const QString& folder, const Failure& failure) {
        banner_->showFailure(failure);
        if (failure.code == Code::NotFound) Settings::removeRecentProject(folder);
        refreshRecent();
        Q_EMIT openPage(QStringLiteral("home"));
    });
    connect(&project(), &ProjectBridge::opened, this, [this] {
        banner_->hide();
        if (!sample_.isGoingOn()) Q_EMIT openPage(nextPage());
    });
    refresh();
}

// ---- the cards

QWidget* HomePage::buildSample() {
    auto* card = new Card(tr("Try it now: tune a small model on a sample clinic in four minutes"));
    card->body()->addWidget(
        makeParagraph(tr("The front desk of an invented clinic: 160 questions and answers, about 40 facts that exist "
                         "nowhere else. You see the loss fall, then ask the model what it knew before and what it "
                         "knows after."),
                      TextStyle::Body, "muted"));
    sampleStep_ = makeParagraph({}, TextStyle::Body);
    sampleStep_->hide();
    card->body()->addWidget(sampleStep_);
    sampleProgress_ = new QProgressBar;
    sampleProgress_->setRange(0, 0);
    sampleProgress_->setTextVisible(false);
    sampleProgress_->setAccessibleName(tr("Preparing the sample"));
    sampleProgress_->hide();
    card->body()->addWidget(sampleProgress_);
    tryButton_ = makePrimary(tr("&Try it now"));
    tryButton_->setObjectName(QStringLiteral("tryButton"));
    card->body()->addSpacing(space::kXs);
    card->body()->addWidget(tryButton_);
    connect(tryButton_, &QPushButton::clicked, this, &HomePage::trySample);
    connect(&sample_, &SampleStart::stepChanged, this, [this](const QString& words) {
        sampleStep_->setText(words);
        sampleStep_->show();
        sampleProgress_->show();
        tryButton_->setEnabled(false);
    });
    const auto done = [this] {
        sampleStep_->hide();
        sampleProgress_->hide();
        tryButton_->setEnabled(true);
    };
    connect(&sample_, &SampleStart::ready, this, [this, done] {
        done();
        Q_EMIT openPage(QStringLiteral("train"));
    });
    connect(&sample_, &SampleStart::failed, this, [this, done](const Failure& failure) {
        done();
        banner_->showFailure(failure);
    });
    return card;
}

QWidget* HomePage::buildProject() {
    projectCard_ = new Card(QStringLiteral(" "));
    projectFolder_ = new ElidedLabel({}, Qt::ElideMiddle);
    projectFolder_->setProperty("tone", QByteArray("muted"));
    projectFacts_ = makeParagraph({});
    projectCard_->body()->addWidget(projectFolder_);
    projectCard_->body()->addWidget(projectFacts_);
    projectCard_->body()->addSpacing(space::kXs);
    auto* line = new QHBoxLayout;
    continueButton_ = makePrimary({});
    line->addWidget(continueButton_);
    auto* close = makeLink(tr("Close project"));
    line->addWidget(close);
    line->addStretch();
    projectCard_->body()->addLayout(line);
    connect(continueButton_, &QPushButton::clicked, this, &HomePage::goOn);
    connect(close, &QPushButton::clicked, this, [this] {
        if (project().isTraining() &&
            Dialogs::ask(
                this, tr("A training run is going on"),
                tr("Closing the project saves what it has learned so far and ends it. You can resume it later."),
                {tr("Save and close")}) != 0)
            return;
        project().close();
    });
    return projectCard_;
}

QWidget* HomePage::buildNew() {
    auto* card = new Card(tr("New project"));
    card->body()->addWidget(makeParagraph(tr("A project is one folder: your rows, the runs, and what they learned."),
                                          TextStyle::Body, "muted"));
    auto* line = new QHBoxLayout;
    line->setSpacing(space::kS);
    newName_ = new QLineEdit;
    newName_->setObjectName(QStringLiteral("newProjectName"));
    newName_->setPlaceholderText(tr("Name, for example: Discharge letters"));
    newName_->setAccessibleName(tr("Name of the new project"));
    line->addWidget(newName_, 1);
    createButton_ = makeButton(tr("&Create project"));
    createButton_->setObjectName(QStringLiteral("createProject"));
    line->addWidget(createButton_);
    card->body()->addLayout(line);
    auto* where = new QHBoxLayout;
    newPlace_ = new ElidedLabel({}, Qt::ElideMiddle);
    newPlace_->setProperty("tone", QByteArray("muted"));
    newPlace_->setFont(fontFor(TextStyle::Caption));
    where->addWidget(newPlace_, 1);
    auto* change = makeLink(tr("Other folder…"));
    where->addWidget(change);
    card->body()->addLayout(where);
    const auto show = [this] {
        const QString name = newName_->text().trimmed();
        newPlace_->setText(
            tr("in %1").arg(QDir::toNativeSeparators(name.isEmpty() ? place_ : place_ + QLatin1Char('/') + name)));
        createButton_->setEnabled(!name.isEmpty() && !project().isOpening());
    };
    connect(newName_, &QLineEdit::textChanged, this, show);
    connect(newName_, &QLineEdit::returnPressed, this, &HomePage::createProject);
    connect(createButton_, &QPushButton::clicked, this, &HomePage::createProject);
    connect(change, &QPushButton::clicked, this, [this, show] {
        const QString folder = Dialogs::chooseFolder(this, tr("Where should the project's folder be?"));
        if (!folder.isEmpty()) place_ = folder;
        show();
    });
    show();
    return card;
}

QWidget* HomePage::buildRecent() {
    auto* card = new Card(tr("Recent projects"));
    auto* open = makeLink(tr("&Open folder…"));
    open->setObjectName(QStringLiteral("openProject"));
    connect(open, &QPushButton::clicked, this, &HomePage::openFolder);
    card->addToTitle(open);
    recent_ = new QVBoxLayout;
    recent_->setSpacing(0);
    card->body()->addLayout(recent_);
    return card;
}

QWidget* HomePage::buildSteps() {
    auto* card = new Card(tr("How it goes"));
    const QStringList steps = {
        tr("Data: add a file with questions and answers, or texts."),
        tr("Model: take the starter, or a model that you have."),
        tr("Train: press Start and watch it learn."),
        tr("Chat: ask before and after, side by side."),
        tr("Publish: take the result with you as a folder."),
    };
    int number = 1;
    for (const auto& step : steps) {
        auto* line = new QHBoxLayout;
        line->setSpacing(space::kS);
        auto* pill = makePill(QString::number(number++));
        pill->setFixedWidth(30);
        pill->setAlignment(Qt::AlignCenter);
        line->addWidget(pill, 0, Qt::AlignTop);
        line->addWidget(makeParagraph(step), 1);
        card->body()->addLayout(line);
    }
    return card;
}

// ---- what happens

void HomePage::refresh() {
    const bool open = project().isOpen();
    projectCard_->setVisible(open);
    createButton_->setEnabled(!newName_->text().trimmed().isEmpty() && !project().isOpening());
    tryButton_->setProperty("kind", open ? QByteArray() : QByteArray("primary"));
    restyle(tryButton_);
    if (open) {
        projectCard_->setTitle(project().name());
        projectFolder_->setText(QDir::toNativeSeparators(project().folder()));
        std::int64_t rows = 0;
        for (const auto& d : project().datasets()) rows += d.rows;
        const auto facts = QStringList{
            rows == 0
                ? tr("No rows yet")
                : tr("%1 rows in %n data set(s)", nullptr, int(project().datasets().size())).arg(words::count(rows)),
            project().models().empty() ? tr("no model yet")
                                       : tr("%n model(s)", nullptr, int(project().models().size())),
            project().runs().empty() ? tr("no run yet") : tr("%n run(s)", nullptr, int(project().runs().size())),
        };
        projectFacts_->setText(facts.join(QStringLiteral(" · ")));
        const QString next = nextPage();
        continueButton_->setText(next == QLatin1String("data")    ? tr("Go on: add rows")
                                 : next == QLatin1String("model") ? tr("Go on: choose a model")
                                 : next == QLatin1String("chat")  ? tr("Go on: chat with the result")
                                                                  : tr("Go on: train"));
    }
    refreshRecent();
    Q_EMIT stageChanged();
}

void HomePage::refreshRecent() {
    while (auto* item = recent_->takeAt(0)) {
        if (item->widget()) item->widget()->deleteLater();
        delete item;
    }
    int shown = 0;
    for (const auto& folder : Settings::recentProjects()) {
        if (folder == project().folder() || shown == kMostRecentShown) continue;
        ++shown;
        auto* button = new QPushButton(QFileInfo(folder).fileName());
        button->setProperty("kind", QByteArray("row"));
        button->setToolTip(QDir::toNativeSeparators(folder));
        button->setAccessibleDescription(folder);
        button->setEnabled(!project().isOpening());
        connect(button, &QPushButton::clicked, this, [this, folder] { project().open(folder); });
        recent_->addWidget(button);
    }
    if (shown == 0)
        recent_->addWidget(makeParagraph(tr("Projects that you open appear here."), TextStyle::Body, "muted"));
}

QString HomePage::nextPage() const {
    if (project().datasets().empty()) return QStringLiteral("data");
    if (project().models().empty()) return QStringLiteral("model");
    return selection().run() > 0 && !project().isTraining() ? QStringLiteral("chat") : QStringLiteral("train");
}

void HomePage::goOn() {
    Q_EMIT openPage(nextPage());
}

void HomePage::trySample() {
    banner_->hide();
    sample_.begin(SampleStart::freeFolder());
}

void HomePage::createProject() {
    const QString name = newName_->text().trimmed();
    if (name.isEmpty() || project().isOpening()) return;
    banner_->hide();
    project().create(place_ + QLatin1Char('/') + name);
    newName_->clear();
}

void HomePage::openFolder() {
    const QString folder = Dialogs::chooseFolder(this, tr("Open a project folder"));
    if (!folder.isEmpty()) project().open(folder);
}

StageState HomePage::stage() const {
    if (project().isOpening() || sample_.isGoingOn()) return {StageState::Working, 0, tr("opening")};
    if (project().isOpen()) return {StageState::Ready, 0, tr("a project is open")};
    return {StageState::Nothing, 0, tr("no project is open")};
}

QVector<PageAction> HomePage::actions() {
    return {{tr("Try the sample clinic"), [this] { trySample(); }},
            {tr("New project"), [this] { newName_->setFocus(Qt::ShortcutFocusReason); }},
            {tr("Open a project folder"), [this] { openFolder(); }}};
}

QString HomePage::help() const {
    return tr(
        "A project is a folder that holds your rows, the training runs and what they learned. Open one, make a new "
        "one, or try the "
        "sample: it needs about four minutes.");
}

void HomePage::shown() {
    refreshRecent();
}

}  // namespace tunesmith::ui

#include "ui/pages/publish/publish_page.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QProgressBar>
#include <QRadioButton>
#include <QStackedWidget>
#include <QUrl>

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/selection.h"
#include "ui/bridge/words.h"
#include "ui/models/run_list_model.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/card.h"
#include "ui/widgets/combo_box.h"
#include "ui/widgets/form_grid.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

PublishPage::PublishPage(const PageContext& context, QWidget* parent) : Page(context, parent) {
    runModel_ = new RunListModel(project(), RunListModel::Show::Usable, this);
    auto* column = pageColumn(this);
    auto* header = new PageHeader(tr("Publish"));
    header->setSubtitle(tr("Take what the model has learned with you, as a folder that other programs read."));
    column->addWidget(header);
    banner_ = new Banner;
    column->addWidget(banner_);
    stack_ = new QStackedWidget;
    stack_->addWidget(buildEmpty());
    stack_->addWidget(buildForm());
    column->addWidget(stack_, 1);
    connect(&project(), &ProjectBridge::runsChanged, this, &PublishPage::refresh);
    connect(&project(), &ProjectBridge::opened, this, &PublishPage::refresh);
    connect(&project(), &ProjectBridge::closed, this, &PublishPage::refresh);
    connect(&selection(), &Selection::runChanged, this, &PublishPage::refresh);
    refresh();
}

QWidget* PublishPage::buildEmpty() {
    auto* page = new QWidget;
    auto* column = plainColumn(page);
    auto* card = new Card;
    column->addWidget(card);
    empty_ = new EmptyState(QStringLiteral("publish"), tr("Nothing is trained yet"),
                            tr("After a run, its result can be taken out here: the small adapter alone, or a whole "
                               "model with it merged in."));
    auto* go = makePrimary(tr("Go to Train"));
    connect(go, &QPushButton::clicked, this,
            [this] { Q_EMIT openPage(project().isOpen() ? QStringLiteral("train") : QStringLiteral("home")); });
    empty_->addButton(go);
    card->body()->addWidget(empty_);
    return page;
}

QWidget* PublishPage::buildForm() {
    auto* area = new ScrollColumn;
    auto* columns = new QHBoxLayout(area->content());
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(space::kM);
    auto* left = new QVBoxLayout;
    left->setSpacing(space::kM);
    auto* what = new Card(tr("What to take"));
    kinds_ = new QButtonGroup(this);
    const struct {
        ExportKind kind;
        QString title, text;
    } kinds[] = {{ExportKind::Adapter, tr("The adapter alone"),
                  tr("A few megabytes, in PEFT's format. Used together with the same base model.")},
                 {ExportKind::Merged, tr("The whole model, merged"),
                  tr("A complete Hugging Face folder with tokenizer and template. Larger, needs nothing else.")}};
    for (const auto& kind : kinds) {
        auto* radio = new QRadioButton(kind.title);
        radio->setAccessibleDescription(kind.text);
        kinds_->addButton(radio, int(kind.kind));
        auto* text = makeParagraph(kind.text, TextStyle::Caption, "muted");
        text->setContentsMargins(26, 0, 0, space::kXs);
        what->body()->setSpacing(0);
        what->body()->addWidget(radio);
        what->body()->addWidget(text);
    }
    kinds_->button(int(ExportKind::Adapter))->setChecked(true);
    left->addWidget(what);

    auto* where = new Card(tr("From which run, and where to"));
    auto* form = new FormGrid;
    runs_ = new ComboBox;
    runs_->setModel(runModel_);
    dtype_ = new ComboBox;
    dtype_->addItem(tr("fp32: exact"), QStringLiteral("fp32"));
    dtype_->addItem(tr("bf16: half the size"), QStringLiteral("bf16"));
    dtype_->addItem(tr("fp16: half the size"), QStringLiteral("fp16"));
    folder_ = new QLineEdit;
    folder_->setAccessibleName(tr("Folder to write into"));
    auto* choose = makeButton(tr("C&hoose…"));
    form->add(tr("Run"), runs_);
    dtypeLabel_ = form->add(tr("Numbers"), dtype_);
    form->add(tr("Folder"), folder_, choose);
    where->body()->addWidget(form);
    left->addWidget(where);
    left->addStretch();
    columns->addLayout(left, 5);

    auto* right = new QVBoxLayout;
    right->setSpacing(space::kM);
    auto* act = new Card(tr("Write it"));
    act->body()->addWidget(makeParagraph(
        tr("Files are written beside each other and only count once they are complete."), TextStyle::Body, "muted"));
    progress_ = new QProgressBar;
    progress_->setTextVisible(false);
    progress_->setAccessibleName(tr("Export"));
    act->body()->addWidget(progress_);
    export_ = makePrimary(tr("&Export"));
    export_->setObjectName(QStringLiteral("exportButton"));
    export_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    cancel_ = makeButton(tr("Cancel"));
    act->body()->addWidget(export_);
    act->body()->addWidget(cancel_);
    right->addWidget(act);
    result_ = new Card(tr("Written"));
    setTone(result_->titleLabel(), "good");
    resultText_ = makeParagraph({});
    resultText_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    result_->body()->addWidget(resultText_);
    show_ = makeButton(tr("Show the folder"), QStringLiteral("folder"));
    result_->body()->addWidget(show_);
    right->addWidget(result_);
    right->addStretch();
    columns->addLayout(right, 3);

    connect(kinds_, &QButtonGroup::idClicked, this, [this] {
        suggestFolder();
        refresh();
    });
    connect(runs_, &QComboBox::activated, this, [this](int row) {
        if (const auto* run = runModel_->item(row)) selection().setRun(run->id);
        suggestFolder();
    });
    connect(choose, &QPushButton::clicked, this, [this] {
        const QString path = Dialogs::chooseFolder(this, tr("The folder to write into"));
        if (!path.isEmpty()) folder_->setText(QDir::toNativeSeparators(path));
    });
    connect(folder_, &QLineEdit::textChanged, this, [this] { setBusy(job_ != nullptr); });
    connect(export_, &QPushButton::clicked, this, &PublishPage::start);
    connect(cancel_, &QPushButton::clicked, this, [this] {
        if (job_) job_->cancel();
    });
    connect(show_, &QPushButton::clicked, this, [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(written_)); });
    result_->hide();
    setBusy(false);
    return area;
}

bool PublishPage::merged() const {
    return kinds_->checkedId() == int(ExportKind::Merged);
}

void PublishPage::refresh() {
    const auto* run = project().run(selection().run());
    const bool any = run && run->usable;
    stack_->setCurrentIndex(any ? 1 : 0);
    empty_->setText(project().isOpen() ? tr("Nothing is trained yet") : tr("No project is open"),
                    project().isOpen() ? tr("After a run, its result can be taken out here: the small adapter alone, "
                                            "or a whole model with it merged in.")
                                       : tr("Open a project or make a new one on the Home page."));
    if (any) {
        runs_->setCurrentIndex(runModel_->rowOf(run->id));
        // A full run has no adapter to take.
        const bool full = run->recipe.method == "full";
        kinds_->button(int(ExportKind::Adapter))->setEnabled(!full);
        if (full) kinds_->button(int(ExportKind::Merged))->setChecked(true);
        dtype_->setVisible(merged());
        dtypeLabel_->setVisible(merged());
        if (folder_->text().isEmpty()) suggestFolder();
    }
    Q_EMIT stageChanged();
}

void PublishPage::suggestFolder() {
    const auto* run = project().run(selection().run());
    if (!run) return;
    const QString base = QStringLiteral("%1/exports/%2-%3")
                             .arg(project().folder(), words::text(run->name),
                                  merged() ? QStringLiteral("merged") : QStringLiteral("adapter"));
    QString folder = base;
    for (int i = 2; QFile::exists(folder); ++i) folder = QStringLiteral("%1-%2").arg(base).arg(i);
    folder_->setText(QDir::toNativeSeparators(folder));
}

void PublishPage::start() {
    banner_->hide();
    result_->hide();
    ExportRequest request;
    request.ref.run = selection().run();
    request.kind = merged() ? ExportKind::Merged : ExportKind::Adapter;
    request.folder = QDir::fromNativeSeparators(folder_->text().trimmed()).toStdString();
    request.dtype = dtype_->currentData().toString().toStdString();
    setBusy(true);
    project().startExport(request, this, [this](Result<ExportBridge*> job) {
        if (!job) {
            setBusy(false);
            return banner_->showFailure(*job.failure);
        }
        job_ = *job;
        connect(job_, &JobBridge::changed, this, [this] {
            const auto& s = job_->snapshot();
            progress_->setRange(0, s.total > 0 ? 1000 : 0);
            if (s.total > 0) progress_->setValue(int(1000.0 * double(s.done) / double(s.total)));
        });
        connect(job_, &JobBridge::ended, this, &PublishPage::finish);
    });
}

void PublishPage::finish() {
    auto* job = std::exchange(job_, nullptr);
    job->deleteLater();
    setBusy(false);
    if (job->outcome().failure) return banner_->showFailure(*job->outcome().failure);
    if (!job->succeeded())
        return banner_->showMessage(tr("The export was cancelled"), tr("Nothing was written."), "warn");
    const auto result = job->result();
    written_ = words::text(result.folder);
    QStringList files;
    for (const auto& file : result.files) files << words::text(file);
    resultText_->setText(tr("%1 in %2").arg(words::bytes(result.bytes), QDir::toNativeSeparators(written_)) +
                         QStringLiteral("\n\n") + files.join(QLatin1Char('\n')));
    result_->show();
    suggestFolder();
}

void PublishPage::setBusy(bool busy) {
    progress_->setVisible(busy);
    progress_->setRange(0, 0);
    cancel_->setVisible(busy);
    export_->setEnabled(!busy && !folder_->text().trimmed().isEmpty());
    Q_EMIT stageChanged();
}

StageState PublishPage::stage() const {
    if (job_) return {StageState::Working, 0, tr("exporting")};
    const auto* run = project().run(selection().run());
    if (!run || !run->usable) return {StageState::Nothing, 0, tr("nothing is trained yet")};
    return {written_.isEmpty() ? StageState::Nothing : StageState::Ready, 0,
            written_.isEmpty() ? tr("ready to export") : written_};
}

QVector<PageAction> PublishPage::actions() {
    return {};
}

QString PublishPage::help() const {
    return tr(
        "The adapter is what the run has learned, in the format of PEFT: small, and used with the same base model. "
        "Merged, it becomes a whole "
        "model in the format of Hugging Face, which most programs load.");
}

}  // namespace tunesmith::ui

#include "ui/pages/data/import_view.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QTableView>
#include <QTimer>
#include <algorithm>

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/report_words.h"
#include "ui/bridge/selection.h"
#include "ui/bridge/words.h"
#include "ui/models/import_file_model.h"
#include "ui/pages/data/import_rows.h"
#include "ui/pages/data/read_form.h"
#include "ui/pages/data/role_form.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/card.h"
#include "ui/widgets/combo_box.h"
#include "ui/widgets/table.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {

constexpr int kDebounceMs = 120, kFileLines = 4;

}  // namespace

ImportView::ImportView(ProjectBridge& project, Selection& selection, QWidget* parent)
    : QWidget(parent), project_(project), selection_(selection) {
    auto* column = plainColumn(this);
    header_ = new PageHeader(tr("Add rows"));
    cancelButton_ = makeButton(tr("Cancel"));
    connect(cancelButton_, &QPushButton::clicked, this, [this] {
        if (import_)
            import_->cancel();
        else
            Q_EMIT cancelled();
    });
    hubButton_ = makeButton(tr("From the &Hub…"));
    hubButton_->setObjectName(QStringLiteral("openDataHub"));
    hubButton_->setToolTip(tr("Rows of a data set on the Hub, instead of these files"));
    connect(hubButton_, &QPushButton::clicked, this, &ImportView::hubAsked);
    header_->addAction(hubButton_);
    header_->addAction(cancelButton_);
    importButton_ = makePrimary(tr("&Import"));
    importButton_->setObjectName(QStringLiteral("importButton"));
    connect(importButton_, &QPushButton::clicked, this, &ImportView::start);
    header_->addAction(importButton_);
    column->addWidget(header_);
    banner_ = new Banner;
    column->addWidget(banner_);
    progressText_ = makeLabel({});
    progress_ = new QProgressBar;
    progress_->setTextVisible(false);
    progress_->setAccessibleName(tr("Import"));
    column->addWidget(progressText_);
    column->addWidget(progress_);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(space::kM);
    settingsCard_ = buildSettings();
    columns->addWidget(settingsCard_, 1);
    rows_ = new ImportRows(project_, selection_);
    columns->addWidget(rows_, 1);
    column->addLayout(columns, 1);
    debounce_ = new QTimer(this);
    debounce_->setSingleShot(true);
    debounce_->setInterval(kDebounceMs);
    connect(debounce_, &QTimer::timeout, this, &ImportView::askAll);
    setBusy(false);
}

QWidget* ImportView::buildSettings() {
    auto* card = new Card(tr("Which column is what"));
    format_ = makeLabel({}, TextStyle::Caption, "muted");
    card->addToTitle(format_);
    auto* area = new ScrollColumn;
    auto* inner = plainColumn(area->content());
    inner->addWidget(buildFiles());
    problem_ = makeParagraph({}, TextStyle::Body, "warn");
    inner->addWidget(problem_);
    roles_ = new RoleForm;
    connect(roles_, &RoleForm::changed, this, &ImportView::rolesChosen);
    inner->addWidget(roles_);
    read_ = new ReadForm;
    connect(read_, &ReadForm::changed, this, &ImportView::askAll);
    inner->addWidget(read_);
    inner->addStretch();
    card->body()->addWidget(area, 1);
    auto* line = new QFrame;
    line->setProperty("role", QByteArray("line"));
    card->body()->addWidget(line);
    card->body()->addWidget(buildName());
    return card;
}

QWidget* ImportView::buildFiles() {
    filesBox_ = new QWidget;
    filesBox_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto* column = plainColumn(filesBox_, space::kS);
    fileModel_ = new ImportFileModel(this);
    fileTable_ = new QTableView;
    fileTable_->setObjectName(QStringLiteral("importFiles"));
    fileTable_->setModel(fileModel_);
    styleTable(fileTable_);
    fileTable_->setAccessibleName(tr("Files to import"));
    fileTable_->horizontalHeader()->setSectionResizeMode(ImportFileModel::Roles, QHeaderView::Stretch);
    fileTable_->setColumnWidth(ImportFileModel::File, 150);
    fileTable_->setColumnWidth(ImportFileModel::Format, 90);
    fileTable_->setFixedHeight(fileTable_->horizontalHeader()->minimumHeight() + 2 +
                               kFileLines * fileTable_->verticalHeader()->defaultSectionSize());
    connect(fileTable_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ImportView::showFile);
    column->addWidget(fileTable_);
    same_ = new QCheckBox(tr("What I choose below holds for &all files"));
    same_->setObjectName(QStringLiteral("sameColumns"));
    connect(same_, &QCheckBox::toggled, this, &ImportView::setSame);
    column->addWidget(same_);
    return filesBox_;
}

QWidget* ImportView::buildName() {
    auto* form = new FormGrid(2, 3);
    name_ = new QLineEdit;
    name_->setObjectName(QStringLiteral("datasetName"));
    form->add(tr("&Name of the data set"), name_);
    validation_ = new ComboBox;
    validation_->addItem(tr("10 % of the rows"), 0.1);
    validation_->addItem(tr("20 % of the rows"), 0.2);
    validation_->addItem(tr("5 % of the rows"), 0.05);
    validation_->addItem(tr("Nothing: decide when training"), 0.0);
    validation_->setToolTip(tr(
        "Rows set aside are never trained on. They show whether the model has understood or only learned by heart."));
    form->add(tr("&Set aside to test with"), validation_);
    connect(name_, &QLineEdit::textChanged, this, [this] { setBusy(import_ != nullptr); });
    return form;
}

// ---- choosing

void ImportView::setFiles(const QStringList& files, const QString& name) {
    files_.clear();
    for (const QString& path : files) files_.push_back({std::int64_t(files_.size()), path, false, {}, {}, {}});
    asked_.assign(files_.size(), 0);
    banner_->hide();
    const QString file = QFileInfo(files.value(0)).fileName();
    header_->setSubtitle(
        files.size() == 1
            ? tr("From %1. Check that the rows on the right read as you mean them, then import.").arg(file)
            : tr("From %1 and %n more file(s). Check that the rows on the right read as you mean them, then import.",
                 nullptr, int(files.size()) - 1)
                  .arg(file));
    name_->setText(freeName(name.isEmpty() ? QFileInfo(files.value(0)).completeBaseName() : name));
    {
        const QSignalBlocker quiet(same_);
        same_->setChecked(false);
    }
    filesBox_->setVisible(files.size() > 1);
    fileModel_->setItems(files_);
    read_->reset();
    roles_->clear();
    fileTable_->selectRow(0);
    showFile();
    askAll();
}

QString ImportView::freeName(const QString& base) const {
    QString name = base;
    for (int i = 2; project_.dataset(name); ++i) name = QStringLiteral("%1-%2").arg(base).arg(i);
    return name;
}

ImportFile* ImportView::current() {
    const int row = std::max(0, fileTable_->currentIndex().row());
    return row < int(files_.size()) ? &files_[std::size_t(row)] : nullptr;
}

ImportRequest ImportView::request() const {
    ImportRequest request;
    for (const ImportFile& file : files_) {
        request.files.push_back(file.path.toStdString());
        request.own[file.path.toStdString()] = file.roles;
    }
    request.name = name_->text().trimmed().toStdString();
    read_->apply(request);
    request.validation = validation_->currentData().toDouble();
    return request;
}

void ImportView::rolesChosen(const FileRoles& roles) {
    for (std::size_t i = 0; i < files_.size(); ++i) {
        if (!same_->isChecked() && &files_[i] != current()) continue;
        files_[i].roles = roles;
        ++asked_[i];  // what is being answered is about other roles
    }
    debounce_->start();
}

void ImportView::setSame(bool same) {
    if (same && current()) rolesChosen(FileRoles(current()->roles));
}

void ImportView::askAll() {
    for (std::size_t i = 0; i < files_.size(); ++i) askPreview(i);
}

void ImportView::askPreview(std::size_t file) {
    const int question = ++asked_[file];
    ImportRequest wanted = request();
    wanted.files = {files_[file].path.toStdString()};
    project_.previewImport(wanted, this,
                           [this, file, question, path = files_[file].path](Result<ImportPreviewInfo> preview) {
                               if (file < files_.size() && files_[file].path == path && question == asked_[file])
                                   showPreview(file, std::move(preview));
                           });
}

void ImportView::showPreview(std::size_t index, Result<ImportPreviewInfo> preview) {
    ImportFile& file = files_[index];
    file.known = true;
    if (preview) {
        file.preview = std::move(*preview);
        file.problem = issueReasonText(file.preview.problem);
    } else {  // its columns and choices stay, to choose others
        const auto text = words::failure(*preview.failure);
        file.problem = text.detail.isEmpty() ? text.title : text.detail;
        file.preview.rows.clear();
        file.preview.issues.clear();
    }
    fileModel_->setItems(files_);
    if (&file == current()) showFile();
    setBusy(import_ != nullptr);
}

void ImportView::showFile() {
    const ImportFile* file = current();
    if (!file) return;
    if (!file->known) {
        format_->setText(tr("reading…"));
        problem_->hide();
        rows_->show({});
        return;
    }
    QStringList facts{words::text(file->preview.format)};
    if (!file->preview.delimiter.empty()) facts << tr("separated by %1").arg(words::text(file->preview.delimiter));
    if (!file->preview.encodingNote.empty()) facts << words::text(file->preview.encodingNote);
    facts.removeAll(QString());
    format_->setText(facts.join(QStringLiteral(" · ")));
    problem_->setText(file->problem);
    problem_->setVisible(!file->problem.isEmpty());
    roles_->show(file->preview, file->roles);
    read_->offer(file->preview);
    rows_->show(file->preview);
}

// ---- importing

void ImportView::start() {
    if (import_) return;
    banner_->hide();
    setBusy(true);
    project_.startImport(request(), this, [this](Result<ImportBridge*> import) {
        if (!import) {
            setBusy(false);
            banner_->showFailure(*import.failure);
            return;
        }
        import_ = *import;
        connect(import_, &JobBridge::changed, this, &ImportView::showProgress);
        connect(import_, &JobBridge::ended, this, &ImportView::finish);
    });
}

void ImportView::showProgress() {
    const auto& s = import_->snapshot();
    progress_->setRange(0, s.total > 0 ? 1000 : 0);
    if (s.total > 0) progress_->setValue(int(1000.0 * double(s.done) / double(s.total)));
    QString text = tr("Importing…");
    if (s.secondsLeft > 3) text += QLatin1Char(' ') + tr("%1 left").arg(words::duration(s.secondsLeft));
    progressText_->setText(text);
}

void ImportView::finish() {
    auto* import = std::exchange(import_, nullptr);
    import->deleteLater();
    setBusy(false);
    if (import->outcome().state == JobState::Cancelled) {
        banner_->showMessage(tr("The import was cancelled"), tr("Nothing was added."), "warn");
        return;
    }
    if (import->outcome().failure) {
        banner_->showFailure(*import->outcome().failure);
        return;
    }
    const auto report = import->report();
    Q_EMIT imported(name_->text().trimmed(), report.rows, report.issues);
}

QString ImportView::whyNot() const {
    for (const ImportFile& file : files_)
        if (!file.usable())
            return file.known ? tr("No row can be made of %1 yet: see which column is what.")
                                    .arg(QFileInfo(file.path).fileName())
                              : tr("The files are still being read.");
    return name_->text().trimmed().isEmpty() ? tr("Give the data set a name.") : QString();
}

void ImportView::setBusy(bool busy) {
    progress_->setVisible(busy);
    progressText_->setVisible(busy);
    progressText_->setText(tr("Importing…"));
    progress_->setRange(0, 0);
    settingsCard_->setEnabled(!busy);
    hubButton_->setEnabled(!busy);
    const QString obstacle = whyNot();
    importButton_->setEnabled(!busy && !files_.empty() && obstacle.isEmpty());
    importButton_->setToolTip(obstacle);
}

}  // namespace tunesmith::ui

#include "ui/pages/data/import_view.h"

#include <QComboBox>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QTimer>

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/selection.h"
#include "ui/bridge/words.h"
#include "ui/models/issue_table_model.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/card.h"
#include "ui/widgets/combo_box.h"
#include "ui/widgets/form_grid.h"
#include "ui/widgets/rendered_view.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {

constexpr int kDebounceMs = 120;

struct RoleChoice {
    const char* role;
    const char* words;
};

/// What a column can be, in the user's words; "" is not used.
const RoleChoice kRoles[] = {
    {"", QT_TRANSLATE_NOOP("tunesmith::ui::ImportView", "not used")},
    {"user", QT_TRANSLATE_NOOP("tunesmith::ui::ImportView", "Question (user)")},
    {"assistant", QT_TRANSLATE_NOOP("tunesmith::ui::ImportView", "Answer to learn (assistant)")},
    {"context", QT_TRANSLATE_NOOP("tunesmith::ui::ImportView", "Context, above the question")},
    {"input", QT_TRANSLATE_NOOP("tunesmith::ui::ImportView", "Input, below the instruction")},
    {"system", QT_TRANSLATE_NOOP("tunesmith::ui::ImportView", "Who the model is (system)")},
    {"messages", QT_TRANSLATE_NOOP("tunesmith::ui::ImportView", "Whole conversation (messages)")},
    {"text", QT_TRANSLATE_NOOP("tunesmith::ui::ImportView", "Plain text to learn")},
    {"chosen", QT_TRANSLATE_NOOP("tunesmith::ui::ImportView", "Better answer (chosen)")},
    {"rejected", QT_TRANSLATE_NOOP("tunesmith::ui::ImportView", "Worse answer (rejected)")},
    {"instances", QT_TRANSLATE_NOOP("tunesmith::ui::ImportView", "List of examples (instances)")},
    {"label", QT_TRANSLATE_NOOP("tunesmith::ui::ImportView", "Right fact or class (label)")},
};

}  // namespace

ImportView::ImportView(ProjectBridge& project, Selection& selection, QWidget* parent)
    : QWidget(parent), project_(project), selection_(selection) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kM);
    header_ = new PageHeader(tr("Add rows"));
    cancelButton_ = makeButton(tr("Cancel"));
    connect(cancelButton_, &QPushButton::clicked, this, [this] {
        if (import_)
            import_->cancel();
        else
            Q_EMIT cancelled();
    });
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
    columns->addWidget(buildPreview(), 1);
    column->addLayout(columns, 1);
    debounce_ = new QTimer(this);
    debounce_->setSingleShot(true);
    debounce_->setInterval(kDebounceMs);
    connect(debounce_, &QTimer::timeout, this, &ImportView::askPreview);
    setBusy(false);
}

QWidget* ImportView::buildSettings() {
    auto* card = new Card(tr("Which column is what"));
    format_ = makeLabel({}, TextStyle::Caption, "muted");
    card->addToTitle(format_);
    problem_ = makeParagraph({}, TextStyle::Body, "warn");
    card->body()->addWidget(problem_);
    auto* area = new ScrollColumn;
    auto* inner = plainColumn(area->content());
    columns_ = new FormGrid(2, 3);
    inner->addWidget(columns_);
    inner->addStretch();
    card->body()->addWidget(area, 1);

    auto* line = new QFrame;
    line->setProperty("role", QByteArray("line"));
    card->body()->addWidget(line);
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
    card->body()->addWidget(form);
    connect(name_, &QLineEdit::textChanged, this, [this] { setBusy(import_ != nullptr); });
    return card;
}

QWidget* ImportView::buildPreview() {
    auto* card = new Card(tr("What the model will see"));
    position_ = makeLabel({}, TextStyle::Caption, "muted");
    card->addToTitle(position_);
    previous_ = makeLink(tr("Previous"));
    next_ = makeLink(tr("Next row"));
    card->addToTitle(previous_);
    card->addToTitle(next_);
    const auto step = [this](int by) {
        const int rows = int(preview_.rows.size());
        if (rows == 0) return;
        row_ = (row_ + by + rows) % rows;
        showRow();
    };
    connect(previous_, &QPushButton::clicked, this, [step] { step(-1); });
    connect(next_, &QPushButton::clicked, this, [step] { step(1); });
    auto* area = new ScrollColumn;
    auto* inner = plainColumn(area->content(), space::kS);
    view_ = new RenderedView;
    inner->addWidget(view_);
    viewSummary_ = makeParagraph({}, TextStyle::Body, "muted");
    inner->addWidget(viewSummary_);
    issues_ = makeParagraph({}, TextStyle::Body, "warn");
    inner->addWidget(issues_);
    inner->addStretch();
    card->body()->addWidget(area, 1);
    return card;
}

// ---- choosing

void ImportView::setFiles(const QStringList& files) {
    files_ = files;
    mapping_.clear();
    row_ = 0;
    preview_ = {};
    banner_->hide();
    const QString file = QFileInfo(files.value(0)).fileName();
    header_->setSubtitle(
        files.size() == 1
            ? tr("From %1. Check that the row on the right reads as you mean it, then import.").arg(file)
            : tr("From %1 and %n more file(s). Check that the row on the right reads as you mean it, then import.",
                 nullptr, int(files.size()) - 1)
                  .arg(file));
    name_->setText(freeName(files.value(0)));
    showColumns({});
    format_->setText(tr("reading…"));
    problem_->hide();
    view_->clear();
    setBusy(false);
    askPreview();
}

QString ImportView::freeName(const QString& file) const {
    const QString base = QFileInfo(file).completeBaseName();
    QString name = base;
    for (int i = 2; project_.dataset(name); ++i) name = QStringLiteral("%1-%2").arg(base).arg(i);
    return name;
}

ImportRequest ImportView::request() const {
    ImportRequest request;
    for (const auto& file : files_) request.files.push_back(file.toStdString());
    request.name = name_->text().trimmed().toStdString();
    request.mapping = mapping_;
    request.validation = validation_->currentData().toDouble();
    return request;
}

void ImportView::askPreview() {
    const int question = ++asked_;
    project_.previewImport(request(), this, [this, question](Result<ImportPreviewInfo> preview) {
        if (question == asked_) showPreview(std::move(preview));
    });
}

void ImportView::showPreview(Result<ImportPreviewInfo> preview) {
    if (!preview) {
        const auto text = words::failure(*preview.failure);
        problem_->setText(text.detail.isEmpty() ? text.title : text.detail);
        problem_->show();
        preview_.rows.clear();
        if (mapping_.empty()) format_->clear();
        showRow();
        setBusy(false);
        return;
    }
    const bool sameColumns = preview->columns == preview_.columns;
    preview_ = std::move(*preview);
    QStringList facts{words::text(preview_.format)};
    if (!preview_.delimiter.empty()) facts << tr("separated by %1").arg(words::text(preview_.delimiter));
    if (!preview_.encodingNote.empty()) facts << words::text(preview_.encodingNote);
    format_->setText(facts.join(QStringLiteral(" · ")));
    problem_->setText(words::text(preview_.problem));
    problem_->setVisible(!preview_.problem.empty());
    if (!sameColumns || mapping_.empty()) showColumns(preview_);
    row_ = std::min(row_, std::max(0, int(preview_.rows.size()) - 1));
    showRow();
    setBusy(false);
}

void ImportView::showColumns(const ImportPreviewInfo& preview) {
    columns_->clear();
    roleBoxes_.clear();
    for (std::size_t i = 0; i < preview.columns.size(); ++i) {
        auto* name = new ElidedLabel(words::text(preview.columns[i]));
        name->setFont(fontFor(TextStyle::Strong));
        auto* box = new ComboBox;
        for (const auto& choice : kRoles) box->addItem(tr(choice.words), QString::fromLatin1(choice.role));
        for (const auto& [role, column] : preview.mapping)
            if (column == preview.columns[i]) box->setCurrentIndex(std::max(0, box->findData(words::text(role))));
        box->setAccessibleName(tr("What the column %1 is").arg(words::text(preview.columns[i])));
        connect(box, &QComboBox::activated, this, [this, i] { roleChosen(int(i)); });
        columns_->add(name, box);
        roleBoxes_.push_back(box);
    }
}

void ImportView::roleChosen(int column) {
    const QString role = roleBoxes_[std::size_t(column)]->currentData().toString();
    mapping_.clear();
    for (std::size_t i = 0; i < roleBoxes_.size(); ++i) {
        auto* box = roleBoxes_[i];
        if (int(i) != column && !role.isEmpty() && box->currentData().toString() == role)
            box->setCurrentIndex(0);  // one column a role
        const auto chosen = box->currentData().toString().toStdString();
        if (!chosen.empty()) mapping_.emplace_back(chosen, preview_.columns[i]);
    }
    // What was guessed and is no longer wanted is taken away by name.
    for (const auto& [guessed, guessedColumn] : preview_.mapping) {
        bool used = false;
        for (const auto& [chosen, chosenColumn] : mapping_) used = used || chosen == guessed;
        if (!used) mapping_.emplace_back(guessed, "");
    }
    debounce_->start();
}

void ImportView::showRow() {
    const bool any = row_ < int(preview_.rows.size());
    previous_->setEnabled(preview_.rows.size() > 1);
    next_->setEnabled(preview_.rows.size() > 1);
    issues_->setVisible(!preview_.issues.empty());
    if (!preview_.issues.empty())
        issues_->setText(
            tr("Some rows cannot be used and are kept aside with the reason. The first: %1 (%2)")
                .arg(words::text(preview_.issues.front().reason), placeText(preview_.issues.front().source)));
    if (!any) {
        position_->clear();
        view_->clear();
        viewSummary_->setText(
            tr("No row can be made yet. Say on the left which column is the question and which the answer."));
        return;
    }
    position_->setText(tr("row %1 of the first %2").arg(row_ + 1).arg(preview_.rows.size()));
    view_->showRecord(preview_.rows[std::size_t(row_)]);
    viewSummary_->setText(selection_.model().isEmpty() ? tr("Underlined is what the model learns to write.")
                                                       : QString());
    if (!selection_.model().isEmpty()) renderRow(++rendered_);
}

void ImportView::renderRow(int question) {
    project_.render(preview_.rows[std::size_t(row_)], selection_.model(), selection_.recipe(), this,
                    [this, question](Result<RenderedRow> rendered) {
                        if (question != rendered_ || !rendered) return;
                        view_->showRendered(*rendered);
                        viewSummary_->setText(view_->summary());
                    });
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

void ImportView::setBusy(bool busy) {
    progress_->setVisible(busy);
    progressText_->setVisible(busy);
    progressText_->setText(tr("Importing…"));
    progress_->setRange(0, 0);
    settingsCard_->setEnabled(!busy);
    importButton_->setEnabled(!busy && !preview_.rows.empty() && !name_->text().trimmed().isEmpty());
    importButton_->setToolTip(preview_.rows.empty() ? tr("No row can be made yet: see which column is what.")
                                                    : QString());
}

}  // namespace tunesmith::ui

#include "ui/pages/data/export_dialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include "ui/pages/page_layout.h"
#include "ui/widgets/combo_box.h"
#include "ui/widgets/form_grid.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {

QString formatWords(const std::string& name) {
    if (name == "messages") return ExportDialog::tr("Conversations, one a line (JSONL)");
    if (name == "alpaca") return ExportDialog::tr("Instructions and answers, Alpaca (JSONL)");
    if (name == "sharegpt") return ExportDialog::tr("Conversations, ShareGPT (JSONL)");
    if (name == "dpo") return ExportDialog::tr("Preferences, for DPO (JSONL)");
    if (name == "csv") return ExportDialog::tr("Table for spreadsheets (CSV)");
    if (name == "parquet") return ExportDialog::tr("Table for other programs (Parquet)");
    return QString::fromStdString(name);
}

}  // namespace

ExportDialog::ExportDialog(QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Save the rows as a file"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::kXl, space::kL, space::kXl, space::kL);
    column->setSpacing(space::kM);
    column->addWidget(makeLabel(tr("Save the rows as a file"), TextStyle::CardTitle));
    column->addWidget(makeParagraph(tr("The rows as they are now. Rows that the kind of file cannot hold are named, not "
                                       "cut."),
                                    TextStyle::Body, "muted"));
    auto* form = new FormGrid;
    format_ = new ComboBox;
    format_->setObjectName(QStringLiteral("exportFormat"));
    for (const ExportFormat& format : exportFormats())
        format_->addItem(formatWords(format.name),
                         QStringList{QString::fromStdString(format.name), QString::fromStdString(format.extension)});
    rows_ = new ComboBox;
    rows_->addItem(tr("all"), -1);
    rows_->addItem(tr("that train"), int(Split::Train));
    rows_->addItem(tr("that validate"), int(Split::Validation));
    rows_->addItem(tr("that test"), int(Split::Test));
    form->add(tr("&Kind of file"), format_);
    form->add(tr("&Rows"), rows_);
    column->addWidget(form);
    extra_ = new QCheckBox(tr("&Columns that play no role in training too"));
    extra_->setChecked(true);
    column->addWidget(extra_);
    guard_ = new QCheckBox(tr("Keep s&preadsheets from computing cells that begin with =, +, - or @"));
    guard_->setChecked(true);
    column->addWidget(guard_);
    card_ = new QCheckBox(tr("A data c&ard beside it: what is in it, where it comes from, what was done to it"));
    card_->setChecked(true);
    column->addWidget(card_);
    auto* words = new FormGrid;
    description_ = new QLineEdit;
    description_->setPlaceholderText(tr("what the rows are"));
    licence_ = new QLineEdit;
    licence_->setPlaceholderText(tr("such as cc-by-4.0"));
    words->add(tr("&Description"), description_);
    words->add(tr("&Licence"), licence_);
    column->addWidget(words);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("&Save…"));
    buttons->button(QDialogButtonBox::Ok)->setProperty("kind", QByteArray("primary"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    connect(format_, &QComboBox::currentIndexChanged, this, &ExportDialog::follow);
    connect(card_, &QCheckBox::toggled, words, &QWidget::setEnabled);
    follow();
}

void ExportDialog::follow() {
    guard_->setVisible(extension() == QLatin1String("csv"));
}

QString ExportDialog::extension() const {
    return format_->currentData().toStringList().value(1);
}

DataExportRequest ExportDialog::request() const {
    DataExportRequest request;
    request.format = format_->currentData().toStringList().value(0).toStdString();
    if (const int split = rows_->currentData().toInt(); split >= 0) request.splits = {Split(split)};
    request.extra = extra_->isChecked();
    request.guardFormulas = guard_->isChecked();
    request.card = card_->isChecked();
    request.description = description_->text().trimmed().toStdString();
    request.licence = licence_->text().trimmed().toStdString();
    return request;
}

}  // namespace tunesmith::ui

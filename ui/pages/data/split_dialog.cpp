#include "ui/pages/data/split_dialog.h"

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

ComboBox* shares(const char* name, double usual) {
    auto* box = new ComboBox;
    box->setObjectName(QLatin1String(name));
    for (const int percent : {0, 5, 10, 20, 30}) box->addItem(SplitDialog::tr("%1 %").arg(percent), percent / 100.0);
    box->setCurrentIndex(box->findData(usual));
    return box;
}

}  // namespace

SplitDialog::SplitDialog(QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Split the rows"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::kXl, space::kL, space::kXl, space::kL);
    column->setSpacing(space::kM);
    column->addWidget(makeLabel(tr("Split the rows"), TextStyle::CardTitle));
    column->addWidget(makeParagraph(tr("The model learns from the training rows, is watched with the validation rows "
                                       "while it learns, and is measured "
                                       "with the test rows at the end."),
                                    TextStyle::Body, "muted"));
    auto* form = new FormGrid;
    validation_ = shares("validationShare", 0.1);
    test_ = shares("testShare", 0.0);
    by_ = new ComboBox;
    by_->addItem(tr("each row by itself"), QStringLiteral("row"));
    by_->addItem(tr("rows with the same question stay together"), QStringLiteral("question"));
    by_->addItem(tr("rows with the same value in a column stay together"), QStringLiteral("column"));
    by_->addItem(tr("by time: the latest rows are held out"), QStringLiteral("time:"));
    column_ = new QLineEdit;
    column_->setPlaceholderText(tr("the column's name, as in the file"));
    form->add(tr("To &validate"), validation_);
    form->add(tr("To &test"), test_);
    form->add(tr("&How"), by_);
    form->add(tr("&Column"), column_);
    column->addWidget(form);
    stratify_ = new QCheckBox(tr("&Give each label its share"));
    column->addWidget(stratify_);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("&Split"));
    buttons->button(QDialogButtonBox::Ok)->setProperty("kind", QByteArray("primary"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    connect(by_, &QComboBox::activated, this, &SplitDialog::follow);
    follow();
}

void SplitDialog::setStratified(bool on) {
    stratify_->setChecked(on);
}

void SplitDialog::follow() {
    const QString by = by_->currentData().toString();
    column_->setEnabled(by == QLatin1String("column") || by == QLatin1String("time:"));
    stratify_->setEnabled(by != QLatin1String("time:"));
}

SplitRequest SplitDialog::request() const {
    SplitRequest request;
    request.validation = validation_->currentData().toDouble();
    request.test = test_->currentData().toDouble();
    const std::string by = by_->currentData().toString().toStdString(), name = column_->text().trimmed().toStdString();
    request.by = by == "column" ? name : by == "time:" ? by + name : by;
    request.stratify = stratify_->isEnabled() && stratify_->isChecked();
    return request;
}

}  // namespace tunesmith::ui

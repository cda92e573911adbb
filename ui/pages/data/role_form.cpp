#include "ui/pages/data/role_form.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <set>

#include "ui/bridge/role_words.h"
#include "ui/bridge/words.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/combo_box.h"
#include "ui/widgets/form_grid.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {

constexpr int kTemplateLines = 3;

/// "{context}", an empty line, "{question}": of the columns that there are, but not of the answer.
QString exampleOf(const ImportPreviewInfo& preview) {
    std::string user;
    std::set<std::string> others(preview.columns.begin(), preview.columns.end());
    for (const auto& [role, column] : preview.mapping) {
        if (role == "user") user = column;
        if (role == "user" || role == "assistant") others.erase(column);
    }
    QStringList parts;
    for (const std::string& column : preview.columns)
        if (others.count(column) > 0 && parts.isEmpty()) parts << QStringLiteral("{%1}").arg(words::text(column));
    if (!user.empty()) parts << QStringLiteral("{%1}").arg(words::text(user));
    return parts.join(QStringLiteral("\n\n"));
}

}  // namespace

RoleForm::RoleForm(QWidget* parent) : QWidget(parent) {
    auto* column = plainColumn(this);
    columns_ = new FormGrid(2, 3);
    column->addWidget(columns_);
    wording_ = new QWidget;
    auto* wording = plainColumn(wording_, space::kXs);
    auto* label = makeLabel(tr("Question &made of several columns"));
    template_ = new QPlainTextEdit;
    template_->setObjectName(QStringLiteral("userTemplate"));
    template_->setTabChangesFocus(true);
    template_->setToolTip(
        tr("The question as the model will read it, with columns in braces. Empty: the column that is the question, "
           "with its context above and its input below."));
    template_->setFixedHeight(template_->fontMetrics().height() * kTemplateLines + 16);
    label->setBuddy(template_);
    wording->addWidget(label);
    wording->addWidget(template_);
    column->addWidget(wording_);
    connect(template_, &QPlainTextEdit::textChanged, this, [this] {
        roles_.userTemplate = template_->toPlainText().toStdString();
        tell();
    });
}

void RoleForm::clear() {
    columns_->clear();
    boxes_.clear();
    preview_ = {};
    wording_->hide();
}

void RoleForm::show(const ImportPreviewInfo& preview, const FileRoles& roles) {
    const bool same = preview.columns == preview_.columns && !boxes_.empty();
    preview_ = preview;
    roles_ = roles;
    if (words::text(roles.userTemplate) != template_->toPlainText()) {
        const QSignalBlocker quiet(template_);
        template_->setPlainText(words::text(roles.userTemplate));
    }
    wording_->setVisible(preview.columns.size() > 1);
    template_->setPlaceholderText(exampleOf(preview));
    if (!same) buildBoxes();
    const auto& mapping = roles.mapping.empty() ? preview.mapping : roles.mapping;
    for (std::size_t i = 0; i < boxes_.size(); ++i) {
        int chosen = 0;
        for (const auto& [role, column] : mapping)
            if (column == preview.columns[i]) chosen = std::max(0, boxes_[i]->findData(words::text(role)));
        boxes_[i]->setCurrentIndex(chosen);
    }
}

void RoleForm::buildBoxes() {
    columns_->clear();
    boxes_.clear();
    for (std::size_t i = 0; i < preview_.columns.size(); ++i) {
        const QString column = words::text(preview_.columns[i]);
        auto* name = new ElidedLabel(column);
        name->setFont(fontFor(TextStyle::Strong));
        auto* box = new ComboBox;
        for (const RoleWords& choice : roleChoices()) box->addItem(choice.full, QString::fromLatin1(choice.role));
        box->setAccessibleName(tr("What the column %1 is").arg(column));
        connect(box, &QComboBox::activated, this, [this, i] { roleChosen(i); });
        columns_->add(name, box);
        boxes_.push_back(box);
    }
}

void RoleForm::roleChosen(std::size_t column) {
    const QString role = boxes_[column]->currentData().toString();
    roles_.mapping.clear();
    for (std::size_t i = 0; i < boxes_.size(); ++i) {
        QComboBox* box = boxes_[i];
        if (i != column && !role.isEmpty() && box->currentData().toString() == role)
            box->setCurrentIndex(0);  // one column a role
        const auto chosen = box->currentData().toString().toStdString();
        if (!chosen.empty()) roles_.mapping.emplace_back(chosen, preview_.columns[i]);
    }
    // What was recognised and is no longer wanted is taken away by name.
    for (const auto& [recognised, from] : preview_.mapping) {
        bool used = false;
        for (const auto& [chosen, to] : roles_.mapping) used = used || chosen == recognised;
        if (!used) roles_.mapping.emplace_back(recognised, "");
    }
    tell();
}

void RoleForm::tell() {
    Q_EMIT changed(roles_);
}

}  // namespace tunesmith::ui

#include "ui/widgets/form_grid.h"

#include <QGridLayout>
#include <QLabel>

#include "ui/bridge/tokens.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

FormGrid::FormGrid(int labelShare, int fieldShare, QWidget* parent) : QWidget(parent), grid_(new QGridLayout(this)) {
    grid_->setContentsMargins(0, 0, 0, 0);
    grid_->setHorizontalSpacing(space::kM);
    grid_->setVerticalSpacing(space::kS);
    grid_->setColumnStretch(0, labelShare);
    grid_->setColumnStretch(1, fieldShare);
}

QLabel* FormGrid::add(const QString& label, QWidget* field, QWidget* beside) {
    auto* made = makeLabel(label);
    made->setWordWrap(grid_->columnStretch(0) > 0);
    add(made, field, beside);
    return made;
}

void FormGrid::add(QLabel* label, QWidget* field, QWidget* beside) {
    label->setBuddy(field);
    const int row = grid_->rowCount();
    grid_->addWidget(label, row, 0);
    grid_->addWidget(field, row, 1, 1, beside ? 1 : 2);
    if (beside) grid_->addWidget(beside, row, 2);
}

void FormGrid::addWide(QWidget* widget) {
    grid_->addWidget(widget, grid_->rowCount(), 0, 1, 3);
}

void FormGrid::setShown(QWidget* field, bool shown) {
    field->setVisible(shown);
    for (int i = 0; i < grid_->count(); ++i)
        if (auto* label = qobject_cast<QLabel*>(grid_->itemAt(i)->widget()); label && label->buddy() == field)
            label->setVisible(shown);
}

bool FormGrid::isEmpty() const {
    return grid_->count() == 0;
}

void FormGrid::clear() {
    while (auto* item = grid_->takeAt(0)) {
        if (item->widget()) item->widget()->deleteLater();
        delete item;
    }
}

}  // namespace tunesmith::ui

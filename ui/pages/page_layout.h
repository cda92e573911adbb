// The frame that all pages share: a column within its margins.
#pragma once

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <QWidget>

#include "ui/bridge/tokens.h"
#include "ui/widgets/plain_column.h"
#include "ui/widgets/scroll_column.h"

namespace tunesmith::ui {

inline QVBoxLayout* pageColumn(QWidget* page) {
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(space::kXl, space::kL, space::kXl, space::kL);
    column->setSpacing(space::kM);
    return column;
}

}  // namespace tunesmith::ui

// The frame that all pages share: a column within its margins.
#pragma once

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <QWidget>

#include "ui/bridge/tokens.h"
#include "ui/widgets/scroll_column.h"

namespace tunesmith::ui {

inline QVBoxLayout* pageColumn(QWidget* page) {
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(space::kXl, space::kL, space::kXl, space::kL);
    column->setSpacing(space::kM);
    return column;
}

inline QVBoxLayout* plainColumn(QWidget* widget, int spacing = space::kM) {
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing);
    return column;
}

}  // namespace tunesmith::ui

// plainColumn: a column without margins, for widgets within widgets.
#pragma once

#include <QVBoxLayout>
#include <QWidget>

#include "ui/bridge/tokens.h"

namespace tunesmith::ui {

inline QVBoxLayout* plainColumn(QWidget* widget, int spacing = space::kM) {
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing);
    return column;
}

}  // namespace tunesmith::ui

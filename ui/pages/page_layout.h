// The frame that all pages share: margins, the column, a scroll area without borders.
#pragma once

#include <QScrollArea>
#include <QVBoxLayout>
#include <QWidget>
#include <utility>

#include "ui/bridge/tokens.h"

namespace tunesmith::ui {

inline QVBoxLayout* pageColumn(QWidget* page) {
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(space::kXl, space::kL, space::kXl, space::kL);
    column->setSpacing(space::kM);
    return column;
}

/// The area and its content widget, which has no layout yet.
inline std::pair<QScrollArea*, QWidget*> scrollArea() {
    auto* area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    auto* content = new QWidget;
    area->setWidget(content);
    return {area, content};
}

}  // namespace tunesmith::ui

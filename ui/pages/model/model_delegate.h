// ModelDelegate: a model in the library's list: name, facts, and whether it fits this computer.
#pragma once

#include <QStyledItemDelegate>

#include "core/engine/project.h"

namespace tunesmith::ui {

class ModelDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// "fits", "tight", "too large"
QString verdictWord(Verdict verdict);
const char* verdictTone(Verdict verdict);

}  // namespace tunesmith::ui

#include "ui/pages/model/model_delegate.h"

#include <QPainter>

#include "ui/bridge/tokens.h"
#include "ui/models/model_list_model.h"
#include "ui/widgets/icon.h"

namespace tunesmith::ui {

QString verdictWord(Verdict verdict) {
    switch (verdict) {
        case Verdict::Fits:
            return ModelDelegate::tr("fits");
        case Verdict::Tight:
            return ModelDelegate::tr("tight");
        case Verdict::No:
            return ModelDelegate::tr("too large");
    }
    return {};
}

const char* verdictTone(Verdict verdict) {
    return verdict == Verdict::Fits ? "good" : verdict == Verdict::Tight ? "warn" : "bad";
}

QSize ModelDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    const QFontMetrics strong(fontFor(TextStyle::Strong)), caption(fontFor(TextStyle::Caption));
    return {240, strong.height() + caption.height() + 26};
}

void ModelDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto& t = tokens();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(option.rect).adjusted(2, 2, -2, -2);
    const bool selected = option.state & QStyle::State_Selected, hover = option.state & QStyle::State_MouseOver;
    if (selected || hover) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? t.selection : t.raised);
        painter->drawRoundedRect(box, 6, 6);
    }
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(t.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6);
    }
    const QString problem = index.data(ModelListModel::ProblemRole).toString();
    const QVariant fit = index.data(ModelListModel::FitRole);
    QString badge;
    QColor colour = t.muted;
    if (!problem.isEmpty()) {
        badge = tr("cannot be used");
        colour = t.bad;
    } else if (fit.isValid()) {
        const auto verdict = Verdict(fit.toInt());
        badge = verdictWord(verdict);
        colour = verdict == Verdict::Fits ? t.good : verdict == Verdict::Tight ? t.warn : t.bad;
    }
    const bool mirrored = option.direction == Qt::RightToLeft;
    QRectF text = box.adjusted(12, 10, -12, -10);
    painter->setFont(fontFor(TextStyle::Caption));
    const double badgeWidth = painter->fontMetrics().horizontalAdvance(badge) + 12;
    painter->setPen(colour);
    painter->drawText(text, (mirrored ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter, badge);
    if (mirrored)
        text.setLeft(text.left() + badgeWidth);
    else
        text.setRight(text.right() - badgeWidth);
    const auto align = mirrored ? Qt::AlignRight : Qt::AlignLeft;
    painter->setFont(fontFor(TextStyle::Strong));
    painter->setPen(t.text);
    painter->drawText(
        text, align | Qt::AlignTop,
        painter->fontMetrics().elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideMiddle, int(text.width())));
    painter->setFont(fontFor(TextStyle::Caption));
    painter->setPen(selected ? t.text : t.muted);
    painter->drawText(text, align | Qt::AlignBottom,
                      painter->fontMetrics().elidedText(index.data(ModelListModel::FactsRole).toString(),
                                                        Qt::ElideRight, int(text.width())));
    painter->restore();
}

}  // namespace tunesmith::ui

#include "ui/hub/hub_results.h"

#include <QFileInfo>
#include <QPainter>

#include "ui/bridge/tokens.h"
#include "ui/bridge/words.h"

namespace tunesmith::ui {

namespace {

QString joined(const QStringList& parts) {
    return parts.join(QStringLiteral(" · "));
}

QString factsOf(const hub::RepoSummary& model) {
    QStringList parts;
    if (model.parameters > 0) parts << HubResults::tr("%1 parameters").arg(words::parameters(model.parameters));
    parts << (model.licence.empty() ? HubResults::tr("no licence named") : words::text(model.licence));
    parts << HubResults::tr("%1 downloads").arg(downloadsText(model.downloads));
    return joined(parts);
}

QString factsOf(const hub::LocalModel& model) {
    const QString place = model.place == "library" ? HubResults::tr("fetched by Tunesmith") : HubResults::tr("in Hugging Face's cache");
    return joined({place, words::text(model.format), words::bytes(model.bytes)});
}

QString nameOf(const hub::LocalModel& model) {
    const QString id = words::text(model.id);
    return model.format == "gguf" ? QStringLiteral("%1 / %2").arg(id, QFileInfo(words::text(model.path)).fileName()) : id;
}

}  // namespace

QString downloadsText(std::int64_t downloads) {
    return downloads >= 1'000'000 ? words::parameters(downloads) : words::count(downloads);
}

void HubResults::setFound(std::vector<hub::RepoSummary> found) {
    beginResetModel();
    found_ = std::move(found);
    local_.clear();
    endResetModel();
}

void HubResults::setLocal(std::vector<hub::LocalModel> local) {
    beginResetModel();
    local_ = std::move(local);
    found_.clear();
    endResetModel();
}

const hub::RepoSummary* HubResults::found(int row) const {
    return row >= 0 && row < int(found_.size()) ? &found_[std::size_t(row)] : nullptr;
}
const hub::LocalModel* HubResults::local(int row) const {
    return row >= 0 && row < int(local_.size()) ? &local_[std::size_t(row)] : nullptr;
}

int HubResults::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(found_.size() + local_.size());
}

QVariant HubResults::data(const QModelIndex& index, int role) const {
    if (const auto* model = found(index.row())) {
        const bool open = model->gate == hub::Gate::Open && !model->isPrivate;
        if (role == Qt::DisplayRole) return words::text(model->id);
        if (role == FactsRole || role == Qt::ToolTipRole) return factsOf(*model);
        if (role == BadgeRole) return open ? QString() : model->isPrivate ? tr("private") : tr("asks for terms");
        if (role == ToneRole) return QStringLiteral("warn");
        if (role == Qt::AccessibleTextRole)
            return joined({words::text(model->id), factsOf(*model), open ? tr("open to everyone") : tr("asks for terms")});
    }
    if (const auto* model = local(index.row())) {
        if (role == Qt::DisplayRole) return nameOf(*model);
        if (role == FactsRole) return factsOf(*model);
        if (role == Qt::ToolTipRole) return words::text(model->problem.empty() ? model->path : model->problem);
        if (role == BadgeRole) return model->problem.empty() ? QString() : tr("cannot be used");
        if (role == ToneRole) return QStringLiteral("bad");
        if (role == Qt::AccessibleTextRole) return joined({nameOf(*model), factsOf(*model), words::text(model->problem)});
    }
    return {};
}

QSize HubResultDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {240, QFontMetrics(fontFor(TextStyle::Strong)).height() + QFontMetrics(fontFor(TextStyle::Caption)).height() + 22};
}

void HubResultDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto& t = tokens();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(option.rect).adjusted(2, 1, -2, -1);
    const bool selected = option.state & QStyle::State_Selected;
    if (selected || (option.state & QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? t.selection : t.raised);
        painter->drawRoundedRect(box, 6, 6);
    }
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(t.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6);
    }
    const bool mirrored = option.direction == Qt::RightToLeft;
    const auto align = mirrored ? Qt::AlignRight : Qt::AlignLeft;
    const QRectF text = box.adjusted(12, 8, -12, -8);
    QRectF name = text;
    const QString badge = index.data(HubResults::BadgeRole).toString();
    painter->setFont(fontFor(TextStyle::Caption));
    if (!badge.isEmpty()) {
        painter->setPen(index.data(HubResults::ToneRole).toString() == QLatin1String("bad") ? t.bad : t.warn);
        painter->drawText(text, (mirrored ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignTop, badge);
        const double width = painter->fontMetrics().horizontalAdvance(badge) + 12;
        mirrored ? name.setLeft(name.left() + width) : name.setRight(name.right() - width);
    }
    painter->setFont(fontFor(TextStyle::Strong));
    painter->setPen(t.text);
    painter->drawText(name, align | Qt::AlignTop,
                      painter->fontMetrics().elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideMiddle, int(name.width())));
    painter->setFont(fontFor(TextStyle::Caption));
    painter->setPen(selected ? t.text : t.muted);
    painter->drawText(text, align | Qt::AlignBottom,
                      painter->fontMetrics().elidedText(index.data(HubResults::FactsRole).toString(), Qt::ElideRight, int(text.width())));
    painter->restore();
}

}  // namespace tunesmith::ui

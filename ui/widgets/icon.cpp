#include "ui/widgets/icon.h"

#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

#include "ui/bridge/tokens.h"

namespace tunesmith::ui {

namespace {

const QByteArray& source(const QString& name) {
    static QHash<QString, QByteArray> cache;
    auto found = cache.find(name);
    if (found == cache.end()) {
        QFile file(QStringLiteral(":/tunesmith/icons/%1.svg").arg(name));
        found = cache.insert(name, file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
    }
    return *found;
}

QColor colourOf(Tint tint) {
    const auto& t = tokens();
    switch (tint) {
        case Tint::Text:
            return t.text;
        case Tint::Muted:
            return t.muted;
        case Tint::Accent:
            return t.accent;
        case Tint::OnAccent:
            return t.onAccent;
        case Tint::Good:
            return t.good;
        case Tint::Warn:
            return t.warn;
        case Tint::Bad:
            return t.bad;
    }
    return t.text;
}

class LineIcon : public QIconEngine {
public:
    LineIcon(QString name, Tint tint) : name_(std::move(name)), tint_(tint) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        painter->save();
        if (mode == QIcon::Disabled) painter->setOpacity(painter->opacity() * 0.45);
        paintIcon(*painter, rect, name_, colourOf(tint_));
        painter->restore();
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QIconEngine* clone() const override { return new LineIcon(*this); }

private:
    QString name_;
    Tint tint_;
};

}  // namespace

QIcon icon(const QString& name, Tint tint) {
    return QIcon(new LineIcon(name, tint));
}

void paintIcon(QPainter& painter, const QRectF& rect, const QString& name, const QColor& colour) {
    QByteArray svg = source(name);
    svg.replace("currentColor", colour.name().toLatin1());
    QSvgRenderer renderer(svg);
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter, rect);
}

}  // namespace tunesmith::ui

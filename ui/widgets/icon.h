// Icons: the project's own line drawings (resources/icons), tinted with a token when they are painted, sharp at any
// scale.
#pragma once

#include <QIcon>
#include <QPixmap>
#include <QString>

namespace tunesmith::ui {

enum class Tint { Text, Muted, Accent, OnAccent, Good, Warn, Bad };

/// Follows the theme by itself; disabled icons are paler. `name` without folder and extension.
QIcon icon(const QString& name, Tint tint = Tint::Text);
void paintIcon(QPainter& painter, const QRectF& rect, const QString& name, const QColor& colour);

}  // namespace tunesmith::ui

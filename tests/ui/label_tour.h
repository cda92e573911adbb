// Pictures of the pages with a classifier.
#pragma once

#include <QSize>
#include <QString>

namespace tunesmith::ui {

void shootLabels(const QString& folder, bool dark, QSize size);

}  // namespace tunesmith::ui

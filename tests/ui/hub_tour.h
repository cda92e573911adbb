// Pictures of the Hub's dialogs, against a Hub of our own on this computer.
#pragma once

#include <QSize>
#include <QString>

namespace tunesmith::ui {

void shootHub(const QString& folder, bool dark, QSize size);

}  // namespace tunesmith::ui

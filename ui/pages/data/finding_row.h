// FindingRow: one finding about a data set: how bad, what, what to do, and a button for each remedy.
#pragma once

#include <QWidget>

#include "core/data/profile/findings.h"

namespace tunesmith::ui {

class FindingRow : public QWidget {
    Q_OBJECT
public:
    explicit FindingRow(const Finding& finding, QWidget* parent = nullptr);

Q_SIGNALS:
    void remedyChosen(const tunesmith::Remedy& remedy);
};

}  // namespace tunesmith::ui

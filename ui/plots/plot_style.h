// The look that all plots share. For the plots alone: it sees qcustomplot.h.
#pragma once

#include <qcustomplot.h>

namespace tunesmith::ui {

/// A plot of QCustomPlot's that fills `owner`, which takes its keys and its events.
QCustomPlot* makePlot(QWidget* owner);
/// Background, axes and grid, and the text that reads values, in the colours in force.
void stylePlot(QCustomPlot* plot, QCPItemText* reading);
/// A ring around `owner`, a widget of the class `name`, while it has the focus.
void showFocus(QWidget* owner, const char* name, bool on);
/// Whether the colours or fonts have changed.
bool isRestyling(const QEvent* event);

}  // namespace tunesmith::ui

// StudioView: what the Data page opens in place of the rows to work on the data set that is selected.
#pragma once

#include <QWidget>

namespace tunesmith::ui {

class StudioView : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;
    /// It comes to the front: looks at the current version of the selected data set.
    virtual void start() = 0;

Q_SIGNALS:
    /// Back to the rows.
    void closed();
    /// Back to the rows, which have changed: what was done, in words.
    void done(const QString& title, const QString& detail);
};

}  // namespace tunesmith::ui

// ReplaceView: find and replace in all rows, or in those that match a filter, with the rows before and after.
#pragma once

#include <QWidget>

#include "core/engine/data_studio.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTimer;
class QVBoxLayout;

namespace tunesmith::ui {

class Banner;
class ComboBox;
class PageHeader;
class ProjectBridge;
class Selection;
class StudioBridge;

class ReplaceView : public QWidget {
    Q_OBJECT
public:
    ReplaceView(ProjectBridge& project, Selection& selection, QWidget* parent = nullptr);
    /// `query`: only the rows that it matches.
    void start(const QString& query);

Q_SIGNALS:
    void cancelled();
    void replaced(const tunesmith::StudioResult& result);

private:
    QWidget* buildForm();
    EditRequest request(bool preview) const;
    void look();
    void apply();
    void show(const StudioResult& result);

    ProjectBridge& project_;
    Selection& selection_;
    PageHeader* header_;
    Banner* banner_;
    QLineEdit *find_, *with_, *query_;
    ComboBox* field_;
    QCheckBox *regex_, *case_;
    QPushButton* applyButton_;
    QLabel* summary_;
    QVBoxLayout* samples_;
    QWidget* samplesBox_ = nullptr;
    QTimer* debounce_;
    int asked_ = 0;
};

}  // namespace tunesmith::ui

// Rail: the name of the program and the project, the stages with their states, and the look of the window.
#pragma once

#include <QFrame>
#include <vector>

#include "ui/shell/theme.h"
#include "ui/widgets/rail_button.h"

class QButtonGroup;
class QToolButton;
class QVBoxLayout;

namespace tunesmith::ui {

class ElidedLabel;

class Rail : public QFrame {
    Q_OBJECT
public:
    explicit Rail(Theme& theme, QWidget* parent = nullptr);
    void addStage(const QString& name, int shortcut);
    void setStage(int index, const StageState& state);
    void setCurrent(int index);
    void setProject(const QString& name);
    RailButton* stage(int index) const { return stages_[std::size_t(index)]; }

Q_SIGNALS:
    void chosen(int index);
    void findRequested();
    void helpRequested();

private:
    Theme& theme_;
    QVBoxLayout* column_;
    QButtonGroup* group_;
    ElidedLabel* project_;
    QToolButton* themeButton_;
    std::vector<RailButton*> stages_;
};

}  // namespace tunesmith::ui

// TrainPage: the set-up, and while a run goes on, the run.
#pragma once

#include "ui/pages/page.h"

class QStackedWidget;

namespace tunesmith::ui {

class RunView;
class SetupView;

class TrainPage : public Page {
    Q_OBJECT
public:
    explicit TrainPage(const PageContext& context, QWidget* parent = nullptr);
    StageState stage() const override;
    QVector<PageAction> actions() override;
    QString help() const override;

private:
    void showTraining();
    void resume(std::int64_t run);

    QStackedWidget* stack_;
    SetupView* setup_;
    RunView* run_;
};

}  // namespace tunesmith::ui

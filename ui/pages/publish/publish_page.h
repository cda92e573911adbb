// PublishPage: takes the result out of the project: the adapter, or the model with it merged in.
#pragma once

#include "ui/pages/page.h"

class QButtonGroup;
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace tunesmith::ui {

class Banner;
class Card;
class EmptyState;
class ExportBridge;
class PageHeader;
class RunListModel;

class PublishPage : public Page {
    Q_OBJECT
public:
    explicit PublishPage(const PageContext& context, QWidget* parent = nullptr);
    StageState stage() const override;
    QVector<PageAction> actions() override;
    QString help() const override;

private:
    QWidget* buildEmpty();
    QWidget* buildForm();
    void refresh();
    void suggestFolder();
    void start();
    void finish();
    void setBusy(bool busy);
    bool merged() const;

    QStackedWidget* stack_;
    EmptyState* empty_;
    Banner* banner_;
    QComboBox *runs_, *dtype_;
    RunListModel* runModel_;
    QButtonGroup* kinds_;
    QLabel* dtypeLabel_;
    QLineEdit* folder_;
    QPushButton *export_, *cancel_, *show_;
    QProgressBar* progress_;
    Card* result_;
    QLabel* resultText_;
    ExportBridge* job_ = nullptr;
    QString written_;
};

}  // namespace tunesmith::ui

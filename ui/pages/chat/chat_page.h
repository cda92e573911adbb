// ChatPage: the same question to the model before and after, side by side; a model that gives labels gets a text to try
// instead.
#pragma once

#include "core/engine/classifier.h"
#include "ui/pages/page.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QToolButton;

namespace tunesmith {
struct GenerateRequest;
}

namespace tunesmith::ui {

class Card;
class ChatColumn;
class EmptyState;
class LabelView;
class ModelListModel;
class PageHeader;
class RunListModel;

class ChatPage : public Page {
    Q_OBJECT
public:
    explicit ChatPage(const PageContext& context, QWidget* parent = nullptr);
    StageState stage() const override;
    QVector<PageAction> actions() override;
    QString help() const override;
    void shown() override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* buildEmpty();
    QWidget* buildChat();
    /// What the chosen run gives, else the chosen model.
    LabelsInfo gives() const;
    QWidget* buildSettings();
    QWidget* buildComposer();
    void refresh();
    void refreshSteps();
    void send();
    void stop();
    void clear();
    GenerateRequest settings() const;
    QString modelName() const;

    QStackedWidget* stack_;
    EmptyState* empty_;
    PageHeader* header_;
    QComboBox *runs_, *steps_, *models_;
    RunListModel* runModel_;
    ModelListModel* modelModel_;
    ChatColumn *before_, *after_;
    QWidget *talk_, *composer_;
    LabelView* labels_;
    QPlainTextEdit *input_, *system_;
    QPushButton *send_, *stop_, *clear_;
    QToolButton* settingsButton_;
    Card* settingsCard_;
    QDoubleSpinBox *temperature_, *topP_;
    QSpinBox *maxTokens_, *seed_;
    QPushButton* goModel_;
};

}  // namespace tunesmith::ui

// HomePage: recent projects, a new one, the sample, and where the open project stands.
#pragma once

#include "ui/bridge/sample_start.h"
#include "ui/pages/page.h"

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace tunesmith::ui {

class Banner;
class Card;
class ElidedLabel;
class PageHeader;

class HomePage : public Page {
    Q_OBJECT
public:
    explicit HomePage(const PageContext& context, QWidget* parent = nullptr);
    StageState stage() const override;
    QVector<PageAction> actions() override;
    QString help() const override;
    void shown() override;

private:
    QWidget* buildSample();
    QWidget* buildProject();
    QWidget* buildNew();
    QWidget* buildRecent();
    QWidget* buildSteps();
    void refresh();
    void refreshRecent();
    void trySample();
    void createProject();
    void openFolder();
    void goOn();
    QString nextPage() const;

    SampleStart sample_;
    PageHeader* header_;
    Banner* banner_;
    QPushButton *tryButton_, *continueButton_;
    QLabel* sampleStep_;
    QProgressBar* sampleProgress_;
    Card* projectCard_;
    ElidedLabel* projectFolder_;
    QLabel* projectFacts_;
    QLineEdit* newName_;
    ElidedLabel* newPlace_;
    QPushButton* createButton_;
    QString place_;
    QVBoxLayout* recent_;
};

}  // namespace tunesmith::ui

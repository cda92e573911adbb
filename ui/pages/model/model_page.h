// ModelPage: the language models that are here, as a table: what each is, and whether training it fits this computer by
// the method and length that are chosen; below it the chosen one in detail.
#pragma once

#include "ui/pages/page.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QTableView;

namespace tunesmith::ui {

class Banner;
class Card;
class ComboBox;
class ElidedLabel;
class EmptyState;
class FitPane;
class HubDialog;
class ModelListModel;
class PageHeader;
class TemplateDialog;

class ModelPage : public Page {
    Q_OBJECT
public:
    explicit ModelPage(const PageContext& context, QWidget* parent = nullptr);
    StageState stage() const override;
    QVector<PageAction> actions() override;
    QString help() const override;
    void shown() override;

private:
    QWidget* buildEmpty();
    QWidget* buildLibrary();
    QWidget* buildChoice();
    QWidget* buildDetails();
    void chooseMethod(const QString& method);
    void showChoice();
    void sizeTable();
    void refresh();
    void askFits();
    void showDetails();
    void addStarter();
    void addFolder();
    void addFile();
    void add(const QString& path, const QString& name = {});
    void openHub();
    void removeModel();
    void openTemplate();
    void setBusy(const QString& words);
    QString freeName(const QString& path) const;

    QStackedWidget* stack_;
    PageHeader* header_;
    Banner* banner_;
    QLabel* busyText_;
    QProgressBar* busy_;
    EmptyState* empty_;
    QTableView* table_;
    ComboBox* method_;
    QSpinBox* length_;
    ModelListModel* models_;
    Card* details_;
    FitPane* fit_;
    QLabel *facts_, *note_;
    ElidedLabel* path_;
    QPushButton *starterButton_, *emptyStarter_, *emptyHome_, *addButton_, *hubButton_, *trainButton_,
        *removeButton_, *templateButton_;
    QList<QPushButton*> addButtons_;
    HubDialog* hub_ = nullptr;  // made when it is first opened
    TemplateDialog* template_ = nullptr;  // likewise
    bool adding_ = false;
};

}  // namespace tunesmith::ui

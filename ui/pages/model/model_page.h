// ModelPage: the library of language models: the starter, one from a folder or a file; whether it fits this computer,
// and why not.
#pragma once

#include "ui/pages/page.h"

class QGridLayout;
class QLabel;
class QListView;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace tunesmith::ui {

class Banner;
class Card;
class ElidedLabel;
class EmptyState;
class ModelListModel;
class PageHeader;

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
    QWidget* buildDetails();
    void refresh();
    void askFits();
    void showDetails();
    void addStarter();
    void addFolder();
    void addFile();
    void add(const QString& path);
    void removeModel();
    void setBusy(const QString& words);
    QString freeName(const QString& path) const;

    QStackedWidget* stack_;
    PageHeader* header_;
    Banner* banner_;
    QLabel* busyText_;
    QProgressBar* busy_;
    EmptyState* empty_;
    QListView* list_;
    ModelListModel* models_;
    Card* details_;
    QLabel *fitFigure_, *fitWords_, *fitDetail_, *facts_, *problem_, *note_;
    ElidedLabel* path_;
    QPushButton *starterButton_, *emptyStarter_, *emptyHome_, *folderButton_, *fileButton_, *trainButton_,
        *removeButton_;
    QList<QPushButton*> addButtons_;
    bool adding_ = false;
};

}  // namespace tunesmith::ui

// HubDialog: models or data sets from the Hugging Face Hub; of models also those that other programs fetched to this computer. Before
// anything is sent it asks, and says what goes to whom. It can be closed while a download goes on.
#pragma once

#include <QDialog>
#include <QPointer>

#include "ui/bridge/hub_bridge.h"

class QLabel;
class QLineEdit;
class QListView;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace tunesmith::ui {

class Banner;
class ComboBox;
class EmptyState;
class HubDetail;
class HubResults;
class HubSettingsForm;

class HubDialog : public QDialog {
    Q_OBJECT
public:
    HubDialog(HubBridge& hub, hub::RepoKind kind, QWidget* parent = nullptr);
    void setCanUse(bool can);
    void searchFor(const QString& words);

Q_SIGNALS:
    void use(const QString& path, const QString& name);
    void useFiles(const QStringList& paths, const QString& name);

private:
    QWidget* buildConsent();
    QWidget* buildHub();
    QWidget* buildLists();
    void followSettings();
    void search();
    void showFound(Result<std::vector<hub::RepoSummary>> found);
    void showLocalModels();
    void look(int row);
    template <typename T>
    void showLooked(Result<T> found, void (HubDetail::*show)(const T&));
    bool showsLocal() const;
    bool isData() const { return kind_ == hub::RepoKind::Dataset; }

    HubBridge& hub_;
    const hub::RepoKind kind_;
    HubResults* results_;
    QStackedWidget *pages_, *lists_, *details_;
    QLabel *consentText_, *asked_;
    QLineEdit* words_;
    ComboBox* sort_;
    QPushButton *search_, *ofHub_, *ofComputer_, *settingsButton_;
    QListView* list_;
    EmptyState *empty_, *nothingChosen_;
    QProgressBar *searching_, *looking_;
    Banner* banner_;
    HubSettingsForm* settings_;
    HubDetail* detail_;
};

}  // namespace tunesmith::ui

// HubDetail: one model or data set of the Hub: what it is, which of its files, whether the disk has room, its terms, and the download with
// its progress. A download goes on while another is looked at, and when the dialog is closed; there is one at a time.
#pragma once

#include <QWidget>

#include "ui/bridge/hub_bridge.h"

class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace tunesmith::ui {

class Banner;
class CardView;
class ComboBox;
class ElidedLabel;
class FlowLayout;

class HubDetail : public QWidget {
    Q_OBJECT
public:
    explicit HubDetail(HubBridge& hub, QWidget* parent = nullptr);
    void showModel(const HubModel& model);
    void showLocal(const hub::LocalModel& model);
    void showData(const HubDataset& data);
    /// Whether a project is there that can use it.
    void setCanUse(bool can);

Q_SIGNALS:
    /// A model on this computer is to be used in the project.
    void use(const QString& path, const QString& name);
    /// Rows of these files are to be added to the project.
    void useFiles(const QStringList& paths, const QString& name);
    void askForToken();

private:
    /// Files of a data set that go together: "train".
    struct Part {
        QString name;
        std::vector<int> files;
    };

    QWidget* buildFiles();
    QWidget* buildGate();
    QWidget* buildTransfer();
    void showHead(const hub::RepoInfo& info);
    void showCard(const std::string& card);
    void choosePart(int part);
    void partChecked();
    void start();
    void follow();
    void followTransfer();
    void showProgress();
    bool isData() const { return kind_ == hub::RepoKind::Dataset; }
    bool isOfShown() const;
    bool needsToken() const;
    const hub::RepoInfo& info() const { return isData() ? data_.info : model_.info; }
    const hub::ModelChoice* choice() const;
    QStringList checkedFiles() const;
    QString item() const;
    std::int64_t bytes() const;
    /// Why what is chosen cannot be fetched; empty where it can.
    QString obstacle() const;

    HubBridge& hub_;
    hub::RepoKind kind_ = hub::RepoKind::Model;
    HubModel model_;
    HubDataset data_;
    hub::LocalModel local_;
    std::vector<Part> parts_;
    bool isLocal_ = false, canUse_ = true;
    Transfer::State shownState_ = Transfer::Cancelled;

    ElidedLabel* name_;
    QWidget* pills_;
    FlowLayout* pillLine_;
    QLabel *room_, *refused_, *gate_, *fileLabel_, *amount_, *note_;
    QWidget *gateBox_, *transfer_;
    ComboBox* files_;
    QListWidget* fileList_;
    CardView* card_;
    QProgressBar* bar_;
    Banner* banner_;
    QPushButton *page_, *token_, *get_, *pause_, *use_;
};

}  // namespace tunesmith::ui

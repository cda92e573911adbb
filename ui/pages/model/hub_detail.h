// HubDetail: one model of the Hub: what it is, which of its files, whether the disk has room, its terms, and the download with its
// progress. A download goes on while another model is looked at; there is one at a time.
#pragma once

#include <QPointer>
#include <QWidget>

#include "ui/bridge/hub_bridge.h"

class QLabel;
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
    /// Whether a project is there that can use a model.
    void setCanUse(bool can);
    /// Of the download that goes on or ended last; null before the first.
    DownloadBridge* download() const { return download_; }
    void cancelDownload();

Q_SIGNALS:
    /// A model on this computer is to be used in the project.
    void use(const QString& path, const QString& name);
    void askForToken();
    void downloadChanged();

private:
    QWidget* buildTransfer();
    void start();
    void follow();
    void followDownload();
    void showProgress();
    bool isOfShown() const;
    bool needsToken() const;
    const hub::ModelChoice* choice() const;

    HubBridge& hub_;
    HubModel model_;
    hub::LocalModel local_;
    bool isLocal_ = false, canUse_ = true, failed_ = false;
    QString downloading_, downloadingFile_;
    QPointer<DownloadBridge> download_;

    ElidedLabel* name_;
    QWidget* pills_;
    FlowLayout* pillLine_;
    QLabel *room_, *refused_, *gate_, *fileLabel_, *amount_, *note_;
    QWidget *gateBox_, *transfer_;
    ComboBox* files_;
    CardView* card_;
    QProgressBar* bar_;
    Banner* banner_;
    QPushButton *page_, *token_, *get_, *cancel_, *use_;
};

}  // namespace tunesmith::ui

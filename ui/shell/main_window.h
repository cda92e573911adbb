// MainWindow: navigation only. The rail, the pages of the list, the status bar, Ctrl+1..9, Ctrl+K, F1, and what it
// takes to close.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/bridge/hub_bridge.h"
#include "ui/bridge/project_bridge.h"
#include "ui/bridge/selection.h"
#include "ui/shell/pages.h"
#include "ui/shell/theme.h"

class QStackedWidget;

namespace tunesmith::ui {

class Rail;
class StatusBar;

class MainWindow : public QWidget {
    Q_OBJECT
public:
    explicit MainWindow(Theme& theme, QWidget* parent = nullptr);
    ProjectBridge& project() { return project_; }
    HubBridge& hub() { return hub_; }
    Selection& selection() { return selection_; }
    Page* page(const QString& id) const;
    Page* currentPage() const;
    void openPage(const QString& id);
    void find();
    void showHelp();

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void addPages();
    void addShortcuts();
    void showStage(int index);
    void showTitle();

    Theme& theme_;
    ProjectBridge project_;
    HubBridge hub_;  // downloads go on whatever page or dialog is open
    Selection selection_;
    std::vector<PageEntry> entries_;
    std::vector<Page*> pages_;
    Rail* rail_;
    QStackedWidget* stack_;
    StatusBar* status_;
    bool closing_ = false;
};

}  // namespace tunesmith::ui

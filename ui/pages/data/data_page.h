// DataPage: the rows. Empty it takes a file; then a table with a filter, a drawer for the chosen row, and the views
// that work on the rows.
#pragma once

#include "core/engine/data_studio.h"
#include "ui/pages/page.h"

class QComboBox;
class QPushButton;
class QStackedWidget;

namespace tunesmith::ui {

class BalanceView;
class Banner;
class Card;
class CleanView;
class DatasetListModel;
class DraftBar;
class EmptyState;
class FilterBar;
class HubDialog;
class ImportView;
class PageHeader;
class ReplaceView;
class RowDrawer;
class RowSteps;
class RowTable;
class StudioView;

class DataPage : public Page {
    Q_OBJECT
public:
    explicit DataPage(const PageContext& context, QWidget* parent = nullptr);
    StageState stage() const override;
    QVector<PageAction> actions() override;
    QString help() const override;
    /// Opens the wizard for these files; `name` is what their data set is called at first, else as the first file.
    void addFiles(const QStringList& files, const QString& name = {});

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* buildEmpty();
    QWidget* buildRows();
    void buildHeader();
    QPushButton* buildMore();
    StudioView* buildBalance();
    QWidget* buildTable();
    template <typename View>
    View* addView();
    void addOpening(const QString& button, const char* name, const QString& action, StudioView* view);
    void openView(StudioView* view);
    /// The cleaning with these steps filled in.
    void proposeSteps(const Json& steps);
    void showRows();
    void refresh();
    void showDataset();
    void showImported(const QString& name, qint64 rows, qint64 issues);
    void chooseFiles();
    void openHub();
    void tell(const QString& title, const QString& detail);
    void setDropHint(bool on);

    QStackedWidget* stack_;
    QWidget *emptyPage_, *rowsPage_;
    PageHeader* header_;
    Banner* banner_;
    EmptyState* empty_;
    Card* emptyCard_;
    QComboBox* datasets_;
    QPushButton *addFirst_, *hubFirst_, *emptyHome_;
    FilterBar* filter_;
    DraftBar* draft_;
    RowTable* table_;
    RowDrawer* drawer_;
    ImportView* import_;
    ReplaceView* replace_;
    CleanView* clean_;
    RowSteps* steps_;
    HubDialog* hub_ = nullptr;  // made when it is first opened
    QVector<PageAction> openings_;  // of the views, for Ctrl+K
    DatasetListModel* datasetModel_;
    std::int64_t shownVersion_ = 0;
};

}  // namespace tunesmith::ui

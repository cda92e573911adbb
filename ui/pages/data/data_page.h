// DataPage: the rows. Empty it takes a file; then a table with a filter, a drawer for the chosen row, and what was kept
// aside.
#pragma once

#include <functional>

#include "core/engine/data_studio.h"
#include "ui/pages/page.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;
class QTimer;
class QVBoxLayout;

namespace tunesmith::ui {

class Banner;
class Card;
class CleanView;
class DatasetListModel;
class EmptyState;
class ImportView;
class IssueTableModel;
class PageHeader;
class ReplaceView;
class RowDrawer;
class RowTableModel;
class VersionsView;

class DataPage : public Page {
    Q_OBJECT
public:
    explicit DataPage(const PageContext& context, QWidget* parent = nullptr);
    StageState stage() const override;
    QVector<PageAction> actions() override;
    QString help() const override;
    /// Opens the wizard for these files.
    void addFiles(const QStringList& files);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* buildEmpty();
    QWidget* buildTable();
    void refresh();
    void showDataset();
    void showImported(const QString& name, qint64 rows, qint64 issues);
    void chooseFiles();
    void removeDataset();
    void applyFilter();
    void showFilterResult();
    void rowChosen();
    void toggleIssues(bool on);
    void setDropHint(bool on);
    void countTokens();
    void buildStudio();
    void buildDraftLine(QVBoxLayout* column);
    void openStudio(QWidget* view);
    void showRows();
    void told(const QString& title, const QString& detail);
    void deleteShown();
    void splitRows();
    void askDraft();
    void showDraft(const DraftInfo& draft);
    void changeDraft(std::function<void(DataStudio&, std::int64_t version)> work);
    void saveDraft();
    void deleteRow();

    QStackedWidget* stack_;
    PageHeader* header_;
    Banner* banner_;
    EmptyState* empty_;
    Card* emptyCard_;
    QComboBox* datasets_;
    QLineEdit* filter_;
    QPushButton *addFirst_, *emptyHome_, *issuesChip_, *addButton_;
    QLabel* filterResult_;
    QTableView* table_;
    QTableView* issueTable_;
    QStackedWidget* tables_;
    RowDrawer* drawer_;
    ImportView* import_;
    CleanView* clean_;
    VersionsView* versions_;
    ReplaceView* replace_;
    QPushButton *cleanButton_, *versionsButton_, *moreButton_, *deleteShown_;
    QWidget* draftLine_;
    QLabel* draftText_;
    QPushButton *undo_, *redo_, *saveDraft_;
    QTimer* filterTimer_;
    DatasetListModel* datasetModel_;
    RowTableModel* rows_;
    IssueTableModel* issues_;
    std::int64_t shownVersion_ = 0;
    QString countedWith_;
};

}  // namespace tunesmith::ui

// ImportView: the import wizard on one page: which file, which column is what, and the rows as they will be, live.
#pragma once

#include <QWidget>
#include <utility>
#include <vector>

#include "core/engine/project.h"
#include "ui/bridge/async.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QTimer;
class QVBoxLayout;

namespace tunesmith::ui {

class Banner;
class ElidedLabel;
class FormGrid;
class ImportBridge;
class PageHeader;
class ProjectBridge;
class Selection;

class ImportView : public QWidget {
    Q_OBJECT
public:
    ImportView(ProjectBridge& project, Selection& selection, QWidget* parent = nullptr);
    void setFiles(const QStringList& files);
    bool isImporting() const { return import_ != nullptr; }

Q_SIGNALS:
    void imported(const QString& dataset, qint64 rows, qint64 issues);
    void cancelled();

private:
    QWidget* buildSettings();
    QWidget* buildPreview();
    ImportRequest request() const;
    void askPreview();
    void showPreview(Result<ImportPreviewInfo> preview);
    void showColumns(const ImportPreviewInfo& preview);
    void showRow();
    void renderRow(int question);
    void roleChosen(int column);
    void start();
    void showProgress();
    void finish();
    void setBusy(bool busy);
    QString freeName(const QString& file) const;

    ProjectBridge& project_;
    Selection& selection_;
    PageHeader* header_;
    Banner* banner_;
    QPushButton *importButton_, *cancelButton_;
    QProgressBar* progress_;
    QLabel *progressText_, *format_, *problem_, *position_, *issues_;
    QLineEdit* name_;
    QComboBox* validation_;
    QWidget* settingsCard_;
    FormGrid* columns_;
    std::vector<QComboBox*> roleBoxes_;
    class RenderedView* view_;
    QLabel* viewSummary_;
    QPushButton *previous_, *next_;
    QTimer* debounce_;

    QStringList files_;
    ImportPreviewInfo preview_;
    std::vector<std::pair<std::string, std::string>> mapping_;  // as the user chose; empty: as guessed
    int row_ = 0, asked_ = 0, rendered_ = 0;
    ImportBridge* import_ = nullptr;
};

}  // namespace tunesmith::ui

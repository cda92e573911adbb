// ImportView: the import wizard on one page: which files, how they are read, which column is what, and the rows as they
// will be, live.
#pragma once

#include <QWidget>
#include <vector>

#include "core/engine/project.h"
#include "ui/bridge/async.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QTableView;
class QTimer;

namespace tunesmith::ui {

class Banner;
class Card;
class ImportBridge;
class ImportFileModel;
class ImportRows;
class PageHeader;
class ProjectBridge;
class ReadForm;
class RoleForm;
class Selection;
struct ImportFile;

class ImportView : public QWidget {
    Q_OBJECT
public:
    ImportView(ProjectBridge& project, Selection& selection, QWidget* parent = nullptr);
    /// `name`: of the data set, at first; empty: as the first file.
    void setFiles(const QStringList& files, const QString& name = {});
    bool isImporting() const { return import_ != nullptr; }

Q_SIGNALS:
    void imported(const QString& dataset, qint64 rows, qint64 issues);
    void cancelled();
    /// Other rows, from the Hub.
    void hubAsked();

private:
    QWidget* buildSettings();
    QWidget* buildFiles();
    QWidget* buildName();
    ImportRequest request() const;
    ImportFile* current();
    void askAll();
    void askPreview(std::size_t file);
    void showPreview(std::size_t file, Result<ImportPreviewInfo> preview);
    void showFile();
    void rolesChosen(const FileRoles& roles);
    void setSame(bool same);
    void start();
    void showProgress();
    void finish();
    void setBusy(bool busy);
    QString whyNot() const;
    QString freeName(const QString& base) const;

    ProjectBridge& project_;
    Selection& selection_;
    PageHeader* header_;
    Banner* banner_;
    QPushButton *importButton_, *cancelButton_, *hubButton_;
    QProgressBar* progress_;
    QLabel *progressText_, *format_, *problem_;
    QLineEdit* name_;
    QComboBox* validation_;
    QWidget *settingsCard_, *filesBox_;
    QTableView* fileTable_;
    QCheckBox* same_;  // all files have the columns of the one that is shown
    ImportFileModel* fileModel_;
    ReadForm* read_;
    RoleForm* roles_;
    ImportRows* rows_;
    QTimer* debounce_;

    std::vector<ImportFile> files_;
    std::vector<int> asked_;  // by file; answers to older questions are dropped
    ImportBridge* import_ = nullptr;
};

}  // namespace tunesmith::ui

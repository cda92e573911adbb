// DraftBar: edits that are not yet a version: how many, and undo, redo, discard, save. Hidden while there are none.
#pragma once

#include <QWidget>
#include <functional>

#include "core/engine/data_studio.h"

class QLabel;
class QPushButton;

namespace tunesmith::ui {

class ProjectBridge;

class DraftBar : public QWidget {
    Q_OBJECT
public:
    explicit DraftBar(ProjectBridge& project, QWidget* parent = nullptr);
    /// Whose edits it shows; 0: none.
    void setVersion(std::int64_t version);
    void edit(const RowChangeRequest& change);

Q_SIGNALS:
    void changed(const tunesmith::DraftInfo& draft);
    void saved();
    void failed(const tunesmith::Failure& failure);

private:
    void change(std::function<void(DataStudio&, std::int64_t version)> work);
    void show(const DraftInfo& draft);
    void discard();
    void save();

    ProjectBridge& project_;
    QLabel* text_;
    QPushButton *undo_, *redo_, *save_;
    std::int64_t version_ = 0;
};

}  // namespace tunesmith::ui

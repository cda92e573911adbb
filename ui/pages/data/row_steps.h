// RowSteps: what can be done to a data set as a whole: rows taken out or split, written to a file, the data set
// removed. Each asks first, runs, and tells. GUI thread only.
#pragma once

#include <QObject>
#include <functional>
#include <memory>

#include "core/engine/data_studio.h"
#include "ui/bridge/async.h"

class QWidget;

namespace tunesmith::ui {

class ProjectBridge;
class Selection;

class RowSteps : public QObject {
    Q_OBJECT
public:
    /// Of the data set that `selection` names; questions stand over `window`.
    RowSteps(ProjectBridge& project, Selection& selection, QWidget* window);

    /// The `rows` rows that match the query.
    void takeOut(const QString& query, int rows);
    void split(bool stratify);
    void save();
    void removeDataset();

Q_SIGNALS:
    void told(const QString& title, const QString& detail);
    void failed(const tunesmith::Failure& failure);

private:
    void run(std::function<std::shared_ptr<StudioJob>(DataStudio&)> step,
             std::function<void(const StudioResult&)> tell);
    std::string name() const;

    ProjectBridge& project_;
    Selection& selection_;
    QWidget* window_;
};

}  // namespace tunesmith::ui

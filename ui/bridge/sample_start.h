// SampleStart: "Try it now". Makes a project, imports the sample clinic and, beside it, its held-out questions to test
// with, adds the starter model and sets the sample's recipe, so that only Start is left to press. One step after
// another, each on worker threads.
#pragma once

#include <QObject>
#include <QString>

#include "core/engine/job.h"

namespace tunesmith::ui {

class ProjectBridge;
class Selection;

class SampleStart : public QObject {
    Q_OBJECT
public:
    SampleStart(ProjectBridge& project, Selection& selection, QObject* parent = nullptr);
    /// `folder` must not exist yet.
    void begin(const QString& folder);
    bool isGoingOn() const { return goingOn_; }
    /// A folder for it that is still free, in the user's documents.
    static QString freeFolder();

Q_SIGNALS:
    /// "Importing 160 rows…"
    void stepChanged(const QString& words);
    void ready();
    void failed(const tunesmith::Failure& failure);

private:
    void importRows(const QString& file, const QString& name, double validation, void (SampleStart::*next)());
    void importTraining();
    void importHeldOut();
    void addModel();
    void setRecipe();
    void fail(const Failure& failure);

    ProjectBridge& project_;
    Selection& selection_;
    QString folder_;
    bool goingOn_ = false;
};

/// Where new projects go by default: the user's documents.
QString projectsFolder();

}  // namespace tunesmith::ui

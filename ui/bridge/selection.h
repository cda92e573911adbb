// Selection: what the user works with at the moment, shared by the pages: a data set, a model, a recipe, a run. Follows
// the project's lists: what disappears is no longer chosen, and the first of a kind is chosen by itself. GUI thread
// only.
#pragma once

#include <QObject>
#include <QString>

#include "core/data/recipe.h"

namespace tunesmith {
struct ModelInfo;
}

namespace tunesmith::ui {

class ProjectBridge;

/// An encoder learns labels, other models learn to write: the objective follows what the model can learn.
void fitObjective(Recipe& recipe, const ModelInfo& model);

/// Another method; a learning rate that nobody has touched follows it.
void changeMethod(Recipe& recipe, const std::string& method);

class Selection : public QObject {
    Q_OBJECT
public:
    explicit Selection(ProjectBridge& project, QObject* parent = nullptr);

    QString dataset() const { return dataset_; }
    void setDataset(const QString& name);
    QString model() const { return model_; }
    void setModel(const QString& name);
    const Recipe& recipe() const { return recipe_; }
    void setRecipe(const Recipe& recipe);
    /// The run whose result is chatted with, evaluated and exported; 0: none.
    std::int64_t run() const { return run_; }
    void setRun(std::int64_t run);

Q_SIGNALS:
    void datasetChanged();
    void modelChanged();
    void recipeChanged();
    void runChanged();

private:
    void followDatasets();
    void followModels();
    void followRuns();
    void followKind();
    void reset();

    ProjectBridge& project_;
    QString dataset_, model_;
    Recipe recipe_;
    std::int64_t run_ = 0;
};

}  // namespace tunesmith::ui

#include "ui/bridge/selection.h"

#include "ui/bridge/project_bridge.h"

namespace tunesmith::ui {

void changeMethod(Recipe& recipe, const std::string& method) {
    constexpr double kLoraRate = 2e-4, kFullRate = 2e-5;
    const bool toFull = method == "full";
    if (recipe.method != method && recipe.train.learningRate == (toFull ? kLoraRate : kFullRate))
        recipe.train.learningRate = toFull ? kFullRate : kLoraRate;
    recipe.method = method;
}

void fitObjective(Recipe& recipe, const ModelInfo& model) {
    if (!model.learns(recipe.objective)) recipe.objective = model.encoder ? "classify" : Recipe{}.objective;
}

Selection::Selection(ProjectBridge& project, QObject* parent) : QObject(parent), project_(project) {
    connect(&project, &ProjectBridge::datasetsChanged, this, &Selection::followDatasets);
    connect(&project, &ProjectBridge::modelsChanged, this, &Selection::followModels);
    connect(&project, &ProjectBridge::runsChanged, this, &Selection::followRuns);
    connect(&project, &ProjectBridge::opened, this, &Selection::reset);
}

void Selection::reset() {
    setRecipe(Recipe{});
    setRun(0);
}

void Selection::setDataset(const QString& name) {
    if (dataset_ == name) return;
    dataset_ = name;
    Q_EMIT datasetChanged();
}

void Selection::setModel(const QString& name) {
    if (model_ == name) return;
    model_ = name;
    followKind();
    Q_EMIT modelChanged();
}

void Selection::setRecipe(const Recipe& recipe) {
    recipe_ = recipe;
    if (const auto* model = project_.model(model_)) fitObjective(recipe_, *model);
    Q_EMIT recipeChanged();
}

void Selection::followKind() {
    const auto* model = project_.model(model_);
    if (model && !model->learns(recipe_.objective)) setRecipe(recipe_);
}

void Selection::setRun(std::int64_t run) {
    if (run_ == run) return;
    run_ = run;
    Q_EMIT runChanged();
}

void Selection::followDatasets() {
    if (project_.dataset(dataset_)) return;
    const auto& all = project_.datasets();
    setDataset(all.empty() ? QString() : QString::fromStdString(all.back().name));
}

void Selection::followModels() {
    if (project_.model(model_)) return followKind();
    const auto& all = project_.models();
    setModel(all.empty() ? QString() : QString::fromStdString(all.front().name));
}

void Selection::followRuns() {
    const auto* now = project_.run(run_);
    if (now && now->usable) return;
    std::int64_t newest = 0;
    for (const auto& run : project_.runs())
        if (run.usable && run.id > newest) newest = run.id;
    setRun(newest);
}

}  // namespace tunesmith::ui

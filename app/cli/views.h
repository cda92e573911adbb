// The engine's values as the JSON documents that --json prints. Keys are snake_case and stable: scripts read them.
#pragma once

#include "core/base/json.h"
#include "core/data/recipe_settings.h"
#include "core/engine/project.h"

namespace tunesmith::cli {

OrderedJson view(const DatasetInfo& dataset);
OrderedJson view(const RowView& row);
OrderedJson view(const RowIssue& issue);
OrderedJson view(const ImportPreviewInfo& preview);
OrderedJson view(const ImportReport& report);
OrderedJson view(const ModelInfo& model);
OrderedJson view(const FitInfo& fit);
OrderedJson view(const FitReport& report);
OrderedJson view(const MeasureResult& measured);
OrderedJson view(const RunInfo& run);
OrderedJson view(const Readiness& readiness);
OrderedJson view(const TrainResult& result);
OrderedJson view(const GenerateResult& result);
OrderedJson view(const EvaluateResult& result);
OrderedJson view(const ClassifierReport& report);
OrderedJson view(const Prediction& prediction);
OrderedJson view(const MachineReport& machine);

/// A setting's value in words, "q_proj,v_proj" or "0.05"; "none" where it is empty.
std::string settingText(const RecipeSetting& setting, const Recipe& recipe);

const char* verdictName(Verdict verdict);  // "fits", "tight", "no"

/// A list of any of these.
template <typename Item>
OrderedJson viewList(const std::vector<Item>& items) {
    OrderedJson list = OrderedJson::array();
    for (const auto& item : items) list.push_back(view(item));
    return list;
}

}  // namespace tunesmith::cli

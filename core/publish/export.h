// Export: what was learned, as folders that transformers and peft load. A folder appears whole or not at all.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/adapt/method.h"
#include "core/base/cancel.h"
#include "core/base/progress.h"
#include "core/data/recipe.h"

namespace tunesmith {

/// adapter_config.json and adapter_model.safetensors as PEFT reads them, tokenizer and chat template beside, and of a classifier its labels
/// (labels.json). `baseName` is what base_model_name_or_path says; `chatTemplate` takes the place of the base's own. Throws Error(BadInput) where
/// the folder exists or the run trained no adapter, Error(DiskFull, BadFile).
std::vector<std::string> exportAdapter(TunedModel& tuned, const Recipe& recipe, const std::string& baseName,
                                       const std::optional<std::string>& chatTemplate, const std::string& folder);

struct MergedExport {
    std::string dtype = "fp32";           // fp32, bf16, fp16
    std::vector<AddedToken> addedTokens;  // new tokens (their ids are given): rows of embedding and head begin as the mean of those there are
    std::optional<std::string> chatTemplate;  // in the place of the base's own
};
/// config.json, model.safetensors (in shards of about 2 GB where larger) with adapters merged in, generation_config.json, tokenizer and chat
/// template. Merging is done in fp32. Progress counts tensors. Throws Error(BadInput) for a token that the tokenizer has already or where the
/// model has no tokenizer.
std::vector<std::string> exportMerged(TunedModel& tuned, const MergedExport& options, const std::string& folder, const Cancel& cancel, Progress& progress);

}  // namespace tunesmith

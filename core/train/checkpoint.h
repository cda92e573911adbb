// Checkpoint: a folder step-N with the trained parameters, the optimizer, the loop's state and a manifest (size and SHA-256 of each file)
// that is written last. It is staged under another name and renamed, so that a folder step-N is whole or absent.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"

namespace tunesmith {

struct CheckpointInfo {
    std::int64_t step = 0;
    std::string folder;
};

/// Writes checkpoints/step-N under `root`: `fill` writes the files into the folder that it is given; `state` becomes state.json. An older
/// checkpoint of that step is replaced. On failure nothing of it stays; throws what `fill` threw, or Error(DiskFull, BadFile).
CheckpointInfo writeCheckpoint(const std::string& root, std::int64_t step, const Json& state, const std::function<void(const std::string&)>& fill);

/// Every file has the size and hash that the manifest says.
bool checkpointIsSound(const std::string& folder);
/// Sound ones, in order of step; others are passed over.
std::vector<CheckpointInfo> soundCheckpoints(const std::string& root);
/// The sound one of this step, or the newest for step 0.
std::optional<CheckpointInfo> findCheckpoint(const std::string& root, std::int64_t step);
Json checkpointState(const CheckpointInfo& checkpoint);
/// Keeps the newest `keep` and `best`; removes the others and what was left half-staged.
void pruneCheckpoints(const std::string& root, std::int64_t keep, std::int64_t best);

}  // namespace tunesmith

// Which files of a repository are fetched: what a model consists of here, and never a program in disguise.
#pragma once

#include <string>
#include <vector>

#include "core/hub/repo.h"

namespace tunesmith::hub {

/// One way to get the model of a repository.
struct ModelChoice {
    std::string name;             // "safetensors", or the path of a GGUF file
    std::string format;           // "safetensors", "gguf"
    std::vector<RepoFile> files;  // all that is fetched, configuration and tokenizer included
    std::int64_t bytes = 0;       // of all
    std::string problem;          // why it cannot be used here; empty where it can
};

struct ModelChoices {
    std::vector<ModelChoice> choices;  // safetensors first, then GGUF files by size
    std::vector<std::string> refused;  // files that are never fetched because loading them runs what is in them
    std::string problem;               // why there is no choice at all; empty where there is one
};

ModelChoices choicesOf(const RepoInfo& repo);

/// The one that is meant: by name (a GGUF file's name without its folder will do), or the only one that can be used, or safetensors.
/// Throws Error(BadInput, NotFound) listing what there is.
const ModelChoice& chooseModel(const ModelChoices& choices, const std::string& name, const std::string& id);

/// .bin, .pt, .py and their like: pickles and programs.
bool runsCode(const std::string& path);
/// Files that rows can be read from: csv, json, jsonl, parquet and so on, also packed with gzip.
bool holdsRows(const std::string& path);

}  // namespace tunesmith::hub

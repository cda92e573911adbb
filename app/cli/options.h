// Groups of options that several commands share. Each object lives as long as the command line (commands hold it in a
// shared_ptr).
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/engine/project.h"

namespace tunesmith::cli {

/// --recipe, --method, --set, --max-steps, --probe.
class RecipeOptions {
public:
    void add(CLI::App& command);
    bool given() const;
    /// The file, or `base` where none is named, and on it the options. Throws Error(BadInput, BadFile, NotFound) and
    /// UsageError.
    Recipe build(const Recipe& base = {}) const;

private:
    std::string file_, method_;
    std::vector<std::string> sets_, probes_;
    std::optional<std::int64_t> maxSteps_;
};

/// --model, --run, --step: which model answers.
class ModelOptions {
public:
    void add(CLI::App& command);
    /// Throws UsageError where neither is given, Error(NotFound) naming what exists.
    ModelRef resolve(const Project& project) const;

private:
    std::string model_, run_;
    std::int64_t step_ = 0;
};

/// "role=column" texts as pairs. Throws UsageError.
std::vector<std::pair<std::string, std::string>> pairsFrom(const std::vector<std::string>& texts,
                                                           const std::string& option);

/// A run by its number or its name (the newest of that name). Throws Error(NotFound) listing those that exist.
RunInfo findRun(const Project& project, const std::string& text);

}  // namespace tunesmith::cli

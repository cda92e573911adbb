// Recipe: everything that decides what a training run does. One struct serves the Train page, the command line and the run record.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/json.h"

namespace tunesmith {

/// In lora.targets: every linear layer of the blocks, whatever the family calls them (PEFT's word).
inline constexpr const char* kAllLinear = "all-linear";

struct Recipe {
    std::string method = "lora";     // lora, full
    std::string objective = "sft";   // sft (answers of conversations), text (every token), classify (labels, by an encoder)

    struct Lora {
        std::int64_t rank = 16;
        double alpha = 32;
        double dropout = 0.05;       // of the adapter's input, 0 to below 1
        bool rankStabilised = false; // scale alpha / sqrt(rank) instead of alpha / rank
        std::string initial;         // an adapter's safetensors file to start from; empty: fresh
        std::vector<std::string> targets = {kAllLinear};  // last names of linear layers, or kAllLinear
    } lora;

    struct Data {
        std::int64_t maxLength = 1024;     // tokens of a row
        std::string overlong = "truncate"; // truncate (keep the start), drop
        std::string loss = "answers";      // answers, all
    } data;

    struct Classify {
        // auto, single (one label of several a row), multi (any of several), regression (a number), tokens (one label a word). auto: lists of
        // labels are tokens where each has one a word of its text, else multi; all else is single.
        std::string problem = "auto";
    } classify;

    struct Train {
        double epochs = 3;                 // times through the rows
        std::int64_t maxSteps = 0;         // 0: by epochs
        std::int64_t batch = 8;            // rows in an optimizer step
        std::int64_t microTokens = 0;      // tokens computed at once; 0: the engine chooses
        double learningRate = 2e-4;        // highest of the schedule, per optimizer step
        std::string schedule = "cosine";   // cosine, linear, constant
        double warmup = 0.05;              // below 1: share of all steps; from 1: steps
        double weightDecay = 0.01;         // decoupled; biases and norms are never decayed
        double clip = 1.0;                 // highest gradient norm; 0: no clipping
        double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;  // of AdamW
        std::uint64_t seed = 42;
        bool shuffle = true;               // rows in another order each epoch; false: as they stand in the data set
        double validation = 0.1;           // share of rows held out where the data set has no validation split; 0: none
        std::int64_t evaluateEvery = 0;    // steps; 0: the engine chooses (ten times in a run or seldomer, by their cost)
        std::int64_t saveEvery = 0;        // steps; 0: ten times in a run
        std::int64_t patience = 3;         // evaluations without improvement before an early stop; 0: never
        std::string device = "auto";       // auto, cpu, cuda, mps
        std::string dtype = "auto";        // auto, fp32, bf16: of the computation
    } train;

    std::vector<std::string> probes;       // prompts answered at each evaluation

    /// All faults at once, each "key: what is wrong and what is allowed"; empty when the recipe can be run.
    std::vector<std::string> validate() const;
    /// Nested JSON with every key. fromJson starts from the defaults and throws Error(BadInput) on an unknown key or a wrong type.
    Json toJson() const;
    static Recipe fromJson(const Json& json);
    /// `--set key=value`: "train.learningRate" and so on. Throws Error(BadInput) naming the key and what it takes.
    void set(const std::string& key, const std::string& value);
    /// Keys whose values differ from `other`, for "2 settings differ from the defaults".
    std::vector<std::string> differences(const Recipe& other) const;
    double loraScale() const;
};

}  // namespace tunesmith

// Rope: rotary positions (Su et al. 2021, arXiv 2104.09864) and the ways in which models stretch them to contexts
// longer than those that they were trained on. Torch-free.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/json.h"

namespace tunesmith {

struct Rope {
    double theta = 10000;
    std::int64_t width = 0;  // values of a head that turn, from its first; even
    /// default, linear, dynamic (NTK-aware), llama3, yarn (Peng et al. 2023, arXiv 2309.00071), longrope (Ding et al.
    /// 2024, arXiv 2402.13753)
    std::string type = "default";
    double factor = 1;
    double lowFrequencyFactor = 1, highFrequencyFactor = 4;  // llama3
    double betaFast = 32, betaSlow = 1;                      // yarn
    bool truncate = true;                                    // yarn: the ramp's ends are whole dimensions
    double attentionFactor = 1;                              // yarn, longrope: what cosines and sines are multiplied by
    std::vector<float> shortFactors, longFactors;            // longrope: [width / 2]
    std::int64_t originalContext = 8192;                     // of the training before it was stretched

    /// width / 2 angles per position, in fp32 as the reference computes them, for a sequence of `length` positions.
    std::vector<float> inverseFrequencies(std::int64_t length) const;
    /// Sequences of equal class have equal angles: 0 for all lengths but those beyond originalContext of ropes that
    /// then change.
    std::int64_t lengthClass(std::int64_t length) const {
        if (length <= originalContext) return 0;
        return type == "dynamic" ? length : type == "longrope" ? 1 : 0;
    }

    /// One object of rope_parameters or rope_scaling over what the object holds already. Throws Error(BadFile) naming
    /// `where`.
    void read(const Json& json, std::int64_t contextLength, const std::string& where);
    /// The same object for config.json.
    Json toJson() const;
    /// Throws Error(BadFile) where the numbers do not fit a head of `headWidth`.
    void check(std::int64_t headWidth, const std::string& where) const;
};

}  // namespace tunesmith

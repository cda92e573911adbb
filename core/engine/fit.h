// What a run takes of this machine: from one formula, which the Train page, the Model page, the command line and the start of a run share;
// and from trying it. Torch-free.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace tunesmith {

enum class Verdict { Fits, Tight, No };

/// From the formula. Memory is the sum of four parts: the program itself, the base's weights as they are stored (read from the file while it
/// trains, so the system keeps them at hand; none for a method that trains a copy), the trained values with their gradients and two moments
/// in fp32, and the buffers of one micro-batch with the widest layer's weights in fp32 and the logits of one chunk.
struct FitInfo {
    std::string method;                // "lora", "full", ...
    std::int64_t length = 0;           // tokens of the longest row
    Verdict verdict = Verdict::No;     // of the memory: up to 70 % of the machine's fits, up to 95 % is tight
    std::int64_t needBytes = 0, totalBytes = 0;
    std::int64_t programBytes = 0, weightBytes = 0, trainingBytes = 0, activationBytes = 0;
    std::int64_t trainedParameters = 0;
    std::int64_t diskBytes = 0, freeDiskBytes = 0;  // for the run's checkpoints, and what is free where the project lies
    std::string problem;               // why it cannot be trained so, whatever the memory ("the model reads at most ..."); else empty

    bool fits() const { return verdict != Verdict::No && problem.empty() && diskBytes <= freeDiskBytes; }
};

/// Settings near to those asked for with which it fits.
struct FitChange {
    std::vector<std::pair<std::string, std::string>> settings;  // as --set takes them: {"data.maxLength", "256"}
    FitInfo fit;
};

/// The settings asked for, every method at the usual lengths up to the model's context, and where the first does not fit what would:
/// changes of one setting first, of several where no single one is enough, at most four.
struct FitReport {
    FitInfo asked;
    std::vector<FitInfo> table;
    std::vector<FitChange> nearest;
};

/// From one real optimizer step on the data set's longest row.
struct MeasureResult {
    FitInfo fit;                       // the formula's answer for the same row
    std::int64_t peakBytes = 0;        // what the run takes, counted as FitInfo::needBytes counts
    std::int64_t longestRow = 0, tokens = 0;  // tokens of the longest row, and of the micro-batch that was computed
    double seconds = 0;                // of the second step: the first one also takes its memory
    std::int64_t epochTokens = 0;
    double epochSeconds = 0, runSeconds = 0;  // of all rows once, and of the whole recipe
    std::string device, dtype;
};

}  // namespace tunesmith

// What classifiers say, as front ends see it: how good they are on rows, and what they answer to a text. Torch-free.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tunesmith {

/// What a model gives labels to, and which. `kind` is "single" (one of several), "multi" (any of several), "regression"
/// (a number), "tokens" (one for each word), or empty: the model gives none.
struct LabelsInfo {
    std::string kind;
    std::vector<std::string> labels;  // by number
    explicit operator bool() const { return !kind.empty(); }
};

/// How often a label stands in rows.
struct LabelCount {
    std::string label;
    std::int64_t count = 0;
};

/// How well one label is found. Of those who were given it, the right share is the precision; of those who should have
/// been, the recall.
struct LabelScore {
    std::string label;
    std::int64_t support = 0;  // how often it was wanted
    double precision = 0, recall = 0, f1 = 0;
};

struct ClassifierReport {
    std::string kind;        // as in LabelsInfo
    std::int64_t items = 0;  // rows (or words) that were judged
    std::int64_t left = 0;   // rows that have no label which the model knows
    double accuracy = 0, macroF1 = 0;
    double r2 = 0, meanSquare = 0;                     // of numbers, instead
    std::vector<LabelScore> labels;                    // by number; empty of numbers
    std::vector<std::vector<std::int64_t>> confusion;  // [wanted][given] where an item has one label; else empty
};

/// A stretch of a text with a label of its own: bytes [begin, end).
struct LabelSpan {
    std::uint32_t begin = 0, end = 0;
    std::string label;
    double probability = 0;
};

/// What a classifier answers to a text.
struct Prediction {
    std::string text;
    std::string label;       // the likeliest; of several those above one half, ", " between them; of numbers the number
    double probability = 0;  // of that label; of words the mean over them
    double value = 0;        // of numbers
    /// Every label with its probability, by number; empty of numbers and of words.
    std::vector<std::pair<std::string, double>> labels;
    std::vector<LabelSpan> words;  // of words: each with its label
    /// Words of one thing together: B- and I- in front of a label say where it begins and goes on, and O (or 0) that
    /// there is none.
    std::vector<LabelSpan> spans;
    bool truncated = false;  // the end of the text was not read
};

}  // namespace tunesmith

// What a classifier minimises: cross entropy of one label of several, binary cross entropy of any of several, or the
// squared distance of values, of documents or tokens. Pure functions of logits and labels, and how good the answers
// are.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/model/config.h"

namespace tunesmith {

/// What is wanted of the rows of a head. One of the two is filled, by the head's problem.
struct ItemLabels {
    std::vector<std::int32_t> classes;  // [rows] a label's number, or -1: not labelled
    std::vector<float> values;          // [rows, labels] 0 or 1 of each label, or values; NaN: not labelled

    /// Labelled rows: what a loss is divided by.
    std::int64_t labelled(const ClassifierConfig& head) const;
};

/// The sum of the labelled rows' losses (each the mean over the head's outputs where it has labels beside each other or
/// values) for logits [rows, labels]. `pull`, where given, gets the gradient of sum / normaliser.
double classifyLoss(const ClassifierConfig& head, const std::vector<float>& logits, const ItemLabels& labels,
                    double normaliser, std::vector<float>* pull);

/// What was answered against what was wanted, over any number of batches.
class ClassifyScores {
public:
    explicit ClassifyScores(const ClassifierConfig& head);
    void add(const std::vector<float>& logits, const ItemLabels& labels);
    std::int64_t items() const { return items_; }
    /// Items answered wholly right, of all; of values: of their variance, how much is explained (R squared).
    double accuracy() const;
    /// The mean over labels of 2 tp / (2 tp + fp + fn), 0 for a label that was neither wanted nor given. 0 for values.
    double macroF1() const;
    struct OfLabel {
        std::int64_t support = 0;                  // how often it was wanted
        double precision = 0, recall = 0, f1 = 0;  // 0 where nothing is divided by nothing
    };
    OfLabel ofLabel(std::size_t label) const;
    /// Of values: the mean squared distance.
    double meanSquare() const { return values_ > 0 ? squares_ / double(values_) : 0; }
    /// [labels, labels] of a single label: wanted, then answered.
    const std::vector<std::int64_t>& confusion() const { return confusion_; }
    /// {"items", "accuracy", "macro_f1", "labels", "confusion"}, or {"items", "r2", "mse"} of values.
    Json toJson() const;

private:
    ClassifierConfig head_;
    std::int64_t items_ = 0, right_ = 0;
    std::vector<std::int64_t> confusion_, truePositive_, falsePositive_, falseNegative_;
    double squares_ = 0, sum_ = 0, sumOfSquares_ = 0;
    std::int64_t values_ = 0;
};

}  // namespace tunesmith

// LabelSet: what a classifier tells apart, and what a row says in it. Numbers of labels are their places in the set, in
// training, in checkpoints and in what is published.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/json.h"
#include "core/data/record.h"

namespace tunesmith {

/// One of one text, any of one text, a number for a text, one of each word.
enum class LabelKind { Single, Multi, Number, Tokens };

/// The words of `classify.problem`: "single", "multi", "regression", "tokens".
const char* labelKindName(LabelKind kind);
/// Throws Error(BadInput) for another word.
LabelKind labelKindFromName(const std::string& name);

struct LabelSet {
    LabelKind kind = LabelKind::Single;
    std::vector<std::string> labels;  // by number; of numbers one, "value"
    bool operator==(const LabelSet&) const = default;
    /// -1: it is not among them.
    std::int32_t numberOf(std::string_view label) const;
    Json toJson() const;
    /// Throws Error(BadFile) for what toJson() did not make.
    static LabelSet fromJson(const Json& json);
};

/// What a classifier reads of a row: its text; two texts where the row is two turns of the user (a pair to compare);
/// else the user's turns, an empty line between them.
struct ClassifiedText {
    std::string first;
    std::optional<std::string> second;
};
ClassifiedText classifiedText(const Record& record);

/// The entries of a row's label. A list stands one entry a line; where it is asked for, tags of words may be separated
/// by blanks, and several labels by | or ;. Blanks around an entry are left off.
std::vector<std::string> labelEntries(const std::string& label, LabelKind kind);

/// Words are what stands between blanks: [begin, end) in bytes.
std::vector<std::pair<std::uint32_t, std::uint32_t>> wordsOf(std::string_view text);

/// What a row says in a set. None of the two is filled where it says nothing that can be learned.
struct RowLabels {
    std::vector<std::int32_t> classes;  // one, or one a word (-1: a label that the set does not have)
    std::vector<float> values;          // 0 or 1 of each label of the set; or one number
    bool empty() const { return classes.empty() && values.empty(); }
};
/// A row without a label has, in a set of any of several, none of them.
RowLabels labelsOf(const Record& record, const LabelSet& set);

/// A label as a finite number; nothing where it is none.
std::optional<double> labelNumber(std::string_view label);

}  // namespace tunesmith

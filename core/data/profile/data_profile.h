// DataProfile: what is in a data set, in numbers: lengths, labels, languages, topics, words, groups of people, rows
// that stand apart, and how much the splits differ. Measures, no verdict: findings.h says what to make of them. Plain
// values.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/data/record.h"

namespace tunesmith {

/// By Split: train, validation, test.
using RowsBySplit = std::array<std::int64_t, 3>;
inline std::int64_t total(const RowsBySplit& rows) {
    return rows[0] + rows[1] + rows[2];
}

/// counts[i] values lie in edges[i] <= value < edges[i + 1]; where `open` the last bin takes all that is longer.
struct Histogram {
    std::vector<double> edges;
    std::vector<std::int64_t> counts;
    bool open = false;
};

/// Values of one kind, one a row.
struct Distribution {
    std::int64_t values = 0;
    double least = 0, median = 0, mean = 0, p95 = 0, most = 0;
    Histogram histogram;
    std::array<Histogram, 3> bySplit;  // with the same edges
};

struct Category {
    std::string name;
    RowsBySplit rows{};
};

/// How rows fall into categories, the commonest first.
struct CategoryTable {
    std::vector<Category> items;
    std::int64_t distinct = 0;  // also those that `items` leaves out
    double entropy = 0;         // bits
    double evenness = 1;        // entropy / log2(distinct): 1 where all are as common; 1 for fewer than two
    double ratio = 1;           // rows of the commonest / rows of the rarest
};

struct LabelProfile {
    std::string source = "none";  // "label"; "answer": the last answers are few short ones; "none"
    CategoryTable table;
    std::int64_t unlabelled = 0;
};

struct CountedText {
    std::string text;
    std::int64_t count = 0;
};

struct VocabularyProfile {
    std::int64_t words = 0, distinct = 0, once = 0;  // once: distinct words that stand once
    bool approximate = false;                        // too many distinct words to count exactly
    /// Mean share of distinct words in a moving window of `window` words (Covington and McFall 2010, MATTR).
    double movingTypeTokenRatio = 0;
    std::int64_t window = 0;
    std::vector<CountedText> commonest;             // content words
    std::vector<CountedText> openings;              // of the questions: rows that begin with these three words
    std::vector<CountedText> answers;               // whole answers: rows that have them
    std::int64_t questionRows = 0, answerRows = 0;  // rows that have one
};

struct Topic {
    std::string name;                // its first terms
    std::vector<std::string> terms;  // of the highest c-TF-IDF
    RowsBySplit rows{};
    std::vector<std::int64_t> examples;  // positions of the rows nearest to its centre
};

struct TopicProfile {
    std::vector<Topic> topics;    // the largest first
    std::int64_t apart = 0;       // rows that share no term with any topic
    std::int64_t sampled = 0;     // rows that the topics were learned from
    std::int64_t vocabulary = 0;  // terms
};

/// A share of rows with its 95 % Wilson interval.
struct RateEstimate {
    std::int64_t hits = 0, rows = 0;
    double rate = 0, low = 0, high = 1;
};

struct GroupLabel {
    std::string label;
    RateEstimate with, without;  // share of the label among the rows that name the group, and among the others
    double pmi = 0;              // log2(p(group, label) / (p(group) p(label))); 0 where they never meet
};

struct TermCount {
    std::string term;
    std::int64_t rows = 0;
    std::string label;  // the label with the highest PMI, where there are rows enough to tell
    double pmi = 0;
};

struct GroupProfile {
    std::string family, name;      // "gender", "women and girls"
    std::int64_t rows = 0;         // rows that name it
    bool tooFew = false;           // fewer rows than anything can be told from
    std::vector<TermCount> terms;  // those that occur, the commonest first
    std::vector<GroupLabel> labels;
    double sentiment = 0, others = 0;  // mean of the word-count measure, -1 to 1; of the rows without the group
    double sentimentError = 0;         // standard error of the difference
};

struct Outlier {
    std::int64_t position = 0;
    std::string kind;  // "long", "short", "odd_characters", "off_topic"
    double value = 0;  // words or tokens, share of characters, similarity to the nearest topic
    double z = 0;      // robust z-score: distance from the median in units of the usual deviation
};

struct OutlierProfile {
    std::vector<Outlier> rows;                                                // the farthest first, some of each kind
    std::int64_t tooLong = 0, tooShort = 0, oddCharacters = 0, offTopic = 0;  // all of them
};

/// How far a held-out split is from the training rows in one respect.
struct SplitDifference {
    std::string measure;  // "labels", "topics", "lengths", "languages"
    Split split = Split::Validation;
    std::int64_t rows = 0;  // of that split
    double divergence = 0;  // Jensen-Shannon, bits: 0 the same, 1 nothing in common
    double byChance = 0;    // what two samples of that size from the same rows would show on average
};

struct DataProfile {
    RowsBySplit rows{};
    std::string unit = "words";  // of lengths: "tokens", "words"
    std::int64_t limit = 0;      // the model's longest row in tokens; 0: not known
    std::int64_t overLimit = 0;
    Distribution lengths, questions, answers, turns;  // questions and answers in words; of the rows that have them
    std::vector<Category> roles;                      // turns by role, by split
    LabelProfile labels;
    CategoryTable languages;  // name: a code, "" where none was recognised
    bool languagesKnown = false;
    VocabularyProfile vocabulary;
    TopicProfile topics;
    std::vector<GroupProfile> groups;
    std::int64_t fewestRows = 0;  // under which a group is too small to tell
    OutlierProfile outliers;
    std::vector<SplitDifference> differences;
    double seconds = 0;

    Json toJson() const;
};

}  // namespace tunesmith

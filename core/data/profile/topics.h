// Topics: rows as TF-IDF vectors over words and word pairs, grouped by spherical k-means (Dhillon and Modha 2001) from
// greedy k-means++ starts (Arthur and Vassilvitskii 2007), named by class-based TF-IDF (Grootendorst 2022).
//
// A term weighs (1 + ln times) (1 + ln((1 + rows) / (1 + rows with it))), vectors have length 1. Topics are learned
// from a sample of at most kTopicSample rows, 4 bytes a term, and rows beyond it are only compared with the finished
// centres: memory does not grow with the rows.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/cancel.h"
#include "core/data/profile/known_texts.h"
#include "core/data/profile/term_counts.h"

namespace tunesmith {

constexpr std::int64_t kTopicSample = 20000;

struct TermTimes {
    std::uint16_t term, times;
};
/// The terms of a row that the vocabulary has, ascending.
using TermRow = std::vector<TermTimes>;

/// Which terms count, and what they weigh.
class TopicVocabulary {
public:
    /// `rowsWith`: in how many of `rows` rows each term stands. Terms in only one row, or in more than 40 % of more
    /// than 20 rows, tell nothing; of the others the commonest 16,000 are kept.
    TopicVocabulary(const TermCounts& rowsWith, std::int64_t rows);
    std::size_t size() const { return weights_.size(); }
    /// Any thread. Learns the terms' texts on the way.
    TermRow rowOf(std::string_view text);
    double weight(TermTimes term) const;
    const std::string& text(std::size_t term) const { return texts_.text(term); }

private:
    TopicVocabulary(const std::vector<std::pair<std::uint64_t, std::uint32_t>>& terms, std::int64_t rows);
    std::vector<float> weights_;  // inverse document frequency
    KnownTexts texts_;
};

struct TopicPlace {
    int topic = -1;        // -1: shares no term with any
    float similarity = 0;  // cosine to its centre
};

class TopicModel {
public:
    /// `wanted` topics; 0: by the number of rows, see topicsFor(). Fewer where the rows do not differ so much. The same
    /// input gives the same topics, on any number of threads. Throws Error(Cancelled).
    TopicModel(const TopicVocabulary& vocabulary, const std::vector<TermRow>& sample, int wanted, std::uint64_t seed,
               int threads, const Cancel& cancel);
    int topics() const { return topics_; }
    /// Any thread.
    TopicPlace nearest(const TermRow& row) const;
    /// Up to `most` terms of a topic that set it apart, the most telling first, without repetitions ("heart" beside
    /// "heart failure").
    std::vector<std::string> termsOf(int topic, std::size_t most) const;

    /// 2 log2(rows) - 9, at least 2 and at most 24: 4 for 100 rows, 11 for 1,000, 24 for 100,000.
    static int topicsFor(std::int64_t rows);

private:
    void rankTerms(const std::vector<TermRow>& sample);

    const TopicVocabulary& vocabulary_;
    int topics_ = 0;
    std::vector<float> centres_;                                         // [terms, topics]
    std::vector<std::vector<std::pair<double, std::uint16_t>>> ranked_;  // of each topic: c-TF-IDF and term
};

}  // namespace tunesmith

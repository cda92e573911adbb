// The words of a data set, counted while its rows go by twice: how many, how varied, which are common, and how many
// rows begin or answer alike. Memory is bounded by TermCounts.
#pragma once

#include <memory>

#include "core/data/profile/data_profile.h"
#include "core/data/profile/known_texts.h"
#include "core/data/profile/row_facts.h"
#include "core/data/profile/term_counts.h"

namespace tunesmith {

class VocabularyCounter {
public:
    VocabularyCounter();
    /// First look, in order.
    void add(const std::vector<RowDigest>& rows, int threads);
    /// After the first look: chooses which texts are to be learned.
    void choose();
    /// Second look. Any thread.
    void learn(const Record& record, std::string_view text);
    VocabularyProfile finish() const;

private:
    void addToWindow(const std::vector<std::uint64_t>& words);

    TermCounts words_, openings_, answers_;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> commonest_, commonOpenings_, commonAnswers_;
    std::unique_ptr<KnownTexts> wordTexts_, openingTexts_, answerTexts_;
    VocabularyProfile profile_;
    // The moving window over the first words of the data set.
    std::vector<std::uint64_t> window_;
    std::size_t next_ = 0, seen_ = 0;
    HashMap<std::uint32_t> inWindow_;
    std::int64_t distinctInWindow_ = 0, windows_ = 0;
    double ratios_ = 0;
};

}  // namespace tunesmith

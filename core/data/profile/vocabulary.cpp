#include "core/data/profile/vocabulary.h"

#include <algorithm>

#include "core/data/profile/terms.h"
#include "core/data/text.h"

namespace tunesmith {

namespace {

constexpr std::size_t kMostWords = std::size_t(1) << 21, kMostTexts = std::size_t(1) << 19;
constexpr std::size_t kWindow = 100, kWindowWords = 300000;
constexpr std::size_t kLooked = 400;  // common words among which content words are looked for
constexpr std::size_t kWords = 30, kTexts = 10;

std::vector<std::uint64_t> hashesOf(const std::vector<std::pair<std::uint64_t, std::uint32_t>>& counts) {
    std::vector<std::uint64_t> hashes;
    for (const auto& count : counts) hashes.push_back(count.first);
    return hashes;
}

std::vector<CountedText> textsOf(const std::vector<std::pair<std::uint64_t, std::uint32_t>>& counts,
                                 const KnownTexts& texts, std::size_t most) {
    std::vector<CountedText> all;
    for (std::size_t i = 0; i < counts.size() && all.size() < most; ++i)
        if (!texts.text(i).empty()) all.push_back({texts.text(i), counts[i].second});
    return all;
}

}  // namespace

VocabularyCounter::VocabularyCounter()
    : words_(kMostWords), openings_(kMostTexts), answers_(kMostTexts), window_(kWindow) {
    profile_.window = std::int64_t(kWindow);
}

void VocabularyCounter::add(const std::vector<RowDigest>& rows, int threads) {
    std::vector<const std::vector<std::uint64_t>*> lists;
    for (const RowDigest& row : rows) {
        lists.push_back(&row.words);
        profile_.words += std::int64_t(row.words.size());
        if (seen_ < kWindowWords) addToWindow(row.words);
        if (row.opening != 0) {
            openings_.add(row.opening);
            ++profile_.questionRows;
        }
        if (row.answerHash != 0) {
            answers_.add(row.answerHash);
            ++profile_.answerRows;
        }
    }
    words_.addAll(lists, threads);
}

void VocabularyCounter::addToWindow(const std::vector<std::uint64_t>& words) {
    for (const std::uint64_t word : words) {
        if (seen_ >= kWindowWords) return;
        if (seen_ >= kWindow && --inWindow_[window_[next_]] == 0) --distinctInWindow_;
        if (inWindow_[word]++ == 0) ++distinctInWindow_;
        window_[next_] = word;
        next_ = (next_ + 1) % kWindow;
        if (++seen_ < kWindow) continue;
        ratios_ += double(distinctInWindow_) / double(kWindow);
        ++windows_;
    }
}

void VocabularyCounter::choose() {
    for (const auto& word : words_.commonest(kLooked, 2, 0xFFFFFFFFu))
        if (!isStopWord(word.first)) commonest_.push_back(word);
    commonOpenings_ = openings_.commonest(kTexts, 2, 0xFFFFFFFFu);
    commonAnswers_ = answers_.commonest(kTexts, 2, 0xFFFFFFFFu);
    wordTexts_ = std::make_unique<KnownTexts>(hashesOf(commonest_));
    openingTexts_ = std::make_unique<KnownTexts>(hashesOf(commonOpenings_));
    answerTexts_ = std::make_unique<KnownTexts>(hashesOf(commonAnswers_));
}

void VocabularyCounter::learn(const Record& record, std::string_view text) {
    constexpr std::size_t excerpt = 120;
    const auto learn = [](KnownTexts& texts, std::uint64_t hash, auto&& make) {
        const std::int64_t number = texts.numberOf(hash);
        if (number >= 0 && !texts.knows(number)) texts.learn(number, make());
    };
    if (!wordTexts_->knowsAll())
        forEachWord(text, [&](const Word& word) {
            learn(*wordTexts_, word.hash, [&] { return isTermWord(word) ? foldedText(word.text) : std::string(); });
        });
    if (const std::string_view place = openingPlace(record); !openingTexts_->knowsAll())
        learn(*openingTexts_, openingHash(place), [&] { return openingText(place); });
    const std::string* answer = lastAnswerOf(record);
    if (!answer || record.isText() || answerTexts_->knowsAll()) return;
    learn(*answerTexts_, foldedHash(*answer),
          [&] { return answer->empty() ? std::string("(empty)") : printableExcerpt(*answer, excerpt); });
}

VocabularyProfile VocabularyCounter::finish() const {
    VocabularyProfile profile = profile_;
    profile.distinct = std::int64_t(words_.size()) + words_.forgotten();
    words_.forEach([&](std::uint64_t, std::uint32_t count) { profile.once += count == 1; });
    profile.once += words_.forgotten();
    profile.approximate = words_.forgotten() > 0;
    if (windows_ > 0)
        profile.movingTypeTokenRatio = ratios_ / double(windows_);
    else if (profile.words > 0)
        profile.movingTypeTokenRatio = double(profile.distinct) / double(profile.words);
    profile.commonest = textsOf(commonest_, *wordTexts_, kWords);
    profile.openings = textsOf(commonOpenings_, *openingTexts_, kTexts);
    profile.answers = textsOf(commonAnswers_, *answerTexts_, kTexts);
    return profile;
}

}  // namespace tunesmith

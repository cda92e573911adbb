#include "core/data/profile/topics.h"

#include <algorithm>
#include <cmath>

#include "core/base/parallel.h"
#include "core/data/profile/terms.h"
#include "core/data/profile/topic_means.h"

namespace tunesmith {

namespace {

constexpr std::size_t kMostTerms = 16000;
constexpr std::size_t kMostRowTerms = 512;
constexpr std::size_t kRanked = 40;  // terms of a topic that are looked at for its name

std::vector<std::pair<std::uint64_t, std::uint32_t>> telling(const TermCounts& rowsWith, std::int64_t rows) {
    const auto greatest = rows > 20 ? std::uint32_t(double(rows) * 0.4) : std::uint32_t(rows);
    return rowsWith.commonest(kMostTerms, 2, greatest);
}

std::vector<std::uint64_t> hashesOf(const std::vector<std::pair<std::uint64_t, std::uint32_t>>& terms) {
    std::vector<std::uint64_t> hashes;
    for (const auto& term : terms) hashes.push_back(term.first);
    return hashes;
}

SparseRow weighed(const TopicVocabulary& vocabulary, const TermRow& row) {
    SparseRow sparse;
    double length = 0;
    for (const TermTimes& term : row) {
        const double weight = vocabulary.weight(term);
        sparse.values.emplace_back(term.term, float(weight));
        length += weight * weight;
    }
    for (auto& [term, value] : sparse.values) value = float(double(value) / std::sqrt(length));
    return sparse;
}

/// Whether one word is the other with a short ending: "refund", "refunds".
bool sameStem(const std::string& a, const std::string& b) {
    const std::string &shorter = a.size() < b.size() ? a : b, &longer = a.size() < b.size() ? b : a;
    return shorter.size() >= 4 && longer.size() - shorter.size() <= 2 && longer.starts_with(shorter);
}

/// Whether a term of two words holds the other as one of them.
bool holds(const std::string& pair, const std::string& word) {
    const std::size_t space = pair.find(' ');
    if (space == std::string::npos) return false;
    return sameStem(pair.substr(0, space), word) || sameStem(pair.substr(space + 1), word) ||
           pair.starts_with(word + " ") || pair.ends_with(" " + word);
}

bool shareWord(const std::string& a, const std::string& b) {
    const std::size_t space = a.find(' ');
    return space != std::string::npos && (holds(b, a.substr(0, space)) || holds(b, a.substr(space + 1)));
}

}  // namespace

TopicVocabulary::TopicVocabulary(const TermCounts& rowsWith, std::int64_t rows)
    : TopicVocabulary(telling(rowsWith, rows), rows) {}

TopicVocabulary::TopicVocabulary(const std::vector<std::pair<std::uint64_t, std::uint32_t>>& terms, std::int64_t rows)
    : texts_(hashesOf(terms)) {
    for (const auto& [hash, with] : terms) weights_.push_back(float(1 + std::log(double(1 + rows) / double(1 + with))));
}

TermRow TopicVocabulary::rowOf(std::string_view text) {
    thread_local std::vector<std::uint16_t> terms;
    terms.clear();
    forEachTerm(text, [&](std::uint64_t hash, const Word* first, const Word* second) {
        const std::int64_t number = texts_.numberOf(hash);
        if (number < 0) return;
        terms.push_back(std::uint16_t(number));
        if (texts_.knows(number)) return;
        texts_.learn(number, foldedText(first->text) + (second ? " " + foldedText(second->text) : ""));
    });
    std::sort(terms.begin(), terms.end());
    TermRow row;
    for (const std::uint16_t term : terms) {
        if (row.empty() || row.back().term != term) row.push_back({term, 0});
        if (row.back().times < 0xFFFF) ++row.back().times;
    }
    if (row.size() > kMostRowTerms) {
        std::sort(row.begin(), row.end(), [&](const TermTimes& a, const TermTimes& b) {
            return std::pair(-weight(a), a.term) < std::pair(-weight(b), b.term);
        });
        row.resize(kMostRowTerms);
        std::sort(row.begin(), row.end(), [](const TermTimes& a, const TermTimes& b) { return a.term < b.term; });
    }
    return row;
}

double TopicVocabulary::weight(TermTimes term) const {
    return (1 + std::log(double(term.times))) * double(weights_[term.term]);
}

int TopicModel::topicsFor(std::int64_t rows) {
    return rows < 2 ? 1 : std::clamp(int(std::lround(2 * std::log2(double(rows)) - 9)), 2, 24);
}

TopicModel::TopicModel(const TopicVocabulary& vocabulary, const std::vector<TermRow>& sample, int wanted,
                       std::uint64_t seed, int threads, const Cancel& cancel)
    : vocabulary_(vocabulary) {
    std::vector<SparseRow> rows(sample.size());
    parallelFor(
        std::int64_t(sample.size()), 256,
        [&](std::int64_t first, std::int64_t last) {
            for (auto i = std::size_t(first); i < std::size_t(last); ++i) rows[i] = weighed(vocabulary, sample[i]);
        },
        threads);
    std::erase_if(rows, [](const SparseRow& row) { return row.values.empty(); });
    const int starts = rows.size() <= 5000 ? 4 : 1;
    SphericalMeans means =
        sphericalMeans(rows, vocabulary.size(), wanted > 0 ? wanted : topicsFor(std::int64_t(sample.size())), starts,
                       seed, threads, cancel);
    topics_ = means.means;
    centres_ = std::move(means.centres);
    rankTerms(sample);
}

TopicPlace TopicModel::nearest(const TermRow& row) const {
    if (row.empty() || topics_ == 0) return {};
    thread_local std::vector<float> scores;
    scoresOf(weighed(vocabulary_, row), centres_, topics_, scores);
    const auto best = std::max_element(scores.begin(), scores.end());
    if (*best <= 0) return {};
    return {int(best - scores.begin()), *best};
}

// c-TF-IDF: times in the topic / words of the topic * ln(1 + mean words of a topic / times in all).
void TopicModel::rankTerms(const std::vector<TermRow>& sample) {
    std::vector<std::vector<double>> times(std::size_t(topics_), std::vector<double>(vocabulary_.size(), 0.0));
    std::vector<double> inAll(vocabulary_.size(), 0.0), words(std::size_t(topics_), 0.0);
    double all = 0;
    for (const TermRow& row : sample) {
        const TopicPlace place = nearest(row);
        if (place.topic < 0) continue;
        for (const TermTimes& term : row) {
            times[std::size_t(place.topic)][term.term] += term.times;
            inAll[term.term] += term.times;
            words[std::size_t(place.topic)] += term.times;
            all += term.times;
        }
    }
    ranked_.resize(std::size_t(topics_));
    for (std::size_t topic = 0; topic < ranked_.size(); ++topic) {
        auto& ranked = ranked_[topic];
        for (std::size_t term = 0; term < vocabulary_.size(); ++term)
            if (times[topic][term] > 0)
                ranked.emplace_back(times[topic][term] / words[topic] * std::log(1 + all / topics_ / inAll[term]),
                                    std::uint16_t(term));
        const std::size_t kept = std::min(kRanked, ranked.size());
        std::partial_sort(
            ranked.begin(), ranked.begin() + std::ptrdiff_t(kept), ranked.end(),
            [](const auto& a, const auto& b) { return std::pair(-a.first, a.second) < std::pair(-b.first, b.second); });
        ranked.resize(kept);
    }
}

// A pair that is nearly as telling as a word of it takes the word's place.
std::vector<std::string> TopicModel::termsOf(int topic, std::size_t most) const {
    constexpr double nearly = 0.5;
    std::vector<std::pair<double, std::string>> chosen;
    for (const auto& [score, term] : ranked_[std::size_t(topic)]) {
        const std::string& text = vocabulary_.text(term);
        bool repeats = false;
        for (auto& [otherScore, other] : chosen) {
            if (!repeats && holds(text, other) && score >= nearly * otherScore) other = text;
            repeats = repeats || text == other || sameStem(text, other) || holds(other, text) || holds(text, other) ||
                      shareWord(text, other);
        }
        if (!repeats && chosen.size() < most) chosen.emplace_back(score, text);
    }
    std::vector<std::string> terms;
    for (auto& [score, text] : chosen)
        if (std::find(terms.begin(), terms.end(), text) == terms.end()) terms.push_back(std::move(text));
    return terms;
}

}  // namespace tunesmith

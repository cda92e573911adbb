#include "core/data/clean/repetition.h"

#include <array>

#include "core/data/clean/hash_map.h"
#include "core/data/clean/step_kinds.h"
#include "core/data/clean/words.h"

namespace tunesmith {

namespace {

constexpr std::array<const char*, 9> kGramKeys = {"top_2_gram",        "top_3_gram",        "top_4_gram",
                                                  "duplicate_5_grams", "duplicate_6_grams", "duplicate_7_grams",
                                                  "duplicate_8_grams", "duplicate_9_grams", "duplicate_10_grams"};
constexpr std::array<double, 9> kGramShares = {0.20, 0.18, 0.16, 0.15, 0.14, 0.13, 0.12, 0.11, 0.10};

/// Hashes and ends of the words of a text: the bytes of words first..last are ends[last + 1] - ends[first] (without
/// spaces).
struct WordList {
    std::vector<std::uint64_t> hashes;
    std::vector<std::size_t> ends;
    void read(std::string_view text) {
        hashes.clear();
        ends.assign(1, 0);
        forEachWord(text, [&](const Word& word) {
            hashes.push_back(word.hash);
            ends.push_back(ends.back() + word.text.size());
        });
    }
    std::size_t size() const { return hashes.size(); }
    std::size_t bytes(std::size_t first, std::size_t n) const { return ends[first + n] - ends[first]; }
};

/// The hashes of all n-grams by rolling: a polynomial over the words' hashes.
class RollingHash {
public:
    RollingHash(const WordList& words, std::size_t n) : words_(words), n_(n) {
        for (std::size_t i = 0; i < n; ++i) {
            value_ = value_ * kBase + words.hashes[i];
            if (i > 0) highest_ *= kBase;
        }
    }
    std::uint64_t value() const { return mix64(value_); }
    void next() {
        if (first_ + n_ < words_.size())
            value_ = (value_ - words_.hashes[first_] * highest_) * kBase + words_.hashes[first_ + n_];
        ++first_;
    }

private:
    static constexpr std::uint64_t kBase = 0x9E3779B97F4A7C15ull;
    const WordList& words_;
    std::size_t n_, first_ = 0;
    std::uint64_t value_ = 0, highest_ = 1;
};

/// Bytes of all occurrences of the commonest n-gram with its inner spaces; 0 where none occurs twice.
std::size_t topBytes(const WordList& words, std::size_t n, HashMap<std::uint32_t>& seen) {
    if (words.size() < n) return 0;
    seen.clear();
    std::uint32_t most = 1;
    std::size_t bytes = 0;
    RollingHash hash(words, n);
    for (std::size_t i = 0; i + n <= words.size(); ++i, hash.next()) {
        const std::uint32_t count = ++seen[hash.value()];
        if (count <= most) continue;
        most = count;
        bytes = count * (words.bytes(i, n) + n - 1);
    }
    return bytes;
}

/// Bytes of n-grams that stood before, none counted twice.
std::size_t repeatedBytes(const WordList& words, std::size_t n, HashMap<std::uint32_t>& seen) {
    if (words.size() < n) return 0;
    seen.clear();
    std::size_t bytes = 0, free = 0;  // words before `free` are counted already
    RollingHash hash(words, n);
    for (std::size_t i = 0; i + n <= words.size(); ++i, hash.next()) {
        if (i < free) continue;
        std::uint32_t& stood = seen[hash.value()];
        if (stood) {
            bytes += words.bytes(i, n);
            free = i + n;
        }
        stood = 1;
    }
    return bytes;
}

/// How much of a text is lines, or paragraphs, that stood before.
struct Repeats {
    std::size_t parts = 0, repeated = 0, bytes = 0;
    double share() const { return parts == 0 ? 0 : double(repeated) / double(parts); }
};

Repeats repeatsOf(std::string_view text, std::string_view separator, HashMap<std::uint32_t>& seen) {
    Repeats found;
    if (text.find(separator) == std::string_view::npos) return found;
    seen.clear();
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        const std::string_view part = text.substr(begin, end - begin);
        begin = end + separator.size();
        if (part.find_first_not_of(" \t\n") == std::string_view::npos) continue;
        ++found.parts;
        std::uint32_t& stood = seen[foldedHash(part)];
        if (stood) {
            ++found.repeated;
            found.bytes += part.size();
        }
        stood = 1;
    }
    return found;
}

class Repetition : public TextFilter {
public:
    explicit Repetition(const Json& settings)
        : TextFilter(scopeIn(settings), actionIn(settings)),
          words_(settings.at("words").get<std::size_t>()),
          lines_(settings.at("duplicate_lines").get<double>()),
          lineBytes_(settings.at("duplicate_line_characters").get<double>()),
          paragraphs_(settings.at("duplicate_paragraphs").get<double>()),
          paragraphBytes_(settings.at("duplicate_paragraph_characters").get<double>()) {
        for (std::size_t i = 0; i < kGramKeys.size(); ++i) grams_[i] = settings.at(kGramKeys[i]).get<double>();
    }

protected:
    std::string fault(std::string_view text) const override {
        thread_local WordList words;
        words.read(text);
        if (words.size() < words_ || text.empty()) return {};
        HashMap<std::uint32_t> seen(words.size());
        std::string reason = partFault(text, "\n\n", "paragraphs", paragraphs_, paragraphBytes_, seen);
        if (reason.empty()) reason = partFault(text, "\n", "lines", lines_, lineBytes_, seen);
        for (std::size_t i = 0; reason.empty() && i < grams_.size(); ++i) {
            const std::size_t bytes = i < 3 ? topBytes(words, i + 2, seen) : repeatedBytes(words, i + 2, seen);
            if (bytes == 0) break;  // where none of n words stands twice, no longer run does
            reason = gramFault(double(bytes) / double(text.size()), i);
        }
        return reason;
    }

private:
    static std::string partFault(std::string_view text, std::string_view separator, const char* name, double most,
                                 double mostBytes, HashMap<std::uint32_t>& seen) {
        const Repeats found = repeatsOf(text, separator, seen);
        if (found.share() > most) return percent(found.share()) + " of its " + name + " are repeated";
        const double share = double(found.bytes) / double(text.size());
        return share > mostBytes ? percent(share) + " of its text is repeated " + name : "";
    }

    std::string gramFault(double share, std::size_t i) const {
        if (share <= grams_[i]) return {};
        const std::string n = std::to_string(i + 2);
        return percent(share) + (i < 3 ? " of its text is the same " + n + " words"
                                       : " of its text is repeated runs of " + n + " words");
    }

    std::size_t words_;
    double lines_, lineBytes_, paragraphs_, paragraphBytes_;
    std::array<double, kGramKeys.size()> grams_{};
};

}  // namespace

CleanerKind repetitionCleaner() {
    CleanerKind kind{
        "repetition",
        {realSetting("duplicate_lines", 0, 1, 0.30), realSetting("duplicate_line_characters", 0, 1, 0.20),
         realSetting("duplicate_paragraphs", 0, 1, 0.30), realSetting("duplicate_paragraph_characters", 0, 1, 0.20)},
        [](const Json& settings, const CleanContext&) { return std::make_unique<Repetition>(settings); }};
    for (std::size_t i = 0; i < kGramKeys.size(); ++i)
        kind.settings.push_back(realSetting(kGramKeys[i], 0, 1, kGramShares[i]));
    kind.settings.push_back(wholeSetting("words", 0, 1e6, 20));
    kind.settings.push_back(scopeSetting("answer"));
    kind.settings.push_back(actionSetting("drop"));
    return kind;
}

}  // namespace tunesmith

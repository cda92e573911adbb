#include "core/data/clean/quality.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <unordered_map>

#include "core/data/clean/gibberish.h"
#include "core/data/clean/step_kinds.h"
#include "core/data/clean/words.h"

namespace tunesmith {

namespace {

constexpr std::size_t kLanguages = 7;
constexpr std::array<std::string_view, kLanguages> kStopWords = {
    "the be to of and that have with",                       // English: the paper's eight
    "der die das und ist in zu nicht mit ein eine den von",  // German
    "le la les de des et est un une que dans pour",          // French
    "el la los las de que y en un una con por",              // Spanish
    "il la di che e un una per con non del",                 // Italian
    "o a os as de que e um uma com para não",                // Portuguese
    "de het een en van in is dat op te niet met"};           // Dutch

/// Hash of a stop word -> one bit a language.
const std::unordered_map<std::uint64_t, std::uint8_t>& stopWords() {
    static const auto words = [] {
        std::unordered_map<std::uint64_t, std::uint8_t> all;
        for (std::size_t i = 0; i < kLanguages; ++i)
            forEachWord(kStopWords[i], [&](const Word& word) { all[word.hash] |= std::uint8_t(1u << i); });
        return all;
    }();
    return words;
}

/// What is counted of a text.
struct TextFacts {
    std::int64_t words = 0, characters = 0;   // words that hold more than punctuation; their characters
    std::int64_t tokens = 0, alphabetic = 0;  // what stands between spaces; of these with a letter
    std::int64_t symbols = 0;                 // # and ellipses
    std::int64_t lines = 0, bullets = 0, ellipses = 0;
    std::int64_t latin = 0, otherLetters = 0;
};

bool isBullet(std::string_view line) {
    for (const std::string_view mark : {"-", "*", "\u2022", "\u25CF", "\u25AA", "\u2023"})
        if (line.starts_with(mark)) return true;
    return false;
}

bool endsInEllipsis(std::string_view line) {
    return line.ends_with("...") || line.ends_with("\u2026");
}

void countLine(std::string_view line, TextFacts& facts) {
    const std::size_t first = line.find_first_not_of(" \t\r"), last = line.find_last_not_of(" \t\r");
    if (first == std::string_view::npos) return;
    line = line.substr(first, last + 1 - first);
    ++facts.lines;
    facts.bullets += isBullet(line);
    facts.ellipses += endsInEllipsis(line);
}

/// One run of characters between spaces.
void countToken(std::string_view token, TextFacts& facts) {
    bool alphabetic = false, more = false, dots = false;
    std::int64_t characters = 0;
    for (std::size_t i = 0; i < token.size();) {
        const auto byte = std::uint8_t(token[i]);
        const utf8::CodePoint c = byte < 0x80 ? utf8::CodePoint{byte, 1} : utf8::decode(token, i);
        const bool ascii = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        const bool other = byte >= 0x80 && words::foldWide(c.value).kind != words::Kind::Edge;
        alphabetic = alphabetic || ascii || other;
        more = more || ascii || other || (byte >= '0' && byte <= '9');
        facts.latin += ascii || (other && c.value < 0x250);
        facts.otherLetters += other && c.value >= 0x250;
        dots = dots || byte == '.';
        facts.symbols += byte == '#' || c.value == 0x2026;
        ++characters;
        i += c.bytes;
    }
    for (std::size_t at = token.find("..."); at != std::string_view::npos; at = token.find("...", at + 3))
        ++facts.symbols;
    ++facts.tokens;
    facts.alphabetic += alphabetic;
    facts.words += more;
    facts.characters += more ? characters : 0;
}

TextFacts factsOf(std::string_view text) {
    TextFacts facts;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        countLine(text.substr(begin, end - begin), facts);
        begin = end + 1;
    }
    for (std::size_t begin = utf8::kSpaces.findOther(text, 0); begin < text.size();) {
        const std::size_t end = utf8::kSpaces.find(text, begin);
        countToken(text.substr(begin, end - begin), facts);
        begin = utf8::kSpaces.findOther(text, end);
    }
    return facts;
}

/// How many different stop words of one language the text has, at most.
int stopWordsIn(std::string_view text) {
    thread_local std::vector<std::uint64_t> found;
    found.clear();
    std::array<int, kLanguages> counts{};
    const auto& stops = stopWords();
    forEachWord(text, [&](const Word& word) {
        if (word.text.size() > 5) return;
        const auto stop = stops.find(word.hash);
        if (stop == stops.end() || std::find(found.begin(), found.end(), word.hash) != found.end()) return;
        found.push_back(word.hash);
        for (std::size_t i = 0; i < kLanguages; ++i) counts[i] += (stop->second >> i) & 1;
    });
    return *std::max_element(counts.begin(), counts.end());
}

std::string oneDigit(double value) {
    const auto tenths = std::int64_t(value * 10 + 0.5);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

class Quality : public TextFilter {
public:
    explicit Quality(const Json& settings)
        : TextFilter(scopeIn(settings), actionIn(settings)),
          leastWords_(settings.at("least_words").get<std::int64_t>()),
          mostWords_(settings.at("most_words").get<std::int64_t>()),
          judgesShort_(settings.at("short") == "judge"),
          leastLength_(settings.at("least_word_length").get<double>()),
          mostLength_(settings.at("most_word_length").get<double>()),
          symbols_(settings.at("symbols").get<double>()),
          bullets_(settings.at("bullet_lines").get<double>()),
          ellipses_(settings.at("ellipsis_lines").get<double>()),
          alphabetic_(settings.at("alphabetic_words").get<double>()),
          stopWords_(settings.at("stop_words").get<int>()),
          gibberish_(settings.at("gibberish").get<double>()) {}

protected:
    std::string fault(std::string_view text) const override {
        if (gibberish_ < 1)
            if (const double share = gibberishShare(text); share > gibberish_)
                return percent(share) + " of its letters stand in words that are none";
        const TextFacts facts = factsOf(text);
        if (facts.words < leastWords_) return judgesShort_ ? counted(facts.words, "word", "words") + " only" : "";
        if (facts.words > mostWords_) return counted(facts.words, "word", "words");
        if (facts.words == 0) return {};
        std::string reason = wordFault(facts);
        if (reason.empty()) reason = lineFault(facts);
        if (reason.empty() && stopWords_ > 0 && facts.latin >= facts.otherLetters && stopWordsIn(text) < stopWords_)
            reason = "hardly any of the words that every text has";
        return reason;
    }

private:
    std::string wordFault(const TextFacts& facts) const {
        const double mean = double(facts.characters) / double(facts.words);
        const bool spaced = facts.latin >= facts.otherLetters;  // scripts without spaces have no such words
        if (spaced && (mean < leastLength_ || mean > mostLength_))
            return "its words have " + oneDigit(mean) + " characters on average";
        if (double(facts.symbols) / double(facts.words) > symbols_)
            return counted(facts.symbols, "# or ellipsis", "# and ellipses");
        const double share = double(facts.alphabetic) / double(facts.tokens);
        return share < alphabetic_ ? "only " + percent(share) + " of its words have letters" : "";
    }

    std::string lineFault(const TextFacts& facts) const {
        if (facts.lines == 0) return {};
        const double bullets = double(facts.bullets) / double(facts.lines),
                     ellipses = double(facts.ellipses) / double(facts.lines);
        if (bullets > bullets_) return percent(bullets) + " of its lines are list items";
        return ellipses > ellipses_ ? percent(ellipses) + " of its lines end in an ellipsis" : "";
    }

    std::int64_t leastWords_, mostWords_;
    bool judgesShort_;
    double leastLength_, mostLength_, symbols_, bullets_, ellipses_, alphabetic_;
    int stopWords_;
    double gibberish_;
};

}  // namespace

CleanerKind qualityCleaner() {
    return {"quality",
            {wholeSetting("least_words", 0, 1e9, 50), wholeSetting("most_words", 1, 1e9, 100000),
             choiceSetting("short", {"keep", "judge"}, "keep"), realSetting("least_word_length", 0, 1000, 3),
             realSetting("most_word_length", 0, 1000, 10), realSetting("symbols", 0, 100, 0.1),
             realSetting("bullet_lines", 0, 1, 0.9), realSetting("ellipsis_lines", 0, 1, 0.3),
             realSetting("alphabetic_words", 0, 1, 0.8), wholeSetting("stop_words", 0, 8, 2),
             realSetting("gibberish", 0, 1, 0.3), scopeSetting("answer"), actionSetting("flag")},
            [](const Json& settings, const CleanContext&) { return std::make_unique<Quality>(settings); }};
}

}  // namespace tunesmith

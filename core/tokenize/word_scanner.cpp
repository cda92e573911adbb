#include "core/tokenize/word_scanner.h"

#include <array>

#include "core/tokenize/unicode_class.h"

namespace tunesmith {
namespace {

enum Kind : std::uint8_t { Other = 0, Letter = 1, Number = 2, Space = 3 };

Kind kindOf(std::uint16_t classes) {
    if (classes & unicode::kLetter) return Letter;
    if (classes & unicode::kNumber) return Number;
    return classes & unicode::kSpace ? Space : Other;
}

const std::array<std::uint8_t, 128>& asciiKinds() {
    static const std::array<std::uint8_t, 128> kinds = [] {
        std::array<std::uint8_t, 128> k{};
        for (unsigned c = 0; c < 128; ++c) k[c] = kindOf(unicode::ClassTable::instance()(c));
        return k;
    }();
    return kinds;
}

/// Reads code points and their kinds between two places of a text.
class Cursor {
public:
    Cursor(const char* text, std::uint32_t end)
        : text_(text), end_(end), table_(unicode::ClassTable::instance()), ascii_(asciiKinds().data()) {}

    struct At {
        Kind kind;
        std::uint32_t next;
    };
    /// The code point at `at` < end.
    At read(std::uint32_t at) const {
        const auto b = static_cast<unsigned char>(text_[at]);
        if (b < 128) return {Kind(ascii_[b]), at + 1};
        const unicode::CodePoint c = unicode::decode(text_ + at);
        return {kindOf(table_(c.value)), at + c.bytes};
    }
    /// The end of the run of `kind` that goes on at `at`.
    std::uint32_t run(std::uint32_t at, Kind kind) const {
        while (at < end_) {
            const auto b = static_cast<unsigned char>(text_[at]);
            if (b < 128) {
                if (ascii_[b] != kind) break;
                ++at;
            } else {
                const unicode::CodePoint c = unicode::decode(text_ + at);
                if (kindOf(table_(c.value)) != kind) break;
                at += c.bytes;
            }
        }
        return at;
    }
    std::uint32_t runOfNewlines(std::uint32_t at) const {
        while (at < end_ && (text_[at] == '\r' || text_[at] == '\n')) ++at;
        return at;
    }
    /// Blanks at `at`: all of them at the end of the text, or all but the last, which goes to the next word; one alone
    /// stays.
    std::uint32_t blanks(std::uint32_t at, std::uint32_t stop) const {
        if (stop == end_) return stop;
        std::uint32_t last = stop - 1;
        while (unicode::continues(text_[last])) --last;
        return last > at ? last : stop;
    }
    char byte(std::uint32_t at) const { return at < end_ ? text_[at] : '\0'; }
    std::uint32_t end() const { return end_; }

private:
    const char* text_;
    std::uint32_t end_;
    const unicode::ClassTable& table_;
    const std::uint8_t* ascii_;
};

/// The end of 's 't 're 've 'm 'll 'd at `at`, which is an apostrophe; `at` where there is none. `anyCase` also takes
/// U+017F for s.
std::uint32_t contraction(const Cursor& text, std::uint32_t at, bool anyCase) {
    const auto letter = [&](std::uint32_t k) {
        const char c = text.byte(k);
        return anyCase && c >= 'A' && c <= 'Z' ? char(c + 32) : c;
    };
    const char first = letter(at + 1), second = letter(at + 2);
    if (first == 's' || first == 't' || first == 'm' || first == 'd') return at + 2;
    if ((first == 'r' || first == 'v') && second == 'e') return at + 3;
    if (first == 'l' && second == 'l') return at + 3;
    if (anyCase && first == '\xC5' && second == '\xBF') return at + 3;
    return at;
}

std::uint32_t gpt2Word(const Cursor& text, std::uint32_t at) {
    const Cursor::At here = text.read(at);
    if (text.byte(at) == '\'') {
        const std::uint32_t end = contraction(text, at, false);
        if (end != at) return end;
    }
    if (here.kind != Space) return text.run(here.next, here.kind);
    if (text.byte(at) == ' ' && here.next < text.end()) {
        const Cursor::At next = text.read(here.next);
        if (next.kind != Space) return text.run(next.next, next.kind);
    }
    return text.blanks(at, text.run(here.next, Space));
}

std::uint32_t digits(const Cursor& text, std::uint32_t at, int most) {
    for (int k = 1; k < most && at < text.end(); ++k) {
        const Cursor::At here = text.read(at);
        if (here.kind != Number) break;
        at = here.next;
    }
    return at;
}

std::uint32_t llama3Word(const Cursor& text, std::uint32_t at, int mostDigits) {
    const Cursor::At here = text.read(at);
    const char byte = text.byte(at);
    if (byte == '\'') {
        const std::uint32_t end = contraction(text, at, true);
        if (end != at) return end;
    }
    if (here.kind == Letter) return text.run(here.next, Letter);
    if (here.kind == Number) return digits(text, here.next, mostDigits);
    const Cursor::At next = here.next < text.end() ? text.read(here.next) : Cursor::At{Space, here.next};
    if (next.kind == Letter && byte != '\r' && byte != '\n') return text.run(next.next, Letter);
    if (here.kind == Other) return text.runOfNewlines(text.run(here.next, Other));
    if (byte == ' ' && next.kind == Other) return text.runOfNewlines(text.run(next.next, Other));
    const std::uint32_t stop = text.run(here.next, Space);
    for (std::uint32_t k = stop; k > at; --k)
        if (text.byte(k - 1) == '\r' || text.byte(k - 1) == '\n') return k;
    return text.blanks(at, stop);
}

}  // namespace

std::optional<WordPattern> knownPattern(const std::string& regex) {
    static const std::string contractions = "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}";
    static const std::string rest = "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
    static const std::string gpt2 = "| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";
    if (regex == contractions + "{1,3}" + rest) return WordPattern::Llama3;
    if (regex == contractions + rest) return WordPattern::Llama3Digits1;
    if (regex == "'s|'t|'re|'ve|'m|'ll|'d" + gpt2 || regex == "'(?:[sdmt]|ll|ve|re)" + gpt2) return WordPattern::Gpt2;
    return std::nullopt;
}

void scanWords(WordPattern pattern, std::string_view text, std::uint32_t begin, std::uint32_t end,
               std::vector<Piece>& out) {
    const Cursor cursor(text.data(), end);
    const int mostDigits = pattern == WordPattern::Llama3 ? 3 : 1;
    for (std::uint32_t at = begin; at < end;) {
        const std::uint32_t stop =
            pattern == WordPattern::Gpt2 ? gpt2Word(cursor, at) : llama3Word(cursor, at, mostDigits);
        out.push_back({at, stop});
        at = stop;
    }
}

}  // namespace tunesmith

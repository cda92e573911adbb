// Regex: the regular expressions of tokenizer.json (Oniguruma's Ruby syntax) matched by PCRE2, with limits against
// hostile patterns. Immutable; any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tunesmith {

/// A stretch of text that a pattern matched, or one between two matches. Bytes; a match may be empty.
struct MatchSpan {
    std::uint32_t begin = 0, end = 0;
    bool match = false;
};

class Regex {
public:
    /// Throws Error(BadFile) naming `where` for a pattern that is broken or uses what PCRE2 cannot do.
    Regex(const std::string& pattern, const std::string& where);
    ~Regex();
    Regex(const Regex&) = delete;
    Regex& operator=(const Regex&) = delete;

    /// The matches of text[begin, end) and what lies between them, in order, without gaps; the rest of `text` is not
    /// seen. Throws Error(BadInput) where the pattern takes too long on this text.
    void findAll(std::string_view text, std::uint32_t begin, std::uint32_t end, std::vector<MatchSpan>& out) const;

private:
    struct Compiled;
    std::unique_ptr<const Compiled> compiled_;
    std::string pattern_;
};

/// Occurrences of `needle` (not empty) in text[begin, end), as Regex::findAll gives them.
void findAllLiteral(std::string_view needle, std::string_view text, std::uint32_t begin, std::uint32_t end,
                    std::vector<MatchSpan>& out);

/// `pattern` in PCRE2's syntax. Throws Error(BadFile) for class intersections, nested classes and absent operators.
std::string pcreFromOniguruma(const std::string& pattern, const std::string& where);

}  // namespace tunesmith

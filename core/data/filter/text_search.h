// TextSearch: a text or a regular expression to look for, upper and lower case alike (A-Z for texts, all letters for
// expressions).
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace tunesmith {

/// Immutable; any thread may use it.
class TextSearch {
public:
    explicit TextSearch(const std::string& text);
    /// Where it stands first at or after `from`.
    std::optional<std::size_t> find(std::string_view hay, std::size_t from = 0) const;
    bool in(std::string_view hay) const { return find(hay).has_value(); }
    const std::string& text() const { return text_; }

private:
    std::string text_;  // lower case
    std::array<std::size_t, 256> skip_{};
};

/// A regular expression (PCRE2) over UTF-8, with limits on time and depth: what runs into them does not match.
class RegexSearch {
public:
    /// Throws Error(BadInput) with the position in the expression.
    explicit RegexSearch(const std::string& expression, bool caseSensitive = false);
    /// (begin, end) of the first match at or after `from`.
    std::optional<std::pair<std::size_t, std::size_t>> find(std::string_view hay, std::size_t from = 0) const;
    /// All matches replaced; `$1` and `${name}` in `with` stand for groups. Throws Error(BadInput) where `with` names a
    /// group that is not there.
    std::string replaceAll(std::string_view hay, const std::string& with) const;

private:
    struct Code;
    std::shared_ptr<const Code> code_;
};

}  // namespace tunesmith

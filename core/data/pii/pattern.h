// Pattern: a small language for the forms of numbers, for the built-in ones and for those that a project defines (a
// record number, a case number):
//     #      a digit                          A, 7   that letter or digit itself, in either case
//     @      a letter                         ?      what stands before it may be missing
//     *      a letter or digit                {n} {n,m}   what stands before it, n times, or n to m times
// Space - . / : _ are allowed between any two characters of the text, so that they need not stand in the pattern; where
// they do, they are for the reader. Matching takes one step a character whatever the pattern.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace tunesmith::pii {

class Pattern {
public:
    /// Throws Error(BadInput) naming the place of a fault, and where the pattern stands for nothing or for more than 63
    /// characters.
    explicit Pattern(std::string_view source);

    /// The whole of `text`, which is normalised: 0-9 and A-Z only.
    bool matches(std::string_view text) const;
    std::size_t shortest() const { return shortest_; }
    std::size_t longest() const { return longest_; }
    bool onlyDigits() const { return onlyDigits_; }

private:
    void add(char symbol, std::size_t least, std::size_t most);

    // Bit i of accepts_[c]: the element i takes the character c (base 36). Bit i of optional_: it may be skipped.
    std::array<std::uint64_t, 36> accepts_{};
    std::uint64_t optional_ = 0;
    std::size_t shortest_ = 0, longest_ = 0;
    bool onlyDigits_ = true;
};

}  // namespace tunesmith::pii

// Folded: a text as the finders read it. Digits and letters that only look different (full width, other scripts'
// digits, mathematical letters, Cyrillic and Greek twins inside a number) are ASCII, spaces and dashes are one kind,
// and what prints nothing is gone. A map leads back to the bytes of the original.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tunesmith::pii {

class Folded {
public:
    /// `original` has to live as long as the object. Bytes that are not UTF-8 stay as they are. Throws Error(BadInput)
    /// from 4 GiB on.
    explicit Folded(std::string_view original);
    Folded(const Folded&) = delete;
    Folded& operator=(const Folded&) = delete;

    /// The original itself where nothing had to change.
    std::string_view text() const { return changed_ ? std::string_view(folded_) : original_; }
    std::string_view original() const { return original_; }
    /// The byte of the original where the byte `at` of text() comes from; `at` may be the end.
    std::size_t origin(std::size_t at) const { return changed_ ? origins_[at] : at; }

private:
    std::string_view original_;
    bool changed_ = false;
    std::string folded_;
    std::vector<std::uint32_t> origins_;  // one more than folded_ has bytes
};

}  // namespace tunesmith::pii

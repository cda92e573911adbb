// CharsMap: sentencepiece's compiled table of replacements (precompiled_charsmap): a double array of byte strings and
// the texts that stand for them. Every step through it is checked, so that a hostile table only replaces nonsense.
// Immutable; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tunesmith {

class CharsMap {
public:
    /// `blob` as sentencepiece writes it: size of the array, the array, the texts with a zero byte behind each. Throws
    /// Error(BadFile) naming `where` where the parts do not fit.
    CharsMap(std::string_view blob, const std::string& where);

    /// What stands for the shortest entry that `text` begins with, as Hugging Face `tokenizers` takes it.
    std::optional<std::string_view> shortest(std::string_view text) const;

private:
    std::optional<std::string_view> textAt(std::uint32_t at) const;

    std::vector<std::uint32_t> units_;
    std::string texts_;
};

/// Bytes of standard base64. Nothing where it is broken.
std::optional<std::string> bytesFromBase64(std::string_view text);
std::string base64FromBytes(std::string_view bytes);

}  // namespace tunesmith

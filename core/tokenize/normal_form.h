// Unicode normal forms with the alignment that Hugging Face `tokenizers` gives (Unicode 9: later code points are left
// as they are).
#pragma once

#include <string_view>
#include <vector>

#include "core/tokenize/aligned_text.h"

namespace tunesmith {

enum class NormalForm { NFC, NFD, NFKC, NFKD };

/// Whether `text` is in the form already; may say false for a text that is.
bool isNormal(NormalForm form, std::string_view text);

/// The code points of the form, each with what it stands for.
std::vector<Change> normalForm(NormalForm form, std::string_view text);

}  // namespace tunesmith

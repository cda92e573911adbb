// Gibberish: words that a keyboard made and no language has ("asdkjfh", "qwrtzp"). Any thread.
#pragma once

#include <string_view>

namespace tunesmith {

/// The share of letters that stand in such words, of all letters in words of five to thirty plain Latin letters; 0
/// where these are fewer than 20. Code, formulas and identifiers with digits or signs in them are not counted at all.
double gibberishShare(std::string_view text);

}  // namespace tunesmith

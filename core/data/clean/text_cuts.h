// Where a text may be cut: at the end of a sentence, else of a word, else of a character. Any thread.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace tunesmith {

/// The most bytes of `text`, less than all of it, for which `fits` holds: at the end of a sentence if any such cut
/// fits, else of a word, else of a character; 0 where nothing fits. `fits` must hold for what is shorter than something
/// that fits.
std::size_t longestCut(std::string_view text, const std::function<bool(std::size_t)>& fits);

}  // namespace tunesmith

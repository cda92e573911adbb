// Mojibake: UTF-8 whose bytes were read as windows-1252 or latin-1 ("cafÃ©" for "café"), once or several times. Undone
// only where no sensible text could look like that. Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tunesmith {

/// Whether `text` holds what a first byte of UTF-8 read that way looks like, followed by a second: a quick look, true
/// for a few sound texts too.
bool mayHoldMojibake(std::string_view text);

/// Undoes it in place until nothing is left to undo; returns how many characters came back.
std::int64_t repairMojibake(std::string& text);

}  // namespace tunesmith

// Step "language": keeps rows in the listed languages, as CLD2 detects them.
#pragma once

#include <string>
#include <string_view>

#include "core/data/clean/cleaner.h"

namespace tunesmith {

struct DetectedLanguage {
    std::string code;       // "en", "zh"; empty where none was recognised
    double confidence = 0;  // share of the text that is in it; 0 where the detector itself is in doubt
};

/// `text` is UTF-8; what is not is not looked at. Any thread. Throws Error(NotFound) in a build without CLD2.
DetectedLanguage detectLanguage(std::string_view text);

/// Settings: languages (codes; empty: any that is recognised), confidence, letters (shorter texts are let through),
/// scope, action.
CleanerKind languageCleaner();

}  // namespace tunesmith

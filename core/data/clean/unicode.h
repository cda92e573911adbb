// Step "unicode": mojibake undone, characters that nobody sees taken out, one normal form.
#pragma once

#include <cstdint>
#include <string>

#include "core/data/clean/cleaner.h"

namespace tunesmith {

struct UnicodeRules {
    enum class Form { None, Nfc, Nfkc } form = Form::Nfc;
    bool mojibake = true;
    bool control = true;    // C0 without tab, line feed and carriage return; DEL; C1 (U+0085 becomes a line feed)
    bool zeroWidth = true;  // also soft hyphens and tag characters; joiners stay where a script or an emoji needs them
    bool bidi = true;       // overrides always; other marks where no right-to-left letter is
};

struct UnicodeCounts {
    std::int64_t mojibake = 0, control = 0, zeroWidth = 0, bidi = 0;  // characters repaired and taken out
    bool normalised = false;
    bool any() const { return mojibake + control + zeroWidth + bidi > 0 || normalised; }
};

/// Cleans `text` in place until nothing is left to do. Any thread.
UnicodeCounts cleanUnicode(std::string& text, const UnicodeRules& rules);

/// Settings: form (nfc, nfkc, none), mojibake, control, zero_width, bidi.
CleanerKind unicodeCleaner();

}  // namespace tunesmith

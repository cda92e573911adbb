// Step "boilerplate": lines that pages carry around their text: cookie notices, navigation, calls to subscribe, and in
// long plain texts the headers and footers that stand on every page.
#pragma once

#include "core/data/clean/cleaner.h"

namespace tunesmith {

/// Settings: repeats (a short line that stands so often in a plain text of 40 lines or more is taken out but for the
/// first; 0: never).
CleanerKind boilerplateCleaner();

}  // namespace tunesmith

// Step "whitespace": one kind of line end, one kind of space, no more of them than a reader needs. Fenced code keeps
// its spaces.
#pragma once

#include "core/data/clean/cleaner.h"

namespace tunesmith {

/// Settings: spaces (runs inside a line become one; what indents a line stays), blank_lines (most in a row), trim.
CleanerKind whitespaceCleaner();

}  // namespace tunesmith

// Words that the readers of weight files share. Internal to core/model/weights.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "core/base/error.h"

namespace tunesmith {

/// A name from a file, in quotes, fit for a message: at most 120 bytes, control characters and broken UTF-8 made
/// harmless.
std::string quotedName(const std::string& name);

}  // namespace tunesmith

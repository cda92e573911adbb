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

/// What a file that is not in the expected format is instead, as a sentence with the way out (a Python pickle, a Git
/// LFS pointer, a web page, ...); empty where its first bytes say nothing.
std::string whatItIsInstead(const std::uint8_t* bytes, std::size_t size);

/// True for a Python pickle, bare or inside the zip file that torch.save() writes, whatever the file is called.
bool looksLikePickle(const std::uint8_t* bytes, std::size_t size);

/// The refusal of a pickle and what to do instead.
extern const char* const kPickleRefused;

}  // namespace tunesmith

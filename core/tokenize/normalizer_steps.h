// The normalizer steps that live in files of their own, for normalizer.cpp to put together.
#pragma once

#include <memory>
#include <string>

#include "core/tokenize/normalizer.h"

namespace tunesmith {

std::unique_ptr<Normalizer> makeLowercase();
std::unique_ptr<Normalizer> makeStripAccents();
/// Control characters of ASCII go, unusual blanks and marks become a space.
std::unique_ptr<Normalizer> makeNmt();
/// BertNormalizer: cleaning, blanks around Chinese characters, accents, lower case. Throws Error(BadFile).
std::unique_ptr<Normalizer> makeBertNormalizer(const Json& part, const std::string& where);
/// Precompiled: sentencepiece's table of replacements. Throws Error(BadFile) for one that is broken.
std::unique_ptr<Normalizer> makePrecompiled(const Json& part, const std::string& where);

}  // namespace tunesmith

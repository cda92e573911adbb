// Normalizers: the steps of tokenizer.json that rewrite a text before it is cut. Immutable; any thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/tokenize/aligned_text.h"

namespace tunesmith {

class Normalizer {
public:
    virtual ~Normalizer() = default;
    /// Rewrites `text`, which is one piece, or leaves it.
    virtual void apply(AlignedText& text) const = 0;
};

/// The steps of a normalizer value, sequences flattened; null gives none. Throws Error(BadFile) naming `where` for a
/// step that is unknown or not supported.
std::vector<std::unique_ptr<Normalizer>> makeNormalizers(const Json& value, const std::string& where);

}  // namespace tunesmith

// PostProcessor: what tokenizer.json adds around the tokens of a text or of a pair, and how it trims blanks off spans.
// Immutable; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/tokenize/tokenizer.h"

namespace tunesmith {

/// One part of a framed input: a whole text, or one special token.
struct FramePart {
    int text = -1;  // 0 the first, 1 the second, -1 a special token
    TokenId id = 0;
    std::uint8_t type = 0;
};

struct PostProcessor {
    std::vector<bool> trims;  // for each step that trims blanks off spans, whether the first token keeps one
    std::vector<FramePart> single{{0, 0, 0}}, pair{{0, 0, 0}, {1, 0, 1}};
    /// Why inputs cannot be framed; empty where they can. Only whoever frames one has to mind.
    std::string problem;
};

/// Throws Error(BadFile) naming `where` for steps that are no steps.
PostProcessor makePostProcessor(const Json& value, const std::string& where);

/// Cuts two texts of these many tokens to `most` together, the longer one first (as the reference's "longest first").
void cutLongest(std::size_t most, std::size_t& first, std::size_t& second);

}  // namespace tunesmith

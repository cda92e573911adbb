// Pre-tokenizers: the steps of tokenizer.json that cut a text into words. Immutable; any thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/tokenize/aligned_text.h"

namespace tunesmith {

class PreTokenizer {
public:
    virtual ~PreTokenizer() = default;
    /// Cuts every piece of `text`, dropping empty ones, or rewrites the text.
    virtual void apply(AlignedText& text) const = 0;
    /// Whether apply() asks where a piece came from, so that places must be kept.
    virtual bool needsPlaces() const { return false; }
};

/// The steps of a pre_tokenizer value, sequences flattened.
struct PreTokenizers {
    std::vector<std::unique_ptr<PreTokenizer>> steps;
    /// The last step spells each byte in the byte alphabet and no other does: `spellBytes` false left that to the
    /// model.
    bool endsInByteLevel = false;
    bool needsPlaces = false;
};

/// Throws Error(BadFile) naming `where` for a step that is unknown or not supported. With `spellBytes` false a last
/// ByteLevel step leaves the text as it is; the model must then read plain bytes.
PreTokenizers makePreTokenizers(const Json& value, bool spellBytes, const std::string& where);

/// What happens to what a pattern matches.
enum class SplitBehaviour { Removed, Isolated, MergedWithPrevious, MergedWithNext, Contiguous };

}  // namespace tunesmith

// Decoders: the steps of tokenizer.json that turn the spellings of tokens back into text. Immutable; any thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"

namespace tunesmith {

class Decoder {
public:
    virtual ~Decoder() = default;
    virtual void apply(std::vector<std::string>& tokens) const = 0;
    /// What the step makes of one token inside a text, as bytes that need not be whole characters.
    virtual std::string bytes(std::string token) const = 0;
};

/// The steps of a decoder value, sequences flattened; null gives none. Throws Error(BadFile) naming `where` for a step
/// that is unknown or not supported.
std::vector<std::unique_ptr<Decoder>> makeDecoders(const Json& value, const std::string& where);

/// The byte that "<0x41>" names.
std::optional<std::uint8_t> byteOfToken(std::string_view token);

}  // namespace tunesmith

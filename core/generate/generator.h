// Generator: a prompt in, an answer out, token by token. Streams whole UTF-8 characters; ends at a stop token, a stop text or the limit.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/generate/decoder.h"
#include "core/generate/sampler.h"
#include "core/tokenize/tokenizer.h"

namespace tunesmith {

struct Generated {
    std::string text;                 // without special tokens and stop texts; bytes that are no UTF-8 become U+FFFD
    std::vector<std::int32_t> ids;    // with the stop token, where one ended it
    std::int64_t promptTokens = 0;
    double promptSeconds = 0, seconds = 0;  // seconds: of the new tokens alone
    std::string finish;               // "stop", "length", "cancelled"
};

struct GenerationLimits {
    std::int64_t maxNewTokens = 256;
    std::vector<std::int32_t> stopTokens;
    std::vector<std::string> stopTexts;
};

/// Decodes from an empty cache; of an encoder-decoder the prompt is the source, and the answer begins as the model's answers do. `onText` gets each new piece (may be empty: never called then). A raised `cancel` ends the answer with what
/// there is. Throws Error(BadInput) for a prompt that is empty or longer than the model's context.
Generated generate(Decoder& decoder, const Tokenizer& tokenizer, const std::vector<std::int32_t>& prompt,
                   const SamplingOptions& sampling, const GenerationLimits& limits, const Cancel& cancel,
                   const std::function<void(const std::string&)>& onText);

}  // namespace tunesmith

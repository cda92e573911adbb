// ModelConfig: what a decoder of the Llama family is, as data. Variants differ in these numbers alone.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/json.h"
#include "core/model/weights/gguf.h"

namespace tunesmith {

/// Sizes: C width, H heads, K kvHeads, D headWidth, F feedForward, V vocabulary.
struct ModelConfig {
    std::string family = "llama";
    std::int64_t width = 0, layers = 0, heads = 0, kvHeads = 0, headWidth = 0, feedForward = 0, vocabulary = 0;
    std::int64_t contextLength = 2048;
    double normEpsilon = 1e-5;
    bool tied = false;                       // the head is the embedding
    bool attentionBias = false, mlpBias = false;
    struct Rope {
        double theta = 10000;
        std::string type = "default";        // default, linear, llama3
        double factor = 1, lowFrequencyFactor = 1, highFrequencyFactor = 4;
        std::int64_t originalContext = 8192;
    } rope;

    /// config.json of a Hugging Face folder. Throws Error(BadFile) naming the field that is missing, out of range or not supported.
    static ModelConfig fromHuggingFace(const Json& json, const std::string& where);
    static ModelConfig fromGguf(const GgufFile& file, const std::string& where);
    /// A config.json that transformers loads.
    Json toHuggingFace() const;
    /// D / 2 angles per position, in fp32 as the reference computes them.
    std::vector<float> inverseFrequencies() const;
    std::int64_t parameters() const;

private:
    void readFrequencyFactors(const StoredTensor& tensor, const GgufFile& file, const std::string& where);
    void check(const std::string& where) const;
};

}  // namespace tunesmith

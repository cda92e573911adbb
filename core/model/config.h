// ModelConfig: what a transformer is, as data. Families differ in these values alone; a new member of a family is a
// config, not code.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/kernels/activation.h"
#include "core/model/rope.h"
#include "core/model/weights/gguf.h"

namespace tunesmith {

/// RMSNorm: w x / rms(x); the Gemma family stores w - 1. LayerNorm: w (x - mean) / deviation + b.
enum class NormKind { Rms, RmsOffset, Layer };
/// Queries and keys may be normalised before they turn: each head by itself (Qwen 3, Gemma 3), or all heads as one row
/// (OLMo 2).
enum class HeadNorm { None, EachHead, AllHeads };

/// A decoder continues text; an encoder reads all of it and answers with vectors or labels; an encoder-decoder reads one text and writes
/// another.
enum class ModelKind { Decoder, Encoder, EncoderDecoder };
/// What stands on an encoder: nothing (its hidden states are the answer), one answer a document, or one a token.
enum class HeadTask { None, Sequence, Token };
/// How the numbers of a head are meant: one label of several, any of several, or values.
enum class Problem { SingleLabel, MultiLabel, Regression };
/// Between the two maps of a head for documents.
enum class PoolActivation { Tanh, Relu };
struct ClassifierConfig {
    HeadTask task = HeadTask::None;
    Problem problem = Problem::SingleLabel;
    std::vector<std::string> labels;  // names, in the order of the head's outputs
    bool operator==(const ClassifierConfig&) const = default;
};

/// Sizes: C width, H heads, K kvHeads, D headWidth, F feedForward, V vocabulary.
struct ModelConfig {
    std::string family = "llama";  // model_type of config.json; names its entry in arch/architectures.h
    std::int64_t width = 0, layers = 0, heads = 0, kvHeads = 0, headWidth = 0, feedForward = 0, vocabulary = 0;
    std::int64_t contextLength = 2048;
    ModelKind kind = ModelKind::Decoder;

    NormKind norm = NormKind::Rms;
    double normEpsilon = 1e-5;
    bool normBefore = true, normAfter = false;     // of attention and MLP: what they read, what they add
    bool sumNorm = false;                          // the norm after reads the residual and what was added (BERT)
    bool embeddingNorm = false, finalNorm = true;  // of what enters the first block, of what the last one leaves
    bool parallel = false;                         // attention and MLP read the same residual (GPT-NeoX, PaLM)
    HeadNorm headNorm = HeadNorm::None;

    bool qkvBias = false, outputBias = false, mlpBias = false;
    double attentionScale = 0;              // of the scores; 0: 1 / sqrt(D)
    double attentionCap = 0, logitCap = 0;  // c tanh(x / c) on scores and logits (Gemma 2); 0: none
    double embeddingScale = 1;
    double logitScale = 1;  // of what the head reads
    Activation activation = Activation::Silu;
    bool gated = true;  // the MLP is act(gate x) * (up x), else act(up x)

    std::int64_t learnedPositions = 0;  // rows of a table of positions that is added to the embedding; 0: none
    std::int64_t positionOffset = 0;    // the table's row of the first token (RoBERTa: 2)
    std::int64_t tokenTypes = 0;        // rows of a table that tells the texts of a pair apart; 0: none
    std::int64_t distanceBuckets = 0;     // rows of a table of what scores get by distance (T5); 0: none
    std::int64_t farthestDistance = 128;  // from where on all distances are one
    std::vector<Rope> ropes;
    struct Layer {
        std::int64_t window = 0;  // tokens that a token sees, itself included; 0: all before it
        int rope = 0;             // of ropes; -1: this layer has no positions
    };
    std::vector<Layer> perLayer;  // [layers]

    bool head = true;             // over the vocabulary
    bool tied = false;            // the head is the embedding
    ClassifierConfig classifier;  // of an encoder
    /// Of an encoder-decoder, whose decoder the rest describes: the stack that reads the source, with the same embedding; and the ids that an
    /// answer begins with, which the decoder does not write itself.
    std::shared_ptr<const ModelConfig> encoder;
    std::vector<std::int32_t> answerStart;
    PoolActivation poolActivation = PoolActivation::Tanh;
    // How the files hold it.
    bool fusedQkv = false, fusedGateUp = false;  // one matrix under one name
    bool qkvByHead = false;   // rows of the fused matrix: for each head its query, key and value (GPT-NeoX)
    bool transposed = false;  // linear weights are [in, out] (GPT-2's Conv1D)

    /// config.json of a Hugging Face folder. Throws Error(BadFile) naming the field that is missing, out of range or
    /// not supported.
    static ModelConfig fromHuggingFace(const Json& json, const std::string& where);
    static ModelConfig fromGguf(const GgufFile& file, const std::string& where);
    /// A config.json that transformers loads.
    Json toHuggingFace() const;

    /// Tokens that a text may have: distances have no end, whatever the model was trained on.
    std::int64_t longest() const { return distanceBuckets > 0 ? std::int64_t(1) << 20 : contextLength; }
    std::int64_t qkvWidth() const { return (heads + 2 * kvHeads) * headWidth; }
    std::int64_t parameters() const;
    bool causal() const { return kind != ModelKind::Encoder; }
    /// Throws Error(BadInput) with a sentence where the model has no decoder.
    void requireDecoder(const std::string& where) const;

private:
    void check(const std::string& where) const;
};

}  // namespace tunesmith

// Architectures: the families of decoders, encoders and encoder-decoders, as data. Each has its file with one `Architecture`, listed in
// architectures.cpp: how its configuration is read and written, and the names of its modules. Nothing else in the
// program knows a family.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/model/config.h"
#include "core/model/config_reader.h"

namespace tunesmith {

/// Names in a Hugging Face folder. Those inside a layer stand behind `layer` and the layer's number; those that a
/// family lacks are null.
struct ModuleNames {
    const char* prefix;  // some folders leave it off
    const char *embedding, *positions = nullptr, *finalNorm = nullptr, *head = "lm_head";
    const char *types = nullptr, *embeddingNorm = nullptr, *distances = nullptr;
    const char* layer;
    const char *attentionNorm = nullptr, *postAttentionNorm = nullptr, *mlpNorm = nullptr, *postMlpNorm = nullptr;
    const char *queryNorm = nullptr, *keyNorm = nullptr;
    const char *q = nullptr, *k = nullptr, *v = nullptr, *qkv = nullptr, *output;
    const char *gate = nullptr, *up = nullptr, *gateUp = nullptr, *down;
    const char* plainUp = nullptr;  // where the MLP has no gate and its name tells; else `up`
    /// Of a decoder's attention to what an encoder has read.
    const char *crossNorm = nullptr, *postCrossNorm = nullptr;
    const char *crossQ = nullptr, *crossK = nullptr, *crossV = nullptr, *crossOutput = nullptr;
    const char *headInner = nullptr, *headOuter = nullptr;  // of an encoder's head for documents
    const char* tokenHead = nullptr;                        // of its head for tokens
    /// How tensors begin (behind the prefix) that files of an encoder may hold and that are not needed; ends with null.
    const char* const* spare = nullptr;
};

/// Typed reads of a GGUF file's keys "<architecture>.<key>".
class GgufConfig {
public:
    /// `file` and `where` outlive the reader.
    GgufConfig(const GgufFile& file, const char* architecture, const std::string& where)
        : file_(file), prefix_(std::string(architecture) + "."), where_(where) {}
    std::int64_t integer(const char* key) const;  // throws Error(BadFile) where it is missing
    std::int64_t integer(const char* key, std::int64_t fallback) const {
        return file_.integer(prefix_ + key).value_or(fallback);
    }
    double number(const char* key, double fallback) const { return file_.number(prefix_ + key).value_or(fallback); }
    bool boolean(const char* key, bool fallback) const { return file_.boolean(prefix_ + key).value_or(fallback); }
    std::string text(const char* key, const std::string& fallback) const {
        return file_.text(prefix_ + key).value_or(fallback);
    }
    bool hasTensor(const char* name) const { return file_.find(name) != nullptr; }
    /// A vector of floats, empty where there is no such tensor.
    std::vector<float> values(const char* tensor) const;
    const std::string& where() const { return where_; }
    [[noreturn]] void refuse(const std::string& what) const { throw Error(Code::BadFile, what, where_); }

    /// Sizes, epsilon, biases and whether the head is tied: what all families say in the same way.
    void readSizes(ModelConfig& config) const;
    /// The rotary base and its scaling (none, linear, yarn), over heads whose first `width` values turn.
    Rope rope(const ModelConfig& config, std::int64_t width) const;

private:
    const GgufFile& file_;
    std::string prefix_;
    const std::string& where_;
};

struct Architecture {
    const char* type;       // model_type
    const char* className;  // in config.json's "architectures"; of an encoder without what says its head
    const char* gguf;       // general.architecture; null: not read from GGUF files
    bool ggufInterleaved;   // its Q and K rows interleave the halves of a head
    ModuleNames names;
    void (*read)(const ConfigReader& in, ModelConfig& config);
    void (*write)(const ModelConfig& config, Json& json);
    void (*readGguf)(const GgufConfig& in, ModelConfig& config);
    /// Of an encoder-decoder: the names of its encoder, where `names` are its decoder's.
    const ModuleNames* encoder = nullptr;
};

/// The names of the stack that `config` describes.
const ModuleNames& namesOf(const ModelConfig& config);

bool knowsType(const std::string& modelType);
/// Throw Error(BadFile) naming `where` and what there is for a family that is not known.
const Architecture& architectureOfType(const std::string& modelType, const std::string& where);
const Architecture& architectureOfGguf(const std::string& name, const std::string& where);
/// By ModelConfig::family.
const Architecture& architectureOf(const std::string& family);
const std::vector<const Architecture*>& architectures();

/// Class, labels and kind of problem of an encoder's head, in place of what `json` says. Nothing for a decoder.
void writeClassifier(const ModelConfig& config, Json& json);

// What the families share.

/// hidden_size, num_hidden_layers, num_attention_heads, num_key_value_heads, head_dim, intermediate_size, vocab_size,
/// max_position_embeddings, rms_norm_eps, tie_word_embeddings.
void readSizes(const ConfigReader& in, ModelConfig& config);
void writeSizes(const ModelConfig& config, Json& json);
/// Every layer as `layer`; none where their number is out of range, which ModelConfig refuses in a moment.
void setLayers(ModelConfig& config, ModelConfig::Layer layer = {});
/// hidden_act, or `key`. Throws Error(BadFile) for one that is not known.
Activation readActivation(const ConfigReader& in, const char* key, const std::string& fallback);
/// What an answer of an encoder-decoder begins with: decoder_start_token_id (or `start`) and forced_bos_token_id.
std::vector<std::int32_t> readAnswerStart(const ConfigReader& in, std::int64_t start);
/// rope_theta and rope_scaling of transformers 4, or rope_parameters of 5; one rope for all layers, over `share` of a
/// head where the file does not say over how much.
Rope readRope(const ConfigReader& in, const ModelConfig& config, double theta, double share = 1);
void writeRope(const Rope& rope, Json& json);
/// A window on the layers where `slides` holds; readWindows(): on those that layer_types names, where the file has it.
void setWindows(ModelConfig& config, std::int64_t window, const std::function<bool(std::int64_t layer)>& slides);
void readWindows(const ConfigReader& in, ModelConfig& config, std::int64_t window,
                 const std::function<bool(std::int64_t layer)>& slides);
Json layerTypes(const ModelConfig& config);
/// The names that Llama, Mistral, Qwen, Gemma, Phi-3 and OLMo 2 share.
ModuleNames llamaNames();

}  // namespace tunesmith

#include "core/model/config.h"

#include <cmath>

#include "core/base/error.h"

namespace tunesmith {

namespace {

template <typename T>
T field(const Json& json, const char* key, const std::string& where, const T* fallback = nullptr) {
    const auto found = json.find(key);
    if (found == json.end() || found->is_null()) {
        if (fallback) return *fallback;
        throw Error(Code::BadFile, std::string("The model's configuration lacks \"") + key + "\".", where);
    }
    try {
        return found->get<T>();
    } catch (const Json::exception&) {
        throw Error(Code::BadFile, std::string("\"") + key + "\" in the model's configuration has a wrong type.", where);
    }
}

template <typename T>
T fieldOr(const Json& json, const char* key, const std::string& where, T fallback) {
    return field<T>(json, key, where, &fallback);
}

void readRope(const Json& json, ModelConfig::Rope& rope, const std::string& where) {
    // transformers 5 writes rope_parameters; earlier ones rope_theta beside rope_scaling.
    rope.theta = fieldOr(json, "rope_theta", where, 10000.0);
    for (const char* key : {"rope_scaling", "rope_parameters"}) {
        const auto found = json.find(key);
        if (found == json.end() || !found->is_object()) continue;
        const Json& scaling = *found;
        rope.theta = fieldOr(scaling, "rope_theta", where, rope.theta);
        rope.type = fieldOr(scaling, "rope_type", where, fieldOr(scaling, "type", where, std::string("default")));
        rope.factor = fieldOr(scaling, "factor", where, 1.0);
        rope.lowFrequencyFactor = fieldOr(scaling, "low_freq_factor", where, 1.0);
        rope.highFrequencyFactor = fieldOr(scaling, "high_freq_factor", where, 4.0);
        rope.originalContext = fieldOr(scaling, "original_max_position_embeddings", where, std::int64_t(8192));
    }
}

[[noreturn]] void refuse(const std::string& what, const std::string& where) { throw Error(Code::BadFile, what, where); }

void inRange(const char* name, std::int64_t value, std::int64_t low, std::int64_t high, const std::string& where) {
    if (value < low || value > high)
        refuse(std::string(name) + " is " + std::to_string(value) + "; it must lie between " + std::to_string(low) + " and " +
                   std::to_string(high) + ".", where);
}

}  // namespace

void ModelConfig::check(const std::string& where) const {
    inRange("The width (hidden_size)", width, 1, 1 << 17, where);
    inRange("The number of layers", layers, 1, 1024, where);
    inRange("The number of attention heads", heads, 1, 1024, where);
    inRange("The number of key/value heads", kvHeads, 1, heads, where);
    inRange("The head width", headWidth, 2, 1024, where);
    inRange("The feed-forward width", feedForward, 1, 1 << 19, where);
    inRange("The vocabulary", vocabulary, 1, 1 << 22, where);
    inRange("The context length", contextLength, 1, std::int64_t(1) << 26, where);
    if (heads % kvHeads != 0) refuse("The attention heads do not divide into the key/value heads.", where);
    if (headWidth % 2 != 0) refuse("The head width is odd; rotary positions need pairs.", where);
    if (!(normEpsilon > 0 && normEpsilon < 1)) refuse("The norm's epsilon is out of range.", where);
    if (rope.type != "default" && rope.type != "linear" && rope.type != "llama3")
        refuse("Rotary scaling of the type \"" + rope.type + "\" is not supported; default, linear and llama3 are.", where);
    if (!(rope.theta > 0 && rope.factor > 0)) refuse("The rotary base and factor must be positive.", where);
}

ModelConfig ModelConfig::fromHuggingFace(const Json& json, const std::string& where) {
    if (!json.is_object()) refuse("The model's configuration is not a JSON object.", where);
    const auto type = field<std::string>(json, "model_type", where);
    if (type != "llama") refuse("Models of the type \"" + type + "\" are not supported; Llama models are.", where);
    if (json.contains("quantization_config") && !json["quantization_config"].is_null())
        refuse("The weights are quantised in a form that is not read here; get the fp16, bf16 or GGUF version.", where);
    ModelConfig c;
    c.width = field<std::int64_t>(json, "hidden_size", where);
    c.layers = field<std::int64_t>(json, "num_hidden_layers", where);
    c.heads = field<std::int64_t>(json, "num_attention_heads", where);
    c.kvHeads = fieldOr(json, "num_key_value_heads", where, c.heads);
    c.headWidth = fieldOr(json, "head_dim", where, c.heads > 0 ? c.width / c.heads : 0);
    if (!json.contains("head_dim") && c.heads > 0 && c.width % c.heads != 0)
        refuse("The width " + std::to_string(c.width) + " does not divide into " + std::to_string(c.heads) + " heads.", where);
    c.feedForward = field<std::int64_t>(json, "intermediate_size", where);
    c.vocabulary = field<std::int64_t>(json, "vocab_size", where);
    c.contextLength = fieldOr(json, "max_position_embeddings", where, std::int64_t(2048));
    c.normEpsilon = fieldOr(json, "rms_norm_eps", where, 1e-6);
    c.tied = fieldOr(json, "tie_word_embeddings", where, false);
    c.attentionBias = fieldOr(json, "attention_bias", where, false);
    c.mlpBias = fieldOr(json, "mlp_bias", where, false);
    const auto activation = fieldOr(json, "hidden_act", where, std::string("silu"));
    if (activation != "silu") refuse("The activation \"" + activation + "\" is not supported; silu is.", where);
    readRope(json, c.rope, where);
    c.check(where);
    return c;
}

// Llama 3.1 and later store what each frequency is divided by, not the rule's numbers: the rule that gives them is found again, so that
// an exported configuration states it.
void ModelConfig::readFrequencyFactors(const StoredTensor& tensor, const GgufFile& file, const std::string& where) {
    if (tensor.count() != headWidth / 2 || !isFloating(tensor.dtype)) refuse("The tensor rope_freqs.weight has the wrong size.", where);
    std::vector<float> factors(std::size_t(tensor.count()));
    toFloat32(tensor.dtype, tensor.data, tensor.count(), factors.data());
    const std::vector<float> plain = inverseFrequencies();
    rope.type = "llama3";
    rope.factor = factors.back();  // the slowest wave is divided by the whole factor
    std::vector<std::int64_t> contexts{file.integer("llama.rope.scaling.original_context_length").value_or(8192)};
    for (std::int64_t n = 16; n <= (std::int64_t(1) << 20); n *= 2) contexts.push_back(n);
    for (const std::int64_t context : contexts) {
        rope.originalContext = context;
        const std::vector<float> scaled = inverseFrequencies();
        bool equal = true;
        for (std::size_t i = 0; i < factors.size(); ++i)
            equal = equal && std::fabs(plain[i] / scaled[i] - factors[i]) <= 1e-4f * std::fabs(factors[i]);
        if (equal) return;
    }
    refuse("The frequency factors in rope_freqs.weight follow no rule that is known here.", where);
}

ModelConfig ModelConfig::fromGguf(const GgufFile& file, const std::string& where) {
    const std::string family = file.text("general.architecture").value_or("");
    if (family != "llama") refuse("Models of the architecture \"" + family + "\" are not supported; llama is.", where);
    const auto need = [&](const char* key) {
        const auto value = file.integer("llama." + std::string(key));
        if (!value) refuse(std::string("The file lacks the key llama.") + key + ".", where);
        return *value;
    };
    ModelConfig c;
    c.width = need("embedding_length");
    c.layers = need("block_count");
    c.heads = need("attention.head_count");
    c.kvHeads = file.integer("llama.attention.head_count_kv").value_or(c.heads);
    c.feedForward = need("feed_forward_length");
    c.headWidth = file.integer("llama.attention.key_length").value_or(c.heads > 0 ? c.width / c.heads : 0);
    c.contextLength = file.integer("llama.context_length").value_or(2048);
    c.normEpsilon = file.number("llama.attention.layer_norm_rms_epsilon").value_or(1e-5);
    const StoredTensor* embedding = file.find("token_embd.weight");
    if (!embedding || embedding->shape.size() != 2) refuse("The file lacks the tensor token_embd.weight.", where);
    c.vocabulary = embedding->shape[0];
    c.tied = file.find("output.weight") == nullptr;
    c.attentionBias = file.find("blk.0.attn_q.bias") != nullptr;
    c.mlpBias = file.find("blk.0.ffn_gate.bias") != nullptr;
    if (file.find("blk.0.ffn_gate_inp.weight")) refuse("Mixture-of-experts models are not supported.", where);
    const auto rotated = file.integer("llama.rope.dimension_count");
    if (rotated && *rotated != c.headWidth) refuse("Partly rotated heads are not supported.", where);
    c.rope.theta = file.number("llama.rope.freq_base").value_or(10000);
    const auto scaling = file.text("llama.rope.scaling.type").value_or("none");
    if (scaling != "none") {
        c.rope.type = scaling;
        c.rope.factor = file.number("llama.rope.scaling.factor").value_or(1);
    }
    if (const StoredTensor* factors = file.find("rope_freqs.weight")) c.readFrequencyFactors(*factors, file, where);
    c.check(where);
    return c;
}

Json ModelConfig::toHuggingFace() const {
    Json rope_parameters = {{"rope_theta", rope.theta}, {"rope_type", rope.type}};
    if (rope.type != "default") rope_parameters["factor"] = rope.factor;
    if (rope.type == "llama3") {
        rope_parameters["low_freq_factor"] = rope.lowFrequencyFactor;
        rope_parameters["high_freq_factor"] = rope.highFrequencyFactor;
        rope_parameters["original_max_position_embeddings"] = rope.originalContext;
    }
    Json json = {{"architectures", {"LlamaForCausalLM"}}, {"model_type", "llama"}, {"hidden_size", width}, {"num_hidden_layers", layers},
                 {"num_attention_heads", heads}, {"num_key_value_heads", kvHeads}, {"head_dim", headWidth},
                 {"intermediate_size", feedForward}, {"vocab_size", vocabulary}, {"max_position_embeddings", contextLength},
                 {"rms_norm_eps", normEpsilon}, {"tie_word_embeddings", tied}, {"attention_bias", attentionBias}, {"mlp_bias", mlpBias},
                 {"hidden_act", "silu"}, {"attention_dropout", 0.0}, {"use_cache", true}, {"rope_theta", rope.theta},
                 {"rope_parameters", rope_parameters}};
    // Readers older than rope_parameters look here; newer ones take the former.
    if (rope.type != "default") json["rope_scaling"] = rope_parameters;
    return json;
}

std::vector<float> ModelConfig::inverseFrequencies() const {
    const std::int64_t half = headWidth / 2;
    std::vector<float> result(static_cast<std::size_t>(half));
    for (std::int64_t i = 0; i < half; ++i) {
        const float exponent = float(2 * i) / float(headWidth);
        float f = 1.0f / std::pow(float(rope.theta), exponent);
        if (rope.type == "linear") f /= float(rope.factor);
        if (rope.type == "llama3") {
            // Long waves are slowed by the factor, short ones stay, those between are blended (Llama 3.1).
            const double wave = 2 * 3.14159265358979323846 / double(f);
            const double low = double(rope.originalContext) / rope.lowFrequencyFactor, high = double(rope.originalContext) / rope.highFrequencyFactor;
            if (wave > low) {
                f = float(double(f) / rope.factor);
            } else if (wave >= high) {
                const double smooth = (double(rope.originalContext) / wave - rope.lowFrequencyFactor) /
                                      (rope.highFrequencyFactor - rope.lowFrequencyFactor);
                f = float((1 - smooth) * double(f) / rope.factor + smooth * double(f));
            }
        }
        result[std::size_t(i)] = f;
    }
    return result;
}

std::int64_t ModelConfig::parameters() const {
    const std::int64_t attention = width * headWidth * (2 * heads + 2 * kvHeads), mlp = 3 * width * feedForward;
    const std::int64_t attentionBiases = attentionBias ? headWidth * (heads + 2 * kvHeads) + width : 0;
    const std::int64_t mlpBiases = mlpBias ? 2 * feedForward + width : 0;
    return layers * (attention + mlp + attentionBiases + mlpBiases + 2 * width) + width + vocabulary * width * (tied ? 1 : 2);
}

}  // namespace tunesmith

// What the families read and write in the same way.
#include <cmath>
#include <limits>

#include "core/model/arch/architectures.h"

namespace tunesmith {

void readSizes(const ConfigReader& in, ModelConfig& c) {
    c.width = in.integer("hidden_size");
    c.layers = in.integer("num_hidden_layers");
    c.heads = in.integer("num_attention_heads");
    c.kvHeads = in.integer("num_key_value_heads", c.heads);
    if (!in.has("head_dim") && c.heads > 0 && c.headWidth == 0 && c.width % c.heads != 0)
        in.refuse("The width " + std::to_string(c.width) + " does not divide into " + std::to_string(c.heads) +
                  " heads.");
    c.headWidth = in.integer("head_dim", c.headWidth > 0 ? c.headWidth : c.heads > 0 ? c.width / c.heads : 0);
    c.feedForward = in.integer("intermediate_size");
    c.vocabulary = in.integer("vocab_size");
    c.contextLength = in.integer("max_position_embeddings", c.contextLength);
    c.normEpsilon = in.number("rms_norm_eps", 1e-6);
    c.tied = in.boolean("tie_word_embeddings", c.tied);
}

void writeSizes(const ModelConfig& c, Json& json) {
    json.update({{"hidden_size", c.width},
                 {"num_hidden_layers", c.layers},
                 {"num_attention_heads", c.heads},
                 {"num_key_value_heads", c.kvHeads},
                 {"head_dim", c.headWidth},
                 {"intermediate_size", c.feedForward},
                 {"max_position_embeddings", c.contextLength},
                 {"rms_norm_eps", c.normEpsilon},
                 {"attention_dropout", 0.0}});
}

void setLayers(ModelConfig& c, ModelConfig::Layer layer) {
    if (c.layers > 0 && c.layers <= 1024) c.perLayer.assign(std::size_t(c.layers), layer);
}

Activation readActivation(const ConfigReader& in, const char* key, const std::string& fallback) {
    const std::string name = in.text(key, fallback);
    const std::optional<Activation> found = activationByName(name);
    if (!found)
        in.refuse("The activation \"" + name + "\" is not supported; silu, gelu, gelu_pytorch_tanh and relu are.");
    return *found;
}

std::vector<std::int32_t> readAnswerStart(const ConfigReader& in, std::int64_t start) {
    const auto id = [&in](const char* key, std::int64_t fallback) {
        const std::int64_t value = in.integer(key, fallback);
        if (value < -1 || value > std::numeric_limits<std::int32_t>::max()) in.refuse(std::string("\"") + key + "\" is out of range.");
        return std::int32_t(value);
    };
    std::vector<std::int32_t> ids{id("decoder_start_token_id", start)};
    if (const std::int32_t forced = id("forced_bos_token_id", -1); forced >= 0) ids.push_back(forced);
    return ids;
}

Rope readRope(const ConfigReader& in, const ModelConfig& c, double theta, double share) {
    Rope rope;
    const double part = in.number("partial_rotary_factor", share);
    if (!(part > 0 && part <= 1)) in.refuse("The share of a head that turns is out of range.");
    const std::int64_t width = rope.width = std::int64_t(double(c.headWidth) * part);
    rope.theta = in.number("rope_theta", theta);
    for (const char* key : {"rope_scaling", "rope_parameters"})
        if (in.has(key) && in.json()[key].is_object()) {
            rope.width = c.headWidth;
            rope.read(in.json()[key], c.contextLength, in.where());
            if (!in.json()[key].contains("partial_rotary_factor")) rope.width = width;
            break;
        }
    return rope;
}

void writeRope(const Rope& rope, Json& json) {
    json["rope_theta"] = rope.theta;
    json["rope_parameters"] = rope.toJson();
    // Readers older than rope_parameters look here; newer ones take the former.
    if (rope.type != "default") json["rope_scaling"] = rope.toJson();
}

void setWindows(ModelConfig& c, std::int64_t window, const std::function<bool(std::int64_t layer)>& slides) {
    setLayers(c);
    for (std::size_t l = 0; l < c.perLayer.size(); ++l) c.perLayer[l].window = slides(std::int64_t(l)) ? window : 0;
}

void readWindows(const ConfigReader& in, ModelConfig& c, std::int64_t window,
                 const std::function<bool(std::int64_t layer)>& slides) {
    const std::vector<std::string> types = in.texts("layer_types");
    if (types.empty()) {
        setWindows(c, window, slides);
        return;
    }
    if (std::int64_t(types.size()) != c.layers)
        in.refuse("\"layer_types\" names " + std::to_string(types.size()) + " layers where the model has " +
                  std::to_string(c.layers) + ".");
    setWindows(c, window, [&](std::int64_t l) {
        const std::string& type = types[std::size_t(l)];
        if (type != "sliding_attention" && type != "full_attention")
            in.refuse("Layers of the type \"" + type +
                      "\" are not supported; full_attention and sliding_attention are.");
        return type == "sliding_attention";
    });
}

Json layerTypes(const ModelConfig& c) {
    Json types = Json::array();
    for (const ModelConfig::Layer& layer : c.perLayer)
        types.push_back(layer.window > 0 ? "sliding_attention" : "full_attention");
    return types;
}

ModuleNames llamaNames() {
    ModuleNames names{};
    names.prefix = "model.";
    names.embedding = "model.embed_tokens";
    names.finalNorm = "model.norm";
    names.head = "lm_head";
    names.layer = "model.layers.";
    names.attentionNorm = "input_layernorm";
    names.mlpNorm = "post_attention_layernorm";
    names.queryNorm = "self_attn.q_norm";
    names.keyNorm = "self_attn.k_norm";
    names.q = "self_attn.q_proj";
    names.k = "self_attn.k_proj";
    names.v = "self_attn.v_proj";
    names.output = "self_attn.o_proj";
    names.gate = "mlp.gate_proj";
    names.up = "mlp.up_proj";
    names.down = "mlp.down_proj";
    return names;
}

std::int64_t GgufConfig::integer(const char* key) const {
    const auto value = file_.integer(prefix_ + key);
    if (!value) refuse("The file lacks the key " + prefix_ + key + ".");
    return *value;
}

std::vector<float> GgufConfig::values(const char* name) const {
    const StoredTensor* tensor = file_.find(name);
    if (!tensor) return {};
    if (tensor->shape.size() != 1 || !isFloating(tensor->dtype))
        refuse(std::string("The tensor ") + name + " has the wrong shape or type.");
    std::vector<float> values(std::size_t(tensor->count()));
    toFloat32(tensor->dtype, tensor->data, tensor->count(), values.data());
    return values;
}

void GgufConfig::readSizes(ModelConfig& c) const {
    c.width = integer("embedding_length");
    c.layers = integer("block_count");
    c.heads = integer("attention.head_count");
    c.kvHeads = integer("attention.head_count_kv", c.heads);
    c.feedForward = integer("feed_forward_length");
    c.headWidth = integer("attention.key_length", c.heads > 0 ? c.width / c.heads : 0);
    if (integer("attention.value_length", c.headWidth) != c.headWidth)
        refuse("Values of another width than keys are not supported.");
    c.contextLength = integer("context_length", 2048);
    c.normEpsilon = number("attention.layer_norm_rms_epsilon", number("attention.layer_norm_epsilon", 1e-5));
    const StoredTensor* embedding = file_.find("token_embd.weight");
    if (!embedding || embedding->shape.size() != 2) refuse("The file lacks the tensor token_embd.weight.");
    c.vocabulary = embedding->shape[0];
    c.tied = !hasTensor("output.weight");
    c.qkvBias = hasTensor("blk.0.attn_q.bias") || hasTensor("blk.0.attn_qkv.bias");
    c.outputBias = hasTensor("blk.0.attn_output.bias");
    c.mlpBias = hasTensor("blk.0.ffn_up.bias");
    if (hasTensor("blk.0.ffn_gate_inp.weight")) refuse("Mixture-of-experts models are not supported.");
}

Rope GgufConfig::rope(const ModelConfig& c, std::int64_t width) const {
    Rope rope;
    rope.width = integer("rope.dimension_count", width);
    rope.theta = number("rope.freq_base", 10000);
    const std::string scaling = text("rope.scaling.type", "none");
    if (scaling == "none") return rope;
    rope.type = scaling;
    rope.factor = number("rope.scaling.factor", 1);
    rope.originalContext = integer("rope.scaling.original_context_length", c.contextLength);
    if (scaling == "yarn") rope.attentionFactor = rope.factor > 1 ? 0.1 * std::log(rope.factor) + 1 : 1;
    return rope;
}

}  // namespace tunesmith

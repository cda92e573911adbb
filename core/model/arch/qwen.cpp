// Qwen 2 and 2.5 (biases on queries, keys and values), Qwen 3 (each head's queries and keys are normalised), and
// SmolLM3 (every fourth layer has no positions).
#include "core/model/arch/architectures.h"

namespace tunesmith {

namespace {

void windows(const ConfigReader& in, ModelConfig& c, std::int64_t firstSliding) {
    if (in.boolean("use_sliding_window", false))
        readWindows(in, c, in.integer("sliding_window", 4096), [&](std::int64_t l) { return l >= firstSliding; });
}

void writeShared(const ModelConfig& c, Json& json) {
    writeSizes(c, json);
    json["hidden_act"] = activationName(c.activation);
    std::int64_t window = 0;
    for (const ModelConfig::Layer& layer : c.perLayer) window = std::max(window, layer.window);
    json["use_sliding_window"] = window > 0;
    json["sliding_window"] = window > 0 ? Json(window) : Json();
    json["layer_types"] = layerTypes(c);
    writeRope(c.ropes.front(), json);
}

void readQwen2(const ConfigReader& in, ModelConfig& c) {
    c.contextLength = 32768;
    readSizes(in, c);
    c.qkvBias = true;
    c.activation = readActivation(in, "hidden_act", "silu");
    c.ropes = {readRope(in, c, 10000)};
    windows(in, c, in.integer("max_window_layers", 28));
}

void readQwen2Gguf(const GgufConfig& in, ModelConfig& c) {
    c.qkvBias = true;
    c.ropes = {in.rope(c, c.headWidth)};
}

void readQwen3(const ConfigReader& in, ModelConfig& c) {
    c.contextLength = 32768;
    c.headWidth = 128;
    readSizes(in, c);
    c.qkvBias = c.outputBias = in.boolean("attention_bias", false);
    c.headNorm = HeadNorm::EachHead;
    c.activation = readActivation(in, "hidden_act", "silu");
    c.ropes = {readRope(in, c, 10000)};
    windows(in, c, in.integer("max_window_layers", 28));
}

void writeQwen3(const ModelConfig& c, Json& json) {
    writeShared(c, json);
    json["attention_bias"] = c.qkvBias;
}

void readQwen3Gguf(const GgufConfig& in, ModelConfig& c) {
    c.headNorm = HeadNorm::EachHead;
    c.ropes = {in.rope(c, c.headWidth)};
}

// 1: the layer has positions.
void placeRopes(const std::vector<std::int64_t>& flags, std::int64_t interval, ModelConfig& c) {
    if (c.perLayer.empty()) setLayers(c);
    for (std::size_t l = 0; l < c.perLayer.size(); ++l) {
        const bool turns = l < flags.size() ? flags[l] != 0 : (std::int64_t(l) + 1) % interval != 0;
        c.perLayer[l].rope = turns ? 0 : -1;
    }
}

void readSmolLm3(const ConfigReader& in, ModelConfig& c) {
    c.contextLength = 32768;
    c.tied = true;
    readSizes(in, c);
    c.qkvBias = c.outputBias = in.boolean("attention_bias", false);
    c.mlpBias = in.boolean("mlp_bias", false);
    c.activation = readActivation(in, "hidden_act", "silu");
    c.ropes = {readRope(in, c, 2000000)};
    windows(in, c, 0);
    const std::int64_t interval = in.integer("no_rope_layer_interval", 4);
    if (interval < 1) in.refuse("\"no_rope_layer_interval\" must be at least 1.");
    placeRopes(in.integers("no_rope_layers"), interval, c);
}

void writeSmolLm3(const ModelConfig& c, Json& json) {
    writeShared(c, json);
    json["attention_bias"] = c.qkvBias;
    json["mlp_bias"] = c.mlpBias;
    Json flags = Json::array();
    for (const ModelConfig::Layer& layer : c.perLayer) flags.push_back(layer.rope >= 0 ? 1 : 0);
    json["no_rope_layers"] = flags;
}

void readSmolLm3Gguf(const GgufConfig& in, ModelConfig& c) {
    c.ropes = {in.rope(c, c.headWidth)};
    placeRopes({}, 4, c);
}

}  // namespace

extern const Architecture kQwen2, kQwen3, kSmolLm3;
const Architecture kQwen2 = {"qwen2",      "Qwen2ForCausalLM", "qwen2",     false,
                             llamaNames(), readQwen2,          writeShared, readQwen2Gguf};
const Architecture kQwen3 = {"qwen3",      "Qwen3ForCausalLM", "qwen3",    false,
                             llamaNames(), readQwen3,          writeQwen3, readQwen3Gguf};
const Architecture kSmolLm3 = {"smollm3",    "SmolLM3ForCausalLM", "smollm3",    true,
                               llamaNames(), readSmolLm3,          writeSmolLm3, readSmolLm3Gguf};

}  // namespace tunesmith

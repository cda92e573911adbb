// Gemma 1, Gemma 2 (norms around attention and MLP, capped scores and logits, every other layer sees a window), Gemma 3
// (each head's queries and keys are normalised, five of six layers see a window and turn faster). Their norms store w -
// 1; the embedding is scaled.
#include <cmath>

#include "core/model/arch/architectures.h"

namespace tunesmith {

namespace {

ModuleNames aroundNames() {
    ModuleNames names = llamaNames();
    names.postAttentionNorm = "post_attention_layernorm";
    names.mlpNorm = "pre_feedforward_layernorm";
    names.postMlpNorm = "post_feedforward_layernorm";
    return names;
}

void common(ModelConfig& c) {
    c.norm = NormKind::RmsOffset;
    c.embeddingScale = std::sqrt(double(c.width));
    c.activation = Activation::GeluTanh;
}

void readCommon(const ConfigReader& in, ModelConfig& c) {
    c.headWidth = 256;
    c.tied = true;
    readSizes(in, c);
    c.qkvBias = c.outputBias = in.boolean("attention_bias", false);
    common(c);
    // The name "gelu" of early files means the tanh form, as the reference has it.
    const std::string activation = in.text("hidden_activation", in.text("hidden_act", "gelu_pytorch_tanh"));
    if (activation != "gelu" && activation != "gelu_pytorch_tanh")
        in.refuse("The activation \"" + activation + "\" is not one of this family's.");
}

void writeCommon(const ModelConfig& c, Json& json) {
    writeSizes(c, json);
    json["attention_bias"] = c.qkvBias;
    json["hidden_activation"] = json["hidden_act"] = activationName(c.activation);
}

void read1(const ConfigReader& in, ModelConfig& c) {
    c.contextLength = 8192;
    readCommon(in, c);
    c.ropes = {readRope(in, c, 10000)};
}

void write1(const ModelConfig& c, Json& json) {
    writeCommon(c, json);
    writeRope(c.ropes.front(), json);
}

void read1Gguf(const GgufConfig& in, ModelConfig& c) {
    common(c);
    c.ropes = {in.rope(c, c.headWidth)};
}

bool evenSlides(std::int64_t layer) {
    return layer % 2 == 0;
}
bool fiveOfSixSlide(std::int64_t layer) {
    return (layer + 1) % 6 != 0;
}

double scaleOf(double scalar) {
    return scalar > 0 ? 1 / std::sqrt(scalar) : 0;
}

void read2(const ConfigReader& in, ModelConfig& c) {
    c.contextLength = 8192;
    readCommon(in, c);
    c.normAfter = true;
    c.attentionScale = scaleOf(in.number("query_pre_attn_scalar", 256));
    c.attentionCap = in.number("attn_logit_softcapping", in.json().contains("attn_logit_softcapping") ? 0 : 50);
    c.logitCap = in.number("final_logit_softcapping", in.json().contains("final_logit_softcapping") ? 0 : 30);
    c.ropes = {readRope(in, c, 10000)};
    readWindows(in, c, in.integer("sliding_window", 4096), evenSlides);
}

void writeWindows(const ModelConfig& c, Json& json) {
    std::int64_t window = 0;
    for (const ModelConfig::Layer& layer : c.perLayer) window = std::max(window, layer.window);
    json["sliding_window"] = window > 0 ? Json(window) : Json();
    json["layer_types"] = layerTypes(c);
    json["query_pre_attn_scalar"] =
        c.attentionScale > 0 ? std::round(1 / (c.attentionScale * c.attentionScale)) : double(c.headWidth);
    json["attn_logit_softcapping"] = c.attentionCap > 0 ? Json(c.attentionCap) : Json();
    json["final_logit_softcapping"] = c.logitCap > 0 ? Json(c.logitCap) : Json();
}

void write2(const ModelConfig& c, Json& json) {
    write1(c, json);
    writeWindows(c, json);
}

void read2Gguf(const GgufConfig& in, ModelConfig& c) {
    common(c);
    c.normAfter = true;
    c.attentionCap = in.number("attn_logit_softcapping", 50);
    c.logitCap = in.number("final_logit_softcapping", 30);
    // The files do not say the scale: of the models there are, the one with 46 layers (27B) divides by the width of a
    // head's share.
    c.attentionScale = scaleOf(c.layers == 46 && c.heads > 0 ? double(c.width) / double(c.heads) : double(c.headWidth));
    c.ropes = {in.rope(c, c.headWidth)};
    setWindows(c, in.integer("attention.sliding_window", 4096), evenSlides);
}

// A layer that sees a window turns by the local rope, the others by the global one.
void placeRopes(ModelConfig& c) {
    for (ModelConfig::Layer& layer : c.perLayer) layer.rope = layer.window > 0 ? 1 : 0;
}

void read3(const ConfigReader& in, ModelConfig& c) {
    c.contextLength = 131072;
    readCommon(in, c);
    c.normAfter = true;
    c.headNorm = HeadNorm::EachHead;
    if (in.boolean("use_bidirectional_attention", false))
        in.refuse("This variant attends in both directions; it is made for embeddings, not for text.");
    c.attentionScale = scaleOf(in.number("query_pre_attn_scalar", 256));
    c.attentionCap = in.number("attn_logit_softcapping", 0);
    c.logitCap = in.number("final_logit_softcapping", 0);
    Rope global, local;
    global.width = local.width = c.headWidth;
    global.theta = in.number("rope_theta", 1000000);
    local.theta = in.number("rope_local_base_freq", 10000);
    if (in.has("rope_scaling") && in.json()["rope_scaling"].is_object())
        global.read(in.json()["rope_scaling"], c.contextLength, in.where());
    if (in.has("rope_parameters") && in.json()["rope_parameters"].is_object()) {
        const Json& both = in.json()["rope_parameters"];
        if (both.contains("full_attention") && both["full_attention"].is_object())
            global.read(both["full_attention"], c.contextLength, in.where());
        if (both.contains("sliding_attention") && both["sliding_attention"].is_object())
            local.read(both["sliding_attention"], c.contextLength, in.where());
    }
    c.ropes = {global, local};
    const std::int64_t pattern = in.integer("sliding_window_pattern", 0);
    readWindows(in, c, in.integer("sliding_window", 4096),
                [&](std::int64_t l) { return pattern > 0 ? (l + 1) % pattern != 0 : fiveOfSixSlide(l); });
    placeRopes(c);
}

void write3(const ModelConfig& c, Json& json) {
    writeCommon(c, json);
    writeWindows(c, json);
    json["rope_theta"] = c.ropes[0].theta;
    json["rope_local_base_freq"] = c.ropes[1].theta;
    json["rope_parameters"] = {{"full_attention", c.ropes[0].toJson()}, {"sliding_attention", c.ropes[1].toJson()}};
    if (c.ropes[0].type != "default") json["rope_scaling"] = c.ropes[0].toJson();
}

void read3Gguf(const GgufConfig& in, ModelConfig& c) {
    common(c);
    c.normAfter = true;
    c.headNorm = HeadNorm::EachHead;
    c.attentionScale = scaleOf(c.layers == 62 && c.heads > 0 ? double(c.width) / double(c.heads)
                                                             : double(c.headWidth));  // 27B, as above
    Rope global = in.rope(c, c.headWidth), local;
    local.width = c.headWidth;
    c.ropes = {global, local};
    setWindows(c, in.integer("attention.sliding_window", 1024), fiveOfSixSlide);
    placeRopes(c);
}

}  // namespace

extern const Architecture kGemma, kGemma2, kGemma3;
const Architecture kGemma = {"gemma", "GemmaForCausalLM", "gemma", false, llamaNames(), read1, write1, read1Gguf};
const Architecture kGemma2 = {"gemma2", "Gemma2ForCausalLM", "gemma2", false, aroundNames(), read2, write2, read2Gguf};
const Architecture kGemma3 = {"gemma3_text", "Gemma3ForCausalLM", "gemma3", false, aroundNames(), read3, write3,
                              read3Gguf};

}  // namespace tunesmith

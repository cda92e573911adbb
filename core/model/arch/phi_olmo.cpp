// Phi-3 (one matrix for queries, keys and values, one for gate and up) and OLMo 2 (norms after attention and MLP alone;
// queries and keys of all heads are normalised as one row).
#include "core/model/arch/architectures.h"

namespace tunesmith {

namespace {

ModuleNames phi3Names() {
    ModuleNames names = llamaNames();
    names.qkv = "self_attn.qkv_proj";
    names.gateUp = "mlp.gate_up_proj";
    return names;
}

ModuleNames olmo2Names() {
    ModuleNames names = llamaNames();
    names.attentionNorm = nullptr;
    names.mlpNorm = nullptr;
    names.postAttentionNorm = "post_attention_layernorm";
    names.postMlpNorm = "post_feedforward_layernorm";
    return names;
}

bool everywhere(std::int64_t) {
    return true;
}

void readPhi3(const ConfigReader& in, ModelConfig& c) {
    c.contextLength = 4096;
    readSizes(in, c);
    c.normEpsilon = in.number("rms_norm_eps", 1e-5);
    c.fusedQkv = c.fusedGateUp = true;
    c.activation = readActivation(in, "hidden_act", "silu");
    c.ropes = {readRope(in, c, 10000)};
    if (c.ropes[0].type == "yarn") c.ropes[0].type = "longrope";  // an early name of it in this family
    if (in.has("original_max_position_embeddings") && c.ropes[0].type == "longrope") {
        Json scaling = in.json()[in.has("rope_parameters") ? "rope_parameters" : "rope_scaling"];
        if (!scaling.contains("original_max_position_embeddings"))
            scaling["original_max_position_embeddings"] = in.integer("original_max_position_embeddings");
        c.ropes[0].width = c.headWidth;
        scaling["rope_type"] = "longrope";
        c.ropes[0].read(scaling, c.contextLength, in.where());
        if (!scaling.contains("partial_rotary_factor"))
            c.ropes[0].width = std::int64_t(double(c.headWidth) * in.number("partial_rotary_factor", 1));
    }
    readWindows(in, c, in.integer("sliding_window", 0), everywhere);
}

void writePhi3(const ModelConfig& c, Json& json) {
    writeSizes(c, json);
    json["hidden_act"] = activationName(c.activation);
    json["sliding_window"] = c.perLayer.front().window > 0 ? Json(c.perLayer.front().window) : Json();
    json["resid_pdrop"] = json["embd_pdrop"] = 0.0;
    writeRope(c.ropes.front(), json);
    const double part = double(c.ropes.front().width) / double(c.headWidth);
    json["partial_rotary_factor"] = json["rope_parameters"]["partial_rotary_factor"] = part;
    if (c.ropes.front().type != "longrope") return;
    json["original_max_position_embeddings"] = c.ropes.front().originalContext;
    json["rope_scaling"]["partial_rotary_factor"] = part;
}

void readPhi3Gguf(const GgufConfig& in, ModelConfig& c) {
    c.fusedQkv = c.fusedGateUp = true;
    Rope rope = in.rope(c, c.headWidth);
    rope.shortFactors = in.values("rope_factors_short.weight");
    rope.longFactors = in.values("rope_factors_long.weight");
    if (!rope.longFactors.empty()) {
        rope.type = "longrope";
        rope.originalContext = in.integer("rope.scaling.original_context_length", c.contextLength);
        rope.factor = double(c.contextLength) / double(rope.originalContext);
        rope.attentionFactor = in.number("rope.scaling.attn_factor", 1);
    }
    c.ropes = {rope};
    setLayers(c, {in.integer("attention.sliding_window", 0), 0});
}

void readOlmo2(const ConfigReader& in, ModelConfig& c) {
    readSizes(in, c);
    c.normEpsilon = in.number("rms_norm_eps", 1e-5);
    c.qkvBias = c.outputBias = in.boolean("attention_bias", false);
    c.normBefore = false;
    c.normAfter = true;
    c.headNorm = HeadNorm::AllHeads;
    c.activation = readActivation(in, "hidden_act", "silu");
    c.ropes = {readRope(in, c, 10000)};
}

void writeOlmo2(const ModelConfig& c, Json& json) {
    writeSizes(c, json);
    json.update({{"attention_bias", c.qkvBias}, {"hidden_act", activationName(c.activation)}});
    writeRope(c.ropes.front(), json);
}

void readOlmo2Gguf(const GgufConfig& in, ModelConfig& c) {
    c.normBefore = false;
    c.normAfter = true;
    c.headNorm = HeadNorm::AllHeads;
    c.ropes = {in.rope(c, c.headWidth)};
}

}  // namespace

extern const Architecture kPhi3, kOlmo2;
const Architecture kPhi3 = {"phi3", "Phi3ForCausalLM", "phi3", false, phi3Names(), readPhi3, writePhi3, readPhi3Gguf};
const Architecture kOlmo2 = {"olmo2",      "Olmo2ForCausalLM", "olmo2",    false,
                             olmo2Names(), readOlmo2,          writeOlmo2, readOlmo2Gguf};

}  // namespace tunesmith

// GPT-2 (a table of positions, weights stored as [in, out]) and GPT-NeoX with Pythia (attention and MLP side by side,
// heads that turn in part, queries, keys and values of one matrix head by head).
#include "core/model/arch/architectures.h"

namespace tunesmith {

namespace {

ModuleNames gpt2Names() {
    ModuleNames names{};
    names.prefix = "transformer.";
    names.embedding = "transformer.wte";
    names.positions = "transformer.wpe";
    names.finalNorm = "transformer.ln_f";
    names.head = "lm_head";
    names.layer = "transformer.h.";
    names.attentionNorm = "ln_1";
    names.mlpNorm = "ln_2";
    names.qkv = "attn.c_attn";
    names.output = "attn.c_proj";
    names.up = "mlp.c_fc";
    names.down = "mlp.c_proj";
    return names;
}

ModuleNames neoxNames() {
    ModuleNames names{};
    names.prefix = "gpt_neox.";
    names.embedding = "gpt_neox.embed_in";
    names.finalNorm = "gpt_neox.final_layer_norm";
    names.head = "embed_out";
    names.layer = "gpt_neox.layers.";
    names.attentionNorm = "input_layernorm";
    names.mlpNorm = "post_attention_layernorm";
    names.qkv = "attention.query_key_value";
    names.output = "attention.dense";
    names.up = "mlp.dense_h_to_4h";
    names.down = "mlp.dense_4h_to_h";
    return names;
}

void gpt2Shape(ModelConfig& c) {
    c.norm = NormKind::Layer;
    c.gated = false;
    c.qkvBias = c.outputBias = c.mlpBias = true;
    c.fusedQkv = true;
    c.transposed = true;
    c.learnedPositions = c.contextLength;
    setLayers(c, {0, -1});
}

void readGpt2(const ConfigReader& in, ModelConfig& c) {
    c.width = in.integer("n_embd");
    c.layers = in.integer("n_layer");
    c.heads = c.kvHeads = in.integer("n_head");
    if (c.heads > 0 && c.width % c.heads != 0)
        in.refuse("The width " + std::to_string(c.width) + " does not divide into " + std::to_string(c.heads) +
                  " heads.");
    c.headWidth = c.heads > 0 ? c.width / c.heads : 0;
    c.feedForward = in.integer("n_inner", 4 * c.width);
    c.vocabulary = in.integer("vocab_size");
    c.contextLength = in.integer("n_positions", in.integer("n_ctx", 1024));
    c.normEpsilon = in.number("layer_norm_epsilon", 1e-5);
    c.tied = in.boolean("tie_word_embeddings", true);
    c.activation = readActivation(in, "activation_function", "gelu_new");
    if (!in.boolean("scale_attn_weights", true) || in.boolean("scale_attn_by_inverse_layer_idx", false) ||
        in.boolean("add_cross_attention", false))
        in.refuse("This variant scales its attention in another way or reads an encoder; that is not supported.");
    gpt2Shape(c);
}

void writeGpt2(const ModelConfig& c, Json& json) {
    json.update({{"n_embd", c.width},
                 {"n_layer", c.layers},
                 {"n_head", c.heads},
                 {"n_inner", c.feedForward},
                 {"n_positions", c.contextLength},
                 {"n_ctx", c.contextLength},
                 {"layer_norm_epsilon", c.normEpsilon},
                 {"activation_function", "gelu_new"},
                 {"attn_pdrop", 0.0},
                 {"embd_pdrop", 0.0},
                 {"resid_pdrop", 0.0}});
    if (c.activation != Activation::GeluTanh) json["activation_function"] = activationName(c.activation);
}

void readGpt2Gguf(const GgufConfig&, ModelConfig& c) {
    c.activation = Activation::GeluTanh;
    gpt2Shape(c);
}

void neoxShape(ModelConfig& c) {
    c.norm = NormKind::Layer;
    c.gated = false;
    c.fusedQkv = true;
    c.qkvByHead = true;
    c.mlpBias = true;
}

void readNeoX(const ConfigReader& in, ModelConfig& c) {
    readSizes(in, c);
    c.kvHeads = c.heads;
    c.normEpsilon = in.number("layer_norm_eps", 1e-5);
    c.activation = readActivation(in, "hidden_act", "gelu");
    c.parallel = in.boolean("use_parallel_residual", true);
    c.qkvBias = c.outputBias = in.boolean("attention_bias", true);
    neoxShape(c);
    c.ropes = {readRope(in, c, in.number("rotary_emb_base", 10000), in.number("rotary_pct", 0.25))};
}

void writeNeoX(const ModelConfig& c, Json& json) {
    const double part = double(c.ropes.front().width) / double(c.headWidth);
    json.update({{"hidden_size", c.width},
                 {"num_hidden_layers", c.layers},
                 {"num_attention_heads", c.heads},
                 {"intermediate_size", c.feedForward},
                 {"max_position_embeddings", c.contextLength},
                 {"layer_norm_eps", c.normEpsilon},
                 {"hidden_act", activationName(c.activation)},
                 {"use_parallel_residual", c.parallel},
                 {"attention_bias", c.qkvBias},
                 {"rotary_pct", part},
                 {"rotary_emb_base", c.ropes.front().theta},
                 {"attention_dropout", 0.0},
                 {"hidden_dropout", 0.0}});
    writeRope(c.ropes.front(), json);
    json["rope_parameters"]["partial_rotary_factor"] = part;
}

void readNeoXGguf(const GgufConfig& in, ModelConfig& c) {
    c.parallel = in.boolean("use_parallel_residual", true);
    c.activation = Activation::Gelu;
    neoxShape(c);
    c.ropes = {in.rope(c, c.headWidth)};
}

}  // namespace

extern const Architecture kGpt2, kGptNeoX;
const Architecture kGpt2 = {"gpt2", "GPT2LMHeadModel", "gpt2", false, gpt2Names(), readGpt2, writeGpt2, readGpt2Gguf};
const Architecture kGptNeoX = {"gpt_neox", "GPTNeoXForCausalLM", "gptneox", false, neoxNames(), readNeoX,
                               writeNeoX,  readNeoXGguf};

}  // namespace tunesmith

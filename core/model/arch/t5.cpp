// T5 (Raffel et al. 2020, arXiv 1910.10683), T5 v1.1 and Flan-T5 (Chung et al. 2022, arXiv 2210.11416): encoder-decoders whose scores get a
// number by distance in place of positions, and are not scaled.
#include <cmath>

#include "core/model/arch/architectures.h"

namespace tunesmith {

namespace {

ModuleNames stackNames(const char* layer, const char* norm, const char* distances) {
    ModuleNames names{};
    names.prefix = "";
    names.embedding = "shared";
    names.finalNorm = norm;
    names.distances = distances;
    names.layer = layer;
    names.attentionNorm = "layer.0.layer_norm";
    names.q = "layer.0.SelfAttention.q";
    names.k = "layer.0.SelfAttention.k";
    names.v = "layer.0.SelfAttention.v";
    names.output = "layer.0.SelfAttention.o";
    return names;
}

ModuleNames encoderNames() {
    ModuleNames names = stackNames("encoder.block.", "encoder.final_layer_norm", "encoder.block.0.layer.0.SelfAttention.relative_attention_bias");
    names.mlpNorm = "layer.1.layer_norm";
    names.gate = "layer.1.DenseReluDense.wi_0";
    names.up = "layer.1.DenseReluDense.wi_1";
    names.plainUp = "layer.1.DenseReluDense.wi";
    names.down = "layer.1.DenseReluDense.wo";
    return names;
}

ModuleNames decoderNames() {
    ModuleNames names = stackNames("decoder.block.", "decoder.final_layer_norm", "decoder.block.0.layer.0.SelfAttention.relative_attention_bias");
    names.crossNorm = "layer.1.layer_norm";
    names.crossQ = "layer.1.EncDecAttention.q";
    names.crossK = "layer.1.EncDecAttention.k";
    names.crossV = "layer.1.EncDecAttention.v";
    names.crossOutput = "layer.1.EncDecAttention.o";
    names.mlpNorm = "layer.2.layer_norm";
    names.gate = "layer.2.DenseReluDense.wi_0";
    names.up = "layer.2.DenseReluDense.wi_1";
    names.plainUp = "layer.2.DenseReluDense.wi";
    names.down = "layer.2.DenseReluDense.wo";
    // Repeated embeddings, and a table that the first checkpoints carry though nothing reads it.
    static const char* const spare[] = {"encoder.embed_tokens.", "decoder.embed_tokens.",
                                        "decoder.block.0.layer.1.EncDecAttention.relative_attention_bias.", nullptr};
    names.spare = spare;
    return names;
}

const ModuleNames kEncoderNames = encoderNames();

// The stack that reads, like the one that writes but for what is told here; `c` counts its layers.
void addEncoder(ModelConfig& c) {
    setLayers(c, {0, -1});
    auto encoder = std::make_shared<ModelConfig>(c);
    encoder->kind = ModelKind::Encoder;
    encoder->head = false;
    encoder->answerStart.clear();
    c.encoder = encoder;
}

void readT5(const ConfigReader& in, ModelConfig& c) {
    c.kind = ModelKind::EncoderDecoder;
    c.width = in.integer("d_model");
    c.heads = c.kvHeads = in.integer("num_heads");
    c.headWidth = in.integer("d_kv", c.heads > 0 ? c.width / c.heads : 0);
    c.feedForward = in.integer("d_ff");
    c.vocabulary = in.integer("vocab_size");
    // Distances have no end; what the models were trained on does.
    c.contextLength = in.integer("n_positions", 512);
    c.normEpsilon = in.number("layer_norm_epsilon", 1e-6);
    c.attentionScale = 1;
    c.distanceBuckets = in.integer("relative_attention_num_buckets", 32);
    c.farthestDistance = in.integer("relative_attention_max_distance", 128);
    const std::string mlp = in.text("feed_forward_proj", "relu");
    c.gated = mlp.rfind("gated-", 0) == 0;
    const std::string name = c.gated ? mlp.substr(6) : mlp;
    const std::optional<Activation> activation = activationByName(mlp == "gated-gelu" ? "gelu_new" : name);
    if (!activation) in.refuse("The activation \"" + name + "\" is not supported; relu, gelu and silu are.");
    c.activation = *activation;
    // The first T5 reads its answers with the embedding, scaled; later ones have a head of their own.
    c.tied = in.boolean("tie_word_embeddings", true);
    if (in.boolean("scale_decoder_outputs", c.tied)) c.logitScale = 1 / std::sqrt(double(c.width));
    c.answerStart = readAnswerStart(in, in.integer("pad_token_id", 0));
    c.layers = in.integer("num_layers");
    addEncoder(c);
    c.layers = in.integer("num_decoder_layers", c.layers);
    setLayers(c, {0, -1});
}

// As llama.cpp's converter writes it: the activation is not said, and follows from the gate.
void readT5Gguf(const GgufConfig& in, ModelConfig& c) {
    c.kind = ModelKind::EncoderDecoder;
    c.attentionScale = 1;
    c.distanceBuckets = in.integer("attention.relative_buckets_count", 32);
    c.gated = in.hasTensor("dec.blk.0.ffn_gate.weight");
    c.activation = c.gated ? Activation::GeluTanh : Activation::Relu;
    if (c.tied) c.logitScale = 1 / std::sqrt(double(c.width));
    c.answerStart = {std::int32_t(in.integer("decoder_start_token_id", 0))};
    addEncoder(c);
    c.layers = in.integer("decoder_block_count", c.layers);
    setLayers(c, {0, -1});
}

void writeT5(const ModelConfig& c, Json& json) {
    const std::string activation = c.gated && c.activation == Activation::GeluTanh ? "gelu" : activationName(c.activation);
    json.update({{"d_model", c.width},
                 {"d_kv", c.headWidth},
                 {"d_ff", c.feedForward},
                 {"num_heads", c.heads},
                 {"num_layers", c.encoder->layers},
                 {"num_decoder_layers", c.layers},
                 {"n_positions", c.contextLength},
                 {"layer_norm_epsilon", c.normEpsilon},
                 {"relative_attention_num_buckets", c.distanceBuckets},
                 {"relative_attention_max_distance", c.farthestDistance},
                 {"feed_forward_proj", (c.gated ? "gated-" : "") + activation},
                 {"scale_decoder_outputs", c.logitScale != 1},
                 {"dropout_rate", 0.0}});
}

}  // namespace

extern const Architecture kT5;
const Architecture kT5 = {"t5", "T5ForConditionalGeneration", "t5", false, decoderNames(), readT5, writeT5, readT5Gguf, &kEncoderNames};

}  // namespace tunesmith

// BART (Lewis et al. 2019, arXiv 1910.13461): an encoder-decoder with a table of positions, whose norms stand after the residual.
#include <cmath>

#include "core/model/arch/architectures.h"

namespace tunesmith {

namespace {

constexpr std::int64_t kPositionOffset = 2;  // the table's first rows are not used

ModuleNames stackNames(const char* layer, const char* positions, const char* embeddingNorm) {
    ModuleNames names{};
    names.prefix = "model.";
    names.embedding = "model.shared";
    names.positions = positions;
    names.embeddingNorm = embeddingNorm;
    names.layer = layer;
    names.postAttentionNorm = "self_attn_layer_norm";
    names.postMlpNorm = "final_layer_norm";
    names.q = "self_attn.q_proj";
    names.k = "self_attn.k_proj";
    names.v = "self_attn.v_proj";
    names.output = "self_attn.out_proj";
    names.up = "fc1";
    names.down = "fc2";
    return names;
}

ModuleNames decoderNames() {
    ModuleNames names = stackNames("model.decoder.layers.", "model.decoder.embed_positions", "model.decoder.layernorm_embedding");
    names.postCrossNorm = "encoder_attn_layer_norm";
    names.crossQ = "encoder_attn.q_proj";
    names.crossK = "encoder_attn.k_proj";
    names.crossV = "encoder_attn.v_proj";
    names.crossOutput = "encoder_attn.out_proj";
    static const char* const spare[] = {"encoder.embed_tokens.", "decoder.embed_tokens.", "encoder.version", "decoder.version", nullptr};
    names.spare = spare;
    return names;
}

const ModuleNames kEncoderNames = stackNames("model.encoder.layers.", "model.encoder.embed_positions", "model.encoder.layernorm_embedding");

void readStack(const ConfigReader& in, const std::string& stack, ModelConfig& c) {
    c.layers = in.integer((stack + "_layers").c_str());
    c.heads = c.kvHeads = in.integer((stack + "_attention_heads").c_str());
    if (c.heads > 0 && c.width % c.heads != 0)
        in.refuse("The width " + std::to_string(c.width) + " does not divide into " + std::to_string(c.heads) + " heads.");
    c.headWidth = c.heads > 0 ? c.width / c.heads : 0;
    c.feedForward = in.integer((stack + "_ffn_dim").c_str());
    setLayers(c, {0, -1});
}

void readBart(const ConfigReader& in, ModelConfig& c) {
    c.kind = ModelKind::EncoderDecoder;
    c.width = in.integer("d_model");
    c.vocabulary = in.integer("vocab_size");
    c.contextLength = in.integer("max_position_embeddings", 1024);
    c.norm = NormKind::Layer;
    c.normEpsilon = 1e-5;
    c.normBefore = false;
    c.normAfter = c.sumNorm = c.embeddingNorm = true;
    c.finalNorm = false;
    c.gated = false;
    c.qkvBias = c.outputBias = c.mlpBias = true;
    c.activation = readActivation(in, "activation_function", "gelu");
    c.learnedPositions = c.contextLength + kPositionOffset;
    c.positionOffset = kPositionOffset;
    if (in.boolean("scale_embedding", false)) c.embeddingScale = std::sqrt(double(c.width));
    if (in.boolean("normalize_before", false)) in.refuse("This variant has its norms before the attention; that is not supported.");
    c.tied = in.boolean("tie_word_embeddings", true);

    auto encoder = std::make_shared<ModelConfig>(c);
    encoder->kind = ModelKind::Encoder;
    encoder->head = false;
    readStack(in, "encoder", *encoder);
    readStack(in, "decoder", c);
    c.encoder = encoder;
    c.answerStart = readAnswerStart(in, in.integer("eos_token_id", 2));
}

void writeBart(const ModelConfig& c, Json& json) {
    json.update({{"d_model", c.width},
                 {"max_position_embeddings", c.contextLength},
                 {"encoder_layers", c.encoder->layers},
                 {"encoder_attention_heads", c.encoder->heads},
                 {"encoder_ffn_dim", c.encoder->feedForward},
                 {"decoder_layers", c.layers},
                 {"decoder_attention_heads", c.heads},
                 {"decoder_ffn_dim", c.feedForward},
                 {"activation_function", activationName(c.activation)},
                 {"scale_embedding", c.embeddingScale != 1},
                 {"dropout", 0.0},
                 {"attention_dropout", 0.0},
                 {"activation_dropout", 0.0}});
}

}  // namespace

extern const Architecture kBart;
const Architecture kBart = {"bart", "BartForConditionalGeneration", nullptr, false, decoderNames(), readBart, writeBart, nullptr, &kEncoderNames};

}  // namespace tunesmith

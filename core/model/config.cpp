#include "core/model/config.h"

#include <cmath>

#include "core/base/error.h"
#include "core/model/arch/architectures.h"
#include "core/model/config_reader.h"
#include "core/model/layout.h"
#include "core/model/weights/refused.h"

namespace tunesmith {

namespace {

[[noreturn]] void refuse(const std::string& what, const std::string& where) {
    throw Error(Code::BadFile, what, where);
}

void inRange(const char* name, std::int64_t value, std::int64_t low, std::int64_t high, const std::string& where) {
    if (value < low || value > high)
        refuse(std::string(name) + " is " + std::to_string(value) + "; it must lie between " + std::to_string(low) +
                   " and " + std::to_string(high) + ".",
               where);
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
    if (!(normEpsilon > 0 && normEpsilon < 1)) refuse("The norm's epsilon is out of range.", where);
    for (const double value : {attentionScale, attentionCap, logitCap, logitScale, embeddingScale})
        if (!(value >= 0) || !std::isfinite(value))
            refuse("A scale or cap of the attention, the logits or the embedding is out of range.", where);
    inRange("The number of positions", learnedPositions, 0, std::int64_t(1) << 26, where);
    inRange("The number of token types", tokenTypes, 0, 1 << 16, where);
    inRange("The offset of positions", positionOffset, 0, 1 << 16, where);
    inRange("The number of distances that the attention tells apart", distanceBuckets, 0, 1 << 12, where);
    // A quarter of them has to be one distance each.
    if (distanceBuckets % 4 != 0) refuse("The number of distances that the attention tells apart is no multiple of 4.", where);
    if (distanceBuckets > 0)
        inRange("The farthest distance that the attention tells apart", farthestDistance, distanceBuckets / 2 + 1, 1 << 20, where);
    for (const Rope& rope : ropes) rope.check(headWidth, where);
    if (std::int64_t(perLayer.size()) != layers)
        refuse("The configuration describes " + std::to_string(perLayer.size()) + " layers and counts " +
                   std::to_string(layers) + ".",
               where);
    for (const Layer& layer : perLayer) {
        inRange("The sliding window", layer.window, 0, std::int64_t(1) << 26, where);
        TS_CHECK(layer.rope < int(ropes.size()));
    }
    for (const std::int32_t id : answerStart) inRange("The token that an answer begins with", id, 0, vocabulary - 1, where);
    if (!encoder) return;
    TS_CHECK(encoder->kind == ModelKind::Encoder && encoder->width == width && encoder->vocabulary == vocabulary);
    encoder->check(where);
}

ModelConfig ModelConfig::fromHuggingFace(const Json& json, const std::string& where) {
    if (!json.is_object()) refuse("The model's configuration is not a JSON object.", where);
    const ConfigReader in(json, where);
    const std::string type = in.text("model_type");
    // Many configurations name code of their own though the family is known here; it is never run.
    if (!knowsType(type))
        if (const auto why = whyRemoteCode(json)) refuse(*why, where);
    const Architecture& architecture = architectureOfType(type, where);
    ModelConfig c;
    c.family = architecture.type;
    architecture.read(in, c);
    if (c.perLayer.empty()) setLayers(c);
    c.check(where);
    return c;
}

ModelConfig ModelConfig::fromGguf(const GgufFile& file, const std::string& where) {
    const Architecture& architecture = architectureOfGguf(file.text("general.architecture").value_or(""), where);
    ModelConfig c;
    c.family = architecture.type;
    const GgufConfig in(file, architecture.gguf, where);
    in.readSizes(c);
    architecture.readGguf(in, c);
    if (c.perLayer.empty()) setLayers(c);
    c.check(where);
    return c;
}

Json ModelConfig::toHuggingFace() const {
    const Architecture& architecture = architectureOf(family);
    Json json = {{"architectures", Json::array({architecture.className})},
                 {"model_type", family},
                 {"vocab_size", vocabulary},
                 {"tie_word_embeddings", tied},
                 {"use_cache", true}};
    if (kind == ModelKind::EncoderDecoder) {
        json["is_encoder_decoder"] = true;
        json["decoder_start_token_id"] = answerStart.front();
        if (answerStart.size() > 1) json["forced_bos_token_id"] = answerStart[1];
    }
    architecture.write(*this, json);
    writeClassifier(*this, json);
    return json;
}

void ModelConfig::requireDecoder(const std::string& where) const {
    if (kind != ModelKind::Encoder) return;
    throw Error(
        Code::BadInput,
        "The model is an encoder (" + family +
            "): it reads a text and answers with vectors or labels, and cannot continue it. Choose a decoder for that.",
        where);
}

std::int64_t ModelConfig::parameters() const {
    std::int64_t total = 0;
    for (const TensorLayout& tensor : layoutOf(*this).tensors()) total += tensor.count();
    return total;
}

}  // namespace tunesmith

// A model that says what it is told: its blocks add nothing, and its head answers each token with the one that follows
// it in a script. So a test decides the tokens of an answer, whatever text or bytes they are.
#pragma once

#include <QTemporaryDir>
#include <filesystem>

#include "core/base/atomic_file.h"
#include "core/base/json.h"
#include "core/base/random.h"
#include "core/generate/generator.h"
#include "core/model/weights/safetensors.h"

namespace tunesmith::testing {

class ScriptedModel {
public:
    static constexpr std::int64_t kWidth = 64, kVocabulary = 320, kContext = 40;

    /// No id may occur twice in `script`: each is answered by the next; the last by itself.
    explicit ScriptedModel(const std::vector<TokenId>& script) {
        const std::string folder = folder_.path().toStdString();
        const std::string source = TUNESMITH_SOURCE_DIR "/tests/golden/llama/tied_gqa";
        for (const char* file : {"tokenizer.json", "tokenizer_config.json", "chat_template.jinja"})
            std::filesystem::copy_file(source + "/" + file, folder + "/" + file);
        writeFileAtomically(folder + "/config.json", dumpJson({{"model_type", "llama"},
                                                               {"hidden_size", kWidth},
                                                               {"num_hidden_layers", 1},
                                                               {"num_attention_heads", 4},
                                                               {"intermediate_size", kWidth},
                                                               {"vocab_size", kVocabulary},
                                                               {"max_position_embeddings", kContext},
                                                               {"rms_norm_eps", 1e-5},
                                                               {"tie_word_embeddings", false}}));
        writeWeights(folder, script);
        base_ = BaseModel::open(folder);
        llama_ = std::make_unique<Transformer>(base_);
        decoder_ = std::make_unique<Decoder>(*llama_);
        tokenizer_ = Tokenizer::make(base_->tokenizerSpec(), folder);
    }

    Transformer& llama() { return *llama_; }
    Decoder& decoder() { return *decoder_; }
    const Tokenizer& tokenizer() const { return *tokenizer_; }

    /// The tokens of single bytes, as byte-level BPE spells them. Bytes that print stand for themselves, the others for
    /// U+0100 and up.
    static std::vector<TokenId> bytes(const std::string& text) {
        static const auto tokenizer =
            Tokenizer::make(tokenizerSpecFromFolder(TUNESMITH_SOURCE_DIR "/tests/golden/llama/tied_gqa"), "tied_gqa");
        std::vector<TokenId> ids;
        for (const char byte : text)
            for (TokenId id = 3; id < kVocabulary; ++id)
                if (tokenizer->bytesOf(id) == std::string(1, byte)) ids.push_back(id);
        return ids;
    }

private:
    static void writeWeights(const std::string& folder, const std::vector<TokenId>& script) {
        const RandomStream draws(5, "embedding");
        std::vector<float> embedding(kVocabulary * kWidth), head(embedding.size()), zeros(kWidth * kWidth),
            ones(kWidth, 1);
        for (std::size_t i = 0; i < embedding.size(); ++i) embedding[i] = float(draws.normal(i));
        for (std::size_t i = 0; i < script.size(); ++i) {
            const TokenId next = script[std::min(i + 1, script.size() - 1)];
            if (next == script[i]) continue;
            std::copy_n(embedding.begin() + script[i] * kWidth, kWidth, head.begin() + next * kWidth);
        }
        std::vector<TensorToWrite> tensors{
            {"model.embed_tokens.weight", DType::F32, {kVocabulary, kWidth}, embedding.data()},
            {"lm_head.weight", DType::F32, {kVocabulary, kWidth}, head.data()},
            {"model.norm.weight", DType::F32, {kWidth}, ones.data()}};
        const std::string layer = "model.layers.0.";
        for (const char* norm : {"input_layernorm", "post_attention_layernorm"})
            tensors.push_back({layer + norm + ".weight", DType::F32, {kWidth}, ones.data()});
        for (const char* name : {"self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj",
                                 "mlp.gate_proj", "mlp.up_proj", "mlp.down_proj"})
            tensors.push_back({layer + name + ".weight", DType::F32, {kWidth, kWidth}, zeros.data()});
        writeSafetensors(folder + "/model.safetensors", std::move(tensors));
    }

    QTemporaryDir folder_;
    std::shared_ptr<const BaseModel> base_;
    std::unique_ptr<Transformer> llama_;
    std::unique_ptr<Decoder> decoder_;
    std::shared_ptr<const Tokenizer> tokenizer_;
};

}  // namespace tunesmith::testing

// Vectors of texts, for looking inside and for search: as a folder of sentence-transformers describes them, or by the
// mean over tokens.
#include <algorithm>

#include "core/base/error.h"
#include "core/engine/project_impl.h"
#include "core/model/encoder_lm.h"
#include "core/model/fused_transformer.h"

namespace tunesmith {

namespace {

constexpr std::int64_t kTokensAtOnce = 1024;

Pooling poolingFor(const EmbeddingRequest& request, const std::string& folder, std::int64_t width) {
    Pooling pooling = Pooling::ofFolder(folder, width);
    if (request.pooling == "mean" || request.pooling == "cls") {
        // Another way of pooling than the folder's: its dense layers were learned behind its own.
        pooling.kind = request.pooling == "mean" ? Pooling::Kind::Mean : Pooling::Kind::Cls;
        pooling.dense.clear();
        pooling.normalise = false;
    } else if (request.pooling != "auto") {
        throw Error(Code::BadInput, "There is no pooling \"" + request.pooling + "\"; choose auto, mean or cls.");
    }
    if (request.normalise) pooling.normalise = *request.normalise;
    return pooling;
}

}  // namespace

EmbeddingResult Project::Impl::embed(const ModelRef& ref, const std::vector<std::string>& texts,
                                     const EmbeddingRequest& request) {
    if (texts.empty()) throw Error(Code::BadInput, "There is no text to make a vector of.");
    std::string key, path;
    Recipe recipe;
    TunedModel tuned = tunedModel(ref, key, path, recipe);
    const ModelConfig& config = tuned.model->config;
    if (config.kind != ModelKind::Encoder)
        throw Error(Code::BadInput,
                    "Vectors of texts come from an encoder such as BERT or MiniLM; this model (" + config.family +
                        ") is a decoder.",
                    path);
    const Pooling pooling = poolingFor(request, path, config.width);
    const std::int64_t most =
        pooling.maxTokens > 0 ? std::min(pooling.maxTokens, config.contextLength) : config.contextLength;
    const std::shared_ptr<const RowTokenizer> tokenizer = loaded.tokenizer(path);
    std::vector<FramedInput> inputs;
    std::vector<std::int64_t> lengths;
    for (const std::string& text : texts) {
        inputs.push_back(tokenizer->tokenizer().encodeFramed(text, std::nullopt, false, std::size_t(most)));
        if (inputs.back().ids.empty())
            throw Error(Code::BadInput, "Text " + std::to_string(inputs.size()) + " of " +
                                            std::to_string(texts.size()) + " holds no token.");
        lengths.push_back(std::int64_t(inputs.back().ids.size()));
    }
    FusedTransformer body(*tuned.model);
    EncoderLm model(*tuned.model, body);
    EmbeddingResult result;
    for (const std::vector<std::int64_t>& bin : packRows(lengths, kTokensAtOnce)) {
        PackedBatch batch;
        for (const std::int64_t i : bin) {
            const FramedInput& input = inputs[std::size_t(i)];
            batch.ids.insert(batch.ids.end(), input.ids.begin(), input.ids.end());
            batch.types.insert(batch.types.end(), input.types.begin(), input.types.end());
            batch.labels.resize(batch.ids.size(), -1);
            batch.offsets.push_back(batch.tokens());
            batch.documents.push_back(i);
        }
        model.forward(batch, 0);
        const std::vector<float> vectors = model.embeddings(pooling);
        result.tokens += batch.tokens();
        result.width = std::int64_t(vectors.size() / bin.size());
        result.vectors.resize(texts.size() * std::size_t(result.width));
        for (std::size_t i = 0; i < bin.size(); ++i)
            std::copy_n(vectors.begin() + std::ptrdiff_t(i) * result.width, result.width,
                        result.vectors.begin() + bin[i] * result.width);
    }
    if (!request.outFile.empty())
        writeSafetensors(
            request.outFile,
            {{"embeddings", DType::F32, {std::int64_t(texts.size()), result.width}, result.vectors.data()}});
    return result;
}

}  // namespace tunesmith

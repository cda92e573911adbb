#include "core/model/encoder_lm.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/base/error.h"

namespace tunesmith {

namespace {

// The head is small: its scratch lives for the call. Adapters never stand on it.
void forwardMap(const Projection& map, const std::vector<float>& x, std::vector<float>& y) {
    const std::int64_t rows = std::int64_t(x.size()) / map.in();
    y.resize(std::size_t(rows * map.out()));
    std::vector<float> weights(std::size_t(map.scratchFloats())), adapter(1);
    map.forward(x.data(), rows, y.data(), false, {}, weights.data(), adapter.data(), Precision::Fp32);
}

std::vector<float> backwardMap(Projection& map, const std::vector<float>& dy, const std::vector<float>& x) {
    const std::int64_t rows = std::int64_t(x.size()) / map.in();
    std::vector<float> dx(x.size()), weights(std::size_t(map.scratchFloats())), adapter(1);
    map.backward(dy.data(), x.data(), rows, dx.data(), false, {}, weights.data(), adapter.data(), Precision::Fp32);
    return dx;
}

}  // namespace

void EncoderLm::forward(const PackedBatch& batch, std::uint64_t dropoutKey) {
    for (std::size_t d = 0; d + 1 < batch.offsets.size(); ++d) TS_CHECK(batch.offsets[d + 1] > batch.offsets[d]);
    body_.forward(batch, dropoutKey);
    offsets_ = batch.offsets;
    hidden_ = body_.hidden();
}

std::int64_t EncoderLm::rows() const {
    return model_.config.classifier.task == HeadTask::Token ? offsets_.back() : std::int64_t(offsets_.size()) - 1;
}

void EncoderLm::activatePooled() {
    for (float& value : pooled_)
        value = model_.config.poolActivation == PoolActivation::Tanh ? std::tanh(value) : std::max(value, 0.0f);
}

std::vector<float> EncoderLm::logits() {
    if (model_.classifier.empty())
        throw Error(
            Code::BadInput,
            "The model has no head that gives labels; it gives vectors. Train it with the objective classify first.",
            model_.base->path());
    const std::int64_t width = model_.config.width;
    std::vector<float> result;
    if (model_.config.classifier.task == HeadTask::Token) {
        forwardMap(model_.classifier.front(), hidden_, result);
        return result;
    }
    // Documents are judged by their first token.
    headInput_.resize(std::size_t(rows() * width));
    for (std::int64_t d = 0; d < rows(); ++d)
        std::memcpy(headInput_.data() + d * width, hidden_.data() + offsets_[std::size_t(d)] * width,
                    std::size_t(width) * sizeof(float));
    forwardMap(model_.classifier.front(), headInput_, pooled_);
    activatePooled();
    forwardMap(model_.classifier.back(), pooled_, result);
    return result;
}

void EncoderLm::backwardLogits(const std::vector<float>& pull) {
    TS_CHECK(!model_.classifier.empty() && std::int64_t(pull.size()) == rows() * model_.classifier.back().out());
    if (model_.config.classifier.task == HeadTask::Token) {
        body_.backwardHidden(backwardMap(model_.classifier.front(), pull, hidden_));
        return;
    }
    std::vector<float> dPooled = backwardMap(model_.classifier.back(), pull, pooled_);
    for (std::size_t i = 0; i < dPooled.size(); ++i)
        dPooled[i] *= model_.config.poolActivation == PoolActivation::Tanh ? 1 - pooled_[i] * pooled_[i]
                      : pooled_[i] > 0                                     ? 1.0f
                                                                           : 0.0f;
    const std::vector<float> dFirst = backwardMap(model_.classifier.front(), dPooled, headInput_);
    const std::int64_t width = model_.config.width;
    std::vector<float> dHidden(hidden_.size());
    for (std::int64_t d = 0; d < rows(); ++d)
        std::memcpy(dHidden.data() + offsets_[std::size_t(d)] * width, dFirst.data() + d * width,
                    std::size_t(width) * sizeof(float));
    body_.backwardHidden(dHidden);
}

std::vector<float> EncoderLm::embeddings(const Pooling& pooling) {
    return pooling.forward(hidden_, offsets_);
}

void EncoderLm::backwardEmbeddings(const Pooling& pooling, const std::vector<float>& pull) {
    body_.backwardHidden(pooling.backward(pull, hidden_, offsets_));
}

}  // namespace tunesmith

// EncoderLm: an encoder with what stands on it. Hidden states of every token, one vector a document, or the numbers of
// a head for documents or tokens; and the way back from gradients on any of them. The body computes as HiddenModel
// does; the head, a few rows wide, is written out here over the classifier's Projections. One compute thread.
#pragma once

#include <vector>

#include "core/model/hidden_model.h"
#include "core/model/pooling.h"
#include "core/model/transformer.h"

namespace tunesmith {

class EncoderLm {
public:
    /// `model` and `body`, which computes it, outlive this object. The classifier's values and gradients lie on the
    /// CPU.
    EncoderLm(Transformer& model, HiddenModel& body) : model_(model), body_(body) {}

    void forward(const PackedBatch& batch, std::uint64_t dropoutKey);
    /// [T, C] of the last forward().
    const std::vector<float>& hidden() const { return hidden_; }
    /// Rows of the head: documents or tokens.
    std::int64_t rows() const;
    /// [rows(), labels]. Throws Error(BadInput) where the model has no head.
    std::vector<float> logits();
    /// [D, width of the rule].
    std::vector<float> embeddings(const Pooling& pooling);
    /// Add the gradient of sum pull * (what was asked for last: logits() or embeddings()), and of hidden(), to the
    /// parameters' gradients; spends the activations.
    void backwardLogits(const std::vector<float>& pull);
    void backwardEmbeddings(const Pooling& pooling, const std::vector<float>& pull);
    void backwardHidden(const std::vector<float>& pull) { body_.backwardHidden(pull); }
    void setAdapters(bool on) { body_.setAdapters(on); }

private:
    void activatePooled();

    Transformer& model_;
    HiddenModel& body_;
    std::vector<std::int64_t> offsets_{0};
    // of the last forward() and logits()
    std::vector<float> hidden_, headInput_, pooled_;  // [T, C], [rows, C], [rows, C] between the two maps of a head
};

}  // namespace tunesmith

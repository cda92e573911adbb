#include "core/objective/classify_objective.h"

#include "core/base/error.h"

namespace tunesmith {

namespace {

class ClassifyEvaluation final : public Evaluation {
public:
    explicit ClassifyEvaluation(Transformer& model) : model_(model), scores_(model.config.classifier) {}
    void add(CausalLm& body, const PackedBatch& batch) override {
        const ClassifierConfig& head = model_.config.classifier;
        EncoderLm encoder(model_, body);
        encoder.forward(batch, 0);
        const std::vector<float> logits = encoder.logits();
        const ItemLabels labels = itemLabels(batch);
        total_ += classifyLoss(head, logits, labels, 1, nullptr);
        scores_.add(logits, labels);
    }
    double loss() const override { return scores_.items() > 0 ? total_ / double(scores_.items()) : 0; }
    std::vector<std::pair<std::string, double>> scores() const override {
        if (model_.config.classifier.problem == Problem::Regression) return {{"r2", scores_.accuracy()}};
        return {{"accuracy", scores_.accuracy()}, {"macro_f1", scores_.macroF1()}};
    }

private:
    Transformer& model_;
    ClassifyScores scores_;
    double total_ = 0;
};

}  // namespace

ItemLabels itemLabels(const PackedBatch& batch) {
    return {batch.classes, batch.values};
}

ClassifyObjective::ClassifyObjective(Transformer& model) : model_(model) {
    if (model.config.kind != ModelKind::Encoder)
        throw Error(Code::BadInput,
                    "Labels are learned by an encoder, and the model (" + model.config.family +
                        ") is none. Choose an encoder such as BERT, or another objective.",
                    model.base->path());
    if (model.classifier.empty())
        throw Error(Code::BadInput, "The encoder has no head for labels to train.", model.base->path());
}

std::string ClassifyObjective::deviceFor(const std::string& asked) const {
    if (asked == "auto" || asked == "cpu") return "cpu";
    throw Error(Code::Device,
                "Classifiers are trained on the processor, not on \"" + asked + "\". Set train.device to auto or cpu.");
}

double ClassifyObjective::normaliser(const std::vector<const TokenizedRow*>& rows) const {
    std::int64_t items = 0;
    for (const TokenizedRow* row : rows) items += row->trainedCount();
    return double(items);
}

double ClassifyObjective::run(CausalLm& body, const PackedBatch& batch, double normaliser,
                              std::uint64_t dropoutKey) const {
    EncoderLm encoder(model_, body);
    encoder.forward(batch, dropoutKey);
    std::vector<float> pull;
    const double loss = classifyLoss(model_.config.classifier, encoder.logits(), itemLabels(batch), normaliser, &pull);
    encoder.backwardLogits(pull);
    return loss / normaliser;
}

std::unique_ptr<Evaluation> ClassifyObjective::evaluation() const {
    return std::make_unique<ClassifyEvaluation>(model_);
}

}  // namespace tunesmith

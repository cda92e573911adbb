// LoRA (Hu et al. 2021, arXiv 2106.09685): W x + s B A x with A [r, in], B [out, r]; s = alpha / r, or alpha / sqrt(r) (rsLoRA,
// Kalajdzievski 2023, arXiv 2312.03732). A starts uniform in +-1/sqrt(in) (Kaiming with a = sqrt 5), B at 0. Names are PEFT's keys.
#pragma once

#include "core/adapt/method.h"

namespace tunesmith {

class LoraMethod final : public Method {
public:
    explicit LoraMethod(const Recipe& recipe) : options_(recipe.lora), scale_(recipe.loraScale()) {}
    std::string name() const override { return "lora"; }
    std::string fileName() const override { return "adapter.safetensors"; }
    void declare(Transformer& model, ParameterSet& parameters) override;
    void initialise(const Transformer& model, ParameterSet& parameters, std::uint64_t seed) const override;
    void bind(Transformer& model, ParameterSet& parameters, bool training) const override;

private:
    struct Place {
        std::string module;   // "model.layers.0.self_attn.q_proj"
        std::size_t a, b;     // slots
    };
    // A map of a classifier: trained whole beside the adapter, as PEFT's modules_to_save.
    struct Whole {
        std::string module;
        std::size_t weight, bias;
    };
    Recipe::Lora options_;
    double scale_;
    std::vector<Place> places_;
    std::vector<Whole> wholes_;
};

}  // namespace tunesmith

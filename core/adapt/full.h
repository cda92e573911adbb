// Full fine-tuning: every weight of the model trains, from an fp32 copy of the base.
#pragma once

#include "core/adapt/method.h"

namespace tunesmith {

class FullMethod final : public Method {
public:
    std::string name() const override { return "full"; }
    std::string fileName() const override { return "model.safetensors"; }
    void declare(Transformer& model, ParameterSet& parameters) override;
    void initialise(const Transformer& model, ParameterSet& parameters, std::uint64_t seed) const override;
    void bind(Transformer& model, ParameterSet& parameters, bool training) const override;
};

}  // namespace tunesmith

#include "core/adapt/lora.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/base/error.h"
#include "core/base/random.h"

namespace tunesmith {

namespace {

bool isTarget(const std::string& module, const std::vector<std::string>& targets) {
    const std::string last = module.substr(module.rfind('.') + 1);
    return std::find(targets.begin(), targets.end(), last) != targets.end();
}

}  // namespace

void LoraMethod::declare(const Llama& model, ParameterSet& parameters) {
    const auto key = [](const Linear& part, const char* which) { return "base_model.model." + part.name + "." + which + ".weight"; };
    for (const LlamaLayer& layer : model.layers)
        for (const Projection* projection : {&layer.qkv, &layer.output, &layer.gateUp, &layer.down}) {
            // All A of a projection lie one below the other: they read the same input, in one product.
            const std::size_t first = places_.size();
            for (const Linear& part : projection->parts)
                if (isTarget(part.name, options_.targets))
                    places_.push_back({part.name, parameters.add(key(part, "lora_A"), {options_.rank, part.in}, true), 0});
            std::size_t at = first;
            for (const Linear& part : projection->parts)
                if (isTarget(part.name, options_.targets)) places_[at++].b = parameters.add(key(part, "lora_B"), {part.out, options_.rank}, true);
        }
    if (places_.empty())
        throw Error(Code::BadInput, "No part of the model carries one of the names in lora.targets; q_proj, k_proj, v_proj, o_proj, gate_proj, "
                                    "up_proj and down_proj can be adapted.");
}

void LoraMethod::initialise(const Llama&, ParameterSet& parameters, std::uint64_t seed) const {
    at::Tensor values = parameters.values().to(at::kCPU);
    values.zero_();
    for (const Place& place : places_) {
        const ParameterSlot& slot = parameters.slots()[place.a];
        const RandomStream stream(seed, "init", place.a);
        const double bound = 1.0 / std::sqrt(double(slot.shape[1]));
        float* a = values.mutable_data_ptr<float>() + slot.offset;
        for (std::int64_t i = 0; i < slot.count; ++i) a[i] = float((2 * stream.uniform(std::uint64_t(i)) - 1) * bound);
    }
    if (!values.is_same(parameters.values())) parameters.values().copy_(values);
}

void LoraMethod::bind(Llama& model, ParameterSet& parameters, bool training) const {
    std::map<std::string, const Place*> byModule;
    for (const Place& place : places_) byModule[place.module] = &place;
    for (Linear* part : model.linears()) {
        const auto found = byModule.find(part->name);
        if (found == byModule.end()) continue;
        const Place& place = *found->second;
        part->low = {options_.rank, float(scale_), float(options_.dropout), parameters.valueData(place.a), parameters.valueData(place.b),
                     training ? parameters.gradientData(place.a) : nullptr, training ? parameters.gradientData(place.b) : nullptr};
    }
}

}  // namespace tunesmith

#include "core/adapt/lora.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/adapt/targets.h"
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/data/text.h"

namespace tunesmith {

namespace {

bool isTarget(const std::string& module, const std::vector<std::string>& targets) {
    return std::any_of(targets.begin(), targets.end(), [&](const std::string& t) { return t == kAllLinear || namesLayer(t, module); });
}

// What can be named.
std::string targetNames(Transformer& model) {
    std::vector<std::string> modules;
    for (const Linear* part : model.linears()) modules.push_back(part->name);
    return joined(lastNames(modules));
}

}  // namespace

void LoraMethod::declare(Transformer& model, ParameterSet& parameters) {
    const auto key = [](const Linear& part, const char* which) { return "base_model.model." + part.name + "." + which + ".weight"; };
    const auto adapt = [&](const Projection& projection) {
        // All A of a projection lie one below the other: they read the same input, in one product.
        const std::size_t first = places_.size();
        for (const Linear& part : projection.parts)
            if (isTarget(part.name, options_.targets))
                places_.push_back({part.name, parameters.add(key(part, "lora_A"), {options_.rank, part.in}, true), 0});
        std::size_t at = first;
        for (const Linear& part : projection.parts)
            if (isTarget(part.name, options_.targets)) places_[at++].b = parameters.add(key(part, "lora_B"), {part.out, options_.rank}, true);
    };
    for (Transformer* stack : model.stacks())
        for (Block& block : stack->blocks)
            for (const Projection* projection : block.projections()) adapt(*projection);
    if (places_.empty())
        throw Error(Code::BadInput, "No part of this model carries one of the names in lora.targets; it has " + targetNames(model) +
                                        ". \"" + std::string(kAllLinear) + "\" means all of them.");
    for (const Linear* part : model.trainedBesideAdapters()) {
        const std::string module = "base_model.model." + part->name;
        const std::size_t weight = parameters.add(module + ".weight", {part->out, part->in}, true);
        wholes_.push_back({part->name, weight, parameters.add(module + ".bias", {part->out}, false)});
    }
}

void LoraMethod::initialise(const Transformer& model, ParameterSet& parameters, std::uint64_t seed) const {
    at::Tensor values = parameters.values().to(at::kCPU);
    values.zero_();
    for (const Place& place : places_) {
        const ParameterSlot& slot = parameters.slots()[place.a];
        const RandomStream stream(seed, "init", place.a);
        const double bound = 1.0 / std::sqrt(double(slot.shape[1]));
        float* a = values.mutable_data_ptr<float>() + slot.offset;
        for (std::int64_t i = 0; i < slot.count; ++i) a[i] = float((2 * stream.uniform(std::uint64_t(i)) - 1) * bound);
    }
    for (const Whole& whole : wholes_)
        for (const auto& [slot, tail] : {std::pair(whole.weight, ".weight"), std::pair(whole.bias, ".bias")}) {
            const std::vector<float> from = model.base->vector(whole.module + tail);
            std::copy(from.begin(), from.end(), values.mutable_data_ptr<float>() + parameters.slots()[slot].offset);
        }
    if (!values.is_same(parameters.values())) parameters.values().copy_(values);
}

void LoraMethod::bind(Transformer& model, ParameterSet& parameters, bool training) const {
    std::map<std::string, const Place*> byModule;
    for (const Place& place : places_) byModule[place.module] = &place;
    for (Linear* part : model.linears()) {
        const auto found = byModule.find(part->name);
        if (found == byModule.end()) continue;
        const Place& place = *found->second;
        part->low = {options_.rank, float(scale_), float(options_.dropout), parameters.valueData(place.a), parameters.valueData(place.b),
                     training ? parameters.gradientData(place.a) : nullptr, training ? parameters.gradientData(place.b) : nullptr};
    }
    std::map<std::string, const Whole*> wholes;
    for (const Whole& whole : wholes_) wholes[whole.module] = &whole;
    for (Linear* part : model.classifierLinears()) {
        const auto found = wholes.find(part->name);
        if (found == wholes.end()) continue;
        part->dense = parameters.valueData(found->second->weight);
        part->trainedBias = parameters.valueData(found->second->bias);
        part->denseGradient = training ? parameters.gradientData(found->second->weight) : nullptr;
        part->biasGradient = training ? parameters.gradientData(found->second->bias) : nullptr;
    }
}

}  // namespace tunesmith

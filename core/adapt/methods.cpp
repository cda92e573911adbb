#include <functional>

#include "core/adapt/full.h"
#include "core/adapt/lora.h"
#include "core/adapt/method.h"
#include "core/base/error.h"

namespace tunesmith {

namespace {

struct Entry {
    const char* name;
    std::function<std::unique_ptr<Method>(const Recipe&)> make;
};

const std::vector<Entry>& entries() {
    static const std::vector<Entry> list = {
        {"lora", [](const Recipe& recipe) { return std::make_unique<LoraMethod>(recipe); }},
        {"full", [](const Recipe&) { return std::make_unique<FullMethod>(); }},
    };
    return list;
}

}  // namespace

std::unique_ptr<Method> makeMethod(const Recipe& recipe) {
    std::string known;
    for (const Entry& entry : entries()) {
        if (recipe.method == entry.name) return entry.make(recipe);
        known += (known.empty() ? "" : ", ") + std::string(entry.name);
    }
    throw Error(Code::BadInput, "There is no method \"" + recipe.method + "\"; there are " + known + ".");
}

std::vector<std::string> methodNames() {
    std::vector<std::string> names;
    for (const Entry& entry : entries()) names.emplace_back(entry.name);
    return names;
}

TunedModel tunedModelFor(std::shared_ptr<const BaseModel> base, const Recipe& recipe) {
    TunedModel tuned;
    tuned.model = std::make_unique<Transformer>(std::move(base));
    tuned.method = makeMethod(recipe);
    tuned.method->declare(*tuned.model, tuned.parameters);
    tuned.parameters.allocate(at::kCPU);
    tuned.method->bind(*tuned.model, tuned.parameters, false);
    return tuned;
}

std::string saveParameters(ParameterSet& parameters, const std::string& path, const std::map<std::string, std::string>& metadata) {
    const at::Tensor values = parameters.values().to(at::kCPU);
    std::vector<TensorToWrite> tensors;
    for (const ParameterSlot& slot : parameters.slots())
        tensors.push_back({slot.name, DType::F32, slot.shape, values.const_data_ptr<float>() + slot.offset});
    return writeSafetensors(path, std::move(tensors), metadata);
}

void loadParameters(ParameterSet& parameters, const std::string& path) {
    const SafetensorsFile file(path);
    if (file.tensors().size() != parameters.slots().size())
        throw Error(Code::BadFile, "The file holds " + std::to_string(file.tensors().size()) + " tensors where this model and recipe have " +
                                       std::to_string(parameters.slots().size()) + "; it belongs to another model or other settings.", path);
    at::Tensor values = parameters.values().to(at::kCPU);
    for (const ParameterSlot& slot : parameters.slots()) {
        const StoredTensor* stored = file.find(slot.name);
        if (!stored) throw Error(Code::BadFile, "The tensor is missing; the file belongs to another model or other settings.", path + ": " + slot.name);
        if (stored->shape != slot.shape || !isFloating(stored->dtype))
            throw Error(Code::BadFile, "The tensor has another shape than this model and recipe ask for.", path + ": " + slot.name);
        toFloat32(stored->dtype, stored->data, slot.count, values.mutable_data_ptr<float>() + slot.offset);
    }
    if (!values.is_same(parameters.values())) parameters.values().copy_(values);
}

}  // namespace tunesmith

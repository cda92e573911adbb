// What the model tests share: a golden variant, its expected tensors, and a model set up to train in one way.
#pragma once

#include <cmath>
#include <memory>
#include <string>

#include "core/adapt/method.h"
#include "core/model/fused_transformer.h"
#include "core/model/plain_transformer.h"
#include "core/model/weights/safetensors.h"
#include "core/objective/causal.h"

namespace tunesmith::golden {

/// The tensors that a reference computed.
struct Expected {
    std::string folder;
    std::unique_ptr<SafetensorsFile> expected;

    explicit Expected(const std::string& from)
        : folder(from), expected(std::make_unique<SafetensorsFile>(from + "/expected.safetensors")) {}
    const StoredTensor& tensor(const std::string& name) const {
        const StoredTensor* found = expected->find(name);
        if (!found) throw Error(Code::NotFound, "no such fixture", name);
        return *found;
    }
    std::vector<std::int64_t> integers(const std::string& name) const {
        const StoredTensor& t = tensor(name);
        std::vector<std::int64_t> values(std::size_t(t.count()));
        std::memcpy(values.data(), t.data, t.bytes);
        return values;
    }
    std::vector<float> floats(const std::string& name) const {
        const StoredTensor& t = tensor(name);
        std::vector<float> values(std::size_t(t.count()));
        toFloat32(t.dtype, t.data, t.count(), values.data());
        return values;
    }
};

struct Variant : Expected {
    std::shared_ptr<const BaseModel> base;
    PackedBatch batch;

    /// "tied_gqa" of llama/, or with its folder: "families/gpt2".
    explicit Variant(const std::string& name)
        : Expected(std::string(TUNESMITH_SOURCE_DIR "/tests/golden/") +
                   (name.find('/') == std::string::npos ? "llama/" : "") + name),
          base(BaseModel::open(folder)) {
        const bool answers = base->config().encoder != nullptr;  // to sources; all of them is trained
        const std::vector<std::int64_t> ids = integers("ids"), labels = integers(answers ? "ids" : "labels"), offsets = integers("offsets");
        const std::vector<std::int64_t> source = answers ? integers("source") : ids, starts = answers ? integers("source_offsets") : offsets;
        for (std::size_t d = 0; d + 1 < offsets.size(); ++d) {
            TokenizedRow row;
            if (answers) row.source.assign(source.begin() + starts[d], source.begin() + starts[d + 1]);
            for (std::int64_t t = offsets[d]; t < offsets[d + 1]; ++t) {
                row.ids.push_back(TokenId(ids[std::size_t(t)]));
                row.trained.push_back(t > offsets[d] && labels[std::size_t(t)] >= 0);
            }
            batch.add(row, std::int64_t(d));
        }
    }
    /// The gradient of a parameter of the full model, a linear's as [out, in] whatever the family's files have.
    std::vector<float> gradient(const std::string& name) const {
        std::vector<float> values = floats("grad." + name);
        if (!base->config().transposed || base->matrix(name).rows == 1 || !base->matrix(name).transposed) return values;
        const std::int64_t out = base->matrix(name).rows, in = base->matrix(name).cols;
        std::vector<float> turned(values.size());
        for (std::int64_t o = 0; o < out; ++o)
            for (std::int64_t i = 0; i < in; ++i) turned[std::size_t(o * in + i)] = values[std::size_t(i * out + o)];
        return turned;
    }
};

/// A model with its trained parameters; `plain` takes the autograd twin.
struct Trained {
    std::unique_ptr<Transformer> transformer;
    ParameterSet parameters;
    std::unique_ptr<Method> method;
    std::unique_ptr<CausalLm> model;

    Trained(const Variant& v, const Recipe& recipe, bool plain, bool expectedAdapter = true) : transformer(std::make_unique<Transformer>(v.base)) {
        method = makeMethod(recipe);
        method->declare(*transformer, parameters);
        parameters.allocate(at::kCPU);
        method->bind(*transformer, parameters, true);
        method->initialise(*transformer, parameters, 1);
        if (recipe.method == "lora" && expectedAdapter)
            for (std::size_t i = 0; i < parameters.slots().size(); ++i) {
                const std::vector<float> values = v.floats("lora." + parameters.slots()[i].name);
                std::copy(values.begin(), values.end(), parameters.valueData(i));
            }
        if (plain) model = std::make_unique<PlainTransformer>(*transformer, parameters, at::kCPU, at::kFloat);
        else model = std::make_unique<FusedTransformer>(*transformer);
    }
};

inline Recipe loraRecipe() {
    Recipe recipe;
    recipe.lora.rank = 4;
    recipe.lora.alpha = 8;
    recipe.lora.dropout = 0;
    return recipe;
}

inline Recipe fullRecipe() {
    Recipe recipe;
    recipe.method = "full";
    return recipe;
}

/// Of what is trained in the batch; the gradients are those of it alone.
inline double lossOf(Trained& t, const PackedBatch& batch, std::uint64_t dropoutKey = 0) {
    t.parameters.zeroGradients();
    return CausalObjective("sft").run(*t.model, batch, double(batch.trainedTokens()), dropoutKey);
}

inline double largestDifference(const std::vector<float>& a, const std::vector<float>& b) {
    if (a.size() != b.size()) return INFINITY;
    double most = 0;
    for (std::size_t i = 0; i < a.size(); ++i) most = std::max(most, std::isfinite(a[i]) ? std::fabs(double(a[i]) - b[i]) : INFINITY);
    return most;
}

/// ||a - b|| / ||b||, or ||a|| where b is zero.
inline double relativeDistance(const float* a, const std::vector<float>& b) {
    double distance = 0, size = 0;
    for (std::size_t i = 0; i < b.size(); ++i) {
        distance += (double(a[i]) - b[i]) * (double(a[i]) - b[i]);
        size += double(b[i]) * b[i];
    }
    return std::sqrt(size > 0 ? distance / size : distance);
}

}  // namespace tunesmith::golden

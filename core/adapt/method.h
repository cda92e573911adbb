// Method: which parameters of a model train, and where they attach. Methods differ here alone; the loop does not know them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/data/recipe.h"
#include "core/model/transformer.h"
#include "core/model/parameters.h"

namespace tunesmith {

class Method {
public:
    virtual ~Method() = default;
    virtual std::string name() const = 0;
    /// Adds the trained parameters of `model` to `parameters`. Throws Error(BadInput) where the recipe fits no part of the model.
    virtual void declare(Transformer& model, ParameterSet& parameters) = 0;
    /// Sets starting values in an allocated set, drawn from `seed`.
    virtual void initialise(const Transformer& model, ParameterSet& parameters, std::uint64_t seed) const = 0;
    /// Points the model's parts at the set's memory (which must lie on the CPU and outlive the model's use); gradients only where `training`.
    virtual void bind(Transformer& model, ParameterSet& parameters, bool training) const = 0;
    /// The checkpoint's file for the trained parameters.
    virtual std::string fileName() const = 0;
};

/// By recipe.method. Throws Error(BadInput) naming those that exist.
std::unique_ptr<Method> makeMethod(const Recipe& recipe);
/// Names of all methods.
std::vector<std::string> methodNames();

/// Writes the set's values to a safetensors file and reads them back by name; loading throws Error(BadFile) where a tensor is missing, extra
/// or of another shape (an adapter for another base, another rank). CPU or not: values are copied.
std::string saveParameters(ParameterSet& parameters, const std::string& path, const std::map<std::string, std::string>& metadata = {});
void loadParameters(ParameterSet& parameters, const std::string& path);

/// A base model with what a run or an adapter folder has put on it, ready to answer: the parameters live here.
struct TunedModel {
    std::unique_ptr<Transformer> model;
    ParameterSet parameters;      // empty for the base alone
    std::unique_ptr<Method> method;
};

/// The places of a recipe's method on a base model, on the CPU and bound to answer; their values are still to be loaded.
TunedModel tunedModelFor(std::shared_ptr<const BaseModel> base, const Recipe& recipe);

}  // namespace tunesmith

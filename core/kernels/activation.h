// Activation functions of the MLP, by the names that config.json gives them.
#pragma once

#include <optional>
#include <string>

namespace tunesmith {

/// Silu: x sigmoid(x). GeluTanh: 0.5 x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))). Gelu: 0.5 x (1 + erf(x / sqrt 2)).
/// (Hendrycks and Gimpel 2016, arXiv 1606.08415)
enum class Activation { Silu, GeluTanh, Gelu, Relu };

std::optional<Activation> activationByName(const std::string& name);
/// As transformers spells it.
std::string activationName(Activation activation);

}  // namespace tunesmith

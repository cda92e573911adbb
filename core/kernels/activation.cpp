#include "core/kernels/activation.h"

namespace tunesmith {

std::optional<Activation> activationByName(const std::string& name) {
    if (name == "silu" || name == "swish") return Activation::Silu;
    if (name == "gelu_pytorch_tanh" || name == "gelu_new" || name == "gelu_fast") return Activation::GeluTanh;
    if (name == "gelu") return Activation::Gelu;
    if (name == "relu") return Activation::Relu;
    return std::nullopt;
}

std::string activationName(Activation activation) {
    switch (activation) {
        case Activation::Silu: return "silu";
        case Activation::GeluTanh: return "gelu_pytorch_tanh";
        case Activation::Gelu: return "gelu";
        case Activation::Relu: return "relu";
    }
    return {};
}

}  // namespace tunesmith

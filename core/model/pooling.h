// Pooling: how the hidden states of a document become one vector, as a folder of sentence-transformers says it in
// modules.json: the mean over tokens or the first token, then dense layers, then length 1 (Reimers and Gurevych 2019,
// arXiv 1908.10084).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tunesmith {

struct Pooling {
    enum class Kind { Mean, Cls };
    enum class DenseActivation { Identity, Tanh };
    struct Dense {
        std::int64_t in = 0, out = 0;
        std::vector<float> weight, bias;  // [out, in], [out] or empty
        DenseActivation activation = DenseActivation::Tanh;
    };

    Kind kind = Kind::Mean;
    std::vector<Dense> dense;
    bool normalise = false;      // to length 1
    std::int64_t maxTokens = 0;  // of a text, special tokens included; 0: what the model has positions for

    /// What modules.json of the folder says; the mean alone where there is none. Throws Error(BadFile) naming the file
    /// and the module that is not supported or does not fit `width`.
    static Pooling ofFolder(const std::string& folder, std::int64_t width);

    /// [D, width of the last layer] of hidden states [T, C] whose documents begin at offsets [D + 1].
    std::vector<float> forward(const std::vector<float>& hidden, const std::vector<std::int64_t>& offsets) const;
    /// The gradient [T, C] of sum pull * forward(hidden). Dense layers do not train.
    std::vector<float> backward(const std::vector<float>& pull, const std::vector<float>& hidden,
                                const std::vector<std::int64_t>& offsets) const;

private:
    std::vector<std::vector<float>> stages(const std::vector<float>& hidden,
                                           const std::vector<std::int64_t>& offsets) const;
};

}  // namespace tunesmith

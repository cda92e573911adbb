#include "core/model/pooling.h"

#include <cmath>
#include <filesystem>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/kernels/gemm.h"
#include "core/model/weights/safetensors.h"

namespace tunesmith {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& what, const fs::path& where) {
    throw Error(Code::BadFile, what, where.string());
}

std::string lastPart(const std::string& type) {
    return type.substr(type.rfind('.') + 1);
}

Pooling::Kind readKind(const fs::path& file) {
    const Json json = readJsonFile(file.string());
    std::string chosen;
    if (json.is_object() && json.contains("pooling_mode") && json["pooling_mode"].is_string())
        chosen = json["pooling_mode"].get<std::string>();
    if (json.is_object())
        for (const auto& [key, value] : json.items())
            if (key.rfind("pooling_mode_", 0) == 0 && value.is_boolean() && value.get<bool>()) {
                if (!chosen.empty()) refuse("Several ways of pooling beside each other are not supported.", file);
                chosen = key.substr(13);
            }
    if (chosen == "mean_tokens" || chosen == "mean") return Pooling::Kind::Mean;
    if (chosen == "cls_token" || chosen == "cls") return Pooling::Kind::Cls;
    refuse("The pooling \"" + chosen + "\" is not supported; mean_tokens and cls_token are.", file);
}

Pooling::Dense readDense(const fs::path& folder, std::int64_t in) {
    const Json json = readJsonFile((folder / "config.json").string());
    Pooling::Dense dense;
    const std::string activation =
        json.is_object() && json.contains("activation_function") && json["activation_function"].is_string()
            ? lastPart(json["activation_function"].get<std::string>())
            : "Tanh";
    if (activation == "Identity")
        dense.activation = Pooling::DenseActivation::Identity;
    else if (activation != "Tanh")
        refuse("The activation \"" + activation + "\" of a dense layer is not supported; Identity and Tanh are.",
               folder / "config.json");
    const fs::path file = folder / "model.safetensors";
    if (!fs::exists(file))
        refuse("The dense layer's weights are not there as safetensors; save the model again with a recent version.",
               file);
    const SafetensorsFile weights(file.string());
    const StoredTensor *weight = weights.find("linear.weight"), *bias = weights.find("linear.bias");
    if (!weight || !isFloating(weight->dtype) || weight->shape.size() != 2 || weight->shape[1] != in)
        refuse("The dense layer has no linear.weight of " + std::to_string(in) + " columns.", file);
    dense.in = in;
    dense.out = weight->shape[0];
    dense.weight.resize(std::size_t(weight->count()));
    toFloat32(weight->dtype, weight->data, weight->count(), dense.weight.data());
    if (!bias) return dense;
    if (!isFloating(bias->dtype) || bias->count() != dense.out)
        refuse("The dense layer's bias has another size than its weight.", file);
    dense.bias.resize(std::size_t(dense.out));
    toFloat32(bias->dtype, bias->data, bias->count(), dense.bias.data());
    return dense;
}

}  // namespace

Pooling Pooling::ofFolder(const std::string& folder, std::int64_t width) {
    const fs::path root(folder), list = root / "modules.json";
    Pooling result;
    if (!fs::exists(list)) return result;
    const Json modules = readJsonFile(list.string());
    if (!modules.is_array()) refuse("The file does not list modules.", list);
    for (const Json& module : modules) {
        if (!module.is_object() || !module.contains("type") || !module["type"].is_string())
            refuse("A module has no type.", list);
        const std::string kind = lastPart(module["type"].get<std::string>());
        const fs::path place =
            root /
            (module.contains("path") && module["path"].is_string() ? module["path"].get<std::string>() : std::string());
        if (kind == "Transformer") {
            const fs::path limits = place / "sentence_bert_config.json";
            if (!fs::exists(limits)) continue;
            const Json json = readJsonFile(limits.string());
            if (json.is_object() && json.contains("max_seq_length") && json["max_seq_length"].is_number_integer())
                result.maxTokens = std::max<std::int64_t>(0, json["max_seq_length"].get<std::int64_t>());
        } else if (result.normalise) {
            refuse("A module " + kind + " behind the one that normalises is not supported.", list);
        } else if (kind == "Pooling") {
            result.kind = readKind(place / "config.json");
        } else if (kind == "Dense") {
            result.dense.push_back(readDense(place, result.dense.empty() ? width : result.dense.back().out));
        } else if (kind == "Normalize") {
            result.normalise = true;
        } else {
            refuse("Modules of the type " + kind + " are not supported; Transformer, Pooling, Dense and Normalize are.",
                   list);
        }
    }
    return result;
}

// The pooled vectors and what every later step makes of them.
std::vector<std::vector<float>> Pooling::stages(const std::vector<float>& hidden,
                                                const std::vector<std::int64_t>& offsets) const {
    const auto documents = std::int64_t(offsets.size()) - 1, tokens = offsets.back();
    const std::int64_t width = tokens > 0 ? std::int64_t(hidden.size()) / tokens : 0;
    std::vector<std::vector<float>> all{std::vector<float>(std::size_t(documents * width))};
    for (std::int64_t d = 0; d < documents; ++d) {
        const std::int64_t first = offsets[std::size_t(d)],
                           last = kind == Kind::Mean ? offsets[std::size_t(d + 1)] : first + 1;
        for (std::int64_t c = 0; c < width; ++c) {
            double sum = 0;
            for (std::int64_t t = first; t < last; ++t) sum += hidden[std::size_t(t * width + c)];
            all[0][std::size_t(d * width + c)] = float(sum / double(last - first));
        }
    }
    for (const Dense& layer : dense) {
        std::vector<float> y(std::size_t(documents * layer.out));
        gemm(false, true, documents, layer.out, layer.in, 1, all.back().data(), layer.in, layer.weight.data(), layer.in,
             0, y.data(), layer.out);
        for (std::size_t i = 0; i < y.size(); ++i) {
            if (!layer.bias.empty()) y[i] += layer.bias[i % std::size_t(layer.out)];
            if (layer.activation == DenseActivation::Tanh) y[i] = std::tanh(y[i]);
        }
        all.push_back(std::move(y));
    }
    if (!normalise) return all;
    std::vector<float> y = all.back();
    const std::size_t n = documents > 0 ? y.size() / std::size_t(documents) : 0;
    for (std::size_t from = 0; from < y.size(); from += n) {
        double squares = 0;
        for (std::size_t i = 0; i < n; ++i) squares += double(y[from + i]) * y[from + i];
        const double length = std::max(std::sqrt(squares), 1e-12);
        for (std::size_t i = 0; i < n; ++i) y[from + i] = float(y[from + i] / length);
    }
    all.push_back(std::move(y));
    return all;
}

std::vector<float> Pooling::forward(const std::vector<float>& hidden, const std::vector<std::int64_t>& offsets) const {
    return stages(hidden, offsets).back();
}

std::vector<float> Pooling::backward(const std::vector<float>& pull, const std::vector<float>& hidden,
                                     const std::vector<std::int64_t>& offsets) const {
    const std::vector<std::vector<float>> all = stages(hidden, offsets);
    const auto documents = std::int64_t(offsets.size()) - 1, tokens = offsets.back();
    TS_CHECK(pull.size() == all.back().size());
    std::vector<float> back = pull;
    if (normalise) {
        // y = x / |x|: dx = (dy - y (y . dy)) / |x|
        const std::vector<float>&x = all[all.size() - 2], &y = all.back();
        const std::size_t n = documents > 0 ? y.size() / std::size_t(documents) : 0;
        for (std::size_t from = 0; from < y.size(); from += n) {
            double squares = 0, along = 0;
            for (std::size_t i = from; i < from + n; ++i) {
                squares += double(x[i]) * x[i];
                along += double(y[i]) * back[i];
            }
            const double length = std::max(std::sqrt(squares), 1e-12);
            for (std::size_t i = from; i < from + n; ++i) back[i] = float((back[i] - y[i] * along) / length);
        }
    }
    for (std::size_t l = dense.size(); l-- > 0;) {
        const Dense& layer = dense[l];
        if (layer.activation == DenseActivation::Tanh)
            for (std::size_t i = 0; i < back.size(); ++i) back[i] *= 1 - all[l + 1][i] * all[l + 1][i];
        std::vector<float> dx(std::size_t(documents * layer.in));
        gemm(false, false, documents, layer.in, layer.out, 1, back.data(), layer.out, layer.weight.data(), layer.in, 0,
             dx.data(), layer.in);
        back = std::move(dx);
    }
    const std::int64_t width = tokens > 0 ? std::int64_t(hidden.size()) / tokens : 0;
    std::vector<float> result(hidden.size());
    for (std::int64_t d = 0; d < documents; ++d) {
        const std::int64_t first = offsets[std::size_t(d)],
                           last = kind == Kind::Mean ? offsets[std::size_t(d + 1)] : first + 1;
        for (std::int64_t t = first; t < last; ++t)
            for (std::int64_t c = 0; c < width; ++c)
                result[std::size_t(t * width + c)] = back[std::size_t(d * width + c)] / float(last - first);
    }
    return result;
}

}  // namespace tunesmith

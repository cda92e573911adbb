#include "core/model/weights/weight_scales.h"

#include <array>
#include <cmath>
#include <optional>

#include "core/base/error.h"
#include "core/model/weights/format_text.h"

namespace tunesmith {

namespace {

constexpr std::array kScaleEndings = {".weight_scale", ".weight_scale_inv", ".input_scale", ".input_scale_ub",
                                      ".output_scale", ".activation_scale", ".k_scale",     ".v_scale",
                                      ".q_scale",      ".weight_scale_2"};

[[noreturn]] void refuseMethod(const std::string& what, const std::string& where) {
    throw Error(
        Code::BadFile,
        "The weights are quantised with " + what +
            ", a form that Tunesmith does not read. Get the BF16 or F16 version of the model, or its GGUF file.",
        where);
}

std::string textAt(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Two positive numbers of a list; nothing where the key is absent or null.
std::optional<std::array<std::int64_t, 2>> blockAt(const Json& object, const char* key, const std::string& where) {
    const auto found = object.find(key);
    if (found == object.end() || found->is_null()) return std::nullopt;
    const auto good = [](const Json& n) {
        return n.is_number_integer() && n.get<std::int64_t>() > 0 && n.get<std::int64_t>() <= 1 << 20;
    };
    if (!found->is_array() || found->size() != 2 || !good((*found)[0]) || !good((*found)[1]))
        throw Error(Code::BadFile,
                    std::string("\"") + key +
                        "\" in quantization_config is not a list of two sizes: download config.json again.",
                    where);
    return std::array{(*found)[0].get<std::int64_t>(), (*found)[1].get<std::int64_t>()};
}

/// The block size that compressed-tensors gives its weights; refuses groups that are no 8-bit floats.
std::optional<std::array<std::int64_t, 2>> compressedBlock(const Json& quantization, const std::string& where) {
    const auto sparsity = quantization.find("sparsity_config");
    if (sparsity != quantization.end() && sparsity->is_object() && !sparsity->empty() &&
        textAt(*sparsity, "format") != "dense")
        refuseMethod("compressed-tensors and sparse weights", where);
    const auto transform = quantization.find("transform_config");
    if (transform != quantization.end() && transform->is_object() && !transform->empty())
        refuseMethod("compressed-tensors and rotated weights", where);
    const auto groups = quantization.find("config_groups");
    if (groups == quantization.end() || !groups->is_object())
        refuseMethod("compressed-tensors and no groups that say how", where);
    std::optional<std::array<std::int64_t, 2>> block;
    for (const auto& [name, group] : groups->items()) {
        const auto weights = group.is_object() ? group.find("weights") : group.end();
        if (!group.is_object() || weights == group.end() || !weights->is_object()) continue;  // activations alone
        const auto bits = weights->find("num_bits");
        const bool eight = bits != weights->end() && bits->is_number_integer() && bits->get<std::int64_t>() == 8;
        if (!eight || textAt(*weights, "type") != "float")
            refuseMethod("compressed-tensors in the format " + quotedName(textAt(quantization, "format")), where);
        if (const auto size = blockAt(*weights, "block_structure", where)) block = size;
    }
    return block;
}

bool isEightBitFloat(DType type) {
    return type == DType::F8_E4M3 || type == DType::F8_E5M2 || type == DType::F8_E4M3FNUZ || type == DType::F8_E5M2FNUZ;
}

std::int64_t blocks(std::int64_t size, std::int64_t block) {
    return (size + block - 1) / block;
}

}  // namespace

WeightScales WeightScales::fromConfig(const Json& config, const std::string& where) {
    WeightScales scales;
    scales.where_ = where;
    const auto found = config.is_object() ? config.find("quantization_config") : config.end();
    if (!config.is_object() || found == config.end() || found->is_null()) return scales;
    if (!found->is_object())
        throw Error(Code::BadFile, "\"quantization_config\" is not a JSON object: download config.json again.", where);
    const Json& quantization = *found;
    const std::string method = textAt(quantization, "quant_method");
    std::optional<std::array<std::int64_t, 2>> block;
    if (method == "fp8") {
        block = blockAt(quantization, "weight_block_size", where);
    } else if (method == "compressed-tensors") {
        block = compressedBlock(quantization, where);
    } else if (method == "modelopt") {
        if (textAt(quantization, "quant_algo") != "FP8")
            refuseMethod("modelopt in the format " + quotedName(textAt(quantization, "quant_algo")), where);
    } else if (method != "fbgemm_fp8") {
        refuseMethod(method.empty() ? "a method that config.json does not name" : quotedName(method), where);
    }
    scales.expected_ = true;
    if (block) scales.blockRows_ = (*block)[0], scales.blockCols_ = (*block)[1];
    return scales;
}

bool WeightScales::isScale(const std::string& name) {
    for (const char* ending : kScaleEndings)
        if (name.ends_with(ending)) return true;
    return false;
}

void WeightScales::attach(const std::string& name, MatrixView& view, const Find& find) {
    if (!isEightBitFloat(view.type)) return;
    const StoredTensor* stored = find(name + "_scale_inv");
    if (!stored) stored = find(name + "_scale");
    const auto refuse = [&](const std::string& why) {
        throw Error(Code::BadFile, why + " Download the model again.", where_);
    };
    if (!stored) {
        if (expected_)
            refuse("The weight " + quotedName(name) + " is stored in 8-bit floats, and its scale " +
                   quotedName(name + "_scale") + " is missing.");
        return;
    }
    const auto& shape = stored->shape;
    const std::int64_t down = shape.empty() ? 1 : shape[0], across = shape.size() == 2 ? shape[1] : 1,
                       count = stored->count();
    std::int64_t rows = 0, cols = 0;  // of a block
    if (count == 1)
        rows = view.rows, cols = view.cols;
    else if (blockRows_ > 0 && down == blocks(view.rows, blockRows_) && across == blocks(view.cols, blockCols_))
        rows = blockRows_, cols = blockCols_;
    else if (blockRows_ == 0 && down == view.rows && across > 0 && view.cols % across == 0)
        rows = 1, cols = view.cols / across;
    if (rows == 0 || shape.size() > 2 || !isFloating(stored->dtype) || isEightBitFloat(stored->dtype))
        refuse("The scale " + quotedName(stored->name) + " does not fit the " + std::to_string(view.rows) + " x " +
               std::to_string(view.cols) + " values of its weight.");
    std::vector<float> values(static_cast<std::size_t>(count));
    toFloat32(stored->dtype, stored->data, count, values.data());
    for (const float value : values)
        if (!std::isfinite(value) || value < 0)
            refuse("The scale " + quotedName(stored->name) + " holds a number that no scale can be.");
    std::vector<float>& kept = scales_[name] = std::move(values);
    view.scales = kept.data();
    view.scaleRows = rows, view.scaleCols = cols;
}

}  // namespace tunesmith

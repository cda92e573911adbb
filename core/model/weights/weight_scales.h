// The scales that a Hugging Face folder keeps beside weights in 8-bit floats: which tensor scales which weight, and over which blocks of it.
// A weight's value is its 8-bit float times its scale, whether the scale is called weight_scale or weight_scale_inv (the inverse is that of
// what the weight was divided by). Read this way: "fp8" of DeepSeek and Qwen (blocks, weight_scale_inv, or one weight_scale), "fbgemm_fp8"
// (rows), "modelopt" in FP8 (one), "compressed-tensors" with 8-bit floats (one, rows, groups or blocks). Torch-free.
//
// How a reader of folders uses it:
//     auto scales = WeightScales::fromConfig(config, where);          // before the weights: refuses what cannot be read, by name
//     for each tensor: if (WeightScales::isScale(name)) continue;     // it is no weight of the model
//                      ... make its MatrixView ...
//                      scales.attach(name, view, find);               // `scales` must outlive the view
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/model/weights/matrix_view.h"
#include "core/model/weights/safetensors.h"

namespace tunesmith {

class WeightScales {
public:
    using Find = std::function<const StoredTensor*(const std::string& name)>;  // null where there is no such tensor

    /// Looks at "quantization_config" of config.json. Throws Error(BadFile) for a form that is not read (GPTQ, AWQ, bitsandbytes, whole
    /// numbers, 4 bits, ...), naming it and the way out; without the key there are no scales to expect, and those that are there are used.
    static WeightScales fromConfig(const Json& config, const std::string& where);

    /// True for the names of scales: they stand beside a module's weight or its inputs and are no weights themselves.
    static bool isScale(const std::string& name);

    /// Gives the weight called `name` (NAME.weight) its scales, which stay in this object; leaves views alone whose type is no 8-bit float.
    /// Throws Error(BadFile) naming the tensor: where the configuration promises scales and there are none, where their shape fits no
    /// blocks of the weight, or where one is negative, infinite or NaN. The view is unchanged then.
    void attach(const std::string& name, MatrixView& view, const Find& find);

private:
    std::string where_;
    bool expected_ = false;                      // the configuration says that weights are quantised
    std::int64_t blockRows_ = 0, blockCols_ = 0;  // 0: not said
    std::map<std::string, std::vector<float>> scales_;
};

}  // namespace tunesmith

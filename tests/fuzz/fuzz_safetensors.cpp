// Any bytes as a safetensors file: either an Error(BadFile), or tensors whose every byte can be read, with the scales
// that stand beside them. A text "quantization_config" of the metadata is taken as that of config.json.
#include <cstdint>
#include <vector>

#include "core/base/error.h"
#include "core/model/weights/dequantize.h"
#include "core/model/weights/refused.h"
#include "core/model/weights/safetensors.h"
#include "core/model/weights/weight_scales.h"

using namespace tunesmith;

namespace {

/// Only refusals of the file are expected; everything else ends the run.
template <class Call>
void refusing(Call&& call) {
    try {
        call();
    } catch (const Error& e) {
        if (e.code() != Code::BadFile) __builtin_trap();
    }
}

WeightScales scalesOf(const SafetensorsFile& file) {
    const auto text = file.metadata().find("quantization_config");
    WeightScales scales = WeightScales::fromConfig(Json::object(), "fuzz");
    if (text == file.metadata().end()) return scales;
    refusing([&] {
        scales = WeightScales::fromConfig({{"quantization_config", parseJson(text->second, "fuzz")}}, "fuzz");
    });
    return scales;
}

void widenScaled(const SafetensorsFile& file, const StoredTensor& tensor, WeightScales& scales) {
    MatrixView view{tensor.dtype, tensor.data, tensor.shape[0], tensor.shape[1]};
    refusing([&] { scales.attach(tensor.name, view, [&](const std::string& name) { return file.find(name); }); });
    std::vector<float> values(std::size_t(tensor.count()));
    view.widen(0, view.rows, values.data());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    whatItIsInstead(data, size);
    refusing([&] {
        const SafetensorsFile file(data, size, "fuzz");
        WeightScales scales = scalesOf(file);
        for (const StoredTensor& tensor : file.tensors()) {
            if (tensor.count() * blockBytes(tensor.dtype) != std::int64_t(tensor.bytes)) __builtin_trap();
            if (file.find(tensor.name) != &tensor) __builtin_trap();
            if (!isFloating(tensor.dtype)) continue;
            std::vector<float> values(std::size_t(tensor.count()));
            toFloat32(tensor.dtype, tensor.data, tensor.count(), values.data());
            plainDequantize(tensor.dtype)(tensor.data, tensor.count(), values.data());
            if (tensor.shape.size() == 2 && tensor.shape[1] > 0 && tensor.shape[0] > 0)
                widenScaled(file, tensor, scales);
        }
    });
    return 0;
}

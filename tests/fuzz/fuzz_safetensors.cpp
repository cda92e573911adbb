// Any bytes as a safetensors file: either an Error(BadFile), or tensors whose every byte can be read.
#include <cstdint>
#include <vector>

#include "core/base/error.h"
#include "core/model/weights/safetensors.h"

using namespace tunesmith;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const SafetensorsFile file(data, size, "fuzz");
        for (const StoredTensor& tensor : file.tensors()) {
            if (tensor.count() * blockBytes(tensor.dtype) != std::int64_t(tensor.bytes)) __builtin_trap();
            if (file.find(tensor.name) != &tensor) __builtin_trap();
            if (!isFloating(tensor.dtype)) continue;
            std::vector<float> values(std::size_t(tensor.count()));
            toFloat32(tensor.dtype, tensor.data, tensor.count(), values.data());
        }
    } catch (const Error& e) {
        if (e.code() != Code::BadFile) __builtin_trap();
    }
    return 0;
}

// Any bytes as a GGUF file: either an Error(BadFile), or metadata that can be asked for and tensors whose every byte
// can be read, by the loop for this processor and by the plain one.
#include <cstdint>
#include <vector>

#include "core/base/error.h"
#include "core/model/weights/dequantize.h"
#include "core/model/weights/gguf.h"
#include "core/model/weights/refused.h"

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

void askFor(const GgufFile& file, const std::string& key) {
    refusing([&] { file.integer(key); });
    refusing([&] { file.number(key); });
    refusing([&] { file.boolean(key); });
    refusing([&] { file.text(key); });
    refusing([&] { file.texts(key); });
    refusing([&] { file.integers(key); });
    refusing([&] { file.numbers(key); });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    whatItIsInstead(data, size);
    refusing([&] {
        const GgufFile file(data, size, "fuzz");
        for (const auto& [key, value] : file.metadata()) askFor(file, key);
        refusing([&] { ggufTokenizer(file); });
        for (const StoredTensor& tensor : file.tensors()) {
            if (file.find(tensor.name) != &tensor) __builtin_trap();
            if (!isFloating(tensor.dtype)) continue;
            std::vector<float> values(std::size_t(tensor.count()));
            toFloat32(tensor.dtype, tensor.data, tensor.count(), values.data());
            plainDequantize(tensor.dtype)(tensor.data, tensor.count() / blockValues(tensor.dtype), values.data());
        }
    });
    return 0;
}

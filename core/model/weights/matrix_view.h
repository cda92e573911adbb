// MatrixView: a weight matrix [rows, cols] where it lies, in whatever number type, with the row order of the model.
#pragma once

#include <cstdint>

#include "core/base/file.h"
#include "core/model/weights/dtype.h"

namespace tunesmith {

struct MatrixView {
    DType type = DType::F32;
    const std::uint8_t* data = nullptr;  // borrowed; any alignment
    std::int64_t rows = 0, cols = 0;     // cols is a multiple of the type's block
    // GGUF files of the Llama family interleave the two halves of each head's rows in Q and K; `heads` > 0 undoes it on
    // reading: row h * D + half * D/2 + i of the model is row h * D + 2 i + half of the file.
    std::int64_t heads = 0;
    const MappedFile* file = nullptr;  // whose map `data` lies in, borrowed; null: memory

    std::int64_t rowBytes() const { return cols / blockValues(type) * blockBytes(type); }
    std::int64_t bytes() const { return rows * rowBytes(); }
    const std::uint8_t* row(std::int64_t r) const {
        if (heads > 0) {
            const std::int64_t width = rows / heads, inHead = r % width, half = inHead / (width / 2);
            r = r - inHead + 2 * (inHead % (width / 2)) + half;
        }
        return data + r * rowBytes();
    }
    /// Widens rows [first, last) to fp32, dense, on the calling thread.
    void widen(std::int64_t first, std::int64_t last, float* target) const;
};

}  // namespace tunesmith

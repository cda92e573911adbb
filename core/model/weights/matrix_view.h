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
    /// The order of the rows in the file, undone on reading. Interleaved (Q and K in GGUF files of the Llama family): row h D + half D/2 + i of
    /// the model is row h D + 2 i + half of the file. ByKind (Q, K and V in GGUF files of GPT-NeoX): row (h, kind, i) is row (kind, h, i).
    enum class Rows { Plain, Interleaved, ByKind } order = Rows::Plain;
    std::int64_t heads = 0;              // of an order that is not plain
    bool transposed = false;             // the file has [cols, rows]; number types without blocks only
    const MappedFile* file = nullptr;  // whose map `data` lies in, borrowed; null: memory
    // 8-bit floats of a Hugging Face checkpoint are multiplied by a scale for each block of scaleRows x scaleCols values (weight_scales.h);
    // row-major [ceil(rows / scaleRows), ceil(cols / scaleCols)], borrowed; null: no scales. Never together with `heads`.
    const float* scales = nullptr;
    std::int64_t scaleRows = 1, scaleCols = 1;

    std::int64_t rowBytes() const { return cols / blockValues(type) * blockBytes(type); }
    std::int64_t bytes() const { return rows * rowBytes(); }
    /// Where row r of the model stands in the file.
    std::int64_t placeOf(std::int64_t r) const {
        if (order == Rows::Plain) return r;
        const std::int64_t width = rows / heads, inHead = r % width;  // of a head: D rows, or 3 D of all kinds
        if (order == Rows::Interleaved) return r - inHead + 2 * (inHead % (width / 2)) + inHead / (width / 2);
        const std::int64_t d = width / 3;
        return (inHead / d * heads + r / width) * d + inHead % d;
    }
    /// The stored row; not of a transposed matrix.
    const std::uint8_t* row(std::int64_t r) const { return data + placeOf(r) * rowBytes(); }
    /// Widens rows [first, last) to fp32, dense, on the calling thread.
    void widen(std::int64_t first, std::int64_t last, float* target) const;
    /// Multiplies rows [first, last), widened without their scales and dense at `target`, by the scales; nothing where there are none.
    void scale(std::int64_t first, std::int64_t last, float* target) const;

private:
    void widenStored(std::int64_t first, std::int64_t last, float* target) const;
};

}  // namespace tunesmith

#include "core/model/weights/matrix_view.h"

#include <algorithm>
#include <vector>

namespace tunesmith {

namespace {

constexpr std::int64_t kReadAtOnce = 64 << 10;  // bytes: what stays in the second-level cache between reading and widening

// Rows [first, last) of a matrix that is stored as its transpose: a few rows at a time, so that what is written stays in the cache while the
// stored rows, each a column here, pass by.
void widenTransposed(const MatrixView& m, std::int64_t first, std::int64_t last, float* target) {
    constexpr std::int64_t kAtOnce = 64;
    const std::int64_t bytes = blockBytes(m.type);
    float piece[kAtOnce];
    for (std::int64_t from = first; from < last; from += kAtOnce) {
        const std::int64_t n = std::min(kAtOnce, last - from);
        for (std::int64_t c = 0; c < m.cols; ++c) {
            toFloat32(m.type, m.data + (c * m.rows + from) * bytes, n, piece);
            for (std::int64_t i = 0; i < n; ++i) target[(from - first + i) * m.cols + c] = piece[i];
        }
    }
}

}  // namespace

// Training walks through all weights twice a micro-batch. Read, not mapped, they pass through a small buffer and are never part of the
// program's resident memory, and copying costs what the page faults would.
void MatrixView::widenStored(std::int64_t first, std::int64_t last, float* target) const {
    if (transposed) {
        widenTransposed(*this, first, last, target);
        return;
    }
    if (order != Rows::Plain) {
        for (std::int64_t r = first; r < last; ++r) toFloat32(type, row(r), cols, target + (r - first) * cols);
        return;
    }
    const std::int64_t bytes = rowBytes();
    const auto fromMap = [&](std::int64_t from, std::int64_t to) {
        toFloat32(type, data + from * bytes, (to - from) * cols, target + (from - first) * cols);
    };
    // A split file's tensors lie in several maps.
    if (!file || data < file->data() || data >= file->data() + file->size()) {
        fromMap(first, last);
        return;
    }
    const auto offset = std::size_t(data - file->data());
    if (type == DType::F32) {
        if (!file->readAt(offset + std::size_t(first * bytes), std::size_t((last - first) * bytes), target)) fromMap(first, last);
        return;
    }
    thread_local std::vector<std::uint8_t> buffer;
    const std::int64_t group = std::max<std::int64_t>(1, kReadAtOnce / bytes);
    buffer.resize(std::max(buffer.size(), std::size_t(group * bytes)));
    for (std::int64_t r = first; r < last; r += group) {
        const std::int64_t end = std::min(last, r + group);
        if (file->readAt(offset + std::size_t(r * bytes), std::size_t((end - r) * bytes), buffer.data()))
            toFloat32(type, buffer.data(), (end - r) * cols, target + (r - first) * cols);
        else
            fromMap(r, end);
    }
}

void MatrixView::scale(std::int64_t first, std::int64_t last, float* target) const {
    if (!scales) return;
    const std::int64_t across = (cols + scaleCols - 1) / scaleCols;
    for (std::int64_t r = first; r < last; ++r, target += cols) {
        const float* row = scales + r / scaleRows * across;
        for (std::int64_t block = 0; block < across; ++block) {
            const std::int64_t end = std::min(cols, (block + 1) * scaleCols);
            for (std::int64_t c = block * scaleCols; c < end; ++c) target[c] *= row[block];
        }
    }
}

void MatrixView::widen(std::int64_t first, std::int64_t last, float* target) const {
    widenStored(first, last, target);
    scale(first, last, target);
}

}  // namespace tunesmith

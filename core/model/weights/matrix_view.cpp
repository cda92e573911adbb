#include "core/model/weights/matrix_view.h"

#include <algorithm>
#include <vector>

namespace tunesmith {

namespace {

constexpr std::int64_t kReadAtOnce = 64 << 10;  // bytes: what stays in the second-level cache between reading and widening

}  // namespace

// Training walks through all weights twice a micro-batch. Read, not mapped, they pass through a small buffer and are never part of the
// program's resident memory, and copying costs what the page faults would.
void MatrixView::widen(std::int64_t first, std::int64_t last, float* target) const {
    if (heads > 0) {
        for (std::int64_t r = first; r < last; ++r) toFloat32(type, row(r), cols, target + (r - first) * cols);
        return;
    }
    const std::int64_t bytes = rowBytes();
    const auto fromMap = [&](std::int64_t from, std::int64_t to) {
        toFloat32(type, data + from * bytes, (to - from) * cols, target + (from - first) * cols);
    };
    if (!file) {
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

}  // namespace tunesmith

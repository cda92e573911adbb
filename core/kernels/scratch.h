// Room on a cache line: vector instructions read whole lines, and the BLAS sums in another order for another alignment.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tunesmith {

/// At least `count` values within `room`, which grows; valid until it grows again.
template <class T>
T* alignedRoom(std::vector<T>& room, std::size_t count) {
    constexpr std::size_t kLine = 64;  // bytes
    if (room.size() < count + kLine / sizeof(T)) room.resize(count + kLine / sizeof(T));
    const auto address = reinterpret_cast<std::uintptr_t>(room.data());
    return room.data() + (kLine - address % kLine) % kLine / sizeof(T);
}

}  // namespace tunesmith

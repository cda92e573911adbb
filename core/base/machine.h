// What this machine is: processor, instruction sets, cores, memory, and how much of it this process uses.
#pragma once

#include <cstdint>
#include <string>

namespace tunesmith {

struct CpuInfo {
    std::string name;       // as the processor says it
    int cores = 1;          // logical processors this process may use
    bool avx2 = false;      // with FMA and F16C
    bool avx512 = false;    // F, BW, VL, DQ
    bool avx512bf16 = false;
    bool amxBf16 = false;
    /// "AVX2", "AVX-512", "AVX-512 bf16", "AMX bf16", "NEON" or "baseline": the best that the kernels use.
    std::string instructionSet() const;
    /// bf16 matrix products are faster than fp32 ones here.
    bool fastBf16() const { return avx512bf16 || amxBf16; }
};

const CpuInfo& cpuInfo();

struct MemoryInfo {
    std::int64_t totalBytes = 0;
    std::int64_t availableBytes = 0;
};

/// Of the machine, or of the container's limit where that is lower.
MemoryInfo memoryInfo();
/// Resident memory of this process now and at its highest, bytes.
std::int64_t residentBytes();
std::int64_t peakResidentBytes();
/// Gives memory that this process has freed back to the system, where the allocator keeps it.
void returnFreedMemory();
/// Free bytes for this user on the disk that holds `path` (or its nearest existing parent).
std::int64_t freeDiskBytes(const std::string& path);

}  // namespace tunesmith

#include "core/base/machine.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>
#if defined(__linux__)
#include <sched.h>
#endif
#if defined(__GLIBC__)
#include <malloc.h>
#endif
#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace tunesmith {

namespace {

std::int64_t readNumber(const char* path) {
    std::ifstream in(path);
    std::int64_t value = -1;
    in >> value;
    return in ? value : -1;
}

std::int64_t fieldOf(const char* file, const std::string& key) {
    std::ifstream in(file);
    std::string line;
    while (std::getline(in, line))
        if (line.compare(0, key.size(), key) == 0) return std::strtoll(line.c_str() + key.size(), nullptr, 10) * 1024;
    return 0;
}

#if defined(__x86_64__)
std::uint64_t enabledState() {
    unsigned lo = 0, hi = 0;
    __asm__ volatile("xgetbv" : "=a"(lo), "=d"(hi) : "c"(0));
    return (std::uint64_t(hi) << 32) | lo;
}

void probe(CpuInfo& info) {
    unsigned a = 0, b = 0, c = 0, d = 0;
    char brand[49] = {};
    for (unsigned i = 0; i < 3; ++i) {
        if (!__get_cpuid(0x80000002u + i, &a, &b, &c, &d)) break;
        const unsigned words[4] = {a, b, c, d};
        std::copy_n(reinterpret_cast<const char*>(words), 16, brand + 16 * i);
    }
    info.name = brand;
    info.name.erase(info.name.find_last_not_of(' ') + 1);
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & (1u << 27))) return;  // OSXSAVE: the system saves wide registers
    const std::uint64_t state = enabledState();
    const bool fma = c & (1u << 12), f16c = c & (1u << 29);
    if (!__get_cpuid_count(7, 0, &a, &b, &c, &d)) return;
    const unsigned b7 = b, d7 = d;
    info.avx2 = (state & 6) == 6 && fma && f16c && (b7 & (1u << 5));
    const unsigned wanted = (1u << 16) | (1u << 17) | (1u << 30) | (1u << 31);  // F, DQ, BW, VL
    info.avx512 = info.avx2 && (state & 0xE6) == 0xE6 && (b7 & wanted) == wanted;
    info.amxBf16 = info.avx512 && (state & (3ull << 17)) == (3ull << 17) && (d7 & (1u << 22)) && (d7 & (1u << 24));
    if (__get_cpuid_count(7, 1, &a, &b, &c, &d)) info.avx512bf16 = info.avx512 && (a & (1u << 5));
}
#else
void probe(CpuInfo& info) { info.name = "unknown processor"; }
#endif

}  // namespace

std::string CpuInfo::instructionSet() const {
    if (amxBf16) return "AMX bf16";
    if (avx512bf16) return "AVX-512 bf16";
    if (avx512) return "AVX-512";
    if (avx2) return "AVX2";
#if defined(__aarch64__)
    return "NEON";
#else
    return "baseline";
#endif
}

const CpuInfo& cpuInfo() {
    static const CpuInfo info = [] {
        CpuInfo result;
        probe(result);
        result.cores = int(std::max(1u, std::thread::hardware_concurrency()));
#if defined(__linux__)
        cpu_set_t set;
        if (sched_getaffinity(0, sizeof set, &set) == 0) result.cores = std::max(1, CPU_COUNT(&set));
#endif
        return result;
    }();
    return info;
}

MemoryInfo memoryInfo() {
    MemoryInfo info;
    info.totalBytes = fieldOf("/proc/meminfo", "MemTotal:");
    info.availableBytes = fieldOf("/proc/meminfo", "MemAvailable:");
    const std::int64_t limit = readNumber("/sys/fs/cgroup/memory.max");
    const std::int64_t used = readNumber("/sys/fs/cgroup/memory.current");
    if (limit > 0 && limit < info.totalBytes) {
        info.totalBytes = limit;
        info.availableBytes = std::min(info.availableBytes, std::max<std::int64_t>(0, limit - std::max<std::int64_t>(0, used)));
    }
    if (info.totalBytes == 0) {
        info.totalBytes = std::int64_t(::sysconf(_SC_PHYS_PAGES)) * ::sysconf(_SC_PAGESIZE);
        info.availableBytes = info.totalBytes / 2;
    }
    return info;
}

void returnFreedMemory() {
#if defined(__GLIBC__)
    ::malloc_trim(0);
#endif
}

std::int64_t residentBytes() { return fieldOf("/proc/self/status", "VmRSS:"); }

std::int64_t peakResidentBytes() {
    const std::int64_t peak = fieldOf("/proc/self/status", "VmHWM:");
    if (peak > 0) return peak;
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return std::int64_t(usage.ru_maxrss) * 1024;
}

std::int64_t freeDiskBytes(const std::string& path) {
    std::error_code failed;
    std::filesystem::path p = std::filesystem::absolute(path, failed);
    while (!std::filesystem::exists(p, failed) && p.has_parent_path() && p != p.parent_path()) p = p.parent_path();
    const auto space = std::filesystem::space(p, failed);
    return failed ? 0 : std::int64_t(space.available);
}

}  // namespace tunesmith

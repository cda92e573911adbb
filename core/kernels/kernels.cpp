#include "core/kernels/kernels.h"

#include <cstring>

#include "core/base/machine.h"

namespace tunesmith {

namespace kernels_baseline { extern const Kernels kTable; }
#if defined(TUNESMITH_X86)
namespace kernels_avx2 { extern const Kernels kTable; }
namespace kernels_avx512 { extern const Kernels kTable; }
#endif

const Kernels* kernelsByName(const char* name) {
#if defined(TUNESMITH_X86)
    if (std::strcmp(name, "avx512") == 0) return cpuInfo().avx512 ? &kernels_avx512::kTable : nullptr;
    if (std::strcmp(name, "avx2") == 0) return cpuInfo().avx2 ? &kernels_avx2::kTable : nullptr;
#endif
    return std::strcmp(name, "baseline") == 0 ? &kernels_baseline::kTable : nullptr;
}

const Kernels& kernels() {
    static const Kernels& best = [&]() -> const Kernels& {
        for (const char* name : {"avx512", "avx2"})
            if (const Kernels* table = kernelsByName(name)) return *table;
        return kernels_baseline::kTable;
    }();
    return best;
}

}  // namespace tunesmith

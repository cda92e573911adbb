#include "core/model/weights/dtype.h"

#include <array>

#include "core/base/error.h"
#include "core/base/machine.h"
#include "core/model/weights/dequantize.h"

namespace tunesmith {

namespace {

struct Layout {
    const char* name;
    std::int16_t values, bytes;  // of one block
    bool floating;
};

// In the order of DType. Names are those of safetensors and of GGUF.
constexpr std::array<Layout, kDTypes> kLayouts = {{
    {"F32", 1, 4, true},         {"F16", 1, 2, true},      {"BF16", 1, 2, true},       {"F64", 1, 8, true},
    {"I8", 1, 1, false},         {"I16", 1, 2, false},     {"I32", 1, 4, false},       {"I64", 1, 8, false},
    {"U8", 1, 1, false},         {"U16", 1, 2, false},     {"U32", 1, 4, false},       {"U64", 1, 8, false},
    {"BOOL", 1, 1, false},       {"F8_E4M3", 1, 1, true},  {"F8_E5M2", 1, 1, true},    {"F8_E4M3FNUZ", 1, 1, true},
    {"F8_E5M2FNUZ", 1, 1, true}, {"Q4_0", 32, 18, true},   {"Q4_1", 32, 20, true},     {"Q5_0", 32, 22, true},
    {"Q5_1", 32, 24, true},      {"Q8_0", 32, 34, true},   {"Q8_1", 32, 36, true},     {"Q2_K", 256, 84, true},
    {"Q3_K", 256, 110, true},    {"Q4_K", 256, 144, true}, {"Q5_K", 256, 176, true},   {"Q6_K", 256, 210, true},
    {"Q8_K", 256, 292, true},    {"IQ4_NL", 32, 18, true}, {"IQ4_XS", 256, 136, true}, {"TQ1_0", 256, 54, true},
    {"TQ2_0", 256, 66, true},    {"MXFP4", 32, 17, true},  {"NVFP4", 64, 36, true},
}};

const Layout& layoutOf(DType type) {
    TS_CHECK(int(type) >= 0 && int(type) < kDTypes);
    return kLayouts[std::size_t(type)];
}

}  // namespace

const char* dtypeName(DType type) {
    return layoutOf(type).name;
}
std::int64_t blockValues(DType type) {
    return layoutOf(type).values;
}
std::int64_t blockBytes(DType type) {
    return layoutOf(type).bytes;
}
bool isFloating(DType type) {
    return layoutOf(type).floating;
}

void toFloat32(DType type, const void* source, std::int64_t count, float* target) {
    const std::int64_t values = blockValues(type);
    TS_CHECK(isFloating(type) && count >= 0 && count % values == 0);
    Dequantize loop = cpuInfo().avx2 ? avx2Dequantize(type) : nullptr;
    if (!loop) loop = plainDequantize(type);
    loop(static_cast<const std::uint8_t*>(source), count / values, target);
}

}  // namespace tunesmith

#define TS_KERNELS kernels_avx512
#define TS_KERNELS_NAME "avx512"
#include "core/kernels/kernels_impl.h"

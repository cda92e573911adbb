#define TS_KERNELS kernels_avx2
#define TS_KERNELS_NAME "avx2"
#include "core/kernels/kernels_impl.h"

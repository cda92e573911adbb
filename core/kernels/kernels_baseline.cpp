#define TS_KERNELS kernels_baseline
#define TS_KERNELS_NAME "baseline"
#include "core/kernels/kernels_impl.h"

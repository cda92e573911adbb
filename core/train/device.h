// Devices by name, and which number type a computation uses there.
#pragma once

#include <ATen/core/Tensor.h>

#include <string>

#include "core/kernels/gemm.h"

namespace tunesmith {

struct ComputePlace {
    at::Device device = at::kCPU;
    at::ScalarType dtype = at::kFloat;   // fp32 or bf16
    std::string deviceName, dtypeName;   // "cpu", "fp32"
};

/// `device`: auto (CUDA where there is one, MPS on a Mac, else the CPU), cpu, cuda, mps. `dtype`: auto (bf16 on CUDA and on processors with
/// AMX or AVX512-bf16, else fp32), fp32, bf16. Throws Error(Device) where the device is not there, saying why.
ComputePlace chooseDevice(const std::string& device, const std::string& dtype);
/// Of the products that FusedTransformer computes there; fp32 where the place is not the CPU.
Precision precisionOf(const ComputePlace& place);
/// A CUDA device can be used; opens LibTorch's CUDA library at the first call, before anything else asks for CUDA.
bool cudaAvailable();
std::string cudaName();

}  // namespace tunesmith

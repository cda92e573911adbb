#include "core/train/device.h"

#include <ATen/Context.h>
#include <ATen/detail/CUDAHooksInterface.h>

#if defined(__linux__)
#include <dlfcn.h>
#endif

#include "core/base/error.h"
#include "core/base/machine.h"

namespace tunesmith {

Precision precisionOf(const ComputePlace& place) { return place.device.is_cpu() && place.dtype != at::kFloat ? Precision::Bf16 : Precision::Fp32; }

bool cudaAvailable() {
    static const bool available = [] {
#if defined(__linux__)
        // Without a driver the library would be opened for nothing (0.3 s); with one it must come before the first CUDA query.
        void* driver = ::dlopen("libcuda.so.1", RTLD_LAZY | RTLD_LOCAL);
        if (!driver) return false;
        if (!::dlopen("libtorch_cuda.so", RTLD_NOW | RTLD_GLOBAL)) return false;
#endif
        return at::hasCUDA() && at::detail::getCUDAHooks().deviceCount() > 0;
    }();
    return available;
}

std::string cudaName() { return cudaAvailable() ? "CUDA device 0" : ""; }

ComputePlace chooseDevice(const std::string& device, const std::string& dtype) {
    ComputePlace place;
    place.deviceName = device;
    if (device == "auto") place.deviceName = cudaAvailable() ? "cuda" : at::hasMPS() ? "mps" : "cpu";
    if (place.deviceName == "cuda") {
        if (!cudaAvailable())
            throw Error(Code::Device, "There is no usable CUDA device: the NVIDIA driver or the GPU libraries are missing. Run packaging/start "
                                      "--gpu on a machine with an NVIDIA GPU, or choose the device auto or cpu.");
        place.device = at::Device(at::kCUDA, 0);
    } else if (place.deviceName == "mps") {
        if (!at::hasMPS()) throw Error(Code::Device, "The device mps exists on Apple computers alone; choose auto or cpu.");
        place.device = at::Device(at::kMPS, 0);
    } else if (place.deviceName != "cpu") {
        throw Error(Code::Device, "There is no device \"" + device + "\"; choose auto, cpu, cuda or mps.");
    }
    place.dtypeName = dtype;
    if (dtype == "auto") place.dtypeName = place.deviceName == "cuda" || (place.deviceName == "cpu" && cpuInfo().fastBf16()) ? "bf16" : "fp32";
    place.dtype = place.dtypeName == "bf16" ? at::kBFloat16 : at::kFloat;
    return place;
}

}  // namespace tunesmith

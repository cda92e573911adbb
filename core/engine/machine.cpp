#include <ATen/Parallel.h>
#include <torch/headeronly/version.h>

#include "core/base/machine.h"
#include "core/engine/project_impl.h"
#include "core/train/device.h"

namespace tunesmith {

MachineReport quickMachineReport() {
    MachineReport report;
    report.cpu = cpuInfo().name;
    report.instructionSet = cpuInfo().instructionSet();
    report.cores = cpuInfo().cores;
    report.device = "cpu";
    report.dtype = cpuInfo().fastBf16() ? "bf16" : "fp32";
    report.memoryBytes = memoryInfo().totalBytes;
    report.availableBytes = memoryInfo().availableBytes;
    report.usedBytes = residentBytes();
    return report;
}

MachineReport probeMachine() {
    MachineReport report = quickMachineReport();
    const ComputePlace place = chooseDevice("auto", "auto");
    report.device = place.deviceName;
    report.dtype = place.dtypeName;
    report.gpu = cudaName();
    report.libTorch = TORCH_VERSION;
    return report;
}

Json hardwareRecord(const std::string& device, const std::string& dtype) {
    const MachineReport report = quickMachineReport();
    return {{"cpu", report.cpu}, {"instruction_set", report.instructionSet}, {"cores", report.cores}, {"memory_bytes", report.memoryBytes},
            {"device", device}, {"dtype", dtype}, {"libtorch", TORCH_VERSION}};
}

}  // namespace tunesmith

// ParameterSet: everything that trains, in one flat fp32 tensor with its gradient beside it. Slots are views by name.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <vector>

namespace tunesmith {

struct ParameterSlot {
    std::string name;  // as it is saved
    std::vector<std::int64_t> shape;
    std::int64_t offset = 0, count = 0;  // values in the flat tensor
    bool decay = true;                   // weight decay applies
};

/// Built once (add, then allocate), then used by one compute thread.
class ParameterSet {
public:
    /// Returns the slot's index. Slots lie in the order in which they are added, without gaps.
    std::size_t add(const std::string& name, std::vector<std::int64_t> shape, bool decay);
    /// Zeroed values and gradients on `device`.
    void allocate(const at::Device& device);

    const std::vector<ParameterSlot>& slots() const { return slots_; }
    std::int64_t count() const { return count_; }
    at::Tensor& values() { return values_; }
    at::Tensor& gradients() { return gradients_; }
    /// Views [shape] of one slot.
    at::Tensor value(std::size_t slot) const;
    at::Tensor gradient(std::size_t slot) const;
    /// CPU memory of a slot; only where the set lies on the CPU.
    float* valueData(std::size_t slot);
    float* gradientData(std::size_t slot);
    void zeroGradients();

private:
    std::vector<ParameterSlot> slots_;
    std::int64_t count_ = 0;
    at::Tensor values_, gradients_;
};

}  // namespace tunesmith

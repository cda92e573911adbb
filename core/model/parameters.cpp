#include "core/model/parameters.h"

#include <ATen/ops/zeros.h>

#include "core/base/error.h"

namespace tunesmith {

std::size_t ParameterSet::add(const std::string& name, std::vector<std::int64_t> shape, bool decay) {
    TS_CHECK(!values_.defined());
    ParameterSlot slot{name, std::move(shape), count_, 1, decay};
    for (const std::int64_t n : slot.shape) slot.count *= n;
    count_ += slot.count;
    slots_.push_back(std::move(slot));
    return slots_.size() - 1;
}

void ParameterSet::allocate(const at::Device& device) {
    values_ = at::zeros({count_}, at::TensorOptions().dtype(at::kFloat).device(device));
    gradients_ = at::zeros({count_}, at::TensorOptions().dtype(at::kFloat).device(device));
}

at::Tensor ParameterSet::value(std::size_t slot) const {
    return values_.narrow(0, slots_[slot].offset, slots_[slot].count).view(slots_[slot].shape);
}

at::Tensor ParameterSet::gradient(std::size_t slot) const {
    return gradients_.narrow(0, slots_[slot].offset, slots_[slot].count).view(slots_[slot].shape);
}

float* ParameterSet::valueData(std::size_t slot) {
    return values_.mutable_data_ptr<float>() + slots_[slot].offset;
}
float* ParameterSet::gradientData(std::size_t slot) {
    return gradients_.mutable_data_ptr<float>() + slots_[slot].offset;
}
void ParameterSet::zeroGradients() {
    gradients_.zero_();
}

}  // namespace tunesmith

#include "core/train/optimizer.h"

#include <ATen/ops/_fused_adamw.h>
#include <ATen/ops/full.h>
#include <ATen/ops/linalg_vector_norm.h>
#include <ATen/ops/zeros_like.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/base/error.h"
#include "core/model/weights/safetensors.h"

namespace tunesmith {

AdamW::AdamW(ParameterSet& parameters, const Recipe::Train& options)
    : parameters_(parameters), options_(options), first_(at::zeros_like(parameters.values())), second_(at::zeros_like(parameters.values())) {}

double AdamW::step(double learningRate) {
    at::Tensor& gradients = parameters_.gradients();
    const double norm = at::linalg_vector_norm(gradients, 2).item<double>();
    if (!std::isfinite(norm)) return norm;
    // torch's clip_grad_norm_: scale = clip / (norm + 1e-6), never above 1.
    if (options_.clip > 0) gradients.mul_(std::min(1.0, options_.clip / (norm + 1e-6)));
    ++steps_;
    // Neighbouring slots with the same decay are one stretch of the flat tensors.
    const auto& slots = parameters_.slots();
    for (const bool decays : {true, false}) {
        std::vector<at::Tensor> values, grads, first, second, steps;
        for (std::size_t i = 0; i < slots.size();) {
            std::size_t j = i;
            while (j < slots.size() && slots[j].decay == slots[i].decay) ++j;
            const std::int64_t offset = slots[i].offset, count = (j < slots.size() ? slots[j].offset : parameters_.count()) - offset;
            if (slots[i].decay == decays) {
                values.push_back(parameters_.values().narrow(0, offset, count));
                grads.push_back(gradients.narrow(0, offset, count));
                first.push_back(first_.narrow(0, offset, count));
                second.push_back(second_.narrow(0, offset, count));
                steps.push_back(at::full({}, double(steps_), gradients.options()));
            }
            i = j;
        }
        if (!values.empty())
            at::_fused_adamw_(values, grads, first, second, {}, steps, learningRate, options_.beta1, options_.beta2,
                              decays ? options_.weightDecay : 0.0, options_.epsilon, false, false);
    }
    return norm;
}

std::string AdamW::save(const std::string& path) const {
    const at::Tensor first = first_.to(at::kCPU), second = second_.to(at::kCPU);
    return writeSafetensors(path,
                            {{"exp_avg", DType::F32, {parameters_.count()}, first.const_data_ptr<float>()},
                             {"exp_avg_sq", DType::F32, {parameters_.count()}, second.const_data_ptr<float>()},
                             {"step", DType::I64, {1}, &steps_}},
                            {});
}

void AdamW::load(const std::string& path) {
    const SafetensorsFile file(path);
    const auto read = [&](const char* name, at::Tensor& target) {
        const StoredTensor* stored = file.find(name);
        if (!stored || stored->dtype != DType::F32 || stored->count() != parameters_.count())
            throw Error(Code::BadFile, "The optimizer's state does not belong to this run's parameters.", path);
        at::Tensor values = target.to(at::kCPU);
        std::memcpy(values.mutable_data_ptr<float>(), stored->data, stored->bytes);
        if (!values.is_same(target)) target.copy_(values);
    };
    read("exp_avg", first_);
    read("exp_avg_sq", second_);
    const StoredTensor* steps = file.find("step");
    if (!steps || steps->bytes != sizeof steps_) throw Error(Code::BadFile, "The optimizer's step is missing.", path);
    std::memcpy(&steps_, steps->data, sizeof steps_);
}

double learningRateAt(const Recipe::Train& options, std::int64_t step, std::int64_t steps) {
    const auto warmup = std::int64_t(options.warmup < 1 ? std::ceil(options.warmup * double(steps)) : options.warmup);
    if (step < warmup) return options.learningRate * double(step) / double(std::max<std::int64_t>(1, warmup));
    if (options.schedule == "constant") return options.learningRate;
    const double rest = double(std::max<std::int64_t>(1, steps - warmup));
    const double progress = std::min(1.0, double(step - warmup) / rest);
    if (options.schedule == "linear") return options.learningRate * (1 - progress);
    return options.learningRate * 0.5 * (1 + std::cos(3.14159265358979323846 * progress));
}

}  // namespace tunesmith

#include "core/adapt/full.h"

#include <cstring>
#include <map>

#include "core/kernels/gemm.h"

namespace tunesmith {

void FullMethod::declare(Transformer& model, ParameterSet& parameters) {
    const auto norm = [&](const Norm& n) {
        parameters.add(n.name + ".weight", {n.width()}, false);
        if (!n.bias.empty()) parameters.add(n.name + ".bias", {n.width()}, false);
    };
    const auto table = [&](const Table& t) { parameters.add(t.name + ".weight", {t.base.rows, t.base.cols}, true); };
    table(model.embedding);
    for (Transformer* stack : model.stacks()) {
        for (const Table* t : {&stack->positions, &stack->types, &stack->distances})
            if (*t) table(*t);
        if (stack->embeddingNorm) norm(stack->embeddingNorm);
        for (Block& block : stack->blocks) {
            for (const Norm* n : block.norms()) norm(*n);
            for (const Projection* projection : block.projections()) {
                // Weights of one projection lie one below the other, so that it is used in place.
                for (const Linear& part : projection->parts) parameters.add(part.name + ".weight", {part.out, part.in}, true);
                for (const Linear& part : projection->parts)
                    if (!part.bias.empty()) parameters.add(part.name + ".bias", {part.out}, false);
            }
        }
        if (stack->finalNorm) norm(stack->finalNorm);
    }
    if (model.head && !model.config.tied) table(model.head);
    for (const Linear* part : model.classifierLinears()) {
        parameters.add(part->name + ".weight", {part->out, part->in}, true);
        parameters.add(part->name + ".bias", {part->out}, false);
    }
}

void FullMethod::initialise(const Transformer& model, ParameterSet& parameters, std::uint64_t) const {
    constexpr std::int64_t releaseEvery = 64 << 20;  // bytes: else the file and the parameters lie in memory both
    std::int64_t copied = 0;
    at::Tensor values = parameters.values().to(at::kCPU);
    for (const ParameterSlot& slot : parameters.slots()) {
        float* target = values.mutable_data_ptr<float>() + slot.offset;
        if (slot.shape.size() == 1) {
            const std::vector<float> source = model.base->vector(slot.name);
            std::memcpy(target, source.data(), source.size() * sizeof(float));
            continue;
        }
        const MatrixView& source = model.base->matrix(slot.name);
        forRows(source.rows, 64, [&](std::int64_t first, std::int64_t last) { source.widen(first, last, target + first * source.cols); });
        copied += source.rows * source.cols * std::int64_t(sizeof(float));
        if (copied < releaseEvery) continue;
        model.base->releasePages();
        copied = 0;
    }
    if (!values.is_same(parameters.values())) parameters.values().copy_(values);
    model.base->releasePages();
}

void FullMethod::bind(Transformer& model, ParameterSet& parameters, bool training) const {
    std::map<std::string, std::size_t> slots;
    for (std::size_t i = 0; i < parameters.slots().size(); ++i) slots[parameters.slots()[i].name] = i;
    const auto value = [&](const std::string& name) { return parameters.valueData(slots.at(name)); };
    const auto gradient = [&](const std::string& name) { return training ? parameters.gradientData(slots.at(name)) : nullptr; };
    for (Norm* n : model.norms()) {
        n->trained = value(n->name + ".weight");
        n->gradient = gradient(n->name + ".weight");
        if (n->bias.empty()) continue;
        n->trainedBias = value(n->name + ".bias");
        n->biasGradient = gradient(n->name + ".bias");
    }
    for (Transformer* stack : model.stacks())
        for (Table* table : {&stack->embedding, &stack->positions, &stack->types, &stack->distances, &stack->head}) {
            if (!*table) continue;
            table->trained = value(table->name + ".weight");
            table->gradient = gradient(table->name + ".weight");
        }
    std::vector<Linear*> linears = model.linears();
    for (Linear* part : model.classifierLinears()) linears.push_back(part);
    for (Linear* part : linears) {
        part->dense = value(part->name + ".weight");
        part->denseGradient = gradient(part->name + ".weight");
        if (part->bias.empty()) continue;
        part->trainedBias = value(part->name + ".bias");
        part->biasGradient = gradient(part->name + ".bias");
    }
}

}  // namespace tunesmith

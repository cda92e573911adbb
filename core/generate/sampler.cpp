#include "core/generate/sampler.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

namespace tunesmith {

std::vector<std::string> SamplingOptions::validate() const {
    std::vector<std::string> faults;
    if (!(temperature >= 0 && temperature <= 100)) faults.push_back("temperature: must lie between 0 (greedy) and 100");
    if (topK < 0) faults.push_back("top-k: must be 0 (off) or more");
    if (!(topP > 0 && topP <= 1)) faults.push_back("top-p: must be above 0 and at most 1 (off)");
    if (!(repetitionPenalty > 0 && repetitionPenalty <= 100)) faults.push_back("repetition penalty: must be above 0; 1 is off");
    return faults;
}

std::int32_t sampleToken(const std::vector<float>& logits, const SamplingOptions& options, const std::vector<std::int32_t>& seen,
                         std::int64_t index) {
    std::vector<float> scores;
    const std::vector<float>* used = &logits;
    if (options.repetitionPenalty != 1) {
        scores = logits;
        for (const std::int32_t id : seen) {
            const float x = logits[std::size_t(id)];
            scores[std::size_t(id)] = float(x < 0 ? x * options.repetitionPenalty : x / options.repetitionPenalty);
        }
        used = &scores;
    }
    if (options.temperature == 0) return std::int32_t(std::max_element(used->begin(), used->end()) - used->begin());

    std::vector<std::int32_t> order(used->size());
    std::iota(order.begin(), order.end(), 0);
    const auto likelier = [&](std::int32_t a, std::int32_t b) {
        return (*used)[std::size_t(a)] != (*used)[std::size_t(b)] ? (*used)[std::size_t(a)] > (*used)[std::size_t(b)] : a < b;
    };
    std::size_t kept = order.size();
    if (options.topK > 0) kept = std::min(kept, std::size_t(options.topK));
    std::partial_sort(order.begin(), order.begin() + std::ptrdiff_t(options.topP < 1 || kept < order.size() ? kept : 1), order.end(), likelier);
    order.resize(kept);
    const double best = (*used)[std::size_t(order.front())] / options.temperature;
    std::vector<double> weights(kept);
    for (std::size_t i = 0; i < kept; ++i) weights[i] = std::exp((*used)[std::size_t(order[i])] / options.temperature - best);
    double total = std::accumulate(weights.begin(), weights.end(), 0.0);
    if (options.topP < 1) {
        // The smallest set whose probability reaches top-p, the likeliest first.
        double reached = 0;
        std::size_t n = 0;
        while (n < kept && reached < options.topP * total) reached += weights[n++];
        kept = std::max<std::size_t>(1, n);
        total = reached;
    }
    double draw = RandomStream(options.seed, "sample").uniform(std::uint64_t(index)) * total;
    for (std::size_t i = 0; i + 1 < kept; ++i) {
        draw -= weights[i];
        if (draw < 0) return order[i];
    }
    return order[kept - 1];
}

}  // namespace tunesmith

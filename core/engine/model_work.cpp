#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "core/base/error.h"
#include "core/engine/project_impl.h"
#include "core/kernels/gemm.h"
namespace {

// Multiply-adds per second of this machine's matrix products, measured once on shapes of a small layer.
double measureFlops(Precision precision) {
    constexpr std::int64_t m = 512, n = 1536, k = 576;
    std::vector<float> a(m * k, 0.5f), b(n * k, 0.25f), c(m * n);
    double best = 0;
    for (int i = 0; i < 4; ++i) {
        const auto start = std::chrono::steady_clock::now();
        gemm(false, true, m, n, k, 1, a.data(), k, b.data(), k, 0, c.data(), n, precision);
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        best = std::max(best, 2.0 * double(m * n * k) / seconds);
    }
    return best;
}

double measuredFlops(Precision precision) {
    if (precision == Precision::Bf16) {
        static const double bf16 = measureFlops(precision);
        return bf16;
    }
    static const double fp32 = measureFlops(precision);
    return fp32;
}

}  // namespace

double estimateSeconds(const BaseModel& base, const Recipe& recipe, std::int64_t tokens, std::int64_t longestRow) {
    const ModelConfig& c = base.config();
    const double matrices = double(c.layers) * double(c.width * c.headWidth * (2 * c.heads + 2 * c.kvHeads) + (c.gated ? 3 : 2) * c.width * c.feedForward);
    const double head = double(c.vocabulary * c.width) * 0.3;  // trained tokens alone pass it
    const double passes = recipe.method == "full" ? 6 : 4;     // forward, input gradient, and weight gradient where the weights train
    const double attention = double(c.layers * c.heads * c.headWidth) * double(longestRow) * 3.5;
    constexpr double kShareOfPeak = 0.7;
    return double(tokens) * (passes * (matrices + head) + attention) / (measuredFlops(precisionFor(recipe)) * kShareOfPeak);
}

RenderedRow Project::renderRow(const Record& record, const std::string& model, const Recipe& recipe) const {
    const auto tokenizer = impl_->loaded.tokenizer(impl_->modelByName(model).path);
    RowOptions options = rowOptions(recipe);
    options.overlong = Overlong::Truncate;
    const TokenizedRow row = tokenizer->tokenize(record, options, true);
    RenderedRow rendered;
    rendered.text = row.text;
    rendered.truncated = row.truncated;
    rendered.trainedTokens = row.trainedCount();
    for (const RenderedPiece& piece : row.pieces) {
        const bool known = piece.message >= 0 && std::size_t(piece.message) < record.messages.size();
        rendered.pieces.push_back({std::uint32_t(piece.begin), std::uint32_t(piece.end), known ? record.messages[std::size_t(piece.message)].role : ""});
    }
    for (std::size_t t = 0; t < row.ids.size(); ++t)
        rendered.tokens.push_back({row.spans[t].begin, row.spans[t].end, row.ids[t], row.trained[t] != 0, 0});
    return rendered;
}

}  // namespace tunesmith

// Whether a run fits this machine, by one formula.
#include <algorithm>
#include <map>

#include "core/base/error.h"
#include "core/base/machine.h"
#include "core/engine/project_impl.h"
#include "core/model/fused_transformer.h"
#include "core/train/device.h"
#include "core/train/trainer.h"

namespace tunesmith {

namespace {

constexpr std::int64_t kProgramBytes = std::int64_t(160) << 20;  // LibTorch and the program before any model
constexpr std::int64_t kStateBytes = 16;       // of a trained value: itself, its gradient and two moments in fp32
constexpr std::int64_t kCheckpointBytes = 12;  // of a trained value: itself and two moments
constexpr std::int64_t kCheckpoints = 4;       // the two last, the best, and one on its way
constexpr std::int64_t kLengths[] = {256, 512, 1024, 2048, 4096, 8192, 16384, 32768};
constexpr std::int64_t kShortest = 64;         // tokens below which a row says nothing
constexpr std::size_t kMostChanges = 4;

/// Weighs recipes on one model. What does not depend on the recipe is built once.
class Scales {
public:
    Scales(std::shared_ptr<const BaseModel> base, std::int64_t freeDisk)
        : base_(std::move(base)), model_(base_), memory_(memoryInfo().totalBytes), freeDisk_(freeDisk) {}

    FitInfo weigh(const Recipe& recipe, std::int64_t longestRow) {
        FitInfo fit;
        fit.method = recipe.method;
        fit.length = longestRow;
        fit.totalBytes = memory_;
        fit.freeDiskBytes = freeDisk_;
        fit.trainedParameters = trained(recipe);
        fit.programBytes = kProgramBytes;
        // A full fine-tuning reads the base once and then trains a copy.
        fit.weightBytes = recipe.method == "full" ? 0 : base_->bytes();
        fit.trainingBytes = fit.trainedParameters * kStateBytes;
        const std::int64_t micro = std::max(Trainer::microTokensOf(recipe, model_, precisionFor(recipe)), longestRow);
        fit.activationBytes = FusedTransformer::workspaceBytes(model_, micro) + adapterBytes(recipe, micro);
        fit.needBytes = fit.programBytes + fit.weightBytes + fit.trainingBytes + fit.activationBytes;
        fit.verdict = fit.needBytes > memory_ / 100 * 95 ? Verdict::No : fit.needBytes > memory_ / 100 * 70 ? Verdict::Tight : Verdict::Fits;
        const std::int64_t disk = kCheckpoints * kCheckpointBytes * fit.trainedParameters;
        fit.diskBytes = disk + disk / 10;
        const std::int64_t context = base_->config().longest();
        if (longestRow > context) fit.problem = "The model reads at most " + std::to_string(context) + " tokens.";
        return fit;
    }

    std::int64_t microTokens(const Recipe& recipe, std::int64_t longestRow) const {
        return std::max(Trainer::microTokensOf(recipe, model_, precisionFor(recipe)), longestRow);
    }
    std::int64_t context() const { return base_->config().contextLength; }

private:
    std::int64_t trained(const Recipe& recipe) {
        std::string key = recipe.method + " " + std::to_string(recipe.lora.rank);
        for (const std::string& target : recipe.lora.targets) key += " " + target;
        const auto [found, added] = trained_.try_emplace(key, 0);
        if (added) {
            ParameterSet parameters;
            makeMethod(recipe)->declare(model_, parameters);
            found->second = parameters.count();
        }
        return found->second;
    }

    // What an adapter keeps of a token on its way: two times its rank, and its dropped input where there is dropout.
    std::int64_t adapterBytes(const Recipe& recipe, std::int64_t tokens) const {
        if (recipe.method == "full") return 0;
        const ModelConfig& c = base_->config();
        const std::int64_t widest = std::max({c.width, c.feedForward, c.heads * c.headWidth});
        return 4 * tokens * (2 * recipe.lora.rank + (recipe.lora.dropout > 0 ? widest : 0));
    }

    std::shared_ptr<const BaseModel> base_;
    Transformer model_;
    std::int64_t memory_, freeDisk_;
    std::map<std::string, std::int64_t> trained_;
};

using Settings = std::vector<std::pair<std::string, std::string>>;

/// Looks for settings with which it fits, near to those asked for.
class Neighbours {
public:
    Neighbours(Scales& scales, const Recipe& recipe, std::int64_t longestRow) : scales_(scales), recipe_(recipe), longest_(longestRow) {}

    std::vector<FitChange> find() {
        // Fewer tokens at once change nothing of what is learned; the others do, the first least.
        const Settings smaller = microBatch(longest_), none;
        if (!smaller.empty()) offer(smaller, longest_);
        offerShorter(none);
        if (recipe_.method == "lora") offerRank(none);
        const Settings lora{{"method", "lora"}};
        if (recipe_.method != "lora" && !offer(lora, longest_)) offerShorter(lora);
        if (found_.empty()) {
            Settings least = recipe_.method == "lora" ? none : lora;
            least.emplace_back("lora.rank", "4");
            offerShorter(least);
        }
        if (found_.size() > kMostChanges) found_.resize(kMostChanges);
        return std::move(found_);
    }

private:
    Settings microBatch(std::int64_t length) const {
        const std::int64_t tokens = std::max(length, kShortest);
        if (tokens >= scales_.microTokens(recipe_, length)) return {};
        return {{"train.microTokens", std::to_string(tokens)}};
    }

    bool offer(const Settings& settings, std::int64_t longest) {
        Recipe changed = recipe_;
        for (const auto& [key, value] : settings) changed.set(key, value);
        FitInfo fit = scales_.weigh(changed, longest);
        if (!fit.fits()) return false;
        found_.push_back({settings, std::move(fit)});
        return true;
    }

    // The longest rows that fit: at the model's context, at three quarters, a half, ...
    void offerShorter(const Settings& with) {
        std::vector<std::int64_t> lengths;
        if (longest_ > scales_.context()) lengths.push_back(scales_.context());
        for (std::int64_t whole = std::min(longest_, scales_.context()); whole > kShortest; whole /= 2)
            for (const std::int64_t length : {whole * 3 / 4, whole / 2})
                if (length >= kShortest) lengths.push_back(length / 32 * 32);
        for (const std::int64_t length : lengths) {
            Settings settings = with;
            settings.emplace_back("data.maxLength", std::to_string(length));
            const Settings smaller = microBatch(length);
            settings.insert(settings.end(), smaller.begin(), smaller.end());
            if (offer(settings, length)) return;
        }
    }

    void offerRank(const Settings& with) {
        for (const std::int64_t rank : {64, 32, 16, 8, 4}) {
            if (rank >= recipe_.lora.rank) continue;
            Settings settings = with;
            settings.emplace_back("lora.rank", std::to_string(rank));
            if (offer(settings, longest_)) return;
        }
    }

    Scales& scales_;
    const Recipe& recipe_;
    std::int64_t longest_;
    std::vector<FitChange> found_;
};

}  // namespace

// A recipe for a device that is not there is refused when it is run, not where it is weighed.
Precision precisionFor(const Recipe& recipe) {
    try {
        return precisionOf(chooseDevice(recipe.train.device, recipe.train.dtype));
    } catch (const Error&) {
        return Precision::Fp32;
    }
}

FitInfo fitOf(const std::shared_ptr<const BaseModel>& base, const Recipe& recipe, std::int64_t longestRow, const std::string& folder) {
    return Scales(base, freeDiskBytes(folder)).weigh(recipe, longestRow);
}

FitInfo Project::fit(const std::string& model, const Recipe& recipe, std::int64_t longestRow) const {
    return fitOf(impl_->loaded.model(impl_->modelByName(model).path), recipe, longestRow, impl_->folder);
}

FitReport Project::fitReport(const std::string& model, const Recipe& recipe, std::int64_t longestRow) const {
    Scales scales(impl_->loaded.model(impl_->modelByName(model).path), freeDiskBytes(impl_->folder));
    FitReport report;
    report.asked = scales.weigh(recipe, longestRow);
    for (const std::string& method : methodNames()) {
        Recipe other = recipe;
        other.method = method;
        for (const std::int64_t length : kLengths)
            if (length <= scales.context()) report.table.push_back(scales.weigh(other, length));
    }
    if (!report.asked.fits()) report.nearest = Neighbours(scales, recipe, longestRow).find();
    return report;
}

std::vector<std::string> Project::methods() { return methodNames(); }

}  // namespace tunesmith

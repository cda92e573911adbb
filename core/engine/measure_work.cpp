// What a run takes, tried: two optimizer steps through the one loop, on one micro-batch with the data set's longest row.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include "core/base/error.h"
#include "core/base/machine.h"
#include "core/data/text.h"
#include "core/engine/project_impl.h"
#include "core/train/trainer.h"

namespace tunesmith {

namespace {

/// Follows the program's resident memory from its start on.
class PeakWatch {
public:
    PeakWatch() {
        returnFreedMemory();  // what earlier work has left over would be taken up again unseen
        start_ = residentBytes();
        peak_ = start_;
        thread_ = std::thread([this] {
            while (!ends_) {
                look();
                std::this_thread::sleep_for(std::chrono::milliseconds(2));
            }
        });
    }
    ~PeakWatch() {
        ends_ = true;
        thread_.join();
    }
    void look() { peak_ = std::max<std::int64_t>(peak_, residentBytes()); }
    std::int64_t growth() const { return peak_ - start_; }

private:
    std::int64_t start_ = 0;
    std::atomic<std::int64_t> peak_{0};
    std::atomic<bool> ends_{false};
    std::thread thread_;
};

/// The longest row, and others in their order as long as the micro-batch has room.
std::vector<TokenizedRow> rowsToTry(std::vector<TokenizedRow> rows, std::int64_t tokens) {
    const auto longer = [](const TokenizedRow& a, const TokenizedRow& b) { return a.length() < b.length(); };
    const auto longest = std::max_element(rows.begin(), rows.end(), longer);
    std::iter_swap(rows.begin(), longest);
    std::vector<TokenizedRow> chosen;
    std::int64_t taken = 0;
    for (TokenizedRow& row : rows) {
        if (!chosen.empty() && taken + row.length() > tokens) continue;
        taken += row.length();
        chosen.push_back(std::move(row));
    }
    return chosen;
}

Recipe trialOf(const Recipe& recipe, std::int64_t rows) {
    Recipe trial = recipe;
    trial.lora.initial.clear();
    trial.probes.clear();
    trial.train.maxSteps = 3;  // the third is never made
    trial.train.batch = rows;
    trial.train.shuffle = false;
    trial.train.evaluateEvery = trial.train.saveEvery = 1000;
    return trial;
}

}  // namespace

void Project::Impl::measure(JobCore& job, const TrainRequest& request) {
    const Recipe& recipe = request.recipe;
    const auto phase = [&](const char* name) { job.update([&](JobSnapshot& s) { s.phase = name; }); };
    answerers.clear();  // their memory is for the trial, as for a run
    phase("loading");
    const storage::Model model = modelByName(request.model);
    if (const std::string fault = targetFault(loaded.model(model.path)->config(), recipe); !fault.empty()) throw Error(Code::BadInput, fault);
    phase("tokenizing");
    TokenizedSet set = tokenize(datasetByName(request.dataset).current.id, model, recipe, job.cancel, nullptr);
    const Readiness counts = set.counts;
    const auto base = set.base;
    if (!counts.problems.empty()) throw Error(Code::BadInput, joined(counts.problems, "; "));
    if (set.rows.empty())
        throw Error(Code::BadInput, "There is no row with trained tokens to try; look at the roles of the columns, or raise data.maxLength.");
    if (counts.longestRow > base->config().longest())
        throw Error(Code::BadInput, "The longest row has " + std::to_string(counts.longestRow) + " tokens; the model reads at most " +
                                        std::to_string(base->config().longest()) + ". Lower data.maxLength.");
    MeasureResult result;
    result.fit = fitOf(base, recipe, counts.longestRow, folder);
    result.longestRow = counts.longestRow;
    result.epochTokens = counts.tokens;
    if (result.fit.verdict == Verdict::No)
        throw Error(Code::OutOfMemory, "By the estimate it needs " + std::to_string(result.fit.needBytes >> 20) + " MiB and this machine has " +
                                           std::to_string(result.fit.totalBytes >> 20) + "; it is not tried, since the machine would stall. Choose LoRA, "
                                           "a smaller model, or shorter rows (data.maxLength).");
    std::int64_t micro = 0;
    {
        const Transformer plain(base);
        micro = std::max(Trainer::microTokensOf(recipe, plain, precisionFor(recipe)), counts.longestRow);
    }
    std::vector<TokenizedRow> rows = rowsToTry(std::move(set.rows), micro);
    set = {};
    phase("measuring");
    PeakWatch watch;
    std::int64_t made = 0;
    Trainer trainer({base, trialOf(recipe, std::int64_t(rows.size())), std::move(rows), {}, folder});
    trainer.begin();
    TrainerHooks hooks;
    hooks.wish = [&] { return made == 2 ? RunWish::StopDiscard : RunWish::GoOn; };
    hooks.note = [&](const std::string& note) { job.update([&](JobSnapshot& s) { s.note = note; }); };
    hooks.step = [&](const StepReport& report) {
        ++made;
        result.seconds = report.seconds;
        result.tokens = report.realTokens;
        watch.look();
        job.update([&](JobSnapshot& s) { s.done = made, s.total = 2; });
    };
    trainer.run(hooks, job.cancel);
    result.peakBytes = result.fit.programBytes + result.fit.weightBytes + watch.growth();
    result.epochSeconds = result.seconds / double(std::max<std::int64_t>(1, result.tokens)) * double(counts.tokens);
    const double epochs = recipe.train.maxSteps > 0 ? double(recipe.train.maxSteps * recipe.train.batch) / double(counts.rows) : recipe.train.epochs;
    result.runSeconds = result.epochSeconds * epochs;
    result.device = trainer.device();
    result.dtype = trainer.dtype();
    const std::lock_guard guard(job.lock);
    job.measured = result;
}

std::shared_ptr<MeasureJob> Project::measure(const TrainRequest& request) {
    const std::vector<std::string> faults = request.recipe.validate();
    if (!faults.empty()) throw Error(Code::BadInput, "The settings cannot be used: " + joined(faults, "; ") + ".");
    impl_->modelByName(request.model);
    impl_->datasetByName(request.dataset);
    auto core = std::make_shared<JobCore>(JobKind::Measure, request.model);
    impl_->compute->post(core, [impl = impl_.get(), job = core.get(), request] { impl->measure(*job, request); });
    return std::make_shared<MeasureJob>(core);
}

}  // namespace tunesmith

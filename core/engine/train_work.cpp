#include <algorithm>
#include <cmath>
#include <filesystem>

#include "core/base/error.h"
#include "core/base/machine.h"
#include "core/base/parallel.h"
#include "core/data/label/label_survey.h"
#include "core/data/split/split.h"
#include "core/data/text.h"
#include "core/engine/project_impl.h"
#include "core/engine/run_recorder.h"
#include "core/generate/generator.h"
#include "core/train/trainer.h"

namespace tunesmith {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kTokenizedAtOnce = 4096;  // rows
constexpr std::int64_t kProbeTokens = 64;

void refuseFaults(const Recipe& recipe) {
    const std::vector<std::string> faults = recipe.validate();
    if (!faults.empty()) throw Error(Code::BadInput, "The settings cannot be used: " + joined(faults, "; ") + ".");
}

void count(const TokenizedRow& row, Readiness& counts) {
    counts.tokens += row.length();
    counts.trainedTokens += row.trainedCount();
    counts.longestRow = std::max(counts.longestRow, row.length());
}

// Answers the recipe's probe prompts with the model in training: a decoder goes on, a classifier labels them.
class Prober {
public:
    Prober(std::vector<std::string> prompts, std::shared_ptr<const RowTokenizer> tokenizer)
        : prompts_(std::move(prompts)), tokenizer_(std::move(tokenizer)) {}
    std::vector<ProbeAnswer> answer(Trainer& trainer, std::int64_t step, const Cancel& cancel) {
        std::vector<ProbeAnswer> answers;
        if (prompts_.empty()) return answers;
        Transformer& model = trainer.cpuModel(copy_);
        if (model.config.kind == ModelKind::Encoder) return label(model, step, cancel);
        if (!decoder_) decoder_ = std::make_unique<Decoder>(model);
        for (const std::string& prompt : prompts_) {
            GenerationLimits limits{kProbeTokens, tokenizer_->stopTokens(), {}};
            const Generated result = generate(*decoder_, tokenizer_->tokenizer(),
                                              tokenizer_->prompt({{"user", prompt}}), {}, limits, cancel, {});
            answers.push_back({step, prompt, result.text});
        }
        return answers;
    }

private:
    std::vector<ProbeAnswer> label(Transformer& model, std::int64_t step, const Cancel& cancel) {
        const LabelSet labels = labelsOfHead(model.config.classifier);
        RowOptions options;
        options.maxLength = model.config.contextLength;
        std::vector<TokenizedRow> rows;
        for (const std::string& prompt : prompts_) rows.push_back(frameRow(tokenizer_->tokenizer(), {prompt, {}}, options, true));
        const std::vector<std::vector<float>> logits = rowLogits(model, rows, cancel, nullptr);
        std::vector<ProbeAnswer> answers;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const Prediction one = predictionOf(rows[i], labels, logits[i]);
            char sure[32] = "";
            if (labels.kind != LabelKind::Number) std::snprintf(sure, sizeof sure, " (%.0f %%)", 100 * one.probability);
            answers.push_back({step, prompts_[i], one.label + sure});
        }
        return answers;
    }

    std::vector<std::string> prompts_;
    std::shared_ptr<const RowTokenizer> tokenizer_;
    TunedModel copy_;
    std::unique_ptr<Decoder> decoder_;
};

// Why the objective cannot be trained on this kind of model; empty where it can.
std::string kindProblem(const ModelConfig& config, const Recipe& recipe) {
    const bool classifies = recipe.objective == "classify", encoder = config.kind == ModelKind::Encoder;
    if (classifies && !encoder)
        return "The model (" + config.family + ") writes text, and the objective classify is learned by encoders. Choose an encoder such as BERT, "
               "RoBERTa or MiniLM, or another objective.";
    if (!classifies && encoder)
        return "The model is an encoder (" + config.family + ") and does not continue text, which the objective " + recipe.objective +
               " trains. Choose a decoder, or the objective classify.";
    if (recipe.objective == "text" && config.encoder)
        return "The model (" + config.family + ") answers one text with another and does not continue texts, which the objective text trains. "
               "Choose sft with rows that have answers, or a decoder.";
    return {};
}

// What the training rows have to tell apart; into the counts goes what there is to say of it.
LabelSet surveyLabels(storage::ProjectDatabase& database, std::int64_t version, const std::string& problem,
                      const std::function<bool(const storage::StoredRow&)>& isHeldOut, const Cancel& cancel, Readiness& counts) {
    LabelSurvey survey(problem);
    std::int64_t looked = 0;
    database.datasets().forEachRow(version, std::nullopt, [&](const storage::StoredRow& row) {
        if (++looked % kTokenizedAtOnce == 0) cancel.throwIfRequested();
        if (row.split != Split::Test) survey.add(row.record, isHeldOut(row));
        return true;
    });
    LabelReport report = survey.report();
    counts.labels = labelsInfo(report.set);
    counts.labelCounts = std::move(report.counts);
    counts.problems = std::move(report.problems);
    counts.warnings = std::move(report.warnings);
    return std::move(report.set);
}

}  // namespace

TokenizedSet Project::Impl::tokenize(std::int64_t version, const storage::Model& model, const Recipe& recipe, const Cancel& cancel,
                                     Progress* progress, const LabelSet* known) const {
    TokenizedSet set;
    set.base = loaded.model(model.path);
    if (const std::string why = kindProblem(set.base->config(), recipe); !why.empty()) {
        set.counts.problems.push_back(why);
        return set;
    }
    const std::unique_ptr<storage::ProjectDatabase> own = anotherDatabase();
    const storage::DatasetVersion info = own->datasets().version(version);
    const auto tokenizer = loaded.tokenizer(model.path, model.chatTemplate);
    RowOptions options = rowOptions(recipe);
    // A data set without a validation split lends some of its rows, always the same ones.
    const bool carve = info.validationRows == 0 && recipe.train.validation > 0;
    const SplitFractions fractions{recipe.train.validation, 0};
    const auto isHeldOut = [&](const storage::StoredRow& row) {
        return row.split == Split::Validation || (carve && row.split == Split::Train && splitOf(recordHash(row.record), fractions) == Split::Validation);
    };
    const bool classifies = recipe.objective == "classify";
    if (classifies) {
        set.labels = known ? *known : surveyLabels(*own, version, recipe.classify.problem, isHeldOut, cancel, set.counts);
        if (!set.counts.problems.empty()) return set;
        options.maxLength = std::min(options.maxLength, set.base->config().contextLength);
        set.base = openWithHead(model.path, set.labels, recipe);
    }
    if (progress) progress->total = info.rows;
    std::vector<storage::StoredRow> block;
    const auto flush = [&] {
        cancel.throwIfRequested();
        std::vector<TokenizedRow> rows(block.size());
        parallelFor(std::int64_t(block.size()), 64, [&](std::int64_t first, std::int64_t last) {
            for (std::int64_t i = first; i < last; ++i) {
                const Record& record = block[std::size_t(i)].record;
                rows[std::size_t(i)] = classifies ? tokenizeLabelled(tokenizer->tokenizer(), record, set.labels, options) : tokenizer->tokenize(record, options);
            }
        });
        for (std::size_t i = 0; i < block.size(); ++i) {
            TokenizedRow& row = rows[i];
            const bool held = isHeldOut(block[i]);
            row.row = block[i].position;
            set.counts.truncatedRows += row.truncated ? 1 : 0;
            if (row.ids.empty()) {
                ++set.counts.droppedRows;
            } else if (row.trainedCount() == 0) {
                ++set.counts.untrainedRows;
            } else if (held) {
                set.validation.push_back(std::move(row));
            } else {
                count(row, set.counts);
                set.rows.push_back(std::move(row));
            }
        }
        if (progress) progress->done += std::int64_t(block.size());
        block.clear();
    };
    own->datasets().forEachRow(version, std::nullopt, [&](const storage::StoredRow& row) {
        if (row.split != Split::Test) block.push_back(row);
        if (std::int64_t(block.size()) == kTokenizedAtOnce) flush();
        return true;
    });
    flush();
    set.counts.rows = std::int64_t(set.rows.size());
    set.counts.validationRows = std::int64_t(set.validation.size());
    return set;
}

namespace {

// What the counts and the machine say against a start.
void judge(Readiness& r, const Recipe& recipe, const std::shared_ptr<const BaseModel>& base, const std::string& folder) {
    if (!r.problems.empty()) return;
    const bool classifies = recipe.objective == "classify";
    if (r.rows == 0 && r.untrainedRows + r.droppedRows == 0) {
        r.problems.push_back("No row is left to train on: all of them are set aside to validate or to test. Choose another data set, or split "
                             "this one anew.");
        return;
    }
    if (r.rows == 0 && classifies) {
        r.problems.push_back("No row has a text with a label that can be learned. Look at the roles of the columns.");
        return;
    }
    if (r.rows == 0) {
        const std::string cut = r.untrainedRows > 0 ? " In " + std::to_string(r.untrainedRows) + " rows the answer is cut off by data.maxLength or empty."
                                                    : std::string();
        r.problems.push_back("No row has a trained token: 0 trained tokens in " + std::to_string(r.untrainedRows + r.droppedRows) + " rows." + cut +
                             " Raise data.maxLength, or look at the roles of the columns.");
        return;
    }
    if (r.untrainedRows > 0 && !classifies)
        r.warnings.push_back(std::to_string(r.untrainedRows) + " rows have no trained token within " + std::to_string(recipe.data.maxLength) +
                             " tokens and are left out.");
    if (r.truncatedRows > 0)
        r.warnings.push_back(std::to_string(r.truncatedRows) + " rows are longer than " +
                             (classifies && recipe.data.maxLength > base->config().contextLength ? "the " + std::to_string(base->config().contextLength) + " tokens that the model reads"
                                                                                                 : "data.maxLength") + " and are cut.");
    if (r.droppedRows > 0) r.warnings.push_back(std::to_string(r.droppedRows) + " rows are longer than data.maxLength and are left out.");
    if (r.validationRows == 0) r.warnings.push_back("No rows are held out, so overfitting cannot be seen; set train.validation or import a held-out file.");
    if (recipe.data.maxLength > base->config().longest() && !classifies)
        r.problems.push_back("data.maxLength is " + std::to_string(recipe.data.maxLength) + " tokens; the model reads at most " +
                             std::to_string(base->config().longest()) + ". Lower it.");
    if (base->config().longest() > base->config().contextLength && r.longestRow > base->config().contextLength)
        r.warnings.push_back("The longest row has " + std::to_string(r.longestRow) + " tokens; the model was made with texts of up to " +
                             std::to_string(base->config().contextLength) + ". It reads longer ones, and may need more rows to learn from them.");
    Recipe fitting = recipe;
    if (const std::string fault = targetFault(base->config(), recipe); !fault.empty()) {
        r.problems.push_back(fault);
        fitting.lora.targets = {kAllLinear};  // the figures are those of the usual choice
    }
    r.steps = Trainer::stepsOf(recipe, r.rows);
    r.parameters = base->config().parameters();
    const FitInfo fit = fitOf(base, fitting, r.longestRow, folder);
    r.trainedParameters = fit.trainedParameters;
    r.needBytes = fit.needBytes;
    r.totalBytes = fit.totalBytes;
    r.memory = fit.verdict;
    if (fit.verdict == Verdict::No)
        r.problems.push_back("Training needs about " + std::to_string(fit.needBytes >> 20) + " MiB of memory; this machine has " +
                             std::to_string(fit.totalBytes >> 20) + ". Choose LoRA, a smaller model, or shorter rows (data.maxLength).");
    else if (fit.verdict == Verdict::Tight)
        r.warnings.push_back("Memory will be tight; close other programs.");
    if (fit.freeDiskBytes < fit.diskBytes)
        r.problems.push_back("Checkpoints need " + std::to_string(fit.diskBytes >> 20) + " MiB of disk; there are " +
                             std::to_string(fit.freeDiskBytes >> 20) + " MiB free.");
    const double tokens = double(r.tokens) / double(r.rows) * double(r.steps * recipe.train.batch);
    r.estimatedSeconds = estimateSeconds(*base, recipe, std::int64_t(tokens), r.longestRow);
}

}  // namespace

Readiness Project::Impl::readiness(const TrainRequest& request, const Cancel& cancel, Progress& progress) const {
    Readiness result;
    result.problems = request.recipe.validate();
    if (result.problems.empty()) {
        const storage::Model model = modelByName(request.model);
        const TokenizedSet set = tokenize(datasetByName(request.dataset).current.id, model, request.recipe, cancel, &progress);
        result = set.counts;
        judge(result, request.recipe, set.base, folder);
    }
    result.ready = result.problems.empty();
    return result;
}

std::shared_ptr<CheckJob> Project::check(const TrainRequest& request) {
    auto core = std::make_shared<JobCore>(JobKind::Check, request.dataset);
    impl_->startThread(core, [impl = impl_.get(), core = core.get(), request] {
        const Readiness result = impl->readiness(request, core->cancel, core->progress);
        const std::lock_guard guard(core->lock);
        core->readiness = result;
    });
    return std::make_shared<CheckJob>(core);
}

std::shared_ptr<JobCore> Project::Impl::postTraining(std::int64_t run, const std::string& name, bool resumed) {
    auto core = std::make_shared<JobCore>(JobKind::Train, name);
    core->update([&](JobSnapshot& s) { s.run = run; });
    core->neverRan = [this, run] {
        const std::lock_guard guard(databaseLock);
        database->runs().setState(run, "stopped", "The run was cancelled before its turn.");
    };
    // The core outlives its work: the queue holds it.
    compute->post(core, [this, job = core.get(), run, resumed] { train(*job, run, resumed); });
    return core;
}

std::shared_ptr<TrainJob> Project::train(const TrainRequest& request) {
    refuseFaults(request.recipe);
    const storage::Model model = impl_->modelByName(request.model);
    const storage::Dataset set = impl_->datasetByName(request.dataset);
    storage::Run run;
    run.name = request.name;
    run.datasetVersion = set.current.id;
    run.model = model.id;
    run.recipe = request.recipe.toJson();
    run.seeds = {{"seed", request.recipe.train.seed}};
    run.hashes = {{"rows", set.current.contentHash}, {"model", model.fingerprint}};
    run.chatTemplate = model.chatTemplate;
    run.templateIsOwn = !model.chatTemplate;
    {
        const std::lock_guard guard(impl_->databaseLock);
        if (run.name.empty()) {
            std::int64_t number = 1;
            for (const storage::Run& other : impl_->database->runs().list()) number = std::max(number, other.id + 1);
            run.name = request.dataset + "-" + request.recipe.method + "-" + std::to_string(number);
        }
        run = impl_->database->runs().create(run);
    }
    return std::make_shared<TrainJob>(impl_->postTraining(run.id, run.name, false));
}

std::shared_ptr<TrainJob> Project::resume(std::int64_t id) {
    const RunInfo info = run(id);
    if (!info.resumable)
        throw Error(Code::BadInput, "The run \"" + info.name + "\" is " + info.state + " and cannot go on; only interrupted, stopped and failed runs can.");
    {
        const std::lock_guard guard(impl_->databaseLock);
        impl_->database->runs().setState(id, "queued");
    }
    return std::make_shared<TrainJob>(impl_->postTraining(id, info.name, true));
}

void Project::Impl::train(JobCore& job, std::int64_t id, bool resumed) {
    RunRecorder recorder(job, *database, databaseLock, id);
    recorder.guard([&] {
        storage::Run run;
        storage::Model model;
        {
            const std::lock_guard guard(databaseLock);
            run = database->runs().get(id);
            model = database->models().get(run.model);
        }
        const Recipe recipe = Recipe::fromJson(run.recipe);
        answerers.clear();  // their memory is for the run
        recorder.phase("loading");
        const auto base = loaded.model(model.path);
        if (base->fingerprint() != run.hashes.value("model", std::string()))
            throw Error(Code::BadFile, "The model's file has changed since the run was made; training on it would not continue the same run. Import it "
                                       "again under a new name.", model.path);
        base->checkFinite();
        model.chatTemplate = run.chatTemplate;
        if (!run.chatTemplate && base->config().kind == ModelKind::Decoder) {
            // What its own template is now is written down: its files may be edited before the run is asked, resumed or exported.
            model.chatTemplate = loaded.tokenizer(model.path)->chatTemplate();
            const std::lock_guard guard(databaseLock);
            database->runs().setChatTemplate(id, *model.chatTemplate, true);
        }
        recorder.phase("tokenizing");
        // A run that goes on keeps the numbers that its labels have.
        std::optional<LabelSet> known;
        if (resumed && run.result.contains("classifier")) known = LabelSet::fromJson(run.result["classifier"]);
        TokenizedSet set = tokenize(run.datasetVersion, model, recipe, job.cancel, nullptr, known ? &*known : nullptr);
        judge(set.counts, recipe, set.base, folder);
        if (!set.counts.problems.empty()) throw Error(Code::BadInput, joined(set.counts.problems, "; "));
        if (recipe.objective == "classify" && !known) {
            run.result["classifier"] = set.labels.toJson();
            const std::lock_guard guard(databaseLock);
            database->runs().setResult(id, run.result);
        }

        fs::create_directories(runFolder(id));
        Trainer trainer({set.base, recipe, std::move(set.rows), std::move(set.validation), runFolder(id)});
        const auto checkpoint = resumed ? findCheckpoint(runFolder(id), 0) : std::nullopt;
        if (checkpoint) trainer.resume(*checkpoint);
        else trainer.begin(recipe.lora.initial);
        recorder.begin(checkpoint ? checkpoint->step : 0, trainer.steps(), double(recipe.train.maxSteps > 0 ? 0 : recipe.train.epochs),
                       hardwareRecord(trainer.device(), trainer.dtype()));

        Prober prober(recipe.probes, loaded.tokenizer(model.path, model.chatTemplate));
        TrainerHooks hooks = recorder.hooks();
        hooks.probe = [&](std::int64_t step) { recorder.probes(prober.answer(trainer, step, job.cancel)); };
        const TrainerResult result = trainer.run(hooks, job.cancel);
        if (result.because == "discarded") {
            recorder.discard(runFolder(id));
            return;
        }
        recorder.finish(result, trainer.device(), trainer.dtype());
    });
}

}  // namespace tunesmith

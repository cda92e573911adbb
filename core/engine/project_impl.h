// What a Project is made of, and the pieces of work behind its jobs (one source file a kind).
#pragma once

#include <atomic>
#include <list>
#include <map>
#include <mutex>
#include <thread>

#include "core/adapt/method.h"
#include "core/base/file_lock.h"
#include "core/engine/compute_thread.h"
#include "core/engine/project.h"
#include "core/generate/decoder.h"
#include "core/kernels/gemm.h"
#include "core/storage/project_database.h"
#include "core/tokenize/tokenize_labelled.h"

namespace tunesmith {

struct ImportOptions;

/// Base models and their tokenizers by path, opened once. Any thread.
class LoadedModels {
public:
    std::shared_ptr<const BaseModel> model(const std::string& path);
    std::shared_ptr<const Tokenizer> bareTokenizer(const std::string& path);
    /// `chatTemplate` in the place of the model's own, where there is one.
    std::shared_ptr<const RowTokenizer> tokenizer(const std::string& path, const std::optional<std::string>& chatTemplate = {});
    void forget(const std::string& path);

private:
    std::mutex lock_;
    std::map<std::string, std::shared_ptr<const BaseModel>> models_;
    std::map<std::string, std::shared_ptr<const Tokenizer>> bare_;
    std::map<std::string, std::map<std::string, std::shared_ptr<const RowTokenizer>>> tokenizers_;  // by path, by template; "": the own
};

/// A model that answers, kept for the next question. Compute thread only.
struct Answerer {
    std::string key;
    TunedModel tuned;
    std::unique_ptr<Decoder> decoder;  // null for an encoder
    std::shared_ptr<const RowTokenizer> tokenizer;
};

/// A data set's rows as tokens, with what was counted on the way.
struct TokenizedSet {
    std::vector<TokenizedRow> rows, validation;
    Readiness counts;   // rows, tokens, trained tokens, ...; problems that prevent the rest
    std::shared_ptr<const BaseModel> base;  // that they are for: of a classifier with its head
    LabelSet labels;    // of a classifier
};

struct Project::Impl {
    std::string folder;
    std::unique_ptr<FileLock> ownership;
    mutable std::mutex databaseLock;
    std::unique_ptr<storage::ProjectDatabase> database;
    mutable LoadedModels loaded;
    std::list<Answerer> answerers;            // newest first
    std::mutex threadsLock;
    std::list<std::pair<std::thread, std::shared_ptr<JobCore>>> threads;  // of jobs that do not compute
    std::unique_ptr<ComputeThread> compute;   // last: it ends first

    ~Impl();

    /// Runs a job beside the compute thread.
    void startThread(std::shared_ptr<JobCore> core, std::function<void()> work);

    // ---- storage as the front ends see it
    /// A connection of its own, for work that reads many rows: other queries do not wait for it.
    std::unique_ptr<storage::ProjectDatabase> anotherDatabase() const;
    storage::Model modelByName(const std::string& name) const;
    storage::Dataset datasetByName(const std::string& name) const;
    std::string runFolder(std::int64_t run) const;
    RunInfo runInfo(const storage::Run& run) const;
    /// How what `ref` names turns text into tokens: a run keeps the chat template that it was trained with.
    std::shared_ptr<const RowTokenizer> tokenizerOf(const ModelRef& ref) const;
    /// The chat template of its own that an export of `ref` takes along; none: the base's.
    std::optional<std::string> templateOf(const ModelRef& ref) const;

    // ---- work
    void importFiles(JobCore& job, const ImportRequest& request);
    /// `known`: the labels of a run that goes on; null: those that the training rows have.
    TokenizedSet tokenize(std::int64_t version, const storage::Model& model, const Recipe& recipe, const Cancel& cancel, Progress* progress,
                          const LabelSet* known = nullptr) const;
    Readiness readiness(const TrainRequest& request, const Cancel& cancel, Progress& progress) const;
    std::shared_ptr<JobCore> postTraining(std::int64_t run, const std::string& name, bool resumed);
    void train(JobCore& job, std::int64_t run, bool resumed);
    void measure(JobCore& job, const TrainRequest& request);
    Answerer& answerer(const ModelRef& ref, bool int8);
    void generate(JobCore& job, const GenerateRequest& request);
    void evaluate(JobCore& job, const EvaluateRequest& request);
    void evaluateLabels(JobCore& job, Answerer& answerer, const std::vector<Record>& records);
    void classify(JobCore& job, const ClassifyRequest& request);
    void exportModel(JobCore& job, const ExportRequest& request);
    TunedModel tunedModel(const ModelRef& ref, std::string& key, std::string& modelPath, Recipe& recipe) const;
    std::vector<RowLoss> inspectLoss(const std::string& dataset, const ModelRef& ref, const Recipe& recipe, std::int64_t maxRows);
    void inspectLogits(const ModelRef& ref, const std::vector<std::int32_t>& ids, const std::vector<std::int32_t>& source, const std::string& outFile);
    EmbeddingResult embed(const ModelRef& ref, const std::vector<std::string>& texts, const EmbeddingRequest& request);
};

/// How a file of the request is read.
ImportOptions importOptions(const ImportRequest& request, const std::string& file);
RowOptions rowOptions(const Recipe& recipe);
/// As front ends look at it; `row` has its spans.
/// Runs `work` on the compute thread and waits; its failure is thrown here.
void runAndWait(ComputeThread& compute, const std::function<void()>& work);

RenderedRow renderedRow(const TokenizedRow& row, const Record& record);
/// See Project::adapterTargets().
std::vector<std::string> adapterTargets(const ModelConfig& config);
/// Why the recipe's lora.targets cannot be used with this model; empty where they can.
std::string targetFault(const ModelConfig& config, const Recipe& recipe);
/// The one formula (see FitInfo); checkpoints go to `folder`. Throws Error(BadInput) where the method is none or fits no part of the model.
FitInfo fitOf(const std::shared_ptr<const BaseModel>& base, const Recipe& recipe, std::int64_t longestRow, const std::string& folder);
/// What the recipe's products are computed in; fp32 where its device is not there.
Precision precisionFor(const Recipe& recipe);
/// Seconds for `tokens` through forward and backward, from the work and this machine's measured speed at matrix products.
double estimateSeconds(const BaseModel& base, const Recipe& recipe, std::int64_t tokens, std::int64_t longestRow);
ModelInfo modelInfo(const storage::Model& model);
/// A head of those labels, what a head gives as labels, and a set for front ends.
ClassifierConfig headOf(const LabelSet& labels);
LabelSet labelsOfHead(const ClassifierConfig& head);
LabelsInfo labelsInfo(const LabelSet& labels);
/// The base with the head that these labels need; a new head starts from the recipe's seed.
std::shared_ptr<const BaseModel> openWithHead(const std::string& path, const LabelSet& labels, const Recipe& recipe);
/// What a classifier answers to a framed row, from its logits [labels], of words [T, labels]. The row has its spans and text.
Prediction predictionOf(const TokenizedRow& row, const LabelSet& labels, const std::vector<float>& logits);
/// The logits of each row.
std::vector<std::vector<float>> rowLogits(Transformer& model, const std::vector<TokenizedRow>& rows, const Cancel& cancel, Progress* progress);
Json hardwareRecord(const std::string& device, const std::string& dtype);

}  // namespace tunesmith

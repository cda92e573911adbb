// Project: the door to the engine. One folder, one owner; everything a front end can do with it.
//
// Queries return at once (they read the database) and may be called from any thread. Work that takes time returns a Job; jobs that
// compute run one after another on the project's compute thread. Torch-free on purpose: no front end compiles torch headers.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/data/recipe.h"
#include "core/data/record.h"
#include "core/engine/chat_template.h"
#include "core/engine/fit.h"
#include "core/engine/job.h"
#include "core/engine/rendered_row.h"

namespace tunesmith {

struct DatasetInfo {
    std::int64_t id = 0, version = 0;  // newest version
    std::string name, created;         // ISO 8601, UTC
    std::string source;                // file names
    std::int64_t rows = 0, trainRows = 0, validationRows = 0, testRows = 0, issues = 0, versionNumber = 1;
};

struct RowView {
    std::int64_t position = 0;  // 0-based in its version
    Record record;
    Split split = Split::Train;
};

/// What an importer would do with a file, before it does it.
struct ImportPreviewInfo {
    std::string format, encodingNote, delimiter;
    std::vector<std::string> columns;
    std::vector<std::pair<std::string, std::string>> mapping;  // role -> column, as guessed or as asked for
    double confidence = 0;             // of the guess, 0 to 1
    std::vector<Record> rows;          // the first few
    std::vector<RowIssue> issues;      // the first few
    std::vector<std::string> units;    // what a row may be: "document", "paragraph", ...; empty where the format says it
    std::vector<std::string> sheets;   // of a workbook
    std::string problem;               // why no row can be made; empty where it can
};

/// Which column is what; on top of what is recognised.
struct FileRoles {
    std::vector<std::pair<std::string, std::string>> mapping;  // role -> column; empty: as guessed
    std::string userTemplate;          // the user's turn with {column} in it; empty: by the usual rules (see RoleMapping)
};

struct ImportRequest : FileRoles {
    std::vector<std::string> files;
    std::string name;                  // of the data set
    std::string format;                // empty: by content
    std::string encoding, unit, sheet; // see ReadOptions; empty: what suits the file
    std::map<std::string, FileRoles> own;  // files with roles of their own, by path
    bool strict = false;               // stop at the first bad row instead of keeping it aside
    double validation = 0, test = 0;   // shares, split by row hash
};

struct ModelInfo {
    std::int64_t id = 0;
    std::string name, path;
    std::string family;                // "llama"
    std::string storage;               // "Q4_1", "fp32", "bf16"
    std::int64_t parameters = 0, bytes = 0, contextLength = 0, vocabulary = 0, layers = 0, width = 0;
    bool hasChatTemplate = false;
    bool encoder = false;              // it reads texts and gives vectors or labels; it does not write
    std::int64_t sourceLayers = 0;     // of an encoder-decoder, which reads one text and writes another: the layers that read
    bool takesTemplate() const { return !encoder && sourceLayers == 0; }
    /// Whether it can be trained for this objective.
    bool learns(const std::string& objective) const {
        return objective == "classify" ? encoder : !encoder && (objective != "text" || sourceLayers == 0);
    }
    LabelsInfo gives;                  // of an encoder with a head
    bool customTemplate = false;       // its chat template was changed in this project
    // What the files say of it (a README.md's front matter, GGUF's general.* keys); empty where they do not.
    std::string title, license, baseModel;
    std::vector<std::string> languages;  // as they are written there: "en", "de"
    std::vector<std::string> goodFor;    // "text-generation", "code", "medical", ...
    std::string problem;               // why it cannot be used now (file gone or changed); empty where it can
};

struct RunInfo {
    std::int64_t id = 0;
    std::string name, state;           // running, paused, stopped, finished, failed, interrupted
    std::string dataset, model, created, reason;
    std::int64_t datasetId = 0, modelId = 0;
    std::int64_t step = 0, steps = 0, bestStep = 0;
    double loss = -1, bestValidationLoss = -1, seconds = 0;
    bool resumable = false, usable = false;  // can go on / has a checkpoint to answer with
    bool otherTemplate = false;        // it keeps another chat template than its model has now
    Recipe recipe;
    LabelsInfo gives;                  // of a run that trains a classifier, once it has begun
};

struct TrainRequest {
    std::string dataset, model;        // names
    Recipe recipe;
    std::string name;                  // of the run; empty: made from the data set and the method
};

/// A model as it answers: a base, or a base with what a run has learned.
struct ModelRef {
    std::string model;                 // name; may be empty where `run` is given
    std::int64_t run = 0;              // 0: the base alone
    std::int64_t step = 0;             // 0: the best checkpoint, or the last where none was evaluated
};

struct GenerateRequest {
    ModelRef ref;
    std::vector<Message> messages;     // a conversation that ends with the user's turn
    std::string rawPrompt;             // or text without a template, where `messages` is empty
    std::int64_t maxNewTokens = 256;
    double temperature = 0;            // 0: greedy
    std::int64_t topK = 0;             // 0: off
    double topP = 1.0, repetitionPenalty = 1.0;
    std::uint64_t seed = 42;
    std::vector<std::string> stop;     // texts that end the answer
    bool int8 = false;                 // weights as int8 in groups, for speed
};

struct EvaluateRequest {
    ModelRef ref;
    std::string dataset;               // name
    Split split = Split::Validation;
    std::int64_t maxRows = 0;          // 0: all
    bool answers = false;              // also answer each row greedily; right when the answer contains the row's label
    std::int64_t maxNewTokens = 64;
};

/// Texts to label. A second text, where the model compares two.
struct ClassifyRequest {
    ModelRef ref;
    struct Text {
        std::string first;
        std::optional<std::string> second;
    };
    std::vector<Text> texts;
};

enum class ExportKind { Adapter, Merged };
struct ExportRequest {
    ModelRef ref;
    ExportKind kind = ExportKind::Merged;
    std::string folder;
    std::string dtype = "fp32";        // of merged weights: fp32, bf16, fp16
    std::vector<std::string> addedTokens;  // of a merged model: tokens that its vocabulary gains
    bool addedTokensAreSpecial = false;    // they are signs between texts, left out of what is read
};

struct EmbeddingRequest {
    std::string pooling = "auto";      // auto (as the folder says, else the mean), mean, cls
    std::optional<bool> normalise;     // to length 1; empty: as the folder says
    std::string outFile;               // a safetensors file with "embeddings" [texts, width]; empty: none
};
struct EmbeddingResult {
    std::int64_t width = 0, tokens = 0;
    std::vector<float> vectors;        // [texts, width]
};

struct RowLoss {
    std::int64_t row = 0;              // position
    std::int64_t tokens = 0, trainedTokens = 0;
    double nll = 0;                    // summed
};

struct MachineReport {
    std::string cpu, instructionSet, device, dtype, gpu;
    int cores = 1;
    std::int64_t memoryBytes = 0, availableBytes = 0, usedBytes = 0;
    std::string libTorch;              // version
};
/// Loads LibTorch where it is not yet (about 0.3 s).
MachineReport probeMachine();
/// The processor and memory alone, at once.
MachineReport quickMachineReport();

/// A project as the list of recent ones shows it, read without taking it.
bool isProjectFolder(const std::string& folder);

class DataStudio;

class Project {
public:
    /// Makes the folder (which may exist when it is empty) and opens it. Throws Error(BadInput).
    static std::unique_ptr<Project> create(const std::string& folder);
    /// Throws Error(NotFound) where there is none, Error(Busy) naming who has it, Error(BadFile) where the database is damaged.
    /// Runs that were cut off are marked "interrupted".
    static std::unique_ptr<Project> open(const std::string& folder);
    /// Cancels and waits for what runs (a training run saves first), then gives the folder back.
    ~Project();

    const std::string& folder() const;
    std::string name() const;

    // ---- data
    ImportPreviewInfo previewImport(const ImportRequest& request) const;
    std::shared_ptr<ImportJob> import(const ImportRequest& request);
    std::vector<DatasetInfo> datasets() const;
    /// Throws Error(NotFound) naming those that exist.
    DatasetInfo dataset(const std::string& name) const;
    std::vector<RowView> rows(std::int64_t version, std::int64_t first, std::int64_t count) const;
    std::vector<RowIssue> issues(std::int64_t dataset) const;
    void removeDataset(const std::string& name);
    /// Versions, edits, cleaning, splits; it lives as long as the project.
    DataStudio& studio() const;

    // ---- models
    /// A GGUF file or a Hugging Face folder; checked, not copied. Throws Error(BadFile, NotFound, BadInput).
    ModelInfo addModel(const std::string& path, const std::string& name);
    /// A LoRA adapter as PEFT saves it, on a model of the project: both are merged into a new model in the project's folder, in the number type
    /// of the base (bf16 where that is quantised). Blocks while it computes. Throws Error(NotFound, BadFile, BadInput, DiskFull).
    ModelInfo addAdapter(const std::string& path, const std::string& base, const std::string& name);
    /// The starter model that packaging/start fetched. Throws Error(NotFound) saying how to get it.
    ModelInfo addStarter();
    static bool starterAvailable();
    std::vector<ModelInfo> models() const;
    ModelInfo model(const std::string& name) const;
    void removeModel(const std::string& name);
    /// The chat template in use, the model's own and who keeps another. Opens the model's tokenizer; any thread.
    ChatTemplateInfo chatTemplate(const std::string& model) const;
    /// The one that a run trains and answers with, whatever its model has now.
    std::string chatTemplate(std::int64_t run) const;
    /// Puts `source` in the place of the model's own, for everything but the runs that there are; its own text sets it back. Throws
    /// Error(BadFile, BadInput) for a template that is broken, or that does not render what is said in a conversation.
    void setChatTemplate(const std::string& model, const std::string& source);
    void resetChatTemplate(const std::string& model);
    /// Tries `source` on conversations; `forAnswer`: up to the last question, ready for an answer. Faults are in the result. Takes seconds
    /// where a template does not end by itself. Any thread.
    ChatTemplatePreview previewTemplate(const std::string& model, const std::string& source, const std::vector<Record>& rows, bool forAnswer,
                                        const Recipe& recipe) const;
    /// What training takes, from the formula; `longestRow` in tokens. Throws Error(NotFound, BadInput) for a model or method that is not there.
    FitInfo fit(const std::string& model, const Recipe& recipe, std::int64_t longestRow) const;
    /// The same with every method and length beside it, and the nearest settings that fit where it does not.
    FitReport fitReport(const std::string& model, const Recipe& recipe, std::int64_t longestRow) const;
    /// Last names of the linear layers that adapters can be put on, each once, in the order of the model: what lora.targets may name.
    std::vector<std::string> adapterTargets(const std::string& model) const;
    /// Names of the methods, the usual one first.
    static std::vector<std::string> methods();
    /// Tries it: two optimizer steps on a micro-batch with the data set's longest row. Nothing is kept.
    std::shared_ptr<MeasureJob> measure(const TrainRequest& request);
    /// What the model sees of a row. Loads the tokenizer when first needed; any thread.
    RenderedRow renderRow(const Record& record, const std::string& model, const Recipe& recipe) const;

    // ---- training
    /// Tokenizes the data set and says whether the run can start, and what it will cost.
    std::shared_ptr<CheckJob> check(const TrainRequest& request);
    /// Throws Error(BadInput) listing the recipe's faults; what only shows later ends the job.
    std::shared_ptr<TrainJob> train(const TrainRequest& request);
    /// Goes on with a run exactly where its newest sound checkpoint stands. Throws Error(NotFound, BadInput).
    std::shared_ptr<TrainJob> resume(std::int64_t run);
    std::vector<RunInfo> runs() const;
    RunInfo run(std::int64_t id) const;
    std::vector<MetricPoint> metrics(std::int64_t run) const;
    std::vector<ProbeAnswer> probes(std::int64_t run) const;
    void removeRun(std::int64_t run);

    // ---- using what was learned
    std::shared_ptr<GenerateJob> generate(const GenerateRequest& request);
    /// A decoder's loss and answers; of a model that gives labels how right they are, and each row's.
    std::shared_ptr<EvaluateJob> evaluate(const EvaluateRequest& request);
    /// Throws nothing; the job fails with Error(BadInput) for a model that gives no labels.
    std::shared_ptr<ClassifyJob> classify(const ClassifyRequest& request);
    std::shared_ptr<ExportJob> exportModel(const ExportRequest& request);

    // ---- looking inside (blocks; for the command line and tests)
    std::vector<RowLoss> inspectLoss(const std::string& dataset, const ModelRef& ref, const Recipe& recipe, std::int64_t maxRows);
    void inspectLogits(const ModelRef& ref, const std::vector<std::int32_t>& ids, const std::vector<std::int32_t>& source, const std::string& outFile);
    /// One vector a text, of an encoder. Throws Error(BadInput) for a decoder.
    EmbeddingResult embed(const ModelRef& ref, const std::vector<std::string>& texts, const EmbeddingRequest& request);

private:
    friend class DataStudio;
    friend class StudioWork;
    struct Impl;
    explicit Project(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
    std::unique_ptr<DataStudio> studio_;
};

}  // namespace tunesmith

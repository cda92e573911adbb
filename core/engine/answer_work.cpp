#include <algorithm>
#include <cctype>
#include <filesystem>

#include "core/base/error.h"
#include "core/engine/project_impl.h"
#include "core/evaluate/loss.h"
#include "core/generate/generator.h"
#include "core/model/fused_transformer.h"
#include "core/publish/export.h"
#include "core/train/checkpoint.h"

namespace tunesmith {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kKeptAnswerers = 2;  // base and tuned side by side
constexpr std::int64_t kMicroTokens = 512;

bool containsIgnoringCase(std::string text, std::string part) {
    const auto lower = [](std::string& s) { std::transform(s.begin(), s.end(), s.begin(), [](unsigned char c) { return char(std::tolower(c)); }); };
    lower(text);
    lower(part);
    return text.find(part) != std::string::npos;
}

std::string lastText(const std::vector<Message>& messages, const char* role) {
    for (auto m = messages.rbegin(); m != messages.rend(); ++m)
        if (m->role == role) return m->text;
    return {};
}

}  // namespace

TunedModel Project::Impl::tunedModel(const ModelRef& ref, std::string& key, std::string& modelPath, Recipe& recipe) const {
    TunedModel tuned;
    if (ref.run == 0) {
        modelPath = modelByName(ref.model).path;
        key = modelPath;
        tuned.model = std::make_unique<Transformer>(loaded.model(modelPath));
        return tuned;
    }
    storage::Run run;
    {
        const std::lock_guard guard(databaseLock);
        run = database->runs().get(ref.run);
        modelPath = database->models().get(run.model).path;
    }
    auto checkpoint = findCheckpoint(runFolder(run.id), ref.step != 0 ? ref.step : run.bestStep);
    if (!checkpoint && ref.step == 0) checkpoint = findCheckpoint(runFolder(run.id), 0);
    if (!checkpoint)
        throw Error(Code::NotFound, "The run \"" + run.name + "\" has no sound checkpoint" + (ref.step ? " at step " + std::to_string(ref.step) : "") +
                                        "; go on with it until one is saved.");
    recipe = Recipe::fromJson(run.recipe);
    const auto base = run.result.contains("classifier") ? openWithHead(modelPath, LabelSet::fromJson(run.result["classifier"]), recipe) : loaded.model(modelPath);
    if (base->fingerprint() != run.hashes.value("model", std::string()))
        throw Error(Code::BadFile, "The base model's file has changed since the run was trained on it.", modelPath);
    key = checkpoint->folder;
    tuned = tunedModelFor(base, recipe);
    loadParameters(tuned.parameters, (fs::path(checkpoint->folder) / tuned.method->fileName()).string());
    return tuned;
}

Answerer& Project::Impl::answerer(const ModelRef& ref, bool int8) {
    std::string key, path;
    Recipe recipe;
    // The key is known before anything is loaded where the base answers alone or the checkpoint is the same.
    if (ref.run == 0) key = modelByName(ref.model).path + (int8 ? "#int8" : "");
    else if (const auto checkpoint = [&] {
                 storage::Run run;
                 {
                     const std::lock_guard guard(databaseLock);
                     run = database->runs().get(ref.run);
                 }
                 return findCheckpoint(runFolder(ref.run), ref.step != 0 ? ref.step : run.bestStep);
             }())
        key = checkpoint->folder + (int8 ? "#int8" : "");
    for (auto a = answerers.begin(); a != answerers.end(); ++a)
        if (a->key == key) {
            answerers.splice(answerers.begin(), answerers, a);
            a->tokenizer = tokenizerOf(ref);  // the base's chat template may be another one by now
            return answerers.front();
        }
    while (answerers.size() >= kKeptAnswerers) answerers.pop_back();
    answerers.emplace_front();
    try {
        Answerer& a = answerers.front();
        a.tuned = tunedModel(ref, key, path, recipe);
        a.key = key + (int8 ? "#int8" : "");
        if (a.tuned.model->config.kind != ModelKind::Encoder) a.decoder = std::make_unique<Decoder>(*a.tuned.model, int8);
        a.tokenizer = tokenizerOf(ref);
    } catch (...) {
        answerers.pop_front();
        throw;
    }
    return answerers.front();
}

void Project::Impl::generate(JobCore& job, const GenerateRequest& request) {
    const SamplingOptions sampling{request.temperature, request.topK, request.topP, request.repetitionPenalty, request.seed};
    for (const std::string& fault : sampling.validate()) throw Error(Code::BadInput, fault);
    if (request.maxNewTokens < 1) throw Error(Code::BadInput, "The number of new tokens must be at least 1.");
    job.update([](JobSnapshot& s) { s.phase = "loading"; });
    Answerer& a = answerer(request.ref, request.int8);
    if (!a.decoder) a.tuned.model->config.requireDecoder(a.tuned.model->base->path());
    std::vector<std::int32_t> prompt;
    if (!request.messages.empty()) {
        prompt = a.tokenizer->prompt(request.messages);
    } else if (a.tuned.model->encoder) {
        prompt = a.tokenizer->prompt({{"user", request.rawPrompt}});  // what such a model reads is raw
    } else {
        if (const auto& spec = a.tokenizer->tokenizer().spec(); spec.addBos && spec.bos) prompt.push_back(*spec.bos);
        const Encoding encoded = a.tokenizer->tokenizer().encode(request.rawPrompt);
        prompt.insert(prompt.end(), encoded.ids.begin(), encoded.ids.end());
    }
    job.update([](JobSnapshot& s) { s.phase = "answering"; });
    job.progress.total = request.maxNewTokens;
    const GenerationLimits limits{request.maxNewTokens, a.tokenizer->stopTokens(), request.stop};
    const Generated result = tunesmith::generate(*a.decoder, a.tokenizer->tokenizer(), prompt, sampling, limits,
                                                 job.cancel, [&](const std::string& text) {
                                                     ++job.progress.done;
                                                     const std::lock_guard guard(job.lock);
                                                     job.text += text;
                                                 });
    const std::lock_guard guard(job.lock);
    job.generate = {result.text, result.promptTokens, std::int64_t(result.ids.size()), result.promptSeconds, result.seconds, result.finish, result.ids};
}

void Project::Impl::evaluate(JobCore& job, const EvaluateRequest& request) {
    job.update([](JobSnapshot& s) { s.phase = "loading"; });
    Answerer& a = answerer(request.ref, false);
    const storage::Dataset set = datasetByName(request.dataset);
    std::vector<Record> records;
    {
        const std::lock_guard guard(databaseLock);
        database->datasets().forEachRow(set.current.id, request.split, [&](const storage::StoredRow& row) {
            records.push_back(row.record);
            return request.maxRows == 0 || std::int64_t(records.size()) < request.maxRows;
        });
    }
    if (records.empty())
        throw Error(Code::BadInput, "The data set \"" + request.dataset + "\" has no rows in its " + splitName(request.split) + " split.");
    if (a.tuned.model->config.kind == ModelKind::Encoder) return evaluateLabels(job, a, records);
    RowOptions options;
    options.maxLength = a.tuned.model->config.longest();
    std::vector<TokenizedRow> rows;
    for (const Record& record : records) rows.push_back(a.tokenizer->tokenize(record, options));
    job.update([](JobSnapshot& s) { s.phase = "measuring"; });
    EvaluateResult result;
    RowsLoss loss;
    {
        FusedTransformer model(*a.tuned.model);
        Progress measured;
        loss = rowsLoss(model, rows, kMicroTokens, job.cancel, request.answers ? &measured : &job.progress);
    }
    result.loss = loss.mean();
    result.rows = std::int64_t(rows.size());
    job.update([&](JobSnapshot& s) { s.phase = request.answers ? "answering" : "measuring"; });
    if (request.answers) job.progress.total = result.rows;
    for (std::size_t i = 0; i < records.size(); ++i) {
        EvaluatedRow row{lastText(records[i].messages, "user"), lastText(records[i].messages, "assistant"), {}, false, loss.nll[i], rows[i].trainedCount(), 0};
        if (request.answers) {
            job.cancel.throwIfRequested();
            std::vector<Message> question = records[i].messages;
            while (!question.empty() && question.back().role != "user") question.pop_back();
            const GenerationLimits limits{request.maxNewTokens, a.tokenizer->stopTokens(), {}};
            row.answer = tunesmith::generate(*a.decoder, a.tokenizer->tokenizer(), a.tokenizer->prompt(question), {},
                                             limits, job.cancel, {}).text;
            row.right = !records[i].label.empty() && containsIgnoringCase(row.answer, records[i].label);
            result.right += row.right ? 1 : 0;
            ++job.progress.done;
        }
        result.answers.push_back(std::move(row));
    }
    const std::lock_guard guard(job.lock);
    job.evaluate = std::move(result);
}

void Project::Impl::exportModel(JobCore& job, const ExportRequest& request) {
    if (request.folder.empty()) throw Error(Code::BadInput, "Name a folder for the export.");
    job.update([](JobSnapshot& s) { s.phase = "loading"; });
    std::string key, path;
    Recipe recipe;
    TunedModel tuned = tunedModel(request.ref, key, path, recipe);
    job.update([](JobSnapshot& s) { s.phase = "writing"; });
    if (request.kind == ExportKind::Adapter && !request.addedTokens.empty())
        throw Error(Code::BadInput, "An adapter holds no vocabulary: add tokens to a merged model, and tune that.");
    MergedExport merged{request.dtype, {}, templateOf(request.ref)};
    for (const std::string& text : request.addedTokens) {
        AddedToken token;
        token.text = text;
        token.special = request.addedTokensAreSpecial;
        merged.addedTokens.push_back(token);
    }
    ExportResult result;
    result.folder = request.folder;
    result.files = request.kind == ExportKind::Adapter ? exportAdapter(tuned, recipe, path, merged.chatTemplate, request.folder)
                                                       : exportMerged(tuned, merged, request.folder, job.cancel, job.progress);
    for (const std::string& file : result.files) result.bytes += std::int64_t(fs::file_size(fs::path(request.folder) / file));
    const std::lock_guard guard(job.lock);
    job.exported = std::move(result);
}

std::vector<RowLoss> Project::Impl::inspectLoss(const std::string& dataset, const ModelRef& ref, const Recipe& recipe, std::int64_t maxRows) {
    Answerer& a = answerer(ref, false);
    a.tuned.model->config.requireDecoder(a.tuned.model->base->path());
    const storage::Dataset set = datasetByName(dataset);
    std::vector<storage::StoredRow> stored;
    {
        const std::lock_guard guard(databaseLock);
        stored = database->datasets().rows(set.current.id, 0, maxRows > 0 ? maxRows : set.current.rows);
    }
    std::vector<TokenizedRow> rows;
    std::vector<RowLoss> result;
    for (const storage::StoredRow& row : stored) {
        rows.push_back(a.tokenizer->tokenize(row.record, rowOptions(recipe)));
        result.push_back({row.position, rows.back().length(), rows.back().trainedCount(), 0});
    }
    FusedTransformer model(*a.tuned.model);
    const RowsLoss loss = rowsLoss(model, rows, kMicroTokens, Cancel());
    for (std::size_t i = 0; i < result.size(); ++i) result[i].nll = loss.nll[i];
    return result;
}

void Project::Impl::inspectLogits(const ModelRef& ref, const std::vector<std::int32_t>& ids, const std::vector<std::int32_t>& source,
                                  const std::string& outFile) {
    if (ids.empty()) throw Error(Code::BadInput, "The list of ids is empty.");
    std::string key, path;
    Recipe recipe;
    TunedModel tuned = tunedModel(ref, key, path, recipe);
    tuned.model->config.requireDecoder(path);
    if (bool(tuned.model->encoder) == source.empty())
        throw Error(Code::BadInput, source.empty() ? "The model answers to a source: give the ids of one." : "The model reads no source beside its text: leave it out.",
                    path);
    FusedTransformer model(*tuned.model);
    PackedBatch batch;
    batch.source = source;
    batch.sourceOffsets.push_back(std::int64_t(source.size()));
    batch.ids = ids;
    batch.labels.assign(ids.size(), -1);
    batch.offsets.push_back(std::int64_t(ids.size()));
    batch.documents.push_back(0);
    model.forward(batch, 0);
    const std::vector<float> logits = model.logits();
    const std::vector<std::int64_t> wide(ids.begin(), ids.end());
    writeSafetensors(outFile, {{"logits", DType::F32, {std::int64_t(ids.size()), tuned.model->config.vocabulary}, logits.data()},
                               {"ids", DType::I64, {std::int64_t(ids.size())}, wide.data()}});
}

// ---- the door

std::shared_ptr<GenerateJob> Project::generate(const GenerateRequest& request) {
    auto core = std::make_shared<JobCore>(JobKind::Generate, request.ref.model);
    impl_->compute->post(core, [impl = impl_.get(), core = core.get(), request] { impl->generate(*core, request); });
    return std::make_shared<GenerateJob>(core);
}

std::shared_ptr<EvaluateJob> Project::evaluate(const EvaluateRequest& request) {
    auto core = std::make_shared<JobCore>(JobKind::Evaluate, request.dataset);
    impl_->compute->post(core, [impl = impl_.get(), core = core.get(), request] { impl->evaluate(*core, request); });
    return std::make_shared<EvaluateJob>(core);
}

std::shared_ptr<ExportJob> Project::exportModel(const ExportRequest& request) {
    auto core = std::make_shared<JobCore>(JobKind::Export, fs::path(request.folder).filename().string());
    impl_->compute->post(core, [impl = impl_.get(), core = core.get(), request] { impl->exportModel(*core, request); });
    return std::make_shared<ExportJob>(core);
}

void runAndWait(ComputeThread& compute, const std::function<void()>& work) {
    auto core = std::make_shared<JobCore>(JobKind::Evaluate, "inspect");
    compute.post(core, work);
    const Outcome outcome = core->wait();
    if (outcome.failure) throw Error(outcome.failure->code, outcome.failure->message, outcome.failure->where);
}

std::vector<RowLoss> Project::inspectLoss(const std::string& dataset, const ModelRef& ref, const Recipe& recipe, std::int64_t maxRows) {
    std::vector<RowLoss> result;
    runAndWait(*impl_->compute, [&] { result = impl_->inspectLoss(dataset, ref, recipe, maxRows); });
    return result;
}

void Project::inspectLogits(const ModelRef& ref, const std::vector<std::int32_t>& ids, const std::vector<std::int32_t>& source,
                            const std::string& outFile) {
    runAndWait(*impl_->compute, [&] { impl_->inspectLogits(ref, ids, source, outFile); });
}

EmbeddingResult Project::embed(const ModelRef& ref, const std::vector<std::string>& texts, const EmbeddingRequest& request) {
    EmbeddingResult result;
    runAndWait(*impl_->compute, [&] { result = impl_->embed(ref, texts, request); });
    return result;
}

}  // namespace tunesmith

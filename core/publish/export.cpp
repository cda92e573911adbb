#include "core/publish/export.h"

#include <ATen/ops/from_blob.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <functional>
#include <map>
#include <set>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/machine.h"
#include "core/model/arch/architectures.h"

namespace tunesmith {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kShardBytes = std::int64_t(2) << 30;

// Fills a folder under another name and renames it when it is whole.
std::vector<std::string> writeFolder(const std::string& folder, const std::function<void(const std::string&)>& fill) {
    const fs::path target(folder), staged(folder + ".partial");
    std::error_code failed;
    if (fs::exists(target, failed) && !fs::is_empty(target, failed))
        throw Error(Code::BadInput, "The folder exists and is not empty; choose another one.", folder);
    fs::remove_all(staged, failed);
    if (!fs::create_directories(staged, failed)) throw Error(Code::BadFile, "The folder cannot be made: " + failed.message() + ".", folder);
    std::vector<std::string> names;
    try {
        fill(staged.string());
        for (const auto& entry : fs::directory_iterator(staged)) names.push_back(entry.path().filename().string());
        syncFolder(staged.string());
        fs::remove(target, failed);
        fs::rename(staged, target);
    } catch (const fs::filesystem_error& e) {
        fs::remove_all(staged, failed);
        throw Error(Code::BadFile, std::string("The folder cannot be written: ") + e.what(), folder);
    } catch (...) {
        fs::remove_all(staged, failed);
        throw;
    }
    std::sort(names.begin(), names.end());
    return names;
}

DType storedType(const std::string& dtype) {
    if (dtype == "fp32") return DType::F32;
    if (dtype == "bf16") return DType::BF16;
    if (dtype == "fp16") return DType::F16;
    throw Error(Code::BadInput, "Weights cannot be exported as \"" + dtype + "\"; choose fp32, bf16 or fp16.");
}

// One tensor on its way out: named, shaped, and made when its shard is written.
struct Outgoing {
    std::string name;
    std::vector<std::int64_t> shape;
    std::function<void(float*)> fill;
    std::int64_t count() const {
        std::int64_t n = 1;
        for (const std::int64_t size : shape) n *= size;
        return n;
    }
};

// The weight as the family's files hold it: [out, in], or [in, out].
Outgoing outgoingWeight(const Linear& part, bool transposed) {
    Outgoing result{part.name + ".weight", {part.out, part.in}, {}};
    if (transposed) std::swap(result.shape[0], result.shape[1]);
    result.fill = [&part, transposed](float* to) {
        Projection alone;
        alone.parts = {part};
        std::vector<float> scratch(transposed ? std::size_t(part.out * part.in) : 0);
        const float* w = alone.weight(transposed ? scratch.data() : to, true);
        if (!transposed && w != to) std::memcpy(to, w, std::size_t(part.out * part.in) * sizeof(float));
        if (transposed)
            for (std::int64_t o = 0; o < part.out; ++o)
                for (std::int64_t i = 0; i < part.in; ++i) to[i * part.out + o] = w[o * part.in + i];
    };
    return result;
}

// The vocabulary of an export: the tokenizer, and which rows of the tables are new.
struct ExportVocabulary {
    TokenizerSpec tokenizer;
    std::vector<TokenId> added;
    std::int64_t known = 0, rows = 0;  // tokens that had embeddings; rows of the tables
};

ExportVocabulary vocabularyOf(const BaseModel& base, const std::vector<AddedToken>& tokens) {
    ExportVocabulary v{base.tokenizerSpec(), {}, 0, base.config().vocabulary};
    if (tokens.empty()) return v;
    if (v.tokenizer.tokenizerJson.empty()) throw Error(Code::BadInput, "The model has no tokenizer, so no tokens can be added.", base.path());
    v.known = std::min(v.rows, Tokenizer::make(v.tokenizer, base.path())->vocabularySize());
    ExtendedTokenizer extended = withAddedTokens(v.tokenizer, tokens);
    v.tokenizer = std::move(extended.spec);
    v.added = std::move(extended.ids);
    for (const TokenId id : v.added) v.rows = std::max<std::int64_t>(v.rows, id + 1);
    return v;
}

// A table with its rows, and for each added token the mean of the rows that were trained (Hewitt 2021: then no new token is likelier than
// the rest at first).
Outgoing outgoingTable(const Table& table, const ExportVocabulary& vocabulary, bool grows) {
    const std::int64_t rows = table.base.rows, width = table.base.cols;
    Outgoing result{table.name + ".weight", {grows ? vocabulary.rows : rows, width}, {}};
    result.fill = [&table, &vocabulary, grows, rows, width](float* to) {
        const float* from = table.rows(0, rows, to);
        if (from != to) std::memcpy(to, from, std::size_t(rows * width) * sizeof(float));
        if (!grows || vocabulary.added.empty()) return;
        std::vector<double> mean(static_cast<std::size_t>(width));
        for (std::int64_t r = 0; r < vocabulary.known; ++r)
            for (std::int64_t c = 0; c < width; ++c) mean[std::size_t(c)] += double(to[r * width + c]) / double(vocabulary.known);
        for (const TokenId id : vocabulary.added)
            for (std::int64_t c = 0; c < width; ++c) to[id * width + c] = float(mean[std::size_t(c)]);
    };
    return result;
}

std::vector<Outgoing> mergedTensors(Transformer& model, const ExportVocabulary& vocabulary) {
    std::vector<Outgoing> all;
    const auto vector = [&](const std::string& name, const float* from, std::int64_t n) {
        all.push_back({name, {n}, [from, n](float* to) { std::memcpy(to, from, std::size_t(n) * sizeof(float)); }});
    };
    const auto norm = [&](const Norm& n) {
        vector(n.name + ".weight", n.weightData(), n.width());
        if (!n.bias.empty()) vector(n.name + ".bias", n.biasData(), n.width());
    };
    for (const Table* t : model.tables()) all.push_back(outgoingTable(*t, vocabulary, t == &model.embedding || t == &model.head));
    for (const Norm* n : model.norms()) norm(*n);
    for (const Linear* part : model.linears()) {
        all.push_back(outgoingWeight(*part, model.config.transposed));
        if (const float* bias = part->biasData()) vector(part->name + ".bias", bias, part->out);
    }
    for (const Linear* part : model.classifierLinears()) {
        all.push_back(outgoingWeight(*part, false));
        vector(part->name + ".bias", part->biasData(), part->out);
    }
    // Shards are read in model order.
    std::map<std::string, std::size_t> order;
    for (const std::string& name : model.base->names()) order.emplace(name, order.size());
    std::sort(all.begin(), all.end(), [&](const Outgoing& a, const Outgoing& b) { return order.at(a.name) < order.at(b.name); });
    return all;
}

void writeShard(const std::string& path, const std::vector<Outgoing>& tensors, std::size_t first, std::size_t last, DType type,
                const Cancel& cancel, Progress& progress) {
    std::vector<at::Tensor> held;
    std::vector<TensorToWrite> out;
    const at::ScalarType scalar = type == DType::F32 ? at::kFloat : type == DType::BF16 ? at::kBFloat16 : at::kHalf;
    for (std::size_t i = first; i < last; ++i) {
        cancel.throwIfRequested();
        std::vector<float> values(std::size_t(tensors[i].count()));
        tensors[i].fill(values.data());
        held.push_back(at::from_blob(values.data(), {tensors[i].count()}, at::kFloat).to(scalar, false, true));
        out.push_back({tensors[i].name, type, tensors[i].shape, held.back().const_data_ptr()});
        ++progress.done;
    }
    writeSafetensors(path, std::move(out), {{"format", "pt"}});
}

// The last names of the layers that carry an adapter; of an encoder their path in the layer, for its pooler ends as they do ("dense").
std::set<std::string> adaptedNames(Transformer& model) {
    std::set<std::string> names;
    for (const Linear* part : model.linears()) {
        if (part->low.rank == 0) continue;
        const std::size_t number = model.config.kind == ModelKind::Encoder ? part->name.find_first_of("0123456789") : std::string::npos;
        names.insert(part->name.substr((number == std::string::npos ? part->name.rfind('.') : part->name.find('.', number)) + 1));
    }
    return names;
}

// "classifier" of "classifier.out_proj", "pooler" of "bert.pooler.dense": what PEFT saves whole beside the adapter.
Json savedModules(Transformer& model) {
    std::set<std::string> names;
    const std::string body = architectureOf(model.config.family).names.prefix;
    for (const Linear* part : model.trainedBesideAdapters()) {
        const std::string bare = part->name.rfind(body, 0) == 0 ? part->name.substr(body.size()) : part->name;
        names.insert(bare.substr(0, bare.find('.')));
    }
    return names.empty() ? Json() : Json(names);
}

const char* peftTask(const ModelConfig& config) {
    if (config.kind == ModelKind::Decoder) return "CAUSAL_LM";
    if (config.kind == ModelKind::EncoderDecoder) return "SEQ_2_SEQ_LM";
    return config.classifier.task == HeadTask::None ? "FEATURE_EXTRACTION" : config.classifier.task == HeadTask::Token ? "TOKEN_CLS" : "SEQ_CLS";
}

// PEFT's folder knows the head's weights, not what its numbers mean: that stands beside, in the words of config.json.
void writeLabels(const BaseModel& base, const std::string& folder) {
    Json labels = Json::object();
    const Json config = base.huggingFaceConfig();
    for (const char* key : {"id2label", "label2id", "problem_type"})
        if (config.contains(key)) labels[key] = config[key];
    writeFileAtomically(folder + "/labels.json", dumpJson(labels, 2));
}

void writeConfigs(const TunedModel& tuned, const ExportVocabulary& vocabulary, const std::string& dtype, const std::string& folder) {
    const TokenizerSpec& tokenizer = vocabulary.tokenizer;
    Json config = tuned.model->base->huggingFaceConfig(), generation = Json::object();
    config["dtype"] = config["torch_dtype"] = dtype == "fp32" ? "float32" : dtype == "bf16" ? "bfloat16" : "float16";
    if (!vocabulary.added.empty()) config["vocab_size"] = vocabulary.rows;
    const auto put = [&](const char* key, const std::optional<TokenId>& id) {
        if (id) config[key] = generation[key] = *id;
    };
    put("bos_token_id", tokenizer.bos);
    put("eos_token_id", tokenizer.eos);
    put("pad_token_id", tokenizer.pad);
    for (const char* key : {"decoder_start_token_id", "forced_bos_token_id", "forced_eos_token_id"})
        if (config.contains(key)) generation[key] = config[key];
    writeFileAtomically(folder + "/config.json", dumpJson(config, 2));
    writeFileAtomically(folder + "/generation_config.json", dumpJson(generation, 2));
    if (!tokenizer.tokenizerJson.empty()) writeTokenizerFiles(tokenizer, folder);
}

}  // namespace

std::vector<std::string> exportAdapter(TunedModel& tuned, const Recipe& recipe, const std::string& baseName,
                                       const std::optional<std::string>& chatTemplate, const std::string& folder) {
    if (!tuned.method || tuned.method->name() != "lora")
        throw Error(Code::BadInput, "There is no adapter to export: the run trained the whole model. Export it merged.");
    return writeFolder(folder, [&](const std::string& staged) {
        const Json config = {{"peft_type", "LORA"}, {"task_type", peftTask(tuned.model->config)}, {"base_model_name_or_path", baseName}, {"r", recipe.lora.rank},
                             {"lora_alpha", recipe.lora.alpha}, {"lora_dropout", recipe.lora.dropout}, {"target_modules", adaptedNames(*tuned.model)},
                             {"use_rslora", recipe.lora.rankStabilised}, {"use_dora", false}, {"bias", "none"}, {"fan_in_fan_out", tuned.model->config.transposed},
                             {"init_lora_weights", true}, {"inference_mode", true}, {"modules_to_save", savedModules(*tuned.model)},
                             {"rank_pattern", Json::object()}, {"alpha_pattern", Json::object()}};
        writeFileAtomically(staged + "/adapter_config.json", dumpJson(config, 2));
        saveParameters(tuned.parameters, staged + "/adapter_model.safetensors", {{"format", "pt"}});
        if (tuned.model->config.classifier.task != HeadTask::None) writeLabels(*tuned.model->base, staged);
        TokenizerSpec tokenizer = tuned.model->base->tokenizerSpec();
        if (chatTemplate) tokenizer.chatTemplate = *chatTemplate;
        if (!tokenizer.tokenizerJson.empty()) writeTokenizerFiles(tokenizer, staged);
    });
}

std::vector<std::string> exportMerged(TunedModel& tuned, const MergedExport& options, const std::string& folder, const Cancel& cancel, Progress& progress) {
    const DType type = storedType(options.dtype);
    ExportVocabulary vocabulary = vocabularyOf(*tuned.model->base, options.addedTokens);
    if (options.chatTemplate) vocabulary.tokenizer.chatTemplate = *options.chatTemplate;
    const std::vector<Outgoing> tensors = mergedTensors(*tuned.model, vocabulary);
    const std::int64_t width = type == DType::F32 ? 4 : 2;
    std::vector<std::size_t> shards{0};  // first tensor of each
    std::int64_t bytes = 0, total = 0;
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        const std::int64_t size = tensors[i].count() * width;
        if (bytes > 0 && bytes + size > kShardBytes) {
            shards.push_back(i);
            bytes = 0;
        }
        bytes += size;
        total += size;
    }
    if (freeDiskBytes(folder) < total + total / 10)
        throw Error(Code::DiskFull, "The export needs " + std::to_string((total + total / 10) >> 20) + " MiB; the disk has " +
                                        std::to_string(freeDiskBytes(folder) >> 20) + " MiB free.", folder);
    progress.total = std::int64_t(tensors.size());
    return writeFolder(folder, [&](const std::string& staged) {
        Json map = Json::object();
        for (std::size_t s = 0; s < shards.size(); ++s) {
            const std::size_t last = s + 1 < shards.size() ? shards[s + 1] : tensors.size();
            char name[64] = "model.safetensors";
            if (shards.size() > 1) std::snprintf(name, sizeof name, "model-%05zu-of-%05zu.safetensors", s + 1, shards.size());
            writeShard(staged + "/" + name, tensors, shards[s], last, type, cancel, progress);
            for (std::size_t i = shards[s]; i < last; ++i) map[tensors[i].name] = name;
        }
        if (shards.size() > 1)
            writeFileAtomically(staged + "/model.safetensors.index.json", dumpJson({{"metadata", {{"total_size", total}}}, {"weight_map", map}}, 2));
        writeConfigs(tuned, vocabulary, options.dtype, staged);
    });
}

}  // namespace tunesmith

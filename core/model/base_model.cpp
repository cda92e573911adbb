#include "core/model/base_model.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <filesystem>

#include "core/base/error.h"
#include "core/base/machine.h"
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/base/sha256.h"
#include "core/model/arch/architectures.h"
#include "core/model/layout.h"

namespace tunesmith {

namespace {

namespace fs = std::filesystem;

std::string shapeText(const std::vector<std::int64_t>& shape) {
    std::string text = "[";
    for (std::size_t i = 0; i < shape.size(); ++i) text += (i ? ", " : "") + std::to_string(shape[i]);
    return text + "]";
}

// The first few names, so that a message stays readable.
std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size() && i < 5; ++i) text += (i ? ", " : "") + names[i];
    return names.size() > 5 ? text + " and " + std::to_string(names.size() - 5) + " more" : text;
}

// Where config.json and the weights of a folder lie: folders of sentence-transformers may keep them in one of their
// modules.
std::string weightsFolder(const std::string& folder) {
    const fs::path list = fs::path(folder) / "modules.json";
    if (fs::exists(fs::path(folder) / "config.json") || !fs::exists(list)) return folder;
    const Json modules = readJsonFile(list.string());
    for (const Json& module : modules.is_array() ? modules : Json::array())
        if (module.is_object() && module.contains("path") && module["path"].is_string() &&
            fs::exists(fs::path(folder) / module["path"].get<std::string>() / "sentence_bert_config.json"))
            return (fs::path(folder) / module["path"].get<std::string>()).string();
    return folder;
}

// What files repeat or keep beside the weights: a tied head, masks and angles of old checkpoints.
bool isBuffer(const std::string& name, const ModelConfig& config) {
    if (config.tied && name == std::string(architectureOf(config.family).names.head) + ".weight") return true;
    const ModuleNames& names = architectureOf(config.family).names;
    const std::string bare = name.rfind(names.prefix, 0) == 0 ? name.substr(std::string(names.prefix).size()) : name;
    for (const char* const* spare = names.spare; spare && *spare; ++spare)
        if (bare.rfind(*spare, 0) == 0) return true;
    if (name == "final_logits_bias") return config.kind == ModelKind::EncoderDecoder;
    return name.ends_with("rotary_emb.inv_freq") || name.ends_with(".attn.bias") || name.ends_with(".masked_bias") || name.ends_with(".attention.bias");
}

// Whether the head of an encoder-decoder is another matrix than its embedding: configurations of T5 say that both are one where files hold two.
bool hasOwnHead(const StoredTensor* head, const StoredTensor* embedding) {
    if (!head || !embedding) return false;
    return head->bytes != embedding->bytes || head->dtype != embedding->dtype || std::memcmp(head->data, embedding->data, head->bytes) != 0;
}

// Files of BART carry a bias of the logits that is zero.
void refuseLogitBias(const StoredTensor* bias, const std::string& path) {
    if (!bias || !isFloating(bias->dtype)) return;
    std::vector<float> values(std::size_t(bias->count()));
    toFloat32(bias->dtype, bias->data, bias->count(), values.data());
    if (std::any_of(values.begin(), values.end(), [](float v) { return v != 0; }))
        throw Error(Code::BadFile, "The model adds a bias to its logits (final_logits_bias); that is not supported.", path);
}

// What answers begin with stands in generation_config.json of newer folders.
void readAnswerKeys(const std::string& file, Json& config) {
    if (!config.is_object() || !fs::exists(file)) return;
    const Json generation = readJsonFile(file);
    for (const char* key : {"decoder_start_token_id", "forced_bos_token_id"})
        if (generation.is_object() && generation.contains(key) && generation[key].is_number_integer()) config[key] = generation[key];
}

}  // namespace

std::shared_ptr<const BaseModel> BaseModel::open(const std::string& path) {
    std::shared_ptr<BaseModel> model(new BaseModel);
    model->path_ = path;
    if (fs::is_directory(path))
        model->openFolder(nullptr);
    else
        model->openGguf();
    model->checkTensors();
    return model;
}

std::shared_ptr<const BaseModel> BaseModel::open(const std::string& path, const ClassifierConfig& head,
                                                 std::uint64_t seed) {
    std::shared_ptr<BaseModel> model(new BaseModel);
    model->path_ = path;
    if (!fs::is_directory(path))
        throw Error(Code::BadInput,
                    "Labels are learned by an encoder, and the file holds a decoder. Choose an encoder such as BERT.",
                    path);
    model->openFolder(&head);
    model->drawHead(seed);
    model->checkTensors();
    return model;
}

// Another head than the folder's own: its outputs mean something else, so they are not taken over.
void BaseModel::takeHead(const ClassifierConfig& head) {
    if (config_.kind != ModelKind::Encoder)
        throw Error(Code::BadInput,
                    "Labels are learned by an encoder, and the model (" + config_.family +
                        ") is a decoder. Choose an encoder such as BERT.",
                    path_);
    TS_CHECK(head.task != HeadTask::None && !head.labels.empty());
    newHead_ = !(config_.classifier == head);
    config_.classifier = head;
    writeClassifier(config_, configJson_);
}

// Maps of a new head as transformers starts them: weights normal with the deviation 0.02, biases 0.
void BaseModel::drawHead(std::uint64_t seed) {
    if (!newHead_) return;
    const std::vector<LinearLayout> maps = layoutOf(config_).classifier;
    for (std::size_t i = 0; i < maps.size(); ++i) {
        const LinearLayout& map = maps[i];
        const std::string weight = map.name + ".weight", bias = map.name + ".bias";
        const bool outer = i + 1 == maps.size();
        const std::vector<std::int64_t> shape{map.out, map.in};
        if (!outer && shapes_.count(weight) && shapes_[weight] == shape && shapes_.count(bias)) continue;
        const RandomStream stream(seed, "head", i);
        std::vector<float>& values = drawn_[weight];
        values.resize(std::size_t(map.out * map.in));
        for (std::size_t v = 0; v < values.size(); ++v) values[v] = float(0.02 * stream.normal(v));
        drawn_[bias].assign(std::size_t(map.out), 0.0f);
        const auto view = [&](const std::string& name, std::int64_t rows, std::int64_t cols) {
            MatrixView result;
            result.data = reinterpret_cast<const std::uint8_t*>(drawn_[name].data());
            result.rows = rows;
            result.cols = cols;
            tensors_[name] = result;
        };
        view(weight, map.out, map.in);
        view(bias, 1, map.out);
        shapes_[weight] = shape;
        shapes_[bias] = {map.out};
    }
}

std::vector<std::string> BaseModel::newTensors() const {
    std::vector<std::string> names;
    for (const auto& [name, values] : drawn_) names.push_back(name);
    return names;
}

Json BaseModel::huggingFaceConfig() const {
    return configJson_.is_null() ? config_.toHuggingFace() : configJson_;
}

// Null where a model has no such tensor.
MatrixView* BaseModel::add(const std::string& name, const StoredTensor& tensor, const MappedFile& file) {
    if (!isFloating(tensor.dtype) || tensor.shape.empty() || tensor.shape.size() > 2) {
        strangers_.push_back(name);
        return nullptr;
    }
    MatrixView view;
    view.type = tensor.dtype;
    view.data = tensor.data;
    view.file = &file;
    view.rows = tensor.shape.size() == 2 ? tensor.shape[0] : 1;
    view.cols = tensor.shape.back();
    tensors_[name] = view;
    shapes_[name] = tensor.shape;
    bytes_ += std::int64_t(tensor.bytes);
    return &tensors_[name];
}

void BaseModel::openGguf() {
    gguf_ = std::make_unique<GgufFile>(path_);
    config_ = ModelConfig::fromGguf(*gguf_, path_);
    tokenizer_ = tokenizerSpecFromGguf(ggufTokenizer(*gguf_), path_);
    // The vocabulary is a large part of a small model, and lies in the document now.
    gguf_->forgetLists();
    releasePages();
    returnFreedMemory();
    const ModelLayout layout = layoutOf(config_);
    const std::map<std::string, std::string> names = layout.ggufNames();
    const std::set<std::string> linears = layout.linearWeights();
    const bool interleaved = architectureOf(config_.family).ggufInterleaved;
    std::map<std::string, std::int64_t> turned;  // those whose rows interleave, with their heads
    for (const BlockLayout& block : layout.blocks)
        if (interleaved && block.qkv.size() == 3) {
            turned[block.qkv[0].name + ".weight"] = config_.heads;
            turned[block.qkv[1].name + ".weight"] = config_.kvHeads;
        }
    for (const StoredTensor& tensor : gguf_->tensors()) {
        if (tensor.name.rfind("rope_f", 0) == 0) continue;  // their rule is in the configuration
        const auto found = names.find(tensor.name);
        if (found == names.end()) {
            strangers_.push_back(tensor.name);
            continue;
        }
        MatrixView* view = add(found->second, tensor, gguf_->fileOf(tensor));
        if (!view || tensor.shape.size() != 2) continue;
        // GGUF files hold every linear weight as [out, in].
        if (config_.transposed && linears.count(found->second)) std::swap(shapes_[found->second][0], shapes_[found->second][1]);
        if (const auto heads = turned.find(found->second); heads != turned.end()) {
            view->order = MatrixView::Rows::Interleaved;
            view->heads = heads->second;
        }
        if (config_.qkvByHead && tensor.name.find("attn_qkv") != std::string::npos) {
            view->order = MatrixView::Rows::ByKind;
            view->heads = config_.heads;
        }
    }
}

// A name as the layout has it: some folders leave off the prefix of the base model ("h.0..." for "transformer.h.0...").
std::string BaseModel::known(const std::string& name) const {
    if (layoutNames_.count(name)) return name;
    const std::string prefix = architectureOf(config_.family).names.prefix;
    if (layoutNames_.count(prefix + name)) return prefix + name;
    if (config_.kind != ModelKind::Encoder) return {};
    // Files of an encoder with another head have it where we do not; very old ones name the parts of a norm otherwise.
    if (name.rfind(prefix, 0) == 0 && layoutNames_.count(name.substr(prefix.size()))) return name.substr(prefix.size());
    for (const auto& [old, now] :
         {std::pair("LayerNorm.gamma", "LayerNorm.weight"), std::pair("LayerNorm.beta", "LayerNorm.bias")})
        if (const std::size_t n = std::strlen(old); name.size() > n && name.compare(name.size() - n, n, old) == 0)
            return known(name.substr(0, name.size() - n) + now);
    return {};
}

void BaseModel::openFolder(const ClassifierConfig* head) {
    const std::string folder = weightsFolder(path_);
    configJson_ = readJsonFile((fs::path(folder) / "config.json").string());
    readAnswerKeys((fs::path(folder) / "generation_config.json").string(), configJson_);
    config_ = ModelConfig::fromHuggingFace(configJson_, folder + "/config.json");
    // A model without its tokenizer can still be looked at; whoever needs one is told that it is missing.
    if (folderHasTokenizer(folder)) tokenizer_ = tokenizerSpecFromFolder(folder);
    if (head) takeHead(*head);
    scales_ = WeightScales::fromConfig(configJson_, folder + "/config.json");
    files_ = openSafetensorsFolder(folder);
    const auto findStored = [&](const std::string& name) {
        const StoredTensor* found = nullptr;
        for (const auto& file : files_)
            if (!found) found = file->find(name);
        return found;
    };
    if (config_.kind == ModelKind::EncoderDecoder) {
        const ModuleNames& names = architectureOf(config_.family).names;
        config_.tied = !hasOwnHead(findStored(names.head + std::string(".weight")), findStored(names.embedding + std::string(".weight")));
        refuseLogitBias(findStored("final_logits_bias"), path_);
    }
    const ModelLayout layout = layoutOf(config_);
    const std::set<std::string> linears = layout.linearWeights();
    for (const TensorLayout& tensor : layout.tensors()) layoutNames_[tensor.name] = true;
    for (const auto& file : files_)
        for (const StoredTensor& tensor : file->tensors()) {
            if (WeightScales::isScale(tensor.name)) continue;
            const std::string name = known(tensor.name);
            if (name.empty()) {
                if (!isBuffer(tensor.name, config_)) strangers_.push_back(tensor.name);
                continue;
            }
            MatrixView* view = add(name, tensor, file->file());
            if (view) scales_.attach(tensor.name, *view, findStored);
            if (view && config_.transposed && linears.count(name)) {
                view->transposed = true;
                std::swap(view->rows, view->cols);
            }
        }
    // Of the names that share one embedding, a file may hold another than ours.
    const std::string embedding = architectureOf(config_.family).names.embedding;
    for (const char* stack : {"encoder", "decoder"}) {
        const std::string other = architectureOf(config_.family).names.prefix + std::string(stack) + ".embed_tokens.weight";
        if (const StoredTensor* tensor = config_.encoder ? findStored(other) : nullptr; tensor && !tensors_.count(embedding + ".weight"))
            for (const auto& file : files_)
                if (file->find(other) == tensor) add(embedding + ".weight", *tensor, file->file());
    }
}

void BaseModel::checkTensors() {
    std::vector<std::string> missing, misshapen;
    for (const TensorLayout& wanted : layoutOf(config_).tensors()) {
        names_.push_back(wanted.name);
        const auto found = shapes_.find(wanted.name);
        if (found == shapes_.end())
            missing.push_back(wanted.name);
        else if (found->second != wanted.shape)
            misshapen.push_back(wanted.name + " " + shapeText(found->second) + " instead of " +
                                shapeText(wanted.shape));
    }
    std::vector<std::string> extra = strangers_;
    for (const auto& [name, view] : tensors_)
        if (std::find(names_.begin(), names_.end(), name) == names_.end()) extra.push_back(name);
    std::string problem;
    if (!missing.empty()) problem += " Missing: " + listed(missing) + ".";
    if (!misshapen.empty()) problem += " Of another shape: " + listed(misshapen) + ".";
    if (!extra.empty()) problem += " Unknown: " + listed(extra) + ".";
    if (!problem.empty())
        throw Error(Code::BadFile, "The tensors do not match the model's configuration." + problem, path_);
}

const MatrixView& BaseModel::matrix(const std::string& name) const {
    const auto found = tensors_.find(name);
    if (found == tensors_.end()) throw Error(Code::Internal, "no tensor of this name", name);
    return found->second;
}

std::vector<float> BaseModel::vector(const std::string& name) const {
    const MatrixView& view = matrix(name);
    std::vector<float> values(std::size_t(view.rows * view.cols));
    view.widen(0, view.rows, values.data());
    if (!gguf_) return values;
    // A GGUF bias stands in the order of its weight's rows.
    if (name.size() > 5 && name.compare(name.size() - 5, 5, ".bias") == 0) {
        const auto weight = tensors_.find(name.substr(0, name.size() - 5) + ".weight");
        if (weight == tensors_.end() || weight->second.order == MatrixView::Rows::Plain) return values;
        std::vector<float> ordered(values.size());
        for (std::int64_t r = 0; r < weight->second.rows; ++r)
            ordered[std::size_t(r)] = values[std::size_t(weight->second.placeOf(r))];
        return ordered;
    }
    // And a norm of the Gemma family as what it multiplies with.
    if (config_.norm == NormKind::RmsOffset && view.rows == 1)
        for (float& value : values) value -= 1;
    return values;
}

std::string BaseModel::storage() const {
    std::map<DType, std::int64_t> counts;
    for (const auto& [name, view] : tensors_) counts[view.type] += view.rows * view.cols;
    const auto most =
        std::max_element(counts.begin(), counts.end(), [](auto& a, auto& b) { return a.second < b.second; });
    return dtypeName(most->first);
}

std::string BaseModel::fingerprint() const {
    Sha256 hash;
    const auto sample = [&](const MappedFile& file) {
        const std::string head = fs::path(file.path()).filename().string() + ":" + std::to_string(file.size());
        hash.update(head.data(), head.size());
        const std::size_t piece = 4096, pieces = 64;
        for (std::size_t i = 0; i < pieces && file.size() > 0; ++i) {
            const std::size_t at =
                file.size() > piece ? (file.size() - piece) * i / (pieces - 1) : 0;  // the last one ends with the file
            hash.update(file.data() + at, std::min(piece, file.size() - at));
        }
    };
    if (gguf_)
        for (const MappedFile* file : gguf_->files()) sample(*file);
    for (const auto& file : files_) sample(file->file());
    return hash.hex();
}

void BaseModel::checkFinite() const {
    for (const auto& [name, view] : tensors_) {
        const MatrixView& matrix = view;
        parallelFor(matrix.rows, std::max<std::int64_t>(1, (1 << 18) / matrix.cols),
                    [&](std::int64_t first, std::int64_t last) {
                        std::vector<float> values(std::size_t((last - first) * matrix.cols));
                        matrix.widen(first, last, values.data());
                        for (std::int64_t r = first; r < last; ++r) {
                            float sum = 0;
                            for (std::int64_t c = 0; c < matrix.cols; ++c)  // stays 0 unless a value is NaN or infinite
                                sum += values[std::size_t((r - first) * matrix.cols + c)] * 0.0f;
                            if (sum != 0.0f)
                                throw Error(Code::BadFile,
                                            "The weights hold NaN or infinity in row " + std::to_string(r) +
                                                "; the file is damaged or was saved from a diverged run.",
                                            path_ + ": " + name);
                        }
                    });
    }
}

void BaseModel::releasePages() const {
    if (gguf_)
        for (const MappedFile* file : gguf_->files()) file->release(0, file->size());
    for (const auto& file : files_) file->file().release(0, file->file().size());
}

}  // namespace tunesmith

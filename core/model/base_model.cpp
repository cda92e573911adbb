#include "core/model/base_model.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/base/sha256.h"

namespace tunesmith {

namespace {

namespace fs = std::filesystem;

struct Part {
    const char* gguf;
    const char* huggingFace;
};
// Names inside a layer: blk.N.<gguf> is model.layers.N.<huggingFace>.
constexpr Part kParts[] = {{"attn_norm", "input_layernorm"},        {"attn_q", "self_attn.q_proj"},   {"attn_k", "self_attn.k_proj"},
                           {"attn_v", "self_attn.v_proj"},          {"attn_output", "self_attn.o_proj"}, {"ffn_norm", "post_attention_layernorm"},
                           {"ffn_gate", "mlp.gate_proj"},           {"ffn_up", "mlp.up_proj"},        {"ffn_down", "mlp.down_proj"}};

std::string fromGgufName(const std::string& name) {
    if (name == "token_embd.weight") return "model.embed_tokens.weight";
    if (name == "output_norm.weight") return "model.norm.weight";
    if (name == "output.weight") return "lm_head.weight";
    if (name.rfind("blk.", 0) != 0) return {};
    const std::size_t afterLayer = name.find('.', 4), dot = name.rfind('.');
    if (afterLayer == std::string::npos || dot <= afterLayer) return {};
    const std::string part = name.substr(afterLayer + 1, dot - afterLayer - 1);
    for (const Part& p : kParts)
        if (part == p.gguf) return "model.layers." + name.substr(4, afterLayer - 4) + "." + p.huggingFace + name.substr(dot);
    return {};
}

struct Expected {
    std::string name;
    std::vector<std::int64_t> shape;
};

std::vector<Expected> expectedTensors(const ModelConfig& c) {
    std::vector<Expected> all{{"model.embed_tokens.weight", {c.vocabulary, c.width}}};
    const std::int64_t q = c.heads * c.headWidth, kv = c.kvHeads * c.headWidth;
    for (std::int64_t l = 0; l < c.layers; ++l) {
        const std::string layer = "model.layers." + std::to_string(l) + ".";
        const auto linear = [&](const char* name, std::int64_t out, std::int64_t in, bool bias) {
            all.push_back({layer + name + ".weight", {out, in}});
            if (bias) all.push_back({layer + name + ".bias", {out}});
        };
        all.push_back({layer + "input_layernorm.weight", {c.width}});
        linear("self_attn.q_proj", q, c.width, c.attentionBias);
        linear("self_attn.k_proj", kv, c.width, c.attentionBias);
        linear("self_attn.v_proj", kv, c.width, c.attentionBias);
        linear("self_attn.o_proj", c.width, q, c.attentionBias);
        all.push_back({layer + "post_attention_layernorm.weight", {c.width}});
        linear("mlp.gate_proj", c.feedForward, c.width, c.mlpBias);
        linear("mlp.up_proj", c.feedForward, c.width, c.mlpBias);
        linear("mlp.down_proj", c.width, c.feedForward, c.mlpBias);
    }
    all.push_back({"model.norm.weight", {c.width}});
    if (!c.tied) all.push_back({"lm_head.weight", {c.vocabulary, c.width}});
    return all;
}

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

}  // namespace

std::shared_ptr<const BaseModel> BaseModel::open(const std::string& path) {
    std::shared_ptr<BaseModel> model(new BaseModel);
    model->path_ = path;
    if (fs::is_directory(path)) model->openFolder();
    else model->openGguf();
    model->checkTensors();
    return model;
}

void BaseModel::add(const std::string& name, const StoredTensor& tensor, const MappedFile& file, std::int64_t heads) {
    if (!isFloating(tensor.dtype) || tensor.shape.empty() || tensor.shape.size() > 2) {
        strangers_.push_back(name);
        return;
    }
    MatrixView view;
    view.type = tensor.dtype;
    view.data = tensor.data;
    view.file = &file;
    view.rows = tensor.shape.size() == 2 ? tensor.shape[0] : 1;
    view.cols = tensor.shape.back();
    view.heads = heads;
    tensors_[name] = view;
    shapes_[name] = tensor.shape;
    bytes_ += std::int64_t(tensor.bytes);
}

void BaseModel::openGguf() {
    gguf_ = std::make_unique<GgufFile>(path_);
    config_ = ModelConfig::fromGguf(*gguf_, path_);
    tokenizer_ = tokenizerSpecFromGguf(ggufTokenizer(*gguf_), path_);
    for (const StoredTensor& tensor : gguf_->tensors()) {
        if (tensor.name == "rope_freqs.weight") continue;  // its rule is in the configuration
        const std::string name = fromGgufName(tensor.name);
        if (name.empty()) {
            strangers_.push_back(tensor.name);
            continue;
        }
        const bool query = name.find(".q_proj.") != std::string::npos, key = name.find(".k_proj.") != std::string::npos;
        const bool matrix = tensor.shape.size() == 2;
        add(name, tensor, gguf_->file(), matrix && query ? config_.heads : matrix && key ? config_.kvHeads : 0);
    }
    if (config_.attentionBias && gguf_->find("blk.0.attn_output.bias") == nullptr)
        throw Error(Code::BadFile, "The attention has biases on queries, keys and values alone; that variant is not supported.", path_);
}

void BaseModel::openFolder() {
    config_ = ModelConfig::fromHuggingFace(readJsonFile((fs::path(path_) / "config.json").string()), path_ + "/config.json");
    // A model without its tokenizer can still be looked at; whoever needs one is told that it is missing.
    if (fs::exists(fs::path(path_) / "tokenizer.json")) tokenizer_ = tokenizerSpecFromFolder(path_);
    files_ = openSafetensorsFolder(path_);
    for (const auto& file : files_)
        for (const StoredTensor& tensor : file->tensors()) {
            if (tensor.name.find("rotary_emb.inv_freq") != std::string::npos) continue;  // a buffer of old checkpoints
            if (tensor.name == "lm_head.weight" && config_.tied) continue;               // some writers repeat the embedding
            add(tensor.name, tensor, file->file(), 0);
        }
}

void BaseModel::checkTensors() {
    std::vector<std::string> missing, misshapen;
    std::map<std::string, bool> known;
    for (const Expected& wanted : expectedTensors(config_)) {
        names_.push_back(wanted.name);
        known[wanted.name] = true;
        const auto found = shapes_.find(wanted.name);
        if (found == shapes_.end()) missing.push_back(wanted.name);
        else if (found->second != wanted.shape)
            misshapen.push_back(wanted.name + " " + shapeText(found->second) + " instead of " + shapeText(wanted.shape));
    }
    std::vector<std::string> extra = strangers_;
    for (const auto& [name, view] : tensors_)
        if (!known.count(name)) extra.push_back(name);
    std::string problem;
    if (!missing.empty()) problem += " Missing: " + listed(missing) + ".";
    if (!misshapen.empty()) problem += " Of another shape: " + listed(misshapen) + ".";
    if (!extra.empty()) problem += " Unknown: " + listed(extra) + ".";
    if (!problem.empty()) throw Error(Code::BadFile, "The tensors do not match the model's configuration." + problem, path_);
    if (config_.tied) tensors_["lm_head.weight"] = tensors_["model.embed_tokens.weight"];
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
    // A GGUF bias of Q or K is interleaved as the rows of its weight are.
    if (gguf_ && name.size() > 5 && name.compare(name.size() - 5, 5, ".bias") == 0) {
        const MatrixView& weight = matrix(name.substr(0, name.size() - 5) + ".weight");
        if (weight.heads > 0) {
            std::vector<float> ordered(values.size());
            for (std::int64_t r = 0; r < weight.rows; ++r)
                ordered[std::size_t(r)] = values[std::size_t((weight.row(r) - weight.data) / weight.rowBytes())];
            return ordered;
        }
    }
    return values;
}

std::string BaseModel::storage() const {
    std::map<DType, std::int64_t> counts;
    for (const auto& [name, view] : tensors_) counts[view.type] += view.rows * view.cols;
    const auto most = std::max_element(counts.begin(), counts.end(), [](auto& a, auto& b) { return a.second < b.second; });
    return dtypeName(most->first);
}

std::string BaseModel::fingerprint() const {
    Sha256 hash;
    const auto sample = [&](const MappedFile& file) {
        const std::string head = fs::path(file.path()).filename().string() + ":" + std::to_string(file.size());
        hash.update(head.data(), head.size());
        const std::size_t piece = 4096, pieces = 64;
        for (std::size_t i = 0; i < pieces && file.size() > 0; ++i) {
            const std::size_t at = file.size() > piece ? (file.size() - piece) * i / (pieces - 1) : 0;  // the last one ends with the file
            hash.update(file.data() + at, std::min(piece, file.size() - at));
        }
    };
    if (gguf_) sample(gguf_->file());
    for (const auto& file : files_) sample(file->file());
    return hash.hex();
}

void BaseModel::checkFinite() const {
    for (const auto& [name, view] : tensors_) {
        const MatrixView& matrix = view;
        parallelFor(matrix.rows, std::max<std::int64_t>(1, (1 << 18) / matrix.cols), [&](std::int64_t first, std::int64_t last) {
            std::vector<float> values(std::size_t((last - first) * matrix.cols));
            matrix.widen(first, last, values.data());
            for (std::int64_t r = first; r < last; ++r) {
                float sum = 0;
                for (std::int64_t c = 0; c < matrix.cols; ++c)  // stays 0 unless a value is NaN or infinite
                    sum += values[std::size_t((r - first) * matrix.cols + c)] * 0.0f;
                if (sum != 0.0f)
                    throw Error(Code::BadFile, "The weights hold NaN or infinity in row " + std::to_string(r) +
                                                   "; the file is damaged or was saved from a diverged run.", path_ + ": " + name);
            }
        });
    }
}

void BaseModel::releasePages() const {
    if (gguf_) gguf_->file().release(0, gguf_->file().size());
    for (const auto& file : files_) file->file().release(0, file->file().size());
}

}  // namespace tunesmith

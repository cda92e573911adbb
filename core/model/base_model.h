// BaseModel: the weights of a base model where they lie (a GGUF file or a Hugging Face folder), under their Hugging
// Face names. Mapped, never copied; immutable: any thread may read. Torch-free.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/model/config.h"
#include "core/model/weights/matrix_view.h"
#include "core/model/weights/weight_scales.h"
#include "core/tokenize/tokenizer.h"

namespace tunesmith {

class BaseModel {
public:
    /// Opens and checks names, shapes and types of every tensor. Throws Error(NotFound, BadFile) listing what is
    /// missing, extra or of another shape.
    static std::shared_ptr<const BaseModel> open(const std::string& path);
    /// The same encoder with this head on it in place of its own; parts that the file does not have for it are new, and
    /// drawn from `seed`. Throws Error(BadInput) for a decoder.
    static std::shared_ptr<const BaseModel> open(const std::string& path, const ClassifierConfig& head,
                                                 std::uint64_t seed);

    const ModelConfig& config() const { return config_; }
    /// A config.json for weights of this model: the folder's own, or one made for what came from a GGUF file.
    Json huggingFaceConfig() const;
    const std::string& path() const { return path_; }
    const TokenizerSpec& tokenizerSpec() const { return tokenizer_; }
    /// A matrix [out, in] by its Hugging Face name, e.g. "model.layers.0.self_attn.q_proj.weight".
    const MatrixView& matrix(const std::string& name) const;
    /// A norm or bias, widened.
    std::vector<float> vector(const std::string& name) const;
    bool has(const std::string& name) const { return tensors_.count(name) > 0; }
    /// Tensors of the head that no file holds and that were drawn: the head answers nothing of use until it is trained.
    std::vector<std::string> newTensors() const;
    /// All names in model order: embedding, layers, final norm, head (absent where tied).
    const std::vector<std::string>& names() const { return names_; }
    /// The type that most of the weights have: "Q4_1", "BF16", ...
    std::string storage() const;
    std::int64_t bytes() const { return bytes_; }
    /// SHA-256 over the files' names, sizes, headers and samples of their data: tells whether the model on disk is
    /// still the same one.
    std::string fingerprint() const;
    /// Throws Error(BadFile) naming the first tensor that holds NaN or infinity. Reads everything (about a second for a
    /// gigabyte).
    void checkFinite() const;
    /// Tells the system that the mapped pages are not needed soon.
    void releasePages() const;

private:
    BaseModel() = default;
    void openGguf();
    void openFolder(const ClassifierConfig* head);
    void checkTensors();
    void takeHead(const ClassifierConfig& head);
    void drawHead(std::uint64_t seed);
    MatrixView* add(const std::string& name, const StoredTensor& tensor, const MappedFile& file);
    std::string known(const std::string& name) const;

    std::string path_;
    ModelConfig config_;
    Json configJson_;  // of a folder
    TokenizerSpec tokenizer_;
    std::unique_ptr<GgufFile> gguf_;
    std::vector<std::unique_ptr<SafetensorsFile>> files_;
    WeightScales scales_;                        // of 8-bit floats
    std::map<std::string, MatrixView> tensors_;  // vectors are matrices of one row
    std::map<std::string, std::vector<std::int64_t>> shapes_;
    std::vector<std::string> names_, strangers_;
    std::map<std::string, std::vector<float>> drawn_;  // of a new head
    bool newHead_ = false;
    std::map<std::string, bool> layoutNames_;
    std::int64_t bytes_ = 0;
};

}  // namespace tunesmith

// GGUF versions 2 and 3: reading metadata and tensors. Every count and length is checked against the file before it is
// used. Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md; limits in GgufFile's comment. Torch-free.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/file.h"
#include "core/model/weights/safetensors.h"
#include "core/tokenize/tokenizer.h"

namespace tunesmith {

using GgufValue = std::variant<std::int64_t, std::uint64_t, double, bool, std::string, std::vector<std::int64_t>,
                               std::vector<double>, std::vector<std::string>>;

class GgufFile {
public:
    /// At most 65,536 tensors and 65,536 keys, texts of at most 16 MiB and 256 MiB in all, 8,388,608 array values in
    /// all, alignment a power of two up to 64 KiB, no nested arrays; tensors follow each other to the end of the file.
    /// Throws Error(BadFile) naming the key or tensor. Types that are not read (IQ1 to IQ3, Q1_0) are refused by name.
    /// A part of a split model (NAME-00002-of-00003.gguf; whichever was chosen) opens all parts beside it as one: the
    /// metadata of the first, the tensors of all. Throws Error(NotFound) naming the part that is missing.
    explicit GgufFile(const std::string& path);
    /// The same over bytes that outlive the object (for fuzzing and tests); a part of a split model is refused.
    GgufFile(const std::uint8_t* bytes, std::size_t size, const std::string& where);

    /// Shapes are outermost first (reversed from the file).
    const std::vector<StoredTensor>& tensors() const { return tensors_; }
    const StoredTensor* find(const std::string& name) const;
    const std::map<std::string, GgufValue>& metadata() const { return metadata_; }
    /// Typed reads: nothing where the key is absent; Error(BadFile) where it has another type or does not fit.
    std::optional<std::int64_t> integer(const std::string& key) const;
    std::optional<double> number(const std::string& key) const;
    std::optional<bool> boolean(const std::string& key) const;
    std::optional<std::string> text(const std::string& key) const;
    std::vector<std::string> texts(const std::string& key) const;  // empty where absent
    std::vector<std::int64_t> integers(const std::string& key) const;
    std::vector<double> numbers(const std::string& key) const;
    /// Lets go of the lists in the metadata, of which a vocabulary's are megabytes.
    void forgetLists();
    /// The file, or the first part of a split one.
    const MappedFile& file() const { return file_; }
    /// All parts in order; the file alone where it is not split.
    std::vector<const MappedFile*> files() const;
    /// The part that holds a tensor of tensors().
    const MappedFile& fileOf(const StoredTensor& tensor) const;
    /// The file's name, for messages.
    const std::string& where() const { return where_; }

private:
    GgufFile() = default;
    void parse(const std::uint8_t* bytes, std::size_t size, const std::string& where);
    void openParts(const std::string& path);
    void addTensors(const GgufFile& part);
    MappedFile file_;
    std::vector<std::unique_ptr<GgufFile>> parts_;  // the second to the last
    std::string where_;
    std::vector<StoredTensor> tensors_;
    std::map<std::string, std::size_t> index_;
    std::map<std::string, GgufValue> metadata_;
};

/// The tokenizer.ggml.* keys. Throws Error(BadFile) where there is no tokenizer, the lists differ in length, or the id
/// of a special token is none of the vocabulary's. `pre` is "default" where the file does not say.
GgufTokenizer ggufTokenizer(const GgufFile& file);

}  // namespace tunesmith

// safetensors: reading (checked against everything the reference implementation refuses, duplicate keys too) and
// writing. Format: https://github.com/huggingface/safetensors; limits in SafetensorsFile's comment. Torch-free.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/atomic_file.h"
#include "core/base/file.h"
#include "core/model/weights/dtype.h"

namespace tunesmith {

/// A tensor that lies in a mapped file: row-major, shape outermost first, possibly unaligned.
struct StoredTensor {
    std::string name;
    DType dtype = DType::F32;
    std::vector<std::int64_t> shape;
    const std::uint8_t* data = nullptr;  // owned by the file object
    std::size_t bytes = 0;
    std::int64_t count() const;
};

class SafetensorsFile {
public:
    /// Header of at most 100,000,000 bytes and the file's size; tensors tile the data exactly. Throws Error(BadFile)
    /// naming the tensor.
    explicit SafetensorsFile(const std::string& path);
    /// The same over bytes that outlive the object (for fuzzing and tests).
    SafetensorsFile(const std::uint8_t* bytes, std::size_t size, const std::string& where);
    const std::vector<StoredTensor>& tensors() const { return tensors_; }
    const StoredTensor* find(const std::string& name) const;  // null where absent
    const std::map<std::string, std::string>& metadata() const { return metadata_; }
    const MappedFile& file() const { return file_; }

private:
    void parse(const std::uint8_t* bytes, std::size_t size, const std::string& where);
    MappedFile file_;
    std::vector<StoredTensor> tensors_;
    std::map<std::string, std::size_t> index_;
    std::map<std::string, std::string> metadata_;
};

struct TensorToWrite {
    std::string name;
    DType dtype = DType::F32;
    std::vector<std::int64_t> shape;
    const void* data = nullptr;
};

/// Writes atomically: header padded to 8 with spaces, larger number types first, then by name. Returns the file's
/// SHA-256.
std::string writeSafetensors(const std::string& path, std::vector<TensorToWrite> tensors,
                             const std::map<std::string, std::string>& metadata = {});

/// Reads model.safetensors, or the shards of model.safetensors.index.json (plain names in the same folder, each tensor
/// once, where the index says); the objects are returned in order. Refuses pickle files by content with the way out.
/// Throws Error(NotFound, BadFile).
std::vector<std::unique_ptr<SafetensorsFile>> openSafetensorsFolder(const std::string& folder);

}  // namespace tunesmith

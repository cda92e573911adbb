// What a file or folder is that holds no weights which Tunesmith reads: told by its content, whatever it is called, with the way out. First of
// all everything that runs a program when it is read. Torch-free; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "core/base/json.h"

namespace tunesmith {

struct WhyRefused {
    std::string text;   // what it is, why it is not read and what to get instead
    std::string where;  // the file
};

/// Looks at the first and last bytes of a file, or at the files of a folder that holds neither model.safetensors nor an index of shards
/// (and at what is called .safetensors in one that does). Nothing where the path is gone, or where its reader may try: this tells kinds of
/// files apart, it does not check them. Throws nothing for what is in the files.
std::optional<WhyRefused> whyRefused(const std::string& path);

/// The refusal of a model whose config.json wants Python code of its own ("auto_map", "trust_remote_code"); nothing where it does not. Many
/// models name such code though readers know their architecture by now, so ask this where the architecture is not one that is known.
std::optional<std::string> whyRemoteCode(const Json& config);

/// What bytes that are not in the expected format are instead, as a sentence with the way out (a Python pickle, a Git LFS pointer, a web
/// page, Keras, ONNX, ...); empty where they say nothing.
std::string whatItIsInstead(const std::uint8_t* bytes, std::size_t size);

/// True for a Python pickle of any protocol, bare, in a tar file of the first torch versions or in the zip file that torch.save() writes.
bool looksLikePickle(const std::uint8_t* bytes, std::size_t size);

}  // namespace tunesmith

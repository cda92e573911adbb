#include "core/model/weights/refused.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/model/weights/format_text.h"

namespace fs = std::filesystem;

namespace tunesmith {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kSearched = 256 * 1024;  // how far into each end of an archive its list of names is looked for

constexpr const char* kPickle =
    "These weights are a Python pickle, which can run any program when it is read, so Tunesmith does not read it. Take "
    "the safetensors version "
    "of the model, or convert it in Python with torch 2.6 or newer: "
    "AutoModelForCausalLM.from_pretrained(FOLDER).save_pretrained(NEW_FOLDER).";
constexpr const char* kTorchScript =
    "This is a TorchScript program: weights together with code that runs when it is loaded, so Tunesmith does not read "
    "it. Take the safetensors "
    "version of the model it was made from.";
constexpr const char* kNumpyObjects =
    "This NumPy file holds Python objects, which are a pickle inside and can run any program when they are read, so "
    "Tunesmith does not read it. "
    "Take the safetensors version of the model.";
constexpr const char* kKeras =
    "This is a Keras model (HDF5), which can hold Python code and which Tunesmith does not read. Take the safetensors "
    "version of the model for "
    "transformers, or its GGUF file.";
constexpr const char* kOnnx =
    "This is an ONNX file: a fixed computation for answering, not weights to train. Take the safetensors version of "
    "the model it was made from.";
constexpr const char* kTensorFlow =
    "This is a TensorFlow model, which Tunesmith does not read. Take the safetensors version of the model for "
    "transformers, or its GGUF file.";
constexpr const char* kFlax =
    "These are Flax weights (msgpack), which Tunesmith does not read. Take the safetensors version of the model, or "
    "its GGUF file.";
constexpr const char* kAdapter =
    "This folder holds an adapter and not the model it belongs to. Add the base model that its adapter_config.json "
    "names first, and then the adapter onto it.";
constexpr const char* kGgufInFolder =
    "The weights in this folder are a GGUF file: choose the file itself, not the folder.";
constexpr const char* kSafetensorsAlone =
    "This is one safetensors file of a model: choose the folder that holds it together with its config.json and "
    "tokenizer.json.";

std::string_view textOf(const std::uint8_t* bytes, std::size_t size) {
    return {reinterpret_cast<const char*>(bytes), size};
}

bool isZip(std::string_view text) {
    return text.starts_with("PK\x03\x04"sv);
}

bool isTar(std::string_view text) {
    return text.size() > 262 && text.substr(257, 5) == "ustar"sv;
}

/// A name stands in the archive's lists: at the start of its members, and again in the directory at the end of a zip
/// file.
bool names(std::string_view archive, std::string_view name) {
    const std::string_view first = archive.substr(0, kSearched),
                           last = archive.substr(archive.size() - std::min(archive.size(), kSearched));
    return first.find(name) != std::string_view::npos || last.find(name) != std::string_view::npos;
}

bool isWord(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    });
}

/// Protocols 0 and 1 have no mark: they start with the operation of their first object, a named function
/// ("cos\nsystem\n") or a container, and end with a full stop.
bool looksLikeOldPickle(std::string_view text) {
    if (text.size() < 3 || !(text.ends_with('.') || text.ends_with(".\n"))) return false;
    if (text[0] == 'c') {
        const std::size_t first = text.find('\n'), second = first == text.npos ? text.npos : text.find('\n', first + 1);
        return second != text.npos && second < 200 && isWord(text.substr(1, first - 1)) &&
               isWord(text.substr(first + 1, second - first - 1));
    }
    if (text[0] == '(')
        return "dlticSVUXIKJF("sv.find(text[1]) != std::string_view::npos && (text[2] == 'p' || text[1] != 'd');
    return (text[0] == '}' || text[0] == ']' || text[0] == ')') && (text[1] == 'q' || text[1] == '(');
}

/// A bare pickle of protocol 2 to 5. A safetensors file may start so too, where its header has 640 bytes or some more:
/// then six zero bytes and the header's brace follow.
bool looksLikeNewPickle(const std::uint8_t* bytes, std::size_t size) {
    if (size < 2 || bytes[0] != 0x80 || bytes[1] < 2 || bytes[1] > 5) return false;
    const bool header =
        size > 8 && bytes[8] == '{' && std::all_of(bytes + 2, bytes + 8, [](std::uint8_t b) { return b == 0; });
    return !header;
}

bool looksLikeSafetensors(const std::uint8_t* bytes, std::size_t size) {
    std::uint64_t header = 0;
    if (size < 10) return false;
    std::memcpy(&header, bytes, 8);
    return bytes[8] == '{' && header >= 2 && header <= size - 8;
}

/// Protocol buffers of ONNX and of TensorFlow start with a version; what follows are the producer, the graph or the
/// imports of ONNX.
const char* protocolBuffer(std::string_view text) {
    if (text.size() < 8 || text[0] != '\x08' || text[8 % text.size()] == '{') return nullptr;
    if (text[1] == '\x01' && text[2] == '\x12') return kTensorFlow;
    const bool onnx =
        text[1] > 1 && text[1] <= 0x20 && "\x12\x1A\x22\x3A\x42"sv.find(text[2]) != std::string_view::npos;
    return onnx ? kOnnx : nullptr;
}

std::string whatZipIs(std::string_view text) {
    if (names(text, "/code/"sv) && names(text, "constants.pkl"sv)) return kTorchScript;
    if (names(text, ".pkl"sv)) return kPickle;
    if (names(text, "model.weights.h5"sv)) return kKeras;
    if (names(text, "'descr': '|O'"sv)) return kNumpyObjects;
    if (names(text, ".npy"sv)) return "This is a file of NumPy arrays: take the safetensors version of the model.";
    if (names(text, "models/model.json"sv) && names(text, "archive_format"sv)) return kTorchScript;
    return "This is a zip archive: unpack it first.";
}

std::string whatArchiveIs(std::string_view text) {
    if (isZip(text)) return whatZipIs(text);
    if (isTar(text)) return "This is a tar archive: unpack it first.";
    struct Packed {
        std::string_view mark;
        const char* name;
    };
    for (const Packed& packed : {Packed{"\x1F\x8B"sv, "gzip"},
                                 {"BZh"sv, "bzip2"},
                                 {"\xFD"
                                  "7zXZ\0"sv,
                                  "xz"},
                                 {"\x28\xB5\x2F\xFD"sv, "zstd"},
                                 {"7z\xBC\xAF\x27\x1C"sv, "7-Zip"},
                                 {"Rar!"sv, "RAR"}})
        if (text.starts_with(packed.mark))
            return std::string("This file is compressed with ") + packed.name + ": unpack it first.";
    return {};
}

}  // namespace

bool looksLikePickle(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text = textOf(bytes, size);
    if (isZip(text)) return names(text, ".pkl"sv);
    // torch before version 0.1.11 wrote a tar file with these three members.
    if (isTar(text)) return names(text, "pickle"sv) && names(text, "storages"sv);
    return looksLikeNewPickle(bytes, size) || looksLikeOldPickle(text);
}

std::string whatItIsInstead(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text = textOf(bytes, size), start = text.substr(0, 256);
    if (!isZip(text) && looksLikePickle(bytes, size)) return kPickle;
    if (const std::string archive = whatArchiveIs(text); !archive.empty()) return archive;
    if (start.starts_with("version https://git-lfs"))
        return "This is a Git LFS pointer, not the file itself: fetch the file with \"git lfs pull\" or download it "
               "again.";
    if (start.starts_with("<!") || start.starts_with("<html") || start.starts_with("<HTML") ||
        start.starts_with("<?xml"))
        return "This is a web page: the download went wrong. Download the file again.";
    if (start.starts_with("GGUF")) return "This is a GGUF file: give it the ending .gguf and import it as such.";
    if (start.starts_with("tjgg") || start.starts_with("lmgg") || start.starts_with("fmgg"))
        return "This is a GGML file of before August 2023: convert the original model to GGUF again.";
    if (start.starts_with("\x93NUMPY"sv))
        return start.find("|O"sv) != start.npos ? kNumpyObjects
                                                : "This is a NumPy file: take the safetensors version of the model.";
    if (start.starts_with("\x89HDF\r\n\x1A\n"sv)) return kKeras;
    if (start.size() > 8 && start.substr(4, 4) == "TFL3"sv) return kTensorFlow;
    if (const char* kind = protocolBuffer(start)) return kind;
    return {};
}

namespace {

bool isFile(const fs::path& path) {
    std::error_code failed;
    return fs::is_regular_file(path, failed);
}

std::string kindOf(const std::string& path) {
    try {
        const MappedFile file(path);
        return whatItIsInstead(file.data(), file.size());
    } catch (const Error&) {
        return {};  // a file that cannot be read says nothing of the weights
    }
}

bool startsLike(const std::string& path, bool (*test)(const std::uint8_t*, std::size_t)) {
    try {
        const MappedFile file(path);
        return test(file.data(), file.size());
    } catch (const Error&) {
        return false;
    }
}

std::optional<WhyRefused> whyFile(const std::string& path) {
    if (startsLike(path, looksLikeSafetensors)) return WhyRefused{kSafetensorsAlone, path};
    std::string kind = kindOf(path);
    if (kind.empty() || kind.starts_with("This is a GGUF file: give")) return std::nullopt;
    return WhyRefused{std::move(kind), path};
}

/// In the order of what a person most likely meant to choose: the first that is there names the folder.
std::optional<WhyRefused> whyOtherWeights(const std::vector<fs::path>& files) {
    for (const fs::path& path : files)
        if (startsLike(path.string(), looksLikePickle)) return WhyRefused{kindOf(path.string()), path.string()};
    for (const fs::path& path : files) {
        const std::string name = path.filename().string();
        if (name.ends_with(".gguf")) return WhyRefused{kGgufInFolder, path.string()};
        if (name.ends_with(".msgpack")) return WhyRefused{kFlax, path.string()};
        if (name == "saved_model.pb" || name == "checkpoint" || name.ends_with(".ckpt.index"))
            return WhyRefused{kTensorFlow, path.string()};
        if (name == "adapter_config.json") return WhyRefused{kAdapter, path.string()};
        const std::string kind = kindOf(path.string());
        if (kind == kKeras || kind == kOnnx || kind == kTensorFlow || kind == kNumpyObjects || kind == kTorchScript)
            return WhyRefused{kind, path.string()};
    }
    return std::nullopt;
}

std::optional<WhyRefused> whyFolder(const std::string& folder) {
    std::error_code failed;
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder, failed))
        if (isFile(entry.path())) files.push_back(entry.path());
    std::sort(files.begin(), files.end());  // the same file is named each time
    bool weights = false;
    for (const fs::path& path : files) {
        const std::string name = path.filename().string();
        weights = weights || name == "model.safetensors" || name == "model.safetensors.index.json";
        if (!name.ends_with(".safetensors")) continue;
        if (std::string kind = kindOf(path.string()); !kind.empty() && !startsLike(path.string(), looksLikeSafetensors))
            return WhyRefused{std::move(kind), path.string()};
    }
    if (weights) return std::nullopt;
    if (isFile(fs::path(folder) / "adapter_config.json")) return WhyRefused{kAdapter, folder};
    return whyOtherWeights(files);
}

}  // namespace

std::optional<WhyRefused> whyRefused(const std::string& path) {
    std::error_code failed;
    if (fs::is_directory(path, failed)) return whyFolder(path);
    return isFile(path) ? whyFile(path) : std::nullopt;
}

std::optional<std::string> whyRemoteCode(const Json& config) {
    if (!config.is_object()) return std::nullopt;
    const auto map = config.find("auto_map"), trust = config.find("trust_remote_code");
    const bool code = map != config.end() && map->is_object() && !map->empty();
    if (!code && !(trust != config.end() && trust->is_boolean() && trust->get<bool>())) return std::nullopt;
    std::string text = "The model's config.json asks for Python code of its own";
    if (code && map->begin()->is_string()) text += " (auto_map: " + quotedName(map->begin()->get<std::string>()) + ")";
    return text +
           ", and Tunesmith never runs code that comes with a model. Take a version that transformers reads without "
           "trust_remote_code, or the model's "
           "GGUF file.";
}

}  // namespace tunesmith

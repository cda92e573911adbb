#include "core/model/weights/model_card.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include "core/base/error.h"
#include "core/model/weights/gguf.h"

namespace fs = std::filesystem;

namespace tunesmith {

namespace {

constexpr std::size_t kMostBytes = 64 * 1024, kLongest = 200, kMostEntries = 64;

std::string_view trimmed(std::string_view text) {
    const auto isSpace = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
    while (!text.empty() && isSpace(text.front())) text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back())) text.remove_suffix(1);
    return text;
}

/// A scalar of the front matter without its quotes or a comment behind it.
std::string scalar(std::string_view text) {
    text = trimmed(text);
    if (text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.find(text.front(), 1) != text.npos)
        return std::string(text.substr(1, text.find(text.front(), 1) - 1)).substr(0, kLongest);
    if (const std::size_t comment = text.find(" #"); comment != text.npos) text = trimmed(text.substr(0, comment));
    return std::string(text).substr(0, kLongest);
}

/// "[en, 'fr']" or one value.
std::vector<std::string> values(std::string_view text) {
    text = trimmed(text);
    std::vector<std::string> list;
    if (text.empty() || text == "|" || text == ">" || text == "null") return list;
    if (!text.starts_with('[')) return {scalar(text)};
    text.remove_prefix(1);
    if (const std::size_t end = text.find(']'); end != text.npos) text = text.substr(0, end);
    while (!text.empty() && list.size() < kMostEntries) {
        const std::size_t comma = std::min(text.find(','), text.size());
        if (std::string value = scalar(text.substr(0, comma)); !value.empty()) list.push_back(std::move(value));
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return list;
}

/// Keys of the outermost level with their values. Deeper levels (a model-index with its results) are passed over.
std::map<std::string, std::vector<std::string>> frontMatter(std::string_view text) {
    std::map<std::string, std::vector<std::string>> keys;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    std::vector<std::string>* list = nullptr;
    for (bool first = true; !text.empty(); first = false) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end), content = trimmed(line);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (content == "---") {
            if (!first) return keys;
            continue;
        }
        if (first) return {};  // no front matter
        if (content.empty() || content.starts_with('#')) continue;
        const bool item = content.starts_with("- ") || content == "-";
        if (item && list && list->size() < kMostEntries) {
            std::string value = scalar(content.substr(1));
            if (!value.empty() && value.find(": ") == value.npos) list->push_back(std::move(value));
        }
        if (item || line.front() == ' ' || line.front() == '\t') continue;
        const std::size_t colon = content.find(':');
        if (colon == content.npos || keys.size() == kMostEntries) {
            list = nullptr;
            continue;
        }
        list = &keys[std::string(content.substr(0, colon))];
        *list = values(content.substr(colon + 1));
    }
    return {};  // the block has no end
}

/// Tags name the program, the files and where they lie, too; what is left says something of the content.
bool saysSomething(const std::string& tag) {
    static constexpr std::string_view kNoise[] = {"transformers",
                                                  "safetensors",
                                                  "pytorch",
                                                  "gguf",
                                                  "llama",
                                                  "llama-3",
                                                  "llama3",
                                                  "llama-cpp",
                                                  "mistral",
                                                  "qwen2",
                                                  "qwen3",
                                                  "gemma",
                                                  "gemma2",
                                                  "phi3",
                                                  "onnx",
                                                  "jax",
                                                  "tf",
                                                  "tensorflow",
                                                  "mlx",
                                                  "peft",
                                                  "lora",
                                                  "trl",
                                                  "sft",
                                                  "unsloth",
                                                  "quantized",
                                                  "quantization",
                                                  "autotrain_compatible",
                                                  "endpoints_compatible",
                                                  "text-generation-inference",
                                                  "custom_code",
                                                  "region:us",
                                                  "merge",
                                                  "mergekit",
                                                  "facebook",
                                                  "meta",
                                                  "transformers.js",
                                                  "model",
                                                  "text-embeddings-inference",
                                                  "imatrix",
                                                  "license"};
    if (tag.find(':') != tag.npos || tag.size() < 3) return false;
    std::string lower = tag;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return char(c >= 'A' && c <= 'Z' ? c + 32 : c); });
    return std::find(std::begin(kNoise), std::end(kNoise), lower) == std::end(kNoise);
}

void addOnce(std::vector<std::string>& list, const std::string& value) {
    if (list.size() < kMostEntries && std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

std::vector<std::string> cut(std::vector<std::string> list) {
    if (list.size() > kMostEntries) list.resize(kMostEntries);
    for (std::string& text : list) text.resize(std::min(text.size(), kLongest));
    return list;
}

/// A key of a file whose type may be another than it should be.
template <class Read>
auto orNothing(Read read) -> decltype(read()) {
    try {
        return read();
    } catch (const Error&) {
        return {};
    }
}

}  // namespace

ModelCard cardOfReadme(std::string_view readme) {
    const auto keys = frontMatter(readme.substr(0, kMostBytes));
    const auto first = [&](const char* key) {
        const auto found = keys.find(key);
        return found == keys.end() || found->second.empty() ? std::string() : found->second.front();
    };
    ModelCard card;
    card.title = first("model_name");
    card.license = first("license");
    if (card.license.empty() || card.license == "other")
        if (std::string own = first("license_name"); !own.empty()) card.license = std::move(own);
    card.baseModel = first("base_model");
    if (const auto found = keys.find("language"); found != keys.end()) card.languages = found->second;
    if (const std::string task = first("pipeline_tag"); !task.empty()) card.goodFor.push_back(task);
    if (const auto found = keys.find("tags"); found != keys.end())
        for (const std::string& tag : found->second)
            if (saysSomething(tag)) addOnce(card.goodFor, tag);
    return card;
}

ModelCard cardOfGguf(const GgufFile& file) {
    const auto text = [&](const char* key) {
        return orNothing([&] { return file.text(key).value_or(std::string()); }).substr(0, kLongest);
    };
    ModelCard card;
    card.title = text("general.name");
    card.license = text("general.license");
    if (card.license.empty() || card.license == "other")
        if (std::string own = text("general.license.name"); !own.empty()) card.license = std::move(own);
    card.baseModel = text("general.base_model.0.name");
    card.languages = cut(orNothing([&] { return file.texts("general.languages"); }));
    for (const std::string& tag : cut(orNothing([&] { return file.texts("general.tags"); })))
        if (saysSomething(tag)) addOnce(card.goodFor, tag);
    return card;
}

ModelCard modelCard(const std::string& path) {
    std::error_code failed;
    try {
        if (!fs::is_directory(path, failed)) return cardOfGguf(GgufFile(path));
        std::ifstream in(fs::path(path) / "README.md", std::ios::binary);
        std::string text(kMostBytes, '\0');
        in.read(text.data(), std::streamsize(text.size()));
        text.resize(std::size_t(std::max<std::streamsize>(0, in.gcount())));
        return cardOfReadme(text);
    } catch (const Error&) {
        return {};
    }
}

}  // namespace tunesmith

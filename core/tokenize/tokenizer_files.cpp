// Tokenizers in Hugging Face model folders: tokenizer.json or older vocabulary files, tokenizer_config.json,
// special_tokens_map.json, chat_template.jinja.
#include <filesystem>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/tokenize/tokenizer.h"
#include "core/tokenize/tokenizer_vocabulary_files.h"

namespace tunesmith {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostDocument = 500u << 20, kMostTemplate = 4u << 20;

/// The template, or the one named "default" of a list of named ones.
std::string templateText(const Json& config) {
    const auto found = config.find("chat_template");
    if (found == config.end()) return {};
    if (found->is_string()) return found->get<std::string>();
    if (!found->is_array()) return {};
    for (const Json& entry : *found)
        if (entry.is_object() && entry.value("name", Json()) == "default" &&
            entry.value("template", Json()).is_string())
            return entry["template"].get<std::string>();
    return {};
}

Json optionalJson(const fs::path& path) {
    return fs::exists(path) ? readJsonFile(path.string()) : Json::object();
}

/// Whether the post-processor of the document begins a text with the token.
bool documentAddsBos(const Json& processor, const std::string& bos) {
    if (!processor.is_object()) return false;
    if (processor.contains("processors") && processor["processors"].is_array()) {
        for (const Json& child : processor["processors"])
            if (child.is_object() && !child.contains("processors") && documentAddsBos(child, bos)) return true;
        return false;
    }
    const auto single = processor.find("single");
    if (single == processor.end() || !single->is_array() || single->empty()) return false;
    const Json& first = (*single)[0];
    return first.is_object() && first.contains("SpecialToken") && first["SpecialToken"].is_object() &&
           first["SpecialToken"].value("id", Json()) == bos;
}

/// The value of a top-level key of the document, without reading its vocabulary into a tree.
Json documentPart(const std::string& document, const std::string& key, const std::string& where) {
    Json part;
    const auto keep = [&](int depth, Json::parse_event_t event, Json& value) {
        if (depth == 1 && event == Json::parse_event_t::key) return value == key;
        return true;
    };
    try {
        part = Json::parse(document, keep);
    } catch (const Json::exception&) {
        throw Error(Code::BadFile, "The tokenizer is not valid JSON. Download or export the model again.", where);
    }
    return part.is_object() ? part.value(key, Json()) : Json();
}

}  // namespace

bool folderHasTokenizer(const std::string& folder) {
    const fs::path root(folder);
    for (const char* name :
         {"tokenizer.json", "tokenizer.model", "spiece.model", "spm.model", "sentencepiece.bpe.model", "vocab.txt"})
        if (fs::exists(root / name)) return true;
    return fs::exists(root / "vocab.json") && fs::exists(root / "merges.txt");
}

TokenizerSpec tokenizerSpecFromFolder(const std::string& folder) {
    const fs::path root(folder);
    std::string path = (root / "tokenizer.json").string();
    Json config = optionalJson(root / "tokenizer_config.json");
    if (!config.is_object()) config = Json::object();
    Json map = optionalJson(root / "special_tokens_map.json");
    if (!map.is_object()) map = Json::object();
    TokenizerSpec spec;
    if (fs::exists(path)) {
        spec.tokenizerJson = readFile(path, kMostDocument);
    } else {
        std::optional<TokenizerSpec> made = specFromVocabularyFiles(folder, config, map);
        if (!made)
            throw Error(Code::NotFound,
                        "The folder has no tokenizer (tokenizer.json, tokenizer.model, vocab.txt, or vocab.json with "
                        "merges.txt). Choose the whole folder of a Hugging Face model.",
                        folder);
        spec = std::move(*made);
        path = folder;
    }
    const auto bare = Tokenizer::make(spec, path);
    const auto idOf = [&](const char* name) -> std::optional<TokenId> {
        std::string text = specialTokenText(config, name);
        if (text.empty()) text = specialTokenText(map, name);
        return text.empty() ? std::nullopt : bare->idOf(text);
    };
    // What the configuration names counts; else what the vocabulary's own file says.
    for (const auto& [place, name] : {std::pair{&spec.bos, "bos_token"},
                                      {&spec.eos, "eos_token"},
                                      {&spec.pad, "pad_token"},
                                      {&spec.unk, "unk_token"}})
        if (const auto id = idOf(name)) *place = id;
    if (spec.bos) {
        const auto stated = config.find("add_bos_token");
        spec.addBos =
            stated != config.end() && stated->is_boolean()
                ? stated->get<bool>()
                : documentAddsBos(documentPart(spec.tokenizerJson, "post_processor", path), bare->textOf(*spec.bos));
    }
    spec.chatTemplate = templateText(config);
    const fs::path jinja = root / "chat_template.jinja";
    if (fs::exists(jinja)) spec.chatTemplate = readFile(jinja.string(), kMostTemplate);
    return spec;
}

void writeTokenizerFiles(const TokenizerSpec& spec, const std::string& folder) {
    const auto tokenizer = Tokenizer::make(spec, folder);
    Json config = {{"tokenizer_class", "PreTrainedTokenizerFast"}, {"clean_up_tokenization_spaces", false}};
    config["model_max_length"] = 1000000000000000019884624838656.0;  // what transformers writes for "no limit"
    const auto put = [&](const char* name, const std::optional<TokenId>& id) {
        if (id) config[name] = tokenizer->textOf(*id);
    };
    put("bos_token", spec.bos);
    put("eos_token", spec.eos);
    put("pad_token", spec.pad);
    put("unk_token", spec.unk);
    if (spec.bos) config["add_bos_token"] = spec.addBos;
    const fs::path root(folder);
    writeFileAtomically((root / "tokenizer.json").string(), spec.tokenizerJson);
    writeFileAtomically((root / "tokenizer_config.json").string(), dumpJson(config, 2) + "\n");
    if (!spec.chatTemplate.empty()) writeFileAtomically((root / "chat_template.jinja").string(), spec.chatTemplate);
}

}  // namespace tunesmith

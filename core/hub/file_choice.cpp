#include "core/hub/file_choice.h"

#include <algorithm>
#include <cctype>
#include <map>

#include "core/base/error.h"

namespace tunesmith::hub {

namespace {

std::string lower(std::string text) {
    for (char& c : text) c = char(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

bool endsWithAny(const std::string& path, std::initializer_list<const char*> endings) {
    const std::string name = lower(path);
    return std::any_of(endings.begin(), endings.end(), [&](const char* ending) { return name.ends_with(ending); });
}

bool isAtTop(const RepoFile& file) {
    return file.path.find('/') == std::string::npos;
}

std::string baseName(const std::string& path) {
    return path.substr(path.rfind('/') + 1);
}

/// Configuration, tokenizer and templates, as small files at the top of a repository.
bool isCompanion(const RepoFile& file) {
    static const char* const kNames[] = {"config.json",
                                         "generation_config.json",
                                         "tokenizer.json",
                                         "tokenizer_config.json",
                                         "tokenizer.model",
                                         "spiece.model",
                                         "sentencepiece.bpe.model",
                                         "vocab.json",
                                         "vocab.txt",
                                         "merges.txt",
                                         "added_tokens.json",
                                         "special_tokens_map.json",
                                         "chat_template.jinja",
                                         "chat_template.json"};
    return isAtTop(file) && std::any_of(std::begin(kNames), std::end(kNames), [&](const char* name) { return file.path == name; });
}

/// What tells people about the model, kept beside it.
bool isPaper(const RepoFile& file) {
    const std::string name = lower(file.path);
    return isAtTop(file) && (name == "readme.md" || name.starts_with("license") || name.starts_with("licence") || name.starts_with("notice") ||
                             name == "use_policy.md");
}

std::vector<RepoFile> filesWhere(const RepoInfo& repo, bool (*wanted)(const RepoFile&)) {
    std::vector<RepoFile> files;
    for (const RepoFile& file : repo.files)
        if (wanted(file)) files.push_back(file);
    return files;
}

std::int64_t bytesOf(const std::vector<RepoFile>& files) {
    std::int64_t bytes = 0;
    for (const RepoFile& file : files) bytes += file.bytes;
    return bytes;
}

ModelChoice choiceOf(const RepoInfo& repo, std::string name, std::string format, const std::vector<RepoFile>& weights) {
    ModelChoice choice;
    choice.name = std::move(name);
    choice.format = std::move(format);
    for (const RepoFile& file : repo.files)
        if (isPaper(file) || (choice.format == "safetensors" && isCompanion(file))) choice.files.push_back(file);
    choice.files.insert(choice.files.end(), weights.begin(), weights.end());  // last: they are what takes time
    choice.bytes = bytesOf(choice.files);
    return choice;
}

/// "model-00002-of-00003.gguf" -> "model"; empty for a file that is whole.
std::string stemOfPart(const std::string& path) {
    const std::string name = lower(path);
    if (name.size() < 20 || !name.ends_with(".gguf")) return {};
    const std::string tail = name.substr(name.size() - 20);  // "-00001-of-00003.gguf"
    const auto digits = [&](std::size_t at) { return tail.find_first_not_of("0123456789", at) == at + 5; };
    return tail[0] == '-' && digits(1) && tail.substr(6, 4) == "-of-" && digits(10) ? path.substr(0, path.size() - 20) : "";
}

void addSafetensors(const RepoInfo& repo, ModelChoices& all) {
    std::vector<RepoFile> weights = filesWhere(repo, [](const RepoFile& file) { return isAtTop(file) && file.path.ends_with(".safetensors"); });
    const auto isOfModel = [](const RepoFile& file) { return file.path.starts_with("model"); };
    // Some repositories hold the same weights twice; transformers reads those named model.
    if (std::any_of(weights.begin(), weights.end(), isOfModel)) std::erase_if(weights, [&](const RepoFile& file) { return !isOfModel(file); });
    if (weights.empty()) return;
    for (const RepoFile& file : repo.files)
        if (isAtTop(file) && file.path.ends_with(".safetensors.index.json")) weights.insert(weights.begin(), file);
    ModelChoice choice = choiceOf(repo, "safetensors", "safetensors", weights);
    const auto has = [&](const char* name) {
        return std::any_of(repo.files.begin(), repo.files.end(), [&](const RepoFile& file) { return file.path == name; });
    };
    if (has("adapter_config.json") && !has("config.json"))
        choice.problem = "This is an adapter, not a whole model: fetch the model that its card names.";
    else if (!has("config.json"))
        choice.problem = "config.json is missing, so that nobody can say how the weights are to be read.";
    all.choices.push_back(std::move(choice));
}

void addGguf(const RepoInfo& repo, ModelChoices& all) {
    std::map<std::string, std::vector<RepoFile>> parts;
    std::vector<ModelChoice> found;
    for (const RepoFile& file : repo.files) {
        const std::string name = lower(baseName(file.path));
        if (!name.ends_with(".gguf") || name.starts_with("mmproj")) continue;
        if (const std::string stem = stemOfPart(file.path); !stem.empty())
            parts[stem].push_back(file);
        else
            found.push_back(choiceOf(repo, file.path, "gguf", {file}));
    }
    for (const auto& [stem, files] : parts) {
        found.push_back(choiceOf(repo, files.front().path, "gguf", files));
        if (files.size() > 1)
            found.back().problem = "It comes in " + std::to_string(files.size()) + " parts, which are not read. Choose a file that is whole.";
    }
    std::sort(found.begin(), found.end(),
              [](const ModelChoice& a, const ModelChoice& b) { return std::pair(a.bytes, a.name) < std::pair(b.bytes, b.name); });
    all.choices.insert(all.choices.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
}

std::string namesOf(const std::vector<ModelChoice>& choices) {
    std::string text;
    for (const ModelChoice& choice : choices) text += (text.empty() ? "" : ", ") + choice.name;
    return text;
}

}  // namespace

bool runsCode(const std::string& path) {
    return endsWithAny(path, {".bin",  ".pt", ".pth",   ".ckpt", ".pkl", ".pickle", ".pt2", ".py",  ".npy",  ".npz", ".joblib",
                              ".dill", ".h5", ".keras", ".so",   ".dll", ".exe",    ".sh",  ".mar", ".nemo", ".ot"});
}

bool holdsRows(const std::string& path) {
    std::string name = lower(path);
    if (name.ends_with(".gz")) name.resize(name.size() - 3);
    return endsWithAny(name, {".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".parquet", ".arrow", ".feather", ".xlsx", ".txt", ".md", ".html",
                              ".docx", ".pdf"}) &&
           baseName(name) != "readme.md" && baseName(name) != "dataset_infos.json";
}

ModelChoices choicesOf(const RepoInfo& repo) {
    ModelChoices all;
    addSafetensors(repo, all);
    addGguf(repo, all);
    for (const RepoFile& file : repo.files)
        if (runsCode(file.path)) all.refused.push_back(file.path);
    if (!all.choices.empty()) return all;
    const auto pickle = std::find_if(all.refused.begin(), all.refused.end(), [](const std::string& path) {
        return endsWithAny(path, {".bin", ".pt", ".pth", ".ckpt", ".pkl"});
    });
    all.problem = pickle != all.refused.end()
                      ? "Its weights come only as pickle files (" + *pickle +
                            ", …), which can run any program when they are loaded; they are not fetched. Look for a repository of this model with "
                            "safetensors or GGUF files."
                      : "It holds neither safetensors nor GGUF files, so that there are no weights to train.";
    return all;
}

const ModelChoice& chooseModel(const ModelChoices& all, const std::string& name, const std::string& id) {
    if (all.choices.empty()) throw Error(Code::BadInput, all.problem, id);
    const auto checked = [&](const ModelChoice& choice) -> const ModelChoice& {
        if (!choice.problem.empty()) throw Error(Code::BadInput, choice.problem, id + "/" + choice.name);
        return choice;
    };
    if (!name.empty()) {
        if (runsCode(name))
            throw Error(
                Code::BadInput,
                "Files of this kind can run any program when they are loaded; they are never fetched. There are: " + namesOf(all.choices) + ".",
                id + "/" + name);
        for (const ModelChoice& choice : all.choices)
            if (choice.name == name) return checked(choice);
        for (const ModelChoice& choice : all.choices)
            if (lower(baseName(choice.name)) == lower(name)) return checked(choice);
        throw Error(Code::NotFound, "There is no file \"" + name + "\" that a model can be read from. There are: " + namesOf(all.choices) + ".", id);
    }
    if (all.choices.front().format == "safetensors" || all.choices.size() == 1) return checked(all.choices.front());
    std::string sizes;
    for (const ModelChoice& choice : all.choices)
        sizes += (sizes.empty() ? "" : ", ") + choice.name + " (" + std::to_string((choice.bytes + 500000) / 1000000) + " MB)";
    throw Error(Code::BadInput, "There are several files with a model in it; name one: " + sizes + ".", id);
}

}  // namespace tunesmith::hub

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "core/base/error.h"
#include "core/engine/project_impl.h"
#include "core/hub/repo_download.h"
#include "core/kernels/gemm.h"
#include "core/model/weights/model_card.h"
#include "core/model/weights/refused.h"

namespace tunesmith {

namespace fs = std::filesystem;

namespace {

constexpr const char* kStarterFile = "SmolLM2-135M-Instruct.Q4_1.gguf";

std::string starterPath() {
    if (const char* given = std::getenv("TUNESMITH_STARTER")) return given;
    const char* data = std::getenv("XDG_DATA_HOME");
    const char* home = std::getenv("HOME");
    const fs::path base = data && *data ? fs::path(data) : fs::path(home ? home : ".") / ".local/share";
    return (base / "tunesmith/models" / kStarterFile).string();
}

/// Where the model was fetched from, as the download left it beside the files.
Json originOf(const std::string& path) {
    const fs::path folder = fs::is_directory(path) ? fs::path(path) : fs::path(path).parent_path();
    Json origin = Json::object();
    std::error_code failed;
    if (!fs::exists(folder / hub::kOriginFile, failed)) return origin;
    try {
        const Json all = readJsonFile((folder / hub::kOriginFile).string());
        for (const char* key : {"repository", "revision", "commit", "licence", "host", "fetched"}) origin[key] = all.value(key, "");
    } catch (const std::exception&) {
        return Json::object();  // the model can be used without it
    }
    return origin;
}

storage::Model describe(const std::string& path, const std::string& name, const BaseModel& base) {
    storage::Model model;
    model.name = name;
    model.path = fs::absolute(path).lexically_normal().string();
    model.format = fs::is_directory(path) ? "safetensors" : "gguf";
    model.family = base.config().family;
    model.storage = base.storage();
    model.fingerprint = base.fingerprint();
    model.parameters = base.config().parameters();
    model.bytes = base.bytes();
    model.info = {{"context", base.config().contextLength}, {"vocabulary", base.config().vocabulary}, {"layers", base.config().layers},
                  {"width", base.config().width}, {"chat_template", !base.tokenizerSpec().chatTemplate.empty()}};
    model.info["encoder"] = base.config().kind == ModelKind::Encoder;
    model.info["source_layers"] = base.config().encoder ? base.config().encoder->layers : 0;
    if (base.config().classifier.task != HeadTask::None) model.info["gives"] = labelsOfHead(base.config().classifier).toJson();
    const ModelCard card = modelCard(path);
    model.info["card"] = {{"title", card.title}, {"license", card.license}, {"base_model", card.baseModel}, {"languages", card.languages},
                          {"good_for", card.goodFor}};
    if (const Json origin = originOf(path); !origin.empty()) model.info["origin"] = origin;
    return model;
}

// An architecture that is not known may live in Python code beside the weights: that is what a person needs to hear.
std::shared_ptr<const BaseModel> openChecked(LoadedModels& loaded, const std::string& path) {
    if (const auto why = whyRefused(path)) throw Error(Code::BadFile, why->text, why->where);
    try {
        return loaded.model(path);
    } catch (const Error& e) {
        const std::string config = (fs::path(path) / "config.json").string();
        if (e.code() != Code::BadFile || !fs::exists(config)) throw;
        std::optional<std::string> code;
        try {
            code = whyRemoteCode(readJsonFile(config));
        } catch (const Error&) {
            // the configuration itself is what cannot be read: `e` says so
        }
        if (code) throw Error(Code::BadFile, std::string(e.what()) + " " + *code, config);
        throw;
    }
}

}  // namespace

std::shared_ptr<const BaseModel> LoadedModels::model(const std::string& path) {
    const std::lock_guard guard(lock_);
    auto& entry = models_[path];
    if (!entry) entry = BaseModel::open(path);
    return entry;
}

std::shared_ptr<const Tokenizer> LoadedModels::bareTokenizer(const std::string& path) {
    const std::shared_ptr<const BaseModel> base = model(path);
    const std::lock_guard guard(lock_);
    auto& bare = bare_[path];
    if (!bare) {
        if (base->tokenizerSpec().tokenizerJson.empty())
            throw Error(Code::BadFile, "The model has no tokenizer.json; text cannot be turned into its tokens. Copy the file from where the model "
                                       "came from.", path);
        const auto tokenizer = Tokenizer::make(base->tokenizerSpec(), path);
        if (tokenizer->vocabularySize() > base->config().vocabulary)
            throw Error(Code::BadFile, "The tokenizer knows " + std::to_string(tokenizer->vocabularySize()) + " tokens but the model has " +
                                           std::to_string(base->config().vocabulary) + " embeddings; they do not belong together.", path);
        bare = tokenizer;
    }
    return bare;
}

std::shared_ptr<const RowTokenizer> LoadedModels::tokenizer(const std::string& path, const std::optional<std::string>& chatTemplate) {
    const std::shared_ptr<const Tokenizer> bare = bareTokenizer(path);
    const std::vector<TokenId> answerStart = model(path)->config().answerStart;
    const std::lock_guard guard(lock_);
    auto& entry = tokenizers_[path][chatTemplate.value_or(std::string())];
    if (!entry) entry = std::make_shared<RowTokenizer>(bare, chatTemplate, answerStart);
    return entry;
}

void LoadedModels::forget(const std::string& path) {
    const std::lock_guard guard(lock_);
    models_.erase(path);
    bare_.erase(path);
    tokenizers_.erase(path);
}

ModelInfo modelInfo(const storage::Model& model) {
    ModelInfo info;
    info.id = model.id;
    info.name = model.name;
    info.path = model.path;
    info.family = model.family;
    info.storage = model.storage;
    info.parameters = model.parameters;
    info.bytes = model.bytes;
    info.contextLength = model.info.value("context", std::int64_t(0));
    info.vocabulary = model.info.value("vocabulary", std::int64_t(0));
    info.layers = model.info.value("layers", std::int64_t(0));
    info.width = model.info.value("width", std::int64_t(0));
    info.customTemplate = model.chatTemplate.has_value();
    info.hasChatTemplate = info.customTemplate || model.info.value("chat_template", false);
    info.encoder = model.info.value("encoder", false);
    info.sourceLayers = model.info.value("source_layers", std::int64_t(0));
    if (model.info.contains("gives")) info.gives = labelsInfo(LabelSet::fromJson(model.info["gives"]));
    const Json card = model.info.value("card", Json::object());
    info.title = card.value("title", std::string());
    info.license = card.value("license", std::string());
    info.baseModel = card.value("base_model", std::string());
    info.languages = card.value("languages", std::vector<std::string>());
    info.goodFor = card.value("good_for", std::vector<std::string>());
    std::error_code failed;
    if (!fs::exists(model.path, failed)) info.problem = "The file is gone: " + model.path;
    return info;
}

ModelInfo Project::addModel(const std::string& path, const std::string& name) {
    if (name.empty()) throw Error(Code::BadInput, "The model needs a name.");
    if (!fs::exists(path)) throw Error(Code::NotFound, "There is no such file or folder.", path);
    const std::string whole = fs::absolute(path).lexically_normal().string();
    impl_->loaded.forget(whole);
    const auto base = openChecked(impl_->loaded, whole);
    const storage::Model model = describe(whole, name, *base);
    const std::lock_guard guard(impl_->databaseLock);
    return modelInfo(impl_->database->models().add(model));
}

bool Project::starterAvailable() { return fs::exists(starterPath()); }

ModelInfo Project::addStarter() {
    const std::string path = starterPath();
    if (!fs::exists(path))
        throw Error(Code::NotFound, "The starter model is not on this machine; packaging/start fetches it, or set TUNESMITH_STARTER to its file.", path);
    {
        const std::lock_guard guard(impl_->databaseLock);
        if (auto known = impl_->database->models().find("starter")) return modelInfo(*known);
    }
    return addModel(path, "starter");
}

std::vector<ModelInfo> Project::models() const {
    const std::lock_guard guard(impl_->databaseLock);
    std::vector<ModelInfo> all;
    for (const storage::Model& model : impl_->database->models().list()) all.push_back(modelInfo(model));
    return all;
}

ModelInfo Project::model(const std::string& name) const { return modelInfo(impl_->modelByName(name)); }

void Project::removeModel(const std::string& name) {
    const storage::Model model = impl_->modelByName(name);
    const std::lock_guard guard(impl_->databaseLock);
    impl_->database->models().remove(model.id);
}

RowOptions rowOptions(const Recipe& recipe) {
    RowOptions options;
    options.maxLength = recipe.data.maxLength;
    options.overlong = recipe.data.overlong == "drop" ? Overlong::Drop : Overlong::Truncate;
    options.loss = recipe.data.loss == "all" || recipe.objective == "text" ? LossOn::All : LossOn::Answers;
    return options;
}

namespace {

// Multiply-adds per second of this machine's matrix products, measured once on shapes of a small layer.
double measureFlops(Precision precision) {
    constexpr std::int64_t m = 512, n = 1536, k = 576;
    std::vector<float> a(m * k, 0.5f), b(n * k, 0.25f), c(m * n);
    double best = 0;
    for (int i = 0; i < 4; ++i) {
        const auto start = std::chrono::steady_clock::now();
        gemm(false, true, m, n, k, 1, a.data(), k, b.data(), k, 0, c.data(), n, precision);
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        best = std::max(best, 2.0 * double(m * n * k) / seconds);
    }
    return best;
}

double measuredFlops(Precision precision) {
    if (precision == Precision::Bf16) {
        static const double bf16 = measureFlops(precision);
        return bf16;
    }
    static const double fp32 = measureFlops(precision);
    return fp32;
}

}  // namespace

double estimateSeconds(const BaseModel& base, const Recipe& recipe, std::int64_t tokens, std::int64_t longestRow) {
    // Of an encoder-decoder, a token is the source's or the answer's: what costs more of the two.
    const auto weights = [](const ModelConfig& c) {
        const double attention = double(c.width * c.headWidth * (2 * c.heads + 2 * c.kvHeads)) * (c.encoder ? 2 : 1);
        return double(c.layers) * (attention + double((c.gated ? 3 : 2) * c.width * c.feedForward));
    };
    const ModelConfig& c = base.config();
    const double matrices = std::max(weights(c), c.encoder ? weights(*c.encoder) : 0);
    const double head = double(c.vocabulary * c.width) * 0.3;  // trained tokens alone pass it
    const double passes = recipe.method == "full" ? 6 : 4;     // forward, input gradient, and weight gradient where the weights train
    const double attention = double(c.layers * c.heads * c.headWidth) * double(longestRow) * 3.5;
    constexpr double kShareOfPeak = 0.7;
    return double(tokens) * (passes * (matrices + head) + attention) / (measuredFlops(precisionFor(recipe)) * kShareOfPeak);
}

RenderedRow renderedRow(const TokenizedRow& row, const Record& record) {
    RenderedRow rendered;
    rendered.text = row.text;
    rendered.truncated = row.truncated;
    rendered.trainedTokens = row.trainedCount();
    for (const RenderedPiece& piece : row.pieces) {
        const bool known = piece.message >= 0 && std::size_t(piece.message) < record.messages.size();
        rendered.pieces.push_back({std::uint32_t(piece.begin), std::uint32_t(piece.end), known ? record.messages[std::size_t(piece.message)].role : ""});
    }
    for (std::size_t t = 0; t < row.source.size(); ++t)
        rendered.tokens.push_back({row.sourceSpans[t].begin, row.sourceSpans[t].end, row.source[t], false, 0});
    for (std::size_t t = 0; t < row.ids.size(); ++t)
        rendered.tokens.push_back({row.spans[t].begin, row.spans[t].end, row.ids[t], row.trained[t] != 0, 0});
    return rendered;
}

RenderedRow Project::renderRow(const Record& record, const std::string& model, const Recipe& recipe) const {
    const storage::Model known = impl_->modelByName(model);
    const auto tokenizer = impl_->loaded.tokenizer(known.path, known.chatTemplate);
    RowOptions options = rowOptions(recipe);
    options.overlong = Overlong::Truncate;
    if (recipe.objective != "classify") return renderedRow(tokenizer->tokenize(record, options, true), record);
    options.maxLength = std::min(options.maxLength, impl_->loaded.model(known.path)->config().contextLength);
    return renderedRow(frameRow(tokenizer->tokenizer(), classifiedText(record), options, true), record);
}

}  // namespace tunesmith

// What the trainer's tests share: a few rows of random tokens, a run over them in a folder of its own, and the bytes it
// leaves behind.
#pragma once

#include <QTemporaryDir>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "core/base/file.h"
#include "core/base/random.h"
#include "core/train/trainer.h"

namespace tunesmith::testing {

namespace fs = std::filesystem;

/// Rows of 6 to 21 tokens of which all but the first three train. Rows of another `seed` have other tokens.
inline std::vector<TokenizedRow> someRows(std::int64_t count, std::uint64_t seed, std::int64_t vocabulary = 320) {
    const RandomStream draws(seed, "rows");
    std::vector<TokenizedRow> rows;
    std::uint64_t at = 0;
    for (std::int64_t r = 0; r < count; ++r) {
        TokenizedRow row;
        row.row = r;
        const auto length = std::size_t(6 + draws.at(at++) % 16);
        for (std::size_t t = 0; t < length; ++t) {
            row.ids.push_back(TokenId(draws.at(at++) % std::uint64_t(vocabulary)));
            row.trained.push_back(t >= 3);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

/// Ten rows, four to a step: three steps an epoch, the last of them smaller; each step takes several micro-batches.
inline Recipe smallRecipe(const std::string& method, double dropout = 0) {
    Recipe recipe;
    recipe.method = method;
    recipe.lora.rank = 4;
    recipe.lora.alpha = 8;
    recipe.lora.dropout = dropout;
    recipe.train.epochs = 3;
    recipe.train.batch = 4;
    recipe.train.microTokens = 24;
    recipe.train.learningRate = method == "full" ? 1e-3 : 1e-2;
    recipe.train.evaluateEvery = 3;
    recipe.train.saveEvery = 2;
    recipe.train.patience = 0;
    recipe.train.device = "cpu";
    recipe.train.dtype = "fp32";
    return recipe;
}

class SmallRun {
public:
    Recipe recipe;
    std::vector<TokenizedRow> rows = someRows(10, 1), validation = someRows(3, 2);
    TrainerHooks hooks;
    Cancel cancel;

    explicit SmallRun(Recipe r) : recipe(std::move(r)), folder_(own_.path().toStdString()) {}
    /// In a folder that lies elsewhere.
    SmallRun(Recipe r, std::string folder) : recipe(std::move(r)), folder_(std::move(folder)) {}

    const std::string& folder() const { return folder_; }
    static std::shared_ptr<const BaseModel> base() {
        static const auto model = BaseModel::open(TUNESMITH_SOURCE_DIR "/tests/golden/llama/tied_gqa");
        return model;
    }
    Trainer trainer() const { return Trainer({base(), recipe, rows, validation, folder_}); }
    TrainerResult run() {
        Trainer t = trainer();
        t.begin();
        return t.run(hooks, cancel);
    }
    /// Goes on from the newest sound checkpoint, in a new trainer, as after a restart.
    TrainerResult resume() {
        Trainer t = trainer();
        t.resume(findCheckpoint(folder_, 0).value());
        return t.run(hooks, cancel);
    }
    /// A checkpoint's file, byte for byte.
    std::string bytes(std::int64_t step, const std::string& file) const {
        return readFile((fs::path(folder_) / "checkpoints" / ("step-" + std::to_string(step)) / file).string());
    }
    std::string weights(std::int64_t step) const {
        return bytes(step, recipe.method == "full" ? "model.safetensors" : "adapter.safetensors");
    }
    /// What lies in checkpoints/, whole or not.
    std::set<std::string> entries() const {
        std::set<std::string> names;
        for (const auto& entry : fs::directory_iterator(fs::path(folder_) / "checkpoints"))
            names.insert(entry.path().filename().string());
        return names;
    }

private:
    QTemporaryDir own_;
    std::string folder_;
};

/// The values of a checkpoint's safetensors file, its floating tensors one after the other.
inline std::vector<float> valuesOf(const std::string& file) {
    const SafetensorsFile stored(reinterpret_cast<const std::uint8_t*>(file.data()), file.size(), "checkpoint");
    std::vector<float> values;
    for (const StoredTensor& tensor : stored.tensors()) {
        if (!isFloating(tensor.dtype)) continue;
        values.resize(values.size() + std::size_t(tensor.count()));
        toFloat32(tensor.dtype, tensor.data, tensor.count(),
                  values.data() + values.size() - std::size_t(tensor.count()));
    }
    return values;
}

}  // namespace tunesmith::testing

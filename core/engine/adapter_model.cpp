// An adapter that came from elsewhere, put onto its base: merged once, and from then on a model like any other.
#include <filesystem>

#include "core/base/error.h"
#include "core/engine/project_impl.h"
#include "core/publish/adapter_folder.h"
#include "core/publish/export.h"

namespace tunesmith {

namespace {

namespace fs = std::filesystem;

// The number type of the base's weights, or of what they become when they are widened.
std::string dtypeFor(const BaseModel& base) {
    const std::string stored = base.storage();
    return stored == "F32" ? "fp32" : stored == "F16" ? "fp16" : "bf16";
}

}  // namespace

ModelInfo Project::addAdapter(const std::string& path, const std::string& baseName, const std::string& name) {
    if (name.empty()) throw Error(Code::BadInput, "The model needs a name.");
    // The name is the folder's too.
    if (name.find_first_of("/\\") != std::string::npos || name == "." || name == "..")
        throw Error(Code::BadInput, "The name \"" + name + "\" cannot be that of a folder; choose one without / and \\.");
    const AdapterFolder adapter = readAdapterFolder(path);
    const storage::Model known = impl_->modelByName(baseName);
    const fs::path folder = fs::path(this->folder()) / "models" / name;
    for (const ModelInfo& other : models())
        if (other.name == name) throw Error(Code::BadInput, "There is a model of the name \"" + name + "\" already; give another.");
    std::error_code failed;
    fs::create_directories(folder.parent_path(), failed);
    runAndWait(*impl_->compute, [&] {
        const auto base = impl_->loaded.model(known.path);
        TunedModel tuned = tunedModelFor(base, adapter.recipe);
        try {
            loadParameters(tuned.parameters, adapter.file);
        } catch (const Error& e) {
            if (e.code() != Code::BadFile) throw;
            throw Error(Code::BadFile, std::string(e.what()) + " The adapter was made for \"" + adapter.base + "\"; choose that as its base, not \"" +
                                           baseName + "\".", e.where());
        }
        MergedExport merged;
        merged.dtype = dtypeFor(*base);
        merged.chatTemplate = known.chatTemplate;
        Progress progress;
        exportMerged(tuned, merged, folder.string(), Cancel(), progress);
    });
    try {
        return addModel(folder.string(), name);
    } catch (...) {
        fs::remove_all(folder, failed);
        throw;
    }
}

}  // namespace tunesmith

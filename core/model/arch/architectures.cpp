#include "core/model/arch/architectures.h"

#include <algorithm>

namespace tunesmith {

extern const Architecture kLlama, kMistral, kQwen2, kQwen3, kSmolLm3, kGemma, kGemma2, kGemma3, kPhi3, kOlmo2, kGpt2,
    kGptNeoX, kBert, kRoberta, kXlmRoberta, kCamembert, kDistilBert, kT5, kBart;

const std::vector<const Architecture*>& architectures() {
    static const std::vector<const Architecture*> list = {
        &kLlama, &kMistral, &kQwen2, &kQwen3,   &kSmolLm3,    &kGemma,     &kGemma2,     &kGemma3, &kPhi3, &kOlmo2,
        &kGpt2,  &kGptNeoX, &kBert,  &kRoberta, &kXlmRoberta, &kCamembert, &kDistilBert, &kT5,     &kBart};
    return list;
}

namespace {

// By one of its names; `name` is a pointer to the member that holds it.
const Architecture* find(const char* Architecture::*name, const std::string& wanted) {
    for (const Architecture* a : architectures())
        if (a->*name && wanted == a->*name) return a;
    return nullptr;
}

[[noreturn]] void refuse(const std::string& kind, const std::string& wanted, const char* Architecture::*name,
                         const std::string& where) {
    std::string known, last;
    for (const Architecture* a : architectures()) {
        if (!(a->*name) || last == a->*name) continue;
        last = a->*name;
        known += (known.empty() ? "" : ", ") + last;
    }
    throw Error(Code::BadFile,
                "Models of the " + kind + " \"" + wanted +
                    "\" are not supported. Choose a model of one of these: " + known + ".",
                where);
}

}  // namespace

bool knowsType(const std::string& modelType) {
    return find(&Architecture::type, modelType) != nullptr;
}

const Architecture& architectureOfType(const std::string& modelType, const std::string& where) {
    if (const Architecture* found = find(&Architecture::type, modelType)) return *found;
    refuse("type", modelType, &Architecture::type, where);
}

const Architecture& architectureOfGguf(const std::string& name, const std::string& where) {
    if (const Architecture* found = find(&Architecture::gguf, name)) return *found;
    refuse("architecture", name, &Architecture::gguf, where);
}

const Architecture& architectureOf(const std::string& family) {
    const Architecture* found = find(&Architecture::type, family);
    TS_CHECK(found);
    return *found;
}

const ModuleNames& namesOf(const ModelConfig& config) {
    const Architecture& architecture = architectureOf(config.family);
    return config.kind == ModelKind::Encoder && architecture.encoder ? *architecture.encoder : architecture.names;
}

}  // namespace tunesmith

// ModelRepository: the base models that a project knows. The files stay where they are; the fingerprint tells whether
// they changed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"

namespace tunesmith::storage {

class Database;

struct Model {
    std::int64_t id = 0;
    std::string name;
    std::string path;         // a GGUF file or a Hugging Face folder
    std::string format;       // "gguf", "safetensors"
    std::string family;       // "llama"
    std::string storage;      // "Q4_1", "fp32", "bf16"
    std::string fingerprint;  // SHA-256 that the engine computes over what identifies the weights
    std::int64_t parameters = 0, bytes = 0;
    Json info = Json::object();  // whatever else the engine shows: layers, width, context length, ...
    std::string created;         // ISO 8601, UTC; set by add()
    std::optional<std::string> chatTemplate;  // in the place of its own; set by setChatTemplate()
};

class ModelRepository {
public:
    explicit ModelRepository(Database& database) : database_(database) {}
    /// `id` and `created` are ignored. Throws Error(BadInput) where the name is taken or empty.
    Model add(const Model& model);
    /// Replaces everything but id, created and chatTemplate of the model with this id.
    void update(const Model& model);
    /// The chat template that takes the place of the model's own; none: its own again.
    void setChatTemplate(std::int64_t model, const std::optional<std::string>& source);
    /// By name.
    std::vector<Model> list();
    std::optional<Model> find(const std::string& name);
    Model get(std::int64_t model);
    /// Forgets the model; its files stay. Throws Error(BadInput) naming the runs that trained it, while there are any.
    void remove(std::int64_t model);

private:
    Database& database_;
};

}  // namespace tunesmith::storage

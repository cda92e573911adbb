#include "core/storage/model_repository.h"

#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/storage/audit_trail.h"
#include "core/storage/project_database.h"
#include "core/storage/sqlite.h"

namespace tunesmith::storage {

namespace {

constexpr const char* kColumns =
    "SELECT id, name, path, format, family, storage, fingerprint, parameters, bytes, info, created, "
    "chat_template FROM models ";

Model modelAt(const Statement& row) {
    Model model;
    model.id = row.integer(0);
    model.name = row.text(1);
    model.path = row.text(2);
    model.format = row.text(3);
    model.family = row.text(4);
    model.storage = row.text(5);
    model.fingerprint = row.text(6);
    model.parameters = row.integer(7);
    model.bytes = row.integer(8);
    model.info = parseJson(row.view(9), "model " + model.name);
    model.created = row.text(10);
    if (!row.isNull(11)) model.chatTemplate = row.text(11);
    return model;
}

}  // namespace

Model ModelRepository::add(const Model& model) {
    if (model.name.empty()) throw Error(Code::BadInput, "A model needs a name.");
    Transaction transaction(database_);
    if (find(model.name))
        throw Error(Code::BadInput, "There is a model named \"" + model.name + "\" already. Choose another name.");
    database_
        .prepare(
            "INSERT INTO models (name, path, format, family, storage, fingerprint, parameters, bytes, info, created)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(model.name, model.path, model.format, model.family, model.storage, model.fingerprint, model.parameters,
              model.bytes, dumpJson(model.info), timeNow())
        .run();
    const std::int64_t id = database_.lastId();
    AuditTrail(database_).append("model.add", model.name, {{"path", model.path}, {"fingerprint", model.fingerprint}});
    transaction.commit();
    return get(id);
}

void ModelRepository::update(const Model& model) {
    Transaction transaction(database_);
    const Model old = get(model.id);
    if (model.name.empty()) throw Error(Code::BadInput, "A model needs a name.");
    if (model.name != old.name && find(model.name))
        throw Error(Code::BadInput, "There is a model named \"" + model.name + "\" already.");
    database_
        .prepare(
            "UPDATE models SET name = ?, path = ?, format = ?, family = ?, storage = ?, fingerprint = ?, parameters = "
            "?, bytes = ?,"
            " info = ? WHERE id = ?")
        .bind(model.name, model.path, model.format, model.family, model.storage, model.fingerprint, model.parameters,
              model.bytes, dumpJson(model.info), model.id)
        .run();
    AuditTrail(database_).append("model.update", model.name,
                                 {{"path", model.path}, {"fingerprint", model.fingerprint}});
    transaction.commit();
}

void ModelRepository::setChatTemplate(std::int64_t model, const std::optional<std::string>& source) {
    Transaction transaction(database_);
    const Model found = get(model);
    database_.prepare("UPDATE models SET chat_template = ? WHERE id = ?").bind(source, model).run();
    AuditTrail(database_).append("model.template", found.name,
                                 {{"sha256", source ? sha256Hex(*source) : std::string("its own")}});
    transaction.commit();
}

std::vector<Model> ModelRepository::list() {
    Statement row = database_.prepare(std::string(kColumns) + "ORDER BY name");
    std::vector<Model> all;
    while (row.step()) all.push_back(modelAt(row));
    return all;
}

std::optional<Model> ModelRepository::find(const std::string& name) {
    Statement row = database_.prepare(std::string(kColumns) + "WHERE name = ?");
    if (!row.bind(name).step()) return std::nullopt;
    return modelAt(row);
}

Model ModelRepository::get(std::int64_t model) {
    Statement row = database_.prepare(std::string(kColumns) + "WHERE id = ?");
    if (!row.bind(model).step())
        throw Error(Code::NotFound, "There is no model with the number " + std::to_string(model) + ".");
    return modelAt(row);
}

void ModelRepository::remove(std::int64_t model) {
    Transaction transaction(database_);
    const Model found = get(model);
    std::string runs;
    {
        Statement row = database_.prepare("SELECT name FROM runs WHERE model = ? ORDER BY id");
        row.bind(model);
        while (row.step()) runs += (runs.empty() ? "\"" : ", \"") + row.text(0) + "\"";
    }
    if (!runs.empty())
        throw Error(Code::BadInput,
                    "The model \"" + found.name + "\" was trained by the runs " + runs + ". Remove them first.");
    database_.prepare("DELETE FROM models WHERE id = ?").bind(model).run();
    AuditTrail(database_).append("model.remove", found.name, {{"fingerprint", found.fingerprint}});
    transaction.commit();
}

}  // namespace tunesmith::storage

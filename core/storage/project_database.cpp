#include "core/storage/project_database.h"

#include <sqlite3.h>

#include <filesystem>
#include <utility>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/storage/schema.h"
#include "core/storage/sqlite.h"

namespace tunesmith::storage {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kSmallFile = std::uintmax_t(64)
                                      << 20;  // bytes that quick_check reads in a fraction of a second

std::string fileOf(const std::string& folder) {
    return (fs::path(folder) / "project.db").string();
}

/// The log that SQLite leaves beside the file when its last user did not close it.
bool wasCutOff(const std::string& path) {
    std::error_code failed;
    const auto bytes = fs::file_size(path + "-wal", failed);
    return !failed && bytes > 0;
}

std::string firstProblem(Database& database, const char* pragma) {
    Statement statement = database.prepare(pragma);
    if (!statement.step()) return {};
    std::string text = statement.text(0);
    return text == "ok" ? std::string() : text;
}

/// SQLite's online backup of `from` into a new file.
void copyDatabase(Database& from, const std::string& path) {
    sqlite3* target = nullptr;
    int result = sqlite3_open_v2(path.c_str(), &target,
                                 SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    if (result == SQLITE_OK) {
        sqlite3_backup* backup = sqlite3_backup_init(target, "main", from.handle(), "main");
        if (backup) {
            sqlite3_backup_step(backup, -1);
            result = sqlite3_backup_finish(backup);
        } else {
            result = sqlite3_errcode(target);
        }
    }
    sqlite3_close_v2(target);
    if (result != SQLITE_OK) from.fail(result, "The copy of the project's database could not be made");
}

}  // namespace

Transaction::Transaction(Database& database) : database_(database), level_(database.begin()) {}

Transaction::~Transaction() {
    if (open_) database_.rollback(level_);
}

void Transaction::commit() {
    database_.commit(level_);
    open_ = false;
}

ProjectDatabase::ProjectDatabase(std::unique_ptr<Database> database)
    : database_(std::move(database)),
      audit_(*database_),
      datasets_(*database_),
      drafts_(*database_),
      models_(*database_),
      runs_(*database_) {}

ProjectDatabase::~ProjectDatabase() = default;

bool ProjectDatabase::exists(const std::string& folder) {
    std::error_code failed;
    return fs::is_regular_file(fileOf(folder), failed);
}

std::unique_ptr<ProjectDatabase> ProjectDatabase::create(const std::string& folder) {
    const std::string path = fileOf(folder);
    std::error_code failed;
    if (fs::exists(path, failed)) throw Error(Code::BadInput, "There is a project in this folder already.", folder);
    if (!fs::is_directory(folder, failed)) throw Error(Code::NotFound, "There is no such folder.", folder);
    auto database = std::make_unique<Database>(path, Database::Mode::Create);
    migrate(*database, migrations());
    std::unique_ptr<ProjectDatabase> project(new ProjectDatabase(std::move(database)));
    project->setSetting("created", timeNow());
    syncFolder(folder);
    return project;
}

std::unique_ptr<ProjectDatabase> ProjectDatabase::open(const std::string& folder) {
    const std::string path = fileOf(folder);
    if (!exists(folder)) throw Error(Code::NotFound, "There is no project in this folder (no project.db).", folder);
    std::error_code failed;
    const bool check = wasCutOff(path) || fs::file_size(path, failed) <= kSmallFile;
    auto database = std::make_unique<Database>(path, Database::Mode::Open);
    if (check) {
        const std::string problem = firstProblem(*database, "PRAGMA quick_check(1)");
        if (!problem.empty())
            throw Error(Code::BadFile,
                        "The project's database is damaged (" + problem +
                            "). Restore a copy of it, or of the project's folder.",
                        path);
    }
    const int version = schemaVersionOf(*database);
    if (version > 0 && version < int(migrations().size())) {
        const std::string copy = path + ".before-v" + std::to_string(migrations().size());
        fs::remove(copy, failed);
        copyDatabase(*database, copy);
    }
    migrate(*database, migrations());
    return std::unique_ptr<ProjectDatabase>(new ProjectDatabase(std::move(database)));
}

std::unique_ptr<ProjectDatabase> ProjectDatabase::another() const {
    return std::unique_ptr<ProjectDatabase>(
        new ProjectDatabase(std::make_unique<Database>(database_->path(), Database::Mode::Open)));
}

std::string ProjectDatabase::setting(const std::string& key) {
    Statement statement = database_->prepare("SELECT value FROM settings WHERE key = ?");
    return statement.bind(key).step() ? statement.text(0) : std::string();
}

void ProjectDatabase::setSetting(const std::string& key, const std::string& value) {
    database_->prepare("INSERT INTO settings VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value")
        .bind(key, value)
        .run();
}

const std::string& ProjectDatabase::path() const {
    return database_->path();
}

int ProjectDatabase::schemaVersion() {
    return schemaVersionOf(*database_);
}

std::string ProjectDatabase::checkIntegrity() {
    return firstProblem(*database_, "PRAGMA integrity_check");
}

void ProjectDatabase::backupTo(const std::string& path) {
    const std::string part = path + ".part";
    std::error_code failed;
    fs::remove(part, failed);
    try {
        copyDatabase(*database_, part);
        fs::rename(part, path, failed);
        if (failed) throw Error(Code::BadFile, "The copy could not take its place: " + failed.message() + ".", path);
    } catch (...) {
        fs::remove(part, failed);
        throw;
    }
    syncFolder(fs::absolute(path).parent_path().string());
}

}  // namespace tunesmith::storage

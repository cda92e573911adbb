// ProjectDatabase: the SQLite file of a project (DIR/project.db, write-ahead log, synchronous=FULL) and its
// repositories, one for each family of tables. Only core/engine calls it.
//
// Threads: one object is one connection and belongs to one thread at a time (lend it with a mutex, or give each thread
// its own by another(): readers never wait, a writer waits up to five seconds for another writer and then throws
// Error(Busy)). While a VersionWriter is open, its connection sees the unfinished version and other connections do not,
// and other writers wait: so imports get a connection of their own, and who must not lose values meanwhile (metrics)
// keeps its batch and tries again.
//
// Everything here throws Error: DiskFull, OutOfMemory, Busy, BadFile where the database is damaged, NotFound for an id
// or name that does not exist, BadInput for values that cannot be stored. A write that throws has changed nothing.
#pragma once

#include <memory>
#include <string>

#include "core/storage/audit_trail.h"
#include "core/storage/dataset_repository.h"
#include "core/storage/draft_repository.h"
#include "core/storage/model_repository.h"
#include "core/storage/run_repository.h"

namespace tunesmith::storage {

class Database;

/// All writes made while it lives become visible together at commit(); none of them if it is destroyed before. May be
/// nested.
class Transaction {
public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Database& database_;
    int level_;
    bool open_ = true;
};

class ProjectDatabase {
public:
    /// Whether the folder holds a project.db; opens nothing.
    static bool exists(const std::string& folder);
    /// Makes DIR/project.db in a folder that exists. Throws Error(BadInput) where there is one already.
    static std::unique_ptr<ProjectDatabase> create(const std::string& folder);
    /// Opens, checks (quick_check of a small file, and of any file that was not closed cleanly) and migrates in one
    /// transaction after a copy to project.db.before-vN. Throws Error(NotFound) where there is none, Error(BadFile) for
    /// damage or for a schema that a newer program made.
    static std::unique_ptr<ProjectDatabase> open(const std::string& folder);
    ~ProjectDatabase();

    /// A second connection to the same file for another thread; no checks are repeated.
    std::unique_ptr<ProjectDatabase> another() const;

    DatasetRepository& datasets() { return datasets_; }
    DraftRepository& drafts() { return drafts_; }
    ModelRepository& models() { return models_; }
    RunRepository& runs() { return runs_; }
    AuditTrail& audit() { return audit_; }

    /// For several writes that belong together.
    Transaction transaction() { return Transaction(*database_); }

    /// Small facts of the project: "name", "created" (set by create()), and whatever the engine keeps. Empty where
    /// there is none.
    std::string setting(const std::string& key);
    void setSetting(const std::string& key, const std::string& value);

    const std::string& path() const;
    int schemaVersion();
    /// The whole integrity_check; empty when sound, otherwise what is wrong.
    std::string checkIntegrity();
    /// A consistent copy while the project is in use (SQLite's backup), written whole or not at all.
    void backupTo(const std::string& path);

private:
    explicit ProjectDatabase(std::unique_ptr<Database> database);
    std::unique_ptr<Database> database_;
    AuditTrail audit_;
    DatasetRepository datasets_;
    DraftRepository drafts_;
    ModelRepository models_;
    RunRepository runs_;
};

}  // namespace tunesmith::storage

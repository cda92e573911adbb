// AuditTrail: what was done in a project, by whom and when. Entries are only ever added (triggers refuse everything
// else) and each carries the hash of the one before it, so that a change made behind the program's back shows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"

namespace tunesmith::storage {

class Database;

/// Who uses this machine: the name under which the system knows them.
std::string userName();

struct AuditEntry {
    std::int64_t sequence = 0;  // from 1, without gaps
    std::string time;           // ISO 8601, UTC
    std::string actor;          // the user's name on this machine where none is given
    std::string action;         // "dataset.import", "run.start", "model.remove", ...
    std::string subject;        // what it was done to: a name or "run 3"
    Json details = Json::object();
    std::string hash;  // SHA-256 over the previous hash and this entry
};

class AuditTrail {
public:
    explicit AuditTrail(Database& database) : database_(database) {}
    /// Adds an entry (time, sequence and hash are set here). The repositories call it for what changes data sets,
    /// models and runs, in the same transaction; the engine adds exports, refusals and the like.
    AuditEntry append(const std::string& action, const std::string& subject, const Json& details = Json::object(),
                      const std::string& actor = {});
    std::int64_t count();
    /// Newest first, from the `first`-th on.
    std::vector<AuditEntry> entries(std::int64_t first, std::int64_t count);
    /// The sequence of the first entry whose hash or place is wrong; nothing when the chain holds.
    std::optional<std::int64_t> firstBroken();

private:
    Database& database_;
};

}  // namespace tunesmith::storage

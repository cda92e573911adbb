#include "core/storage/audit_trail.h"

#include <pwd.h>
#include <unistd.h>

#include "core/base/sha256.h"
#include "core/storage/project_database.h"
#include "core/storage/sqlite.h"

namespace tunesmith::storage {

namespace {

/// The entry as one text in which no two different entries look the same.
std::string hashOf(const std::string& previous, const AuditEntry& entry, const std::string& details) {
    const Json chained = {previous, entry.sequence, entry.time, entry.actor, entry.action, entry.subject, details};
    return sha256Hex(dumpJson(chained));
}

constexpr const char* kColumns = "SELECT sequence, time, actor, action, subject, details, hash FROM audit ";

AuditEntry entryAt(const Statement& row) {
    AuditEntry entry;
    entry.sequence = row.integer(0);
    entry.time = row.text(1);
    entry.actor = row.text(2);
    entry.action = row.text(3);
    entry.subject = row.text(4);
    entry.hash = row.text(6);
    return entry;
}

}  // namespace

std::string userName() {
    passwd entry{}, *found = nullptr;
    char buffer[4096];
    if (::getpwuid_r(::getuid(), &entry, buffer, sizeof buffer, &found) == 0 && found) return found->pw_name;
    return "user " + std::to_string(::getuid());
}

AuditEntry AuditTrail::append(const std::string& action, const std::string& subject, const Json& details,
                              const std::string& actor) {
    Transaction transaction(database_);
    AuditEntry entry;
    std::string previous;
    {
        Statement last = database_.prepare("SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1");
        if (last.step()) {
            entry.sequence = last.integer(0);
            previous = last.text(1);
        }
    }
    ++entry.sequence;
    entry.time = timeNow();
    entry.actor = actor.empty() ? userName() : actor;
    entry.action = action;
    entry.subject = subject;
    entry.details = details;
    const std::string text = dumpJson(details);
    entry.hash = hashOf(previous, entry, text);
    database_.prepare("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)")
        .bind(entry.sequence, entry.time, entry.actor, entry.action, entry.subject, text, entry.hash)
        .run();
    transaction.commit();
    return entry;
}

std::int64_t AuditTrail::count() {
    return database_.scalar("SELECT count(*) FROM audit");
}

std::vector<AuditEntry> AuditTrail::entries(std::int64_t first, std::int64_t count) {
    Statement row = database_.prepare(std::string(kColumns) + "ORDER BY sequence DESC LIMIT ? OFFSET ?");
    row.bind(count, first);
    std::vector<AuditEntry> entries;
    while (row.step()) {
        entries.push_back(entryAt(row));
        entries.back().details = parseJson(row.view(5), "audit entry " + std::to_string(entries.back().sequence));
    }
    return entries;
}

std::optional<std::int64_t> AuditTrail::firstBroken() {
    Statement row = database_.prepare(std::string(kColumns) + "ORDER BY sequence");
    std::string previous;
    std::int64_t expected = 1;
    for (; row.step(); ++expected) {
        const AuditEntry entry = entryAt(row);
        if (entry.sequence != expected) return expected;
        if (hashOf(previous, entry, row.text(5)) != entry.hash) return entry.sequence;
        previous = entry.hash;
    }
    return std::nullopt;
}

}  // namespace tunesmith::storage

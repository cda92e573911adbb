// DraftRepository: edits in place that are not yet a version. Each is written at once, so that a crash loses nothing;
// they can be undone and done again, and become one version together, or go.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "core/data/record.h"

namespace tunesmith::storage {

class Database;

/// What an edit makes of the row at `position`: another content, another split, or nothing (no record: the row is taken
/// out).
struct RowEdit {
    std::int64_t position = 0;
    Split split = Split::Train;
    std::optional<Record> record;
};

class DraftRepository {
public:
    explicit DraftRepository(Database& database) : database_(database) {}

    /// Adds edits that are undone together. What could be done again is forgotten.
    void add(std::int64_t version, const std::vector<RowEdit>& edits);
    /// How many steps can be undone and done again.
    std::int64_t undoSteps(std::int64_t version);
    std::int64_t redoSteps(std::int64_t version);
    /// The rows that changed by it; empty where there is nothing to undo or do again.
    std::vector<std::int64_t> undo(std::int64_t version);
    std::vector<std::int64_t> redo(std::int64_t version);
    /// The last edit of each row that is edited, by position. The record's source is that of the row.
    std::map<std::int64_t, RowEdit> pending(std::int64_t version);
    void discard(std::int64_t version);

private:
    Database& database_;
};

}  // namespace tunesmith::storage

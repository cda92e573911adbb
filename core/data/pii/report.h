// Report: what personal data a version of a data set holds and what became of it, in the terms of HIPAA Safe Harbor.
#pragma once

#include <array>
#include <cstdint>

#include "core/base/json.h"
#include "core/data/pii/redact.h"

namespace tunesmith::pii {

class Report {
public:
    /// A row as it was looked through, before anything was done.
    void addRow(const std::vector<Finding>& found);
    /// What was done to a row.
    void addResult(const RedactResult& result);
    /// Sums of both; for reports that were made on several threads.
    Report& operator+=(const Report& other);

    std::int64_t rows() const { return rows_; }
    std::int64_t found(Entity entity) const { return found_[std::size_t(entity)]; }
    std::int64_t done(Entity entity, Action action) const { return done_[std::size_t(entity)][std::size_t(action)]; }

    /// {"rows", "rows_with_findings", "rows_dropped", "entities": [{name, title, found, rows, review, checksum,
    /// actions}], "safe_harbor":
    /// [{number, title, detector, entities, found}], "without_detector": [...], "measured", "limits"}: entities with
    /// findings only, all 18 identifiers.
    OrderedJson toJson() const;

private:
    std::int64_t rows_ = 0, rowsWithFindings_ = 0, rowsDropped_ = 0;
    std::array<std::int64_t, std::size_t(kEntities)> found_{}, rowsOf_{};
    std::array<std::array<std::int64_t, std::size_t(kActions)>, std::size_t(kEntities)> done_{};
};

/// The entities that find Safe Harbor's identifier `number`; none for what is no text (fingerprints, photographs).
std::vector<Entity> detectorsOf(int number);

}  // namespace tunesmith::pii

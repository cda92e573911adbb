// How versions hang together: the current one, tags, what differs, where a row comes from. See DatasetRepository.
#include <algorithm>
#include <unordered_map>

#include "core/base/error.h"
#include "core/storage/audit_trail.h"
#include "core/storage/dataset_repository.h"
#include "core/storage/project_database.h"
#include "core/storage/sqlite.h"

namespace tunesmith::storage {

namespace {

struct Place {
    std::int64_t row = 0, origin = -1;
    int split = 0;
};

std::vector<Place> placesOf(Database& database, std::int64_t version) {
    Statement row = database.prepare("SELECT row, origin, split FROM version_rows WHERE version = ? ORDER BY position");
    row.bind(version);
    std::vector<Place> places;
    while (row.step()) places.push_back({row.integer(0), row.isNull(1) ? -1 : row.integer(1), int(row.integer(2))});
    return places;
}

/// The versions from `after` back to `before`, both included, newest first; empty where it does not descend from it.
std::vector<std::int64_t> lineBetween(DatasetRepository& datasets, std::int64_t before, std::int64_t after) {
    std::vector<std::int64_t> line = {after};
    while (line.back() != before) {
        const auto parent = datasets.version(line.back()).parent;
        if (!parent) return {};
        line.push_back(*parent);
    }
    return line;
}

/// For each row of `after`, the position in `before` of the row that it was made from; -1: none.
std::vector<std::int64_t> originsByDescent(Database& database, const std::vector<std::int64_t>& line) {
    std::vector<std::int64_t> origins;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const auto places = placesOf(database, line[i]);
        if (i == 0) {
            for (const Place& place : places) origins.push_back(place.origin);
            continue;
        }
        for (std::int64_t& origin : origins)
            if (origin >= 0) origin = places[std::size_t(origin)].origin;
    }
    return origins;
}

/// By content: the n-th row of a content in one stands for the n-th in the other.
std::vector<std::int64_t> originsByContent(const std::vector<Place>& before, const std::vector<Place>& after) {
    std::unordered_map<std::int64_t, std::vector<std::int64_t>> places;
    for (std::size_t i = before.size(); i-- > 0;) places[before[i].row].push_back(std::int64_t(i));
    std::vector<std::int64_t> origins(after.size(), -1);
    for (std::size_t i = 0; i < after.size(); ++i) {
        const auto found = places.find(after[i].row);
        if (found == places.end() || found->second.empty()) continue;
        origins[i] = found->second.back();
        found->second.pop_back();
    }
    return origins;
}

}  // namespace

void DatasetRepository::setCurrent(std::int64_t version) {
    Transaction transaction(database_);
    const DatasetVersion wanted = this->version(version);
    const Dataset dataset = get(wanted.dataset);
    if (dataset.current.id == version) return;
    database_.prepare("UPDATE datasets SET current = ? WHERE id = ?").bind(version, wanted.dataset).run();
    AuditTrail(database_).append("dataset.goTo", dataset.name,
                                 {{"from", dataset.current.number}, {"to", wanted.number}});
    transaction.commit();
}

void DatasetRepository::tag(std::int64_t version, const std::string& name) {
    if (name.empty()) throw Error(Code::BadInput, "A tag needs a name.");
    Transaction transaction(database_);
    const DatasetVersion wanted = this->version(version);
    database_.prepare("INSERT OR REPLACE INTO tags (dataset, name, version) VALUES (?, ?, ?)")
        .bind(wanted.dataset, name, version)
        .run();
    AuditTrail(database_).append("dataset.tag", get(wanted.dataset).name, {{"version", wanted.number}, {"tag", name}});
    transaction.commit();
}

void DatasetRepository::untag(std::int64_t version, const std::string& name) {
    Transaction transaction(database_);
    const DatasetVersion wanted = this->version(version);
    database_.prepare("DELETE FROM tags WHERE dataset = ? AND name = ? AND version = ?")
        .bind(wanted.dataset, name, version)
        .run();
    if (database_.changes() == 0)
        throw Error(Code::NotFound, "Version " + std::to_string(wanted.number) + " has no tag \"" + name + "\".");
    AuditTrail(database_).append("dataset.untag", get(wanted.dataset).name,
                                 {{"version", wanted.number}, {"tag", name}});
    transaction.commit();
}

VersionDiff DatasetRepository::diff(std::int64_t before, std::int64_t after, std::int64_t limit) {
    if (version(before).dataset != version(after).dataset)
        throw Error(Code::BadInput, "Two versions of the same data set can be compared; these belong to two.");
    const auto old = placesOf(database_, before), now = placesOf(database_, after);
    const auto line = lineBetween(*this, before, after);
    const auto origins = line.empty() ? originsByContent(old, now)
                         : line.size() == 1 ? [&] {
                               std::vector<std::int64_t> same(now.size());
                               for (std::size_t i = 0; i < same.size(); ++i) same[i] = std::int64_t(i);
                               return same;
                           }()
                                            : originsByDescent(database_, line);
    VersionDiff diff;
    const auto note = [&](RowChange::Kind kind, std::int64_t from, std::int64_t to) {
        if (std::int64_t(diff.changes.size()) < limit) diff.changes.push_back({kind, from, to});
    };
    std::vector<bool> lives(old.size());
    for (const std::int64_t origin : origins)
        if (origin >= 0) lives[std::size_t(origin)] = true;
    // Rows that went stand where they stood: before the first row that came from behind them.
    std::size_t gone = 0;
    const auto noteGone = [&](std::size_t end) {
        for (; gone < end; ++gone) {
            if (lives[gone]) continue;
            ++diff.removed;
            note(RowChange::Kind::Removed, std::int64_t(gone), -1);
        }
    };
    for (std::size_t i = 0; i < now.size(); ++i) {
        const std::int64_t origin = origins[i];
        if (origin < 0) {
            ++diff.added;
            note(RowChange::Kind::Added, -1, std::int64_t(i));
            continue;
        }
        noteGone(std::size_t(origin));
        const Place& was = old[std::size_t(origin)];
        if (was.row != now[i].row) {
            ++diff.changed;
            note(RowChange::Kind::Changed, origin, std::int64_t(i));
        } else if (was.split != now[i].split) {
            ++diff.moved;
            note(RowChange::Kind::Moved, origin, std::int64_t(i));
        } else {
            ++diff.same;
        }
    }
    noteGone(old.size());
    return diff;
}

std::vector<std::pair<std::int64_t, std::int64_t>> DatasetRepository::history(std::int64_t version,
                                                                              std::int64_t position) {
    std::vector<std::pair<std::int64_t, std::int64_t>> states;
    std::optional<std::int64_t> at = version;
    while (at) {
        Statement row = database_.prepare("SELECT origin FROM version_rows WHERE version = ? AND position = ?");
        row.bind(*at, position);
        if (!row.step()) break;
        states.emplace_back(*at, position);
        if (row.isNull(0)) break;
        position = row.integer(0);
        row.reset();
        at = this->version(*at).parent;
    }
    std::reverse(states.begin(), states.end());
    return states;
}

}  // namespace tunesmith::storage

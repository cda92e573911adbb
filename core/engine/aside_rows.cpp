#include "core/engine/aside_rows.h"

#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/data/split/split.h"

namespace tunesmith {

namespace {

constexpr std::int64_t kMost = 1'000'000;

std::string idOf(const RowIssue& issue, int same) {
    const std::string all =
        issue.source.file + "\n" + std::to_string(issue.source.line) + "\n" + issue.raw + "\n" + std::to_string(same);
    return sha256Hex(all).substr(0, 12);
}

}  // namespace

AsideRows::AsideRows(storage::DatasetRepository& sets, std::int64_t version)
    : settings_(sets.importOf(version).settings) {
    for (RowIssue& issue : sets.issues(version, 0, kMost)) {
        std::string id = idOf(issue, 0);
        for (int same = 1; byId_.count(id) > 0; ++same) id = idOf(issue, same);
        byId_[id] = rows_.size();
        rows_.push_back({std::move(id), std::move(issue)});
    }
    for (const Json& json : settings_.value("read", Json::array())) {
        ItemReading reading = ItemReading::fromJson(json);
        readings_[reading.file] = reading;
    }
}

std::size_t AsideRows::indexOf(const std::string& id) const {
    const auto found = byId_.find(id);
    if (found == byId_.end())
        throw Error(Code::NotFound, "No row \"" + id + "\" is kept aside; it may have been mended or dismissed.");
    return found->second;
}

MendTrial AsideRows::tryMend(const AsideRow& row, const std::string& text) const {
    const auto reading = readings_.find(row.issue.source.file);
    std::vector<std::pair<std::string, std::string>> choices;
    const Json mapping = settings_.value("mapping", Json::object());
    for (const auto& [role, column] : mapping.items())
        choices.emplace_back(role, column.get<std::string>());
    MendedItem mended =
        readMended(text, row.issue.source, reading == readings_.end() ? ItemReading() : reading->second, choices);
    return {std::move(mended.rows), std::move(mended.problem)};
}

Split AsideRows::splitOf(const Record& record) const {
    const SplitFractions fractions{settings_.value("validation", 0.0), settings_.value("test", 0.0)};
    if (fractions.validation >= 1) return Split::Validation;
    return tunesmith::splitOf(recordHash(record), fractions, 0);
}

}  // namespace tunesmith

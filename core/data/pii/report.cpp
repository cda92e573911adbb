#include "core/data/pii/report.h"

#include "core/data/pii/recall.h"

namespace tunesmith::pii {

namespace {

OrderedJson entityRow(const EntityInfo& info, std::int64_t found, std::int64_t rows,
                      const std::array<std::int64_t, std::size_t(kActions)>& done) {
    OrderedJson actions = OrderedJson::object();
    for (std::size_t a = 0; a < done.size(); ++a)
        if (done[a] > 0) actions[actionName(Action(a))] = done[a];
    return {{"name", info.name},     {"title", info.title},       {"found", found},    {"rows", rows},
            {"review", info.review}, {"checksum", info.checksum}, {"actions", actions}};
}

}  // namespace

std::vector<Entity> detectorsOf(int number) {
    if (number == 5) return {Entity::Phone};  // a fax number looks like any other
    std::vector<Entity> detectors;
    for (const EntityInfo& info : entities())
        if (info.hipaa == number) detectors.push_back(info.entity);
    return detectors;
}

void Report::addRow(const std::vector<Finding>& found) {
    ++rows_;
    rowsWithFindings_ += !found.empty();
    EntitySet seen;
    for (const Finding& finding : found) {
        ++found_[std::size_t(finding.entity)];
        seen.set(std::size_t(finding.entity));
    }
    for (std::size_t i = 0; i < rowsOf_.size(); ++i) rowsOf_[i] += seen[i];
}

void Report::addResult(const RedactResult& result) {
    rowsDropped_ += result.drop;
    for (const Redaction& redaction : result.redacted)
        ++done_[std::size_t(redaction.entity)][std::size_t(redaction.action)];
}

Report& Report::operator+=(const Report& other) {
    rows_ += other.rows_;
    rowsWithFindings_ += other.rowsWithFindings_;
    rowsDropped_ += other.rowsDropped_;
    for (std::size_t i = 0; i < found_.size(); ++i) {
        found_[i] += other.found_[i];
        rowsOf_[i] += other.rowsOf_[i];
        for (std::size_t a = 0; a < done_[i].size(); ++a) done_[i][a] += other.done_[i][a];
    }
    return *this;
}

OrderedJson Report::toJson() const {
    OrderedJson json = {{"rows", rows_}, {"rows_with_findings", rowsWithFindings_}, {"rows_dropped", rowsDropped_}};
    json["entities"] = OrderedJson::array();
    for (const EntityInfo& info : entities()) {
        const auto i = std::size_t(info.entity);
        std::int64_t acted = 0;
        for (const std::int64_t count : done_[i]) acted += count;
        if (found_[i] + acted > 0) json["entities"].push_back(entityRow(info, found_[i], rowsOf_[i], done_[i]));
    }
    json["safe_harbor"] = OrderedJson::array();
    json["without_detector"] = OrderedJson::array();
    for (int number = 1; number <= 18; ++number) {
        OrderedJson names = OrderedJson::array();
        std::int64_t found = 0;
        bool review = true;
        for (const Entity entity : detectorsOf(number)) {
            names.push_back(entityInfo(entity).name);
            found += found_[std::size_t(entity)];
            review = review && entityInfo(entity).review;
        }
        const char* detector = names.empty() ? "none" : review ? "partial" : "yes";
        if (names.empty()) json["without_detector"].push_back(hipaaIdentifier(number));
        json["safe_harbor"].push_back({{"number", number},
                                       {"title", hipaaIdentifier(number)},
                                       {"detector", detector},
                                       {"entities", names},
                                       {"found", found}});
    }
    json["measured"] = measuredRecall().toJson();
    json["limits"] = limitsText();
    return json;
}

}  // namespace tunesmith::pii

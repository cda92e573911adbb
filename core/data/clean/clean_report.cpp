#include "core/data/clean/clean_report.h"

namespace tunesmith {

namespace {

Json toJson(const CleanSample& sample) {
    Json json = {{"position", sample.position},
                 {"action", cleanActionName(sample.action)},
                 {"reason", sample.reason},
                 {"before", Json::parse(recordToJson(sample.before))}};
    if (sample.other >= 0) json["other"] = sample.other;
    if (sample.action == CleanAction::Change) {
        json["after"] = Json::array();
        for (const Record& record : sample.after) json["after"].push_back(Json::parse(recordToJson(record)));
    }
    return json;
}

}  // namespace

Json CleanReport::toJson() const {
    Json json = {{"rows_in", rowsIn},  {"rows_out", rowsOut}, {"kept", kept},     {"changed", changed},
                 {"dropped", dropped}, {"flagged", flagged},  {"passes", passes}, {"seconds", seconds}};
    json["steps"] = Json::array();
    for (const CleanStepReport& step : steps) {
        Json samples = Json::array();
        for (const CleanSample& sample : step.samples) samples.push_back(tunesmith::toJson(sample));
        json["steps"].push_back({{"step", step.step},
                                 {"rows_in", step.rowsIn},
                                 {"changed", step.changed},
                                 {"dropped", step.dropped},
                                 {"flagged", step.flagged},
                                 {"added", step.added},
                                 {"seconds", step.seconds},
                                 {"samples", std::move(samples)}});
    }
    return json;
}

}  // namespace tunesmith

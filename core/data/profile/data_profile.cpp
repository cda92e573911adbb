#include "core/data/profile/data_profile.h"

namespace tunesmith {

namespace {

Json bySplit(const RowsBySplit& rows) {
    return {{"train", rows[0]}, {"validation", rows[1]}, {"test", rows[2]}};
}

Json toJson(const Distribution& values) {
    Json json = {{"values", values.values}, {"min", values.least}, {"median", values.median},
                 {"mean", values.mean},     {"p95", values.p95},   {"max", values.most}};
    json["histogram"] = {
        {"edges", values.histogram.edges}, {"counts", values.histogram.counts}, {"open", values.histogram.open}};
    for (const Split split : {Split::Train, Split::Validation, Split::Test})
        json["histogram"]["by_split"][splitName(split)] = values.bySplit[std::size_t(split)].counts;
    return json;
}

Json toJson(const std::vector<Category>& items) {
    Json list = Json::array();
    for (const Category& item : items)
        list.push_back({{"name", item.name}, {"rows", total(item.rows)}, {"by_split", bySplit(item.rows)}});
    return list;
}

Json toJson(const CategoryTable& table) {
    return {{"values", toJson(table.items)},
            {"distinct", table.distinct},
            {"entropy_bits", table.entropy},
            {"evenness", table.evenness},
            {"commonest_to_rarest", table.ratio}};
}

Json toJson(const std::vector<CountedText>& texts) {
    Json list = Json::array();
    for (const CountedText& text : texts) list.push_back({{"text", text.text}, {"count", text.count}});
    return list;
}

Json toJson(const VocabularyProfile& words) {
    return {{"words", words.words},
            {"distinct", words.distinct},
            {"once", words.once},
            {"approximate", words.approximate},
            {"moving_type_token_ratio", words.movingTypeTokenRatio},
            {"window", words.window},
            {"commonest", toJson(words.commonest)},
            {"openings", toJson(words.openings)},
            {"answers", toJson(words.answers)},
            {"question_rows", words.questionRows},
            {"answer_rows", words.answerRows}};
}

Json toJson(const TopicProfile& profile) {
    Json list = Json::array();
    for (const Topic& topic : profile.topics)
        list.push_back({{"name", topic.name},
                        {"terms", topic.terms},
                        {"rows", total(topic.rows)},
                        {"by_split", bySplit(topic.rows)},
                        {"examples", topic.examples}});
    return {{"topics", list},
            {"apart", profile.apart},
            {"sampled_rows", profile.sampled},
            {"vocabulary", profile.vocabulary}};
}

Json toJson(const RateEstimate& rate) {
    return {{"hits", rate.hits}, {"rows", rate.rows}, {"rate", rate.rate}, {"low", rate.low}, {"high", rate.high}};
}

Json toJson(const GroupProfile& group) {
    Json json = {{"family", group.family}, {"group", group.name}, {"rows", group.rows}, {"too_few", group.tooFew}};
    json["terms"] = Json::array();
    for (const TermCount& term : group.terms) {
        json["terms"].push_back({{"term", term.term}, {"rows", term.rows}});
        if (!term.label.empty()) json["terms"].back().update({{"label", term.label}, {"pmi_bits", term.pmi}});
    }
    if (group.tooFew) return json;
    json["labels"] = Json::array();
    for (const GroupLabel& label : group.labels)
        json["labels"].push_back({{"label", label.label},
                                  {"with", toJson(label.with)},
                                  {"without", toJson(label.without)},
                                  {"pmi_bits", label.pmi}});
    json["sentiment"] = {{"with", group.sentiment},
                         {"without", group.others},
                         {"difference", group.sentiment - group.others},
                         {"standard_error", group.sentimentError}};
    return json;
}

Json toJson(const OutlierProfile& outliers) {
    Json list = Json::array();
    for (const Outlier& row : outliers.rows)
        list.push_back({{"row", row.position}, {"kind", row.kind}, {"value", row.value}, {"z", row.z}});
    return {{"rows", list},
            {"long", outliers.tooLong},
            {"short", outliers.tooShort},
            {"odd_characters", outliers.oddCharacters},
            {"off_topic", outliers.offTopic}};
}

}  // namespace

Json DataProfile::toJson() const {
    Json json = {{"rows", total(rows)}, {"by_split", bySplit(rows)}};
    json["lengths"] = tunesmith::toJson(lengths);
    json["lengths"].update({{"unit", unit}, {"limit", limit}, {"over_limit", overLimit}});
    json["question_words"] = tunesmith::toJson(questions);
    json["answer_words"] = tunesmith::toJson(answers);
    json["turns"] = tunesmith::toJson(turns);
    json["roles"] = tunesmith::toJson(roles);
    json["labels"] = tunesmith::toJson(labels.table);
    json["labels"].update({{"source", labels.source}, {"unlabelled", labels.unlabelled}});
    json["languages"] = languagesKnown ? tunesmith::toJson(languages) : Json();
    json["vocabulary"] = tunesmith::toJson(vocabulary);
    json["topics"] = tunesmith::toJson(topics);
    json["groups"] = Json::array();
    for (const GroupProfile& group : groups) json["groups"].push_back(tunesmith::toJson(group));
    json["fewest_group_rows"] = fewestRows;
    json["outliers"] = tunesmith::toJson(outliers);
    json["split_differences"] = Json::array();
    for (const SplitDifference& one : differences)
        json["split_differences"].push_back({{"measure", one.measure},
                                             {"split", splitName(one.split)},
                                             {"rows", one.rows},
                                             {"divergence_bits", one.divergence},
                                             {"by_chance_bits", one.byChance}});
    json["seconds"] = seconds;
    return json;
}

}  // namespace tunesmith

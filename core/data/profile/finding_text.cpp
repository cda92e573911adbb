#include "core/data/profile/finding_text.h"

#include "core/data/text.h"

namespace tunesmith {

namespace {

constexpr std::size_t kQuoted = 160;  // bytes of a text of the rows

/// One finding's figures in words.
class Said {
public:
    Said(const Json& facts, const ReportWords& words) : facts_(facts), w_(words) {}

    FindingText noRows() const {
        return {w_.say("Profile", "There are no rows"), w_.say("Profile", "This version of the data set is empty."),
                w_.say("Profile", "Add a file, or go back to another version.")};
    }

    FindingText fewRows() const {
        return {w_.say("Profile", "Few rows"),
                filled(w_.say("Profile", "There are %1: the shares below are rough."), {rows(facts_, "rows")}),
                w_.say("Profile", "Read them all, and add more where you can.")};
    }

    FindingText labelImbalance() const {
        return {w_.say("Profile", "Some labels are much rarer than others"),
                filled(w_.say("Profile", "%1 has %2, %3 has %4: %5 to 1."),
                       {quoted(facts_, "most"), rows(facts_, "most_rows"), quoted(facts_, "least"),
                        count(facts_, "least_rows"), decimal(facts_, "ratio", 1)}),
                w_.say("Profile", "A model learns to answer with the common label.")};
    }

    FindingText rareLabels() const {
        std::vector<std::string> names;
        for (const Json& label : facts_.at("labels")) names.push_back(excerpt(label.get<std::string>()));
        const std::int64_t more = facts_.at("count").get<std::int64_t>() - std::int64_t(names.size());
        return {w_.say("Profile", "Labels with fewer than five rows"),
                more > 0 ? filled(w_.say("Profile", "%1 and %2 more."), {joined(names), w_.count(more)})
                         : joined(names) + ".",
                w_.say("Profile",
                       "Add rows for them or merge them into another label: neither training nor a test can say much "
                       "about so few.")};
    }

    FindingText unlabelled() const {
        return {w_.say("Profile", "Rows without a label"),
                filled(w_.say("Profile", "%1 (%2) have none."), {rows(facts_, "rows"), share(facts_, "share")}),
                w_.say("Profile", "Label them, or leave them out where the label is what is learned.")};
    }

    FindingText overLimit() const {
        return {w_.say("Profile", "Rows longer than the model's limit"),
                filled(w_.say("Profile", "%1 (%2) have more than %3 tokens; the longest has %4."),
                       {rows(facts_, "rows"), share(facts_, "share"), count(facts_, "limit"),
                        w_.whole(facts_.at("longest").get<double>())}),
                w_.say("Profile", "What is beyond the limit is cut off, often the end of the answer.")};
    }

    FindingText sameAnswers() const {
        return {w_.say("Profile", "Many rows have the same answer"),
                filled(w_.say("Profile", "%1 (%2) answer: %3"),
                       {rows(facts_, "rows"), share(facts_, "share"), quoted(facts_, "answer")}),
                w_.say("Profile", "The model will give this answer to questions that deserve another.")};
    }

    FindingText sameOpenings() const {
        return {w_.say("Profile", "Many questions begin alike"),
                filled(w_.say("Profile", "%1 (%2) begin with: %3"),
                       {rows(facts_, "rows"), share(facts_, "share"), quoted(facts_, "opening")}),
                w_.say("Profile", "Where users will ask in other words, add rows that are worded differently.")};
    }

    FindingText splitDiffers() const {
        std::vector<std::string> parts;
        for (const Json& one : facts_.at("measures"))
            parts.push_back(filled(w_.say("Profile", "%1 (%2 bits, %3 would be chance)"),
                                   {w_.say("Profile", one.at("measure").get<std::string>()),
                                    decimal(one, "divergence_bits", 2), decimal(one, "by_chance_bits", 2)}));
        const bool validation = facts_.at("split") == "validation";
        return {w_.say("Profile", "Held-out rows do not represent the training rows"),
                filled(validation ? w_.say("Profile", "The validation rows differ in %1.")
                                  : w_.say("Profile", "The test rows differ in %1."),
                       {joined(parts)}),
                w_.say("Profile",
                       "The loss on them says little about the rest, unless the difference is meant: a later time, "
                       "another site.")};
    }

    FindingText topicDominates() const {
        return {w_.say("Profile", "One topic takes most of the rows"),
                filled(w_.say("Profile", "%1 of the rows are about: %2."),
                       {share(facts_, "share"), quoted(facts_, "topic")}),
                w_.say("Profile",
                       "Other topics will be learned less well. Add rows about them, or take some of these out.")};
    }

    FindingText rareLanguages() const {
        std::vector<std::string> parts, main;
        for (const Json& one : facts_.at("languages"))
            parts.push_back(filled(w_.say("Profile", "%1 in %2"),
                                   {w_.languageName(one.at("language").get<std::string>()), rows(one, "rows")}));
        for (const Json& one : facts_.at("main")) main.push_back(w_.languageName(one.get<std::string>()));
        return {
            w_.say("Profile", "A few rows are in other languages"),
            filled(w_.say("Profile", "Beside %1: %2."), {joined(main), joined(parts)}),
            w_.say("Profile",
                   "Too few to learn a language from. Short texts are sometimes recognised wrongly: look before you "
                   "take them out.")};
    }

    FindingText groupLabels() const {
        std::vector<std::string> parts;
        for (const Json& one : facts_.at("groups"))
            parts.push_back(filled(w_.say("Profile", "%1: %2 in %3 of %4, %5 of the others"),
                                   {group(one, "group"), quoted(one, "label"), share(one, "with"), rows(one, "rows"),
                                    share(one, "without")}));
        return {w_.say("Profile", "Labels differ between groups of people"), joined(parts, "; ") + ".",
                w_.say("Profile",
                       "Look at these rows: is the difference a fact that the model should learn, or how the rows were "
                       "collected?")};
    }

    FindingText groupSentiment() const {
        std::vector<std::string> parts;
        for (const Json& one : facts_.at("groups"))
            parts.push_back(filled(w_.say("Profile", "%1 %2 against %3"),
                                   {group(one, "group"), w_.signedDecimal(one.at("with").get<double>(), 2),
                                    w_.signedDecimal(one.at("without").get<double>(), 2)}));
        return {w_.say("Profile", "Texts about some groups sound different"),
                filled(w_.say("Profile", "%1 (a rough count of words, -1 to 1)."), {joined(parts, "; ")}),
                w_.say("Profile",
                       "Read some of these rows. A count of words does not understand who says what about whom.")};
    }

    FindingText groupsUneven() const {
        return {w_.say("Profile", "Some groups are named much more often than others"),
                filled(w_.say("Profile", "%1 in %2, %3 in %4."), {group(facts_, "more"), rows(facts_, "more_rows"),
                                                                  group(facts_, "fewer"), count(facts_, "fewer_rows")}),
                w_.say("Profile", "The model sees few examples of the one. Add rows where its users will need them.")};
    }

    FindingText outliers() const {
        std::vector<std::string> parts;
        for (const char* kind : {"long", "short", "odd_characters", "off_topic"})
            if (facts_.at(kind).get<std::int64_t>() > 0)
                parts.push_back(filled(w_.say("Profile", "%1: %2"), {outlierText(kind, w_), count(facts_, kind)}));
        return {w_.say("Profile", "Rows that stand apart"), joined(parts) + ".",
                w_.say("Profile", "They are often mistakes of an import, and sometimes the best rows.")};
    }

    FindingText littleVariety() const {
        return {w_.say("Profile", "The texts repeat themselves"),
                filled(w_.say("Profile", "Of %1 words in a row only %2 are different on average."),
                       {count(facts_, "window"), share(facts_, "ratio")}),
                w_.say("Profile", "Look for rows made from a template, and add rows in other words.")};
    }

private:
    std::string count(const Json& facts, const char* key) const { return w_.count(facts.at(key).get<std::int64_t>()); }
    std::string rows(const Json& facts, const char* key) const { return w_.rows(facts.at(key).get<std::int64_t>()); }
    std::string share(const Json& facts, const char* key) const { return w_.share(facts.at(key).get<double>()); }
    std::string decimal(const Json& facts, const char* key, int digits) const {
        return w_.decimal(facts.at(key).get<double>(), digits);
    }
    std::string group(const Json& facts, const char* key) const {
        return w_.say("Profile", facts.at(key).get<std::string>());
    }
    static std::string excerpt(const std::string& text) { return printableExcerpt(text, kQuoted); }
    std::string quoted(const Json& facts, const char* key) const {
        return filled(w_.say("Profile", "\"%1\""), {excerpt(facts.at(key).get<std::string>())});
    }

    const Json& facts_;
    const ReportWords& w_;
};

constexpr std::pair<const char*, FindingText (Said::*)() const> kSayings[] = {
    {"no_rows", &Said::noRows},
    {"few_rows", &Said::fewRows},
    {"label_imbalance", &Said::labelImbalance},
    {"rare_labels", &Said::rareLabels},
    {"unlabelled", &Said::unlabelled},
    {"over_limit", &Said::overLimit},
    {"same_answers", &Said::sameAnswers},
    {"same_openings", &Said::sameOpenings},
    {"split_differs", &Said::splitDiffers},
    {"topic_dominates", &Said::topicDominates},
    {"rare_languages", &Said::rareLanguages},
    {"group_labels", &Said::groupLabels},
    {"group_sentiment", &Said::groupSentiment},
    {"groups_uneven", &Said::groupsUneven},
    {"outliers", &Said::outliers},
    {"little_variety", &Said::littleVariety},
};

struct Named {
    const char *name, *text;
};

constexpr Named kRemedies[] = {
    {"cap", PHRASE("Profile", "Cap the frequent ones")}, {"repeat", PHRASE("Profile", "Repeat the rare ones")},
    {"weigh", PHRASE("Profile", "Weigh them alike")},    {"drop", PHRASE("Profile", "Take them out")},
    {"truncate", PHRASE("Profile", "Cut them")},         {"flag", PHRASE("Profile", "Mark them")},
    {"split", PHRASE("Profile", "Split again")},
};
constexpr Named kSeverities[] = {
    {"bad", PHRASE("Profile", "mend")}, {"warn", PHRASE("Profile", "look")}, {"info", PHRASE("Profile", "note")}};
constexpr Named kOutliers[] = {{"long", PHRASE("Profile", "much longer")},
                               {"short", PHRASE("Profile", "much shorter")},
                               {"odd_characters", PHRASE("Profile", "many odd characters")},
                               {"off_topic", PHRASE("Profile", "far from every topic")}};
/// Said by their names: what splits are compared in.
[[maybe_unused]] constexpr const char* kMeasures[] = {PHRASE("Profile", "labels"), PHRASE("Profile", "topics"),
                                                      PHRASE("Profile", "lengths"), PHRASE("Profile", "languages")};

template <std::size_t N>
std::string named(const Named (&list)[N], const std::string& name, const ReportWords& words) {
    for (const Named& one : list)
        if (name == one.name) return words.say("Profile", std::string(one.text));
    return name;
}

}  // namespace

FindingText findingText(const Finding& finding, const ReportWords& words) {
    for (const auto& [kind, said] : kSayings)
        if (finding.kind == kind) return (Said(finding.facts, words).*said)();
    return {finding.kind, "", ""};
}

std::vector<std::string> findingKinds() {
    std::vector<std::string> kinds;
    for (const auto& [kind, said] : kSayings) kinds.emplace_back(kind);
    return kinds;
}

std::string remedyText(const Remedy& remedy, const ReportWords& words) {
    return named(kRemedies, remedy.name, words);
}

std::string severityText(const std::string& severity, const ReportWords& words) {
    return named(kSeverities, severity, words);
}

std::string outlierText(const std::string& kind, const ReportWords& words) {
    return named(kOutliers, kind, words);
}

}  // namespace tunesmith

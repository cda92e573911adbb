#include <cmath>
#include <cstdio>

#include "core/data/clean/step_kinds.h"
#include "core/data/profile/findings.h"
#include "core/data/profile/profile_words.h"
#include "core/data/text.h"

namespace tunesmith {

namespace {

using Say = FindingText (*)(const Json& facts);

std::int64_t whole(const Json& facts, const char* key) {
    return facts.at(key).get<std::int64_t>();
}
double real(const Json& facts, const char* key) {
    return facts.at(key).get<double>();
}
std::string quoted(const Json& facts, const char* key) {
    return "\"" + facts.at(key).get<std::string>() + "\"";
}
std::string rowsText(std::int64_t rows) {
    return rows == 1 ? "1 row" : thousands(rows) + " rows";
}

FindingText noRows(const Json&) {
    return {"There are no rows", "This version of the data set is empty.",
            "Import a file, or go back to another version."};
}

FindingText fewRows(const Json& f) {
    return {"Few rows", "There are " + rowsText(whole(f, "rows")) + ": shares below are rough.",
            "Read them all, and add more where you can."};
}

FindingText labelImbalance(const Json& f) {
    return {
        "Some labels are much rarer than others",
        quoted(f, "most") + " has " + rowsText(whole(f, "most_rows")) + ", " + quoted(f, "least") + " has " +
            thousands(whole(f, "least_rows")) + ": " + fixed(real(f, "ratio"), 1) + " to 1 (evenness " +
            fixed(real(f, "evenness"), 2) + " of 1).",
        "A model learns to answer with the common label. Cap the frequent labels, repeat the rare ones, or let each "
        "label weigh the same."};
}

FindingText rareLabels(const Json& f) {
    const std::int64_t count = whole(f, "count");
    return {
        count == 1 ? "One label has fewer than five rows" : thousands(count) + " labels have fewer than five rows",
        joined(f.at("labels").get<std::vector<std::string>>()) +
            (count > std::int64_t(f.at("labels").size()) ? ", ..." : "") + ".",
        "Add rows for them or merge them into another label: neither training nor a test can say much about so few."};
}

FindingText unlabelled(const Json& f) {
    return {"Rows without a label", rowsText(whole(f, "rows")) + " (" + percent(real(f, "share")) + ") have none.",
            "Label them, or leave them out where the label is what is learned."};
}

FindingText overLimit(const Json& f) {
    return {"Rows longer than the model's limit",
            rowsText(whole(f, "rows")) + " (" + percent(real(f, "share")) + ") have more than " +
                thousands(whole(f, "limit")) + " tokens; the longest has " +
                thousands(std::int64_t(real(f, "longest"))) + ".",
            "What is beyond the limit is cut off, often the end of the answer. Take these rows out, shorten them, or "
            "raise the limit."};
}

FindingText sameAnswers(const Json& f) {
    return {"Many rows have the same answer",
            rowsText(whole(f, "rows")) + " (" + percent(real(f, "share")) + ") answer " + quoted(f, "answer") + ".",
            "The model will give this answer to questions that deserve another. Keep some of these rows only."};
}

FindingText sameOpenings(const Json& f) {
    return {
        "Many questions begin alike",
        rowsText(whole(f, "rows")) + " (" + percent(real(f, "share")) + ") begin with " + quoted(f, "opening") + ".",
        "Where users will ask in other words, add rows that are worded differently."};
}

FindingText splitDiffers(const Json& f) {
    std::vector<std::string> parts;
    for (const Json& one : f.at("measures"))
        parts.push_back(one.at("measure").get<std::string>() + " (" + fixed(real(one, "divergence_bits"), 2) +
                        " bits, " + fixed(real(one, "by_chance_bits"), 2) + " would be chance)");
    const bool validation = f.at("split") == "validation";
    return {validation ? "The validation rows do not represent the training rows"
                       : "The test rows do not represent the training rows",
            "They differ in " + joined(parts) + ".",
            "The loss on them says little about the rest. Split again at random and by label, unless the difference is "
            "meant (a later time, another site)."};
}

FindingText topicDominates(const Json& f) {
    return {"One topic takes most of the rows",
            percent(real(f, "share")) + " of the rows are about " + quoted(f, "topic") + ".",
            "Other topics will be learned less well. Add rows about them, or take some of these out."};
}

FindingText rareLanguages(const Json& f) {
    std::vector<std::string> parts;
    for (const Json& one : f.at("languages"))
        parts.push_back(one.at("language").get<std::string>() + " " + rowsText(whole(one, "rows")) + " (" +
                        shareText(real(one, "share")) + ")");
    return {"A few rows are in other languages",
            "Beside " + joined(f.at("main").get<std::vector<std::string>>()) + ": " + joined(parts) + ".",
            "Too few to learn a language from; they may be there by mistake. Short texts are sometimes recognised "
            "wrongly: look before you take them out."};
}

FindingText groupLabels(const Json& f) {
    std::vector<std::string> parts;
    for (const Json& one : f.at("groups"))
        parts.push_back(one.at("group").get<std::string>() + ": " + quoted(one, "label") + " in " +
                        percent(real(one, "with")) + " of " + rowsText(whole(one, "rows")) + ", " +
                        percent(real(one, "without")) + " of the others");
    return {
        "Labels differ between groups of people", joined(parts, "; ") + ".",
        "Look at these rows: is the difference a fact that the model should learn, or how the rows were collected?"};
}

FindingText groupSentiment(const Json& f) {
    std::vector<std::string> parts;
    for (const Json& one : f.at("groups"))
        parts.push_back(one.at("group").get<std::string>() + " " + signedFixed(real(one, "with"), 2) + " against " +
                        signedFixed(real(one, "without"), 2));
    return {"Texts about some groups sound different", joined(parts, "; ") + " (a rough count of words, -1 to 1).",
            "Read some of these rows. A count of words does not understand who says what about whom."};
}

FindingText groupsUneven(const Json& f) {
    return {"Some groups are named much more often than others",
            f.at("more").get<std::string>() + " in " + rowsText(whole(f, "more_rows")) + ", " +
                f.at("fewer").get<std::string>() + " in " + thousands(whole(f, "fewer_rows")) + ".",
            "The model sees few examples of the one. Add rows where its users will need them."};
}

FindingText outliers(const Json& f) {
    std::vector<std::string> parts;
    const auto part = [&](const char* key, const char* text) {
        if (const std::int64_t n = whole(f, key); n > 0) parts.push_back(thousands(n) + " " + text);
    };
    part("long", "much longer");
    part("short", "much shorter");
    part("odd_characters", "with many odd characters");
    part("off_topic", "far from every topic");
    return {"Rows that stand apart", joined(parts) + ".",
            "Look at them: they are often mistakes of an import, and sometimes the best rows."};
}

FindingText littleVariety(const Json& f) {
    return {"The texts repeat themselves",
            "Of " + thousands(whole(f, "window")) + " words in a row only " + percent(real(f, "ratio")) +
                " are different on average.",
            "Look for rows made from a template, and add rows in other words."};
}

constexpr std::pair<const char*, Say> kSayings[] = {
    {"no_rows", noRows},
    {"few_rows", fewRows},
    {"label_imbalance", labelImbalance},
    {"rare_labels", rareLabels},
    {"unlabelled", unlabelled},
    {"over_limit", overLimit},
    {"same_answers", sameAnswers},
    {"same_openings", sameOpenings},
    {"split_differs", splitDiffers},
    {"topic_dominates", topicDominates},
    {"rare_languages", rareLanguages},
    {"group_labels", groupLabels},
    {"group_sentiment", groupSentiment},
    {"groups_uneven", groupsUneven},
    {"outliers", outliers},
    {"little_variety", littleVariety},
};

constexpr std::pair<const char*, const char*> kRemedies[] = {
    {"cap", "keep only so many rows of the frequent ones"},
    {"repeat", "repeat rows of the rare ones"},
    {"weigh", "let each weigh the same in the loss"},
    {"drop", "take these rows out"},
    {"truncate", "cut the last answer to fit"},
    {"flag", "mark these rows to look at"},
    {"split", "split again"},
};

}  // namespace

FindingText findingText(const Finding& finding) {
    for (const auto& [kind, say] : kSayings)
        if (finding.kind == kind) return say(finding.facts);
    return {finding.kind, "", ""};
}

std::string remedyText(const Remedy& remedy) {
    for (const auto& [name, text] : kRemedies)
        if (remedy.name == name) return text;
    return remedy.name;
}

}  // namespace tunesmith

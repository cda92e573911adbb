#include "core/data/import/roles.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "core/base/error.h"
#include "core/data/import/record_maker.h"

namespace tunesmith {

namespace {

using Names = std::vector<std::string_view>;

struct PatternRole {
    const char* role;
    bool required;
    Names names;  // of columns, the likeliest first
};

/// A shape that data sets commonly have. `trust` is how sure it is where every item fits.
struct Pattern {
    RowKind kind;
    double trust;
    std::vector<PatternRole> roles;
};

const Names kConversation = {"messages", "conversations", "conversation", "dialogue", "dialog", "chat", "turns"};
const Names kSystem = {"system", "system_prompt", "system_message"};
const Names kChosen = {"chosen", "chosen_response", "preferred", "better", "accepted"};
const Names kRejected = {"rejected", "rejected_response", "dispreferred", "worse"};
const Names kLabel = {"label", "kto_tag"};
const Names kClass = {"label", "labels", "label_text", "category", "class", "sentiment", "intent", "topic"};

const std::vector<Pattern>& patterns() {
    static const std::vector<Pattern> all = {
        {RowKind::Preference,
         0.99,
         {{"messages", true, kConversation},
          {"chosen", true, kChosen},
          {"rejected", true, kRejected},
          {"system", false, kSystem},
          {"label", false, kLabel}}},
        {RowKind::Preference,
         0.98,
         {{"user", true, {"prompt", "question", "instruction", "query", "input"}},
          {"input", false, {"input"}},
          {"chosen", true, kChosen},
          {"rejected", true, kRejected},
          {"system", false, kSystem},
          {"label", false, kLabel}}},
        {RowKind::Preference,
         0.95,
         {{"chosen", true, kChosen},
          {"rejected", true, kRejected},
          {"system", false, kSystem},
          {"label", false, kLabel}}},
        {RowKind::Chat,
         0.98,
         {{"messages", true, kConversation}, {"system", false, kSystem}, {"label", false, kLabel}}},
        {RowKind::Pair,
         0.97,
         {{"user", true, {"instruction"}},
          {"input", false, {"input"}},
          {"context", false, {"context"}},
          {"assistant", true, {"output", "response", "completion", "answer", "target"}},
          {"history", false, {"history"}},
          {"system", false, kSystem},
          {"label", false, kLabel}}},
        {RowKind::Pair,
         0.92,
         {{"user", true, {"instruction"}}, {"instances", true, {"instances"}}, {"system", false, kSystem}}},
        {RowKind::Pair,
         0.96,
         {{"user", true, {"question", "query", "problem"}},
          {"context", false, {"context", "contexts", "passage"}},
          {"assistant", true, {"answer", "long_answer", "response", "answers", "output", "solution", "final_answer"}},
          {"system", false, kSystem},
          {"label", false, kLabel}}},
        {RowKind::Pair,
         0.96,
         {{"user", true, {"prompt"}},
          {"assistant", true, {"completion", "response", "answer", "output", "target"}},
          {"system", false, kSystem},
          {"label", false, kLabel}}},
        {RowKind::Pair,
         0.80,
         {{"user", true, {"user", "human", "input", "source", "article", "document", "dialogue"}},
          {"assistant",
           true,
           {"assistant", "gpt", "bot", "output", "target", "response", "reply", "summary", "highlights"}},
          {"system", false, kSystem},
          {"label", false, kLabel}}},
        {RowKind::Text,
         0.85,
         {{"text", true, {"text", "sentence", "content", "body", "document", "review", "comment", "tweet"}},
          {"label", true, kClass}}},
        // Words with a label each, as data for names in texts comes.
        {RowKind::Text,
         0.90,
         {{"text", true, {"tokens", "words"}},
          {"label", true, {"ner_tags", "tags", "pos_tags", "chunk_tags", "labels"}}}},
        // Two texts to compare, with a label for both.
        {RowKind::Text,
         0.90,
         {{"text", true, {"sentence1", "premise", "question1", "text_a", "text1", "sentence_a"}},
          {"second", true, {"sentence2", "hypothesis", "question2", "text_b", "text2", "sentence_b"}},
          {"label", true, {"label", "labels", "gold_label", "score", "similarity_score", "is_duplicate"}}}},
        {RowKind::Text, 0.75, {{"text", true, {"text", "content", "body", "document"}}, {"label", false, kLabel}}},
        // Pairs of sentences that measure bias (CrowS-Pairs): the first is the text; the other stays with the row.
        {RowKind::Text, 0.70, {{"text", true, {"sent_more"}}, {"label", false, {"bias_type"}}}},
    };
    return all;
}

std::string plainName(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return c == ' ' || c == '-' ? '_' : char(std::tolower(c)); });
    return lower;
}

std::vector<std::string> columnsOf(const std::vector<Item>& sample) {
    std::vector<std::string> columns;
    for (const Item& item : sample)
        for (const Field& field : item.fields)
            if (std::find(columns.begin(), columns.end(), field.column) == columns.end())
                columns.push_back(field.column);
    return columns;
}

/// The pattern's roles on these columns; kind None where a required one finds none.
RoleMapping fit(const Pattern& pattern, const std::vector<std::string>& columns) {
    RoleMapping mapping;
    mapping.kind = pattern.kind;
    std::set<std::string> taken;
    for (const PatternRole& role : pattern.roles) {
        bool found = false;
        for (const std::string_view name : role.names) {
            for (const std::string& column : columns) {
                if (found || plainName(column) != name || taken.count(column) > 0) continue;
                mapping.columns[role.role] = column;
                taken.insert(column);
                found = true;
            }
        }
        if (role.required && !found) return {};
    }
    return mapping;
}

/// Share of the items that make rows.
double successOf(const RoleMapping& mapping, const std::vector<Item>& sample) {
    RecordMaker maker(mapping, {});
    std::vector<Record> rows;
    std::size_t made = 0;
    for (const Item& item : sample) {
        rows.clear();
        made += !maker.make(item, rows);
    }
    return double(made) / double(sample.size());
}

RoleMapping fallback(const std::vector<std::string>& columns) {
    RoleMapping mapping;
    if (columns.size() == 1) {
        mapping.kind = RowKind::Text;
        mapping.columns = {{"text", columns[0]}};
    } else if (columns.size() == 2) {
        mapping.kind = RowKind::Pair;
        mapping.columns = {{"user", columns[0]}, {"assistant", columns[1]}};
    }
    return mapping;
}

/// What a user may call a role on the command line.
std::string roleNamed(const std::string& word) {
    static const std::map<std::string, std::string> aliases = {
        {"prompt", "user"},      {"instruction", "user"},   {"question", "user"},    {"completion", "assistant"},
        {"answer", "assistant"}, {"response", "assistant"}, {"output", "assistant"}, {"conversations", "messages"}};
    const std::string lower = plainName(word);
    if (const auto found = aliases.find(lower); found != aliases.end()) return found->second;
    const auto& names = roleNames();
    if (std::find(names.begin(), names.end(), lower) != names.end()) return lower;
    std::string all;
    for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
    throw Error(Code::BadInput, "There is no role \"" + word + "\"; the roles are " + all + ".");
}

RowKind kindOf(const std::map<std::string, std::string>& columns, bool hasTemplate) {
    const auto has = [&](const char* role) { return columns.count(role) > 0; };
    if (has("chosen") || has("rejected")) return has("chosen") && has("rejected") ? RowKind::Preference : RowKind::None;
    if (has("assistant") || has("instances"))
        return has("user") || has("messages") || hasTemplate ? RowKind::Pair : RowKind::None;
    if (has("messages")) return RowKind::Chat;
    return has("text") ? RowKind::Text : RowKind::None;  // alone, or with a second one
}

/// Roles of the guess that contradict what the user says: with an own text, list of messages or pair, the others lose
/// their sense.
void dropContradicted(std::map<std::string, std::string>& columns, const std::set<std::string>& chosen) {
    const auto drop = [&](std::initializer_list<const char*> roles) {
        for (const char* role : roles)
            if (chosen.count(role) == 0) columns.erase(role);
    };
    const auto says = [&](const char* role) { return chosen.count(role) > 0; };
    if (says("text"))
        drop({"messages", "user", "assistant", "input", "context", "instances", "history", "chosen", "rejected",
              "system"});
    if (says("messages")) drop({"user", "assistant", "input", "context", "instances", "history", "text", "second"});
    if (says("user")) drop({"messages", "text", "second"});
    if (says("assistant")) drop({"messages", "instances", "text", "second", "chosen", "rejected"});
    if (says("chosen") || says("rejected")) drop({"assistant", "instances", "text", "second"});
    if (says("instances")) drop({"messages", "assistant", "input", "context", "history", "text", "chosen", "rejected"});
}

}  // namespace

const char* rowKindName(RowKind kind) {
    switch (kind) {
        case RowKind::None:
            return "none";
        case RowKind::Chat:
            return "chat";
        case RowKind::Pair:
            return "pair";
        case RowKind::Preference:
            return "preference";
        case RowKind::Text:
            return "text";
    }
    return "none";
}

std::string RoleMapping::column(const std::string& role) const {
    const auto found = columns.find(role);
    return found == columns.end() ? std::string() : found->second;
}

const std::vector<std::string>& roleNames() {
    static const std::vector<std::string> names = {"user",     "assistant", "system",  "context", "input",
                                                   "messages", "instances", "history", "chosen",  "rejected",
                                                   "text",     "second",    "label"};
    return names;
}

bool isRoleColumn(const std::string& column) {
    static const std::set<std::string, std::less<>> names = [] {
        std::set<std::string, std::less<>> all;
        for (const Pattern& pattern : patterns())
            for (const PatternRole& role : pattern.roles) all.insert(role.names.begin(), role.names.end());
        return all;
    }();
    return names.count(plainName(column)) > 0;
}

RoleMapping guessRoles(const std::vector<Item>& sample) {
    RoleMapping best;
    if (sample.empty()) return best;
    const auto columns = columnsOf(sample);
    const auto consider = [&](RoleMapping mapping, double trust) {
        if (mapping.kind == RowKind::None) return;
        mapping.confidence = trust * successOf(mapping, sample);
        if (mapping.confidence > best.confidence) best = std::move(mapping);
    };
    for (const Pattern& pattern : patterns()) consider(fit(pattern, columns), pattern.trust);
    if (best.kind == RowKind::None) consider(fallback(columns), 0.3);
    return best;
}

RoleMapping applyMapping(const RoleMapping& guess, const std::vector<std::pair<std::string, std::string>>& choices,
                         const std::vector<std::string>& columns, const std::string& userTemplate) {
    if (choices.empty() && userTemplate.empty()) return guess;
    RoleMapping mapping = guess;
    mapping.userTemplate = userTemplate;
    std::set<std::string> chosen;
    for (const auto& [word, column] : choices) {
        const std::string role = roleNamed(word);
        if (column.empty()) {
            mapping.columns.erase(role);
            continue;
        }
        if (std::find(columns.begin(), columns.end(), column) == columns.end()) {
            std::string all;
            for (const std::string& name : columns) all += (all.empty() ? "" : ", ") + name;
            throw Error(Code::BadInput, "There is no column \"" + column + "\" for the role " + role +
                                            "; the columns are " + all + ".");
        }
        chosen.insert(role);
        mapping.columns[role] = column;
    }
    dropContradicted(mapping.columns, chosen);
    // A column that the user gives to one role is not another role's by guess.
    for (auto it = mapping.columns.begin(); it != mapping.columns.end();) {
        const bool elsewhere =
            chosen.count(it->first) == 0 && std::any_of(chosen.begin(), chosen.end(), [&](const std::string& role) {
                return mapping.columns.at(role) == it->second;
            });
        it = elsewhere ? mapping.columns.erase(it) : std::next(it);
    }
    mapping.kind = kindOf(mapping.columns, !userTemplate.empty());
    mapping.confidence = 1;
    if (mapping.kind == RowKind::None)
        throw Error(Code::BadInput,
                    "These roles make no row: there has to be user and assistant, or messages, or chosen and rejected, "
                    "or text.");
    return mapping;
}

}  // namespace tunesmith

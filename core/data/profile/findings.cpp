#include "core/data/profile/findings.h"

#include <algorithm>
#include <cmath>

#include "core/data/profile/finding_text.h"
#include "core/data/profile/measures.h"

namespace tunesmith {

namespace {

constexpr std::size_t kNamed = 5;  // things that a finding names one by one

double share(std::int64_t part, std::int64_t whole) {
    return whole > 0 ? double(part) / double(whole) : 0;
}

std::vector<Remedy> balanceRemedies(const std::string& by) {
    std::vector<Remedy> remedies;
    for (const char* how : {"cap", "repeat", "weigh"})
        remedies.push_back({how, Json::array({{{"step", "balance"}, {"by", by}, {"how", how}}}), {}});
    return remedies;
}

/// The rules, each a function that may add a finding.
class Rules {
public:
    explicit Rules(const DataProfile& profile) : p_(profile), rows_(total(profile.rows)) {}

    std::vector<Finding> all() {
        size();
        if (rows_ > 0) {
            labels();
            unlabelled();
            overLimit();
            answers();
            openings();
            splits();
            topics();
            languages();
            groupLabels();
            groupSentiment();
            groupsUneven();
            outliers();
            variety();
        }
        const auto rank = [](const Finding& finding) {
            return finding.severity == "bad" ? 0 : finding.severity == "warn" ? 1 : 2;
        };
        std::stable_sort(found_.begin(), found_.end(),
                         [&](const Finding& a, const Finding& b) { return rank(a) < rank(b); });
        return std::move(found_);
    }

private:
    void add(const char* kind, const char* severity, Json facts, std::vector<Remedy> remedies = {}) {
        found_.push_back({kind, severity, std::move(facts), std::move(remedies)});
    }

    /// Groups of which each has a figure "with" and "without": the widest apart are named.
    void addGroups(const char* kind, const char* severity, Json groups) {
        if (groups.empty()) return;
        const auto gap = [](const Json& one) { return std::abs(one["with"].get<double>() - one["without"].get<double>()); };
        std::stable_sort(groups.begin(), groups.end(), [&](const Json& a, const Json& b) { return gap(a) > gap(b); });
        const auto count = groups.size();
        if (count > kNamed) groups.erase(groups.begin() + std::ptrdiff_t(kNamed), groups.end());
        add(kind, severity, {{"groups", groups}, {"count", count}});
    }

    void size() {
        if (rows_ == 0)
            add("no_rows", "bad", Json::object());
        else if (rows_ < 50)
            add("few_rows", "info", {{"rows", rows_}});
    }

    void labels() {
        const CategoryTable& table = p_.labels.table;
        if (table.distinct < 2 || table.distinct > 50 || table.items.size() < 2) return;
        const Category &most = table.items.front(), &least = table.items.back();
        if (table.ratio >= 3 || table.evenness < 0.8)
            add("label_imbalance", table.ratio >= 10 ? "bad" : "warn",
                {{"most", most.name},
                 {"most_rows", total(most.rows)},
                 {"least", least.name},
                 {"least_rows", total(least.rows)},
                 {"ratio", table.ratio},
                 {"evenness", table.evenness},
                 {"labels", table.distinct}},
                balanceRemedies(p_.labels.source));
        Json rare = Json::array();
        std::int64_t count = 0;
        for (const Category& label : table.items) {
            if (total(label.rows) >= 5) continue;
            if (++count <= std::int64_t(kNamed)) rare.push_back(label.name);
        }
        if (count > 0) add("rare_labels", "warn", {{"labels", rare}, {"count", count}});
    }

    void unlabelled() {
        const std::int64_t without = p_.labels.unlabelled;
        if (p_.labels.source != "label" || without == 0) return;
        add("unlabelled", share(without, rows_) >= 0.05 ? "warn" : "info",
            {{"rows", without}, {"share", share(without, rows_)}});
    }

    void overLimit() {
        if (p_.overLimit == 0) return;
        const auto step = [&](const char* how) {
            return Remedy{
                how,
                Json::array(
                    {{{"step", "length"}, {"unit", "tokens"}, {"least", 0}, {"most", p_.limit}, {"long", how}}}),
                {}};
        };
        add("over_limit", share(p_.overLimit, rows_) >= 0.05 ? "bad" : "warn",
            {{"rows", p_.overLimit},
             {"share", share(p_.overLimit, rows_)},
             {"limit", p_.limit},
             {"longest", p_.lengths.most}},
            {step("drop"), step("truncate"), step("flag")});
    }

    void answers() {
        const VocabularyProfile& words = p_.vocabulary;
        if (p_.labels.source == "answer" || words.answers.empty() || words.answerRows < 20) return;
        const CountedText& most = words.answers.front();
        const double part = share(most.count, words.answerRows);
        if (part < 0.1) return;
        const std::int64_t cap = std::max<std::int64_t>(10, words.answerRows / 20);
        add("same_answers", part >= 0.3 ? "bad" : "warn",
            {{"answer", most.text}, {"rows", most.count}, {"share", part}},
            {{"cap", Json::array({{{"step", "balance"}, {"by", "answer"}, {"how", "cap"}, {"most", cap}}}), {}}});
    }

    void openings() {
        const VocabularyProfile& words = p_.vocabulary;
        if (words.openings.empty() || words.questionRows < 20) return;
        const CountedText& most = words.openings.front();
        const double part = share(most.count, words.questionRows);
        if (part >= 0.3) add("same_openings", "info", {{"opening", most.text}, {"rows", most.count}, {"share", part}});
    }

    void splits() {
        constexpr double slight = 0.03;
        for (const Split split : {Split::Validation, Split::Test}) {
            Json measures = Json::array();
            double worst = 0;
            for (const SplitDifference& one : p_.differences) {
                if (one.split != split || one.rows < 20) continue;
                if (one.divergence < std::max(slight, 3 * one.byChance)) continue;
                measures.push_back(
                    {{"measure", one.measure}, {"divergence_bits", one.divergence}, {"by_chance_bits", one.byChance}});
                worst = std::max(worst, one.divergence);
            }
            if (measures.empty()) continue;
            const bool labelled = p_.labels.source == "label";
            const Json again = {{"validation", share(p_.rows[1], rows_)},
                                {"test", share(p_.rows[2], rows_)},
                                {"by", "row"},
                                {"stratify", labelled}};
            add("split_differs", worst >= 0.2 ? "bad" : "warn",
                {{"split", splitName(split)}, {"measures", measures}, {"rows", p_.rows[std::size_t(split)]}},
                {{"split", Json::array(), again}});
        }
    }

    void topics() {
        const auto& topics = p_.topics.topics;
        if (topics.size() < 3) return;
        const double part = share(total(topics.front().rows), rows_);
        if (part >= 0.5)
            add("topic_dominates", "warn",
                {{"topic", topics.front().name}, {"rows", total(topics.front().rows)}, {"share", part}});
    }

    void languages() {
        if (!p_.languagesKnown) return;
        std::vector<Category> known;
        for (const Category& item : p_.languages.items)
            if (!item.name.empty()) known.push_back(item);
        if (known.size() < 2) return;
        Json rare = Json::array(), common = Json::array();
        std::int64_t rows = 0;
        for (const Category& language : known) {
            const double part = share(total(language.rows), rows_);
            if (part >= 0.1) common.push_back(language.name);
            if (part >= 0.1 || total(language.rows) < 3) continue;
            rows += total(language.rows);
            if (rare.size() < kNamed)
                rare.push_back({{"language", language.name}, {"rows", total(language.rows)}, {"share", part}});
        }
        if (rare.empty() || common.empty()) return;
        const auto step = [&](const char* action) {
            return Remedy{action, Json::array({{{"step", "language"}, {"languages", common}, {"action", action}}}), {}};
        };
        add("rare_languages", "info", {{"languages", rare}, {"rows", rows}, {"main", common}},
            {step("flag"), step("drop")});
    }

    /// Rates whose 99.9 % intervals do not meet and that are ten points apart: with dozens of comparisons, 95 % would
    /// find something by chance alone.
    void groupLabels() {
        constexpr double z = 3.29, apart = 0.1;
        Json list = Json::array();
        for (const GroupProfile& group : p_.groups) {
            if (group.tooFew) continue;
            Json widest;  // one label tells of a group; of two labels the other says the same
            for (const GroupLabel& label : group.labels) {
                const RateEstimate with = wilson(label.with.hits, label.with.rows, z),
                                   without = wilson(label.without.hits, label.without.rows, z);
                if (std::abs(with.rate - without.rate) < apart) continue;
                if (with.low <= without.high && without.low <= with.high) continue;
                const double gap = std::abs(with.rate - without.rate);
                if (!widest.is_null() && gap <= widest["gap"].get<double>()) continue;
                widest = {{"group", group.name},     {"label", label.label}, {"with", with.rate},
                          {"without", without.rate}, {"rows", group.rows},   {"gap", gap}};
            }
            if (!widest.is_null()) list.push_back(std::move(widest));
        }
        addGroups("group_labels", "warn", std::move(list));
    }

    void groupSentiment() {
        constexpr double z = 3.29, apart = 0.1;
        Json list = Json::array();
        for (const GroupProfile& group : p_.groups) {
            const double difference = group.sentiment - group.others;
            if (group.tooFew || std::abs(difference) < apart || std::abs(difference) < z * group.sentimentError)
                continue;
            list.push_back(
                {{"group", group.name}, {"with", group.sentiment}, {"without", group.others}, {"rows", group.rows}});
        }
        addGroups("group_sentiment", "info", std::move(list));
    }

    /// Women and men, or another pair of one family that stands at its ends.
    void groupsUneven() {
        constexpr std::pair<const char*, const char*> pairs[] = {{"women and girls", "men and boys"},
                                                                 {"people with little money", "people with much money"},
                                                                 {"Black people", "white people"}};
        for (const auto& [a, b] : pairs) {
            std::int64_t first = 0, second = 0;
            for (const GroupProfile& group : p_.groups) {
                if (group.name == a) first = group.rows;
                if (group.name == b) second = group.rows;
            }
            const std::int64_t more = std::max(first, second), fewer = std::min(first, second);
            if (more < 50 || more < 3 * fewer) continue;
            add("groups_uneven", "info",
                {{"more", first >= second ? a : b},
                 {"more_rows", more},
                 {"fewer", first >= second ? b : a},
                 {"fewer_rows", fewer}});
        }
    }

    void outliers() {
        const OutlierProfile& out = p_.outliers;
        const std::int64_t all = out.tooLong + out.tooShort + out.oddCharacters + out.offTopic;
        if (all == 0) return;
        add("outliers", "info",
            {{"long", out.tooLong},
             {"short", out.tooShort},
             {"odd_characters", out.oddCharacters},
             {"off_topic", out.offTopic},
             {"count", all}});
    }

    void variety() {
        if (p_.vocabulary.words >= 2000 && p_.vocabulary.movingTypeTokenRatio < 0.5)
            add("little_variety", "info",
                {{"ratio", p_.vocabulary.movingTypeTokenRatio}, {"window", p_.vocabulary.window}});
    }

    const DataProfile& p_;
    std::int64_t rows_;
    std::vector<Finding> found_;
};

}  // namespace

std::vector<Finding> findingsOf(const DataProfile& profile) {
    return Rules(profile).all();
}

Json toJson(const std::vector<Finding>& findings) {
    Json list = Json::array();
    for (const Finding& finding : findings) {
        const FindingText text = findingText(finding);
        Json remedies = Json::array();
        for (const Remedy& remedy : finding.remedies) {
            remedies.push_back({{"name", remedy.name}, {"text", remedyText(remedy)}});
            if (!remedy.steps.empty()) remedies.back()["steps"] = remedy.steps;
            if (!remedy.split.is_null()) remedies.back()["split"] = remedy.split;
        }
        list.push_back({{"kind", finding.kind},
                        {"severity", finding.severity},
                        {"facts", finding.facts},
                        {"title", text.title},
                        {"detail", text.detail},
                        {"advice", text.advice},
                        {"remedies", remedies}});
    }
    return list;
}

}  // namespace tunesmith

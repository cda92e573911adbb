#include "core/data/profile/profile_report.h"

#include <algorithm>
#include <cmath>

#include "core/data/profile/finding_text.h"
#include "core/data/profile/svg_charts.h"
#include "core/data/text.h"

namespace tunesmith {

namespace {

constexpr int kChartWidth = 330;
constexpr std::size_t kTopics = 12, kGroups = 14, kBars = 8, kTexts = 5, kWords = 20, kOutliers = 6;

constexpr const char* kStyle = R"(
@page { size: A4; margin: 14mm; }
body { font-family: sans-serif; font-size: 12px; color: #1B2430; background: #FFFFFF; max-width: 700px; margin: 24px auto; line-height: 1.35; }
h1 { font-size: 20px; margin: 0 0 2px 0; }
h2 { font-size: 13px; margin: 14px 0 4px 0; }
p { margin: 2px 0 4px 0; }
table { border-collapse: collapse; }
td, th { vertical-align: top; text-align: left; padding: 2px 8px 2px 0; }
th { color: #566172; font-weight: normal; border-bottom: 1px solid #D9DEE5; }
.n { text-align: right; }
.muted { color: #566172; }
.bad { color: #B8322A; font-weight: bold; }
.warn { color: #8F5400; font-weight: bold; }
.info { color: #2F5BEA; font-weight: bold; }
.limits { font-size: 10px; color: #566172; }
tr, svg { page-break-inside: avoid; }
h2 { page-break-after: avoid; }
)";

using Cells = std::vector<std::string>;  // HTML

std::string esc(std::string_view text, std::size_t most = 400) {
    return escapedHtml(text, most);
}

std::string muted(const std::string& text) {
    return "<p class=\"muted\">" + text + "</p>\n";
}

/// Columns from `numbers` on are numbers.
std::string table(const Cells& headers, const std::vector<Cells>& rows, std::size_t numbers) {
    std::string html = "<table width=\"100%\">\n<tr>";
    for (std::size_t i = 0; i < headers.size(); ++i)
        html += (i >= numbers ? "<th class=\"n\" align=\"right\">" : "<th>") + headers[i] + "</th>";
    html += "</tr>\n";
    for (const Cells& row : rows) {
        html += "<tr>";
        for (std::size_t i = 0; i < row.size(); ++i)
            html += (i >= numbers ? "<td class=\"n\" align=\"right\">" : "<td>") + row[i] + "</td>";
        html += "</tr>\n";
    }
    return html + "</table>\n";
}

std::string sideBySide(const std::string& left, const std::string& right) {
    return "<table width=\"100%\"><tr><td width=\"50%\">" + left + "</td><td width=\"50%\">" + right +
           "</td></tr></table>\n";
}

double share(std::int64_t part, std::int64_t whole) {
    return whole > 0 ? double(part) / double(whole) : 0;
}

/// Said by their names: units and roles.
[[maybe_unused]] constexpr const char* kNamed[] = {PHRASE("Profile", "tokens"),    PHRASE("Profile", "words"),
                                                   PHRASE("Profile", "system"),    PHRASE("Profile", "user"),
                                                   PHRASE("Profile", "assistant"), PHRASE("Profile", "tool")};

class Report {
public:
    Report(const DataProfile& profile, const std::vector<Finding>& findings, const ReportInfo& info,
           const ReportWords& words)
        : p_(profile), findings_(findings), info_(info), w_(words), rows_(total(profile.rows)) {}

    std::string html() const {
        const std::string title = esc(filled(w_.say("Profile", "Balance of %1"), {info_.dataset}));
        std::string page = "<!DOCTYPE html>\n<html lang=\"" + esc(w_.code) +
                           "\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + title + "</title>\n<style>" + kStyle +
                           "</style>\n</head>\n<body>\n<h1>" + title + "</h1>\n";
        page += head() + findingList();
        if (rows_ > 0) {
            page += sideBySide(lengths(), labels());
            page += sideBySide(turns(), languages());
            page += topics() + splits() + groups() + sideBySide(words(), repeated()) + outliers();
        }
        return page + limits() + "</body>\n</html>\n";
    }

private:
    /// What is said, for HTML; the values are escaped with it.
    std::string said(const std::string& text, std::initializer_list<std::string> values = {}) const {
        return esc(filled(text, values), 4000);
    }
    std::string heading(const std::string& text) const { return "<h2>" + esc(text) + "</h2>\n"; }
    std::string word(const std::string& name) const { return w_.say("Profile", name); }

    std::string head() const {
        const std::string facts =
            said(w_.say("Profile", "%1: %2 to train, %3 to validate, %4 to test."),
                 {w_.rows(rows_), w_.count(p_.rows[0]), w_.count(p_.rows[1]), w_.count(p_.rows[2])});
        const std::string from =
            said(w_.say("Profile", "Version %1, %2."), {info_.version, info_.created.substr(0, 10)});
        return muted(facts + " " + from +
                     (info_.model.empty() ? "" : " " + said(w_.say("Profile", "Tokens of %1."), {info_.model})));
    }

    std::string findingList() const {
        std::string html = heading(w_.say("Profile", "What stands out"));
        if (findings_.empty())
            return html + "<p>" + said(w_.say("Profile", "Nothing of what is looked for here.")) + "</p>\n";
        html += "<table>\n";
        for (const Finding& finding : findings_) {
            const FindingText text = findingText(finding, w_);
            std::vector<std::string> remedies;
            for (const Remedy& remedy : finding.remedies) remedies.push_back(remedyText(remedy, w_));
            html += "<tr><td width=\"60\"><span class=\"" + finding.severity + "\">" +
                    esc(severityText(finding.severity, w_)) + "</span></td><td><b>" + esc(text.title) + ".</b> " +
                    esc(text.detail, 1200) + " <span class=\"muted\">" + esc(text.advice, 1200);
            if (!remedies.empty())
                html += " " + said(w_.say("Profile", "To mend it: %1."), {joined(remedies, " \u00B7 ")});
            html += "</span></td></tr>\n";
        }
        return html + "</table>\n";
    }

    std::string lengths() const {
        const std::string unit = word(p_.unit);
        std::string html = heading(w_.say("Profile", "Length of the rows")) +
                           histogramSvg(p_.lengths.histogram, unit, double(p_.limit), kChartWidth, 120, w_);
        html += muted(said(w_.say("Profile", "%1: shortest %2, median %3, 95 % up to %4, longest %5"),
                           {unit, w_.whole(p_.lengths.least), w_.whole(p_.lengths.median), w_.whole(p_.lengths.p95),
                            w_.whole(p_.lengths.most)}));
        if (p_.limit > 0)
            html += muted(said(w_.say("Profile", "%1 (%2) above the limit of %3"),
                               {w_.rows(p_.overLimit), w_.share(share(p_.overLimit, rows_)), w_.count(p_.limit)}));
        return html;
    }

    std::string turns() const {
        if (p_.questions.values == 0 && p_.answers.values == 0)
            return heading(w_.say("Profile", "Turns")) + muted(said(w_.say("Profile", "Plain texts: no turns.")));
        const auto row = [&](const std::string& name, const Distribution& d) {
            return Cells{esc(name), w_.whole(d.median), w_.whole(d.p95), w_.whole(d.most)};
        };
        std::string html = heading(w_.say("Profile", "Questions, answers, turns"));
        html += table(
            {"", said(w_.say("Profile", "median")), "95 %", said(w_.say("Profile", "longest"))},
            {row(w_.say("Profile", "words of the question"), p_.questions),
             row(w_.say("Profile", "words of the answer"), p_.answers), row(w_.say("Profile", "turns"), p_.turns)},
            1);
        std::vector<std::string> roles;
        for (const Category& role : p_.roles) roles.push_back(word(role.name) + " " + w_.count(total(role.rows)));
        return html + muted(said(w_.say("Profile", "Turns by role: %1"), {joined(roles)}));
    }

    std::vector<SvgBar> bars(const CategoryTable& table,
                             const std::function<std::string(const std::string&)>& name) const {
        std::vector<SvgBar> all;
        std::int64_t shown = 0, sum = 0;
        const auto add = [&](const std::string& text, std::int64_t n) {
            all.push_back({text, double(n), w_.count(n) + " \u00B7 " + w_.share(share(n, rows_))});
        };
        for (const Category& item : table.items) sum += total(item.rows);
        for (const Category& item : table.items) {
            if (all.size() == kBars) break;
            shown += total(item.rows);
            add(name(item.name), total(item.rows));
        }
        if (sum > shown) add(w_.say("Profile", "others"), sum - shown);
        return all;
    }

    std::string labels() const {
        const LabelProfile& labels = p_.labels;
        std::string html = heading(w_.say("Profile", "Labels"));
        if (labels.source == "none")
            return html +
                   muted(said(w_.say("Profile", "The rows have no labels, and their answers are no short list.")));
        html += barsSvg(bars(labels.table, [](const std::string& name) { return name; }), kChartWidth, w_);
        if (labels.source == "answer") html += muted(said(w_.say("Profile", "The last answer as the label.")));
        html += muted(said(w_.say("Profile", "%1 different; commonest to rarest %2 : 1; evenness %3 of 1"),
                           {w_.count(labels.table.distinct), w_.decimal(labels.table.ratio, 1),
                            w_.decimal(labels.table.evenness, 2)}));
        if (labels.unlabelled > 0)
            html += muted(said(w_.say("Profile", "%1 without one"), {w_.rows(labels.unlabelled)}));
        return html;
    }

    std::string languages() const {
        std::string html = heading(w_.say("Profile", "Languages"));
        if (!p_.languagesKnown) return html + muted(said(w_.say("Profile", "This build cannot detect languages.")));
        return html + barsSvg(bars(p_.languages, [this](const std::string& code) { return w_.languageName(code); }),
                              kChartWidth, w_);
    }

    std::string topics() const {
        std::string html = heading(w_.say("Profile", "Topics"));
        if (p_.topics.topics.empty())
            return html + muted(said(w_.say("Profile", "Too few rows share words for topics to be told apart.")));
        std::vector<Cells> rows;
        std::int64_t rest = 0;
        for (std::size_t i = 0; i < p_.topics.topics.size(); ++i) {
            const Topic& topic = p_.topics.topics[i];
            if (i >= kTopics) {
                rest += total(topic.rows);
                continue;
            }
            std::string more;
            for (std::size_t t = 3; t < topic.terms.size(); ++t) more += (more.empty() ? "" : ", ") + topic.terms[t];
            std::string examples;
            for (std::size_t e = 0; e < std::min<std::size_t>(3, topic.examples.size()); ++e)
                examples += (e == 0 ? "" : ", ") + w_.count(topic.examples[e] + 1);
            rows.push_back({"<b>" + esc(topic.name) + "</b> <span class=\"muted\">" + esc(more) + "</span>",
                            w_.count(total(topic.rows)), esc(w_.share(share(total(topic.rows), rows_))), examples});
        }
        html += table({said(w_.say("Profile", "terms that set it apart")), said(w_.say("Profile", "rows")),
                       said(w_.say("Profile", "share")), said(w_.say("Profile", "such as rows"))},
                      rows, 1);
        if (rest > 0)
            html += muted(said(w_.say("Profile", "%1 smaller topics with %2"),
                               {w_.count(std::int64_t(p_.topics.topics.size() - kTopics)), w_.rows(rest)}));
        if (p_.topics.apart > 0)
            html += muted(
                said(w_.say("Profile", "In no topic, as they share no term with any: %1"), {w_.rows(p_.topics.apart)}));
        return html;
    }

    std::string splits() const {
        if (p_.differences.empty()) return {};
        std::vector<Cells> rows;
        for (const SplitDifference& one : p_.differences)
            rows.push_back({said(one.split == Split::Validation ? w_.say("Profile", "validation rows: %1")
                                                                : w_.say("Profile", "test rows: %1"),
                                 {word(one.measure)}),
                            w_.count(one.rows), w_.decimal(one.divergence, 3), w_.decimal(one.byChance, 3)});
        return heading(w_.say("Profile", "Do the held-out rows represent the training rows?")) +
               table({said(w_.say("Profile", "Jensen-Shannon divergence: 0 is the same, 1 has nothing in common")),
                      said(w_.say("Profile", "rows")), said(w_.say("Profile", "bits")),
                      said(w_.say("Profile", "by chance"))},
                     rows, 1);
    }

    std::string groups() const {
        std::string html = heading(w_.say("Profile", "Groups of people that the texts name"));
        if (p_.groups.empty()) return html + muted(said(w_.say("Profile", "No word of the lists occurs.")));
        std::vector<GroupProfile> largest(p_.groups);
        std::stable_sort(largest.begin(), largest.end(),
                         [](const GroupProfile& a, const GroupProfile& b) { return a.rows > b.rows; });
        if (largest.size() > kGroups) largest.resize(kGroups);
        std::vector<Cells> rows;
        for (const GroupProfile& group : largest) rows.push_back(groupRow(group));
        html += table({said(w_.say("Profile", "group")),
                       said(w_.say("Profile", "label that differs most: with (95 % interval) / without")),
                       said(w_.say("Profile", "rows")), said(w_.say("Profile", "sentiment with / without"))},
                      rows, 2);
        if (p_.groups.size() > kGroups)
            html += muted(said(w_.say("Profile", "%1 more groups in fewer rows"),
                               {w_.count(std::int64_t(p_.groups.size() - kGroups))}));
        return html;
    }

    Cells groupRow(const GroupProfile& group) const {
        Cells cells = {esc(word(group.name)), "", w_.count(group.rows), ""};
        if (group.tooFew) {
            cells[1] = "<span class=\"muted\">" + said(w_.say("Profile", "too few to tell")) + "</span>";
            return cells;
        }
        const GroupLabel* widest = nullptr;
        for (const GroupLabel& one : group.labels)
            if (!widest ||
                std::abs(one.with.rate - one.without.rate) > std::abs(widest->with.rate - widest->without.rate))
                widest = &one;
        if (widest)
            cells[1] = esc(widest->label, 40) + ": " +
                       said(w_.say("Profile", "%1 (%2 to %3) / %4"),
                            {w_.share(widest->with.rate), w_.share(widest->with.low), w_.share(widest->with.high),
                             w_.share(widest->without.rate)});
        cells[3] = esc(w_.signedDecimal(group.sentiment, 2) + " / " + w_.signedDecimal(group.others, 2));
        return cells;
    }

    std::string words() const {
        const VocabularyProfile& v = p_.vocabulary;
        std::string html = heading(w_.say("Profile", "Words"));
        html += muted(said(
            v.approximate ? w_.say("Profile",
                                   "%1 words, about %2 different, %3 of these only once. Of %4 words in a row %5 are "
                                   "different on average.")
                          : w_.say("Profile",
                                   "%1 words, %2 different, %3 of these only once. Of %4 words in a row %5 are "
                                   "different on average."),
            {w_.count(v.words), w_.count(v.distinct), w_.share(share(v.once, v.distinct)), w_.count(v.window),
             w_.share(v.movingTypeTokenRatio)}));
        std::string common;
        for (std::size_t i = 0; i < std::min(kWords, v.commonest.size()); ++i)
            common += (i == 0 ? "" : ", ") + esc(v.commonest[i].text) + " <span class=\"muted\">" +
                      w_.count(v.commonest[i].count) + "</span>";
        return html + "<p>" + common + "</p>\n";
    }

    std::string repeated() const {
        const VocabularyProfile& v = p_.vocabulary;
        const auto list = [&](const std::vector<CountedText>& texts, std::int64_t rows, const std::string& title) {
            std::vector<Cells> cells;
            for (std::size_t i = 0; i < std::min(kTexts, texts.size()); ++i)
                cells.push_back({esc(texts[i].text, 60), esc(w_.share(share(texts[i].count, rows)))});
            return cells.empty() ? std::string() : table({esc(title), said(w_.say("Profile", "rows"))}, cells, 1);
        };
        const std::string html = list(v.openings, v.questionRows, w_.say("Profile", "commonest beginnings")) +
                                 list(v.answers, v.answerRows, w_.say("Profile", "commonest answers"));
        return heading(w_.say("Profile", "What repeats")) +
               (html.empty() ? muted(said(w_.say("Profile", "No beginning and no answer stands twice."))) : html);
    }

    std::string outliers() const {
        const OutlierProfile& out = p_.outliers;
        std::string html = heading(w_.say("Profile", "Rows that stand apart"));
        if (out.rows.empty()) return html + muted(said(w_.say("Profile", "None.")));
        const std::pair<const char*, std::int64_t> kinds[] = {{"long", out.tooLong},
                                                              {"short", out.tooShort},
                                                              {"odd_characters", out.oddCharacters},
                                                              {"off_topic", out.offTopic}};
        std::vector<Cells> rows;
        for (const auto& [kind, count] : kinds) {
            std::string list;
            std::size_t listed = 0;
            for (const Outlier& row : out.rows)
                if (row.kind == kind && listed++ < kOutliers)
                    list += (list.empty() ? "" : ", ") + w_.count(row.position + 1);
            if (count > 0)
                rows.push_back(
                    {esc(outlierText(kind, w_)),
                     said(w_.say("Profile", "rows %1"), {list}) + (count > std::int64_t(kOutliers) ? ", ..." : ""),
                     w_.count(count)});
        }
        return html + table({said(w_.say("Profile", "why")), said(w_.say("Profile", "the farthest")),
                             said(w_.say("Profile", "rows"))},
                            rows, 2);
    }

    std::string limits() const {
        return "<p class=\"limits\">" +
               said(w_.say(
                        "Profile",
                        "What these measures are not. Groups are found by lists of English and German words, whole "
                        "words only: names, hints and other languages are not seen, and a word may mean something "
                        "else. Sentiment is a count of listed words, not an understanding. Topics come from words that "
                        "rows share (TF-IDF, k-means) and are named by their terms. Languages of short texts are "
                        "sometimes recognised wrongly. A difference between groups is a reason to look, not a proof of "
                        "bias, and no difference is no proof of fairness. Under %1 nothing is told about a group. Rows "
                        "are numbered from 1. Made by Tunesmith; nothing left this machine."),
                    {w_.rows(std::max<std::int64_t>(p_.fewestRows, 1))}) +
               "</p>\n";
    }

    const DataProfile& p_;
    const std::vector<Finding>& findings_;
    const ReportInfo& info_;
    const ReportWords& w_;
    std::int64_t rows_;
};

}  // namespace

std::string profileReportHtml(const DataProfile& profile, const std::vector<Finding>& findings, const ReportInfo& info,
                              const ReportWords& words) {
    return Report(profile, findings, info, words).html();
}

}  // namespace tunesmith

#include "core/data/profile/profile_report.h"

#include <algorithm>
#include <cmath>

#include "core/data/profile/profile_words.h"
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

std::string heading(const char* text) {
    return std::string("<h2>") + text + "</h2>\n";
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

std::string whole(double value) {
    return thousands(std::int64_t(std::llround(value)));
}

class Report {
public:
    Report(const DataProfile& profile, const std::vector<Finding>& findings, const ReportInfo& info)
        : p_(profile), findings_(findings), info_(info), rows_(total(profile.rows)) {}

    std::string html() const {
        std::string page = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Balance of " +
                           esc(info_.dataset) + "</title>\n<style>" + kStyle + "</style>\n</head>\n<body>\n";
        page += head() + findingList();
        if (rows_ > 0) {
            page += sideBySide(lengths(), labels());
            page += sideBySide(turns(), languages());
            page += topics() + splits() + groups() + sideBySide(words(), repeated()) + outliers();
        }
        return page + limits() + "</body>\n</html>\n";
    }

private:
    std::string head() const {
        std::string facts = thousands(rows_) + " rows: " + thousands(p_.rows[0]) + " train, " + thousands(p_.rows[1]) +
                            " validate, " + thousands(p_.rows[2]) + " test";
        std::string from = "Version " + esc(info_.version) + ", " + esc(info_.created.substr(0, 10));
        if (!info_.model.empty()) from += "; tokens of " + esc(info_.model);
        return "<h1>Balance of " + esc(info_.dataset) + "</h1>\n" + muted(facts + ". " + from + ".");
    }

    std::string findingList() const {
        std::string html = heading("What stands out");
        if (findings_.empty()) return html + "<p>Nothing of what is looked for here.</p>\n";
        const auto sign = [](const std::string& severity) {
            return severity == "bad" ? "Mend" : severity == "warn" ? "Look" : "Note";
        };
        std::vector<Cells> rows;
        for (const Finding& finding : findings_) {
            const FindingText text = findingText(finding);
            rows.push_back({"<span class=\"" + finding.severity + "\">" + sign(finding.severity) + "</span>",
                            "<b>" + esc(text.title) + ".</b> " + esc(text.detail, 600) + " <span class=\"muted\">" +
                                esc(text.advice, 600) + "</span>"});
        }
        std::string list = "<table>\n";
        for (const Cells& row : rows) list += "<tr><td width=\"44\">" + row[0] + "</td><td>" + row[1] + "</td></tr>\n";
        return html + list + "</table>\n";
    }

    std::string summary(const Distribution& d) const {
        return "shortest " + whole(d.least) + ", median " + whole(d.median) + ", 95 % up to " + whole(d.p95) +
               ", longest " + whole(d.most);
    }

    std::string lengths() const {
        std::string html = heading("Length of the rows") +
                           histogramSvg(p_.lengths.histogram, p_.unit, double(p_.limit), kChartWidth, 120) +
                           muted(esc(p_.unit) + ": " + summary(p_.lengths));
        if (p_.limit > 0)
            html += muted(thousands(p_.overLimit) + " rows (" + shareText(share(p_.overLimit, rows_)) +
                          ") above the limit of " + thousands(p_.limit));
        return html;
    }

    std::string turns() const {
        if (p_.questions.values == 0 && p_.answers.values == 0)
            return heading("Turns") + muted("Plain texts: no turns.");
        std::string html = heading("Questions, answers, turns");
        html += table(
            {"", "median", "95 %", "longest"},
            {{"words of the question", whole(p_.questions.median), whole(p_.questions.p95), whole(p_.questions.most)},
             {"words of the answer", whole(p_.answers.median), whole(p_.answers.p95), whole(p_.answers.most)},
             {"turns", whole(p_.turns.median), whole(p_.turns.p95), whole(p_.turns.most)}},
            1);
        std::string roles;
        for (const Category& role : p_.roles)
            roles += (roles.empty() ? "" : ", ") + esc(role.name) + " " + thousands(total(role.rows));
        return html + muted("Turns by role: " + roles);
    }

    static std::vector<SvgBar> bars(const CategoryTable& tableOf, std::int64_t rows, const char* unnamed) {
        std::vector<SvgBar> all;
        std::int64_t shown = 0, sum = 0;
        for (const Category& item : tableOf.items) sum += total(item.rows);
        for (const Category& item : tableOf.items) {
            if (all.size() == kBars) break;
            const std::int64_t n = total(item.rows);
            shown += n;
            all.push_back({item.name.empty() ? unnamed : item.name, double(n),
                           thousands(n) + " \u00B7 " + shareText(share(n, rows))});
        }
        if (sum > shown)
            all.push_back({"others", double(sum - shown),
                           thousands(sum - shown) + " \u00B7 " + shareText(share(sum - shown, rows))});
        return all;
    }

    std::string labels() const {
        std::string html = heading("Labels");
        if (p_.labels.source == "none")
            return html + muted("The rows have no labels, and their answers are no short list.");
        html += barsSvg(bars(p_.labels.table, rows_, "none"), kChartWidth);
        html +=
            muted((p_.labels.source == "answer" ? "The last answer as the label. " : "") +
                  thousands(p_.labels.table.distinct) + " different; commonest to rarest " +
                  fixed(p_.labels.table.ratio, 1) + " : 1; evenness " + fixed(p_.labels.table.evenness, 2) + " of 1");
        if (p_.labels.unlabelled > 0) html += muted(thousands(p_.labels.unlabelled) + " rows without one");
        return html;
    }

    std::string languages() const {
        std::string html = heading("Languages");
        if (!p_.languagesKnown) return html + muted("This build cannot detect languages.");
        return html + barsSvg(bars(p_.languages, rows_, "not recognised"), kChartWidth);
    }

    std::string topics() const {
        std::string html = heading("Topics");
        if (p_.topics.topics.empty()) return html + muted("Too few rows share words for topics to be told apart.");
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
                examples += (e == 0 ? "" : ", ") + thousands(topic.examples[e] + 1);
            rows.push_back({"<b>" + esc(topic.name) + "</b> <span class=\"muted\">" + esc(more) + "</span>",
                            thousands(total(topic.rows)), shareText(share(total(topic.rows), rows_)), examples});
        }
        html += table({"terms that set it apart", "rows", "share", "such as rows"}, rows, 1);
        if (rest > 0)
            html += muted(thousands(std::int64_t(p_.topics.topics.size() - kTopics)) + " smaller topics with " +
                          thousands(rest) + " rows");
        if (p_.topics.apart > 0) html += muted(thousands(p_.topics.apart) + " rows share no term with any topic");
        return html;
    }

    std::string splits() const {
        if (p_.differences.empty()) return {};
        std::vector<Cells> rows;
        for (const SplitDifference& one : p_.differences)
            rows.push_back({std::string(splitName(one.split)) + " against train: " + one.measure, thousands(one.rows),
                            fixed(one.divergence, 3), fixed(one.byChance, 3)});
        return heading("Do the held-out rows represent the training rows?") +
               table({"Jensen-Shannon divergence, 0 the same, 1 nothing in common", "rows", "bits", "by chance"}, rows,
                     1);
    }

    std::string groups() const {
        std::string html = heading("Groups of people that the texts name");
        if (p_.groups.empty()) return html + muted("No word of the lists occurs.");
        std::vector<GroupProfile> largest(p_.groups);
        std::stable_sort(largest.begin(), largest.end(),
                         [](const GroupProfile& a, const GroupProfile& b) { return a.rows > b.rows; });
        if (largest.size() > kGroups) largest.resize(kGroups);
        std::vector<Cells> rows;
        for (const GroupProfile& group : largest) rows.push_back(groupRow(group));
        html += table(
            {"group", "label that differs most: with (95 % interval) / without", "rows", "sentiment with / without"},
            rows, 2);
        if (p_.groups.size() > kGroups)
            html += muted(thousands(std::int64_t(p_.groups.size() - kGroups)) + " more groups in fewer rows");
        return html;
    }

    static Cells groupRow(const GroupProfile& group) {
        Cells cells = {esc(group.name), "", thousands(group.rows), ""};
        if (group.tooFew) {
            cells[1] = "<span class=\"muted\">too few to tell</span>";
            return cells;
        }
        const GroupLabel* widest = nullptr;
        for (const GroupLabel& one : group.labels)
            if (!widest ||
                std::abs(one.with.rate - one.without.rate) > std::abs(widest->with.rate - widest->without.rate))
                widest = &one;
        if (widest)
            cells[1] = esc(widest->label, 40) + ": " + shareText(widest->with.rate) + " (" +
                       shareText(widest->with.low) + " to " + shareText(widest->with.high) + ") / " +
                       shareText(widest->without.rate);
        cells[3] = signedFixed(group.sentiment, 2) + " / " + signedFixed(group.others, 2);
        return cells;
    }

    std::string words() const {
        const VocabularyProfile& v = p_.vocabulary;
        std::string html = heading("Words");
        html += muted(thousands(v.words) + " words, " + (v.approximate ? "about " : "") + thousands(v.distinct) +
                      " different, " + shareText(share(v.once, v.distinct)) + " of these only once. Of " +
                      thousands(v.window) + " words in a row " + shareText(v.movingTypeTokenRatio) +
                      " are different on average.");
        std::string common;
        for (std::size_t i = 0; i < std::min(kWords, v.commonest.size()); ++i)
            common += (i == 0 ? "" : ", ") + esc(v.commonest[i].text) + " <span class=\"muted\">" +
                      thousands(v.commonest[i].count) + "</span>";
        return html + "<p>" + common + "</p>\n";
    }

    std::string repeated() const {
        const VocabularyProfile& v = p_.vocabulary;
        const auto list = [](const std::vector<CountedText>& texts, std::int64_t rows, const char* title) {
            std::vector<Cells> cells;
            for (std::size_t i = 0; i < std::min(kTexts, texts.size()); ++i)
                cells.push_back({esc(texts[i].text, 60), shareText(share(texts[i].count, rows))});
            return cells.empty() ? std::string() : table({title, "rows"}, cells, 1);
        };
        std::string html = list(v.openings, v.questionRows, "commonest beginnings") +
                           list(v.answers, v.answerRows, "commonest answers");
        return heading("What repeats") + (html.empty() ? muted("No beginning and no answer stands twice.") : html);
    }

    std::string outliers() const {
        const OutlierProfile& out = p_.outliers;
        std::string html = heading("Rows that stand apart");
        if (out.rows.empty()) return html + muted("None.");
        constexpr std::pair<const char*, const char*> kinds[] = {{"long", "much longer"},
                                                                 {"short", "much shorter"},
                                                                 {"odd_characters", "many odd characters"},
                                                                 {"off_topic", "far from every topic"}};
        const std::int64_t counts[] = {out.tooLong, out.tooShort, out.oddCharacters, out.offTopic};
        std::vector<Cells> rows;
        for (std::size_t k = 0; k < 4; ++k) {
            std::string list;
            std::size_t listed = 0;
            for (const Outlier& row : out.rows)
                if (row.kind == kinds[k].first && listed++ < kOutliers)
                    list += (list.empty() ? "" : ", ") + thousands(row.position + 1);
            if (counts[k] > 0)
                rows.push_back({kinds[k].second, "rows " + list + (counts[k] > std::int64_t(kOutliers) ? ", ..." : ""),
                                thousands(counts[k])});
        }
        return html + table({"why", "the farthest", "rows"}, rows, 2);
    }

    std::string limits() const {
        return "<p class=\"limits\">What these measures are not. Groups are found by lists of English and German "
               "words, whole words only: "
               "names, hints and other languages are not seen, and a word may mean something else. Sentiment is a "
               "count of listed words, not an "
               "understanding. Topics come from words that rows share (TF-IDF, k-means) and are named by their terms. "
               "Languages of short texts are "
               "sometimes recognised wrongly. A difference between groups is a reason to look, not a proof of bias, "
               "and no difference is no proof of "
               "fairness. Under " +
               thousands(std::max<std::int64_t>(p_.fewestRows, 1)) +
               " rows nothing is told about a group. Rows are numbered from 1. Made by Tunesmith; nothing left this "
               "machine.</p>\n";
    }

    const DataProfile& p_;
    const std::vector<Finding>& findings_;
    const ReportInfo& info_;
    std::int64_t rows_;
};

}  // namespace

std::string profileReportHtml(const DataProfile& profile, const std::vector<Finding>& findings,
                              const ReportInfo& info) {
    return Report(profile, findings, info).html();
}

}  // namespace tunesmith

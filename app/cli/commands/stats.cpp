#include "app/cli/commands/stats.h"

#include <algorithm>
#include <cmath>

#include "app/cli/follow.h"
#include "app/cli/text.h"
#include "core/data/profile/finding_text.h"
#include "core/engine/data_studio.h"

namespace tunesmith::cli {
namespace {

constexpr std::size_t kShown = 12, kBarCells = 24, kNameCells = 34;

double share(std::int64_t part, std::int64_t whole) {
    return whole > 0 ? double(part) / double(whole) : 0;
}

std::string whole(double value) {
    return englishWords().whole(value);
}
std::string shareText(double part) {
    return englishWords().share(part);
}
std::string signedFixed(double value, int digits) {
    return englishWords().signedDecimal(value, digits);
}

/// A bar of eighths of a cell; nothing where the output is no terminal.
std::string bar(double part) {
    if (!stdoutIsTerminal()) return {};
    static constexpr const char* eighths[] = {"", "\u258F", "\u258E", "\u258D", "\u258C", "\u258B", "\u258A", "\u2589"};
    const auto cells = std::size_t(std::lround(std::clamp(part, 0.0, 1.0) * kBarCells * 8));
    std::string text;
    for (std::size_t i = 0; i < cells / 8; ++i) text += "\u2588";
    return text + eighths[cells % 8];
}

std::string padded(const std::string& text, std::size_t width) {
    const std::string line = oneLine(withoutControls(text), width);
    return line + std::string(width - std::min(width, characters(line)), ' ');
}

std::string heading(const std::string& title) {
    return "\n" + title + "\n";
}

struct BarLine {
    std::string name;
    std::int64_t rows = 0;
};

/// Names, counts and shares in columns, a bar behind them.
std::string barsText(const std::vector<BarLine>& lines, std::int64_t rows) {
    std::int64_t most = 1;
    std::size_t names = 8, counts = 1;
    for (const BarLine& line : lines) {
        most = std::max(most, line.rows);
        names = std::max(names, std::min(kNameCells, characters(line.name)));
        counts = std::max(counts, countText(line.rows).size());
    }
    std::string text;
    for (const BarLine& line : lines) {
        const std::string count = countText(line.rows), part = shareText(share(line.rows, rows));
        std::string out = "  " + padded(line.name, names) + "  " + std::string(counts - count.size(), ' ') + count +
                          "  " + std::string(7 - std::min<std::size_t>(7, part.size()), ' ') + part + "  " +
                          bar(double(line.rows) / double(most));
        out.erase(out.find_last_not_of(' ') + 1);
        text += out + "\n";
    }
    return text;
}

std::string histogramText(const Histogram& histogram, std::int64_t rows) {
    std::vector<BarLine> lines;
    const std::size_t bins = histogram.counts.size();
    for (std::size_t i = 0; i < bins; ++i) {
        const std::string from = whole(histogram.edges[i]);
        const bool single = histogram.edges[i + 1] - histogram.edges[i] == 1;
        const bool beyond = histogram.open && i + 1 == bins;
        lines.push_back({beyond   ? from + " and more"
                         : single ? from
                                  : from + " to " + whole(histogram.edges[i + 1] - 1),
                         histogram.counts[i]});
    }
    return barsText(lines, rows);
}

std::vector<BarLine> linesOf(const CategoryTable& table, const std::string& unnamed) {
    std::vector<BarLine> lines;
    std::int64_t rest = 0;
    for (const Category& item : table.items) {
        if (lines.size() < kShown)
            lines.push_back({item.name.empty() ? unnamed : item.name, total(item.rows)});
        else
            rest += total(item.rows);
    }
    if (rest > 0) lines.push_back({"others", rest});
    return lines;
}

std::string findingsText(const std::vector<Finding>& findings) {
    if (findings.empty()) return "Nothing stands out of what is looked for.\n";
    std::string text;
    for (const Finding& finding : findings) {
        const FindingText words = findingText(finding);
        text += "[" + severityText(finding.severity) + "] " + words.title + "\n";
        text += "       " + withoutControls(oneLine(words.detail)) + "\n       " + words.advice + "\n";
        for (const Remedy& remedy : finding.remedies)
            if (!remedy.steps.empty())
                text += "       - " + remedyText(remedy) + ": data clean --list with " + dumpJson(remedy.steps) + "\n";
            else
                text += "       - " + remedyText(remedy) + ": data split" +
                        (remedy.split.at("stratify").get<bool>() ? " --stratify\n" : "\n");
    }
    return text;
}

std::string lengthsText(const DataProfile& p) {
    std::string text =
        heading("Length of the rows in " + p.unit) + histogramText(p.lengths.histogram, p.lengths.values);
    std::vector<std::vector<std::string>> rows;
    const auto add = [&](const char* name, const Distribution& d) {
        if (d.values > 0) rows.push_back({name, whole(d.least), whole(d.median), whole(d.p95), whole(d.most)});
    };
    add(p.unit == "tokens" ? "tokens of the row" : "words of the row", p.lengths);
    add("words of the question", p.questions);
    add("words of the answer", p.answers);
    add("turns", p.turns);
    text += "\n" + tableText({"", "Least", "Median", "95 %", "Most"}, rows);
    if (p.limit > 0)
        text += countText(p.overLimit) + " rows are longer than the limit of " + countText(p.limit) + " tokens.\n";
    return text;
}

std::string labelsText(const DataProfile& p) {
    if (p.labels.source == "none") return {};
    std::string text = heading(p.labels.source == "answer" ? "Answers, as labels" : "Labels") +
                       barsText(linesOf(p.labels.table, "none"), total(p.rows));
    return text + "  commonest to rarest " + fixed(p.labels.table.ratio, 1) + " : 1, evenness " +
           fixed(p.labels.table.evenness, 2) + " of 1, " + countText(p.labels.unlabelled) + " rows without\n";
}

std::string topicsText(const DataProfile& p) {
    if (p.topics.topics.empty()) return {};
    std::vector<BarLine> lines;
    for (const Topic& topic : p.topics.topics) lines.push_back({topic.name, total(topic.rows)});
    if (p.topics.apart > 0) lines.push_back({"(none of them)", p.topics.apart});
    return heading("Topics") + barsText(lines, total(p.rows));
}

std::string splitsText(const DataProfile& p) {
    if (p.differences.empty()) return {};
    std::vector<std::vector<std::string>> rows;
    for (const SplitDifference& one : p.differences)
        rows.push_back(
            {splitName(one.split), one.measure, countText(one.rows), fixed(one.divergence, 3), fixed(one.byChance, 3)});
    return heading("Held-out rows against the training rows (Jensen-Shannon divergence, 0 to 1 bit)") +
           tableText({"Split", "In", "Rows", "Bits", "By chance"}, rows);
}

std::string groupsText(const DataProfile& p) {
    if (p.groups.empty()) return {};
    std::vector<std::vector<std::string>> rows;
    for (const GroupProfile& group : p.groups) {
        const GroupLabel* widest = nullptr;
        for (const GroupLabel& one : group.labels)
            if (!widest ||
                std::abs(one.with.rate - one.without.rate) > std::abs(widest->with.rate - widest->without.rate))
                widest = &one;
        std::string label;
        if (group.tooFew)
            label = "too few to tell";
        else if (widest)
            label = oneLine(withoutControls(widest->label), 20) + " " + shareText(widest->with.rate) + " (" +
                    shareText(widest->with.low) + " to " + shareText(widest->with.high) + ") / " +
                    shareText(widest->without.rate);
        rows.push_back({group.family, group.name, countText(group.rows),
                        group.tooFew ? "" : signedFixed(group.sentiment, 2) + " / " + signedFixed(group.others, 2),
                        label});
    }
    return heading("Groups of people that the texts name; sentiment and label: with / without (95 % interval)") +
           tableText({"Family", "Group", "Rows", "Sentiment", "Label that differs most"}, rows);
}

std::string wordsText(const DataProfile& p) {
    const VocabularyProfile& v = p.vocabulary;
    std::string text = heading("Words") + "  " + countText(v.words) + " words, " + (v.approximate ? "about " : "") +
                       countText(v.distinct) + " different, " + shareText(share(v.once, v.distinct)) +
                       " of these once; " + shareText(v.movingTypeTokenRatio) + " different in " + countText(v.window) +
                       " words in a row\n  ";
    for (std::size_t i = 0; i < std::min(kShown, v.commonest.size()); ++i)
        text += (i == 0 ? "" : ", ") + withoutControls(v.commonest[i].text) + " " + countText(v.commonest[i].count);
    text += "\n";
    const auto repeated = [&](const char* title, const std::vector<CountedText>& texts, std::int64_t rows) {
        std::vector<BarLine> lines;
        for (const CountedText& one : texts)
            if (lines.size() < 5) lines.push_back({oneLine(one.text, kNameCells), one.count});
        if (!lines.empty()) text += heading(title) + barsText(lines, rows);
    };
    repeated("Commonest beginnings", v.openings, v.questionRows);
    repeated("Commonest answers", v.answers, v.answerRows);
    return text;
}

std::string outliersText(const DataProfile& p) {
    std::string text;
    for (const char* kind : {"long", "short", "odd_characters", "off_topic"}) {
        std::string rows;
        std::size_t listed = 0;
        for (const Outlier& row : p.outliers.rows)
            if (row.kind == kind && listed++ < 8) rows += (rows.empty() ? "" : ", ") + std::to_string(row.position + 1);
        if (!rows.empty())
            text += "  " + padded(outlierText(kind), 22) + "rows " + rows + (listed > 8 ? ", ..." : "") + "\n";
    }
    return text.empty() ? text : heading("Rows that stand apart (counted from 1)") + text;
}

std::string statsText(const ProfileResult& result) {
    const DataProfile& p = result.profile;
    std::string text = result.info.dataset + ", version " + result.info.version + ": " + countText(total(p.rows)) +
                       " rows (" + countText(p.rows[0]) + " train, " + countText(p.rows[1]) + " validation, " +
                       countText(p.rows[2]) + " test)\n\n" + findingsText(result.findings);
    if (total(p.rows) == 0) return text;
    text += lengthsText(p) + labelsText(p) + topicsText(p);
    if (p.languagesKnown)
        text += heading("Languages") + barsText(linesOf(p.languages, "not recognised"), total(p.rows));
    return text + splitsText(p) + groupsText(p) + wordsText(p) + outliersText(p);
}

ExitCode runStats(const Session& session, const ProfileRequest& request) {
    const auto project = session.open();
    const auto job = project->studio().profile(request);
    follow(*job, session);
    const StudioResult result = job->result();
    OrderedJson document = {{"dataset", request.dataset}, {"version", std::stoll(result.profile->info.version)}};
    document["findings"] = OrderedJson::parse(dumpJson(toJson(result.profile->findings)));
    document.update(OrderedJson::parse(dumpJson(result.profile->profile.toJson())));
    if (!request.report.empty()) document["report"] = request.report;
    session.result(document, statsText(*result.profile) +
                                 (request.report.empty() ? "" : "\nThe report is in " + request.report + "\n"));
    return ExitCode::Done;
}

}  // namespace

void addStats(CLI::App& data, Session& session) {
    auto* command = data.add_subcommand(
        "stats", "How balanced and representative a data set is: lengths, labels, topics, languages, groups, outliers");
    auto request = std::make_shared<ProfileRequest>();
    command->add_option("name", request->dataset, "The data set")->required()->type_name("NAME");
    command->add_option("--version", request->version, "A version's number or tag (default: the current one)")
        ->type_name("VERSION");
    command->add_option("--model", request->model, "Count lengths in this model's tokens")->type_name("N");
    command
        ->add_option("--limit", request->limit,
                     "Longest row in tokens (default: the usual limit of a run, 1024, or the model's)")
        ->check(CLI::NonNegativeNumber)
        ->type_name("TOKENS");
    command->add_option("--topics", request->topics, "How many topics (default: by the number of rows)")
        ->type_name("K");
    command->add_option("--report", request->report, "Write a report to this HTML file")->type_name("FILE");
    session.onRun(*command, [&session, request] { return runStats(session, *request); });
}

}  // namespace tunesmith::cli

#include "core/data/label/label_survey.h"

#include <algorithm>
#include <cmath>

#include "core/data/text.h"

namespace tunesmith {

namespace {

constexpr std::size_t kMostLabels = 1000;
constexpr std::size_t kFewNumbers =
    20;  // up to so many different whole numbers are names of classes without a question
constexpr std::int64_t kImbalance = 10;      // of the commonest label to the rarest, from which on it is said
constexpr std::size_t kNamed = 5;            // labels in a sentence
constexpr std::size_t kMostWholes = 100000;  // different labels that are remembered

std::string quoted(const std::string& label) {
    return "\"" + printableExcerpt(label, 40) + "\"";
}

std::string rows(std::int64_t count) {
    return std::to_string(count) + (count == 1 ? " row" : " rows");
}

bool wholeNumber(const std::string& label) {
    const auto value = labelNumber(label);
    return value && *value == std::floor(*value);
}

}  // namespace

LabelSurvey::LabelSurvey(const std::string& problem) : decided_(problem != "auto") {
    if (decided_) asked_ = labelKindFromName(problem);
}

void LabelSurvey::remember(Counts& counts, const std::string& label) {
    const auto found = counts.find(label);
    if (found != counts.end())
        ++found->second;
    else if (counts.size() < kMostWholes)
        counts.emplace(label, 1);
}

LabelSurvey::Counts LabelSurvey::Seen::all(LabelKind kind) const {
    Counts sum = entries;
    for (const auto& [label, count] : wholes)
        for (const std::string& entry : labelEntries(label, kind)) sum[entry] += count;
    return sum;
}

void LabelSurvey::add(const Record& record, bool heldOut) {
    const bool list = record.label.find('\n') != std::string::npos;
    const std::vector<std::string> entries = labelEntries(
        record.label, list || (decided_ && asked_ == LabelKind::Tokens) ? LabelKind::Tokens : LabelKind::Single);
    Seen& seen = heldOut ? held_ : trained_;
    for (const std::string& entry : entries) remember(list || entries.size() > 1 ? seen.entries : seen.wholes, entry);
    if (heldOut) return;
    ++rows_;
    if (entries.empty()) {
        ++without_;
        return;
    }
    lists_ += list ? 1 : 0;
    const bool fits = entries.size() == wordsOf(classifiedText(record).first).size();
    aligned_ += fits ? 1 : 0;
    severalWords_ += fits && entries.size() > 1 ? 1 : 0;
    if (const auto value = labelNumber(record.label)) {
        ++numbers_;
        whole_ = whole_ && *value == std::floor(*value);
    } else if (noNumber_.empty()) {
        noNumber_ = record.label;
    }
}

// Lists that have one entry a word in every row are tags of words; a row of one word may have its tag alone.
LabelKind LabelSurvey::kind() const {
    if (decided_) return asked_;
    if (lists_ == 0) return LabelKind::Single;
    return aligned_ == rows_ - without_ && severalWords_ > 0 ? LabelKind::Tokens : LabelKind::Multi;
}

LabelReport LabelSurvey::report() const {
    LabelReport report;
    report.set.kind = kind();
    if (report.set.kind == LabelKind::Number) {
        report.set.labels = {"value"};
        report.counts = {numbers_};
        report.unlabelled = rows_ - numbers_;
        judge(report, {});
        return report;
    }
    const Counts entries = trained_.all(report.set.kind);
    for (const auto& [label, count] : entries) report.set.labels.push_back(label);
    // Numbers that stand for classes go by their size.
    if (std::all_of(report.set.labels.begin(), report.set.labels.end(), wholeNumber))
        std::stable_sort(report.set.labels.begin(), report.set.labels.end(),
                         [](const std::string& a, const std::string& b) { return *labelNumber(a) < *labelNumber(b); });
    for (const std::string& label : report.set.labels) report.counts.push_back(entries.at(label));
    report.unlabelled = report.set.kind == LabelKind::Multi    ? 0
                        : report.set.kind == LabelKind::Tokens ? rows_ - aligned_
                                                               : without_;
    askWhatNumbersMean(report);
    judge(report, entries);
    return report;
}

// Grades and prices are learned in another way than names; which of the two numbers are, nobody but their owner knows.
void LabelSurvey::askWhatNumbersMean(LabelReport& report) const {
    if (decided_ || report.set.kind != LabelKind::Single || numbers_ == 0 || numbers_ < rows_ - without_) return;
    if (whole_ && report.set.labels.size() <= kFewNumbers) return;
    report.problems.push_back(
        "The labels are numbers, " + std::to_string(report.set.labels.size()) +
        " different ones. Set classify.problem to regression where they measure something, or to single where they "
        "name classes.");
}

void LabelSurvey::judge(LabelReport& report, const Counts& entries) const {
    const LabelKind kind = report.set.kind;
    const std::vector<std::string>& labels = report.set.labels;
    const std::int64_t learned = rows_ - report.unlabelled;
    if (rows_ > 0 && without_ == rows_) {
        report.problems.push_back(
            "No training row has a label, and a classifier learns nothing else. Import the data with the role "
            "\"label\" on the column that says it.");
        return;
    }
    if (kind == LabelKind::Number) {
        const std::string such = " (such as " + quoted(noNumber_) + ")";
        if (numbers_ == 0)
            report.problems.push_back("No label is a number" + such + "; set classify.problem to single or multi.");
        else if (!noNumber_.empty())
            report.warnings.push_back("Rows whose label is no number" + such +
                                      " are left out: " + std::to_string(rows_ - numbers_ - without_) + ".");
    } else if (labels.size() < 2) {
        report.problems.push_back(
            "All labelled rows have the same label" +
            (labels.empty() ? std::string() : " (" + quoted(labels[0]) + ")") +
            "; a classifier needs two at least to tell apart. Add rows of another one, or choose another column.");
    } else if (labels.size() > kMostLabels || (kind == LabelKind::Single && labels.size() > kFewNumbers &&
                                               std::int64_t(labels.size()) * 2 > learned)) {
        report.problems.push_back(
            "There are " + std::to_string(labels.size()) + " different labels in " + rows(learned) +
            ", too many to learn each of them. Is the column with the role \"label\" the right one?");
    }
    if (kind == LabelKind::Tokens && report.unlabelled > without_) {
        if (learned > 0)
            report.warnings.push_back("Rows that have another number of labels than of words are left out: " +
                                      std::to_string(report.unlabelled - without_) + ".");
        else
            report.problems.push_back(
                "All rows have another number of labels than of words. Choose classify.problem multi where the labels "
                "are of the whole text.");
    }
    if (without_ > 0)
        report.warnings.push_back((kind == LabelKind::Multi
                                       ? "Rows without a label count as rows to which none of them applies: "
                                       : "Rows without a label are left out: ") +
                                  std::to_string(without_) + ".");
    if (kind == LabelKind::Number) return;
    // Held-out rows are judged by what training knows.
    std::vector<std::string> strange;
    std::int64_t strangers = 0;
    for (const auto& [label, count] : held_.all(kind)) {
        if (entries.count(label)) continue;
        strangers += count;
        if (strange.size() < kNamed) strange.push_back(quoted(label));
    }
    if (strangers > 0)
        report.warnings.push_back("Held-out rows have labels that stand in no training row (" + joined(strange, ", ") +
                                  "), " + std::to_string(strangers) +
                                  " in all; they cannot be learned and are not counted.");
    if (labels.size() < 2) return;
    const auto [least, most] = std::minmax_element(report.counts.begin(), report.counts.end());
    const std::string rare = quoted(labels[std::size_t(least - report.counts.begin())]),
                      common = quoted(labels[std::size_t(most - report.counts.begin())]);
    if (*most >= kImbalance * *least)
        report.warnings.push_back(
            "The labels are uneven: " + common + " stands " + std::to_string(*most) + " times, " + rare + " " +
            std::to_string(*least) +
            ". Look at macro F1, which counts every label the same, rather than at accuracy; more "
            "rows of the rare ones help most.");
}

}  // namespace tunesmith

#include "core/data/export/data_card.h"

#include "core/data/text.h"

namespace tunesmith {

namespace {

/// A text as it stands in a table's cell or a list: on one line, without marks that Markdown would take for its own.
std::string oneLine(std::string_view text) {
    std::string out;
    for (const char c : printableExcerpt(text, 2000)) {
        if (c == '|' || c == '<' || c == '`') out += '\\';
        out += c == '\n' || c == '\r' ? ' ' : c;
    }
    return out;
}

/// The hubs' classes of size.
const char* sizeClass(std::int64_t rows) {
    if (rows < 1000) return "n<1K";
    if (rows < 10000) return "1K<n<10K";
    if (rows < 100000) return "10K<n<100K";
    return rows < 1000000 ? "100K<n<1M" : "1M<n<10M";
}

std::string head(const DataCard& card) {
    std::string yaml = "---\npretty_name: ";
    appendJsonString(yaml, card.name);
    if (!card.licence.empty()) {
        yaml += "\nlicense: ";
        appendJsonString(yaml, card.licence);
    }
    return yaml + "\nsize_categories:\n- " + sizeClass(card.result.rows) + "\n---\n\n";
}

std::string contents(const DataCard& card) {
    const RowSurvey& survey = card.result.survey;
    std::string text = "## What is in it\n\n| | |\n| --- | --- |\n";
    const auto line = [&](const char* what, const std::string& value) {
        text += std::string("| ") + what + " | " + value + " |\n";
    };
    line("file", oneLine(card.file) + " (" + oneLine(card.format) + ", " + thousands(card.result.bytes) + " bytes)");
    line("SHA-256", card.result.sha256);
    line("rows", thousands(card.result.rows));
    for (const Split split : {Split::Train, Split::Validation, Split::Test})
        if (const auto rows = survey.bySplit[std::size_t(split)]; rows > 0) line(splitName(split), thousands(rows));
    if (survey.chats > 0) line("conversations", thousands(survey.chats));
    if (survey.preferences > 0) line("preferences", thousands(survey.preferences));
    if (survey.texts > 0) line("plain texts", thousands(survey.texts));
    if (survey.turns > 0) line("turns", thousands(survey.turns));
    if (survey.labels > 0) line("rows with a label", thousands(survey.labels));
    if (!survey.columns.empty() && card.extra) line("other columns", oneLine(joined(survey.columns)));
    line("bytes of text", thousands(survey.characters));
    text += '\n';
    if (card.result.skipped > 0) {
        text += thousands(card.result.skipped) +
                " rows of the data set are not in the file, because this kind of file cannot hold them:\n\n";
        for (const RowIssue& issue : card.result.examples) text += "- " + oneLine(issue.reason) + "\n";
        text += '\n';
    }
    if (card.result.guardedCells > 0)
        text += "In " + thousands(card.result.guardedCells) +
                " cells an apostrophe was put in front, so that spreadsheets do not compute them.\n\n";
    return text;
}

}  // namespace

std::string dataCardText(const DataCard& card) {
    std::string text = head(card) + "# " + oneLine(card.name) + "\n\n";
    if (!card.description.empty()) text += printableExcerpt(card.description, 20000) + "\n\n";
    text += "Version " + oneLine(card.version) + ", exported by Tunesmith on " + oneLine(card.created) + ".\n\n";
    text += contents(card);
    text += "## Where it comes from\n\n";
    if (card.sources.empty()) text += "No source is recorded.\n";
    for (const CardSource& source : card.sources)
        text += "- " + oneLine(source.file) + ", " + thousands(source.bytes) + " bytes, SHA-256 " + source.sha256 + "\n";
    text += "\n## What was done to it\n\n";
    if (card.steps.empty()) text += "Nothing beyond the import is recorded.\n";
    for (std::size_t i = 0; i < card.steps.size(); ++i)
        text += std::to_string(i + 1) + ". " + oneLine(card.steps[i]) + "\n";
    text += "\n## Licence\n\n";
    text += card.licence.empty() ? "No licence was named. Whoever passes this data on has to settle it first.\n"
                                 : oneLine(card.licence) + "\n";
    return text;
}

}  // namespace tunesmith

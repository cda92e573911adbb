#include "core/data/import/csv_importer.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/error.h"
#include "core/data/import/column_names.h"
#include "core/data/import/importers.h"
#include "core/data/import/text_source.h"
#include "core/data/text.h"

namespace tunesmith {

namespace {

constexpr std::array<char, 4> kDelimiters = {',', ';', '\t', '|'};
constexpr std::size_t kRaw = std::size_t(64) << 10;

/// The cells of one record; the strings are used again for the next.
struct Cells {
    std::vector<std::string> texts;
    std::size_t count = 0;
    bool quoted = false;         // the first cell stood in quotes
    std::size_t afterQuote = 0;  // 1-based cell in which text follows a closed quote; 0: none

    void clear() {
        count = 0;
        quoted = false;
        afterQuote = 0;
    }
    std::string& next() {
        if (count == texts.size()) texts.emplace_back();
        texts[count].clear();
        return texts[count++];
    }
    bool blank() const { return count == 1 && texts[0].empty() && !quoted; }
};

enum class Scan { Record, NeedMore, OpenQuote };

/// Reads one record at the start of `text`. Record: `length` bytes with its line end. NeedMore and OpenQuote (inside a
/// quoted cell): the text ended too early; with `atEnd` the end of the text ends the record.
Scan scanRecord(std::string_view text, char delimiter, bool atEnd, Cells& cells, std::size_t& length) {
    cells.clear();
    std::size_t i = 0;
    while (true) {
        std::string& cell = cells.next();
        if (i < text.size() && text[i] == '"') {
            if (cells.count == 1) cells.quoted = true;
            ++i;
            while (true) {
                const auto quote = text.find('"', i);
                if (quote == std::string_view::npos) return Scan::OpenQuote;
                cell.append(text, i, quote - i);
                i = quote + 1;
                if (i == text.size() && !atEnd) return Scan::OpenQuote;
                if (i == text.size() || text[i] != '"') break;
                cell += '"';
                ++i;
            }
        }
        const std::size_t from = i;
        while (i < text.size() && text[i] != delimiter && text[i] != '\n' && text[i] != '\r') ++i;
        if (i > from && from > 0 && text[from - 1] == '"' && cells.afterQuote == 0 && text[from] != delimiter)
            cells.afterQuote = cells.count;
        cell.append(text, from, i - from);
        if (i == text.size()) {
            if (!atEnd) return Scan::NeedMore;
            length = i;
            return Scan::Record;
        }
        if (text[i] == delimiter) {
            ++i;
            continue;
        }
        if (text[i] == '\r' && i + 1 == text.size() && !atEnd) return Scan::NeedMore;
        i += text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n' ? 2 : 1;
        length = i;
        return Scan::Record;
    }
}

std::int64_t lineBreaks(std::string_view text) {
    std::int64_t lines = std::count(text.begin(), text.end(), '\n');
    for (auto at = text.find('\r'); at != std::string_view::npos; at = text.find('\r', at + 1))
        if (at + 1 == text.size() || text[at + 1] != '\n') ++lines;
    return lines;
}

/// "sep=;" on the first line, as spreadsheets write it; 0 where it is something else.
char separatorLine(std::string_view head) {
    if (head.size() < 5 || !head.starts_with("sep=") || (head.size() > 5 && head[5] != '\n' && head[5] != '\r'))
        return 0;
    return std::find(kDelimiters.begin(), kDelimiters.end(), head[4]) == kDelimiters.end() ? char(0) : head[4];
}

class RecordLoop {
public:
    RecordLoop(TextSource& source, const std::string& path, const ReadOptions& options, const ItemSink& sink,
               ReadSummary& summary)
        : source_(source), path_(path), options_(options), sink_(sink), summary_(summary) {}

    /// False where the sink had enough.
    bool run() {
        source_.fill();
        const std::string_view head = source_.window().substr(0, std::size_t(64) << 10);
        const char said = separatorLine(head);
        delimiter_ = options_.delimiter ? options_.delimiter : said ? said : sniffDelimiter(head);
        summary_.delimiter = delimiter_;
        if (said) skipLine();
        while (true) {
            const std::string_view window = source_.window();
            if (window.empty() && ended_) return true;
            std::size_t length = 0;
            const Scan scan = scanRecord(window, delimiter_, ended_, cells_, length);
            bool goOn = true;
            if (scan == Scan::Record) {
                goOn = length > options_.maxItemBytes ? issue(tooLong(), window.substr(0, length))
                                                      : record(window.substr(0, length));
                take(length);
            } else if (window.size() > options_.maxItemBytes || ended_) {
                goOn = scan == Scan::OpenQuote ? openQuote() : skipLongRecord();
            } else if (!source_.fill()) {
                ended_ = true;
            }
            if (!goOn) return false;
        }
    }

private:
    void take(std::size_t bytes) {
        line_ += lineBreaks(source_.window().substr(0, bytes));
        source_.consume(bytes);
    }

    bool record(std::string_view raw) {
        if (cells_.blank()) return true;
        if (const auto bad = firstInvalidUtf8(raw)) return issue(source_.describeInvalid(raw, *bad), raw);
        if (columns_.empty()) {
            columns_ = columnNames({cells_.texts.begin(), cells_.texts.begin() + std::ptrdiff_t(cells_.count)},
                                   options_.header, summary_.notes);
            if (options_.header) return true;
        }
        if (cells_.afterQuote > 0)
            return issue("In cell " + std::to_string(cells_.afterQuote) +
                             " text follows after the closing quote; a quote inside a quoted cell is written twice.",
                         raw);
        if (cells_.count != columns_.size())
            return issue("It has " + std::to_string(cells_.count) + (cells_.count == 1 ? " cell" : " cells") +
                             " where the first line has " + std::to_string(columns_.size()) + ".",
                         raw);
        item_.line = line_;
        item_.fields.resize(columns_.size());
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            item_.fields[i].column = columns_[i];
            item_.fields[i].value = cells_.texts[i];
        }
        return sink_.item(item_);
    }

    /// A quote that is never closed would swallow the rest of the file: the record is given up at its first line. How
    /// often that is tried is bounded, because each time the rest is looked through again.
    bool openQuote() {
        const std::string_view window = source_.window();
        const bool last = ++openQuotes_ > 100;
        const std::string_view line = last ? window : window.substr(0, window.find_first_of("\r\n"));
        const bool goOn =
            issue(last ? "Quotes are opened and never closed again and again; the rest of the file is not read."
                       : "A quote is opened here and never closed, or the cell is longer than " +
                             std::to_string(options_.maxItemBytes >> 10) + " KiB.",
                  line);
        if (!last) {
            skipLine();
            return goOn;
        }
        do source_.consume(source_.window().size());
        while (source_.fill());
        ended_ = true;
        return goOn;
    }

    bool skipLongRecord() {
        const bool goOn = issue(tooLong(), source_.window());
        skipLine();
        return goOn;
    }

    void skipLine() {
        while (true) {
            const std::string_view window = source_.window();
            auto end = window.find_first_of("\r\n");
            const bool wants =
                end != std::string_view::npos && window[end] == '\r' && end + 1 == window.size() && !ended_;
            if (end != std::string_view::npos && !wants) {
                end += window[end] == '\r' && end + 1 < window.size() && window[end + 1] == '\n' ? 2 : 1;
                return take(end);
            }
            if (!wants) take(window.size());
            if (ended_) return;
            if (!source_.fill()) ended_ = true;
        }
    }

    std::string tooLong() const {
        return "The record is longer than " + std::to_string(options_.maxItemBytes >> 10) +
               " KiB, the most that one row may have.";
    }

    /// Without the line that names the columns, the first row would be taken for it: that ends the import.
    bool issue(std::string reason, std::string_view raw) {
        if (options_.header && columns_.empty())
            throw Error(Code::BadInput, "The line that names the columns cannot be read. " + reason,
                        path_ + ":" + std::to_string(line_));
        return sink_.issue(RowIssue{{{}, line_}, std::move(reason), printableExcerpt(raw, kRaw)});
    }

    TextSource& source_;
    const std::string& path_;
    const ReadOptions& options_;
    const ItemSink& sink_;
    ReadSummary& summary_;
    char delimiter_ = ',';
    bool ended_ = false;
    int openQuotes_ = 0;
    std::int64_t line_ = 1;
    std::vector<std::string> columns_;
    Cells cells_;
    Item item_;
};

}  // namespace

char sniffDelimiter(std::string_view head) {
    char best = ',';
    double bestScore = 0;
    Cells cells;
    for (const char delimiter : kDelimiters) {
        std::string_view rest = head;
        std::size_t first = 0, records = 0, same = 0, length = 0;
        while (records < 20 && !rest.empty() && scanRecord(rest, delimiter, false, cells, length) == Scan::Record) {
            rest.remove_prefix(length);
            if (cells.blank()) continue;
            if (records++ == 0) first = cells.count;
            same += cells.count == first;
        }
        if (records == 0 && scanRecord(rest, delimiter, true, cells, length) == Scan::Record) {
            first = cells.count;
            records = same = 1;
        }
        // Agreement of the records counts most, then the number of columns.
        const double score =
            first < 2 ? 0 : double(same) / double(records) + 0.001 * double(std::min<std::size_t>(first, 100));
        if (score > bestScore) {
            bestScore = score;
            best = delimiter;
        }
    }
    return best;
}

double CsvImporter::sniff(const FileHead& file) const {
    const std::string_view head = file.text;
    const bool named = hasExtension(*this, file.path);
    if (head.find('\0') != std::string_view::npos) return named ? 0.3 : 0;
    const auto first = head.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return named ? 0.8 : 0;
    const bool looksLikeJson = head[first] == '{' || head[first] == '[';
    if (named) return looksLikeJson ? 0.35 : 0.8;
    Cells cells;
    std::size_t length = 0;
    const bool table = scanRecord(head, sniffDelimiter(head), true, cells, length) == Scan::Record && cells.count > 1;
    return table && !looksLikeJson ? 0.4 : 0;
}

ReadSummary CsvImporter::read(const std::string& path, const ReadOptions& options, const ItemSink& sink,
                              const Cancel& cancel, Progress& progress) const {
    if (options.delimiter != 0 &&
        std::find(kDelimiters.begin(), kDelimiters.end(), options.delimiter) == kDelimiters.end())
        throw Error(Code::BadInput, "The delimiter has to be one of , ; tab and |.", path);
    TextSource source(path, options.encoding, &cancel, &progress);
    ReadSummary table;
    const bool whole = RecordLoop(source, path, options, sink, table).run();
    ReadSummary summary = source.summary(whole);
    summary.delimiter = table.delimiter;
    summary.notes.insert(summary.notes.end(), table.notes.begin(), table.notes.end());
    return summary;
}

}  // namespace tunesmith

#include "core/data/import/jsonl_importer.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "core/data/import/importers.h"
#include "core/data/import/json_item.h"
#include "core/data/import/line_reader.h"
#include "core/data/import/text_source.h"
#include "core/data/text.h"

namespace tunesmith {

namespace {

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// One file as it is read, line by line.
class LineLoop {
public:
    LineLoop(TextSource& source, const ReadOptions& options, const ItemSink& sink)
        : source_(source), lines_(source, options.maxItemBytes), sink_(sink) {}

    /// False where the sink had enough.
    bool run() {
        std::string_view text;
        while (true) {
            const LineReader::Found found = lines_.next(text);
            if (found == LineReader::Found::End) return true;
            item_.line = lines_.number();
            if (found == LineReader::Found::TooLong ? !issue(lines_.tooLong(), text) : !line(text)) return false;
        }
    }

private:
    bool line(std::string_view text) {
        text = trimmed(text);
        if (text.empty()) return true;
        auto problem = reader_.read(text, item_);
        if (!problem) return sink_.item(item_);
        if (const auto bad = firstInvalidUtf8(text)) problem = source_.describeInvalid(text, *bad);
        if (lines_.unended()) *problem += " The file ends on this line, without a line break: it may be cut off.";
        return issue(std::move(*problem), text);
    }

    bool issue(std::string reason, std::string_view raw) {
        return sink_.issue(RowIssue{{{}, item_.line}, std::move(reason), printableExcerpt(raw, std::size_t(64) << 10)});
    }

    TextSource& source_;
    LineReader lines_;
    const ItemSink& sink_;
    JsonItemReader reader_;
    Item item_;
};

}  // namespace

double shareOfObjectLines(std::string_view head) {
    std::size_t lines = 0, objects = 0;
    while (!head.empty()) {
        const auto newline = head.find('\n');
        const std::string_view line = trimmed(head.substr(0, newline));
        const bool cut = newline == std::string_view::npos && lines > 0;  // by the end of the head
        const bool object = line.starts_with('{') && line.ends_with('}') && line.size() > 2;
        if (!line.empty() && (!cut || object)) {
            ++lines;
            objects += object || newline == std::string_view::npos;
        }
        head.remove_prefix(newline == std::string_view::npos ? head.size() : newline + 1);
    }
    return lines == 0 ? 0 : double(objects) / double(lines);
}

double JsonlImporter::sniff(const FileHead& file) const {
    const bool named = hasExtension(*this, file.path);
    const std::string_view head = trimmed(file.text);
    if (!head.starts_with('{')) return named ? 0.3 : 0;
    const double objects = shareOfObjectLines(head);
    if (named) return 0.5 + 0.45 * objects;
    return head.find('\n') == std::string_view::npos ? 0.5 : 0.85 * objects;
}

ReadSummary JsonlImporter::read(const std::string& path, const ReadOptions& options, const ItemSink& sink,
                                const Cancel& cancel, Progress& progress) const {
    TextSource source(path, options.encoding, &cancel, &progress);
    const bool whole = LineLoop(source, options, sink).run();
    return source.summary(whole);
}

}  // namespace tunesmith

#include "core/data/import/jsonl_importer.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "core/data/import/importers.h"
#include "core/data/import/json_item.h"
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
        : source_(source), options_(options), sink_(sink) {}

    /// False where the sink had enough.
    bool run() {
        std::size_t scanned = 0;
        while (true) {
            const std::string_view window = source_.window();
            const auto newline = window.find('\n', scanned);
            if (newline != std::string_view::npos) {
                ++item_.line;
                if (!line(window.substr(0, newline), false)) return false;
                source_.consume(newline + 1);
                scanned = 0;
            } else if (window.size() > options_.maxItemBytes) {
                ++item_.line;
                if (!skipLongLine()) return false;
                scanned = 0;
            } else {
                scanned = window.size();
                if (!source_.fill()) break;
            }
        }
        ++item_.line;
        return line(source_.window(), true);
    }

private:
    bool line(std::string_view text, bool last) {
        text = trimmed(text);
        if (text.empty()) return true;
        if (text.size() > options_.maxItemBytes) return issue(tooLong(), text);
        auto problem = reader_.read(text, item_);
        if (!problem) return sink_.item(item_);
        if (const auto bad = firstInvalidUtf8(text)) problem = source_.describeInvalid(text, *bad);
        if (last) *problem += " The file ends on this line, without a line break: it may be cut off.";
        return issue(std::move(*problem), text);
    }

    bool skipLongLine() {
        const bool goOn = issue(tooLong(), source_.window());
        while (true) {
            const std::string_view window = source_.window();
            const auto newline = window.find('\n');
            if (newline != std::string_view::npos) {
                source_.consume(newline + 1);
                return goOn;
            }
            source_.consume(window.size());
            if (!source_.fill()) return goOn;
        }
    }

    std::string tooLong() const {
        return "The line is longer than " + std::to_string(options_.maxItemBytes >> 10) +
               " KiB, the most that one row may have.";
    }

    bool issue(std::string reason, std::string_view raw) {
        return sink_.issue(RowIssue{{{}, item_.line}, std::move(reason), printableExcerpt(raw, std::size_t(64) << 10)});
    }

    TextSource& source_;
    const ReadOptions& options_;
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

double JsonlImporter::sniff(std::string_view head, const std::string& filename) const {
    const bool named = hasExtension(*this, filename);
    head = trimmed(head);
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

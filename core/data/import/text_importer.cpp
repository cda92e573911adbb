#include "core/data/import/text_importer.h"

#include <utility>

#include "core/data/import/document.h"
#include "core/data/import/importers.h"
#include "core/data/import/line_reader.h"
#include "core/data/import/text_source.h"
#include "core/data/text.h"

namespace tunesmith {

namespace {

std::string_view trimmedEnd(std::string_view text) {
    return text.substr(0, text.find_last_not_of(" \t\r\f") + 1);
}

std::size_t indentOf(std::string_view line) {
    return std::min(line.find_first_not_of(' '), line.size());
}

/// Reads paragraphs: lines up to an empty one. In Markdown a heading stands for itself and what is fenced stays whole.
class ParagraphLoop {
public:
    ParagraphLoop(TextSource& source, const ReadOptions& options, const std::string& unit, bool markdown,
                  const ItemSink& sink)
        : source_(source),
          lines_(source, options.maxItemBytes),
          maxBytes_(options.maxItemBytes),
          markdown_(markdown),
          byLine_(unit == "line"),
          rows_(unit, options, sink) {}

    /// False where the sink had enough.
    bool run() {
        std::string_view line;
        while (true) {
            const LineReader::Found found = lines_.next(line);
            if (found == LineReader::Found::End) return flush(BlockKind::Paragraph) && rows_.finish();
            if (found == LineReader::Found::TooLong) {
                if (!flush(BlockKind::Paragraph) || !rows_.issue(lines_.number(), lines_.tooLong(), std::string(line)))
                    return false;
            } else if (const auto bad = firstInvalidUtf8(line)) {
                problem_ = problem_.empty() ? "In line " + std::to_string(lines_.number()) + ": " +
                                                  source_.describeInvalid(line, *bad)
                                            : problem_;
                if (!take(line)) return false;
            } else if (!take(line)) {
                return false;
            }
        }
    }

private:
    bool take(std::string_view line) {
        line = trimmedEnd(line);
        if (byLine_) {
            append(line);
            return flush(BlockKind::Paragraph);
        }
        const bool closes = !fence_.empty();
        if (markdown_ && fence(line)) {
            append(line);
            return !closes || flush(BlockKind::Paragraph);
        }
        if (fence_.empty() && line.empty()) return flush(BlockKind::Paragraph);
        if (markdown_ && fence_.empty() && isHeading(line)) {
            if (!flush(BlockKind::Paragraph)) return false;
            append(line);
            return flush(BlockKind::Heading);
        }
        const bool underlined = markdown_ && fence_.empty() && isUnderline(line) && oneLine_;
        append(line);
        return !underlined || flush(BlockKind::Heading);
    }

    /// Whether the line opens or closes a fence; keeps which one is open.
    bool fence(std::string_view line) {
        const std::size_t indent = indentOf(line);
        if (indent > 3 || line.size() < indent + 3 || (line[indent] != '`' && line[indent] != '~')) return false;
        const auto end = std::min(line.find_first_not_of(line[indent], indent), line.size());
        const std::string_view mark = line.substr(indent, end - indent);
        if (mark.size() < 3) return false;
        if (fence_.empty()) {
            fence_ = mark;
            return true;
        }
        if (mark[0] != fence_[0] || mark.size() < fence_.size() || end != line.size()) return false;
        fence_.clear();
        return true;
    }

    static bool isHeading(std::string_view line) {
        const std::size_t indent = indentOf(line);
        const auto end = std::min(line.find_first_not_of('#', indent), line.size());
        return indent <= 3 && end > indent && end - indent <= 6 && (end == line.size() || line[end] == ' ');
    }

    static bool isUnderline(std::string_view line) {
        const std::size_t indent = indentOf(line);
        return line.size() > indent && indent <= 3 && (line[indent] == '=' || line[indent] == '-') &&
               line.find_first_not_of(line[indent], indent) == std::string_view::npos;
    }

    void append(std::string_view line) {
        if (text_.empty()) begin_ = lines_.number();
        oneLine_ = text_.empty();
        if (!text_.empty()) text_ += '\n';
        // What is too long is noticed by the rows; it need not be kept whole for that.
        if (text_.size() <= maxBytes_) text_ += line;
    }

    bool flush(BlockKind kind) {
        oneLine_ = false;
        fence_.clear();
        std::string text = std::exchange(text_, {});
        if (!problem_.empty()) return rows_.issue(begin_, std::exchange(problem_, {}), std::move(text));
        return text.empty() || rows_.add({kind, std::move(text), {}, begin_});
    }

    TextSource& source_;
    LineReader lines_;
    std::size_t maxBytes_;
    bool markdown_, byLine_;
    DocumentRows rows_;
    std::string text_, fence_, problem_;
    std::int64_t begin_ = 0;
    bool oneLine_ = false;  // the paragraph has one line so far
};

/// A text without any empty line in its beginning is a list of lines.
std::string usualUnitOfText(std::string_view head) {
    bool lines = false;
    std::size_t from = 0;
    for (auto end = head.find('\n'); end != std::string_view::npos; end = head.find('\n', from)) {
        if (trimmedEnd(head.substr(from, end - from)).empty()) return "paragraph";
        lines = true;
        from = end + 1;
    }
    return lines ? "line" : "paragraph";
}

ReadSummary readText(const std::string& path, const ReadOptions& options, const ItemSink& sink, const Cancel& cancel,
                     Progress& progress, bool markdown) {
    TextSource source(path, options.encoding, &cancel, &progress);
    source.fill();
    const std::string_view head = source.window().substr(0, std::size_t(64) << 10);
    const std::string unit = unitOf(options, markdown ? "section" : usualUnitOfText(head), path);
    const bool whole = ParagraphLoop(source, options, unit, markdown, sink).run();
    ReadSummary summary = source.summary(whole);
    summary.notes.push_back(unitNote(unit));
    return summary;
}

}  // namespace

double TextImporter::sniff(const FileHead& file) const {
    return hasExtension(*this, file.path) && file.text.find('\0') == std::string_view::npos ? 0.5 : 0;
}

ReadSummary TextImporter::read(const std::string& path, const ReadOptions& options, const ItemSink& sink,
                               const Cancel& cancel, Progress& progress) const {
    return readText(path, options, sink, cancel, progress, false);
}

double MarkdownImporter::sniff(const FileHead& file) const {
    return hasExtension(*this, file.path) && file.text.find('\0') == std::string_view::npos ? 0.7 : 0;
}

ReadSummary MarkdownImporter::read(const std::string& path, const ReadOptions& options, const ItemSink& sink,
                                   const Cancel& cancel, Progress& progress) const {
    return readText(path, options, sink, cancel, progress, true);
}

}  // namespace tunesmith

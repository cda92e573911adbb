#include "core/data/import/pdf_importer.h"

#include <charconv>
#include <filesystem>
#include <optional>

#include "core/base/child_process.h"
#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/data/import/document.h"
#include "core/data/import/importers.h"
#include "core/data/text.h"

namespace tunesmith {

namespace {

constexpr std::chrono::seconds kMostTime(60);
constexpr std::size_t kMostOfAPage = std::size_t(64) << 20;

/// Takes the helper's output apart: "page <number> <bytes>", a line feed, the bytes.
class PageReader {
public:
    PageReader(const std::string& unit, const ReadOptions& options, const ItemSink& sink)
        : rows_(unit, options, sink) {}

    bool feed(std::string_view piece) {
        waiting_ += piece;
        while (true) {
            const auto newline = waiting_.find('\n');
            if (newline == std::string::npos) return true;
            std::int64_t number = 0;
            std::size_t bytes = 0;
            const char* end = waiting_.data() + newline;
            const auto first = std::from_chars(waiting_.data() + std::min<std::size_t>(5, newline), end, number);
            const auto second = std::from_chars(std::min(first.ptr + 1, end), end, bytes);
            if (first.ec != std::errc() || second.ec != std::errc() || bytes > kMostOfAPage)
                throw Error(Code::Internal,
                            "tunesmith-pdftext and this program do not go together; install both anew.");
            if (waiting_.size() < newline + 1 + bytes) return true;
            const bool goOn = page(number, std::string_view(waiting_).substr(newline + 1, bytes));
            waiting_.erase(0, newline + 1 + bytes);
            if (!goOn) return false;
        }
    }
    bool finish() { return rows_.finish(); }
    std::int64_t pages() const { return pages_; }
    std::int64_t emptyPages() const { return empty_; }

private:
    bool page(std::int64_t number, std::string_view text) {
        ++pages_;
        const bool blank = text.find_first_not_of(" \t\r\n\f") == std::string_view::npos;
        empty_ += blank;
        if (!rows_.add({BlockKind::Page, {}, {}, number})) return false;
        if (blank) return true;
        // A page without text that means something is an issue of its own, not the end of the file.
        if (const auto bad = firstInvalidUtf8(text))
            return rows_.issue(number, "Byte " + std::to_string(*bad + 1) + " of the page's text is not valid UTF-8.",
                               std::string(text));
        return paragraphs(number, text);
    }

    bool paragraphs(std::int64_t number, std::string_view text) {
        while (!text.empty()) {
            const auto gap = text.find("\n\n");
            std::string_view part = text.substr(0, gap);
            while (!part.empty() && std::string_view(" \t\r\n\f").find(part.back()) != std::string_view::npos)
                part.remove_suffix(1);
            const auto begin = part.find_first_not_of("\r\n\f");
            if (begin != std::string_view::npos &&
                !rows_.add({BlockKind::Paragraph, std::string(part.substr(begin)), {}, number}))
                return false;
            text.remove_prefix(gap == std::string_view::npos ? text.size() : gap + 2);
        }
        return true;
    }

    DocumentRows rows_;
    std::string waiting_;
    std::int64_t pages_ = 0, empty_ = 0;
};

/// Throws what the way in which the helper ended means.
void checkEnd(const ChildResult& end, const PageReader& reader, const std::string& path) {
    const std::string after = reader.pages() > 0 ? " after page " + std::to_string(reader.pages()) : std::string();
    if (end.timedOut)
        throw Error(Code::BadInput,
                    "The PDF could not be read within " + std::to_string(kMostTime.count()) +
                        " seconds; reading stopped" + after + ". Split it into smaller files.",
                    path);
    if (end.exitCode == 3)
        throw Error(Code::BadInput, "A password is needed to open this PDF; save a copy without one and import that.",
                    path);
    if (end.exitCode != 0)
        throw Error(Code::BadInput,
                    "The PDF is damaged, or needs more than 1 GiB of memory; reading stopped" + after + ".", path);
    if (reader.pages() == reader.emptyPages())
        throw Error(
            Code::BadInput,
            "The PDF has no text layer: its " + std::to_string(reader.pages()) +
                " pages are pictures or empty. Let a program for text recognition (OCR) add the text, then import it.",
            path);
}

}  // namespace

double PdfImporter::sniff(const FileHead& file) const {
    return file.raw.substr(0, 1024).find("%PDF-") != std::string_view::npos ? 0.97 : 0;
}

ReadSummary PdfImporter::read(const std::string& path, const ReadOptions& options, const ItemSink& sink,
                              const Cancel& cancel, Progress& progress) const {
    const std::string helper = besideThisProgram("tunesmith-pdftext");
    std::error_code absent;
    if (!std::filesystem::exists(helper, absent))
        throw Error(Code::BadInput,
                    "PDF files are read by the program tunesmith-pdftext, which is not there; it is built where "
                    "poppler-cpp is installed (packaging/start does that).",
                    helper);
    ReadSummary summary;
    summary.bytes = std::int64_t(std::filesystem::file_size(path, absent));
    if (absent) throw Error(Code::NotFound, "The file cannot be read: " + absent.message() + ".", path);
    progress.done = 0;
    progress.total = summary.bytes;
    const std::string unit = unitOf(options, "page", path);
    summary.notes.push_back(unitNote(unit));
    PageReader reader(unit, options, sink);
    const ChildResult end = runChild(
        helper, {std::filesystem::absolute(path).string()}, kMostTime,
        [&](std::string_view piece) { return reader.feed(piece); }, cancel);
    if (end.stopped || !reader.finish()) return summary;
    checkEnd(end, reader, path);
    if (reader.emptyPages() > 0)
        summary.notes.push_back(std::to_string(reader.emptyPages()) + " of " + std::to_string(reader.pages()) +
                                " pages have no text layer.");
    summary.sha256 = sha256File(path);
    progress.done = summary.bytes;
    return summary;
}

}  // namespace tunesmith

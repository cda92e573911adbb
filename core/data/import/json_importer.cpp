#include "core/data/import/json_importer.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "core/base/error.h"
#include "core/data/import/importers.h"
#include "core/data/import/json_item.h"
#include "core/data/import/jsonl_importer.h"
#include "core/data/import/text_source.h"
#include "core/data/text.h"

namespace tunesmith {

namespace {

bool isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Members that hold lists of objects inside one row, and so never are the list of rows.
constexpr std::array<std::string_view, 13> kListsInRows = {
    "messages", "conversations", "conversation", "dialog",  "dialogue", "chat",      "turns",
    "chosen",   "rejected",      "instances",    "history", "prompt",   "completion"};

/// A value cut out of the stream: its text stays in the window until it is consumed.
struct Cut {
    std::string_view text;  // of a value that is too long: its beginning
    bool tooLong = false;   // then it has been consumed already
    bool ended = false;     // the file ended inside it
};

/// Finds the end of a value by its brackets and quotes alone, over as many windows as it spans.
class ValueScan {
public:
    /// Moves `i` on in `text`, behind which a NUL stands; true when the value ends before `i`.
    bool endsIn(std::string_view text, std::size_t& i) {
        while (i < text.size()) {
            if (inText_) {
                if (!skipText(text, i)) continue;
                if (depth_ == 0) return true;
                continue;
            }
            const char c = text[i];
            const bool ends = c == ',' || c == ']' || c == '}' || c == ':' || isSpace(c);
            if (depth_ == 0 && started_ && ends) return true;
            started_ = true;
            ++i;
            if (c == '"') inText_ = true;
            if (c == '{' || c == '[') ++depth_;
            if ((c == '}' || c == ']') && --depth_ <= 0) return true;
        }
        return false;
    }

private:
    /// True where the text ends before `i`.
    bool skipText(std::string_view text, std::size_t& i) {
        if (!escaped_) i += std::strcspn(text.data() + i, "\"\\");
        if (i >= text.size()) {
            i = text.size();
            return false;
        }
        const char c = text[i++];
        inText_ = escaped_ || c != '"';
        escaped_ = !escaped_ && c == '\\';
        return !inText_;
    }

    std::int64_t depth_ = 0;
    bool started_ = false, inText_ = false, escaped_ = false;
};

class JsonStream {
public:
    JsonStream(TextSource& source, const std::string& path, const ReadOptions& options, const ItemSink& sink)
        : source_(source), path_(path), options_(options), sink_(sink) {}

    /// False where the sink had enough.
    bool run() {
        while (const char c = peek()) {
            if (c == '[') {
                if (!list()) return false;
            } else if (c == '{') {
                if (!object()) return false;
            } else {
                broken("a list [...] or an object {...} has to stand");
            }
        }
        return true;
    }

private:
    /// The next character that is not white space, not consumed; 0 at the end of the file.
    char peek() {
        while (true) {
            const std::string_view window = source_.window();
            std::size_t i = 0;
            while (i < window.size() && isSpace(window[i])) line_ += window[i++] == '\n';
            source_.consume(i);
            if (i < window.size()) return window[i] == 0 ? '\x01' : window[i];
            if (!source_.fill()) return 0;
        }
    }

    /// What stands after the character at the window's start, white space apart, without consuming anything.
    char peekBeyond() {
        std::size_t i = 1;
        while (true) {
            const std::string_view window = source_.window();
            while (i < window.size() && isSpace(window[i])) ++i;
            if (i < window.size()) return window[i];
            if (i > options_.maxItemBytes || !source_.fill()) return 0;
        }
    }

    void take(std::size_t bytes) {
        const std::string_view window = source_.window();
        line_ += std::count(window.begin(), window.begin() + std::ptrdiff_t(bytes), '\n');
        source_.consume(bytes);
    }

    Cut cut() {
        ValueScan scan;
        std::size_t i = 0;
        bool tooLong = false;
        while (true) {
            const std::string_view window = source_.window();
            if (scan.endsIn(window, i)) return finish(i, tooLong, false);
            if (i > options_.maxItemBytes) {
                if (!tooLong) head_ = printableExcerpt(window, kRaw);
                tooLong = true;
                take(i);
                i = 0;
            }
            if (!source_.fill()) return finish(i, tooLong, true);
        }
    }

    Cut finish(std::size_t bytes, bool tooLong, bool ended) {
        if (!tooLong && bytes <= options_.maxItemBytes) return {source_.window().substr(0, bytes), false, ended};
        if (!tooLong) head_ = printableExcerpt(source_.window(), kRaw);
        take(bytes);
        return {head_, true, ended};
    }

    bool list() {
        take(1);
        for (char c = peek(); c != ']'; c = peek()) {
            bool ended = c == 0;
            const bool goOn = ended ? issue("The file ends inside the list: it is cut off here.", {}) : listItem(ended);
            if (!goOn || ended) return goOn;
            c = peek();
            if (c == ',') take(1);
            if (c != ',' && c != ']' && c != 0) broken("after a row, a comma or the end of the list has to stand");
        }
        take(1);
        return true;
    }

    /// `ended`: the file ended inside the item.
    bool listItem(bool& ended) {
        item_.line = line_;
        const Cut value = cut();
        ended = value.ended;
        if (value.tooLong) return issue(tooLong(), value.text);
        const bool goOn = ended ? issue("The file ends inside this row: it is cut off.", value.text) : row(value.text);
        take(value.text.size());
        return goOn;
    }

    bool row(std::string_view text) {
        auto problem = reader_.read(text, item_);
        if (!problem) return sink_.item(item_);
        if (const auto bad = firstInvalidUtf8(text)) problem = source_.describeInvalid(text, *bad);
        return issue(std::move(*problem), text);
    }

    /// An object at the top: either it holds the list of rows, or it is a row itself.
    bool object() {
        const std::int64_t firstLine = line_;
        std::string whole = "{";
        bool hasList = false, fits = true;
        take(1);
        while (true) {
            char c = peek();
            if (c == '}') break;
            if (c == 0) return cutOff(firstLine, whole, hasList);
            if (c != '"') broken("the name of a member in \" has to stand");
            const Cut key = cut();
            if (key.tooLong || key.ended) return cutOff(firstLine, whole, hasList);
            const std::string name(key.text.substr(1, key.text.size() - 2));
            take(key.text.size());
            if (peek() != ':') broken("a colon after \"" + printableExcerpt(name, 80) + "\" has to stand");
            take(1);
            c = peek();
            if (c == 0) return cutOff(firstLine, whole, hasList);
            if (c == '[' && isRowList(name)) {
                if (hasList) severalLists(name);
                hasList = true;
                listName_ = name;
                if (!list()) return false;
            } else {
                const Cut value = cut();
                if (value.ended) return cutOff(firstLine, whole, hasList);
                fits = fits && !hasList && !value.tooLong &&
                       whole.size() + name.size() + value.text.size() < options_.maxItemBytes;
                if (fits) whole.append(whole.size() > 1 ? ",\"" : "\"").append(name).append("\":").append(value.text);
                if (!value.tooLong) take(value.text.size());
            }
            c = peek();
            if (c == ',')
                take(1);
            else if (c != '}' && c != 0)
                broken("after a member, a comma or } has to stand");
        }
        take(1);
        item_.line = firstLine;
        if (hasList) return true;
        if (!options_.list.empty())
            throw Error(Code::BadInput, "The file has no list \"" + options_.list + "\" of rows.", where());
        if (!fits) return issue(tooLong(), whole);
        whole += '}';
        const std::size_t length = whole.size();
        whole.append(TextSource::kPadding, '\0');
        const std::string_view text(whole.data(), length);
        if (auto problem = reader_.read(text, item_)) return issue(std::move(*problem), text);
        return sink_.item(item_);
    }

    bool isRowList(const std::string& name) {
        if (!options_.list.empty()) return name == options_.list;
        return std::find(kListsInRows.begin(), kListsInRows.end(), name) == kListsInRows.end() && peekBeyond() == '{';
    }

    bool cutOff(std::int64_t firstLine, const std::string& text, bool hasList) {
        if (!hasList) item_.line = firstLine;
        source_.consume(source_.window().size());
        while (source_.fill()) source_.consume(source_.window().size());
        return issue("The file ends inside this object: it is cut off.",
                     hasList ? std::string_view() : std::string_view(text));
    }

    [[noreturn]] void severalLists(const std::string& second) const {
        throw Error(Code::BadInput,
                    "The file has several lists of rows (\"" + printableExcerpt(listName_, 80) + "\", \"" +
                        printableExcerpt(second, 80) +
                        "\"). Name the one to import, or save each as a file of its own.",
                    where());
    }

    [[noreturn]] void broken(const std::string& expected) {
        const std::string_view window = source_.window();
        throw Error(
            Code::BadInput,
            "This is not valid JSON: " + expected + " here, not \"" +
                printableExcerpt(window.substr(0, std::min<std::size_t>(20, window.find_first_of("\r\n"))), 40) +
                "\". Mend the file, or write one object a line (JSON lines), of which bad ones can be kept aside.",
            where());
    }

    std::string where() const { return path_ + ":" + std::to_string(line_); }

    std::string tooLong() const {
        return "The row is longer than " + std::to_string(options_.maxItemBytes >> 10) +
               " KiB, the most that one row may have.";
    }

    bool issue(std::string reason, std::string_view raw) {
        return sink_.issue(
            RowIssue{{{}, item_.line == 0 ? line_ : item_.line}, std::move(reason), printableExcerpt(raw, kRaw)});
    }

    static constexpr std::size_t kRaw = std::size_t(64) << 10;
    TextSource& source_;
    const std::string& path_;
    const ReadOptions& options_;
    const ItemSink& sink_;
    JsonItemReader reader_;
    Item item_;
    std::int64_t line_ = 1;
    std::string listName_, head_;
};

}  // namespace

double JsonImporter::sniff(const FileHead& file) const {
    std::string_view head = file.text;
    const bool named = hasExtension(*this, file.path);
    const auto first = head.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return named ? 0.5 : 0;
    head.remove_prefix(first);
    if (head[0] == '[') {
        const auto next = head.find_first_not_of(" \t\r\n", 1);
        const bool objects = next != std::string_view::npos && (head[next] == '{' || head[next] == ']');
        return objects ? (named ? 0.97 : 0.9) : (named ? 0.5 : 0.2);
    }
    if (head[0] != '{') return named ? 0.3 : 0;
    const auto newline = head.find('\n');
    const double lines = shareOfObjectLines(head);
    if (newline == std::string_view::npos) return named ? 0.7 : 0.4;
    return (named ? 0.9 : 0.75) * (1 - lines);
}

ReadSummary JsonImporter::read(const std::string& path, const ReadOptions& options, const ItemSink& sink,
                               const Cancel& cancel, Progress& progress) const {
    TextSource source(path, options.encoding, &cancel, &progress);
    const bool whole = JsonStream(source, path, options, sink).run();
    return source.summary(whole);
}

}  // namespace tunesmith

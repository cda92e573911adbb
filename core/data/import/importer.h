// Importer: reads one kind of file, item by item, in bounded memory. A new kind is a file pair and a line in
// importers.cpp.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/progress.h"
#include "core/data/import/item.h"
#include "core/data/record.h"

namespace tunesmith {

struct ReadOptions {
    std::string encoding;  // empty: by byte order mark, else UTF-8, else guessed; "utf-8", "utf-16le", "utf-16be",
                           // "utf-32le", "utf-32be", "windows-1252", "latin1", or a name that iconv knows
    std::size_t maxItemBytes = std::size_t(16) << 20;  // a longer item becomes an issue
    char delimiter = 0;                                // CSV: , ; tab |   0: by content
    bool header = true;                                // CSV: the first record names the columns
    std::string list;   // JSON: the member that holds the items, where a file has several lists
    std::string unit;   // of documents, what makes a row: "document", "section", "page", "paragraph", "line", "table";
                        // empty: what suits the format
    std::string sheet;  // XLSX: the sheet's name; empty: the first
};

/// What was found out about the file as a whole.
struct ReadSummary {
    std::string encoding;             // "UTF-8", "UTF-16LE", ...; empty where a format leaves no choice
    bool encodingGuessed = false;     // from the bytes alone
    char delimiter = 0;               // CSV
    std::string sha256;               // of the file's bytes; empty where reading was stopped before the end
    std::int64_t bytes = 0;           // read
    std::vector<std::string> sheets;  // XLSX: those that there are
    std::vector<std::string> notes;   // for the user: "a byte order mark was skipped", "column 3 has no name", ...
};

/// What an importer sees of a file before it is read.
struct FileHead {
    std::string path;
    std::string_view raw;   // its first bytes
    std::string_view text;  // the same as UTF-8, cut anywhere; empty where the file is known to be no text
};

/// Where an importer puts what it reads, in the file's order. The item is only valid during the call.
struct ItemSink {
    std::function<bool(const Item&)> item;  // false: enough, stop reading
    std::function<bool(RowIssue&&)>
        issue;  // an item that cannot be read; false: stop reading. `source.file` is left empty
};

/// Stateless: any thread may use it.
class Importer {
public:
    virtual ~Importer() = default;
    /// "jsonl": what --format says.
    virtual std::string name() const = 0;
    /// "JSON lines": for people.
    virtual std::string title() const = 0;
    /// Lower case, without the dot.
    virtual std::vector<std::string> extensions() const = 0;
    /// What ReadOptions::unit may be; empty where the file itself says what an item is.
    virtual std::vector<std::string> units() const { return {}; }
    /// How likely the file is of this kind, 0 to 1. Throws nothing for a file that is broken.
    virtual double sniff(const FileHead& file) const = 0;
    /// Reads the whole file. `progress` counts bytes. Throws Error(NotFound, BadFile, BadInput) where the file as a
    /// whole cannot be read (a bad item is an issue), Error(Cancelled), and whatever the sink throws.
    virtual ReadSummary read(const std::string& path, const ReadOptions& options, const ItemSink& sink,
                             const Cancel& cancel, Progress& progress) const = 0;
};

}  // namespace tunesmith

// The door to all importers: look at a file, or a folder or archive of files, then read it as rows.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/progress.h"
#include "core/data/import/importer.h"
#include "core/data/import/mended_item.h"
#include "core/data/import/roles.h"
#include "core/data/record.h"
#include "core/data/text.h"

namespace tunesmith {

struct ImportOptions {
    std::string format;  // importer's name; empty: by content
    ReadOptions read;
    std::vector<std::pair<std::string, std::string>> mapping;  // role -> column, on top of the guess
    std::string userTemplate;                                  // see RoleMapping
    bool strict = false;     // stop at the first bad row with Error(BadInput) instead of keeping it aside
    std::string sourceName;  // what Record::source.file says; empty: the path
    bool member = false;     // of a folder or archive: a file of which no row can be read has its rows kept aside
};

/// What importFile() would do, from the first 200 items.
struct ImportPreview {
    std::string format, title;         // "csv", "CSV"
    std::string encodingNote;          // "UTF-8", "UTF-16LE, decoded", ...
    std::string delimiter;             // ",", ";", "tab", "|"; empty where there is none
    std::vector<std::string> columns;  // in the order of their first appearance
    std::vector<std::string> units;    // what a row may be, of a document
    std::vector<std::string> sheets;   // of a workbook
    RoleMapping mapping;
    std::vector<Record> rows;      // the first 20
    std::vector<RowIssue> issues;  // among those items, at most 20
    std::vector<std::string> notes;
    std::string problem;     // why no row can be made; empty where it can
    std::int64_t items = 0;  // looked at
    std::int64_t bytes = 0;  // size of the file
};

/// Throws Error(NotFound, BadFile, BadInput) where the file cannot be read at all; that its columns are not recognised
/// is `problem`. Of a folder or archive it shows the first file that can be read.
ImportPreview previewFile(const std::string& path, const ImportOptions& options = {});

struct ImportResult {
    std::string format, title, encodingNote, delimiter, sha256;
    std::vector<std::string> columns, notes;
    RoleMapping mapping;
    std::int64_t rows = 0, issues = 0, bytes = 0;
    TextCounts unseen;  // characters in the rows that a reader does not see
};

/// Where rows and issues go, in the file's order, on the caller's thread.
struct ImportSink {
    std::function<void(Record&&)> row;
    std::function<void(RowIssue&&)> issue;
    /// After each file that had issues: how it was read, under the name that its issues say. May be null.
    std::function<void(const ItemReading&)> reading;
};

/// Reads the file in bounded memory. A folder's or archive's files are read one after the other, each with roles of its
/// own; a row's source names the file ("faq.zip!table.csv"), a file that cannot be read as a whole is an issue, and one
/// that is no data is named in the notes.
/// Throws Error(BadInput) where the columns are not recognised (naming them), or,
/// when strict, at the first bad row with "file:line"; Error(Cancelled), Error(NotFound), Error(BadFile), and what the
/// sink throws. The caller undoes what the sink took when this throws. `progress` counts bytes.
ImportResult importFile(const std::string& path, const ImportOptions& options, const ImportSink& sink,
                        const Cancel& cancel, Progress& progress);

}  // namespace tunesmith

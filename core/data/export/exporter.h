// Exporter: writes rows as one kind of file, row by row. A new kind is a file pair and a line in exporters.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/atomic_file.h"
#include "core/data/record.h"

namespace tunesmith {

struct ExportOptions {
    std::vector<Split> splits;  // only rows of these; empty: all
    bool guardFormulas = true;  // CSV: a cell that a spreadsheet would compute gets an apostrophe in front
    bool extra = true;          // the columns that play no role in training are written too
};

/// What the rows are, found out before the first is written: it decides which columns a file has.
struct RowSurvey {
    std::int64_t rows = 0;
    std::array<std::int64_t, 3> bySplit{};               // in the order of Split
    std::int64_t chats = 0, texts = 0, preferences = 0;  // by kind
    std::int64_t pairs = 0;                  // chats of one question and one answer, after a system turn or without
    std::int64_t plainPreferences = 0;       // one question, one better and one worse answer
    std::int64_t systems = 0;                // with a system turn
    std::int64_t labels = 0;                 // with a label
    std::int64_t weighted = 0;               // with a turn that is not trained on, or not with weight 1
    std::int64_t turns = 0, characters = 0;  // of all; characters are bytes of UTF-8
    static constexpr std::size_t kMostColumns = 1000;
    std::vector<std::string> columns;  // without a role, in the order in which they turn up; at most kMostColumns

    void add(const Record& record, Split split);
};

enum class RowShape { Chat, Text, Preference };
/// What most of the rows are.
RowShape mostAre(const RowSurvey& survey);
RowShape kindOf(const Record& record);

/// A chat of one question and one answer that is trained on in the usual way.
bool isPair(const Record& record);
/// A preference whose prompt is one question and whose endings are one answer each, in the usual way.
bool isPlainPreference(const Record& record);

/// Writes the rows of one file. For one thread.
class RowWriter {
public:
    virtual ~RowWriter() = default;
    /// Writes the row, or says why this kind of file cannot hold it without losing something of it. Throws what
    /// AtomicFile::write() throws.
    virtual std::optional<std::string> add(const Record& record) = 0;
    /// After the last row.
    virtual void finish() {}
    /// Cells that were changed to keep spreadsheets from computing them.
    virtual std::int64_t guardedCells() const { return 0; }
};

/// Stateless: any thread may use it.
class Exporter {
public:
    virtual ~Exporter() = default;
    /// "messages": what --format says.
    virtual std::string name() const = 0;
    /// "JSON lines (messages)": for people.
    virtual std::string title() const = 0;
    /// "jsonl", without the dot.
    virtual std::string extension() const = 0;
    /// A writer into `file`, which outlives it and is committed by the caller.
    virtual std::unique_ptr<RowWriter> open(AtomicFile& file, const RowSurvey& survey,
                                            const ExportOptions& options) const = 0;
};

}  // namespace tunesmith

// RecordMaker: items become rows, as a RoleMapping says. Alpaca's user turn is the instruction, then a newline and the
// input where there is one; a question with context is the context, an empty line, "Question: " and the question.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/data/import/item.h"
#include "core/data/import/roles.h"
#include "core/data/record.h"
#include "core/data/text.h"

namespace tunesmith {

/// For one thread at a time.
class RecordMaker {
public:
    /// `file` is written into each row's source.
    RecordMaker(RoleMapping mapping, std::string file);
    ~RecordMaker();
    RecordMaker(RecordMaker&&) noexcept;

    /// Appends the rows of an item (one; of nested `instances` one each) to `rows`. Returns why there are none: a
    /// column is missing, the answer is empty, a role is unknown, a NUL character, and so on; then `rows` is as it was.
    std::optional<RowIssue> make(const Item& item, std::vector<Record>& rows);
    /// Of the texts of all rows made so far.
    const TextCounts& counts() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The item as JSON, for an issue's `raw`: at most 64 KiB.
std::string itemToJson(const Item& item);

}  // namespace tunesmith

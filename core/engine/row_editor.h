// RowEditor: what a bulk edit does to one row.
#pragma once

#include <optional>

#include "core/data/filter/row_query.h"
#include "core/data/filter/text_search.h"
#include "core/engine/data_studio.h"

namespace tunesmith {

class RowEditor {
public:
    /// Throws Error(BadInput) for a query, an expression or a field that cannot be used, or nothing to look for.
    explicit RowEditor(const EditRequest& request);
    bool concerns(const QueryRow& row) const { return query_.matches(row); }
    /// Replaces text in the record; false where nothing was found.
    bool replace(Record& record) const;

private:
    bool replaceIn(std::string& text) const;

    RowQuery query_;
    std::string field_, find_, with_;
    bool matchCase_;
    std::optional<TextSearch> search_;
    std::optional<RegexSearch> regex_;
};

}  // namespace tunesmith

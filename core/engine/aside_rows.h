// AsideRows: the rows that a version has kept aside, under their ids, and how the import read them.
#pragma once

#include <map>
#include <vector>

#include "core/data/import/mended_item.h"
#include "core/engine/data_studio.h"
#include "core/storage/dataset_repository.h"

namespace tunesmith {

class AsideRows {
public:
    AsideRows(storage::DatasetRepository& sets, std::int64_t version);
    const std::vector<AsideRow>& rows() const { return rows_; }
    /// Throws Error(NotFound).
    std::size_t indexOf(const std::string& id) const;
    MendTrial tryMend(const AsideRow& row, const std::string& text) const;
    /// The split that the import gives this row.
    Split splitOf(const Record& record) const;

private:
    std::vector<AsideRow> rows_;
    std::map<std::string, std::size_t> byId_;
    std::map<std::string, ItemReading> readings_;  // by file
    Json settings_;                                // of the import
};

}  // namespace tunesmith

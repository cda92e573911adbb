#include "core/data/import/item.h"

namespace tunesmith {

const Field* Item::find(std::string_view column) const {
    for (const Field& field : fields)
        if (field.column == column) return &field;
    return nullptr;
}

}  // namespace tunesmith

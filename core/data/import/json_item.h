// JSON text -> Item, checked: one object, valid UTF-8, no key twice, no number beyond 64-bit integers or double, at
// most 64 levels.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/data/import/item.h"

namespace tunesmith {

/// For one thread at a time.
class JsonItemReader {
public:
    static constexpr int kMaxDepth = 64;

    JsonItemReader();
    ~JsonItemReader();
    /// Fills `item.fields` from `json`, behind which TextSource::kPadding bytes are readable. Returns what is wrong, in
    /// words for the user, or nothing.
    std::optional<std::string> read(std::string_view json, Item& item);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tunesmith

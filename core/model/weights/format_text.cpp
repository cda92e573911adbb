#include "core/model/weights/format_text.h"

#include "core/base/json.h"

namespace tunesmith {

namespace {

constexpr std::size_t kLongestName = 120;

}  // namespace

std::string quotedName(const std::string& name) {
    const bool cut = name.size() > kLongestName;
    const Json text = cut ? name.substr(0, kLongestName) + "..." : name;
    return text.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace tunesmith

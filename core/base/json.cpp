#include "core/base/json.h"

#include <set>
#include <vector>

#include "core/base/error.h"
#include "core/base/file.h"

namespace tunesmith {

Json parseJson(std::string_view text, const std::string& where, int maxDepth) {
    std::vector<std::set<std::string>> keys;
    std::string problem;
    auto callback = [&](int depth, Json::parse_event_t event, Json& parsed) {
        if (depth > maxDepth && problem.empty()) problem = "nested deeper than " + std::to_string(maxDepth) + " levels";
        if (event == Json::parse_event_t::object_start) keys.emplace_back();
        if (event == Json::parse_event_t::object_end) keys.pop_back();
        if (event == Json::parse_event_t::key) {
            const auto& key = parsed.get_ref<const std::string&>();
            if (!keys.back().insert(key).second && problem.empty()) problem = "the key \"" + key + "\" stands twice in one object";
        }
        if (!problem.empty()) throw Error(Code::BadFile, "This is not usable JSON: " + problem + ".", where);
        return true;
    };
    try {
        return Json::parse(text.begin(), text.end(), callback);
    } catch (const Json::exception& e) {
        throw Error(Code::BadFile, std::string("This is not valid JSON: ") + e.what(), where);
    }
}

Json readJsonFile(const std::string& path, std::size_t maxBytes) { return parseJson(readFile(path, maxBytes), path); }

std::string dumpJson(const Json& value, int indent) {
    try {
        return value.dump(indent, ' ', false, Json::error_handler_t::strict);
    } catch (const Json::exception& e) {
        throw Error(Code::BadInput, std::string("A text is not valid UTF-8 and cannot be written as JSON: ") + e.what());
    }
}

}  // namespace tunesmith

// ConfigReader: typed fields of a config.json, with a sentence for each that is missing or of a wrong type. Internal to
// core/model.
#pragma once

#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"

namespace tunesmith {

class ConfigReader {
public:
    /// Both outlive the reader.
    ConfigReader(const Json& json, const std::string& where) : json_(json), where_(where) {}

    const Json& json() const { return json_; }
    const std::string& where() const { return where_; }
    bool has(const char* key) const {
        const auto found = json_.find(key);
        return found != json_.end() && !found->is_null();
    }
    /// Throw Error(BadFile) where the field is missing.
    std::int64_t integer(const char* key) const { return get<std::int64_t>(required(key), key); }
    std::string text(const char* key) const { return get<std::string>(required(key), key); }
    /// The fallback where the field is missing or null.
    std::int64_t integer(const char* key, std::int64_t fallback) const { return or_(key, fallback); }
    double number(const char* key, double fallback) const { return or_(key, fallback); }
    bool boolean(const char* key, bool fallback) const { return or_(key, fallback); }
    std::string text(const char* key, const std::string& fallback) const { return or_(key, fallback); }
    std::vector<float> floats(const char* key) const { return or_(key, std::vector<float>()); }
    std::vector<std::int64_t> integers(const char* key) const { return or_(key, std::vector<std::int64_t>()); }
    std::vector<std::string> texts(const char* key) const { return or_(key, std::vector<std::string>()); }

    [[noreturn]] void refuse(const std::string& what) const { throw Error(Code::BadFile, what, where_); }

private:
    const Json& required(const char* key) const {
        if (!has(key)) refuse(std::string("The model's configuration lacks \"") + key + "\".");
        return json_[key];
    }
    template <typename T>
    T get(const Json& value, const char* key) const {
        try {
            return value.get<T>();
        } catch (const Json::exception&) {
            refuse(std::string("\"") + key + "\" in the model's configuration has a wrong type.");
        }
    }
    template <typename T>
    T or_(const char* key, T fallback) const {
        return has(key) ? get<T>(json_[key], key) : fallback;
    }

    const Json& json_;
    const std::string& where_;
};

}  // namespace tunesmith

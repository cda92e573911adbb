// Reading the small parts of tokenizer.json: typed fields with errors that name the part.
#pragma once

#include <string>

#include "core/base/error.h"
#include "core/base/json.h"

namespace tunesmith {

/// The field `name` of `part` as T. Throws Error(BadFile) where it is absent or of another type.
template <typename T>
T field(const Json& part, const char* name, const std::string& where) {
    const auto found = part.find(name);
    try {
        if (found != part.end()) return found->template get<T>();
    } catch (const Json::exception&) {
    }
    const auto type = part.find("type");
    const std::string of =
        type != part.end() && type->is_string() ? " '" + type->get<std::string>() + "'" : std::string();
    throw Error(Code::BadFile, "The tokenizer part" + of + " lacks a usable '" + name + "'.", where);
}

/// The same, or `fallback` where it is absent or null.
template <typename T>
T field(const Json& part, const char* name, T fallback, const std::string& where) {
    const auto found = part.find(name);
    return found == part.end() || found->is_null() ? fallback : field<T>(part, name, where);
}

/// The part's "type". Throws Error(BadFile) where `part` is not an object with one.
inline std::string partType(const Json& part, const char* kind, const std::string& where) {
    if (!part.is_object() || !part.contains("type") || !part["type"].is_string())
        throw Error(Code::BadFile, std::string("A ") + kind + " in the tokenizer has no type.", where);
    return part["type"].get<std::string>();
}

/// Throws the Error for a part that this program does not know.
[[noreturn]] inline void refusePart(const std::string& type, const char* kind, const std::string& where) {
    throw Error(
        Code::BadFile,
        std::string("The tokenizer uses the ") + kind + " '" + type +
            "', which is not supported. Choose another model, or a copy of this one with another tokenizer.json.",
        where);
}

}  // namespace tunesmith

// Typed reads of GGUF metadata, and the tokenizer's keys.
#include <limits>

#include "core/model/weights/format_text.h"
#include "core/model/weights/gguf.h"

namespace tunesmith {

namespace {

[[noreturn]] void refuse(const std::string& key, const std::string& why, const std::string& where) {
    throw Error(Code::BadFile, "This GGUF file cannot be used: the metadata " + quotedName(key) + " " + why + ".",
                where);
}

const GgufValue* valueOf(const std::map<std::string, GgufValue>& metadata, const std::string& key) {
    const auto found = metadata.find(key);
    return found == metadata.end() ? nullptr : &found->second;
}

/// The value where it is a T; nothing where the key is absent.
template <class T>
const T* typed(const std::map<std::string, GgufValue>& metadata, const std::string& key, const char* kind,
               const std::string& where) {
    const GgufValue* value = valueOf(metadata, key);
    if (!value) return nullptr;
    const T* result = std::get_if<T>(value);
    if (!result) refuse(key, std::string("is not ") + kind, where);
    return result;
}

std::optional<TokenId> tokenId(const GgufFile& file, const std::string& key, std::size_t vocabulary,
                               const std::string& where) {
    const auto id = file.integer(key);
    if (!id) return std::nullopt;
    if (*id < 0 || *id >= std::int64_t(vocabulary))
        refuse(key, "is " + std::to_string(*id) + ", and there are " + std::to_string(vocabulary) + " tokens", where);
    return TokenId(*id);
}

}  // namespace

std::optional<std::int64_t> GgufFile::integer(const std::string& key) const {
    const GgufValue* value = valueOf(metadata_, key);
    if (!value) return std::nullopt;
    if (const auto* number = std::get_if<std::int64_t>(value)) return *number;
    const auto* number = std::get_if<std::uint64_t>(value);
    if (!number) refuse(key, "is not a whole number", where_);
    if (*number > std::uint64_t(std::numeric_limits<std::int64_t>::max())) refuse(key, "is too large", where_);
    return std::int64_t(*number);
}

std::optional<double> GgufFile::number(const std::string& key) const {
    const GgufValue* value = valueOf(metadata_, key);
    if (!value) return std::nullopt;
    if (const auto* number = std::get_if<double>(value)) return *number;
    if (!std::holds_alternative<std::int64_t>(*value) && !std::holds_alternative<std::uint64_t>(*value))
        refuse(key, "is not a number", where_);
    return double(*integer(key));
}

std::optional<bool> GgufFile::boolean(const std::string& key) const {
    const bool* value = typed<bool>(metadata_, key, "true or false", where_);
    return value ? std::optional(*value) : std::nullopt;
}

std::optional<std::string> GgufFile::text(const std::string& key) const {
    const auto* value = typed<std::string>(metadata_, key, "a text", where_);
    return value ? std::optional(*value) : std::nullopt;
}

std::vector<std::string> GgufFile::texts(const std::string& key) const {
    const auto* value = typed<std::vector<std::string>>(metadata_, key, "a list of texts", where_);
    return value ? *value : std::vector<std::string>{};
}

std::vector<std::int64_t> GgufFile::integers(const std::string& key) const {
    const auto* value = typed<std::vector<std::int64_t>>(metadata_, key, "a list of whole numbers", where_);
    return value ? *value : std::vector<std::int64_t>{};
}

std::vector<double> GgufFile::numbers(const std::string& key) const {
    const auto* value = typed<std::vector<double>>(metadata_, key, "a list of numbers with fractions", where_);
    return value ? *value : std::vector<double>{};
}

GgufTokenizer ggufTokenizer(const GgufFile& file) {
    const std::string prefix = "tokenizer.ggml.";
    const std::string& where = file.where();
    GgufTokenizer result;
    const auto model = file.text(prefix + "model");
    result.tokens = file.texts(prefix + "tokens");
    if (!model || result.tokens.empty())
        throw Error(Code::BadFile, "This GGUF file brings no tokenizer: take a version of the model that does.", where);
    result.model = *model;
    result.pre = file.text(prefix + "pre").value_or("default");
    result.merges = file.texts(prefix + "merges");
    for (const double score : file.numbers(prefix + "scores")) result.scores.push_back(float(score));
    for (const std::int64_t type : file.integers(prefix + "token_type")) {
        if (type < 0 || type > 6) refuse(prefix + "token_type", "has the unknown type " + std::to_string(type), where);
        result.types.push_back(std::int32_t(type));
    }
    const std::size_t count = result.tokens.size();
    if (!result.scores.empty() && result.scores.size() != count)
        refuse(prefix + "scores", "has not one score for each token", where);
    if (!result.types.empty() && result.types.size() != count)
        refuse(prefix + "token_type", "has not one type for each token", where);
    result.bos = tokenId(file, prefix + "bos_token_id", count, where);
    result.eos = tokenId(file, prefix + "eos_token_id", count, where);
    result.pad = tokenId(file, prefix + "padding_token_id", count, where);
    result.unk = tokenId(file, prefix + "unknown_token_id", count, where);
    result.cls = tokenId(file, prefix + "cls_token_id", count, where);
    result.sep = tokenId(file, prefix + "seperator_token_id", count, where);  // so spelled by its writers
    result.mask = tokenId(file, prefix + "mask_token_id", count, where);
    for (const std::int64_t byte : file.integers(prefix + "precompiled_charsmap")) result.charsmap += char(byte);
    result.addBos = file.boolean(prefix + "add_bos_token");
    result.addEos = file.boolean(prefix + "add_eos_token");
    result.removeExtraSpaces = file.boolean(prefix + "remove_extra_whitespaces");
    result.addSpacePrefix = file.boolean(prefix + "add_space_prefix");
    result.chatTemplate = file.text("tokenizer.chat_template").value_or("");
    return result;
}

}  // namespace tunesmith

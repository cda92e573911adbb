#include "core/data/import/arrow_value.h"

#include <arrow/array.h>
#include <arrow/scalar.h>
#include <arrow/type.h>

#include <charconv>
#include <cmath>

#include "core/base/error.h"
#include "core/data/text.h"

namespace tunesmith {

namespace {

constexpr int kMaxDepth = 64;

[[noreturn]] void unusable(const std::string& why) {
    throw Error(Code::BadInput, why);
}

std::string_view checkedText(std::string_view text) {
    if (const auto bad = firstInvalidUtf8(text))
        unusable("Byte " + std::to_string(*bad + 1) + " of a text is not valid UTF-8.");
    return text;
}

/// The text of arrays that hold texts; bytes count where they are UTF-8.
bool textAt(const arrow::Array& array, std::int64_t i, std::string_view& text) {
    switch (array.type_id()) {
        case arrow::Type::STRING:
        case arrow::Type::BINARY:
            text = static_cast<const arrow::BinaryArray&>(array).GetView(i);
            break;
        case arrow::Type::LARGE_STRING:
        case arrow::Type::LARGE_BINARY:
            text = static_cast<const arrow::LargeBinaryArray&>(array).GetView(i);
            break;
        case arrow::Type::STRING_VIEW:
        case arrow::Type::BINARY_VIEW:
            text = static_cast<const arrow::BinaryViewArray&>(array).GetView(i);
            break;
        default:
            return false;
    }
    checkedText(text);
    return true;
}

template <typename Number>
void appendNumber(std::string& out, Number number) {
    char digits[64];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

/// Numbers that JSON has no word for are null, as other programs write them.
template <typename Real>
void appendReal(std::string& out, Real number) {
    if (std::isfinite(number))
        appendNumber(out, number);
    else
        out += "null";
}

bool appendNumberAt(std::string& out, const arrow::Array& array, std::int64_t i) {
    switch (array.type_id()) {
        case arrow::Type::BOOL:
            out += static_cast<const arrow::BooleanArray&>(array).Value(i) ? "true" : "false";
            return true;
        case arrow::Type::INT8:
            appendNumber(out, int(static_cast<const arrow::Int8Array&>(array).Value(i)));
            return true;
        case arrow::Type::UINT8:
            appendNumber(out, int(static_cast<const arrow::UInt8Array&>(array).Value(i)));
            return true;
        case arrow::Type::INT16:
            appendNumber(out, static_cast<const arrow::Int16Array&>(array).Value(i));
            return true;
        case arrow::Type::UINT16:
            appendNumber(out, static_cast<const arrow::UInt16Array&>(array).Value(i));
            return true;
        case arrow::Type::INT32:
            appendNumber(out, static_cast<const arrow::Int32Array&>(array).Value(i));
            return true;
        case arrow::Type::UINT32:
            appendNumber(out, static_cast<const arrow::UInt32Array&>(array).Value(i));
            return true;
        case arrow::Type::INT64:
            appendNumber(out, static_cast<const arrow::Int64Array&>(array).Value(i));
            return true;
        case arrow::Type::UINT64:
            appendNumber(out, static_cast<const arrow::UInt64Array&>(array).Value(i));
            return true;
        case arrow::Type::FLOAT:
            appendReal(out, static_cast<const arrow::FloatArray&>(array).Value(i));
            return true;
        case arrow::Type::DOUBLE:
            appendReal(out, static_cast<const arrow::DoubleArray&>(array).Value(i));
            return true;
        case arrow::Type::DECIMAL128:
            out += static_cast<const arrow::Decimal128Array&>(array).FormatValue(i);
            return true;
        case arrow::Type::DECIMAL256:
            out += static_cast<const arrow::Decimal256Array&>(array).FormatValue(i);
            return true;
        default:
            return false;
    }
}

void appendItems(std::string& out, const arrow::Array& values, std::int64_t from, std::int64_t count, int depth) {
    out += '[';
    for (std::int64_t k = 0; k < count; ++k) {
        if (k > 0) out += ", ";
        appendArrowJson(out, values, from + k, depth + 1);
    }
    out += ']';
}

void appendStruct(std::string& out, const arrow::StructArray& array, std::int64_t i, int depth) {
    out += '{';
    for (int f = 0; f < array.num_fields(); ++f) {
        if (f > 0) out += ", ";
        appendJsonString(out, checkedText(array.struct_type()->field(f)->name()));
        out += ": ";
        appendArrowJson(out, *array.field(f), i, depth + 1);
    }
    out += '}';
}

bool appendNested(std::string& out, const arrow::Array& array, std::int64_t i, int depth) {
    switch (array.type_id()) {
        case arrow::Type::LIST:
        case arrow::Type::MAP: {
            const auto& list = static_cast<const arrow::ListArray&>(array);
            appendItems(out, *list.values(), list.value_offset(i), list.value_length(i), depth);
            return true;
        }
        case arrow::Type::LARGE_LIST: {
            const auto& list = static_cast<const arrow::LargeListArray&>(array);
            appendItems(out, *list.values(), list.value_offset(i), list.value_length(i), depth);
            return true;
        }
        case arrow::Type::FIXED_SIZE_LIST: {
            const auto& list = static_cast<const arrow::FixedSizeListArray&>(array);
            appendItems(out, *list.values(), list.value_offset(i), list.value_length(i), depth);
            return true;
        }
        case arrow::Type::STRUCT:
            appendStruct(out, static_cast<const arrow::StructArray&>(array), i, depth);
            return true;
        case arrow::Type::DICTIONARY: {
            const auto& coded = static_cast<const arrow::DictionaryArray&>(array);
            appendArrowJson(out, *coded.dictionary(), coded.GetValueIndex(i), depth + 1);
            return true;
        }
        case arrow::Type::EXTENSION:
            appendArrowJson(out, *static_cast<const arrow::ExtensionArray&>(array).storage(), i, depth + 1);
            return true;
        default:
            return false;
    }
}

/// Dates, times and what else Arrow has words for.
std::string wordsAt(const arrow::Array& array, std::int64_t i) {
    const auto scalar = array.GetScalar(i);
    if (!scalar.ok()) unusable("A value of the type " + array.type()->ToString() + " cannot be read.");
    std::string words = (*scalar)->ToString();
    checkedText(words);
    const bool stamp = array.type_id() == arrow::Type::TIMESTAMP;
    if (stamp && words.size() > 10 && words[10] == ' ') words[10] = 'T';
    return words;
}

}  // namespace

void appendArrowJson(std::string& out, const arrow::Array& array, std::int64_t i, int depth) {
    if (depth > kMaxDepth) unusable("It is nested deeper than " + std::to_string(kMaxDepth) + " levels.");
    std::string_view text;
    if (array.type_id() == arrow::Type::NA || array.IsNull(i))
        out += "null";
    else if (textAt(array, i, text))
        appendJsonString(out, text);
    else if (!appendNumberAt(out, array, i) && !appendNested(out, array, i, depth))
        appendJsonString(out, wordsAt(array, i));
}

void arrowField(const arrow::Array& array, std::int64_t i, Field& field) {
    field.value.clear();
    field.isText = false;
    std::string_view text;
    if (array.type_id() == arrow::Type::NA || array.IsNull(i)) {
        field.value = "null";
    } else if (array.type_id() == arrow::Type::DICTIONARY) {
        const auto& coded = static_cast<const arrow::DictionaryArray&>(array);
        arrowField(*coded.dictionary(), coded.GetValueIndex(i), field);
    } else if (textAt(array, i, text)) {
        field.value = text;
        field.isText = true;
    } else if (!appendNumberAt(field.value, array, i) && !appendNested(field.value, array, i, 0)) {
        field.value = wordsAt(array, i);
        field.isText = true;
    }
}

}  // namespace tunesmith

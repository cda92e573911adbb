#include "core/model/weights/gguf_reader.h"

#include <cstring>
#include <limits>

#include "core/model/weights/format_text.h"

namespace tunesmith {

namespace {

enum ValueType : std::uint32_t {
    kU8 = 0,
    kI8 = 1,
    kU16 = 2,
    kI16 = 3,
    kU32 = 4,
    kI32 = 5,
    kF32 = 6,
    kBool = 7,
    kString = 8,
    kArray = 9,
    kU64 = 10,
    kI64 = 11,
    kF64 = 12
};

constexpr std::uint64_t kLongestKey = 65'535;
constexpr std::uint64_t kLongestText = 16ull << 20;

/// Bytes that one element of an array takes at least; 0 for what may not stand in one.
std::uint64_t leastBytes(std::uint32_t type) {
    switch (type) {
        case kU8:
        case kI8:
        case kBool:
            return 1;
        case kU16:
        case kI16:
            return 2;
        case kU32:
        case kI32:
        case kF32:
            return 4;
        case kU64:
        case kI64:
        case kF64:
        case kString:
            return 8;
        default:
            return 0;
    }
}

}  // namespace

void GgufReader::refuse(const std::string& why) const {
    throw Error(Code::BadFile, "This GGUF file cannot be used: " + why + ".", where_);
}

void GgufReader::skip(std::uint64_t bytes) {
    if (bytes > size_ - position_) refuse("it ends inside its header: it was cut short");
    position_ += bytes;
}

template <class T>
T GgufReader::number() {
    const std::uint64_t at = position_;
    skip(sizeof(T));
    T value;
    std::memcpy(&value, bytes_ + at, sizeof value);
    return value;
}

std::uint32_t GgufReader::u32() {
    return number<std::uint32_t>();
}
std::uint64_t GgufReader::u64() {
    return number<std::uint64_t>();
}

std::string GgufReader::text(std::uint64_t maxBytes, const char* what, const std::string& key) {
    const std::uint64_t length = u64();
    if (length > maxBytes || length > size_ - position_ || length > textLeft_)
        refuse(std::string("the ") + what + (key.empty() ? "" : " " + quotedName(key)) + " would have " +
               std::to_string(length) + " bytes");
    const std::uint64_t at = position_;
    skip(length);
    textLeft_ -= length;
    return {reinterpret_cast<const char*>(bytes_ + at), std::size_t(length)};
}

std::string GgufReader::key(const char* what) {
    std::string name = text(kLongestKey, what, {});
    if (name.empty()) refuse(std::string("a ") + what + " is empty");
    return name;
}

bool GgufReader::boolean(const std::string& key) {
    const std::uint8_t value = number<std::uint8_t>();
    if (value > 1) refuse("the metadata " + quotedName(key) + " is neither true nor false");
    return value == 1;
}

GgufValue GgufReader::value(const std::string& key) {
    const std::uint32_t type = u32();
    if (key == "general.alignment" && type != kU32) refuse("general.alignment is not of the type u32");
    return type == kArray ? array(key) : scalar(type, key);
}

GgufValue GgufReader::scalar(std::uint32_t type, const std::string& key) {
    switch (type) {
        case kU8:
            return std::uint64_t(number<std::uint8_t>());
        case kI8:
            return std::int64_t(number<std::int8_t>());
        case kU16:
            return std::uint64_t(number<std::uint16_t>());
        case kI16:
            return std::int64_t(number<std::int16_t>());
        case kU32:
            return std::uint64_t(number<std::uint32_t>());
        case kI32:
            return std::int64_t(number<std::int32_t>());
        case kF32:
            return double(number<float>());
        case kBool:
            return boolean(key);
        case kString:
            return text(kLongestText, "text of", key);
        case kU64:
            return number<std::uint64_t>();
        case kI64:
            return number<std::int64_t>();
        case kF64:
            return number<double>();
        default:
            refuse("the metadata " + quotedName(key) + " has the unknown type " + std::to_string(type));
    }
}

template <class T, class Stored>
std::vector<Stored> GgufReader::numbers(std::uint64_t count, const std::string& key) {
    std::vector<Stored> values(count);
    for (Stored& value : values) {
        const T read = number<T>();
        if constexpr (std::is_same_v<T, std::uint64_t>)
            if (read > std::uint64_t(std::numeric_limits<std::int64_t>::max()))
                refuse("the metadata " + quotedName(key) + " has a number that is too large");
        value = Stored(read);
    }
    return values;
}

GgufValue GgufReader::array(const std::string& key) {
    const std::uint32_t type = u32();
    const std::uint64_t count = u64(), least = leastBytes(type);
    if (least == 0) refuse("the metadata " + quotedName(key) + " is a list of lists or of an unknown type");
    if (count > valuesLeft_ || count > (size_ - position_) / least)
        refuse("the metadata " + quotedName(key) + " would have " + std::to_string(count) + " values");
    valuesLeft_ -= count;
    using Int = std::int64_t;
    switch (type) {
        case kU8:
            return numbers<std::uint8_t, Int>(count, key);
        case kI8:
            return numbers<std::int8_t, Int>(count, key);
        case kU16:
            return numbers<std::uint16_t, Int>(count, key);
        case kI16:
            return numbers<std::int16_t, Int>(count, key);
        case kU32:
            return numbers<std::uint32_t, Int>(count, key);
        case kI32:
            return numbers<std::int32_t, Int>(count, key);
        case kU64:
            return numbers<std::uint64_t, Int>(count, key);
        case kI64:
            return numbers<Int, Int>(count, key);
        case kF32:
            return numbers<float, double>(count, key);
        case kF64:
            return numbers<double, double>(count, key);
        case kBool: {
            std::vector<Int> values(count);
            for (Int& value : values) value = boolean(key);
            return values;
        }
        default: {
            std::vector<std::string> texts;
            texts.reserve(count);
            for (std::uint64_t i = 0; i < count; ++i) texts.push_back(text(kLongestText, "text in", key));
            return texts;
        }
    }
}

}  // namespace tunesmith

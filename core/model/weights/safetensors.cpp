// Reading of one safetensors file. The header is untrusted: it is read by an event parser into the tensors alone, so
// that nothing in it decides how much memory is taken, and every number is checked before it is used.
#include "core/model/weights/safetensors.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <optional>
#include <set>

#include "core/base/json.h"
#include "core/model/weights/format_text.h"
#include "core/model/weights/refused.h"

namespace tunesmith {

namespace {

constexpr std::uint64_t kMaxHeader = 100'000'000;
constexpr std::size_t kMaxTensors = 1'000'000;
constexpr std::size_t kMaxDimensions = 64;
constexpr const char* kMetadata = "__metadata__";

std::optional<DType> plainType(const std::string& name) {
    for (int i = 0; i <= int(DType::F8_E5M2FNUZ); ++i)
        if (name == dtypeName(DType(i))) return DType(i);
    return std::nullopt;
}

// F8_E8M0 holds powers of two, the scales of blocks of 4-bit floats, and no weights of its own.
bool isKnownToTheFormat(const std::string& name) {
    return name == "F8_E8M0" || name.starts_with("F6_") || name == "F4" || name == "C64";
}

struct Entry {
    std::string name;
    std::optional<DType> dtype;
    bool hasShape = false;
    std::vector<std::int64_t> shape;
    int offsets = 0;  // how many of begin and end were read
    std::uint64_t begin = 0, end = 0;
};

/// Takes the events of the JSON parser. The only documents it lets through are
/// {"__metadata__": {string: string}, NAME: {"dtype": string, "shape": [u64...], "data_offsets": [u64, u64]}, ...}.
class HeaderEvents : public nlohmann::json_sax<Json> {
public:
    explicit HeaderEvents(const std::string& where) : where_(where) {}

    std::vector<Entry> entries;
    std::map<std::string, std::string> metadata;

    bool start_object(std::size_t) override {
        if (state_ == State::Start) return go(State::Root);
        if (state_ == State::RootValue) {
            fields_.clear();
            return go(name_ == kMetadata ? State::Metadata : State::Tensor);
        }
        return refuse("an object where none may stand");
    }

    bool end_object() override {
        if (state_ == State::Root) return go(State::End);
        if (state_ == State::Tensor) checkComplete(entries.back());
        return go(State::Root);
    }

    bool key(string_t& key) override {
        if (state_ == State::Root) return rootKey(key);
        if (!fields_.insert(key).second) return refuse("the key " + quotedName(key) + " stands twice");
        field_ = key;
        if (state_ == State::Metadata) return go(State::MetadataValue);
        if (key == "dtype") return go(State::Type);
        if (key == "shape") return go(State::ShapeStart);
        if (key == "data_offsets") return go(State::OffsetsStart);
        return refuse("the key " + quotedName(key) + " does not belong to the format");
    }

    bool string(string_t& text) override {
        if (state_ == State::MetadataValue) {
            metadata[field_] = text;
            return go(State::Metadata);
        }
        if (state_ != State::Type) return refuse("a text where none may stand");
        entries.back().dtype = plainType(text);
        if (!entries.back().dtype && isKnownToTheFormat(text))
            return refuse("it is stored as " + text +
                          ", which Tunesmith does not read; take a version in BF16, F16 or F32");
        if (!entries.back().dtype) return refuse("its number type " + quotedName(text) + " is unknown");
        return go(State::Tensor);
    }

    bool start_array(std::size_t) override {
        if (state_ == State::ShapeStart) {
            entries.back().hasShape = true;
            return go(State::Shape);
        }
        if (state_ != State::OffsetsStart) return refuse("a list where none may stand");
        return go(State::Offsets);
    }

    bool end_array() override { return go(State::Tensor); }

    bool number_unsigned(number_unsigned_t value) override {
        if (state_ == State::Shape) {
            auto& shape = entries.back().shape;
            if (value > std::uint64_t(std::numeric_limits<std::int64_t>::max()))
                return refuse("a dimension is too large");
            if (shape.size() == kMaxDimensions) return refuse("it has more than 64 dimensions");
            shape.push_back(std::int64_t(value));
            return true;
        }
        if (state_ != State::Offsets) return refuse("a number where none may stand");
        Entry& entry = entries.back();
        if (entry.offsets == 2) return refuse("data_offsets has more than two numbers");
        (entry.offsets++ == 0 ? entry.begin : entry.end) = value;
        return true;
    }

    bool number_integer(number_integer_t) override { return refuse("a negative number"); }
    bool number_float(number_float_t, const string_t& text) override {
        return refuse("the number " + quotedName(text) + " is not a whole number that fits");
    }
    bool null() override { return refuse("a null"); }
    bool boolean(bool) override { return refuse("true or false where neither may stand"); }
    bool binary(binary_t&) override { return refuse("binary data"); }
    bool parse_error(std::size_t position, const std::string&, const Json::exception&) override {
        throw Error(Code::BadFile,
                    "The header is not valid JSON at byte " + std::to_string(position) +
                        ": the file is damaged or no safetensors file. Download or save it again.",
                    where_);
    }

private:
    enum class State {
        Start,
        Root,
        RootValue,
        Metadata,
        MetadataValue,
        Tensor,
        Type,
        ShapeStart,
        Shape,
        OffsetsStart,
        Offsets,
        End
    };

    bool go(State next) {
        state_ = next;
        return true;
    }

    bool rootKey(const std::string& key) {
        if (key == kMetadata) {
            if (std::exchange(metadataSeen_, true)) return refuse("__metadata__ stands twice");
        } else {
            if (!names_.insert(key).second) return refuse("the tensor stands twice", key);
            if (entries.size() == kMaxTensors) return refuse("there are more than 1,000,000 tensors");
            entries.emplace_back().name = key;
        }
        name_ = key;
        return go(State::RootValue);
    }

    void checkComplete(const Entry& entry) {
        if (!entry.dtype || !entry.hasShape) refuse("dtype or shape is missing");
        if (entry.offsets != 2) refuse("data_offsets with two numbers is missing");
    }

    bool refuse(const std::string& why) { return refuse(why, name_); }
    bool refuse(const std::string& why, const std::string& name) {
        const std::string place = name.empty() ? "" : " at " + quotedName(name);
        throw Error(Code::BadFile, "The safetensors header cannot be used" + place + ": " + why + ".", where_);
    }

    const std::string& where_;
    State state_ = State::Start;
    bool metadataSeen_ = false;
    std::string name_, field_;
    std::set<std::string> names_, fields_;
};

/// Product of the shape and the width of a value, or nothing where it does not fit.
std::optional<std::uint64_t> bytesOf(DType type, const std::vector<std::int64_t>& shape) {
    std::int64_t bytes = blockBytes(type);
    for (const std::int64_t n : shape)
        if (__builtin_mul_overflow(bytes, n, &bytes)) return std::nullopt;
    return std::uint64_t(bytes);
}

/// The tensors must tile the data: the first starts at 0, each starts where the one before ends, the last ends with the
/// file.
void checkTiling(const std::vector<Entry>& entries, std::uint64_t dataBytes, const std::string& where) {
    std::uint64_t end = 0;
    for (const Entry& entry : entries) {
        const std::uint64_t first = entry.begin, last = entry.end;
        const auto refuse = [&](const std::string& why) {
            throw Error(Code::BadFile,
                        "The tensor " + quotedName(entry.name) + " cannot be used: " + why +
                            ". The file is damaged or was cut short: download or save it again.",
                        where);
        };
        if (last < first) refuse("its end lies before its start");
        if (last > dataBytes) refuse("it ends at byte " + std::to_string(last) + " of " + std::to_string(dataBytes));
        if (first < end) refuse("it overlaps the tensor before it");
        if (first > end) refuse(std::to_string(first - end) + " bytes before it belong to no tensor");
        const auto bytes = bytesOf(*entry.dtype, entry.shape);
        if (!bytes) refuse("its shape has more values than any file can hold");
        if (*bytes != last - first)
            refuse("its shape needs " + std::to_string(*bytes) + " bytes and it has " + std::to_string(last - first));
        end = last;
    }
    if (end != dataBytes)
        throw Error(Code::BadFile,
                    std::to_string(dataBytes - end) +
                        " bytes after the last tensor belong to none: the file is damaged or hides "
                        "something else. Download or save it again.",
                    where);
}

}  // namespace

std::int64_t StoredTensor::count() const {
    std::int64_t n = 1;
    for (const std::int64_t size : shape) n *= size;
    return n;
}

SafetensorsFile::SafetensorsFile(const std::string& path) : file_(path) {
    parse(file_.data(), file_.size(), path);
}

SafetensorsFile::SafetensorsFile(const std::uint8_t* bytes, std::size_t size, const std::string& where) {
    parse(bytes, size, where);
}

const StoredTensor* SafetensorsFile::find(const std::string& name) const {
    const auto found = index_.find(name);
    return found == index_.end() ? nullptr : &tensors_[found->second];
}

namespace {

/// Bytes of the header, checked against the file.
std::uint64_t headerBytes(const std::uint8_t* bytes, std::size_t size, const std::string& where) {
    std::string why;
    std::uint64_t header = 0;
    if (size < 8)
        why = "it has " + std::to_string(size) + " bytes, fewer than the 8 that name the header's length";
    else
        std::memcpy(&header, bytes, 8);
    if (why.empty() && header > kMaxHeader)
        why = "its header would have " + std::to_string(header) + " bytes, more than 100,000,000";
    else if (why.empty() && header > size - 8)
        why = "its header would have " + std::to_string(header) + " bytes, more than the file";
    else if (why.empty() && (header == 0 || bytes[8] != '{'))
        why = "its header does not start with {";
    else if (why.empty() && std::memchr(bytes + 8, 0, header))
        why = "its header has a zero byte";
    if (why.empty()) return header;
    const std::string instead = whatItIsInstead(bytes, size);
    if (!instead.empty()) throw Error(Code::BadFile, instead, where);
    throw Error(
        Code::BadFile,
        "This is no usable safetensors file: " + why + ". It is damaged or was cut short: download or save it again.",
        where);
}

}  // namespace

void SafetensorsFile::parse(const std::uint8_t* bytes, std::size_t size, const std::string& where) {
    const std::uint64_t header = headerBytes(bytes, size, where);
    HeaderEvents events(where);
    Json::sax_parse(bytes + 8, bytes + 8 + header, &events);
    auto& entries = events.entries;
    std::sort(entries.begin(), entries.end(),
              [](const Entry& a, const Entry& b) { return std::pair(a.begin, a.end) < std::pair(b.begin, b.end); });
    const std::uint8_t* data = bytes + 8 + header;
    checkTiling(entries, size - 8 - header, where);
    metadata_ = std::move(events.metadata);
    tensors_.reserve(entries.size());
    for (Entry& entry : entries) {
        index_.emplace(entry.name, tensors_.size());
        tensors_.push_back({std::move(entry.name), *entry.dtype, std::move(entry.shape), data + entry.begin,
                            std::size_t(entry.end - entry.begin)});
    }
}

}  // namespace tunesmith

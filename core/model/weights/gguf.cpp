// Reading of a GGUF file. Everything in it is untrusted: each count and length is checked against what is left of the
// file before it is used, sums and products are checked for overflow before they are padded, and nothing is allocated
// from a number alone.
#include "core/model/weights/gguf.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <unordered_set>

#include "core/model/weights/format_text.h"
#include "core/model/weights/gguf_reader.h"
#include "core/model/weights/refused.h"

namespace tunesmith {

namespace {

constexpr std::uint64_t kMaxTensors = 65'536, kMaxKeys = 65'536;
constexpr std::uint64_t kMaxAlignment = 64 * 1024, kDefaultAlignment = 32;
constexpr std::uint32_t kMaxDimensions = 4;

struct KnownType {
    std::uint32_t id;
    DType type;
};

constexpr KnownType kKnownTypes[] = {
    {0, DType::F32},     {1, DType::F16},   {2, DType::Q4_0},   {3, DType::Q4_1},   {6, DType::Q5_0},
    {7, DType::Q5_1},    {8, DType::Q8_0},  {9, DType::Q8_1},   {10, DType::Q2_K},  {11, DType::Q3_K},
    {12, DType::Q4_K},   {13, DType::Q5_K}, {14, DType::Q6_K},  {15, DType::Q8_K},  {20, DType::IQ4_NL},
    {23, DType::IQ4_XS}, {24, DType::I8},   {25, DType::I16},   {26, DType::I32},   {27, DType::I64},
    {28, DType::F64},    {30, DType::BF16}, {34, DType::TQ1_0}, {35, DType::TQ2_0}, {39, DType::MXFP4},
    {40, DType::NVFP4},
};

struct NamedType {
    std::uint32_t id;
    const char* name;
};

// Types of one to three bits: their grids of values are not known here, and too much of the model is lost in them to
// train on.
constexpr NamedType kTypesNotRead[] = {
    {16, "IQ2_XXS"}, {17, "IQ2_XS"}, {18, "IQ3_XXS"}, {19, "IQ1_S"},
    {21, "IQ3_S"},   {22, "IQ2_S"},  {29, "IQ1_M"},   {41, "Q1_0"},
};

DType readType(GgufReader& in, const std::string& tensor) {
    const std::uint32_t id = in.u32();
    for (const KnownType& known : kKnownTypes)
        if (known.id == id) return known.type;
    for (const NamedType& known : kTypesNotRead)
        if (known.id == id)
            in.refuse("the tensor " + quotedName(tensor) + " is stored as " + known.name +
                      ", one to three bits a weight, which Tunesmith does not read; get the Q4_K_M version of the same "
                      "model, or a larger one");
    in.refuse("the tensor " + quotedName(tensor) + " has the unknown number type " + std::to_string(id) +
              "; get the Q4_K_M or Q8_0 version of the same model");
}

struct TensorEntry {
    StoredTensor tensor;
    std::uint64_t offset = 0;
};

/// Shape, values and bytes of one tensor; none of the products may overflow.
void readShape(GgufReader& in, StoredTensor& tensor) {
    const std::uint32_t dimensions = in.u32();
    if (dimensions > kMaxDimensions)
        in.refuse("the tensor " + quotedName(tensor.name) + " has " + std::to_string(dimensions) +
                  " dimensions, more than 4");
    std::uint64_t sizes[kMaxDimensions] = {};
    for (std::uint32_t i = 0; i < dimensions; ++i) sizes[i] = in.u64();
    tensor.dtype = readType(in, tensor.name);
    std::int64_t values = 1, bytes = 0;
    for (std::uint32_t i = 0; i < dimensions; ++i) {
        if (sizes[i] == 0 || sizes[i] > std::uint64_t(std::numeric_limits<std::int64_t>::max()) ||
            __builtin_mul_overflow(values, std::int64_t(sizes[i]), &values))
            in.refuse("the tensor " + quotedName(tensor.name) + " has a shape that no file can hold");
    }
    const std::int64_t row = dimensions ? std::int64_t(sizes[0]) : 1;
    if (row % blockValues(tensor.dtype) != 0)
        in.refuse("the tensor " + quotedName(tensor.name) + " has rows of " + std::to_string(row) +
                  " values, not whole blocks of " + std::to_string(blockValues(tensor.dtype)));
    if (__builtin_mul_overflow(values / blockValues(tensor.dtype), blockBytes(tensor.dtype), &bytes))
        in.refuse("the tensor " + quotedName(tensor.name) + " has more bytes than any file can hold");
    tensor.bytes = std::size_t(bytes);
    tensor.shape.assign(std::reverse_iterator(sizes + dimensions), std::reverse_iterator(sizes));
}

std::vector<TensorEntry> readTensorTable(GgufReader& in, std::uint64_t count) {
    std::vector<TensorEntry> entries;
    std::unordered_set<std::string> names;
    for (std::uint64_t i = 0; i < count; ++i) {
        TensorEntry entry;
        entry.tensor.name = in.key("tensor name");
        if (!names.insert(entry.tensor.name).second)
            in.refuse("the tensor " + quotedName(entry.tensor.name) + " stands twice");
        readShape(in, entry.tensor);
        entry.offset = in.u64();
        entries.push_back(std::move(entry));
    }
    return entries;
}

/// Up to the next multiple of the alignment; nothing where that does not fit.
std::optional<std::uint64_t> padded(std::uint64_t n, std::uint64_t alignment) {
    std::uint64_t sum = 0;
    if (__builtin_add_overflow(n, alignment - 1, &sum)) return std::nullopt;
    return sum & ~(alignment - 1);
}

/// Tensors follow each other in the order of the table, each padded to the alignment, from the padded end of the header
/// to the end of the file.
void placeTensors(GgufReader& in, std::vector<TensorEntry>& entries, std::uint64_t alignment) {
    const auto start = padded(in.position(), alignment);
    if (entries.empty()) return;
    if (!start || *start > in.size()) in.refuse("it ends before its first tensor: it was cut short");
    const std::uint64_t room = in.size() - *start;
    std::uint64_t next = 0;
    for (TensorEntry& entry : entries) {
        const auto refuse = [&](const std::string& why) {
            in.refuse("the tensor " + quotedName(entry.tensor.name) + why);
        };
        if (entry.offset != next)
            refuse(" starts at byte " + std::to_string(entry.offset) + " of the data where " + std::to_string(next) +
                   " is due");
        if (entry.offset > room || entry.tensor.bytes > room - entry.offset)
            refuse(" ends behind the end of the file: it was cut short");
        entry.tensor.data = in.bytes() + *start + entry.offset;
        const auto end = padded(entry.offset + entry.tensor.bytes, alignment);
        if (!end) refuse(" ends behind any file's end");
        next = *end;
    }
    if (room > next) in.refuse(std::to_string(room - next) + " bytes after the last tensor belong to none");
}

void checkVersion(GgufReader& in) {
    const std::uint32_t version = in.u32();
    if (version == 2 || version == 3) return;
    if ((version & 0xFFFF) == 0) in.refuse("it is written for big-endian machines; take the ordinary version");
    if (version == 1) in.refuse("it has version 1 of the format, of August 2023; take a newer version of the model");
    in.refuse("it has version " + std::to_string(version) + " of the format, and versions 2 and 3 are read");
}

/// The alignment of the tensors, of the one type that the format allows.
std::uint64_t alignmentOf(GgufReader& in, const std::map<std::string, GgufValue>& metadata) {
    const auto found = metadata.find("general.alignment");
    if (found == metadata.end()) return kDefaultAlignment;
    const auto* value = std::get_if<std::uint64_t>(&found->second);
    if (!value || *value == 0 || *value > kMaxAlignment || (*value & (*value - 1)) != 0)
        in.refuse("general.alignment is not a power of two of at most 65,536");
    return *value;
}

}  // namespace

GgufFile::GgufFile(const std::uint8_t* bytes, std::size_t size, const std::string& where) {
    parse(bytes, size, where);
    if (const auto parts = integer("split.count"); parts && *parts > 1)
        throw Error(
            Code::BadFile,
            "This is one of " + std::to_string(*parts) + " parts of a split model: put all of them into one folder.",
            where);
}

void GgufFile::parse(const std::uint8_t* bytes, std::size_t size, const std::string& where) {
    where_ = where;
    GgufReader in(bytes, size, where);
    if (size < 4 || std::memcmp(bytes, "GGUF", 4) != 0) {
        const std::string instead = whatItIsInstead(bytes, size);
        if (!instead.empty()) throw Error(Code::BadFile, instead, where);
        in.refuse("it does not start with GGUF");
    }
    in.skip(4);
    checkVersion(in);
    const std::uint64_t tensorCount = in.u64(), keyCount = in.u64();
    if (tensorCount > kMaxTensors) in.refuse("it claims " + std::to_string(tensorCount) + " tensors, more than 65,536");
    if (keyCount > kMaxKeys) in.refuse("it claims " + std::to_string(keyCount) + " metadata keys, more than 65,536");
    for (std::uint64_t i = 0; i < keyCount; ++i) {
        std::string key = in.key("metadata key");
        GgufValue value = in.value(key);
        const auto [at, added] = metadata_.emplace(std::move(key), std::move(value));
        if (!added) in.refuse("the metadata key " + quotedName(at->first) + " stands twice");
    }
    auto entries = readTensorTable(in, tensorCount);
    placeTensors(in, entries, alignmentOf(in, metadata_));
    tensors_.reserve(entries.size());
    for (TensorEntry& entry : entries) {
        index_.emplace(entry.tensor.name, tensors_.size());
        tensors_.push_back(std::move(entry.tensor));
    }
}

void GgufFile::forgetLists() {
    const auto isList = [](const GgufValue& value) {
        return std::holds_alternative<std::vector<std::int64_t>>(value) || std::holds_alternative<std::vector<double>>(value) ||
               std::holds_alternative<std::vector<std::string>>(value);
    };
    std::erase_if(metadata_, [&](const auto& entry) { return isList(entry.second); });
}

const StoredTensor* GgufFile::find(const std::string& name) const {
    const auto found = index_.find(name);
    return found == index_.end() ? nullptr : &tensors_[found->second];
}

}  // namespace tunesmith

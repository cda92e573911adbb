// Builds GGUF files in memory, right ones and wrong ones.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace tunesmith {

enum GgufType : std::uint32_t { U8, I8, U16, I16, U32, I32, F32, Bool, String, Array, U64, I64, F64 };

class GgufBytes {
public:
    std::uint32_t version = 3;
    std::int64_t claimedKeys = -1, claimedTensors = -1;  // -1: as many as there are
    std::string data;                                    // after the padded header

    template <class T>
    static std::string raw(T value) {
        std::string bytes(sizeof value, '\0');
        std::memcpy(bytes.data(), &value, sizeof value);
        return bytes;
    }
    static std::string text(const std::string& value) { return raw(std::uint64_t(value.size())) + value; }
    static std::string list(GgufType type, std::uint64_t count, const std::string& elements) {
        return raw(std::uint32_t(type)) + raw(count) + elements;
    }
    static std::string texts(const std::vector<std::string>& values) {
        std::string elements;
        for (const auto& value : values) elements += text(value);
        return list(String, values.size(), elements);
    }

    GgufBytes& key(const std::string& name, std::uint32_t type, const std::string& value) {
        keys_ += text(name) + raw(type) + value;
        ++keyCount_;
        return *this;
    }
    GgufBytes& tensor(const std::string& name, const std::vector<std::uint64_t>& sizes, std::uint32_t type,
                      std::uint64_t offset) {
        table_ += text(name) + raw(std::uint32_t(sizes.size()));
        for (const std::uint64_t size : sizes) table_ += raw(size);
        table_ += raw(type) + raw(offset);
        ++tensorCount_;
        return *this;
    }
    GgufBytes& with(const std::string& bytes) {
        data = bytes;
        return *this;
    }

    std::string header() const {
        return "GGUF" + raw(version) + raw(claimedTensors < 0 ? tensorCount_ : std::uint64_t(claimedTensors)) +
               raw(claimedKeys < 0 ? keyCount_ : std::uint64_t(claimedKeys)) + keys_ + table_;
    }
    std::string bytes(std::size_t alignment = 32) const {
        std::string all = header();
        all.append((alignment - all.size() % alignment) % alignment, '\0');
        return all + data;
    }

private:
    std::string keys_, table_;
    std::uint64_t keyCount_ = 0, tensorCount_ = 0;
};

}  // namespace tunesmith

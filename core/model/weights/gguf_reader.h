// A cursor over the header of a GGUF file that never reads past the end nor allocates more than the file justifies.
// Internal.
#pragma once

#include <cstdint>
#include <string>

#include "core/model/weights/gguf.h"

namespace tunesmith {

class GgufReader {
public:
    /// `bytes` outlive the reader; `where` names the file in messages.
    GgufReader(const std::uint8_t* bytes, std::size_t size, const std::string& where)
        : bytes_(bytes), size_(size), where_(where) {}

    const std::uint8_t* bytes() const { return bytes_; }
    std::uint64_t size() const { return size_; }
    std::uint64_t position() const { return position_; }

    // Each throws Error(BadFile) where the file ends first.
    void skip(std::uint64_t bytes);
    std::uint32_t u32();
    std::uint64_t u64();
    /// A name of 1 to 65,535 bytes; `what` names it in messages.
    std::string key(const char* what);
    /// A type and a value of it.
    GgufValue value(const std::string& key);

    /// Throws Error(BadFile): the file cannot be used, and why.
    [[noreturn]] void refuse(const std::string& why) const;

private:
    template <class T>
    T number();
    std::string text(std::uint64_t maxBytes, const char* what, const std::string& key);
    GgufValue scalar(std::uint32_t type, const std::string& key);
    GgufValue array(const std::string& key);
    template <class T, class Stored>
    std::vector<Stored> numbers(std::uint64_t count, const std::string& key);
    bool boolean(const std::string& key);

    const std::uint8_t* bytes_;
    std::uint64_t size_, position_ = 0;
    std::uint64_t valuesLeft_ = 8'388'608;   // in all arrays together
    std::uint64_t textLeft_ = 256ull << 20;  // bytes in all texts together
    const std::string& where_;
};

}  // namespace tunesmith

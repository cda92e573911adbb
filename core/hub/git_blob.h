// The identity that git gives to a file: SHA-1 over a header and the content. The Hub names small files by it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace tunesmith::hub {

/// SHA-1 (FIPS 180-4, 6.1). It recognises damage, not forgery.
class Sha1 {
public:
    void update(const void* data, std::size_t bytes);
    /// 40 hexadecimal digits; the object is spent afterwards.
    std::string hex();

private:
    void block(const std::uint8_t* data);

    std::uint32_t words_[5] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
    std::uint8_t rest_[64] = {};
    std::uint64_t bytes_ = 0;
};

/// Starts the hash of a blob of so many bytes; the content follows.
Sha1 gitBlobHash(std::uint64_t bytes);

}  // namespace tunesmith::hub

#include "core/hub/git_blob.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace tunesmith::hub {

void Sha1::block(const std::uint8_t* data) {
    std::uint32_t w[80];
    for (int i = 0; i < 16; ++i)
        w[i] = std::uint32_t(data[4 * i]) << 24 | std::uint32_t(data[4 * i + 1]) << 16 | std::uint32_t(data[4 * i + 2]) << 8 | data[4 * i + 3];
    for (int i = 16; i < 80; ++i) w[i] = std::rotl(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    std::uint32_t a = words_[0], b = words_[1], c = words_[2], d = words_[3], e = words_[4];
    for (int i = 0; i < 80; ++i) {
        const std::uint32_t mixed = i < 20   ? ((b & c) | (~b & d)) + 0x5A827999
                                    : i < 40 ? (b ^ c ^ d) + 0x6ED9EBA1
                                    : i < 60 ? ((b & c) | (b & d) | (c & d)) + 0x8F1BBCDC
                                             : (b ^ c ^ d) + 0xCA62C1D6;
        const std::uint32_t next = std::rotl(a, 5) + mixed + e + w[i];
        e = d;
        d = c;
        c = std::rotl(b, 30);
        b = a;
        a = next;
    }
    words_[0] += a;
    words_[1] += b;
    words_[2] += c;
    words_[3] += d;
    words_[4] += e;
}

void Sha1::update(const void* data, std::size_t bytes) {
    const auto* at = static_cast<const std::uint8_t*>(data);
    while (bytes > 0) {
        const std::size_t held = bytes_ % 64, taken = std::min(bytes, 64 - held);
        std::memcpy(rest_ + held, at, taken);
        bytes_ += taken;
        at += taken;
        bytes -= taken;
        if (bytes_ % 64 == 0) block(rest_);
    }
}

std::string Sha1::hex() {
    const std::uint64_t bits = bytes_ * 8;
    const std::uint8_t one = 0x80, zero = 0;
    update(&one, 1);
    while (bytes_ % 64 != 56) update(&zero, 1);
    std::uint8_t length[8];
    for (int i = 0; i < 8; ++i) length[i] = std::uint8_t(bits >> (56 - 8 * i));
    update(length, 8);
    constexpr char kHex[] = "0123456789abcdef";
    std::string text;
    for (const std::uint32_t word : words_)
        for (int shift = 28; shift >= 0; shift -= 4) text += kHex[word >> shift & 15];
    return text;
}

Sha1 gitBlobHash(std::uint64_t bytes) {
    Sha1 hash;
    const std::string header = "blob " + std::to_string(bytes);
    hash.update(header.data(), header.size() + 1);  // the zero byte too
    return hash;
}

}  // namespace tunesmith::hub

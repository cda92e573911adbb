#include "core/data/pii/digest.h"

#include "core/base/sha256.h"

namespace tunesmith::pii {

std::string sha256Bytes(std::string_view bytes) {
    const std::string hex = sha256Hex(bytes);
    const auto nibble = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    std::string out;
    for (std::size_t i = 0; i < hex.size(); i += 2) out += char(nibble(hex[i]) * 16 + nibble(hex[i + 1]));
    return out;
}

std::string hmacSha256(std::string_view key, std::string_view message) {
    std::string block(key.size() > 64 ? sha256Bytes(key) : std::string(key));
    block.resize(64, '\0');
    std::string inner = block, outer = block;
    for (char& c : inner) c = char(c ^ 0x36);
    for (char& c : outer) c = char(c ^ 0x5C);
    return sha256Bytes(outer + sha256Bytes(inner.append(message)));
}

}  // namespace tunesmith::pii

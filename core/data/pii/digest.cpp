#include "core/data/pii/digest.h"

#include "core/base/sha256.h"

namespace tunesmith::pii {

std::string sha256Bytes(std::string_view bytes) {
    return bytesOfHex(sha256Hex(bytes));
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

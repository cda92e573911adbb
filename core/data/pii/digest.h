// Digests as bytes, and HMAC-SHA-256 (RFC 2104) for pseudonyms that only the holder of a key can make again.
#pragma once

#include <string>
#include <string_view>

namespace tunesmith::pii {

/// 32 bytes.
std::string sha256Bytes(std::string_view bytes);
/// 32 bytes.
std::string hmacSha256(std::string_view key, std::string_view message);

}  // namespace tunesmith::pii

#include "core/base/sha256.h"

#include <sodium.h>

#include "core/base/file.h"

namespace tunesmith {

struct Sha256::State {
    crypto_hash_sha256_state sodium;
};

Sha256::Sha256() : state_(std::make_unique<State>()) { crypto_hash_sha256_init(&state_->sodium); }
Sha256::~Sha256() = default;

void Sha256::update(const void* data, std::size_t bytes) {
    crypto_hash_sha256_update(&state_->sodium, static_cast<const unsigned char*>(data), bytes);
}

std::string Sha256::hex() {
    unsigned char digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_final(&state_->sodium, digest);
    std::string text(2 * sizeof digest + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), digest, sizeof digest);
    text.pop_back();
    return text;
}

std::string sha256Hex(std::string_view bytes) {
    Sha256 hash;
    hash.update(bytes.data(), bytes.size());
    return hash.hex();
}

std::string sha256File(const std::string& path) {
    const MappedFile file(path);
    Sha256 hash;
    hash.update(file.data(), file.size());
    return hash.hex();
}

}  // namespace tunesmith

// SHA-256 of bytes and files, lower-case hexadecimal.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace tunesmith {

class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;
    void update(const void* data, std::size_t bytes);
    /// 64 hexadecimal digits; the object is spent afterwards.
    std::string hex();

private:
    struct State;
    std::unique_ptr<State> state_;
};

std::string sha256Hex(std::string_view bytes);
/// The bytes that lower-case hexadecimal digits stand for.
std::string bytesOfHex(std::string_view hex);
/// Throws Error(NotFound) or Error(BadFile).
std::string sha256File(const std::string& path);

}  // namespace tunesmith

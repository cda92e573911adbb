#include "core/data/pii/surrogate.h"

#include <cstdint>

#include "core/data/pii/digest.h"
#include "core/data/pii/id_kinds.h"
#include "core/data/pii/validators.h"

namespace tunesmith::pii {

namespace {

/// Letters and digits of a value, capitals, as the checks take them.
std::string normalised(std::string_view value) {
    std::string out;
    for (const char c : value) {
        if (c >= 'a' && c <= 'z')
            out += char(c - 32);
        else if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'))
            out += c;
    }
    return out;
}

bool passesAnyCheck(Entity entity, std::string_view value) {
    if (entity == Entity::Crypto) return isCryptoAddress(value);
    const std::string characters = normalised(value);
    for (const IdKind& kind : idKinds())
        if (kind.check != nullptr && entityInfo(kind.entity).checksum && kind.pattern.matches(characters) &&
            kind.check(characters))
            return true;
    return false;
}

/// Letters at the start tell the kind (DE89..., ATU...): they stay; so does the first digit.
std::string drawn(std::string_view value, std::string_view bytes) {
    std::string out(value);
    std::size_t place = 0;
    bool leading = true;
    for (char& c : out) {
        const auto random = std::uint8_t(bytes[place % bytes.size()] + place / bytes.size());
        if (c >= '0' && c <= '9') {
            if (!leading) c = char('0' + random % 10);
            leading = false;
        } else if (!leading && c >= 'A' && c <= 'Z') {
            c = char('A' + random % 26);
        } else if (!leading && c >= 'a' && c <= 'z') {
            c = char('a' + random % 26);
        }
        ++place;
    }
    return out;
}

}  // namespace

std::string surrogateOf(Entity entity, std::string_view value, std::string_view key, std::string_view same,
                        int attempt) {
    if (!entityInfo(entity).checksum && entity != Entity::Email) return {};
    for (int i = 0; i < 32; ++i) {
        const std::string bytes = hmacSha256(key, std::string(entityInfo(entity).name) + '\n' +
                                                      std::to_string(attempt * 32 + i) + '\n' + std::string(same));
        if (entity == Entity::Email) {
            unsigned number = 0;
            for (int k = 0; k < 4; ++k) number = number * 256 + std::uint8_t(bytes[std::size_t(k)]);
            return "person" + std::to_string(number % 1000000) + "@example.invalid";
        }
        std::string candidate = drawn(value, bytes);
        if (candidate != value && !passesAnyCheck(entity, candidate)) return candidate;
    }
    return {};
}

}  // namespace tunesmith::pii

#include "core/tokenize/charsmap.h"

#include <array>
#include <cstring>

#include "core/base/error.h"
#include "core/tokenize/json_parts.h"
#include "core/tokenize/normalizer_steps.h"
#include "core/tokenize/unicode_class.h"
#include "core/tokenize/unicode_marks.h"

namespace tunesmith {
namespace {

constexpr std::size_t kMostBytes = 64u << 20;
constexpr std::size_t kMostGrowth = 1u << 22;  // code points beside 16 a byte; more is an attack
constexpr std::size_t kLongestCluster = 5;  // bytes; longer clusters are looked up by code point, as in the reference
constexpr const char* kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// One unit of the double array.
bool hasValue(std::uint32_t unit) {
    return (unit >> 8 & 1u) != 0;
}
std::uint32_t labelOf(std::uint32_t unit) {
    return unit & (0x80000000u | 0xFFu);
}
std::uint32_t offsetOf(std::uint32_t unit) {
    return unit >> 10 << ((unit & 0x200u) >> 6);
}

class Precompiled final : public Normalizer {
public:
    Precompiled(std::string_view blob, const std::string& where) : map_(blob, where) {
        for (unsigned c = 0; c < 128; ++c) {
            const char byte = char(c);
            const auto to = map_.shortest(std::string_view(&byte, 1));
            simple_[c] = !to || (to->size() == 1 && static_cast<unsigned char>((*to)[0]) < 0x80);
            ascii_[c] = to && to->size() == 1 ? (*to)[0] : byte;
        }
        simple_['\r'] = false;  // it may form a cluster with what follows
    }

    void apply(AlignedText& text) const override {
        if (isSimple(text.text())) return text.mapAscii(ascii_);
        std::vector<Change> changes;
        changes.reserve(text.text().size());
        bool any = false;
        const std::string_view old = text.text();
        const std::size_t most = kMostGrowth + 16 * old.size();
        const auto replace = [&](std::string_view part) {
            const auto to = map_.shortest(part);
            if (!to) return false;
            if (changes.size() + to->size() > most)
                throw Error(Code::BadInput, "The tokenizer's replacements make a text that is far too long.");
            put(part, *to, changes);
            any = true;
            return true;
        };
        const auto ascii = [&](std::size_t k) { return static_cast<unsigned char>(old[k]) < 0x80; };
        for (std::size_t at = 0; at < old.size();) {
            // Two characters of ASCII are two clusters, but for one pair that is not simple.
            if (ascii(at) && simple_[static_cast<unsigned char>(old[at])] && (at + 1 == old.size() || ascii(at + 1))) {
                const char to = ascii_[static_cast<unsigned char>(old[at])];
                any = any || to != old[at];
                changes.push_back({static_cast<unsigned char>(to), 0});
                ++at;
                continue;
            }
            const std::size_t cluster = unicode::clusterAt(old, at);
            const std::size_t end = at + cluster;
            if (cluster <= kLongestCluster && replace(old.substr(at, cluster))) {
                at = end;
                continue;
            }
            while (at < end) {
                const unicode::CodePoint c = unicode::decode(old.data() + at);
                if (!replace(old.substr(at, c.bytes))) changes.push_back({c.value, 0});
                at += c.bytes;
            }
        }
        if (any) text.transform(changes);
    }

private:
    bool isSimple(std::string_view text) const {
        if (!unicode::isAscii(text)) return false;
        for (const char c : text)
            if (!simple_[static_cast<unsigned char>(c)]) return false;
        return true;
    }

    /// The new code points stand for the old ones one by one; what is left over on either side hangs on the last, which
    /// may be one that stood there before.
    static void put(std::string_view old, std::string_view to, std::vector<Change>& changes) {
        int difference = 0;
        for (std::size_t at = 0; at < old.size(); at += unicode::decode(old.data() + at).bytes) --difference;
        for (std::size_t at = 0; at < to.size();) {
            const unicode::CodePoint c = unicode::decode(to.data() + at);
            changes.push_back({c.value, 0});
            at += c.bytes;
            ++difference;
        }
        for (int k = 1; k <= difference; ++k) changes[changes.size() - std::size_t(k)].change = 1;
        if (difference < 0 && !changes.empty()) changes.back().change += difference;
    }

    CharsMap map_;
    std::array<char, 128> ascii_{};
    std::array<bool, 128> simple_{};  // stands for one ASCII character
};

}  // namespace

CharsMap::CharsMap(std::string_view blob, const std::string& where) {
    const auto refuse = [&](const char* what) {
        throw Error(Code::BadFile,
                    std::string("The tokenizer's table of replacements ") + what + ". Download the model again.",
                    where);
    };
    if (blob.size() > kMostBytes) refuse("is larger than 64 MiB");
    std::uint32_t bytes = 0;
    if (blob.size() < sizeof bytes) refuse("is cut off");
    std::memcpy(&bytes, blob.data(), sizeof bytes);
    if (bytes > blob.size() - sizeof bytes || bytes % 4 != 0 || bytes == 0) refuse("is cut off");
    units_.resize(bytes / 4);
    std::memcpy(units_.data(), blob.data() + sizeof bytes, bytes);
    texts_ = blob.substr(sizeof bytes + bytes);
    if (unicode::firstInvalid(texts_) != std::string_view::npos) refuse("is not valid UTF-8");
}

std::optional<std::string_view> CharsMap::textAt(std::uint32_t at) const {
    if (at > texts_.size() || (at < texts_.size() && unicode::continues(texts_[at]))) return std::nullopt;
    const std::size_t end = std::min(texts_.find('\0', at), texts_.size());
    return std::string_view(texts_).substr(at, end - at);
}

std::optional<std::string_view> CharsMap::shortest(std::string_view text) const {
    std::size_t at = offsetOf(units_[0]);
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte == 0) return std::nullopt;
        at ^= byte;
        if (at >= units_.size()) return std::nullopt;
        const std::uint32_t unit = units_[at];
        if (labelOf(unit) != byte) return std::nullopt;
        at ^= offsetOf(unit);
        if (at >= units_.size()) return std::nullopt;
        if (hasValue(unit)) return textAt(units_[at] & 0x7FFFFFFFu);
    }
    return std::nullopt;
}

std::optional<std::string> bytesFromBase64(std::string_view text) {
    static const std::array<std::int8_t, 256> values = [] {
        std::array<std::int8_t, 256> table;
        table.fill(-1);
        for (int k = 0; k < 64; ++k) table[static_cast<unsigned char>(kDigits[k])] = std::int8_t(k);
        return table;
    }();
    if (text.size() % 4 != 0) return std::nullopt;
    while (!text.empty() && text.back() == '=') text.remove_suffix(1);
    std::string out;
    out.reserve(text.size() * 3 / 4);
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        const int value = values[static_cast<unsigned char>(c)];
        if (value < 0) return std::nullopt;
        bits = bits << 6 | std::uint32_t(value);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        out += char(bits >> count & 0xFFu);
    }
    return out;
}

std::string base64FromBytes(std::string_view bytes) {
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        std::uint32_t group = 0;
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - at);
        for (std::size_t k = 0; k < 3; ++k)
            group = group << 8 | (k < count ? static_cast<unsigned char>(bytes[at + k]) : 0u);
        for (std::size_t k = 0; k < 4; ++k) out += k <= count ? kDigits[group >> (18 - 6 * k) & 63u] : '=';
    }
    return out;
}

std::unique_ptr<Normalizer> makePrecompiled(const Json& part, const std::string& where) {
    const auto blob = bytesFromBase64(field<std::string>(part, "precompiled_charsmap", where));
    if (!blob)
        throw Error(Code::BadFile, "The tokenizer's table of replacements is not base64. Download the model again.",
                    where);
    return std::make_unique<Precompiled>(*blob, where);
}

}  // namespace tunesmith

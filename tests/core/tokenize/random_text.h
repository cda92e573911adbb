// The random texts of tests/golden/tokenize/make_tokenizer_fixtures.py, drawn the same way, and the digest over what a
// tokenizer makes of them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/random.h"
#include "core/tokenize/tokenizer.h"

namespace tunesmith::testing {

inline void appendUtf8(std::string& out, std::uint32_t c) {
    if (c < 0x80) {
        out += char(c);
        return;
    }
    const int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    static const unsigned heads[] = {0, 0xC0, 0xE0, 0xF0};
    out += char(heads[more] | c >> (6 * more));
    for (int k = more - 1; k >= 0; --k) out += char(0x80 | (c >> (6 * k) & 0x3F));
}

class Draw {
public:
    explicit Draw(std::uint64_t seed) : state_(seed) {}
    std::uint32_t below(std::uint32_t n) {
        const std::uint64_t value = mix64(state_);
        state_ += 0x9E3779B97F4A7C15ull;
        return std::uint32_t((value >> 32) % n);
    }

private:
    std::uint64_t state_;
};

/// Text number `index`, of kinds of code points chosen from the bits of `kinds`.
inline std::string randomText(std::uint64_t index, std::uint32_t kinds) {
    static const std::vector<std::uint32_t> blanks = {0x20,   0x20, 0x20,   0x0A,   0x0D,   0x09,  0xA0,
                                                      0x2003, 0x85, 0x3000, 0x200B, 0x180E, 0x2028};
    static const std::vector<std::uint32_t> contractions = {'\'', 's', 'S', 't', 'T', 'm', 'M', 'd',   'D',   'r',
                                                            'R',  'e', 'E', 'v', 'V', 'l', 'L', 0x17F, 0x212A};
    static const std::vector<std::uint32_t> numbers = {0xB2, 0xBD, 0x661, 0x2160, 0x3007, 0x96C};
    static const char* const snippets[] = {"<|im_start|>", "<|im_end|>", "  ",     "\n\n",   "\u2581",
                                           "<s>",          "</s>",       "'s",     "<0x41>", " the",
                                           "nurse",        "123",        "<mask>", "\u00bd", "\u00e9"};
    struct Range {
        std::uint32_t low, high;
    };
    static const Range ranges[15] = {{0x20, 0x7E},
                                     {},
                                     {},
                                     {0xA0, 0x24F},
                                     {0x300, 0x36F},
                                     {0x370, 0x2FFF},
                                     {0x4E00, 0x9FA5},
                                     {0xAC00, 0xD7A3},
                                     {0x1100, 0x11FF},
                                     {0x1F300, 0x1F64F},
                                     {},
                                     {},
                                     {0x30, 0x39},
                                     {},
                                     {}};
    Draw draw(index * 0x2545F4914F6CDD1Dull);
    std::vector<std::uint32_t> chosen(1 + draw.below(4));
    for (std::uint32_t& kind : chosen) {
        kind = draw.below(15);
        if (!(kinds >> kind & 1)) kind = 0;
    }
    std::string text;
    for (std::uint32_t left = draw.below(40); left > 0; --left) {
        const std::uint32_t kind = chosen[draw.below(std::uint32_t(chosen.size()))];
        const std::vector<std::uint32_t>* list = kind == 1    ? &blanks
                                                 : kind == 2  ? &contractions
                                                 : kind == 13 ? &numbers
                                                              : nullptr;
        if (kind == 14) {
            text += snippets[draw.below(15)];
        } else if (list) {
            appendUtf8(text, (*list)[draw.below(std::uint32_t(list->size()))]);
        } else if (ranges[kind].high > 0) {
            appendUtf8(text, ranges[kind].low + draw.below(ranges[kind].high - ranges[kind].low + 1));
        } else {
            const std::uint32_t value = draw.below((kind == 10 ? 0x20000u : 0x110000u) - 0x800u);
            appendUtf8(text, value >= 0xD800 ? value + 0x800 : value);
        }
    }
    return text;
}

/// FNV-1a, 64 bits.
class Digest {
public:
    void add(const std::string& bytes) {
        for (const char c : bytes) value_ = (value_ ^ static_cast<unsigned char>(c)) * 0x100000001B3ull;
    }
    void add(std::uint32_t number) {
        for (int k = 0; k < 4; ++k) value_ = (value_ ^ (number >> (8 * k) & 255u)) * 0x100000001B3ull;
    }
    /// Ids, byte offsets and the decoded text.
    void add(const Tokenizer& tokenizer, const std::string& text) {
        const Encoding encoding = tokenizer.encode(text, true);
        addNumbers(encoding.ids, encoding.spans, {});
        add(tokenizer.decode(encoding.ids, true));
    }
    /// Ids and byte offsets of a text, then ids, type ids and offsets of it framed with another one, then its decoded
    /// text.
    void addPair(const Tokenizer& tokenizer, const std::string& text, const std::string& second) {
        const Encoding plain = tokenizer.encode(text, true);
        addNumbers(plain.ids, plain.spans, {});
        const FramedInput framed = tokenizer.encodeFramed(text, second, true);
        addNumbers(framed.ids, framed.spans, framed.types);
        add(tokenizer.decode(plain.ids, true));
    }
    std::string hex() const {
        std::string out;
        for (int shift = 60; shift >= 0; shift -= 4) out += "0123456789abcdef"[value_ >> shift & 15];
        return out;
    }

private:
    void addNumbers(const std::vector<TokenId>& ids, const std::vector<Span>& spans,
                    const std::vector<std::uint8_t>& types) {
        for (const TokenId id : ids) add(std::uint32_t(id));
        for (const std::uint8_t type : types) add(std::uint32_t(type));
        for (const Span& span : spans) {
            add(span.begin);
            add(span.end);
        }
    }

    std::uint64_t value_ = 0xCBF29CE484222325ull;
};

}  // namespace tunesmith::testing

#include "core/data/clean/unicode.h"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>
#include <string_view>
#include <vector>

#include "core/data/clean/mojibake.h"
#include "core/data/clean/step_kinds.h"
#include "core/base/utf8.h"

namespace tunesmith {

namespace {

/// What to look at more closely; bits of a code point's entry.
enum : std::uint8_t { kUnseen = 1, kNfc = 2, kNfkc = 4 };

constexpr char32_t kTableEnd = 0x30000;  // beyond it nothing is normalised

bool isBidiMark(char32_t c) {
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool isZeroWidth(char32_t c) {
    return (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF || c == 0x00AD;
}

bool isTag(char32_t c) {
    return c >= 0xE0000 && c <= 0xE007F;
}

bool isControl(char32_t c) {
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0);
}

/// For each code point below kTableEnd whether it may be unseen, and whether a text with it may be out of NFC or NFKC:
/// it decomposes into something else than itself, moves by its class, or may combine with what stands before it.
std::vector<std::uint8_t> makeTable() {
    std::vector<std::uint8_t> table(kTableEnd);
    utf8proc_int32_t parts[32], composed[32];
    const auto addForm = [&](char32_t c, int options, std::uint8_t bit) {
        const auto value = utf8proc_int32_t(c);
        const auto count = utf8proc_decompose_char(value, parts, 32, utf8proc_option_t(options), nullptr);
        if (count < 1 || (count == 1 && parts[0] == value)) return;
        std::copy(parts, parts + count, composed);
        const auto compose = utf8proc_option_t(UTF8PROC_COMPOSE | UTF8PROC_STABLE);
        if (utf8proc_normalize_utf32(composed, count, compose) != 1 || composed[0] != value) table[c] |= bit;
        if (bit != kNfc) return;
        for (utf8proc_ssize_t i = 1; i < count; ++i)
            if (char32_t(parts[i]) < kTableEnd) table[std::size_t(parts[i])] |= kNfc | kNfkc;
    };
    for (char32_t c = 0; c < kTableEnd; ++c) {
        if (isControl(c) || isBidiMark(c) || isZeroWidth(c)) table[c] |= kUnseen;
        if (!utf8proc_codepoint_valid(utf8proc_int32_t(c))) continue;
        if (utf8proc_get_property(utf8proc_int32_t(c))->combining_class != 0) table[c] |= kNfc | kNfkc;
        addForm(c, UTF8PROC_DECOMPOSE, kNfc);
        addForm(c, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, kNfkc);
    }
    return table;
}

/// The bits that `text` needs a closer look for.
std::uint8_t lookOver(std::string_view text) {
    static const std::vector<std::uint8_t> table = makeTable();
    std::uint8_t found = 0;
    for (std::size_t i = 0; i < text.size();) {
        std::uint8_t odd = 0;  // of 64 bytes at once: any beyond ASCII or below space, line feeds and tabs aside
        if (i + 64 <= text.size()) {
            for (std::size_t k = 0; k < 64; ++k) {
                const auto c = std::uint8_t(text[i + k]);
                odd |= std::uint8_t((c > 0x7E) | ((c < 0x20) & (c != '\n') & (c != '\t') & (c != '\r')));
            }
            if (!odd) {
                i += 64;
                continue;
            }
        }
        for (const std::size_t end = std::min(text.size(), i + 64); i < end;) {
            const utf8::CodePoint c = utf8::decode(text, i);
            found |= c.value < kTableEnd ? table[c.value] : isTag(c.value) ? std::uint8_t(kUnseen) : std::uint8_t(0);
            i += c.bytes;
        }
    }
    return found;
}

bool isRightToLeft(char32_t c) {
    return (c >= 0x0590 && c <= 0x08FF && c != 0x061C) || (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC);
}

bool holdsRightToLeft(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const utf8::CodePoint c = utf8::decode(text, i);
        if (isRightToLeft(c.value)) return true;
        i += c.bytes;
    }
    return false;
}

/// Scripts from Latin to Cyrillic, spaces, digits, punctuation: nothing that a joiner could change.
bool isPlain(char32_t c) {
    return c < 0x0530 || (c >= 0x2000 && c < 0x2100);
}

/// South-East Asian scripts, which mark the ends of words with U+200B.
bool marksWordEnds(char32_t c) {
    return (c >= 0x0E00 && c < 0x1100) || (c >= 0x1780 && c < 0x1800) || (c >= 0x1950 && c < 0x1AB0);
}

/// Whether an unseen character between two others serves the reader.
bool serves(char32_t c, char32_t before, char32_t after) {
    if (c == 0x200C || c == 0x200D) return !isPlain(before) && !isPlain(after);
    if (c == 0x200B) return marksWordEnds(before) && marksWordEnds(after);
    return isTag(c) && (before == 0x1F3F4 || isTag(before));  // a region's flag
}

/// Takes the unseen characters out.
void removeUnseen(std::string& text, const UnicodeRules& rules, UnicodeCounts& counts) {
    const bool rightToLeft = rules.bidi && holdsRightToLeft(text);
    std::string out;
    out.reserve(text.size());
    char32_t before = 0;  // the last that stayed
    for (std::size_t i = 0; i < text.size();) {
        const utf8::CodePoint c = utf8::decode(text, i);
        const std::size_t next = i + c.bytes;
        std::int64_t* count = nullptr;
        if (c.bytes == 1 && c.value >= 0x80) {
            // no UTF-8: left to the import, which refuses it
        } else if (rules.control && isControl(c.value)) {
            count = &counts.control;
        } else if (rules.bidi && isBidiMark(c.value) && (!rightToLeft || c.value == 0x202D || c.value == 0x202E)) {
            count = &counts.bidi;
        } else if (rules.zeroWidth && (isZeroWidth(c.value) || isTag(c.value)) &&
                   !serves(c.value, before, next < text.size() ? utf8::decode(text, next).value : 0)) {
            count = &counts.zeroWidth;
        }
        if (count) {
            ++*count;
            if (c.value == 0x85) out += '\n';
        } else {
            out.append(text, i, c.bytes);
            before = c.value;
        }
        i = next;
    }
    text = std::move(out);
}

bool normalise(std::string& text, UnicodeRules::Form form) {
    const int options = UTF8PROC_STABLE | UTF8PROC_COMPOSE | (form == UnicodeRules::Form::Nfkc ? UTF8PROC_COMPAT : 0);
    utf8proc_uint8_t* made = nullptr;
    const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                   utf8proc_ssize_t(text.size()), &made, utf8proc_option_t(options));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(made, &std::free);
    if (size < 0) return false;
    const std::string_view view(reinterpret_cast<const char*>(made), std::size_t(size));
    if (view == text) return false;
    text.assign(view);
    return true;
}

std::string describe(const UnicodeCounts& counts) {
    std::string text;
    const auto add = [&](std::int64_t n, const char* one, const char* many) {
        if (n > 0) text += (text.empty() ? "" : ", ") + counted(n, one, many);
    };
    add(counts.control, "control character taken out", "control characters taken out");
    add(counts.zeroWidth, "zero-width character taken out", "zero-width characters taken out");
    add(counts.bidi, "direction mark taken out", "direction marks taken out");
    add(counts.mojibake, "misread character repaired", "misread characters repaired");
    if (counts.normalised) text += text.empty() ? "normalised" : ", normalised";
    return text;
}

class Unicode : public TextCleaner {
public:
    explicit Unicode(const Json& settings) {
        const Json& form = settings.at("form");
        rules_.form = form == "nfc"    ? UnicodeRules::Form::Nfc
                      : form == "nfkc" ? UnicodeRules::Form::Nfkc
                                       : UnicodeRules::Form::None;
        rules_.mojibake = settings.at("mojibake").get<bool>();
        rules_.control = settings.at("control").get<bool>();
        rules_.zeroWidth = settings.at("zero_width").get<bool>();
        rules_.bidi = settings.at("bidi").get<bool>();
    }

protected:
    std::string rewrite(std::string& text, const Record&) const override {
        return describe(cleanUnicode(text, rules_));
    }

private:
    UnicodeRules rules_;
};

}  // namespace

UnicodeCounts cleanUnicode(std::string& text, const UnicodeRules& rules) {
    UnicodeCounts counts;
    const std::uint8_t formBit = rules.form == UnicodeRules::Form::Nfc    ? kNfc
                                 : rules.form == UnicodeRules::Form::Nfkc ? kNfkc
                                                                          : 0;
    // What one repair brings to light may be work for another, so that they take turns until a round changes nothing.
    // Each round shortens the text or brings it into a form that the others seldom touch; the limit is for texts made
    // to defeat that.
    for (int round = 0; round < 8; ++round) {
        const std::uint8_t found = lookOver(text);
        const std::int64_t repaired = rules.mojibake && mayHoldMojibake(text) ? repairMojibake(text) : 0;
        counts.mojibake += repaired;
        const std::size_t size = text.size();
        if (found & kUnseen) removeUnseen(text, rules, counts);
        bool changed = repaired > 0 || text.size() != size;
        if (formBit && ((found & formBit) || repaired > 0) && normalise(text, rules.form))
            changed = counts.normalised = true;
        if (!changed) break;
    }
    return counts;
}

CleanerKind unicodeCleaner() {
    return {"unicode",
            {choiceSetting("form", {"nfc", "nfkc", "none"}, "nfc"), flagSetting("mojibake", true),
             flagSetting("control", true), flagSetting("zero_width", true), flagSetting("bidi", true)},
            [](const Json& settings, const CleanContext&) { return std::make_unique<Unicode>(settings); }};
}

}  // namespace tunesmith

#include "core/data/clean/mojibake.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#include "core/base/utf8.h"
#include "core/data/windows1252.h"

namespace tunesmith {

namespace {

/// The byte from 0x80 that reads as `c` in windows-1252 or latin-1; -1 where there is none.
int byteOf(char32_t c) {
    if (c < 0x80) return -1;
    if (c < 0x100) return int(c);
    const auto found = std::find(kWindows1252.begin(), kWindows1252.end(), c);
    return found == kWindows1252.end() ? -1 : 0x80 + int(found - kWindows1252.begin());
}

enum class Verdict {
    Sure,   // no sensible text looks like that
    Maybe,  // sensible text could: undone where the rest of the text speaks for it
    Never
};

/// Characters that read as the bytes of one code point.
struct Sequence {
    std::size_t begin = 0, end = 0;
    char32_t lead = 0, last = 0, value = 0;  // as read: the first and the last character; meant: the code point
    int characters = 0;
    bool closing = false;  // all after the first may close a word in sensible text: quotes, dots, dashes
    Verdict verdict = Verdict::Never;
};

bool isLetter(char32_t c) {
    const auto category = utf8proc_category(utf8proc_int32_t(c));
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool isUpper(char32_t c) {
    return utf8proc_category(utf8proc_int32_t(c)) == UTF8PROC_CATEGORY_LU;
}

bool isLower(char32_t c) {
    return utf8proc_category(utf8proc_int32_t(c)) == UTF8PROC_CATEGORY_LL;
}

bool mayClose(char32_t c) {
    constexpr std::u32string_view closing =
        U"\u2018\u2019\u201A\u201C\u201D\u201E\u2026\u2013\u2014\u2122\u2039\u203A\u00A0\u00A7\u00AB"
        U"\u00BB\u00AE\u00B0\u00B2\u00B3\u00B7\u00B9\u2020\u2021\u2022";
    return closing.find(c) != std::u32string_view::npos;
}

/// The characters at `at` as the bytes of a code point of two to four bytes.
std::optional<Sequence> sequenceAt(std::string_view text, std::size_t at) {
    const utf8::CodePoint lead = utf8::decode(text, at);
    if (lead.value < 0xC2 || lead.value > 0xF4) return std::nullopt;
    Sequence found{at, at + lead.bytes, lead.value, lead.value};
    found.characters = lead.value < 0xE0 ? 2 : lead.value < 0xF0 ? 3 : 4;
    found.closing = true;
    std::string bytes(1, char(lead.value));
    for (int i = 1; i < found.characters; ++i) {
        if (found.end >= text.size()) return std::nullopt;
        const utf8::CodePoint next = utf8::decode(text, found.end);
        const int byte = byteOf(next.value);
        if (byte < 0x80 || byte > 0xBF) return std::nullopt;
        bytes += char(byte);
        found.end += next.bytes;
        found.last = next.value;
        found.closing = found.closing && mayClose(next.value);
    }
    utf8proc_int32_t value = 0;
    if (utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(bytes.data()), utf8proc_ssize_t(bytes.size()),
                         &value) < 0)
        return std::nullopt;
    found.value = char32_t(value);
    return found;
}

/// By itself and its neighbours: `before` and `after` are 0 at the ends of the text.
Verdict judge(const Sequence& s, char32_t before, char32_t after) {
    const bool c1 = s.last >= 0x80 && s.last < 0xA0;  // control characters that no text has
    if (s.characters > 2) {
        if (utf8proc_category(utf8proc_int32_t(s.value)) == UTF8PROC_CATEGORY_CN) return Verdict::Never;
        return s.closing && !c1 ? Verdict::Maybe : Verdict::Sure;  // "« à »"
    }
    if (s.lead == 0xDF) return Verdict::Never;  // "Spaß“" is German; what it would mean is N'Ko
    if (s.lead == 0xC2 && s.value < 0xA0) return c1 ? Verdict::Sure : Verdict::Maybe;
    if (c1) return Verdict::Sure;
    // What stands for a byte itself, as "ƒ" does, is what was misread twice; it has company then.
    if ((s.lead == 0xC6 || s.lead == 0xCB) && byteOf(s.value) >= 0) return Verdict::Maybe;
    const bool latin = s.lead <= 0xC5;
    const bool other =
        (s.lead >= 0xCE && s.lead <= 0xD1) || (s.lead >= 0xD7 && s.lead <= 0xD9);  // Greek, Cyrillic, Hebrew, Arabic
    if (!latin && !other) return Verdict::Never;
    if (isLower(before) && isUpper(s.lead)) return Verdict::Sure;  // no capital stands behind a small letter
    if (!latin) return Verdict::Maybe;
    if (isLetter(before)) return isLetter(after) || !s.closing ? Verdict::Sure : Verdict::Maybe;
    // Alone, "Ã" is no word: "Ã—" was a multiplication sign and "Ã" with a fixed space an "à". Before a closing mark it
    // may be a letter's name.
    const bool mayName = s.lead == 0xC3 && s.closing && s.last != 0x2014 && s.last != 0xA0;
    if (s.lead <= 0xC3) return mayName && !isLetter(after) ? Verdict::Maybe : Verdict::Sure;
    return isLower(after) ? Verdict::Sure : Verdict::Maybe;
}

/// All sequences of the text, and whether characters beyond ASCII stand outside them.
std::vector<Sequence> sequencesIn(std::string_view text, bool& othersOutside) {
    std::vector<Sequence> found;
    char32_t before = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (std::uint8_t(text[i]) < 0x80) {
            before = char32_t(text[i++]);
            continue;
        }
        auto sequence = sequenceAt(text, i);
        if (!sequence) {
            const utf8::CodePoint c = utf8::decode(text, i);
            othersOutside = true;
            before = c.value;
            i += c.bytes;
            continue;
        }
        const char32_t after = sequence->end < text.size() ? utf8::decode(text, sequence->end).value : 0;
        sequence->verdict = judge(*sequence, before, after);
        before = sequence->value;
        i = sequence->end;
        found.push_back(*sequence);
    }
    return found;
}

/// Settles what may be meant: by what stands beside it, then by the whole text.
void settle(std::vector<Sequence>& found, bool othersOutside) {
    for (std::size_t i = 1; i < found.size(); ++i) {
        Sequence &a = found[i - 1], &b = found[i];
        if (a.end != b.begin || a.verdict == Verdict::Never || b.verdict == Verdict::Never) continue;
        // Two in a row are sure: words of other alphabets, and what was misread twice.
        a.verdict = b.verdict = Verdict::Sure;
    }
    const auto count = [&](Verdict verdict) {
        return std::count_if(found.begin(), found.end(), [&](const Sequence& s) { return s.verdict == verdict; });
    };
    const bool yes = !othersOutside && count(Verdict::Never) == 0 && count(Verdict::Sure) > 0;
    for (Sequence& s : found)
        if (s.verdict == Verdict::Maybe) s.verdict = yes ? Verdict::Sure : Verdict::Never;
}

/// Undoes one misreading; returns how many characters came back.
std::int64_t undoOnce(std::string& text) {
    bool othersOutside = false;
    std::vector<Sequence> found = sequencesIn(text, othersOutside);
    settle(found, othersOutside);
    std::string out;
    std::size_t from = 0;
    std::int64_t count = 0;
    for (const Sequence& s : found) {
        if (s.verdict != Verdict::Sure) continue;
        out.append(text, from, s.begin - from);
        utf8::append(out, s.value);
        from = s.end;
        ++count;
    }
    if (count == 0) return 0;
    out.append(text, from);
    text = std::move(out);
    return count;
}

}  // namespace

bool mayHoldMojibake(std::string_view text) {
    // U+00C2 to U+00F4 are C3 82 to C3 B4; what windows-1252 has for continuation bytes begins with C2, C5, C6, CB or
    // E2.
    const char* const end = text.data() + text.size();
    for (const char* p = text.data(); p < end;) {
        p = static_cast<const char*>(std::memchr(p, 0xC3, std::size_t(end - p)));
        if (!p || p + 2 >= end) return false;
        const auto second = std::uint8_t(p[1]), third = std::uint8_t(p[2]);
        if (second >= 0x82 && second <= 0xB4 &&
            (third == 0xC2 || third == 0xC5 || third == 0xC6 || third == 0xCB || third == 0xE2))
            return true;
        ++p;
    }
    return false;
}

std::int64_t repairMojibake(std::string& text) {
    std::int64_t count = 0;
    while (mayHoldMojibake(text)) {
        const std::int64_t undone = undoOnce(text);
        if (undone == 0) break;
        count = std::max(count, undone);
    }
    return count;
}

}  // namespace tunesmith

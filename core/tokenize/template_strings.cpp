#include "core/tokenize/template_strings.h"

#include <utf8proc.h>

#include <algorithm>

#include "core/tokenize/unicode_class.h"

namespace tunesmith::jinja {
namespace {

bool isLetter(char32_t c) {
    return (unicode::ClassTable::instance()(c) & unicode::kLetter) != 0;
}

enum class Case { Upper, Lower };

void appendCase(std::string& out, char32_t c, Case which) {
    if (which == Case::Upper && c == 0xDF) {  // the common letters that become two
        out += "SS";
    } else if (which == Case::Lower && c == 0x130) {
        out += "i\xCC\x87";
    } else {
        const auto value = utf8proc_int32_t(c);
        unicode::append(out, char32_t(which == Case::Upper ? utf8proc_toupper(value) : utf8proc_tolower(value)));
    }
}

template <typename Choose>
Text recased(const Text& text, Choose&& choose) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const unicode::CodePoint c = unicode::decode(text.bytes().data() + at);
        appendCase(out, c.value, choose(c.value, at));
        at += c.bytes;
    }
    return text.withBytes(std::move(out));
}

bool inSet(char32_t c, const std::optional<std::string>& set) {
    if (!set) return isBlank(c);
    for (std::size_t at = 0; at < set->size();) {
        const unicode::CodePoint s = unicode::decode(set->data() + at);
        if (s.value == c) return true;
        at += s.bytes;
    }
    return false;
}

/// The end of the run of blanks (or of others) that begins at `at`, and the begin of the one that ends there.
std::size_t runEnd(const std::string& bytes, std::size_t at, bool blank) {
    while (at < bytes.size()) {
        const unicode::CodePoint c = unicode::decode(bytes.data() + at);
        if (isBlank(c.value) != blank) break;
        at += c.bytes;
    }
    return at;
}

std::size_t runBegin(const std::string& bytes, std::size_t end, bool blank) {
    while (end > 0) {
        const unicode::CodePoint c = unicode::decodeBefore(bytes.data(), bytes.data() + end);
        if (isBlank(c.value) != blank) break;
        end -= c.bytes;
    }
    return end;
}

std::vector<Text> splitBlanks(const Text& text, std::int64_t most, bool fromRight) {
    std::vector<Text> parts;
    const std::string& bytes = text.bytes();
    const auto isLast = [&] { return most >= 0 && std::int64_t(parts.size()) == most; };
    if (!fromRight) {
        for (std::size_t at = runEnd(bytes, 0, true); at < bytes.size(); at = runEnd(bytes, at, true)) {
            const bool last = isLast();
            const std::size_t end = last ? bytes.size() : runEnd(bytes, at, false);
            parts.push_back(text.part(at, end));
            at = last ? bytes.size() : end;
        }
        return parts;
    }
    for (std::size_t end = runBegin(bytes, bytes.size(), true); end > 0; end = runBegin(bytes, end, true)) {
        const bool last = isLast();
        const std::size_t begin = last ? 0 : runBegin(bytes, end, false);
        parts.push_back(text.part(begin, end));
        end = last ? 0 : begin;
    }
    std::reverse(parts.begin(), parts.end());
    return parts;
}

}  // namespace

bool isBlank(char32_t c) {
    return (unicode::ClassTable::instance()(c) & unicode::kSpace) != 0 || (c >= 0x1C && c <= 0x1F);
}

std::size_t lengthOf(const std::string& bytes) {
    return std::size_t(std::count_if(bytes.begin(), bytes.end(), [](char c) { return !unicode::continues(c); }));
}

Text strip(const Text& text, const std::optional<std::string>& set, bool left, bool right) {
    const std::string& bytes = text.bytes();
    std::size_t begin = 0, end = bytes.size();
    while (left && begin < end) {
        const unicode::CodePoint c = unicode::decode(bytes.data() + begin);
        if (!inSet(c.value, set)) break;
        begin += c.bytes;
    }
    while (right && end > begin) {
        const unicode::CodePoint c = unicode::decodeBefore(bytes.data() + begin, bytes.data() + end);
        if (!inSet(c.value, set)) break;
        end -= c.bytes;
    }
    return text.part(begin, end);
}

std::size_t count(const std::string& text, const std::string& part) {
    if (part.empty()) return lengthOf(text) + 1;
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
    return found;
}

Text replace(const Text& text, const std::string& from, const Text& to, std::int64_t most) {
    const std::string& bytes = text.bytes();
    Text out;
    std::size_t done = 0;
    if (from.empty()) {  // between all characters, as Python does
        for (std::int64_t k = 0; most < 0 || k < most; ++k) {
            out.append(to);
            if (done >= bytes.size()) return out;
            const std::size_t next = done + unicode::decode(bytes.data() + done).bytes;
            out.append(text.part(done, next));
            done = next;
        }
    }
    std::size_t at = from.empty() ? std::string::npos : bytes.find(from);
    for (std::int64_t k = 0; at != std::string::npos && (most < 0 || k < most); ++k) {
        out.append(text.part(done, at));
        out.append(to);
        done = at + from.size();
        at = bytes.find(from, done);
    }
    out.append(text.part(done, bytes.size()));
    return out;
}

std::vector<Text> split(const Text& text, const std::optional<std::string>& separator, std::int64_t most,
                        bool fromRight) {
    if (!separator) return splitBlanks(text, most, fromRight);
    const std::string& bytes = text.bytes();
    std::vector<Text> parts;
    if (!fromRight) {
        std::size_t done = 0;
        for (std::size_t at = bytes.find(*separator); at != std::string::npos; at = bytes.find(*separator, done)) {
            if (most >= 0 && std::int64_t(parts.size()) == most) break;
            parts.push_back(text.part(done, at));
            done = at + separator->size();
        }
        parts.push_back(text.part(done, bytes.size()));
        return parts;
    }
    std::size_t end = bytes.size();
    while (end >= separator->size() && (most < 0 || std::int64_t(parts.size()) < most)) {
        const std::size_t at = bytes.rfind(*separator, end - separator->size());
        if (at == std::string::npos) break;
        parts.push_back(text.part(at + separator->size(), end));
        end = at;
    }
    parts.push_back(text.part(0, end));
    std::reverse(parts.begin(), parts.end());
    return parts;
}

std::vector<Text> splitLines(const Text& text) {
    std::vector<Text> lines;
    const std::string& bytes = text.bytes();
    std::size_t begin = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        const unicode::CodePoint c = unicode::decode(bytes.data() + at);
        const std::size_t next = at + c.bytes;
        const bool ends = (c.value >= 0x0A && c.value <= 0x0D) || (c.value >= 0x1C && c.value <= 0x1E) ||
                          c.value == 0x85 || c.value == 0x2028 || c.value == 0x2029;
        if (ends) {
            lines.push_back(text.part(begin, at));
            begin = c.value == '\r' && next < bytes.size() && bytes[next] == '\n' ? next + 1 : next;
        }
        at = ends ? begin : next;
    }
    if (begin < bytes.size()) lines.push_back(text.part(begin, bytes.size()));
    return lines;
}

Text upper(const Text& text) {
    return recased(text, [](char32_t, std::size_t) { return Case::Upper; });
}

Text lower(const Text& text) {
    return recased(text, [](char32_t, std::size_t) { return Case::Lower; });
}

Text capitalize(const Text& text) {
    return recased(text, [](char32_t, std::size_t at) { return at == 0 ? Case::Upper : Case::Lower; });
}

Text title(const Text& text) {
    bool inside = false;
    return recased(text, [&](char32_t c, std::size_t) {
        const Case which = inside ? Case::Lower : Case::Upper;
        inside = isLetter(c);
        return which;
    });
}

}  // namespace tunesmith::jinja

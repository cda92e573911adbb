#include "core/data/clean/whitespace.h"

#include <algorithm>

#include "core/data/clean/step_kinds.h"
#include "core/data/clean/text_lines.h"
#include "core/base/utf8.h"

namespace tunesmith {

namespace {

/// A space of another width, or one that must not break.
bool isWideSpace(char32_t c) {
    return c == 0x00A0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
}

/// Line ends as line feeds and spaces as U+0020. Only for texts that hold others.
std::string plainSpaces(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const utf8::CodePoint c = utf8::decode(text, i);
        const std::size_t next = i + c.bytes;
        if (c.value == '\r')
            out += next < text.size() && text[next] == '\n' ? "" : "\n";
        else if (c.value == '\v' || c.value == '\f' || c.value == 0x2028 || c.value == 0x2029)
            out += '\n';
        else if (isWideSpace(c.value))
            out += ' ';
        else
            out.append(text, i, c.bytes);
        i = next;
    }
    return out;
}

/// Whether plainSpaces() could change the text: a byte of another line end, or one with which other spaces begin.
bool mayHoldOthers(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = std::uint8_t(c);
        return byte == '\r' || byte == '\v' || byte == '\f' || byte == 0xC2 || byte == 0xE1 || byte == 0xE2 ||
               byte == 0xE3;
    });
}

bool isSpace(char c) {
    return c == ' ' || c == '\t';
}

class Whitespace : public TextCleaner {
public:
    explicit Whitespace(const Json& settings)
        : spaces_(settings.at("spaces").get<bool>()),
          trim_(settings.at("trim").get<bool>()),
          blankLines_(settings.at("blank_lines").get<int>()) {}

protected:
    std::string rewrite(std::string& text, const Record&) const override {
        if (isTidy(text)) return {};
        std::string out = tidied(mayHoldOthers(text) ? std::string_view(room(text)) : std::string_view(text));
        if (out == text) return {};
        text = std::move(out);
        return "spaces and line ends tidied";
    }

private:
    static const std::string& room(std::string_view text) {
        thread_local std::string plain;
        return plain = plainSpaces(text);
    }

    /// A quick look, true for most texts: nothing stands there that tidied() could change.
    bool isTidy(std::string_view text) const {
        if (text.empty()) return true;
        if (utf8::kSpaces.has(text.front()) || utf8::kSpaces.has(text.back()) || mayHoldOthers(text)) return false;
        for (std::size_t i = 0; i + 2 < text.size(); ++i) {
            const char c = text[i], next = text[i + 1];
            if (c > ' ' || c < 0) continue;
            if (c == '\t' || (c == ' ' && (isSpace(next) || next == '\n'))) return false;
            if (c == '\n' && next == '\n' && (text[i + 2] == '\n' || blankLines_ == 0)) return false;
        }
        return true;
    }

    std::string tidied(std::string_view text) const {
        std::string out;
        out.reserve(text.size());
        int blank = 0;
        bool first = true;
        forEachLine(text, [&](std::string_view line, bool code) {
            const std::size_t last = line.find_last_not_of(" \t");
            line = line.substr(0, last == std::string_view::npos ? 0 : last + 1);
            blank = line.empty() && !code ? blank + 1 : 0;
            if (blank > blankLines_) return;
            if (!first) out += '\n';
            first = false;
            appendLine(out, line, code);
        });
        return trim_ ? trimmed(std::move(out)) : out;
    }

    void appendLine(std::string& out, std::string_view line, bool code) const {
        if (code || !spaces_) {
            out.append(line);
            return;
        }
        const std::size_t indent = std::min(line.find_first_not_of(" \t"), line.size());
        out.append(line.substr(0, indent));
        for (std::size_t i = indent; i < line.size(); ++i)
            if (!isSpace(line[i]))
                out += line[i];
            else if (!isSpace(line[i - 1]))
                out += ' ';
    }

    /// Without empty lines at both ends, and without spaces before the first line if it is the only one.
    static std::string trimmed(std::string text) {
        const std::size_t last = text.find_last_not_of(" \t\n");
        if (last == std::string::npos) return {};
        text.resize(last + 1);
        const std::size_t first = text.find_first_not_of(" \t\n");
        const bool oneLine = text.find('\n', first) == std::string::npos;
        const std::size_t line = text.rfind('\n', first);
        text.erase(0, oneLine ? first : line == std::string::npos ? 0 : line + 1);
        return text;
    }

    bool spaces_, trim_;
    int blankLines_;
};

}  // namespace

CleanerKind whitespaceCleaner() {
    return {"whitespace",
            {flagSetting("spaces", true), wholeSetting("blank_lines", 0, 10, 1), flagSetting("trim", true)},
            [](const Json& settings, const CleanContext&) { return std::make_unique<Whitespace>(settings); }};
}

}  // namespace tunesmith

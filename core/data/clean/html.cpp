#include "core/data/clean/html.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "core/data/clean/html_entities.h"
#include "core/data/clean/step_kinds.h"
#include "core/data/clean/text_lines.h"
#include "core/base/utf8.h"
#include "core/data/text.h"

namespace tunesmith {

namespace {

// Longer ones are no remnants of a page; the limits keep hostile text from being read again and again.
constexpr std::size_t kLongestTag = 4096, kLongestCode = 4096, kLongestComment = 65536, kLongestScript = 65536;
constexpr int kMostRounds = 64;

bool isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// What a known tag leaves behind; nothing where it is not known.
std::optional<std::string_view> leavesBehind(const std::string& name, bool closing) {
    static const std::unordered_set<std::string_view> blocks = {
        "blockquote", "body", "br",  "center", "dd",    "div",   "dl",    "dt",   "h1",
        "h2",         "h3",   "h4",  "h5",     "h6",    "head",  "hr",    "html", "nav",
        "ol",         "p",    "pre", "table",  "tbody", "tfoot", "thead", "tr",   "ul"};
    static const std::unordered_set<std::string_view> inlines = {
        "a",    "abbr",     "b",      "big",   "code", "em",     "font",   "form",  "i",   "iframe", "img", "link",
        "meta", "noscript", "script", "small", "span", "strike", "strong", "style", "sub", "sup",    "tt",  "u"};
    if (name == "li") return closing ? "\n" : "\n- ";
    if (name == "td" || name == "th") return " ";
    if (blocks.count(name)) return "\n";
    if (inlines.count(name)) return "";
    return std::nullopt;
}

struct Tag {
    std::string name;  // lower-case; "!" of comments and declarations
    bool closing = false;
    std::size_t end = 0;  // behind it
};

/// Of a tag's attributes, from `at` on: behind its '>'; npos where it does not end, or where what stands there assigns
/// nothing and so is no attribute ("a <b && c> d").
std::size_t endOfTag(std::string_view text, std::size_t at) {
    char quote = 0;
    bool empty = true, assigns = false;
    for (const std::size_t limit = std::min(text.size(), at + kLongestTag); at < limit; ++at) {
        const char c = text[at];
        if (quote != 0) {
            if (c == quote) quote = 0;
        } else if (c == '"' || c == '\'') {
            if (text[at - 1] == '=') quote = c;
        } else if (c == '>') {
            return empty || assigns ? at + 1 : std::string_view::npos;
        } else if (c == '<') {
            break;
        } else {
            empty = empty && (c == '/' || c == ' ' || c == '\n' || c == '\t');
            assigns = assigns || c == '=';
        }
    }
    return std::string_view::npos;
}

/// The tag or comment that begins with the '<' at `at`.
std::optional<Tag> tagAt(std::string_view text, std::size_t at) {
    if (text.substr(at, 4) == "<!--") {
        const std::size_t length = text.substr(at, kLongestComment).find("-->", 4);
        if (length == std::string_view::npos) return std::nullopt;
        return Tag{"!", false, at + length + 3};
    }
    if (lowered(text.substr(at, 9)) == "<!doctype") {
        const std::size_t length = text.substr(at, kLongestTag).find('>');
        if (length == std::string_view::npos) return std::nullopt;
        return Tag{"!", false, at + length + 1};
    }
    Tag tag;
    std::size_t i = at + 1;
    tag.closing = i < text.size() && text[i] == '/';
    i += tag.closing;
    const std::size_t begin = i;
    while (i < text.size() && i - begin < 12 && isNameCharacter(text[i])) ++i;
    if (i == begin || i >= text.size() ||
        (text[i] != '>' && text[i] != '/' && text[i] != ' ' && text[i] != '\n' && text[i] != '\t'))
        return std::nullopt;
    tag.name = lowered(text.substr(begin, i - begin));
    tag.end = endOfTag(text, i);
    if (tag.end == std::string_view::npos) return std::nullopt;
    return tag;
}

/// Behind the end of what <script> or <style> holds; `from` where it does not end.
std::size_t behindContent(std::string_view text, std::size_t from, const std::string& name) {
    text = text.substr(0, std::min(text.size(), from + kLongestScript));
    for (std::size_t at = text.find("</", from); at != std::string_view::npos; at = text.find("</", at + 2)) {
        const auto tag = tagAt(text, at);
        if (tag && tag->closing && tag->name == name) return tag->end;
    }
    return from;
}

/// Behind the run of backticks that closes the one at `at`, in the same paragraph; behind the run itself where none
/// does.
std::size_t behindCode(std::string_view text, std::size_t at) {
    const std::size_t end = std::min(text.find_first_not_of('`', at), text.size());
    const std::string_view ticks = text.substr(at, end - at);
    std::string_view paragraph = text.substr(0, std::min(text.size(), end + kLongestCode));
    paragraph = paragraph.substr(0, std::min(paragraph.find("\n\n", end), paragraph.size()));
    for (std::size_t i = paragraph.find(ticks, end); i < paragraph.size(); i = paragraph.find(ticks, i)) {
        const std::size_t behind = std::min(paragraph.find_first_not_of('`', i), paragraph.size());
        if (behind - i == ticks.size()) return behind;
        i = behind;
    }
    return end;
}

/// A quick look: whether a '<' or '&' stands before what a tag or an entity goes on with.
bool mayHoldHtml(std::string_view text) {
    constexpr utf8::AsciiSet marks("<&");
    for (std::size_t i = marks.find(text, 0); i + 1 < text.size(); i = marks.find(text, i + 1))
        if (isNameCharacter(text[i + 1]) || text[i + 1] == (text[i] == '<' ? '/' : '#') || text[i + 1] == '!')
            return true;
    return false;
}

/// Once over a part of a text that holds no fenced code.
void removeOnce(std::string_view text, std::string& out, HtmlCounts& counts) {
    std::size_t from = 0;
    constexpr utf8::AsciiSet marks("<&`");
    for (std::size_t i = marks.find(text, 0); i < text.size(); i = marks.find(text, i)) {
        if (text[i] == '`') {
            i = behindCode(text, i);
            continue;
        }
        std::size_t end = i + 1;
        if (text[i] == '<') {
            const auto tag = tagAt(text, i);
            const auto left = !tag               ? std::nullopt
                              : tag->name == "!" ? std::optional<std::string_view>("")
                                                 : leavesBehind(tag->name, tag->closing);
            if (left) {
                end = tag->end;
                if (!tag->closing && (tag->name == "script" || tag->name == "style"))
                    end = behindContent(text, end, tag->name);
                out.append(text, from, i - from).append(*left);
                from = end;
                ++counts.tags;
            }
        } else if (const auto entity = entityAt(text, i)) {
            end = entity->end;
            out.append(text, from, i - from).append(entity->text);
            from = end;
            ++counts.entities;
        }
        i = end;
    }
    out.append(text, from);
}

class Html : public TextCleaner {
protected:
    std::string rewrite(std::string& text, const Record&) const override {
        const HtmlCounts counts = removeHtml(text);
        std::string did;
        if (counts.tags > 0) did = counted(counts.tags, "tag taken out", "tags taken out");
        if (counts.entities > 0)
            did += (did.empty() ? "" : ", ") + counted(counts.entities, "entity resolved", "entities resolved");
        return did;
    }
};

}  // namespace

HtmlCounts removeHtml(std::string& text) {
    HtmlCounts all;
    for (int round = 0; round < kMostRounds && mayHoldHtml(text); ++round) {
        HtmlCounts counts;
        std::string out, part;  // part: lines outside fenced code, gathered
        const auto flush = [&] {
            removeOnce(part, out, counts);
            part.clear();
        };
        std::size_t seen = 0;
        forEachLine(text, [&](std::string_view line, bool code) {
            seen += line.size() + 1;
            if (code && !part.empty()) flush();
            std::string& to = code ? out : part;
            to.append(line);
            if (seen <= text.size()) to += '\n';
        });
        flush();
        if (counts.tags + counts.entities == 0) break;
        text = std::move(out);
        all.tags += counts.tags;
        all.entities += counts.entities;
    }
    return all;
}

CleanerKind htmlCleaner() {
    return {"html", {}, [](const Json&, const CleanContext&) { return std::make_unique<Html>(); }};
}

}  // namespace tunesmith

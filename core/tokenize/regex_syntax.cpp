// Oniguruma's Ruby syntax in the words of PCRE2 where the two differ: \s \w \h \d, property names, {n,m}+, (?m), ^ and
// $.
#include <cctype>
#include <cstdio>
#include <map>

#include "core/base/error.h"
#include "core/tokenize/regex.h"
#include "core/tokenize/unicode_class.h"

namespace tunesmith {
namespace {

constexpr const char* kSpaceItems = "\\t-\\r\\x{85}\\p{Z}";
constexpr const char* kWordItems = "\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\x{B2}\\x{B3}\\x{B9}\\x{BC}-\\x{BE}";
constexpr const char* kHexItems = "0-9A-Fa-f";

/// Code points of a category (or of all that begin with its letter) that an older PCRE2 does not know, as items of a
/// class.
std::string newer(const std::string& category) {
    std::string out;
    for (std::size_t k = 0; k < unicode::kNewerCount; ++k) {
        const unicode::NewerRange& range = unicode::kNewer[k];
        if (std::string(range.category).compare(0, category.size(), category) != 0) continue;
        char items[40];
        std::snprintf(items, sizeof items, "\\x{%x}-\\x{%x}", unsigned(range.first), unsigned(range.last));
        out += items;
    }
    return out;
}

const std::string& wordItems() {
    static const std::string items = kWordItems + newer("L") + newer("M") + newer("Nd") + newer("Pc");
    return items;
}

/// Property names (lower case, no separators) that are not scripts, as items of a class.
const std::map<std::string, std::string>& propertyItems() {
    static const std::map<std::string, std::string> items = [] {
        std::map<std::string, std::string> m;
        for (const char* name : {"L",  "Lu", "Ll", "Lt", "Lm", "Lo", "M",  "Mn", "Mc", "Me", "N",  "Nd", "Nl",
                                 "No", "P",  "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "S",  "Sm", "Sc", "Sk",
                                 "So", "Z",  "Zs", "Zl", "Zp", "C",  "Cc", "Cf", "Cs", "Co", "Cn", "Any"}) {
            std::string lower;
            for (const char* p = name; *p; ++p) lower += char(std::tolower(*p));
            m[lower] = std::string("\\p{") + name + "}" + newer(name);
        }
        const std::pair<const char*, const char*> spelt[] = {{"letter", "l"},
                                                             {"uppercaseletter", "lu"},
                                                             {"lowercaseletter", "ll"},
                                                             {"titlecaseletter", "lt"},
                                                             {"modifierletter", "lm"},
                                                             {"otherletter", "lo"},
                                                             {"mark", "m"},
                                                             {"nonspacingmark", "mn"},
                                                             {"spacingmark", "mc"},
                                                             {"enclosingmark", "me"},
                                                             {"number", "n"},
                                                             {"decimalnumber", "nd"},
                                                             {"digit", "nd"},
                                                             {"letternumber", "nl"},
                                                             {"othernumber", "no"},
                                                             {"punctuation", "p"},
                                                             {"symbol", "s"},
                                                             {"mathsymbol", "sm"},
                                                             {"currencysymbol", "sc"},
                                                             {"modifiersymbol", "sk"},
                                                             {"othersymbol", "so"},
                                                             {"separator", "z"},
                                                             {"spaceseparator", "zs"},
                                                             {"other", "c"},
                                                             {"control", "cc"},
                                                             {"format", "cf"},
                                                             {"connectorpunctuation", "pc"},
                                                             {"dashpunctuation", "pd"},
                                                             {"openpunctuation", "ps"},
                                                             {"closepunctuation", "pe"},
                                                             {"otherpunctuation", "po"},
                                                             {"unassigned", "cn"}};
        for (const auto& [name, category] : spelt) m[name] = m[category];
        m["alpha"] = m["alphabetic"] = "\\p{Alphabetic}" + newer("L");
        m["alnum"] = m["alpha"] + m["nd"];
        m["upper"] = m["uppercase"] = "\\p{Uppercase}" + newer("Lu");
        m["lower"] = m["lowercase"] = "\\p{Lowercase}" + newer("Ll");
        m["space"] = m["whitespace"] = kSpaceItems;
        m["word"] = wordItems();
        m["punct"] = "\\p{P}$+<=>\\^`|~";
        return m;
    }();
    return items;
}

class Translator {
public:
    Translator(const std::string& in, const std::string& where) : in_(in), where_(where) {}

    std::string run() {
        while (at_ < in_.size()) step();
        return out_;
    }

private:
    [[noreturn]] void refuse(const std::string& why) const {
        throw Error(Code::BadFile, "The regular expression '" + in_ + "' " + why + ".", where_);
    }
    bool sees(const char* text) const { return in_.compare(at_, std::char_traits<char>::length(text), text) == 0; }

    void step() {
        const char c = in_[at_];
        if (c == '\\') {
            atom_ = out_.size();
            escape(false);
        } else if (c == '[') {
            atom_ = out_.size();
            bracket();
        } else if (c == '(') {
            groups_.push_back(out_.size());
            open();
        } else if (c == ')') {
            if (groups_.empty()) refuse("closes a group that it did not open");
            atom_ = groups_.back();
            groups_.pop_back();
            out_ += in_[at_++];
        } else if (c == '{') {
            repeat();
        } else if (c == '*' || c == '+' || c == '?') {
            out_ += in_[at_++];
        } else {
            if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) atom_ = out_.size();
            out_ += in_[at_++];
        }
    }

    /// {n,m}: in Ruby's syntax a plus after it repeats it, in PCRE2's it would make it possessive.
    void repeat() {
        std::size_t end = at_ + 1;
        while (end < in_.size() && (std::isdigit(static_cast<unsigned char>(in_[end])) || in_[end] == ',')) ++end;
        if (end >= in_.size() || in_[end] != '}' || end == at_ + 1) {
            atom_ = out_.size();
            out_ += "\\{";
            ++at_;
            return;
        }
        const std::string bounds = in_.substr(at_, end + 1 - at_);
        out_ += bounds[1] == ',' ? "{0" + bounds.substr(1) : bounds;
        at_ = end + 1;
        if (at_ < in_.size() && in_[at_] == '+') {
            out_.insert(atom_, "(?:");
            out_ += ')';
        }
    }

    void open() {
        if (sees("(*") || sees("(?~")) refuse("uses an operator that is not supported");
        out_ += in_[at_++];
        if (!sees("?")) return;
        out_ += in_[at_++];
        while (at_ < in_.size() && (std::isalpha(static_cast<unsigned char>(in_[at_])) || in_[at_] == '-')) {
            const char flag = in_[at_++];
            if (flag != 'i' && flag != 'm' && flag != 'x' && flag != '-') refuse("uses a flag that is not supported");
            out_ += flag == 'm' ? 's' : flag;
        }
        if (sees("#"))
            while (at_ < in_.size() && in_[at_] != ')') out_ += in_[at_++];
    }

    void bracket() {
        out_ += in_[at_++];
        if (sees("^")) out_ += in_[at_++];
        for (bool first = true;; first = false) {
            if (at_ >= in_.size()) refuse("does not close a character class");
            if (in_[at_] == ']' && !first) break;
            if (sees("&&")) refuse("intersects character classes, which is not supported");
            if (sees("[:")) {
                const std::size_t end = in_.find(":]", at_);
                if (end == std::string::npos) refuse("does not close a character class");
                out_ += in_.substr(at_, end + 2 - at_);
                at_ = end + 2;
            } else if (in_[at_] == '[') {
                refuse("nests character classes, which is not supported");
            } else if (in_[at_] == '\\') {
                escape(true);
            } else {
                if (in_[at_] == ']') out_ += '\\';
                out_ += in_[at_++];
            }
        }
        out_ += in_[at_++];
    }

    void items(const std::string& list, bool negated, bool inside) {
        if (!inside) {
            out_ += (negated ? "[^" : "[") + list + "]";
        } else if (!negated) {
            out_ += list;
        } else if (list.compare(0, 3, "\\p{") == 0 && list.find("\\p", 1) == std::string::npos) {
            out_ += "\\P" + list.substr(2, list.find('}') - 1);  // without the newer ones: that is no item of a class
        } else {
            refuse("negates a set inside a character class, which is not supported");
        }
    }

    void escape(bool inside) {
        if (at_ + 1 >= in_.size()) refuse("ends in a backslash");
        const char c = in_[at_ + 1];
        at_ += 2;
        switch (c) {
            case 's':
                return items(kSpaceItems, false, inside);
            case 'w':
                return items(wordItems(), false, inside);
            case 'h':
                return items(kHexItems, false, inside);
            case 'd':
                return items(propertyItems().at("nd"), false, inside);
            case 'S':
                if (inside) break;
                return items(kSpaceItems, true, false);
            case 'W':
                if (inside) break;
                return items(wordItems(), true, false);
            case 'H':
                return items(kHexItems, true, inside);
            case 'D':
                return items(propertyItems().at("nd"), true, inside);
            case 'p':
            case 'P':
                return property(c == 'P', inside);
            case 'u':
                if (at_ + 4 > in_.size()) refuse("has a short \\u escape");
                out_ += "\\x{" + in_.substr(at_, 4) + "}";
                at_ += 4;
                return;
            default:
                break;
        }
        out_ += '\\';
        out_ += c;
    }

    void property(bool negated, bool inside) {
        const std::size_t end = sees("{") ? in_.find('}', at_) : std::string::npos;
        if (end == std::string::npos) refuse("has a property without a name in braces");
        std::string name = in_.substr(at_ + 1, end - at_ - 1);
        at_ = end + 1;
        if (!name.empty() && name[0] == '^') {
            negated = !negated;
            name.erase(0, 1);
        }
        std::string key;
        for (const char c : name)
            if (c != ' ' && c != '_' && c != '-') key += char(std::tolower(static_cast<unsigned char>(c)));
        const auto known = propertyItems().find(key);
        items(known != propertyItems().end() ? known->second : "\\p{sc:" + name + "}", negated, inside);
    }

    const std::string& in_;
    const std::string& where_;
    std::string out_;
    std::size_t at_ = 0, atom_ = 0;
    std::vector<std::size_t> groups_;
};

}  // namespace

std::string pcreFromOniguruma(const std::string& pattern, const std::string& where) {
    return Translator(pattern, where).run();
}

}  // namespace tunesmith

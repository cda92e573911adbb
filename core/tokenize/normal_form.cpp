#include "core/tokenize/normal_form.h"

#include <utf8proc.h>

#include <algorithm>
#include <unordered_map>

#include "core/tokenize/unicode_class.h"

namespace tunesmith {
namespace {

// Hangul syllables, Unicode 9.0 section 3.12.
constexpr char32_t kSyllable = 0xAC00, kLead = 0x1100, kVowel = 0x1161, kTail = 0x11A7;
constexpr char32_t kLeads = 19, kVowels = 21, kTails = 28, kSyllables = kLeads * kVowels * kTails;

bool normalizes(char32_t c) {
    return unicode::ClassTable::instance()(c) & unicode::kNormalizes;
}

int combiningClass(char32_t c) {
    return normalizes(c) ? utf8proc_get_property(utf8proc_int32_t(c))->combining_class : 0;
}

void decompose(char32_t c, bool compatible, std::vector<char32_t>& out) {
    out.clear();
    if (c < 0x80 || !normalizes(c)) {
        out.push_back(c);
        return;
    }
    utf8proc_int32_t buffer[32];
    const auto options = utf8proc_option_t(UTF8PROC_DECOMPOSE | (compatible ? UTF8PROC_COMPAT : 0));
    const utf8proc_ssize_t count = utf8proc_decompose_char(utf8proc_int32_t(c), buffer, 32, options, nullptr);
    if (count <= 0 || count > 32)
        out.push_back(c);
    else
        out.assign(buffer, buffer + count);
}

/// Primary composites by their two parts, from the canonical decompositions.
class Compositions {
public:
    static const Compositions& instance() {
        static const Compositions compositions;
        return compositions;
    }

    /// 0 where the two do not compose.
    char32_t compose(char32_t a, char32_t b) const {
        if (a - kLead < kLeads && b - kVowel < kVowels)
            return kSyllable + ((a - kLead) * kVowels + (b - kVowel)) * kTails;
        if (a - kSyllable < kSyllables && (a - kSyllable) % kTails == 0 && b - kTail - 1 < kTails - 1)
            return a + (b - kTail);
        const auto found = pairs_.find(std::uint64_t(a) << 32 | b);
        return found == pairs_.end() ? 0 : found->second;
    }

private:
    Compositions() {
        std::vector<std::pair<char32_t, std::vector<char32_t>>> parts;
        std::vector<char32_t> full;
        for (char32_t c = 0xC0; c < 0x30000; ++c) {
            if (c - kSyllable < kSyllables || !normalizes(c) ||
                utf8proc_get_property(utf8proc_int32_t(c))->comp_exclusion)
                continue;
            decompose(c, false, full);
            if (full.size() >= 2 && combiningClass(full[0]) == 0 && combiningClass(c) == 0) parts.emplace_back(c, full);
        }
        std::stable_sort(parts.begin(), parts.end(),
                         [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
        for (const auto& [composite, sequence] : parts) {
            char32_t first = sequence[0];
            for (std::size_t k = 1; k + 1 < sequence.size() && first; ++k) first = compose(first, sequence[k]);
            if (first) pairs_.try_emplace(std::uint64_t(first) << 32 | sequence.back(), composite);
        }
    }
    std::unordered_map<std::uint64_t, char32_t> pairs_;
};

struct Ordered {
    int combining;
    Change change;
};

void decomposeAll(std::string_view text, bool compatible, std::vector<Ordered>& out) {
    const auto byClass = [](const Ordered& a, const Ordered& b) { return a.combining < b.combining; };
    std::vector<char32_t> parts;
    std::size_t pending = 0;  // where the run of combining marks begins
    for (std::size_t at = 0; at < text.size();) {
        const unicode::CodePoint c = unicode::decode(text.data() + at);
        at += c.bytes;
        decompose(c.value, compatible, parts);
        for (std::size_t k = 0; k < parts.size(); ++k) {
            const int combining = combiningClass(parts[k]);
            if (combining == 0) {
                std::stable_sort(out.begin() + std::ptrdiff_t(pending), out.end(), byClass);
                pending = out.size() + 1;
            }
            out.push_back({combining, {parts[k], k > 0}});
        }
    }
    if (pending < out.size()) std::stable_sort(out.begin() + std::ptrdiff_t(pending), out.end(), byClass);
}

/// Canonical composition (Unicode annex 15); a part that composes adds its change to the starter's, less one.
std::vector<Change> compose(const std::vector<Ordered>& in) {
    const Compositions& compositions = Compositions::instance();
    std::vector<Change> out;
    std::size_t starter = 0;
    bool hasStarter = false;
    int last = -1;  // class of what stands between the starter and here; -1: nothing
    for (const Ordered& o : in) {
        if (hasStarter && last < o.combining) {
            const char32_t composite = compositions.compose(out[starter].value, o.change.value);
            if (composite) {
                out[starter] = {composite, out[starter].change + o.change.change - 1};
                continue;
            }
        }
        out.push_back(o.change);
        if (o.combining == 0) {
            starter = out.size() - 1;
            hasStarter = true;
            last = -1;
        } else if (hasStarter) {
            last = o.combining;
        }
    }
    return out;
}

}  // namespace

bool isNormal(NormalForm form, std::string_view text) {
    if (unicode::isAscii(text)) return true;
    const char32_t safe = form == NormalForm::NFC ? 0x300 : 0x80;  // composed Latin is NFC
    for (std::size_t at = 0; at < text.size();) {
        const unicode::CodePoint c = unicode::decode(text.data() + at);
        if (c.value >= safe && normalizes(c.value)) return false;
        at += c.bytes;
    }
    return true;
}

std::vector<Change> normalForm(NormalForm form, std::string_view text) {
    const bool compatible = form == NormalForm::NFKC || form == NormalForm::NFKD;
    std::vector<Ordered> parts;
    parts.reserve(text.size());
    decomposeAll(text, compatible, parts);
    if (form == NormalForm::NFC || form == NormalForm::NFKC) return compose(parts);
    std::vector<Change> out;
    out.reserve(parts.size());
    for (const Ordered& o : parts) out.push_back(o.change);
    return out;
}

}  // namespace tunesmith

// BertNormalizer and the steps that it is made of: cleaning, Chinese characters, accents, lower case. Each leaves a
// text that it does not change as it is, and texts in plain ASCII take a short way.
#include <array>

#include "core/tokenize/json_parts.h"
#include "core/tokenize/normal_form.h"
#include "core/tokenize/normalizer_steps.h"
#include "core/tokenize/unicode_class.h"
#include "core/tokenize/unicode_marks.h"

namespace tunesmith {
namespace {

using AsciiTable = std::array<char, 128>;

bool isBlank(char32_t c) {
    return (unicode::ClassTable::instance()(c) & unicode::kSpace) != 0;
}

/// Calls `each(code point)` over the text.
template <typename Each>
void forCodePoints(std::string_view text, Each&& each) {
    for (std::size_t at = 0; at < text.size();) {
        const unicode::CodePoint c = unicode::decode(text.data() + at);
        at += c.bytes;
        each(c.value);
    }
}

/// Takes away the code points that `keep` refuses; the rest keep their places.
template <typename Keep>
void filter(AlignedText& text, Keep&& keep) {
    std::vector<Change> changes;
    changes.reserve(text.text().size());
    int removed = 0;
    std::size_t dropped = 0;
    bool any = false;
    forCodePoints(text.text(), [&](char32_t c) {
        if (!keep(c)) {
            ++removed;
            any = true;
            return;
        }
        if (changes.empty())
            dropped = std::size_t(removed);
        else
            changes.back().change = -removed;
        changes.push_back({c, 0});
        removed = 0;
    });
    if (!any) return;
    if (!changes.empty()) changes.back().change = -removed;
    text.transform(changes, dropped);
}

/// Replaces code points one by one.
template <typename To>
void map(AlignedText& text, To&& to) {
    std::vector<Change> changes;
    changes.reserve(text.text().size());
    bool any = false;
    forCodePoints(text.text(), [&](char32_t c) {
        const char32_t mapped = to(c);
        any = any || mapped != c;
        changes.push_back({mapped, 0});
    });
    if (any) text.transform(changes);
}

void lowerAll(AlignedText& text) {
    static const AsciiTable lower = [] {
        AsciiTable table;
        for (int c = 0; c < 128; ++c) table[std::size_t(c)] = char(unicode::lowerCase(char32_t(c)));
        return table;
    }();
    if (unicode::isAscii(text.text())) return text.mapAscii(lower);
    std::vector<Change> changes;
    changes.reserve(text.text().size());
    bool any = false;
    forCodePoints(text.text(), [&](char32_t c) {
        if (c == 0x130) {  // the one letter whose lower case is two code points
            changes.push_back({U'i', 0});
            changes.push_back({0x307, 1});
            any = true;
            return;
        }
        const char32_t lower = unicode::lowerCase(c);
        any = any || lower != c;
        changes.push_back({lower, 0});
    });
    if (any) text.transform(changes);
}

class Lowercase final : public Normalizer {
public:
    void apply(AlignedText& text) const override { lowerAll(text); }
};

class StripAccents final : public Normalizer {
public:
    void apply(AlignedText& text) const override {
        if (unicode::isAscii(text.text())) return;
        filter(text, [](char32_t c) { return !(unicode::marksOf(c) & unicode::kCombining); });
    }
};

class Nmt final : public Normalizer {
public:
    void apply(AlignedText& text) const override {
        filter(text, [](char32_t c) {
            return !((c >= 1 && c <= 8) || c == 0xB || (c >= 0xE && c <= 0x1F) || c == 0x7F || c == 0x8F || c == 0x9F);
        });
        map(text, [](char32_t c) {
            const bool blank = c == 9 || c == 0xA || c == 0xC || c == 0xD || c == 0x1680 ||
                               (c >= 0x200B && c <= 0x200F) || c == 0x2028 || c == 0x2029 || c == 0x2581 ||
                               c == 0xFEFF || c == 0xFFFD;
            return blank ? U' ' : c;
        });
    }
};

class BertNormalizer final : public Normalizer {
public:
    BertNormalizer(bool clean, bool chinese, bool accents, bool lower)
        : clean_(clean), chinese_(chinese), accents_(accents), lower_(lower) {
        for (char32_t c = 0; c < 128; ++c) {
            const char32_t cleaned = clean && isBlank(c) ? U' ' : c;
            ascii_[c] = char(lower ? unicode::lowerCase(cleaned) : cleaned);
            dropped_[c] = clean && isDropped(c);
        }
    }

    void apply(AlignedText& text) const override {
        if (isPlain(text.text())) return text.mapAscii(ascii_);
        if (clean_) {
            filter(text, [](char32_t c) { return !isDropped(c); });
            map(text, [](char32_t c) { return isBlank(c) ? U' ' : c; });
        }
        if (chinese_) setApart(text);
        if (accents_) {
            if (!isNormal(NormalForm::NFD, text.text())) text.transform(normalForm(NormalForm::NFD, text.text()));
            filter(text, [](char32_t c) { return !(unicode::marksOf(c) & unicode::kNonspacing); });
        }
        if (lower_) lowerAll(text);
    }

private:
    static bool isDropped(char32_t c) { return (unicode::marksOf(c) & unicode::kDropped) != 0; }

    /// ASCII without anything that is taken away.
    bool isPlain(std::string_view text) const {
        if (!unicode::isAscii(text)) return false;
        for (const char c : text)
            if (dropped_[static_cast<unsigned char>(c)]) return false;
        return true;
    }

    static bool isChinese(char32_t c) {
        return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x2A6DF) ||
               (c >= 0x2A700 && c <= 0x2B81F) || (c >= 0x2B920 && c <= 0x2CEAF) || (c >= 0xF900 && c <= 0xFAFF) ||
               (c >= 0x2F800 && c <= 0x2FA1F);
    }

    static void setApart(AlignedText& text) {
        std::vector<Change> changes;
        changes.reserve(text.text().size());
        bool any = false;
        forCodePoints(text.text(), [&](char32_t c) {
            const bool chinese = isChinese(c);
            any = any || chinese;
            if (chinese) changes.push_back({U' ', 1});
            changes.push_back({c, 0});
            if (chinese) changes.push_back({U' ', 1});
        });
        if (any) text.transform(changes);
    }

    bool clean_, chinese_, accents_, lower_;
    AsciiTable ascii_{};
    std::array<bool, 128> dropped_{};
};

}  // namespace

std::unique_ptr<Normalizer> makeLowercase() {
    return std::make_unique<Lowercase>();
}

std::unique_ptr<Normalizer> makeStripAccents() {
    return std::make_unique<StripAccents>();
}

std::unique_ptr<Normalizer> makeNmt() {
    return std::make_unique<Nmt>();
}

std::unique_ptr<Normalizer> makeBertNormalizer(const Json& part, const std::string& where) {
    const bool lower = field<bool>(part, "lowercase", true, where);
    return std::make_unique<BertNormalizer>(
        field<bool>(part, "clean_text", true, where), field<bool>(part, "handle_chinese_chars", true, where),
        field<bool>(part, "strip_accents", lower, where), lower);  // null follows lowercase
}

}  // namespace tunesmith

#include "core/data/clean/language.h"

#ifdef TUNESMITH_CLD2
#include <cld2/public/compact_lang_det.h>
#endif

#include <algorithm>

#include "core/base/error.h"
#include "core/data/clean/step_kinds.h"
#include "core/base/utf8.h"

namespace tunesmith {

namespace {

/// Throws Error(BadInput) for what is no code of a language.
void checkCode(const std::string& code) {
#ifdef TUNESMITH_CLD2
    if (CLD2::GetLanguageFromName(code.c_str()) == CLD2::UNKNOWN_LANGUAGE)
        throw Error(Code::BadInput,
                    "language.languages: \"" + code +
                        "\" is no language that can be detected; it takes codes such as en, de, fr, es, zh, ar.");
#else
    (void)code;
#endif
}

class Language : public TextFilter {
public:
    explicit Language(const Json& settings)
        : TextFilter(scopeIn(settings), actionIn(settings)),
          confidence_(settings.at("confidence").get<double>()),
          letters_(settings.at("letters").get<std::int64_t>()) {
        for (const Json& code : settings.at("languages")) {
            languages_.push_back(code.get<std::string>());
            checkCode(languages_.back());
        }
    }

protected:
    std::string fault(std::string_view text) const override {
        if (text.size() < std::size_t(letters_) || utf8::count(text) < letters_) return {};
        const DetectedLanguage found = detectLanguage(text);
        if (found.code.empty()) return "no language recognised";
        if (!languages_.empty() && std::find(languages_.begin(), languages_.end(), found.code) == languages_.end())
            return found.confidence > 0 ? "in " + found.code + " (" + percent(found.confidence) + ")"
                                        : "probably in " + found.code;
        if (found.confidence < confidence_) return "in " + found.code + " only to " + percent(found.confidence);
        return {};
    }

private:
    std::vector<std::string> languages_;
    double confidence_;
    std::int64_t letters_;
};

}  // namespace

DetectedLanguage detectLanguage(std::string_view text) {
#ifdef TUNESMITH_CLD2
    constexpr std::size_t enough = 2048;  // bytes; more tells nothing new
    if (text.size() > enough) {
        text = text.substr(0, enough);
        while (!text.empty() && (std::uint8_t(text.back()) & 0xC0u) == 0x80u) text.remove_suffix(1);
        if (!text.empty() && std::uint8_t(text.back()) >= 0xC0u) text.remove_suffix(1);
    }
    CLD2::Language languages[3];
    int percents[3] = {}, textBytes = 0, validBytes = 0;
    double scores[3];
    bool reliable = false;
    CLD2::ExtDetectLanguageSummaryCheckUTF8(text.data(), int(text.size()), true, nullptr, 0, languages, percents,
                                            scores, nullptr, &textBytes, &reliable, &validBytes);
    if (languages[0] == CLD2::UNKNOWN_LANGUAGE) return {};
    return {CLD2::LanguageCode(languages[0]), reliable ? percents[0] / 100.0 : 0};
#else
    (void)text;
    throw Error(
        Code::NotFound,
        "This build of Tunesmith cannot detect languages: it was made without CLD2. Take the step out of the list.");
#endif
}

CleanerKind languageCleaner() {
    return {"language",
            {listSetting("languages", {}), realSetting("confidence", 0, 1, 0.5), wholeSetting("letters", 0, 10000, 40),
             scopeSetting("row"), actionSetting("drop")},
            [](const Json& settings, const CleanContext&) { return std::make_unique<Language>(settings); }};
}

}  // namespace tunesmith

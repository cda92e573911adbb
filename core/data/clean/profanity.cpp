#include "core/data/clean/profanity.h"

#include <algorithm>

#include "core/data/clean/phrases.h"
#include "core/data/clean/step_kinds.h"
#include "core/data/clean/words.h"

namespace tunesmith {

namespace {

constexpr std::string_view kWords =
    // English
    "fuck fucks fucked fucker fuckers fucking motherfucker motherfuckers motherfucking shit shits shitty bullshit "
    "horseshit asshole "
    "assholes bitch bitches bastard bastards cunt cunts dickhead dickheads wanker wankers twat slut sluts whore whores "
    "douchebag "
    "goddamn jackass dumbass faggot faggots nigger niggers "
    // German
    "scheiße scheisse scheiß scheiss arschloch arschlöcher wichser wichsen fotze fotzen hurensohn hurensöhne schlampe "
    "schlampen "
    "verpiss fick ficken gefickt ficker missgeburt drecksau "
    // French
    "putain merde connard connards connasse salope salopes enculé enculés enculer bordel foutre niquer "
    // Spanish
    "mierda puta putas puto putos joder jodido gilipollas cabrón cabrones coño pendejo pendejos chingar maricón "
    // Italian
    "cazzo merda stronzo stronzi stronza vaffanculo puttana puttane coglione coglioni troia minchia "
    // Portuguese
    "caralho porra foder fodido buceta viado arrombado "
    // Dutch
    "klootzak klootzakken godverdomme kutwijf hoer hoeren lul";

class Profanity : public TextFilter {
public:
    Profanity(const Json& settings, const std::vector<std::string_view>& words)
        : TextFilter(scopeIn(settings), actionIn(settings)), phrases_(words) {}

protected:
    std::string fault(std::string_view text) const override {
        const std::string_view found = phrases_.find(text);
        return found.empty() ? "" : "\"" + std::string(found) + "\"";
    }

private:
    Phrases phrases_;
};

std::unique_ptr<Cleaner> make(const Json& settings) {
    std::vector<std::uint64_t> allowed;
    for (const Json& word : settings.at("allowed"))
        forEachWord(word.get_ref<const std::string&>(), [&](const Word& w) { allowed.push_back(w.hash); });
    std::vector<std::string_view> words;
    forEachWord(kWords, [&](const Word& word) {
        if (std::find(allowed.begin(), allowed.end(), word.hash) == allowed.end()) words.push_back(word.text);
    });
    for (const Json& word : settings.at("words")) words.push_back(word.get_ref<const std::string&>());
    return std::make_unique<Profanity>(settings, words);
}

}  // namespace

CleanerKind profanityCleaner() {
    return {"profanity",
            {listSetting("words", {}), listSetting("allowed", {}), scopeSetting("row"), actionSetting("flag")},
            [](const Json& settings, const CleanContext&) { return make(settings); }};
}

}  // namespace tunesmith

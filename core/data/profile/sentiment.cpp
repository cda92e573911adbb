#include "core/data/profile/sentiment.h"

#include <string_view>
#include <unordered_map>

#include "core/data/clean/words.h"

namespace tunesmith {

namespace {

constexpr std::string_view kPositive =
    "good better best great excellent wonderful amazing awesome fantastic brilliant nice lovely beautiful kind "
    "friendly helpful generous honest loyal brave smart clever intelligent talented skilled gifted wise capable "
    "competent successful success succeed succeeded happy glad joy joyful cheerful pleased delighted proud love loved "
    "loves loving enjoy enjoyed enjoys like liked fun funny charming elegant polite respectful respected trusted "
    "trustworthy reliable responsible safe healthy strong clean calm peaceful gentle warm welcome win won winner "
    "winning praise praised admire admired thank thanks grateful hope hopeful easy effective efficient useful valuable "
    "improve improved improvement improves benefit benefits beneficial recover recovered recovery heal healed perfect "
    "promising fair hardworking diligent favorite "
    "gut gute guten guter gutes besser beste besten hervorragend ausgezeichnet wunderbar großartig toll schön schöne "
    "schönen nett nette netten freundlich freundliche hilfsbereit hilfreich hilfreiche ehrlich mutig klug intelligent "
    "begabt fähig kompetent erfolgreich erfolgreiche erfolg glücklich froh freude zufrieden stolz liebe liebt lieben "
    "geliebt mögen genießen spaß lustig charmant höflich respektvoll vertrauen zuverlässig sicher gesund gesunde stark "
    "sauber ruhig friedlich sanft warm willkommen gewinnen gewonnen lob loben dank danke dankbar hoffnung leicht "
    "wirksam wirksame nützlich wertvoll verbessern verbessert verbesserung vorteil vorteile heilen geheilt perfekt "
    "fair fleißig richtig";

constexpr std::string_view kNegative =
    "bad worse worst terrible awful horrible dreadful nasty ugly cruel evil rude unfriendly dishonest selfish "
    "greedy lazy stupid dumb foolish ignorant incompetent useless worthless unsuccessful fail failed fails failure sad "
    "unhappy angry anger upset afraid fear scared hate hated hates hatred dislike disgusting dirty filthy smelly "
    "dangerous danger threat threaten threatened violent violence crime crimes criminal criminals steal stole stolen "
    "thief thieves rob robbed kill killed killing murder murdered attack attacked abuse abused hurt harm harmed "
    "harmful "
    "pain painful weak lonely miserable hopeless cry cried crying suffer suffered suffering "
    "suffers lie lied liar liars cheat cheated cheap wrong mistake mistakes problem problems trouble difficult "
    "lose lost loser losing blame blamed guilty shame ashamed embarrassed drunk addicted jail prison arrested "
    "terrorist "
    "terrorists crazy insane annoying boring complain complained complaint unfair die died death "
    "schlecht schlechte schlechten schlechter schlimm schlimme schlimmer furchtbar schrecklich schreckliche grausam "
    "böse gemein hässlich unfreundlich unehrlich egoistisch gierig faul faule dumm dumme dummen ignorant unfähig "
    "nutzlos "
    "wertlos scheitern gescheitert misserfolg traurig unglücklich wütend wut ärger angst fürchten hass hassen gehasst "
    "ekelhaft schmutzig gefährlich gefährliche gefahr bedrohung drohen gewalt gewalttätig verbrechen kriminell "
    "kriminelle stehlen gestohlen dieb diebe töten getötet mord angriff angegriffen missbrauch verletzt schaden "
    "schädlich schmerz schmerzen schmerzhaft schwach einsam elend hoffnungslos weinen leiden "
    "leidet gelitten lüge lügen lügner betrug betrügen betrogen falsch fehler problem probleme schwierig verlieren "
    "verloren verlierer schuld schuldig scham betrunken süchtig gefängnis verhaftet terrorist terroristen verrückt "
    "nervig langweilig beschwerde ungerecht unfair sterben gestorben tod";

constexpr std::string_view kNegations =
    "not no never neither nor without hardly don't doesn't didn't isn't aren't wasn't weren't can't cannot couldn't "
    "won't wouldn't nicht kein keine keinen keinem keiner nie niemals ohne kaum weder";

enum Tone : signed char { Negative = -1, Negation = 0, Positive = 1 };

const std::unordered_map<std::uint64_t, Tone>& tones() {
    static const auto all = [] {
        std::unordered_map<std::uint64_t, Tone> map;
        forEachWord(kPositive, [&](const Word& word) { map[word.hash] = Positive; });
        forEachWord(kNegative, [&](const Word& word) { map[word.hash] = Negative; });
        forEachWord(kNegations, [&](const Word& word) { map[word.hash] = Negation; });
        return map;
    }();
    return all;
}

}  // namespace

double sentimentOf(const std::vector<std::uint64_t>& words) {
    constexpr std::size_t reach = 2;
    std::int64_t positive = 0, negative = 0;
    std::size_t negatedUntil = 0;  // words before this place count the other way round
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto tone = tones().find(words[i]);
        if (tone == tones().end()) continue;
        if (tone->second == Negation)
            negatedUntil = i + 1 + reach;
        else
            ++((tone->second == Positive) != (i < negatedUntil) ? positive : negative);
    }
    return positive + negative == 0 ? 0 : double(positive - negative) / double(positive + negative);
}

}  // namespace tunesmith

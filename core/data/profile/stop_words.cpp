#include "core/data/profile/stop_words.h"

#include <bitset>
#include <string_view>
#include <unordered_set>

#include "core/data/clean/words.h"

namespace tunesmith {

namespace {

constexpr std::string_view kWords =
    // English
    "a an the this that these those such same own other another each every either neither both all any some no none "
    "few many much more most less least several enough i me my mine myself you your yours yourself yourselves he him "
    "his himself she her hers herself it its itself we us our ours ourselves they them their theirs themselves one "
    "ones someone anyone everyone nobody something anything everything nothing who whom whose which what when where "
    "why how whether and or but nor so yet for of in on at by to from with without within into onto upon about above "
    "below under over between among through during before after since until till against across along around behind "
    "beside besides beyond near off out up down per via than as like if then else because although though while "
    "unless whereas also too very just only even still already again ever never always often sometimes usually "
    "rather quite almost perhaps maybe however therefore thus hence moreover furthermore otherwise instead here there "
    "now today am is are was were be been being do does did doing done have has had having will would shall should "
    "can could may might must ought need not don't doesn't didn't isn't aren't wasn't weren't can't cannot couldn't "
    "won't wouldn't shouldn't haven't hasn't hadn't i'm you're he's she's it's we're they're i've you've we've they've "
    "i'll you'll he'll she'll we'll they'll i'd you'd he'd she'd we'd they'd that's there's here's what's let's get "
    "gets got getting make makes made making go goes going gone went come comes came let say says said see seen saw "
    "use used using take takes took taken give gives given gave know known want wants wanted well yes first second "
    "next last new two three way thing things lot etc eg ie "
    // German
    "der die das des dem den ein eine einen einem einer eines kein keine keinen keinem keiner keines dieser diese "
    "dieses diesen diesem jener jene jenes jenen jenem jeder jede jedes jeden jedem alle allen aller alles beide "
    "beiden einige einigen einiger viel viele vielen vieler mehr weniger wenig wenige manche manchen mehrere solche "
    "solcher solches ich mich mir mein meine meinen meinem meiner meines du dich dir dein deine deinen deinem deiner "
    "er ihn ihm sein seine seinen seinem seiner seines sie ihr ihre ihren ihrem ihrer ihres es wir uns unser unsere "
    "unseren unserem unserer euch euer eure man sich selbst selber wer wen wem wessen welche welcher welches welchen "
    "welchem was wann wo wie warum wieso weshalb woher wohin womit worin wobei und oder aber sondern denn doch jedoch "
    "sowie sowohl weder noch entweder ob dass daß weil wenn als während obwohl damit bevor nachdem seit bis falls "
    "indem sodass in im ins an am ans auf aufs aus bei beim mit nach von vom zu zum zur für um über unter vor hinter "
    "neben zwischen durch gegen ohne wegen trotz statt anstatt innerhalb außerhalb ab entlang je pro nicht nichts nie "
    "niemals immer oft manchmal schon nur auch sehr so zu ganz etwa fast sogar eben mal ja nein bitte hier da dort "
    "dann danach daher deshalb darum also dabei dazu dafür dagegen daran darauf daraus darin davon darüber nun jetzt "
    "heute wieder weiter etwas jemand niemand bin bist ist sind seid war warst waren wart gewesen sei seien wäre wären "
    "habe hast hat haben habt hatte hatten gehabt hätte hätten werde wirst wird werden wurde wurden worden würde "
    "würden kann kannst können könnt konnte konnten könnte könnten muss musst müssen müsst musste mussten müsste soll "
    "sollst sollen sollte sollten will willst wollen wollte wollten mag mögen möchte möchten möchtest darf darfst "
    "dürfen durfte lassen lässt gibt geben gab machen macht gemacht tun tut getan gehen geht kommt kommen sagen sagt "
    "bzw usw zb "
    // French, Spanish, Italian, Portuguese, Dutch: the commonest
    "le la les l'on un une des du de et est sont été être avoir ont que qui quoi dans pour par sur avec sans pas plus "
    "ne se ce cette ces son sa ses leur leurs nous vous ils elles elle il je tu mais ou où si au aux en y comme "
    "el los las una unos unas del al lo y o u que no es son fue ser está están ha han con por para como más pero sus "
    "su le les se me te nos muy sin sobre entre este esta estos estas ese esa eso qué cómo "
    "il gli dei delle della dello degli nel nella che chi non è sono era essere con per tra fra come più anche ma suo "
    "sua loro questo questa questi queste si ci vi di da "
    "os as um uma uns umas do da dos das no na nos nas ao aos à às em com sem por para é são foi ser está mais mas "
    "seu sua seus suas este esta isso que não "
    "het een van te dat die deze dit op aan met voor door bij naar uit om niet geen wel ook nog maar dan als wat wie "
    "waar hoe zijn was waren wordt worden heeft hebben kan kunnen zal zou moet moeten ik jij hij zij wij jullie hun "
    "haar je er of en";

}  // namespace

bool isStopWord(std::uint64_t hash) {
    struct Set {
        std::bitset<8192> maybe;  // by the hash's low bits: most other words are passed by here
        std::unordered_set<std::uint64_t> words;
    };
    static const Set set = [] {
        Set all;
        forEachWord(kWords, [&](const Word& word) {
            all.words.insert(word.hash);
            all.maybe.set(word.hash % all.maybe.size());
        });
        return all;
    }();
    return set.maybe.test(hash % set.maybe.size()) && set.words.count(hash) > 0;
}

}  // namespace tunesmith

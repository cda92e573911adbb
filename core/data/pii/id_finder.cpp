// Numbers: runs of words that may be one number are held against the table of kinds by their length.
#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "core/data/pii/checksums.h"
#include "core/data/pii/finders.h"
#include "core/data/pii/id_kinds.h"

namespace tunesmith::pii {

namespace {

constexpr std::size_t kMostCharacters = 40;

/// Words first..last as one number.
struct Run {
    std::size_t first = 0, last = 0;
    std::string characters;            // 0-9 and A-Z
    std::vector<std::uint8_t> groups;  // sizes between separators
    std::vector<Gap> gaps;             // separators, none left out but Gap::None
    std::size_t digits = 0;
    bool lower = false;  // holds small letters

    bool has(Gap gap) const { return std::find(gaps.begin(), gaps.end(), gap) != gaps.end(); }
    bool onlyDigits() const { return digits == characters.size(); }
};

/// Kinds by length, made once.
const std::array<std::vector<const IdKind*>, kMostCharacters + 1>& kindsByLength() {
    static const auto table = [] {
        std::array<std::vector<const IdKind*>, kMostCharacters + 1> byLength;
        for (const IdKind& kind : idKinds())
            for (std::size_t n = kind.pattern.shortest(); n <= kind.pattern.longest(); ++n)
                byLength[n].push_back(&kind);
        return byLength;
    }();
    return table;
}

bool isLayout(const std::vector<std::uint8_t>& groups, std::string_view layouts) {
    std::size_t at = 0;
    bool fits = true;
    for (std::size_t i = 0; i <= layouts.size() && !layouts.empty();) {
        int size = 0;
        for (; i < layouts.size() && isDigit(layouts[i]); ++i) size = size * 10 + digitOf(layouts[i]);
        fits = fits && at < groups.size() && groups[at] == size;
        ++at;
        if (i == layouts.size() || layouts[i] == ';') {
            if (fits && at == groups.size()) return true;
            at = 0;
            fits = true;
        }
        ++i;
    }
    return false;
}

/// The groups when a line break only cut one of them.
std::vector<std::uint8_t> mended(const Run& run) {
    std::vector<std::uint8_t> groups = {run.groups[0]};
    for (std::size_t i = 0; i < run.gaps.size(); ++i) {
        if (run.gaps[i] == Gap::Line)
            groups.back() = std::uint8_t(groups.back() + run.groups[i + 1]);
        else
            groups.push_back(run.groups[i + 1]);
    }
    return groups;
}

enum class Grouping { Bare, Usual, Spelled, Odd };

Grouping groupingOf(const Run& run, std::string_view layouts) {
    if (run.gaps.empty()) return Grouping::Bare;
    if (isLayout(run.groups, layouts)) return Grouping::Usual;
    if (run.has(Gap::Line)) {
        const auto groups = mended(run);
        if (groups.size() == 1) return Grouping::Bare;
        if (isLayout(groups, layouts)) return Grouping::Usual;
    }
    const bool single = std::all_of(run.groups.begin(), run.groups.end(), [](std::uint8_t size) { return size == 1; });
    if (single && run.groups.size() >= 8) return Grouping::Spelled;
    const bool even =
        std::all_of(run.groups.begin(), run.groups.end() - 1, [&](std::uint8_t size) { return size == run.groups[0]; });
    return even && run.groups[0] == 4 && run.groups.back() <= 4 && layouts.substr(0, 7) == "4 4 4 4" ? Grouping::Usual
                                                                                                     : Grouping::Odd;
}

/// A decimal fraction or a part of one, not a number that names something: 0.4111111111111111.
bool isFraction(const Document& document, const Run& run) {
    if (!run.onlyDigits() || !run.gaps.empty()) return false;
    const std::string_view text = document.text();
    const std::size_t begin = document.words()[run.first].begin, end = document.words()[run.last].end;
    return (begin >= 2 && text[begin - 1] == '.' && isDigit(text[begin - 2])) ||
           (end + 1 < text.size() && text[end] == '.' && isDigit(text[end + 1]));
}

class IdFinder {
public:
    explicit IdFinder(Findings& findings) : findings_(findings), document_(findings.document) {}

    void find() {
        const auto& words = document_.words();
        for (std::size_t i = 0; i < words.size(); ++i)
            if (mayStart(i)) startAt(i);
    }

private:
    bool mayStart(std::size_t i) const {
        const auto& words = document_.words();
        const Word& word = words[i];
        if (word.wide || word.size() > kMostCharacters) return false;
        if (word.digits > 0) return true;
        if (word.lower > 0)
            return i + 1 < words.size() && words[i + 1].begin == word.end;  // letters cut from their digits
        if (word.size() == 8 || word.size() == 11) return true;             // a bank code
        // Capitals before digits, one more word of capitals between at most; letter by letter, up to six.
        const std::size_t reach = word.size() == 1 ? 6 : 2;
        for (std::size_t k = i + 1; word.size() <= 6 && k < words.size() && k <= i + reach; ++k) {
            if (words[k].digits > 0) return true;
            if (words[k].lower > 0 || words[k].wide || (k > i + 1 && words[k].size() > 1)) return false;
        }
        return false;
    }

    void startAt(std::size_t first) {
        const auto& words = document_.words();
        Run run;
        run.first = first;
        for (std::size_t i = first; i < words.size(); ++i) {
            const Word& word = words[i];
            if (word.wide || run.characters.size() + word.size() > kMostCharacters) return;
            if (i > first) {
                const Gap gap = document_.gapAfter(i - 1);
                if (gap == Gap::Wide) return;
                // A word of small letters beside a number is a word.
                if (gap != Gap::None && (word.digits == 0 || words[i - 1].digits == 0) &&
                    (word.lower > 0 || words[i - 1].lower > 0))
                    return;
                if (gap == Gap::None)
                    run.groups.back() = std::uint8_t(run.groups.back() + word.size());
                else
                    run.groups.push_back(std::uint8_t(word.size())), run.gaps.push_back(gap);
            } else {
                run.groups.push_back(std::uint8_t(word.size()));
            }
            for (const char c : document_.word(i)) run.characters += c >= 'a' && c <= 'z' ? char(c - 32) : c;
            run.digits += word.digits;
            run.lower = run.lower || word.lower > 0;
            run.last = i;
            judge(run);
        }
    }

    void judge(const Run& run) {
        const bool bankCode = run.digits == 0 && (run.characters.size() == 8 || run.characters.size() == 11);
        if (run.characters.size() >= 4 && (run.digits > 0 || bankCode))
            for (const IdKind* kind : kindsByLength()[run.characters.size()]) judge(run, *kind);
        if (run.digits > 0 || run.gaps.empty())
            for (const CustomPattern& custom : findings_.options.patterns) judge(run, custom);
    }

    void judge(const Run& run, const IdKind& kind) {
        if (!findings_.wants(kind.entity) || (kind.pattern.onlyDigits() && !run.onlyDigits())) return;
        if ((kind.demands & kOneWord) && !run.gaps.empty()) return;
        if ((kind.demands & kCapitals) && run.lower) return;
        if ((kind.demands & kNoSpaces) && (run.has(Gap::Space) || run.has(Gap::Line) || run.gaps.size() > 5)) return;
        if (!kind.pattern.matches(run.characters) || (kind.check != nullptr && !kind.check(run.characters))) return;
        if (isFraction(document_, run)) return;
        const double score = scoreOf(run, kind);
        if (score > 0) addRun(run, kind.entity, score, {});
    }

    /// How far before the word `first` the entity is named, where only words such as "number" stand between: for
    /// numbers that nothing else makes what they are. 0 where it is not.
    int announcedAt(Entity entity, std::size_t first) const {
        static const std::unordered_set<std::string> between = {
            "no",  "nr",  "num",    "number", "numbers", "id",     "code", "ref", "is",
            "ist", "est", "nummer", "numéro", "numero",  "número", "n",    "es",  "è"};
        for (std::size_t distance = 1; distance <= 4 && distance <= first; ++distance) {
            if (document_.speaksOf(entity, first - distance)) return int(distance);
            if (between.count(lowered(document_.word(first - distance))) == 0) return 0;
        }
        return 0;
    }

    /// 0 where what the kind needs is missing.
    double scoreOf(const Run& run, const IdKind& kind) const {
        const EntityInfo& info = entityInfo(kind.entity);
        const bool weak = kind.demands & kNoSpaces;
        int distance =
            weak ? announcedAt(kind.entity, run.first) : document_.contextOf(kind.entity, run.first, run.last);
        if (distance == 0 && info.checksum && findings_.isAtHome(kind.entity)) distance = 6;
        const Grouping grouping = weak ? Grouping::Bare : groupingOf(run, kind.layouts);
        const bool laidOut = grouping == Grouping::Usual && (!(kind.demands & kDashes) || !run.has(Gap::Space));
        if (grouping == Grouping::Odd && !(kind.demands & kAnyGroups) &&
            !(info.checksum && distance > 0 && distance <= 3))
            return 0;
        if (kind.need == Need::Word && distance == 0) return 0;
        if (kind.need == Need::Layout && distance == 0 && !laidOut) return 0;
        // What is announced outweighs what only passes its check.
        const double base = kind.need == Need::Nothing ? 0.83 : info.checksum ? 0.8 : weak ? 0.5 : 0.65;
        return base + (laidOut ? 0.01 : 0) + (distance > 0 ? 0.15 - 0.01 * distance : 0);
    }

    void judge(const Run& run, const CustomPattern& custom) {
        if (!findings_.wants(Entity::Custom) || !custom.pattern.matches(run.characters)) return;
        if (!custom.context.empty() && !isAnnounced(run, custom.context)) return;
        addRun(run, Entity::Custom, 0.9, custom.name);
    }

    bool isAnnounced(const Run& run, const std::vector<std::string>& context) const {
        const auto speaks = [&](std::size_t i) {
            return std::find(context.begin(), context.end(), lowered(document_.word(i))) != context.end();
        };
        for (std::size_t distance = 1; distance <= 5; ++distance) {
            if (distance <= run.first && speaks(run.first - distance)) return true;
            if (distance <= 2 && run.last + distance < document_.words().size() && speaks(run.last + distance))
                return true;
        }
        return false;
    }

    void addRun(const Run& run, Entity entity, double score, const std::string& label) {
        findings_.add(entity, document_.words()[run.first].begin, document_.words()[run.last].end, score, label);
    }

    Findings& findings_;
    const Document& document_;
};

}  // namespace

void findIdentifiers(Findings& findings) {
    IdFinder(findings).find();
}

}  // namespace tunesmith::pii

// Words of the special categories of GDPR Article 9: a sign that a row needs a person's eye, nothing more.
#include "core/data/pii/finders.h"
#include "core/data/pii/word_lists.h"

namespace tunesmith::pii {

void findSpecialCategories(Findings& findings) {
    if (!findings.wants(Entity::SpecialCategory)) return;
    const auto& table = specialWords();
    std::string lower;
    for (std::size_t i = 0; i < findings.document.words().size(); ++i) {
        const Word& word = findings.document.words()[i];
        if (word.digits > 0 || word.size() < 3 || word.size() > 24) continue;
        lower.assign(findings.document.word(i));
        for (char& c : lower) c = lowered(c);
        const auto found = table.find(lower);
        if (found != table.end()) findings.add(Entity::SpecialCategory, word.begin, word.end, 0.3, found->second);
    }
}

}  // namespace tunesmith::pii

#include "core/data/pii/scanner.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/data/pii/document.h"
#include "core/data/pii/finders.h"
#include "core/data/pii/validators.h"

namespace tunesmith::pii {

namespace {

/// Keeps the longest of those that overlap, the surest of the same length. A web address stands beside what is inside
/// of it.
std::vector<Finding> withoutOverlaps(std::vector<Finding> found) {
    const auto length = [](const Finding& f) { return f.end - f.begin; };
    std::stable_sort(found.begin(), found.end(), [&](const Finding& a, const Finding& b) {
        return length(a) != length(b) ? length(a) > length(b) : a.score > b.score;
    });
    std::vector<Finding> kept;
    // Sorted by begin; each kept one that is no address excludes its bytes.
    std::vector<std::pair<std::size_t, std::size_t>> taken;
    for (Finding& finding : found) {
        if (finding.entity == Entity::Url) {
            kept.push_back(std::move(finding));
            continue;
        }
        const auto after = std::lower_bound(taken.begin(), taken.end(), std::pair(finding.end, std::size_t(0)));
        if (after != taken.begin() && std::prev(after)->second > finding.begin) continue;
        taken.insert(after, {finding.begin, finding.end});
        kept.push_back(std::move(finding));
    }
    std::sort(kept.begin(), kept.end(), [&](const Finding& a, const Finding& b) {
        return a.begin != b.begin ? a.begin < b.begin : length(a) > length(b);
    });
    return kept;
}

}  // namespace

EntitySet allEntities() {
    return EntitySet().set();
}

EntitySet certainEntities() {
    EntitySet set;
    for (const EntityInfo& info : entities()) set.set(std::size_t(info.entity), !info.review);
    return set;
}

Scanner::Scanner(ScanOptions options) : options_(std::move(options)) {
    for (const std::string& country : options_.countries)
        if (!isCountry(country))
            throw Error(Code::BadInput,
                        "\"" + country + "\" is no country; write two capital letters, such as DE or US.");
    for (const CustomPattern& custom : options_.patterns) {
        const bool named = !custom.name.empty() && std::all_of(custom.name.begin(), custom.name.end(), [](char c) {
            return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        });
        if (!named)
            throw Error(Code::BadInput,
                        "A pattern cannot be called \"" + custom.name + "\"; use letters, digits and _.");
    }
}

std::vector<Finding> Scanner::scan(std::string_view text) const {
    const Document document(text);
    Findings findings(document, options_);
    findIdentifiers(findings);
    findOnline(findings);
    findSecrets(findings);
    findPhones(findings);
    findDates(findings);
    findNames(findings);
    findPlaces(findings);
    findSpecialCategories(findings);
    return withoutOverlaps(findings.take());
}

}  // namespace tunesmith::pii

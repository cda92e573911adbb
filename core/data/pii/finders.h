// What the scanner runs over a document, one function a family of entities. They add what they find, overlaps included;
// the scanner chooses. Each reads the words once.
#pragma once

#include <vector>

#include "core/data/pii/document.h"
#include "core/data/pii/scanner.h"

namespace tunesmith::pii {

class Findings {
public:
    Findings(const Document& document, const ScanOptions& options) : document(document), options(options) {}

    bool wants(Entity entity) const { return options.entities[std::size_t(entity)]; }
    /// Bytes `begin` to `end` of the folded text; where the entity is not wanted, nothing happens.
    void add(Entity entity, std::size_t begin, std::size_t end, double score, std::string label = {}) {
        if (!wants(entity) || begin >= end) return;
        const Folded& folded = document.folded();
        found_.push_back({entity, folded.origin(begin), folded.origin(end), float(score), std::move(label)});
    }
    /// A country of the project gives this entity.
    bool isAtHome(Entity entity) const {
        const std::string_view country = entityInfo(entity).country;
        for (const std::string& home : options.countries)
            if (home == country) return true;
        return false;
    }
    std::vector<Finding> take() { return std::move(found_); }

    const Document& document;
    const ScanOptions& options;

private:
    std::vector<Finding> found_;
};

void findIdentifiers(
    Findings& findings);               // id_finder.cpp: numbers of persons, accounts, vehicles; the project's patterns
void findOnline(Findings& findings);   // online_finder.cpp: e-mail, web, IP, MAC, crypto addresses
void findSecrets(Findings& findings);  // secret_finder.cpp
void findPhones(Findings& findings);   // phone_finder.cpp
void findDates(Findings& findings);    // date_finder.cpp: dates, births, ages
void findNames(Findings& findings);    // name_finder.cpp
void findPlaces(Findings& findings);   // place_finder.cpp: cities, streets
void findSpecialCategories(Findings& findings);  // special_finder.cpp

}  // namespace tunesmith::pii

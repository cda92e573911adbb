#include "core/data/pii/recall.h"

namespace tunesmith::pii {

MeasuredRecall measuredRecall() {
    return {.namesWithCue = 0.80,
            .namesBare = 0.41,
            .namePrecision = 0.92,
            .places = 0.49,
            .placePrecision = 0.99,
            .streets = 0.78,
            .streetPrecision = 1.00};
}

OrderedJson MeasuredRecall::toJson() const {
    return {{"names_with_cue", namesWithCue},     {"names_bare", namesBare},
            {"name_precision", namePrecision},    {"places", places},
            {"place_precision", placePrecision},  {"streets", streets},
            {"street_precision", streetPrecision}};
}

std::string recallText(const ReportWords& words) {
    const MeasuredRecall m = measuredRecall();
    const auto ofTen = [&](double share) { return words.whole(share * 10); };
    return filled(words.say("Personal",
                            "Of 10 names with a title, a role or a greeting before them about %1 are found, of 10 that "
                            "stand bare about %2: read on yourself. Of 10 findings about %3 are names."),
                  {ofTen(m.namesWithCue), ofTen(m.namesBare), ofTen(m.namePrecision)}) +
           " " +
           filled(words.say("Personal",
                            "Of 10 places about %1 are found, of 10 streets with a number about %2. (Measured on "
                            "10,000 made-up documents.)"),
                  {ofTen(m.places), ofTen(m.streets)});
}

std::string limitsText(const ReportWords& words) {
    return recallText(words) + " " +
           words.say(
               "Personal",
               "Other identifiers may be written in forms that no detector knows. A person who knows the rows has "
               "to decide whether they are free of personal data.");
}

}  // namespace tunesmith::pii

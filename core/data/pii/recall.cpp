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
    return filled(
               words.say("Personal",
                         "About %1 of 10 names are found where a title, a role or a greeting stands before them, about "
                         "%2 of 10 where they stand bare: read on yourself. About %3 of 10 findings are names."),
               {ofTen(m.namesWithCue), ofTen(m.namesBare), ofTen(m.namePrecision)}) +
           " " +
           filled(words.say("Personal",
                            "About %1 of 10 places are found, about %2 of 10 streets with a number. Measured on 10,000 "
                            "made-up documents."),
                  {ofTen(m.places), ofTen(m.streets)});
}

std::string limitsText(const ReportWords& words) {
    return recallText(words) + "\n" +
           words.say(
               "Personal",
               "Other identifiers may be written in forms that no detector knows. A person who knows the rows has "
               "to decide whether they are free of personal data.");
}

}  // namespace tunesmith::pii

#include "core/data/profile/group_counts.h"

#include <algorithm>
#include <cmath>

#include "core/data/profile/measures.h"

namespace tunesmith {

GroupCounts::GroupCounts(std::vector<std::string> labels) : labels_(std::move(labels)) {
    if (labels_.size() > kMostLabels) labels_.resize(kMostLabels);
    Tally empty;
    empty.labels.assign(labels_.size(), 0);
    terms_.assign(finder_.terms().size(), empty);
    groups_.assign(peopleGroups().size(), empty);
    all_ = empty;
}

void GroupCounts::Tally::add(int label, double value) {
    ++rows;
    if (label >= 0 && std::size_t(label) < labels.size()) ++labels[std::size_t(label)];
    sentiment += value;
    squares += value * value;
}

void GroupCounts::add(const std::vector<std::uint16_t>& terms, int label, double sentiment) {
    all_.add(label, sentiment);
    std::size_t last = groups_.size();
    for (const std::uint16_t term : terms) {  // ascending: those of a group stand together
        terms_[term].add(label, sentiment);
        const std::size_t group = finder_.terms()[term].group;
        if (group != last) groups_[group].add(label, sentiment);
        last = group;
    }
}

GroupProfile GroupCounts::profileOf(std::size_t group) const {
    const Tally& tally = groups_[group];
    GroupProfile profile;
    profile.family = peopleGroups()[group].family;
    profile.name = peopleGroups()[group].name;
    profile.rows = tally.rows;
    const std::int64_t others = all_.rows - tally.rows;
    profile.tooFew = tally.rows < kFewestGroupRows || others < kFewestGroupRows;
    for (std::size_t term = 0; term < terms_.size(); ++term) {
        if (finder_.terms()[term].group != group || terms_[term].rows == 0) continue;
        TermCount& count = profile.terms.emplace_back();
        count.term = finder_.terms()[term].text;
        count.rows = terms_[term].rows;
        if (count.rows < kFewestGroupRows) continue;
        for (std::size_t label = 0; label < labels_.size(); ++label) {
            const double pmi = pmiBits(terms_[term].labels[label], count.rows, all_.labels[label], all_.rows);
            if (pmi <= count.pmi) continue;
            count.pmi = pmi;
            count.label = labels_[label];
        }
    }
    std::stable_sort(profile.terms.begin(), profile.terms.end(),
                     [](const TermCount& a, const TermCount& b) { return a.rows > b.rows; });
    for (std::size_t label = 0; label < labels_.size(); ++label)
        profile.labels.push_back({labels_[label], wilson(tally.labels[label], tally.rows),
                                  wilson(all_.labels[label] - tally.labels[label], others),
                                  pmiBits(tally.labels[label], tally.rows, all_.labels[label], all_.rows)});
    const auto meanOf = [](double sum, std::int64_t rows) { return rows > 0 ? sum / double(rows) : 0; };
    profile.sentiment = meanOf(tally.sentiment, tally.rows);
    profile.others = meanOf(all_.sentiment - tally.sentiment, others);
    const auto errorOf = [&](double squares, double mean, std::int64_t rows) {
        return rows > 1 ? std::max(0.0, squares / double(rows) - mean * mean) / double(rows - 1) : 0;
    };
    profile.sentimentError = std::sqrt(errorOf(tally.squares, profile.sentiment, tally.rows) +
                                       errorOf(all_.squares - tally.squares, profile.others, others));
    return profile;
}

std::vector<GroupProfile> GroupCounts::finish() const {
    std::vector<GroupProfile> all;
    for (std::size_t begin = 0; begin < groups_.size();) {
        std::size_t end = begin;
        const std::string& family = peopleGroups()[begin].family;
        const std::size_t first = all.size();
        for (; end < groups_.size() && peopleGroups()[end].family == family; ++end)
            if (groups_[end].rows > 0) all.push_back(profileOf(end));
        std::stable_sort(all.begin() + std::ptrdiff_t(first), all.end(),
                         [](const GroupProfile& a, const GroupProfile& b) { return a.rows > b.rows; });
        begin = end;
    }
    return all;
}

}  // namespace tunesmith

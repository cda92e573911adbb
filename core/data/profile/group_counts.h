// GroupCounts: in how many rows each group of people is named, with which labels, and how those texts sound beside the
// others.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/data/profile/data_profile.h"
#include "core/data/profile/group_words.h"

namespace tunesmith {

/// Under so many rows with a group nothing is told about it but their number.
constexpr std::int64_t kFewestGroupRows = 20;

class GroupCounts {
public:
    /// The names of the labels that are told apart, at most kMostLabels of them.
    explicit GroupCounts(std::vector<std::string> labels);
    static constexpr std::size_t kMostLabels = 12;

    const GroupFinder& finder() const { return finder_; }
    /// `terms`: as finder().find() gives them. `label`: number in the list; -1: none of them. One thread.
    void add(const std::vector<std::uint16_t>& terms, int label, double sentiment);
    /// Those that occur, by family, the commonest of a family first.
    std::vector<GroupProfile> finish() const;

private:
    struct Tally {
        std::int64_t rows = 0;
        std::vector<std::int64_t> labels;
        double sentiment = 0, squares = 0;
        void add(int label, double value);
    };
    GroupProfile profileOf(std::size_t group) const;

    GroupFinder finder_;
    std::vector<std::string> labels_;
    std::vector<Tally> terms_, groups_;
    Tally all_;
};

}  // namespace tunesmith

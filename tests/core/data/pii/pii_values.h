// Valid numbers of each kind with a check digit, made by formulas of their own (not the code under test): the check
// digit is what the specification says, computed in another way where there is one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/random.h"
#include "core/data/pii/entity.h"

namespace pii_test {

/// A row of random numbers.
class Draw {
public:
    explicit Draw(std::uint64_t seed) : stream_(seed, "pii") {}
    int below(int n) { return int(stream_.at(next_++) % std::uint64_t(n)); }
    bool chance(int percent) { return below(100) < percent; }
    std::string digits(int count);
    std::string letters(int count);
    template <typename T>
    const T& of(const std::vector<T>& all) {
        return all[std::size_t(below(int(all.size())))];
    }

private:
    tunesmith::RandomStream stream_;
    std::uint64_t next_ = 0;
};

struct Kind {
    tunesmith::pii::Entity entity;
    bool (*check)(std::string_view);
    std::string (*make)(Draw&);
    const char* context;               // what people write before it
    std::vector<std::string> layouts;  // "#### ####": # takes the next character, others stand for themselves
    double catches = 1.0;              // share of wrong digits that its check notices, at least
};

/// One for each entity with a check digit.
const std::vector<Kind>& kinds();

/// The characters of `value` in a layout; the value itself where the layout has not as many places.
std::string inLayout(const std::string& value, const std::string& layout);

}  // namespace pii_test

#include "core/data/split/split.h"

#include <charconv>

#include "core/base/error.h"
#include "core/base/random.h"

namespace tunesmith {

void SplitFractions::validate() const {
    const auto share = [](double value) { return value >= 0 && value < 1; };
    if (!share(validation) || !share(test) || validation + test >= 1)
        throw Error(Code::BadInput, "The shares for validation and test are " + std::to_string(validation) + " and " +
                                        std::to_string(test) +
                                        "; each must be from 0 to below 1, and together below 1.");
}

double placeOf(const std::string& hash, std::uint64_t seed) {
    std::uint64_t head = 0;
    const char* end = hash.data() + std::min<std::size_t>(16, hash.size());
    if (hash.size() != 64 || std::from_chars(hash.data(), end, head, 16).ptr != end)
        throw Error(Code::BadInput, "A row's hash has to have 64 hexadecimal digits.");
    return double((seed == 0 ? head : mix64(head ^ mix64(seed))) >> 11) * 0x1.0p-53;
}

Split splitOf(const std::string& hash, const SplitFractions& fractions, std::uint64_t seed) {
    const double place = placeOf(hash, seed);
    if (place < fractions.test) return Split::Test;
    if (place >= 1.0 - fractions.validation) return Split::Validation;
    return Split::Train;
}

}  // namespace tunesmith

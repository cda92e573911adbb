// Surrogates: values that look like the real one and are nobody's.
#pragma once

#include <string>
#include <string_view>

#include "core/data/pii/entity.h"

namespace tunesmith::pii {

/// `value` with other digits and letters in the same places, drawn from key and `same` (the value as it is compared),
/// so that equal values get equal surrogates; of an e-mail address, one at example.invalid. The check digit is wrong.
/// `attempt` draws another one. Empty where the entity has no check digit to be wrong.
std::string surrogateOf(Entity entity, std::string_view value, std::string_view key, std::string_view same,
                        int attempt);

}  // namespace tunesmith::pii

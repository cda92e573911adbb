// The cleaning step that takes personal data out of rows, or flags the rows that hold some.
#pragma once

#include "core/data/clean/cleaner.h"
#include "core/data/pii/redact.h"

namespace tunesmith {

/// "personal_data", with the settings entities, action, names, countries, patterns, keep, score and except (values that
/// a person let stand).
CleanerKind personalDataCleaner();

/// What the step looks for and does with it, for those that only look. `settings` holds a value for each key. Throws
/// Error(BadInput) for an entity, country or pattern that is none, and where the action needs a secret.
pii::Redactor personalDataRedactor(const Json& settings, const std::string& secret);

}  // namespace tunesmith

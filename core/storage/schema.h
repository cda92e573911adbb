// The tables of a project and how older projects become newer ones.
#pragma once

#include <string>
#include <vector>

#include "core/storage/sqlite.h"

namespace tunesmith::storage {

/// Step i leads from version i to version i + 1. A published step never changes; a change of the schema is a step more.
const std::vector<std::string>& migrations();

/// The version that the file has; 0 for one without tables.
int schemaVersionOf(Database& database);

/// Brings the file to the last version, all in one transaction. Throws Error(BadFile) where the file is newer than the
/// steps, or is a database of another program; then nothing is changed.
void migrate(Database& database, const std::vector<std::string>& steps);

}  // namespace tunesmith::storage

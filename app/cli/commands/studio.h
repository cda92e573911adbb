// The commands of `data` that work on a data set's versions.
#pragma once

#include "app/cli/session.h"

namespace tunesmith::cli {

/// Adds personal to `data`.
void addPersonal(CLI::App& data, Session& session);

/// Adds personal, clean, steps, split, replace, delete, export, versions, go, tag, diff to `data`.
void addStudio(CLI::App& data, Session& session);

}  // namespace tunesmith::cli

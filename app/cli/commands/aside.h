// The commands of `data` for rows that an import kept aside.
#pragma once

#include "app/cli/session.h"

namespace tunesmith::cli {

/// Adds aside, mend to `data`.
void addAside(CLI::App& data, Session& session);

}  // namespace tunesmith::cli

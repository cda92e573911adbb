// The command data stats: how balanced and representative a data set is.
#pragma once

#include "app/cli/session.h"

namespace tunesmith::cli {

void addStats(CLI::App& data, Session& session);

}  // namespace tunesmith::cli

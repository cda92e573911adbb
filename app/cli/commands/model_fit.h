// model fit: what a run would take of this machine, estimated and tried.
#pragma once

#include "app/cli/session.h"

namespace tunesmith::cli {

/// Adds fit to `model`.
void addModelFit(CLI::App& model, Session& session);

}  // namespace tunesmith::cli

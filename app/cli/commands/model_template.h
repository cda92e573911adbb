// model template: the chat template of a model, shown, changed for this project and set back.
#pragma once

#include "app/cli/session.h"

namespace tunesmith::cli {

/// Adds template to `model`.
void addModelTemplate(CLI::App& model, Session& session);

}  // namespace tunesmith::cli

// The list of exporters.
#pragma once

#include <string>
#include <vector>

#include "core/data/export/exporter.h"

namespace tunesmith {

/// All that this build has; they live as long as the program.
const std::vector<const Exporter*>& exporters();

/// Throws Error(BadInput) for an unknown name, listing what there is.
const Exporter& exporterNamed(const std::string& name);

}  // namespace tunesmith

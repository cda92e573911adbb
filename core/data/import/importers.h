// The list of importers, and which of them reads a file.
#pragma once

#include <string>
#include <vector>

#include "core/data/import/importer.h"

namespace tunesmith {

/// All of them; they live as long as the program.
const std::vector<const Importer*>& importers();

/// The importer that `format` names or, where it is empty, the one that recognises the file best. Throws
/// Error(BadInput) for an unknown name or a file that none recognises, listing what there is; Error(NotFound) where the
/// file cannot be opened.
const Importer& importerFor(const std::string& path, const std::string& format, const ReadOptions& options = {});

/// For an importer that reads a file as a whole: its size, for the summary and for `progress`.
ReadSummary beginFile(const std::string& path, Progress& progress);

/// Whether the name ends in one of the importer's extensions.
bool hasExtension(const Importer& importer, const std::string& filename);

}  // namespace tunesmith

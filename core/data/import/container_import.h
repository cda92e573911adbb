// Importing the files of a folder or archive one after the other; importFile() and previewFile() come here for those.
#pragma once

#include "core/data/import/container.h"
#include "core/data/import/import_files.h"

namespace tunesmith {

/// As importFile(); `path` is the container's.
ImportResult importContainer(Container& container, const std::string& path, const ImportOptions& options,
                             const ImportSink& sink, const Cancel& cancel, Progress& progress);

/// As previewFile(): of the first file that can be read.
ImportPreview previewContainer(Container& container, const std::string& path, const ImportOptions& options);

}  // namespace tunesmith

// Reading Parquet and Arrow IPC row by row; arrow_reader.cpp is the one place that reads with Apache Arrow, and is only
// built where it is there.
#pragma once

#include <string>

#include "core/data/import/importer.h"

namespace tunesmith {

enum class ArrowKind { Parquet, Ipc };

/// As Importer::read(). Without Apache Arrow it throws Error(BadInput) saying what is missing.
ReadSummary readArrowFile(const std::string& path, ArrowKind kind, const ReadOptions& options, const ItemSink& sink,
                          const Cancel& cancel, Progress& progress);

}  // namespace tunesmith

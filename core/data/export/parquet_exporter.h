// Parquet: conversations as lists of messages, texts and labels as columns; only where Tunesmith is built with Apache
// Arrow.
#pragma once

#include "core/data/export/exporter.h"

namespace tunesmith {

class ParquetExporter : public Exporter {
public:
    std::string name() const override { return "parquet"; }
    std::string title() const override { return "Parquet"; }
    std::string extension() const override { return "parquet"; }
    std::unique_ptr<RowWriter> open(AtomicFile& file, const RowSurvey& survey,
                                    const ExportOptions& options) const override;
};

}  // namespace tunesmith

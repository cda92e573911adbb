// CSV (RFC 4180): question and answer where all conversations are such pairs, else a column of messages as JSON.
#pragma once

#include "core/data/export/exporter.h"

namespace tunesmith {

class CsvExporter : public Exporter {
public:
    std::string name() const override { return "csv"; }
    std::string title() const override { return "CSV"; }
    std::string extension() const override { return "csv"; }
    std::unique_ptr<RowWriter> open(AtomicFile& file, const RowSurvey& survey,
                                    const ExportOptions& options) const override;
};

}  // namespace tunesmith

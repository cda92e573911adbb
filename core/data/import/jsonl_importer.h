// JSON lines: one object a line.
#pragma once

#include "core/data/import/importer.h"

namespace tunesmith {

class JsonlImporter : public Importer {
public:
    std::string name() const override { return "jsonl"; }
    std::string title() const override { return "JSON lines"; }
    std::vector<std::string> extensions() const override { return {"jsonl", "ndjson", "jsonlines"}; }
    double sniff(const FileHead& file) const override;
    ReadSummary read(const std::string& path, const ReadOptions& options, const ItemSink& sink, const Cancel& cancel,
                     Progress& progress) const override;
};

/// Share of the lines of `head` that are an object {...} each; what is cut off at its end counts in favour.
double shareOfObjectLines(std::string_view head);

}  // namespace tunesmith

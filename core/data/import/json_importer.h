// JSON: a list of objects, an object with one list of objects in it, or a single object; several of them may follow
// each other. Items are cut out of the text as it streams by, so that a file of any size is read in bounded memory.
#pragma once

#include "core/data/import/importer.h"

namespace tunesmith {

class JsonImporter : public Importer {
public:
    std::string name() const override { return "json"; }
    std::string title() const override { return "JSON"; }
    std::vector<std::string> extensions() const override { return {"json"}; }
    double sniff(const FileHead& file) const override;
    ReadSummary read(const std::string& path, const ReadOptions& options, const ItemSink& sink, const Cancel& cancel,
                     Progress& progress) const override;
};

}  // namespace tunesmith

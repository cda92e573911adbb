// The data card that goes with an exported data set: what is in it, where it came from and what was done to it.
#pragma once

#include <string>
#include <vector>

#include "core/data/export/export_rows.h"

namespace tunesmith {

struct CardSource {
    std::string file, sha256;
    std::int64_t bytes = 0;
};

struct DataCard {
    std::string name;         // of the data set
    std::string description;  // by the user; may be empty
    std::string licence;      // an identifier such as "cc-by-4.0"; empty: the card asks for one
    std::string version;      // of the data set, as the project calls it
    std::string created;      // date, ISO 8601
    std::string format;       // Exporter::title()
    std::string file;         // the exported file's name
    std::vector<CardSource> sources;
    std::vector<std::string> steps;  // what was done to the rows, in order, in words
    bool extra = true;               // the columns that play no role in training are in the file
    ExportedRows result;
};

/// The card as Markdown with the block of YAML in front that hubs of data sets read.
std::string dataCardText(const DataCard& card);

}  // namespace tunesmith

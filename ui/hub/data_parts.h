// The parts of a data set on the Hub by the names of its files: what it was divided into to train, validate and test.
#pragma once

#include <QString>
#include <vector>

#include "core/engine/hub.h"

namespace tunesmith::ui {

struct DataPart {
    QString name;            // "for training", "all files"
    std::vector<int> files;  // indices
};

/// The usual one first; none where there are no files.
std::vector<DataPart> dataParts(const std::vector<hub::RepoFile>& files);

}  // namespace tunesmith::ui

// How the versions of a data set descend from each other, as lanes beside their list.
#pragma once

#include <vector>

#include "core/engine/data_studio.h"

namespace tunesmith::ui {

/// What is drawn beside one version.
struct VersionLane {
    int lane = 0;              // of its dot, from 0
    int parent = 0;            // the number of the version it was made from; 0: none that is listed
    std::vector<int> from;     // lanes from above, those of its children, that end in the dot
    std::vector<int> through;  // lanes that pass it by
};

/// One for each version; `versions` are the newest first, so that each stands before its parent. A lane is taken up
/// again once its line has ended.
std::vector<VersionLane> versionLanes(const std::vector<VersionInfo>& versions);

}  // namespace tunesmith::ui

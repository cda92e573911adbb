#include "ui/models/version_lanes.h"

#include <algorithm>
#include <unordered_map>

namespace tunesmith::ui {

std::vector<VersionLane> versionLanes(const std::vector<VersionInfo>& versions) {
    std::unordered_map<std::int64_t, std::int64_t> numbers;  // by id
    for (const VersionInfo& version : versions) numbers[version.id] = version.number;
    std::vector<std::int64_t> awaited;  // by lane: the version that its line leads to; 0: the lane is free
    std::vector<VersionLane> result;
    for (const VersionInfo& version : versions) {
        VersionLane row;
        for (std::size_t lane = 0; lane < awaited.size(); ++lane) {
            if (awaited[lane] == version.id)
                row.from.push_back(int(lane));
            else if (awaited[lane] != 0)
                row.through.push_back(int(lane));
        }
        for (const int lane : row.from) awaited[std::size_t(lane)] = 0;
        const auto free = std::find(awaited.begin(), awaited.end(), 0);
        row.lane = row.from.empty() ? int(free - awaited.begin()) : row.from.front();
        if (std::size_t(row.lane) == awaited.size()) awaited.push_back(0);
        if (const auto parent = numbers.find(version.parent); parent != numbers.end()) {
            row.parent = int(parent->second);
            awaited[std::size_t(row.lane)] = version.parent;
        }
        result.push_back(std::move(row));
    }
    return result;
}

}  // namespace tunesmith::ui

// One training run followed to its end: shared by train and demo.
#pragma once

#include "app/cli/session.h"

namespace tunesmith::cli {

struct TrainedRun {
    TrainResult result;
    std::vector<ProbeAnswer> probes;
    bool stoppedByUser = false;  // Ctrl+C: what was learned so far is kept
};

/// Shows progress, validation losses and probe answers on stderr. Where the run pauses because the disk is full, a user
/// at a terminal may make room and go on; otherwise the run is left resumable and Error(DiskFull) is thrown. Throws
/// what follow() throws.
TrainedRun followTraining(TrainJob& job, const Session& session);

/// What a run came to, for people. `labels`: what it learned are labels, not tokens.
std::string trainingText(const TrainResult& result, bool labels = false);

}  // namespace tunesmith::cli

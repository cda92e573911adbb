// follow: waits for a job while its progress is shown and Ctrl+C is heard.
#pragma once

#include <functional>

#include "app/cli/progress.h"
#include "app/cli/session.h"

namespace tunesmith::cli {

struct FollowHooks {
    std::function<void(ProgressLine&)> tick;                        // ten times a second and once at the end; may print
    std::function<void()> interrupt;                                // what the first Ctrl+C does; empty: job.cancel()
    std::function<void(const JobSnapshot&, ProgressLine&)> paused;  // once each time the job has paused by itself
};

/// Returns when the job has ended. Throws the job's own failure as Error, and Error(Cancelled) where it was cancelled.
void follow(Job& job, const Session& session, const FollowHooks& hooks = {});

}  // namespace tunesmith::cli

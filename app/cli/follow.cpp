#include "app/cli/follow.h"

#include <chrono>
#include <thread>

#include "app/cli/interrupt.h"

namespace tunesmith::cli {
namespace {

constexpr auto kLook = std::chrono::milliseconds(10);  // how soon the end and Ctrl+C are seen
constexpr int kLooksPerTick = 10;

void throwUnlessDone(const Outcome& outcome) {
    if (outcome.state == JobState::Failed) {
        const Failure failure =
            outcome.failure.value_or(Failure{Code::Internal, "The job failed without a reason.", ""});
        throw Error(failure.code, failure.message, failure.where);
    }
    if (outcome.state == JobState::Cancelled)
        throw Error(Code::Cancelled, "It was cancelled. What was finished before is kept.");
}

}  // namespace

void follow(Job& job, const Session& session, const FollowHooks& hooks) {
    ProgressLine progress(session.quiet);
    bool asked = false, sawPause = false;
    std::string lastNote;
    for (int look = 0; !job.finished(); ++look) {
        if (interrupted() && !asked) {
            asked = true;
            progress.say("Stopping. Press Ctrl+C again to leave at once.");
            hooks.interrupt ? hooks.interrupt() : job.cancel();
        }
        if (look % kLooksPerTick == 0) {
            const JobSnapshot snapshot = job.snapshot();
            progress.show(snapshot);
            if (hooks.tick) hooks.tick(progress);
            if (snapshot.note != lastNote && !snapshot.note.empty()) progress.say(snapshot.note);
            lastNote = snapshot.note;
            const bool paused = snapshot.state == JobState::Paused;
            if (paused && !sawPause && !asked && hooks.paused) hooks.paused(snapshot, progress);
            sawPause = paused;
        }
        std::this_thread::sleep_for(kLook);
    }
    if (hooks.tick) hooks.tick(progress);
    progress.clear();
    throwUnlessDone(job.wait());
}

}  // namespace tunesmith::cli

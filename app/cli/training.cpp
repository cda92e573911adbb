#include "app/cli/training.h"

#include <iostream>

#include "app/cli/follow.h"
#include "app/cli/interrupt.h"
#include "app/cli/text.h"

namespace tunesmith::cli {
namespace {

/// True when Enter was pressed, false at Ctrl+C or the end of the input.
bool waitForEnter() {
    std::string line;
    return bool(std::getline(std::cin, line)) && !interrupted();
}

std::string scoreName(const std::string& metric) {
    return metric == "validation_loss" ? "validation loss"
           : metric == "macro_f1"      ? "macro F1"
           : metric == "r2"            ? "R squared"
                                       : metric;
}

}  // namespace

TrainedRun followTraining(TrainJob& job, const Session& session) {
    TrainedRun trained;
    std::string pausedBecause;
    FollowHooks hooks;
    hooks.tick = [&](ProgressLine& progress) {
        for (const auto& point : job.drainMetrics())
            if (point.name == "validation_loss" || point.name == "accuracy" || point.name == "macro_f1" ||
                point.name == "r2")
                progress.say("step " + std::to_string(point.step) + ": " + scoreName(point.name) + " " +
                             numberText(point.value));
        for (auto& answer : job.drainProbes()) {
            progress.say("step " + std::to_string(answer.step) + ", " + oneLine(answer.prompt, 50) + " -> " +
                         oneLine(answer.answer, 90));
            trained.probes.push_back(std::move(answer));
        }
    };
    hooks.interrupt = [&] {
        trained.stoppedByUser = true;
        job.stop(true);
    };
    hooks.paused = [&](const JobSnapshot& snapshot, ProgressLine& progress) {
        progress.say("The run has paused.");
        if (stdinIsTerminal() && stderrIsTerminal()) {
            progress.say("Press Enter to go on, Ctrl+C to leave (the run can be resumed later).");
            if (waitForEnter()) return job.resume();
        }
        pausedBecause = snapshot.note;
        job.stop(true);
    };
    follow(job, session, hooks);
    if (!pausedBecause.empty()) throw Error(Code::DiskFull, pausedBecause, "run " + std::to_string(job.snapshot().run));
    trained.result = job.result();
    return trained;
}

std::string trainingText(const TrainResult& result, bool labels) {
    const bool hasLosses = !result.losses.empty();
    std::string scores;
    for (const auto& [name, value] : result.scores)
        scores += (scores.empty() ? "" : ", ") + scoreName(name) + " " + numberText(value);
    return fieldsText(
        {{"Run",
          std::to_string(result.run) + " (" + result.stoppedBecause + " after " + countText(result.steps) + " steps)"},
         {"Loss", hasLosses ? numberText(result.losses.front()) + " -> " + numberText(result.losses.back()) : ""},
         {"Validation loss", result.validationLoss < 0 ? ""
                                                       : numberText(result.validationLoss) + " (best at step " +
                                                             std::to_string(result.bestStep) + ")"},
         {"Held-out rows", scores},
         {"Tokens", countText(result.realTokens) + ", " + countText(result.trainedTokens) +
                        (labels ? " labels learned" : " of them trained")},
         {"Time", secondsText(result.seconds) + ", " + numberText(result.realTokensPerSecond, 0) + " tokens/s"},
         {"Memory", bytesText(result.peakRssBytes) + " at most"},
         {"On", result.device + ", " + result.dtype}});
}

}  // namespace tunesmith::cli

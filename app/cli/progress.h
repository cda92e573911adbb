// Progress of a job on stderr: a bar that redraws itself where stderr is a terminal, otherwise a plain line every few
// seconds.
#pragma once

#include <chrono>
#include <string>

#include "core/engine/job.h"

namespace tunesmith::cli {

class ProgressLine {
public:
    /// `silent`: draws nothing.
    explicit ProgressLine(bool silent);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    void show(const JobSnapshot& snapshot);
    /// Prints a line of its own above the bar.
    void say(const std::string& text);
    /// Removes the bar, so that other output can follow.
    void clear();

private:
    void draw(const std::string& line);

    bool silent_, terminal_;
    std::size_t drawn_ = 0;  // characters of the line that stands there
    std::string lastPhase_;
    std::chrono::steady_clock::time_point lastPlain_{};
};

/// "step 84 of 240 · loss 1.92 · ..." or "1,200 of 8,000 rows": what a snapshot says in one line, without the bar.
std::string progressText(const JobSnapshot& snapshot);

}  // namespace tunesmith::cli

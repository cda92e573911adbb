// A helper program that is run for one answer, with a limit on its time: what must not share this process's memory,
// such as a reader of hostile files, is one.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/cancel.h"

namespace tunesmith {

struct ChildResult {
    int exitCode = 0;       // 128 + the signal where one ended it
    bool timedOut = false;  // it was killed for taking too long
    bool stopped = false;   // it was killed because `output` had enough
};

/// Runs `program` with `arguments`, without input and with its error output thrown away, and gives its output piece by
/// piece on this thread until `output` returns false. The child never outlives the call. Throws Error(NotFound) where
/// it cannot be started, Error(Cancelled), and what `output` throws.
ChildResult runChild(const std::string& program, const std::vector<std::string>& arguments, std::chrono::seconds limit,
                     const std::function<bool(std::string_view)>& output, const Cancel& cancel);

/// The path of a program that lies beside this one.
std::string besideThisProgram(const std::string& name);

}  // namespace tunesmith

// What the program's exit code means.
#pragma once

#include "core/base/error.h"

namespace tunesmith::cli {

enum class ExitCode { Done = 0, Internal = 1, Usage = 2, BadInput = 3, NoRoom = 4, Cancelled = 5 };

constexpr ExitCode exitCodeOf(Code code) {
    switch (code) {
        case Code::BadInput:
        case Code::BadFile:
        case Code::NotFound:
        case Code::Busy:
        case Code::Device:
        case Code::Network:
            return ExitCode::BadInput;
        case Code::OutOfMemory:
        case Code::DiskFull:
            return ExitCode::NoRoom;
        case Code::Cancelled:
            return ExitCode::Cancelled;
        case Code::Internal:
            break;
    }
    return ExitCode::Internal;
}

}  // namespace tunesmith::cli

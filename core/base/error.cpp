#include "core/base/error.h"

#include <utility>

namespace tunesmith {

const char* codeName(Code code) {
    switch (code) {
        case Code::BadInput: return "BadInput";
        case Code::BadFile: return "BadFile";
        case Code::NotFound: return "NotFound";
        case Code::OutOfMemory: return "OutOfMemory";
        case Code::DiskFull: return "DiskFull";
        case Code::Device: return "Device";
        case Code::Network: return "Network";
        case Code::Cancelled: return "Cancelled";
        case Code::Busy: return "Busy";
        case Code::Internal: return "Internal";
    }
    return "Internal";
}

Error::Error(Code code, const std::string& message, std::string where)
    : std::runtime_error(message), code_(code), where_(std::move(where)) {}

std::string Error::fullText() const { return where_.empty() ? what() : where_ + ": " + what(); }

}  // namespace tunesmith

// Error: the one exception type of the core. A thrown Error ends a job; what is expected per row is a value (RowIssue).
#pragma once

#include <stdexcept>
#include <string>

namespace tunesmith {

enum class Code { BadInput, BadFile, NotFound, OutOfMemory, DiskFull, Device, Network, Cancelled, Busy, Internal };

/// "BadInput" and so on: stable names for logs, --json and tests.
const char* codeName(Code code);

/// `what()` says what is wrong, why, and what to do; `where` names the file, line, row or tensor (may be empty).
class Error : public std::runtime_error {
public:
    Error(Code code, const std::string& message, std::string where = {});
    Code code() const { return code_; }
    const std::string& where() const { return where_; }
    /// "where: what", or just "what" where there is no place.
    std::string fullText() const;

private:
    Code code_;
    std::string where_;
};

/// Throws Internal with file and line when `condition` is false: for programmer errors only, never for input.
#define TS_CHECK(condition)                                                                                 \
    do {                                                                                                    \
        if (!(condition)) throw ::tunesmith::Error(::tunesmith::Code::Internal, "check failed: " #condition, \
                                                   std::string(__FILE__) + ":" + std::to_string(__LINE__)); \
    } while (false)

}  // namespace tunesmith

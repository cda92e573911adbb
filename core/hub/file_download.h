// One file from an address to the disk, in pieces that survive a restart. What came so far stands in NAME.part and what
// is known of it in NAME.part.json; the next try asks for the rest (Range, If-Range). The file gets its name only once its
// length and its hash are right and it is on the disk.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "core/hub/http_client.h"

namespace tunesmith::hub {

struct FileRequest {
    std::string url;
    std::string target;                              // the path that the whole file gets; its folder exists
    std::int64_t bytes = -1;                         // as expected; -1: unknown
    std::string sha256, blob;                        // as expected; empty: unknown
    std::int64_t mostBytes = std::int64_t(1) << 42;  // of a file of unknown length
    bool mayBePage = false;                          // HTML is what is asked for
};

/// What a download tells on its way; called on its thread.
struct FileListener {
    std::function<void(std::int64_t have)> have;        // bytes of this file that are there: after each piece
    std::function<void(const char* phase)> phase;       // "downloading", "checking"
    std::function<void(const std::string& note)> note;  // why it waits; empty when it goes on
    /// Bytes that this file will have, as soon as the server says so; for files of unknown length. May throw.
    std::function<void(std::int64_t total)> total;
};

/// Throws TransferError where it gives up (what came is kept), Error(BadFile) where what came is not the file, Error(DiskFull),
/// Error(Cancelled), and what throwRefusal() does (`refuse` turns an answer into that error).
void downloadFile(HttpClient& http, const FileRequest& request, const Cancel& cancel, const FileListener& listener,
                  const std::function<void(const HttpResponse&)>& refuse);

/// Bytes that a download of this target would not fetch again: of the whole file, or of its part.
std::int64_t bytesKept(const std::string& target);

/// Whether a file on the disk has this content. Reads it; throws Error(Cancelled).
bool hasContent(const std::string& path, std::int64_t bytes, const std::string& sha256, const std::string& blob, const Cancel& cancel);

}  // namespace tunesmith::hub

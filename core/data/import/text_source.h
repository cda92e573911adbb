// TextSource: a file as UTF-8 text, through a window that slides over it, so that a file of any size is read in bounded
// memory.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/progress.h"
#include "core/base/sha256.h"
#include "core/data/import/importer.h"

namespace tunesmith {

/// Other: whatever iconv knows by name.
enum class Encoding8 { Utf8, Utf16Le, Utf16Be, Utf32Le, Utf32Be, Windows1252, Latin1, Other };

/// Decoding never invents characters: what has no meaning in the file's encoding becomes bytes that are not valid
/// UTF-8, which the importers then find in the item where they stand. UTF-8 itself passes unchecked.
class TextSource {
public:
    /// Bytes that may be read beyond the window's end (simdjson does).
    static constexpr std::size_t kPadding = 64;

    /// `encoding` as in ReadOptions. Throws Error(NotFound), Error(BadInput) for an unknown encoding.
    TextSource(const std::string& path, const std::string& encoding, const Cancel* cancel = nullptr,
               Progress* progress = nullptr);
    ~TextSource();

    /// The text that has been read and not consumed.
    std::string_view window() const { return {buffer_.data() + begin_, end_ - begin_}; }
    /// Reads on, behind the window's end (which may move it in memory); false at the end of the file. Throws
    /// Error(BadFile), Error(Cancelled).
    bool fill();
    /// Moves the window's start on.
    void consume(std::size_t bytes) {
        begin_ += bytes;
        offset_ += std::int64_t(bytes);
    }

    /// Why the byte `at` of `text`, a part of the window, has no meaning in the file's encoding, in words for the user.
    std::string describeInvalid(std::string_view text, std::size_t at) const;
    /// The encoding was guessed from the bytes: there was no mark, and it is not UTF-8.
    bool guessed() const { return guessed_; }
    /// What the reading found; `whole` where the file was read to its end. For once, when all is read.
    ReadSummary summary(bool whole);

private:
    std::string encodingName() const;
    void detect(const std::string& encoding);
    bool useNamed(const std::string& name);
    void guess();
    std::size_t readRaw(char* into, std::size_t bytes);
    void decode(std::string_view raw, bool last);
    void decodeOther(std::string_view raw, bool last);

    std::string path_;
    int fd_ = -1;
    Encoding8 encoding_ = Encoding8::Utf8;
    std::string otherName_;  // Other: what it is called
    void* converter_;        // Other: iconv's
    bool hadMark_ = false, guessed_ = false, ended_ = false;
    std::size_t block_;  // bytes read at once
    std::vector<char> buffer_;
    std::size_t begin_ = 0, end_ = 0;
    std::string pending_;  // raw bytes of a character that is not whole yet, or read to find the encoding
    std::uint32_t highSurrogate_ = 0;
    Sha256 hash_;
    std::int64_t bytesRead_ = 0;
    std::int64_t offset_ = 0;  // of the window's start in the text, its byte order mark counted
    const Cancel* cancel_;
    Progress* progress_;
};

}  // namespace tunesmith

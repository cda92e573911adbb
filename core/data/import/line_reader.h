// LineReader: a text line by line, in bounded memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/data/import/text_source.h"

namespace tunesmith {

class LineReader {
public:
    enum class Found { Line, TooLong, End };

    /// The source outlives the reader, which alone moves its window.
    LineReader(TextSource& source, std::size_t maxBytes) : source_(source), maxBytes_(maxBytes) {}

    /// The next line without its line feed, valid until the following call; TooLong: its beginning, the rest is passed
    /// over. Throws what TextSource::fill() throws.
    Found next(std::string_view& text);
    /// Of the line found last, from 1.
    std::int64_t number() const { return number_; }
    /// The line found last is the file's last and has no line feed.
    bool unended() const { return unended_; }
    /// What to say of a line that is too long.
    std::string tooLong() const;

private:
    void passOver();

    TextSource& source_;
    std::size_t maxBytes_;
    std::size_t given_ = 0;  // bytes of the window that the line found last takes
    std::int64_t number_ = 0;
    bool unended_ = false, cutLine_ = false;
};

}  // namespace tunesmith

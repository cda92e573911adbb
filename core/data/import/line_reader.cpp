#include "core/data/import/line_reader.h"

namespace tunesmith {

LineReader::Found LineReader::next(std::string_view& text) {
    if (cutLine_) passOver();
    source_.consume(given_);
    given_ = 0;
    std::size_t scanned = 0;
    while (!unended_) {
        const std::string_view window = source_.window();
        const auto newline = window.find('\n', scanned);
        if (newline == std::string_view::npos && window.size() <= maxBytes_) {
            scanned = window.size();
            unended_ = !source_.fill();
            continue;
        }
        ++number_;
        text = window.substr(0, newline);
        cutLine_ = newline == std::string_view::npos;
        given_ = cutLine_ ? 0 : newline + 1;
        return text.size() > maxBytes_ ? Found::TooLong : Found::Line;
    }
    text = source_.window();
    given_ = text.size();
    if (text.empty()) return Found::End;
    ++number_;
    return Found::Line;
}

void LineReader::passOver() {
    cutLine_ = false;
    do {
        const std::string_view window = source_.window();
        const auto newline = window.find('\n');
        if (newline != std::string_view::npos) return source_.consume(newline + 1);
        source_.consume(window.size());
    } while (source_.fill());
}

std::string LineReader::tooLong() const {
    return "The line is longer than " + std::to_string(maxBytes_ >> 10) + " KiB, the most that one row may have.";
}

}  // namespace tunesmith

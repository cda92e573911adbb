#include "core/tokenize/template_text.h"

#include <algorithm>

namespace tunesmith::jinja {

void Text::fill() {
    const std::size_t covered = runs_.empty() ? 0 : runs_.back().end;
    if (covered < bytes_.size()) push(bytes_.size(), Origin{});
}

void Text::push(std::size_t end, Origin origin) {
    if (!runs_.empty() && runs_.back().origin == origin)
        runs_.back().end = end;
    else
        runs_.push_back({end, origin});
}

void Text::append(std::string_view bytes, Origin origin) {
    if (bytes.empty()) return;
    const bool plain = runs_.empty() && origin == Origin{};
    if (!plain) fill();
    bytes_ += bytes;
    if (!plain) push(bytes_.size(), origin);
}

void Text::append(const Text& other) {
    if (other.runs_.empty()) return append(std::string_view(other.bytes_));
    fill();
    const std::size_t base = bytes_.size();
    const std::vector<Run> runs = other.runs_;  // `other` may be this text
    bytes_ += other.bytes_;
    for (const Run& run : runs) push(base + run.end, run.origin);
    fill();
}

Text Text::part(std::size_t begin, std::size_t end) const {
    Text out;
    out.bytes_ = bytes_.substr(begin, end - begin);
    if (out.bytes_.empty()) return out;
    auto run =
        std::upper_bound(runs_.begin(), runs_.end(), begin, [](std::size_t at, const Run& r) { return at < r.end; });
    for (; run != runs_.end(); ++run) {
        out.push(std::min(run->end, end) - begin, run->origin);
        if (run->end >= end) break;
    }
    if (out.runs_.size() == 1 && out.runs_[0].origin == Origin{}) out.runs_.clear();
    return out;
}

Text Text::withBytes(std::string bytes) const {
    if (runs_.size() == 1 && runs_[0].end == bytes_.size()) return Text(std::move(bytes), runs_[0].origin);
    const bool same = bytes.size() == bytes_.size();
    Text out(std::move(bytes));
    if (same) out.runs_ = runs_;
    return out;
}

void Text::markGenerated() {
    if (bytes_.empty()) return;
    fill();
    std::vector<Run> old;
    old.swap(runs_);
    for (const Run& run : old) push(run.end, {run.origin.message, true});
}

}  // namespace tunesmith::jinja

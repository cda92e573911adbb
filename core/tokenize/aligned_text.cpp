#include "core/tokenize/aligned_text.h"

#include "core/base/error.h"
#include "core/tokenize/unicode_class.h"

namespace tunesmith {
namespace {

/// What rewriting may make of a text; more is an attack.
std::size_t mostBytes(std::size_t source) {
    return (std::size_t(64) << 20) + 16 * source;
}

}  // namespace

void AlignedText::reset(std::string_view source, bool atStart, bool tracking) {
    source_ = source;
    atStart_ = atStart;
    tracking_ = tracking;
    rewritten_ = moved_ = false;
    pieces_.assign(1, Piece{0, std::uint32_t(source.size())});
}

std::uint32_t AlignedText::resetToPart(const AlignedText& whole, std::uint32_t begin, std::uint32_t end) {
    rewritten_ = whole.rewritten_;
    moved_ = whole.moved_;
    tracking_ = whole.tracking_;
    atStart_ = whole.atStart_ && (moved_ || begin == 0);
    source_ = moved_ ? whole.source_ : whole.source_.substr(begin, end - begin);
    if (rewritten_) text_.assign(whole.text_, begin, end - begin);
    if (moved_ && tracking_) places_.assign(whole.places_.begin() + begin, whole.places_.begin() + end);
    pieces_.assign(1, Piece{0, end - begin});
    return moved_ ? 0 : begin;
}

Span AlignedText::placeOfByte(std::uint32_t at) const {
    if (moved_) return tracking_ ? places_[at] : Span{};
    std::uint32_t begin = at, end = at + 1;
    while (begin > 0 && unicode::continues(source_[begin])) --begin;
    while (end < source_.size() && unicode::continues(source_[end])) ++end;
    return {begin, end};
}

Span AlignedText::place(std::uint32_t begin, std::uint32_t end) const {
    return {placeOfByte(begin).begin, placeOfByte(end - 1).end};
}

void AlignedText::transform(const std::vector<Change>& changes, std::size_t dropped) {
    const std::string_view old = text();
    std::string out;
    std::vector<Span> places;
    out.reserve(old.size());
    std::size_t at = 0;  // of the next old code point
    const auto skip = [&](std::size_t count) {
        for (; count > 0 && at < old.size(); --count) at += unicode::decode(old.data() + at).bytes;
    };
    skip(dropped);
    for (const Change& c : changes) {
        unicode::append(out, c.value);
        if (!tracking_) continue;
        Span place{};
        if (c.change > 0) {
            if (at > 0) place = placeOfByte(std::uint32_t(at - 1));
        } else {
            place = at < old.size() ? placeOfByte(std::uint32_t(at)) : Span{};
            skip(1 + std::size_t(-c.change));
        }
        places.resize(out.size(), place);
    }
    text_ = std::move(out);
    places_ = std::move(places);
    rewritten_ = moved_ = true;
    pieces_.assign(1, Piece{0, std::uint32_t(text_.size())});
}

void AlignedText::mapAscii(const std::array<char, 128>& table) {
    if (!rewritten_) text_.assign(source_);
    rewritten_ = true;
    for (char& c : text_)
        if (static_cast<unsigned char>(c) < 0x80) c = table[static_cast<unsigned char>(c)];
}

AlignedText::Rewriter::Rewriter(AlignedText& text) : text_(text) {
    out_.reserve(text.text().size() * 9 / 8 + 16);
    if (text.tracking_) places_.reserve(out_.capacity());
}

void AlignedText::Rewriter::copy(std::uint32_t begin, std::uint32_t end) {
    out_.append(text_.text(), begin, end - begin);
    if (text_.tracking_)
        for (std::uint32_t k = begin; k < end; ++k) places_.push_back(text_.placeOfByte(k));
}

void AlignedText::Rewriter::insert(std::string_view text, std::uint32_t begin, std::uint32_t end) {
    if (out_.size() + text.size() > mostBytes(text_.source_.size()))
        throw Error(Code::BadInput, "The tokenizer's replacements make a text that is far too long.");
    out_.append(text);
    if (text_.tracking_) places_.resize(out_.size(), begin < end ? text_.place(begin, end) : Span{});
}

void AlignedText::Rewriter::finish() {
    text_.text_ = std::move(out_);
    text_.places_ = std::move(places_);
    text_.rewritten_ = text_.moved_ = true;
}

}  // namespace tunesmith

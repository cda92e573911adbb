// AlignedText: a text on its way through normalizers and pre-tokenizers, with the source bytes that each of its bytes
// stands for, and the pieces it is cut into. Follows the alignment rules of Hugging Face `tokenizers` exactly.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/tokenize/tokenizer.h"

namespace tunesmith {

/// Bytes [begin, end) of an AlignedText.
struct Piece {
    std::uint32_t begin = 0, end = 0;
};

/// One code point of a rewritten text. change 0: stands for the next old code point; -n: for that and n more that
/// vanish; 1: new, shares the place of the one before.
struct Change {
    char32_t value;
    int change;
};

class AlignedText {
public:
    /// Starts as `source` itself, one piece. `source` must outlive the object until the first rewrite; `atStart` says
    /// that the whole input begins with it. Without `tracking` places are not kept once the text is rewritten.
    void reset(std::string_view source, bool atStart, bool tracking);

    /// Starts as bytes [begin, end) of `whole`, one piece. Returns what has to be added to places of this text to get
    /// places of the source of `whole`.
    std::uint32_t resetToPart(const AlignedText& whole, std::uint32_t begin, std::uint32_t end);

    std::string_view text() const { return rewritten_ ? std::string_view(text_) : source_; }
    std::vector<Piece>& pieces() { return pieces_; }
    const std::vector<Piece>& pieces() const { return pieces_; }
    /// Cleared storage for the next list of pieces; swap it in when it is full.
    std::vector<Piece>& scratch() {
        scratch_.clear();
        return scratch_;
    }
    void swapPieces() { pieces_.swap(scratch_); }

    /// Source bytes of [begin, end), begin < end, widened to whole code points.
    Span place(std::uint32_t begin, std::uint32_t end) const;

    /// Whether the code point at `at` stands for the first of the whole input. Needs tracking.
    bool startsInput(std::uint32_t at) const { return atStart_ && placeOfByte(at).begin == 0; }

    /// Replaces the whole text by these code points; `dropped` old ones vanish before the first. Pieces become one.
    void transform(const std::vector<Change>& changes, std::size_t dropped = 0);

    /// Replaces each ASCII character by the one at its place in `table`, whose other entries stand for themselves.
    /// Places and pieces stay.
    void mapAscii(const std::array<char, 128>& table);

    /// Rewrites the text in order, from copies of old parts and from new text.
    class Rewriter {
    public:
        explicit Rewriter(AlignedText& text);
        /// Old bytes [begin, end) as they are.
        void copy(std::uint32_t begin, std::uint32_t end);
        /// New text that stands for the old bytes [begin, end) of one code point, or for nothing where begin == end.
        void insert(std::string_view text, std::uint32_t begin, std::uint32_t end);
        std::uint32_t size() const { return std::uint32_t(out_.size()); }
        /// Makes it the text. The pieces are left for the caller to set.
        void finish();

    private:
        AlignedText& text_;
        std::string out_;
        std::vector<Span> places_;
    };

private:
    Span placeOfByte(std::uint32_t at) const;

    std::string_view source_;
    std::string text_;
    std::vector<Span> places_;  // of each byte of text_, where it has moved and is tracked
    std::vector<Piece> pieces_, scratch_;
    bool rewritten_ = false;  // text_ holds the text, not source_
    bool moved_ = false;      // bytes of the text need not stand where those of source_ do
    bool tracking_ = true, atStart_ = true;
};

}  // namespace tunesmith

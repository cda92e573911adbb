#include "core/tokenize/pre_tokenizer.h"

#include <algorithm>
#include <optional>

#include "core/tokenize/byte_alphabet.h"
#include "core/tokenize/json_parts.h"
#include "core/tokenize/regex.h"
#include "core/tokenize/unicode_class.h"
#include "core/tokenize/unicode_marks.h"
#include "core/tokenize/word_scanner.h"

namespace tunesmith {
namespace {

using Matches = std::vector<MatchSpan>;

void push(std::vector<Piece>& out, std::uint32_t begin, std::uint32_t end) {
    if (begin < end) out.push_back({begin, end});
}

void mergeWithPrevious(const Matches& matches, std::vector<Piece>& out) {
    const std::size_t first = out.size();
    bool previous = false;
    for (const MatchSpan& m : matches) {
        if (m.match && !previous && out.size() > first)
            out.back().end = m.end;
        else
            out.push_back({m.begin, m.end});
        previous = m.match;
    }
}

void mergeWithNext(const Matches& matches, std::vector<Piece>& out) {
    const std::size_t first = out.size();
    bool previous = false;
    for (auto m = matches.rbegin(); m != matches.rend(); ++m) {
        if (m->match && !previous && out.size() > first)
            out.back().begin = m->begin;
        else
            out.push_back({m->begin, m->end});
        previous = m->match;
    }
    std::reverse(out.begin() + std::ptrdiff_t(first), out.end());
}

void joinAlike(const Matches& matches, std::vector<Piece>& out) {
    const std::size_t first = out.size();
    bool previous = false;
    for (const MatchSpan& m : matches) {
        if (m.match == previous && out.size() > first)
            out.back().end = m.end;
        else
            out.push_back({m.begin, m.end});
        previous = m.match;
    }
}

void applyBehaviour(SplitBehaviour behaviour, const Matches& matches, std::vector<Piece>& out) {
    const std::size_t first = out.size();
    switch (behaviour) {
        case SplitBehaviour::Removed:
            for (const MatchSpan& m : matches)
                if (!m.match) push(out, m.begin, m.end);
            return;
        case SplitBehaviour::Isolated:
            for (const MatchSpan& m : matches) push(out, m.begin, m.end);
            return;
        case SplitBehaviour::MergedWithPrevious:
            mergeWithPrevious(matches, out);
            break;
        case SplitBehaviour::MergedWithNext:
            mergeWithNext(matches, out);
            break;
        case SplitBehaviour::Contiguous:
            joinAlike(matches, out);
            break;
    }
    const auto empty = [](const Piece& p) { return p.begin == p.end; };
    out.erase(std::remove_if(out.begin() + std::ptrdiff_t(first), out.end(), empty), out.end());
}

SplitBehaviour behaviourOf(const std::string& name, const std::string& where) {
    if (name == "Removed") return SplitBehaviour::Removed;
    if (name == "Isolated") return SplitBehaviour::Isolated;
    if (name == "MergedWithPrevious") return SplitBehaviour::MergedWithPrevious;
    if (name == "MergedWithNext") return SplitBehaviour::MergedWithNext;
    if (name == "Contiguous") return SplitBehaviour::Contiguous;
    throw Error(Code::BadFile, "The tokenizer splits with the unknown behaviour '" + name + "'.", where);
}

/// A step that only cuts: finds matches in each piece and applies a behaviour.
class Splitter : public PreTokenizer {
public:
    Splitter(SplitBehaviour behaviour, bool invert) : behaviour_(behaviour), invert_(invert) {}

    void apply(AlignedText& text) const override {
        std::vector<Piece>& out = text.scratch();
        Matches matches;
        for (const Piece& piece : text.pieces()) {
            matches.clear();
            find(text.text(), piece, matches);
            if (invert_)
                for (MatchSpan& m : matches) m.match = !m.match;
            applyBehaviour(behaviour_, matches, out);
        }
        text.swapPieces();
    }

protected:
    virtual void find(std::string_view text, const Piece& piece, Matches& out) const = 0;

private:
    SplitBehaviour behaviour_;
    bool invert_;
};

class RegexSplit final : public Splitter {
public:
    RegexSplit(const std::string& pattern, SplitBehaviour behaviour, bool invert, const std::string& where)
        : Splitter(behaviour, invert), regex_(pattern, where) {}

private:
    void find(std::string_view text, const Piece& piece, Matches& out) const override {
        regex_.findAll(text, piece.begin, piece.end, out);
    }
    Regex regex_;
};

class LiteralSplit final : public Splitter {
public:
    LiteralSplit(std::string literal, SplitBehaviour behaviour, bool invert)
        : Splitter(behaviour, invert), literal_(std::move(literal)) {}

private:
    void find(std::string_view text, const Piece& piece, Matches& out) const override {
        findAllLiteral(literal_, text, piece.begin, piece.end, out);
    }
    std::string literal_;
};

/// Each code point of some classes is a match of its own.
class ClassSplit final : public Splitter {
public:
    ClassSplit(std::uint16_t classes, SplitBehaviour behaviour) : Splitter(behaviour, false), classes_(classes) {}

private:
    void find(std::string_view text, const Piece& piece, Matches& out) const override {
        const unicode::ClassTable& table = unicode::ClassTable::instance();
        std::uint32_t previous = piece.begin;
        for (std::uint32_t at = piece.begin; at < piece.end;) {
            const unicode::CodePoint c = unicode::decode(text.data() + at);
            if (table(c.value) & classes_) {
                if (previous < at) out.push_back({previous, at, false});
                out.push_back({at, at + c.bytes, true});
                previous = at + c.bytes;
            }
            at += c.bytes;
        }
        if (previous < piece.end) out.push_back({previous, piece.end, false});
    }
    std::uint16_t classes_;
};

/// Runs of word characters, and runs of what is neither word nor blank.
class WhitespaceWords final : public PreTokenizer {
public:
    void apply(AlignedText& text) const override {
        std::vector<Piece>& out = text.scratch();
        for (const Piece& piece : text.pieces()) {
            int open = kBlank;
            std::uint32_t begin = piece.begin;
            for (std::uint32_t at = piece.begin; at < piece.end;) {
                const unicode::CodePoint c = unicode::decode(text.text().data() + at);
                const std::uint16_t classes = unicode::ClassTable::instance()(c.value);
                const int kind = classes & unicode::kBoundaryWord ? kWord : classes & unicode::kSpace ? kBlank : kSign;
                if (kind != open) {
                    if (open != kBlank) push(out, begin, at);
                    begin = at;
                    open = kind;
                }
                at += c.bytes;
            }
            if (open != kBlank) push(out, begin, piece.end);
        }
        text.swapPieces();
    }

private:
    enum { kBlank, kWord, kSign };
};

/// Words between blanks, each sign of punctuation alone.
class BertWords final : public PreTokenizer {
public:
    void apply(AlignedText& text) const override {
        const unicode::ClassTable& table = unicode::ClassTable::instance();
        std::vector<Piece>& out = text.scratch();
        for (const Piece& piece : text.pieces()) {
            std::uint32_t begin = piece.begin;
            for (std::uint32_t at = piece.begin; at < piece.end;) {
                const unicode::CodePoint c = unicode::decode(text.text().data() + at);
                const std::uint16_t classes = table(c.value);
                const std::uint32_t next = at + c.bytes;
                if (classes & (unicode::kSpace | unicode::kPunctuation)) {
                    push(out, begin, at);
                    if (!(classes & unicode::kSpace)) push(out, at, next);
                    begin = next;
                }
                at = next;
            }
            push(out, begin, piece.end);
        }
        text.swapPieces();
    }
};

/// Cuts where the writing changes; what has none of its own stays with what stands before it, and is dropped where
/// nothing does.
class UnicodeScripts final : public PreTokenizer {
public:
    void apply(AlignedText& text) const override {
        std::vector<Piece>& out = text.scratch();
        for (const Piece& piece : text.pieces()) {
            std::uint8_t last = 0;
            std::uint32_t begin = piece.begin;
            for (std::uint32_t at = piece.begin; at < piece.end;) {
                const unicode::CodePoint c = unicode::decode(text.text().data() + at);
                const std::uint8_t script = unicode::scriptOf(c.value);
                if (script != 0 && script != last) {
                    if (last != 0) push(out, begin, at);
                    begin = at;
                    last = script;
                }
                at += c.bytes;
            }
            if (last != 0) push(out, begin, piece.end);
        }
        text.swapPieces();
    }
};

class FixedLength final : public PreTokenizer {
public:
    explicit FixedLength(std::size_t length) : length_(length) {}
    void apply(AlignedText& text) const override {
        std::vector<Piece>& out = text.scratch();
        for (const Piece& piece : text.pieces()) {
            std::uint32_t begin = piece.begin, at = begin;
            for (std::size_t k = 1; at < piece.end; ++k) {
                at += unicode::decode(text.text().data() + at).bytes;
                if (k % length_ != 0) continue;
                push(out, begin, at);
                begin = at;
            }
            push(out, begin, at);
        }
        text.swapPieces();
    }

private:
    std::size_t length_;
};

class PatternWords final : public PreTokenizer {
public:
    explicit PatternWords(WordPattern pattern) : pattern_(pattern) {}
    void apply(AlignedText& text) const override {
        std::vector<Piece>& out = text.scratch();
        out.reserve(text.text().size() / 4);
        for (const Piece& piece : text.pieces()) scanWords(pattern_, text.text(), piece.begin, piece.end, out);
        text.swapPieces();
    }

private:
    WordPattern pattern_;
};

/// Puts a space before each piece that does not begin with one.
class PrefixSpace final : public PreTokenizer {
public:
    void apply(AlignedText& text) const override {
        AlignedText::Rewriter rewriter(text);
        std::vector<Piece>& out = text.scratch();
        for (const Piece& piece : text.pieces()) {
            const std::uint32_t begin = rewriter.size();
            if (text.text()[piece.begin] != ' ')
                rewriter.insert(" ", piece.begin,
                                piece.begin + unicode::decode(text.text().data() + piece.begin).bytes);
            rewriter.copy(piece.begin, piece.end);
            push(out, begin, rewriter.size());
        }
        rewriter.finish();
        text.swapPieces();
    }
};

/// Spells each byte in the byte alphabet.
class SpellBytes final : public PreTokenizer {
public:
    void apply(AlignedText& text) const override {
        AlignedText::Rewriter rewriter(text);
        std::vector<Piece>& out = text.scratch();
        for (const Piece& piece : text.pieces()) {
            const std::uint32_t begin = rewriter.size();
            for (std::uint32_t at = piece.begin; at < piece.end;) {
                const std::uint32_t bytes = unicode::decode(text.text().data() + at).bytes;
                rewriter.insert(alphabetFromBytes(text.text().substr(at, bytes)), at, at + bytes);
                at += bytes;
            }
            push(out, begin, rewriter.size());
        }
        rewriter.finish();
        text.swapPieces();
    }
};

/// Sentencepiece's way: blanks become a visible sign, which also begins the text, and words begin with it.
class Metaspace final : public PreTokenizer {
public:
    enum class Prepend { Always, First, Never };
    Metaspace(std::string sign, Prepend prepend, bool split)
        : sign_(std::move(sign)), prepend_(prepend), split_(split) {}

    bool needsPlaces() const override { return prepend_ == Prepend::First; }

    void apply(AlignedText& text) const override {
        AlignedText::Rewriter rewriter(text);
        std::vector<Piece>& out = text.scratch();
        for (const Piece& piece : text.pieces()) {
            const std::uint32_t begin = rewriter.size();
            const std::string_view old = text.text().substr(piece.begin, piece.end - piece.begin);
            const bool signedAlready = old[0] == ' ' || old.substr(0, sign_.size()) == sign_;
            if (!signedAlready && wantsSign(text, piece))
                rewriter.insert(sign_, piece.begin, piece.begin + unicode::decode(old.data()).bytes);
            for (std::uint32_t at = piece.begin; at < piece.end;) {
                const std::size_t blank = old.find(' ', at - piece.begin);
                const std::uint32_t stop = blank == old.npos ? piece.end : piece.begin + std::uint32_t(blank);
                rewriter.copy(at, stop);
                if (stop < piece.end) rewriter.insert(sign_, stop, stop + 1);
                at = stop + 1;
            }
            push(out, begin, rewriter.size());
        }
        rewriter.finish();
        text.swapPieces();
        if (split_) cutBeforeSigns(text);
    }

private:
    void cutBeforeSigns(AlignedText& text) const {
        std::vector<Piece>& out = text.scratch();
        for (const Piece& piece : text.pieces()) {
            const std::string_view words = text.text().substr(0, piece.end);
            std::size_t begin = piece.begin;
            std::size_t at = words.find(sign_, begin);
            while (at != words.npos) {
                push(out, std::uint32_t(begin), std::uint32_t(at));
                begin = at;
                at = words.find(sign_, at + sign_.size());
            }
            push(out, std::uint32_t(begin), piece.end);
        }
        text.swapPieces();
    }
    bool wantsSign(const AlignedText& text, const Piece& piece) const {
        if (prepend_ != Prepend::First) return prepend_ == Prepend::Always;
        return text.startsInput(piece.begin);
    }
    std::string sign_;
    Prepend prepend_;
    bool split_;
};

class Builder {
public:
    Builder(bool spellBytes, const std::string& where) : spellBytes_(spellBytes), where_(where) {}

    PreTokenizers build(const Json& value) {
        flatten(value, 0);
        for (std::size_t k = 0; k < parts_.size(); ++k) add(parts_[k], k + 1 == parts_.size());
        for (const auto& step : result_.steps) result_.needsPlaces = result_.needsPlaces || step->needsPlaces();
        return std::move(result_);
    }

private:
    static constexpr int kMostNesting = 16;

    void flatten(const Json& part, int depth) {
        if (part.is_null()) return;
        if (partType(part, "pre-tokenizer", where_) != "Sequence") {
            parts_.push_back(part);
            return;
        }
        if (depth == kMostNesting) throw Error(Code::BadFile, "The tokenizer nests sequences too deeply.", where_);
        for (const Json& child : field<Json>(part, "pretokenizers", where_)) flatten(child, depth + 1);
    }

    template <typename Step, typename... Arguments>
    void make(Arguments&&... arguments) {
        result_.steps.push_back(std::make_unique<Step>(std::forward<Arguments>(arguments)...));
    }

    void add(const Json& part, bool last) {
        const std::string type = partType(part, "pre-tokenizer", where_);
        if (type == "ByteLevel") {
            byteLevel(part, last);
        } else if (type == "Split") {
            split(part);
        } else if (type == "Digits") {
            make<ClassSplit>(unicode::kNumeric, field<bool>(part, "individual_digits", false, where_)
                                                    ? SplitBehaviour::Isolated
                                                    : SplitBehaviour::Contiguous);
        } else if (type == "Metaspace") {
            metaspace(part);
        } else if (type == "Whitespace") {
            make<WhitespaceWords>();
        } else if (type == "WhitespaceSplit") {
            make<ClassSplit>(unicode::kSpace, SplitBehaviour::Removed);
        } else if (type == "Punctuation") {
            make<ClassSplit>(
                unicode::kPunctuation,
                behaviourOf(field<std::string>(part, "behavior", std::string("Isolated"), where_), where_));
        } else if (type == "UnicodeScripts") {
            make<UnicodeScripts>();
        } else if (type == "BertPreTokenizer") {
            make<BertWords>();
        } else if (type == "CharDelimiterSplit" || type == "Delimiter") {
            literal(field<std::string>(part, "delimiter", where_), SplitBehaviour::Removed, false);
        } else if (type == "FixedLength") {
            const auto length = field<std::int64_t>(part, "length", 5, where_);
            if (length < 1) throw Error(Code::BadFile, "The tokenizer cuts a text into pieces of no length.", where_);
            make<FixedLength>(std::size_t(length));
        } else {
            refusePart(type, "pre-tokenizer", where_);
        }
    }

    void byteLevel(const Json& part, bool last) {
        if (field<bool>(part, "add_prefix_space", true, where_)) make<PrefixSpace>();
        if (field<bool>(part, "use_regex", true, where_)) make<PatternWords>(WordPattern::Gpt2);
        const bool first = !spelled_;
        result_.endsInByteLevel = last && first;
        spelled_ = true;
        if (spellBytes_ || !result_.endsInByteLevel) make<SpellBytes>();
    }

    void literal(const std::string& text, SplitBehaviour behaviour, bool invert) {
        if (text.empty())
            make<RegexSplit>(text, behaviour, invert, where_);
        else
            make<LiteralSplit>(text, behaviour, invert);
    }

    void split(const Json& part) {
        const SplitBehaviour behaviour = behaviourOf(field<std::string>(part, "behavior", where_), where_);
        const bool invert = field<bool>(part, "invert", false, where_);
        const Json pattern = field<Json>(part, "pattern", where_);
        if (pattern.is_object() && pattern.contains("String"))
            return literal(field<std::string>(pattern, "String", where_), behaviour, invert);
        const std::string regex = pattern.is_object() ? field<std::string>(pattern, "Regex", where_) : std::string();
        const std::optional<WordPattern> known = knownPattern(regex);
        // These patterns match every code point, so that nothing lies between two matches.
        if (known && (behaviour == SplitBehaviour::Isolated || (behaviour == SplitBehaviour::Removed && invert)))
            make<PatternWords>(*known);
        else
            make<RegexSplit>(regex, behaviour, invert, where_);
    }

    void metaspace(const Json& part) {
        const std::string scheme = field<std::string>(part, "prepend_scheme", std::string("always"), where_);
        Metaspace::Prepend prepend = Metaspace::Prepend::Always;
        if (scheme == "first")
            prepend = Metaspace::Prepend::First;
        else if (scheme == "never" || !field<bool>(part, "add_prefix_space", true, where_))
            prepend = Metaspace::Prepend::Never;
        else if (scheme != "always")
            throw Error(Code::BadFile, "The tokenizer's Metaspace step has the unknown scheme '" + scheme + "'.",
                        where_);
        const std::string sign = field<std::string>(part, "replacement", where_);
        if (sign.empty())
            throw Error(Code::BadFile, "The tokenizer's Metaspace step replaces blanks by nothing.", where_);
        make<Metaspace>(sign, prepend, field<bool>(part, "split", true, where_));
    }

    bool spellBytes_, spelled_ = false;
    const std::string& where_;
    std::vector<Json> parts_;
    PreTokenizers result_;
};

}  // namespace

PreTokenizers makePreTokenizers(const Json& value, bool spellBytes, const std::string& where) {
    return Builder(spellBytes, where).build(value);
}

}  // namespace tunesmith

// Sentencepiece model files: a protocol buffer, read here with a cap on everything, and turned into the same document
// that GGUF files become.
#include <cmath>
#include <cstring>

#include "core/base/error.h"
#include "core/tokenize/document_writer.h"
#include "core/tokenize/tokenizer.h"
#include "core/tokenize/unicode_class.h"

namespace tunesmith {
namespace {

constexpr std::size_t kMostBytes = 128u << 20, kMostPieces = 1'000'000, kLongestPiece = 4096;

enum PieceType { kNormal = 1, kUnknown = 2, kControl = 3, kUserDefined = 4 };

[[noreturn]] void refuse(const std::string& what, const std::string& where) {
    throw Error(Code::BadFile, "The sentencepiece model " + what + ". Download the model again.", where);
}

/// One field of a protocol buffer message.
struct Field {
    std::uint64_t number = 0, value = 0;  // value: a varint, or the bits of a fixed one
    std::string_view bytes;               // of a length-delimited one
    int wire = 0;
};

/// Walks over the fields of a message.
class Fields {
public:
    Fields(std::string_view message, const std::string& where) : rest_(message), where_(where) {}

    bool next(Field& field) {
        if (rest_.empty()) return false;
        const std::uint64_t tag = varint();
        field = {};
        field.number = tag >> 3;
        field.wire = int(tag & 7);
        switch (field.wire) {
            case 0:
                field.value = varint();
                break;
            case 1:
                field.value = fixed<std::uint64_t>();
                break;
            case 2: {
                const std::uint64_t size = varint();
                field.bytes = take(size);
                break;
            }
            case 5:
                field.value = fixed<std::uint32_t>();
                break;
            default:
                refuse("is broken (a field of an unknown kind)", where_);
        }
        return true;
    }

private:
    std::string_view take(std::uint64_t size) {
        if (size > rest_.size()) refuse("is cut off", where_);
        const std::string_view bytes = rest_.substr(0, std::size_t(size));
        rest_.remove_prefix(std::size_t(size));
        return bytes;
    }
    std::uint64_t varint() {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            const auto byte = static_cast<unsigned char>(take(1)[0]);
            value |= std::uint64_t(byte & 0x7F) << shift;
            if (byte < 0x80) return value;
        }
        refuse("is broken (a number without an end)", where_);
    }
    template <typename T>
    T fixed() {
        T value;
        std::memcpy(&value, take(sizeof value).data(), sizeof value);
        return value;
    }

    std::string_view rest_;
    const std::string& where_;
};

struct Trainer {
    std::uint64_t kind = 1;  // 1 Unigram, 2 BPE, 3 words, 4 characters
    bool suffixBlanks = false;
    std::int64_t unk = 0, bos = 1, eos = 2, pad = -1;
};

struct Normalization {
    std::string_view charsmap;
    bool prefix = true, removeSpaces = true, escapeBlanks = true;
};

class Reader {
public:
    explicit Reader(const std::string& where) : where_(where) {}

    GgufTokenizer read(std::string_view bytes) {
        if (bytes.size() > kMostBytes) refuse("is larger than 128 MiB", where_);
        Fields fields(bytes, where_);
        for (Field f; fields.next(f);) {
            if (f.wire != 2) continue;
            if (f.number == 1) readPiece(f.bytes);
            if (f.number == 2) readTrainer(f.bytes);
            if (f.number == 3) readNormalizer(f.bytes);
        }
        finish();
        return std::move(out_);
    }

private:
    void readPiece(std::string_view message) {
        std::string_view text;
        float score = 0;
        std::uint64_t type = kNormal;
        Fields fields(message, where_);
        for (Field f; fields.next(f);) {
            if (f.number == 1 && f.wire == 2) text = f.bytes;
            if (f.number == 2 && f.wire == 5) {
                const auto bits = std::uint32_t(f.value);
                std::memcpy(&score, &bits, sizeof score);
            }
            if (f.number == 3 && f.wire == 0) type = f.value;
        }
        const std::string name = "piece " + std::to_string(out_.tokens.size());
        if (out_.tokens.size() >= kMostPieces) refuse("has more than a million pieces", where_);
        if (text.empty() || text.size() > kLongestPiece) refuse("has an empty or endless piece (" + name + ")", where_);
        if (text.find('\0') != text.npos || unicode::firstInvalid(text) != text.npos)
            refuse("has a piece that is no text (" + name + ")", where_);
        if (!std::isfinite(score)) refuse("has a score that is no number (" + name + ")", where_);
        if (type < 1 || type > 6) refuse("has a piece of an unknown kind (" + name + ")", where_);
        out_.tokens.emplace_back(text);
        out_.scores.push_back(score);
        out_.types.push_back(std::int32_t(type));
    }

    void readTrainer(std::string_view message) {
        Fields fields(message, where_);
        for (Field f; fields.next(f);) {
            if (f.wire != 0) continue;
            const auto id = std::int64_t(std::int32_t(f.value));
            if (f.number == 3) trainer_.kind = f.value;
            if (f.number == 24) trainer_.suffixBlanks = f.value != 0;
            if (f.number == 40) trainer_.unk = id;
            if (f.number == 41) trainer_.bos = id;
            if (f.number == 42) trainer_.eos = id;
            if (f.number == 43) trainer_.pad = id;
        }
    }

    void readNormalizer(std::string_view message) {
        Fields fields(message, where_);
        for (Field f; fields.next(f);) {
            if (f.number == 2 && f.wire == 2) normalization_.charsmap = f.bytes;
            if (f.wire != 0) continue;
            if (f.number == 3) normalization_.prefix = f.value != 0;
            if (f.number == 4) normalization_.removeSpaces = f.value != 0;
            if (f.number == 5) normalization_.escapeBlanks = f.value != 0;
        }
    }

    void finish() {
        if (out_.tokens.empty()) refuse("has no pieces", where_);
        if (trainer_.kind != 1 && trainer_.kind != 2)
            refuse("is of a kind that is not supported (words or characters)", where_);
        if (trainer_.suffixBlanks || !normalization_.escapeBlanks)
            refuse("marks blanks in a way that is not supported", where_);
        out_.model = trainer_.kind == 1 ? "t5" : "llama";
        out_.charsmap = normalization_.charsmap;
        out_.addSpacePrefix = normalization_.prefix;
        out_.removeExtraSpaces = normalization_.removeSpaces;
        const auto idOf = [&](std::int64_t id, int type) -> std::optional<TokenId> {
            if (id < 0 || std::size_t(id) >= out_.types.size() || out_.types[std::size_t(id)] != type)
                return std::nullopt;
            return TokenId(id);
        };
        out_.unk = idOf(trainer_.unk, kUnknown);
        out_.bos = idOf(trainer_.bos, kControl);
        out_.eos = idOf(trainer_.eos, kControl);
        out_.pad = idOf(trainer_.pad, kControl);
        for (std::size_t k = 0; !out_.unk && k < out_.types.size(); ++k)
            if (out_.types[k] == kUnknown) out_.unk = TokenId(k);
        if (!out_.unk) refuse("has no unknown piece", where_);
        // BPE models begin texts with BOS (Llama), Unigram models end them with EOS (T5).
        out_.addBos = trainer_.kind == 2 && out_.bos.has_value();
        out_.addEos = trainer_.kind == 1 && out_.eos.has_value();
        spellBlankRuns();
    }

    /// Gemma defines runs of blanks as pieces of their own and puts no blank before a text: GGUF files write them as
    /// blanks, and the builder knows what follows from that.
    void spellBlankRuns() {
        if (normalization_.prefix || normalization_.removeSpaces) return;
        const std::string blank = kVisibleBlank;
        for (std::size_t k = 0; k < out_.tokens.size(); ++k) {
            std::string& token = out_.tokens[k];
            if (out_.types[k] != kUserDefined || token.size() < 2 * blank.size() || token.size() % blank.size() != 0)
                continue;
            std::string run;
            for (std::size_t at = 0; at < token.size(); at += blank.size()) {
                if (token.compare(at, blank.size(), blank) != 0) break;
                run += ' ';
            }
            if (run.size() * blank.size() != token.size()) continue;
            token = run;
            out_.types[k] = kNormal;
        }
    }

    const std::string& where_;
    GgufTokenizer out_;
    Trainer trainer_;
    Normalization normalization_;
};

}  // namespace

TokenizerSpec tokenizerSpecFromSentencePiece(std::string_view bytes, const std::string& where) {
    return tokenizerSpecFromGguf(Reader(where).read(bytes), where);
}

}  // namespace tunesmith

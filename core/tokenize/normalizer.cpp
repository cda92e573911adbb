#include "core/tokenize/normalizer.h"

#include <algorithm>
#include <optional>

#include "core/tokenize/byte_alphabet.h"
#include "core/tokenize/json_parts.h"
#include "core/tokenize/normal_form.h"
#include "core/tokenize/normalizer_steps.h"
#include "core/tokenize/regex.h"
#include "core/tokenize/unicode_class.h"

namespace tunesmith {
namespace {

void onePiece(AlignedText& text) {
    text.pieces().assign(1, Piece{0, std::uint32_t(text.text().size())});
}

class Form final : public Normalizer {
public:
    explicit Form(NormalForm form) : form_(form) {}
    void apply(AlignedText& text) const override {
        if (!isNormal(form_, text.text())) text.transform(normalForm(form_, text.text()));
    }

private:
    NormalForm form_;
};

class Strip final : public Normalizer {
public:
    Strip(bool left, bool right) : left_(left), right_(right) {}
    void apply(AlignedText& text) const override {
        const std::string_view old = text.text();
        const auto blank = [](char32_t c) { return (unicode::ClassTable::instance()(c) & unicode::kSpace) != 0; };
        std::size_t begin = 0, end = old.size(), dropped = 0;
        while (left_ && begin < end && blank(unicode::decode(old.data() + begin).value)) {
            begin += unicode::decode(old.data() + begin).bytes;
            ++dropped;
        }
        while (right_ && end > begin && blank(unicode::decodeBefore(old.data(), old.data() + end).value))
            end -= unicode::decodeBefore(old.data(), old.data() + end).bytes;
        if (begin == 0 && end == old.size()) return;
        std::vector<Change> changes;
        for (std::size_t at = begin; at < end;) {
            const unicode::CodePoint c = unicode::decode(old.data() + at);
            changes.push_back({c.value, 0});
            at += c.bytes;
        }
        text.transform(changes, dropped);
    }

private:
    bool left_, right_;
};

class Prepend final : public Normalizer {
public:
    explicit Prepend(std::string text) : prefix_(std::move(text)) {}
    void apply(AlignedText& text) const override {
        const std::uint32_t size = std::uint32_t(text.text().size());
        if (size == 0) return;
        AlignedText::Rewriter rewriter(text);
        rewriter.insert(prefix_, 0, unicode::decode(text.text().data()).bytes);
        rewriter.copy(0, size);
        rewriter.finish();
        onePiece(text);
    }

private:
    std::string prefix_;
};

/// Replaces each match; what comes instead stands where the match's last code point stood.
class Replace final : public Normalizer {
public:
    Replace(std::string literal, std::unique_ptr<Regex> regex, std::string content)
        : literal_(std::move(literal)), regex_(std::move(regex)), content_(std::move(content)) {}

    void apply(AlignedText& text) const override {
        const std::string_view old = text.text();
        std::vector<MatchSpan> matches;
        if (regex_)
            regex_->findAll(old, 0, std::uint32_t(old.size()), matches);
        else
            findAllLiteral(literal_, old, 0, std::uint32_t(old.size()), matches);
        AlignedText::Rewriter rewriter(text);
        bool found = false;
        for (const MatchSpan& m : matches) {
            if (!m.match) {
                rewriter.copy(m.begin, m.end);
                continue;
            }
            found = true;
            const std::uint32_t last =
                m.end > 0 ? m.end - unicode::decodeBefore(old.data(), old.data() + m.end).bytes : m.end;
            rewriter.insert(content_, last, m.end);
        }
        if (!found) return;
        rewriter.finish();
        onePiece(text);
    }

private:
    std::string literal_;
    std::unique_ptr<Regex> regex_;
    std::string content_;
};

/// Patterns that sentencepiece-like tokenizers use on every text, found without the regular expression: blanks at the
/// end or at both ends, and runs of two or more.
enum class BlankPattern { End, Ends, Runs };

std::optional<BlankPattern> blankPattern(const std::string& regex) {
    if (regex == "\\A +| +\\z") return BlankPattern::Ends;
    if (regex == " +\\z") return BlankPattern::End;
    if (regex == " {2,}") return BlankPattern::Runs;
    return std::nullopt;
}

class ReplaceBlanks final : public Normalizer {
public:
    ReplaceBlanks(BlankPattern pattern, std::string content) : pattern_(pattern), content_(std::move(content)) {}

    void apply(AlignedText& text) const override {
        const std::string_view old = text.text();
        const auto matches = [&](std::size_t begin, std::size_t end) {
            if (pattern_ == BlankPattern::Runs) return end - begin >= 2;
            return end == old.size() || (begin == 0 && pattern_ == BlankPattern::Ends);
        };
        std::optional<AlignedText::Rewriter> rewriter;
        std::size_t done = 0;
        for (std::size_t at = old.find(' '); at != old.npos; at = old.find(' ', at)) {
            const std::size_t end = std::min(old.find_first_not_of(' ', at), old.size());
            if (matches(at, end)) {
                if (!rewriter) rewriter.emplace(text);
                rewriter->copy(std::uint32_t(done), std::uint32_t(at));
                rewriter->insert(content_, std::uint32_t(end - 1), std::uint32_t(end));
                done = end;
            }
            at = end;
            if (at == old.size()) break;
        }
        if (!rewriter) return;
        rewriter->copy(std::uint32_t(done), std::uint32_t(old.size()));
        rewriter->finish();
        onePiece(text);
    }

private:
    BlankPattern pattern_;
    std::string content_;
};

class SpellBytes final : public Normalizer {
public:
    void apply(AlignedText& text) const override {
        const std::string_view old = text.text();
        AlignedText::Rewriter rewriter(text);
        for (std::uint32_t at = 0; at < old.size();) {
            const std::uint32_t bytes = unicode::decode(old.data() + at).bytes;
            rewriter.insert(alphabetFromBytes(old.substr(at, bytes)), at, at + bytes);
            at += bytes;
        }
        rewriter.finish();
        onePiece(text);
    }
};

std::unique_ptr<Normalizer> makeReplace(const Json& part, const std::string& where) {
    const Json pattern = field<Json>(part, "pattern", where);
    const std::string content = field<std::string>(part, "content", where);
    if (!pattern.is_object()) refusePart("Replace without a pattern", "normalizer", where);
    if (pattern.contains("String")) {
        const std::string literal = field<std::string>(pattern, "String", where);
        if (!literal.empty()) return std::make_unique<Replace>(literal, nullptr, content);
        return std::make_unique<Replace>(literal, std::make_unique<Regex>(literal, where), content);
    }
    const std::string regex = field<std::string>(pattern, "Regex", where);
    if (const auto blanks = blankPattern(regex)) return std::make_unique<ReplaceBlanks>(*blanks, content);
    return std::make_unique<Replace>("", std::make_unique<Regex>(regex, where), content);
}

std::unique_ptr<Normalizer> makeOne(const Json& part, const std::string& type, const std::string& where) {
    if (type == "NFC") return std::make_unique<Form>(NormalForm::NFC);
    if (type == "NFD") return std::make_unique<Form>(NormalForm::NFD);
    if (type == "NFKC") return std::make_unique<Form>(NormalForm::NFKC);
    if (type == "NFKD") return std::make_unique<Form>(NormalForm::NFKD);
    if (type == "Lowercase") return makeLowercase();
    if (type == "StripAccents") return makeStripAccents();
    if (type == "Nmt") return makeNmt();
    if (type == "BertNormalizer") return makeBertNormalizer(part, where);
    if (type == "Precompiled") return makePrecompiled(part, where);
    if (type == "Strip")
        return std::make_unique<Strip>(field<bool>(part, "strip_left", true, where),
                                       field<bool>(part, "strip_right", true, where));
    if (type == "Prepend") return std::make_unique<Prepend>(field<std::string>(part, "prepend", where));
    if (type == "Replace") return makeReplace(part, where);
    if (type == "ByteLevel") return std::make_unique<SpellBytes>();
    refusePart(type, "normalizer", where);
}

void addAll(const Json& part, int depth, const std::string& where, std::vector<std::unique_ptr<Normalizer>>& out) {
    constexpr int kMostNesting = 16;
    if (part.is_null()) return;
    const std::string type = partType(part, "normalizer", where);
    if (type != "Sequence") {
        out.push_back(makeOne(part, type, where));
        return;
    }
    if (depth == kMostNesting) throw Error(Code::BadFile, "The tokenizer nests sequences too deeply.", where);
    for (const Json& child : field<Json>(part, "normalizers", where)) addAll(child, depth + 1, where, out);
}

}  // namespace

std::vector<std::unique_ptr<Normalizer>> makeNormalizers(const Json& value, const std::string& where) {
    std::vector<std::unique_ptr<Normalizer>> steps;
    addAll(value, 0, where, steps);
    return steps;
}

}  // namespace tunesmith

#include "core/tokenize/decoder.h"

#include "core/data/text.h"
#include "core/tokenize/byte_alphabet.h"
#include "core/tokenize/json_parts.h"
#include "core/tokenize/regex.h"
#include "core/tokenize/unicode_class.h"

namespace tunesmith {
namespace {

constexpr const char* kReplacement = "\xEF\xBF\xBD";

int hexDigit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

class ByteLevel final : public Decoder {
public:
    void apply(std::vector<std::string>& tokens) const override {
        std::string all;
        for (const std::string& t : tokens) all += bytes(t);
        tokens.assign(1, unicode::lossy(all));
    }
    std::string bytes(std::string token) const override {
        const std::optional<std::string> spelled = bytesFromAlphabet(token);
        return spelled ? *spelled : token;
    }
};

class ByteFallback final : public Decoder {
public:
    void apply(std::vector<std::string>& tokens) const override {
        std::vector<std::string> out;
        std::string run;
        for (std::string& t : tokens) {
            if (const auto byte = byteOfToken(t)) {
                run += char(*byte);
                continue;
            }
            flush(run, out);
            out.push_back(std::move(t));
        }
        flush(run, out);
        tokens = std::move(out);
    }
    std::string bytes(std::string token) const override {
        const auto byte = byteOfToken(token);
        return byte ? std::string(1, char(*byte)) : token;
    }

private:
    static void flush(std::string& run, std::vector<std::string>& out) {
        if (run.empty()) return;
        if (unicode::firstInvalid(run) == std::string::npos)
            out.push_back(run);
        else
            out.insert(out.end(), run.size(), kReplacement);
        run.clear();
    }
};

class Fuse final : public Decoder {
public:
    void apply(std::vector<std::string>& tokens) const override { tokens.assign(1, joined(tokens, "")); }
    std::string bytes(std::string token) const override { return token; }
};

/// Takes up to some number of one character from both ends of each token.
class Strip final : public Decoder {
public:
    Strip(std::string content, std::size_t start, std::size_t stop)
        : content_(std::move(content)), start_(start), stop_(stop) {}
    void apply(std::vector<std::string>& tokens) const override {
        for (std::string& t : tokens) {
            std::size_t begin = 0, end = t.size();
            for (std::size_t k = 0; k < start_ && t.compare(begin, content_.size(), content_) == 0; ++k)
                begin += content_.size();
            for (std::size_t k = 0; k < stop_ && end >= begin + content_.size() &&
                                    t.compare(end - content_.size(), content_.size(), content_) == 0;
                 ++k)
                end -= content_.size();
            t = t.substr(begin, end - begin);
        }
    }
    /// It concerns the ends of a whole text, which a token inside it does not touch.
    std::string bytes(std::string token) const override { return token; }

private:
    std::string content_;
    std::size_t start_, stop_;
};

class Replace final : public Decoder {
public:
    Replace(std::string literal, std::unique_ptr<Regex> regex, std::string content)
        : literal_(std::move(literal)), regex_(std::move(regex)), content_(std::move(content)) {}
    void apply(std::vector<std::string>& tokens) const override {
        for (std::string& t : tokens) t = bytes(std::move(t));
    }
    std::string bytes(std::string token) const override {
        std::vector<MatchSpan> matches;
        if (regex_)
            regex_->findAll(token, 0, std::uint32_t(token.size()), matches);
        else
            findAllLiteral(literal_, token, 0, std::uint32_t(token.size()), matches);
        std::string out;
        for (const MatchSpan& m : matches) out += m.match ? content_ : token.substr(m.begin, m.end - m.begin);
        return out;
    }

private:
    std::string literal_;
    std::unique_ptr<Regex> regex_;
    std::string content_;
};

/// A sign for blanks (Metaspace) or for word ends becomes a space; in the first or in the last token nothing.
class BlankSign final : public Decoder {
public:
    enum class Drop { None, First, Last };
    BlankSign(std::string sign, Drop drop) : sign_(std::move(sign)), drop_(drop) {}
    void apply(std::vector<std::string>& tokens) const override {
        for (std::size_t k = 0; k < tokens.size(); ++k) {
            const bool dropped = (drop_ == Drop::First && k == 0) || (drop_ == Drop::Last && k + 1 == tokens.size());
            tokens[k] = replaced(tokens[k], dropped ? "" : " ");
        }
    }
    std::string bytes(std::string token) const override { return replaced(token, " "); }

private:
    std::string replaced(const std::string& token, const char* by) const {
        std::vector<MatchSpan> matches;
        findAllLiteral(sign_, token, 0, std::uint32_t(token.size()), matches);
        std::string out;
        for (const MatchSpan& m : matches) out += m.match ? by : token.substr(m.begin, m.end - m.begin);
        return out;
    }
    std::string sign_;
    Drop drop_;
};

/// Puts blanks between words, and takes those away that English punctuation and contractions do not have.
class WordPieces final : public Decoder {
public:
    WordPieces(std::string prefix, bool cleanUp) : prefix_(std::move(prefix)), cleanUp_(cleanUp) {}
    void apply(std::vector<std::string>& tokens) const override {
        for (std::size_t k = 0; k < tokens.size(); ++k) tokens[k] = spelled(tokens[k], k == 0);
    }
    std::string bytes(std::string token) const override { return spelled(token, false); }

private:
    std::string spelled(const std::string& token, bool first) const {
        const bool continues = token.compare(0, prefix_.size(), prefix_) == 0;
        std::string text = first ? token : continues ? token.substr(prefix_.size()) : " " + token;
        static const std::pair<const char*, const char*> rules[] = {
            {" .", "."},   {" ?", "?"},           {" !", "!"},   {" ,", ","},     {" ' ", "'"},   {" n't", "n't"},
            {" 'm", "'m"}, {" do not", " don't"}, {" 's", "'s"}, {" 've", "'ve"}, {" 're", "'re"}};
        if (cleanUp_)
            for (const auto& [from, to] : rules) text = replaced(text, from, to);
        return text;
    }
    static std::string replaced(const std::string& text, const char* from, const char* to) {
        if (text.find(from) == std::string::npos) return text;
        std::vector<MatchSpan> matches;
        findAllLiteral(from, text, 0, std::uint32_t(text.size()), matches);
        std::string out;
        for (const MatchSpan& m : matches) out += m.match ? to : text.substr(m.begin, m.end - m.begin);
        return out;
    }
    std::string prefix_;
    bool cleanUp_;
};

std::unique_ptr<Decoder> makeReplace(const Json& part, const std::string& where) {
    const Json pattern = field<Json>(part, "pattern", where);
    const std::string content = field<std::string>(part, "content", where);
    if (!pattern.is_object()) refusePart("Replace without a pattern", "decoder", where);
    if (pattern.contains("String") && pattern["String"] != "")
        return std::make_unique<Replace>(field<std::string>(pattern, "String", where), nullptr, content);
    return std::make_unique<Replace>("", std::make_unique<Regex>(field<std::string>(pattern, "Regex", where), where),
                                     content);
}

std::unique_ptr<Decoder> makeOne(const Json& part, const std::string& type, const std::string& where) {
    if (type == "ByteLevel") return std::make_unique<ByteLevel>();
    if (type == "ByteFallback") return std::make_unique<ByteFallback>();
    if (type == "Fuse") return std::make_unique<Fuse>();
    if (type == "Replace") return makeReplace(part, where);
    if (type == "WordPiece")
        return std::make_unique<WordPieces>(field<std::string>(part, "prefix", std::string("##"), where),
                                            field<bool>(part, "cleanup", true, where));
    if (type == "Strip") {
        const std::string content = field<std::string>(part, "content", where);
        const auto start = field<std::int64_t>(part, "start", where), stop = field<std::int64_t>(part, "stop", where);
        if (content.empty() || start < 0 || stop < 0) refusePart("Strip of nothing", "decoder", where);
        return std::make_unique<Strip>(content, std::size_t(start), std::size_t(stop));
    }
    if (type == "Metaspace") {
        const std::string sign = field<std::string>(part, "replacement", where);
        if (sign.empty()) refusePart("Metaspace of nothing", "decoder", where);
        const bool never = field<std::string>(part, "prepend_scheme", std::string("always"), where) == "never" ||
                           !field<bool>(part, "add_prefix_space", true, where);
        return std::make_unique<BlankSign>(sign, never ? BlankSign::Drop::None : BlankSign::Drop::First);
    }
    if (type == "BPEDecoder") {
        const std::string suffix = field<std::string>(part, "suffix", where);
        if (suffix.empty()) refusePart("BPEDecoder without a suffix", "decoder", where);
        return std::make_unique<BlankSign>(suffix, BlankSign::Drop::Last);
    }
    refusePart(type, "decoder", where);
}

void addAll(const Json& part, int depth, const std::string& where, std::vector<std::unique_ptr<Decoder>>& out) {
    constexpr int kMostNesting = 16;
    if (part.is_null()) return;
    const std::string type = partType(part, "decoder", where);
    if (type != "Sequence") {
        out.push_back(makeOne(part, type, where));
        return;
    }
    if (depth == kMostNesting) throw Error(Code::BadFile, "The tokenizer nests sequences too deeply.", where);
    for (const Json& child : field<Json>(part, "decoders", where)) addAll(child, depth + 1, where, out);
}

}  // namespace

std::optional<std::uint8_t> byteOfToken(std::string_view token) {
    if (token.size() != 6 || token.substr(0, 3) != "<0x" || token[5] != '>') return std::nullopt;
    const int high = hexDigit(token[3]), low = hexDigit(token[4]);
    if (high < 0 || low < 0) return std::nullopt;
    return std::uint8_t(high << 4 | low);
}

std::vector<std::unique_ptr<Decoder>> makeDecoders(const Json& value, const std::string& where) {
    std::vector<std::unique_ptr<Decoder>> steps;
    addAll(value, 0, where, steps);
    return steps;
}

}  // namespace tunesmith

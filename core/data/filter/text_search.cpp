#define PCRE2_CODE_UNIT_WIDTH 8
#include "core/data/filter/text_search.h"

#include <pcre2.h>

#include "core/base/error.h"
#include "core/data/text.h"

namespace tunesmith {

namespace {

constexpr std::uint32_t kMatchLimit = 200000, kDepthLimit = 1000;

struct MatchContext {
    pcre2_match_context* context = pcre2_match_context_create(nullptr);
    pcre2_match_data* data;
    explicit MatchContext(const pcre2_code* code) : data(pcre2_match_data_create_from_pattern(code, nullptr)) {
        pcre2_set_match_limit(context, kMatchLimit);
        pcre2_set_depth_limit(context, kDepthLimit);
    }
    ~MatchContext() {
        pcre2_match_data_free(data);
        pcre2_match_context_free(context);
    }
    MatchContext(const MatchContext&) = delete;
    MatchContext& operator=(const MatchContext&) = delete;
};

std::string wordsOf(int code) {
    PCRE2_UCHAR words[256];
    pcre2_get_error_message(code, words, sizeof words);
    return reinterpret_cast<const char*>(words);
}

PCRE2_SPTR bytesOf(std::string_view text) {
    return reinterpret_cast<PCRE2_SPTR>(text.data() ? text.data() : "");
}

}  // namespace

TextSearch::TextSearch(const std::string& text) : text_(lowered(text)) {
    skip_.fill(text_.size());
    for (std::size_t i = 0; i + 1 < text_.size(); ++i) skip_[std::uint8_t(text_[i])] = text_.size() - 1 - i;
}

// Horspool's search.
std::optional<std::size_t> TextSearch::find(std::string_view hay, std::size_t from) const {
    if (text_.empty()) return from <= hay.size() ? std::optional(from) : std::nullopt;
    for (std::size_t end = from + text_.size(); end <= hay.size(); end += skip_[std::uint8_t(lowered(hay[end - 1]))]) {
        std::size_t i = text_.size();
        while (i > 0 && lowered(hay[end - text_.size() + i - 1]) == text_[i - 1]) --i;
        if (i == 0) return end - text_.size();
    }
    return std::nullopt;
}

struct RegexSearch::Code {
    pcre2_code* compiled = nullptr;
    ~Code() { pcre2_code_free(compiled); }
};

RegexSearch::RegexSearch(const std::string& expression, bool caseSensitive) {
    int error = 0;
    PCRE2_SIZE at = 0;
    auto code = std::make_shared<Code>();
    code->compiled = pcre2_compile(bytesOf(expression), expression.size(),
                                   PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | (caseSensitive ? 0 : PCRE2_CASELESS),
                                   &error, &at, nullptr);
    if (!code->compiled)
        throw Error(tunesmith::Code::BadInput, "The regular expression is wrong at character " +
                                                   std::to_string(at + 1) + ": " + wordsOf(error) + ".");
    code_ = std::move(code);
}

std::optional<std::pair<std::size_t, std::size_t>> RegexSearch::find(std::string_view hay, std::size_t from) const {
    MatchContext match(code_->compiled);
    if (pcre2_match(code_->compiled, bytesOf(hay), hay.size(), from, 0, match.data, match.context) < 0)
        return std::nullopt;
    const PCRE2_SIZE* place = pcre2_get_ovector_pointer(match.data);
    return std::pair<std::size_t, std::size_t>(place[0], place[1]);
}

std::string RegexSearch::replaceAll(std::string_view hay, const std::string& with) const {
    MatchContext match(code_->compiled);
    std::string out(hay.size() * 2 + with.size() + 64, '\0');
    for (;;) {
        PCRE2_SIZE length = out.size();
        const int done = pcre2_substitute(
            code_->compiled, bytesOf(hay), hay.size(), 0, PCRE2_SUBSTITUTE_GLOBAL | PCRE2_SUBSTITUTE_OVERFLOW_LENGTH,
            match.data, match.context, bytesOf(with), with.size(), reinterpret_cast<PCRE2_UCHAR*>(out.data()), &length);
        if (done >= 0) {
            out.resize(length);
            return out;
        }
        if (done == PCRE2_ERROR_NOMEMORY) {
            out.resize(length);
            continue;
        }
        if (done == PCRE2_ERROR_MATCHLIMIT || done == PCRE2_ERROR_DEPTHLIMIT) return std::string(hay);
        throw Error(tunesmith::Code::BadInput, "The replacement cannot be used: " + wordsOf(done) + ".");
    }
}

}  // namespace tunesmith

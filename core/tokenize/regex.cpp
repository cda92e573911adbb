#define PCRE2_CODE_UNIT_WIDTH 8
#include "core/tokenize/regex.h"

#include <pcre2.h>

#include <chrono>

#include "core/base/error.h"
#include "core/tokenize/unicode_class.h"

namespace tunesmith {
namespace {

constexpr std::size_t kPatternBytes = 64 << 10;
constexpr std::uint32_t kMatchSteps = 1'000'000;  // of one attempt at one place
constexpr std::uint32_t kHeapKiB = 64 << 10;
constexpr std::uint32_t kAttemptsPerClock = 256;
constexpr auto kLongest = std::chrono::seconds(20);  // one text, all attempts

}  // namespace

struct Regex::Compiled {
    pcre2_code* code = nullptr;
    pcre2_match_context* limits = nullptr;
    ~Compiled() {
        pcre2_code_free(code);
        pcre2_match_context_free(limits);
    }
};

Regex::Regex(const std::string& pattern, const std::string& where) : pattern_(pattern) {
    if (pattern.size() > kPatternBytes)
        throw Error(Code::BadFile, "A regular expression is longer than 64 KiB.", where);
    const std::string text = pcreFromOniguruma(pattern, where);
    auto compiled = std::make_unique<Compiled>();
    pcre2_compile_context* context = pcre2_compile_context_create(nullptr);
    pcre2_set_newline(context, PCRE2_NEWLINE_LF);
    int code = 0;
    PCRE2_SIZE at = 0;
    compiled->code =
        pcre2_compile(reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(),
                      PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C, &code, &at, context);
    pcre2_compile_context_free(context);
    if (!compiled->code) {
        PCRE2_UCHAR message[256] = {};
        pcre2_get_error_message(code, message, sizeof message);
        throw Error(Code::BadFile,
                    "The regular expression '" + pattern +
                        "' is broken or not supported: " + reinterpret_cast<const char*>(message) + ".",
                    where);
    }
    pcre2_jit_compile(compiled->code, PCRE2_JIT_COMPLETE);
    compiled->limits = pcre2_match_context_create(nullptr);
    pcre2_set_match_limit(compiled->limits, kMatchSteps);
    pcre2_set_heap_limit(compiled->limits, kHeapKiB);
    compiled_ = std::move(compiled);
}

Regex::~Regex() = default;

void Regex::findAll(std::string_view text, std::uint32_t begin, std::uint32_t end, std::vector<MatchSpan>& out) const {
    const std::string_view part = text.substr(begin, end - begin);
    const std::unique_ptr<pcre2_match_data, decltype(&pcre2_match_data_free)> data(
        pcre2_match_data_create_from_pattern(compiled_->code, nullptr), pcre2_match_data_free);
    const auto start = std::chrono::steady_clock::now();
    std::size_t at = 0, previous = 0;
    std::size_t lastEnd = std::string_view::npos;  // no empty match right behind a match
    for (std::uint32_t attempt = 1; at <= part.size(); ++attempt) {
        const int found = pcre2_match(compiled_->code, reinterpret_cast<PCRE2_SPTR>(part.data()), part.size(), at,
                                      PCRE2_ANCHORED | PCRE2_NO_UTF_CHECK, data.get(), compiled_->limits);
        const bool slow = attempt % kAttemptsPerClock == 0 && std::chrono::steady_clock::now() - start > kLongest;
        if (slow || (found < 0 && found != PCRE2_ERROR_NOMATCH))
            throw Error(Code::BadInput,
                        "The tokenizer's regular expression '" + pattern_ + "' takes too long on this text.");
        const PCRE2_SIZE* ends = pcre2_get_ovector_pointer(data.get());
        const std::size_t stop = found >= 0 ? ends[1] : at;
        if (found < 0 || stop < at || (stop == at && lastEnd == at)) {
            if (at == part.size()) break;
            at += unicode::decode(part.data() + at).bytes;
            continue;
        }
        if (previous != at) out.push_back({std::uint32_t(begin + previous), std::uint32_t(begin + at), false});
        out.push_back({std::uint32_t(begin + at), std::uint32_t(begin + stop), true});
        at = previous = lastEnd = stop;
    }
    if (previous != part.size()) out.push_back({std::uint32_t(begin + previous), end, false});
}

void findAllLiteral(std::string_view needle, std::string_view text, std::uint32_t begin, std::uint32_t end,
                    std::vector<MatchSpan>& out) {
    const std::string_view part = text.substr(begin, end - begin);
    std::size_t previous = 0;
    for (std::size_t at = part.find(needle); at != std::string_view::npos; at = part.find(needle, at + needle.size())) {
        if (previous != at) out.push_back({std::uint32_t(begin + previous), std::uint32_t(begin + at), false});
        out.push_back({std::uint32_t(begin + at), std::uint32_t(begin + at + needle.size()), true});
        previous = at + needle.size();
    }
    if (previous != part.size()) out.push_back({std::uint32_t(begin + previous), end, false});
}

}  // namespace tunesmith

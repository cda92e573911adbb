// What every tokenizer must hold to, whatever its file says: ids that it has, spans inside the text, the same ids with
// spans and without, and errors of two kinds only.
#pragma once

#include <cstdlib>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/tokenize/tokenizer.h"

namespace tunesmith::fuzz {

inline void check(bool holds) {
    if (!holds) std::abort();
}

inline void checkSpan(const Span& span, std::string_view text) {
    check(span.begin <= text.size() && span.end <= text.size());
}

inline void useOn(const Tokenizer& tokenizer, const std::string& text) {
    try {
        const Encoding with = tokenizer.encode(text, true), without = tokenizer.encode(text);
        check(with.ids == without.ids && with.spans.size() == with.ids.size());
        for (const Span& span : with.spans) checkSpan(span, text);
        for (const TokenId id : with.ids) {
            check(id >= 0 && id < tokenizer.vocabularySize());
            tokenizer.bytesOf(id);
        }
        tokenizer.decode(with.ids);
        tokenizer.decode(with.ids, true);
    } catch (const Error& error) {
        check(error.code() == Code::BadInput && !std::string_view(error.what()).empty());
    }
    try {
        const FramedInput framed = tokenizer.encodeFramed(text, "b c", true, 9);
        check(framed.ids.size() == framed.types.size() && framed.ids.size() == framed.texts.size());
        for (const TokenId id : framed.ids) check(id >= 0 && id < tokenizer.vocabularySize());
    } catch (const Error& error) {
        check((error.code() == Code::BadInput || error.code() == Code::BadFile) &&
              !std::string_view(error.what()).empty());
    }
}

inline void use(TokenizerSpec spec) {
    const auto tokenizer = Tokenizer::make(std::move(spec), "fuzz");
    for (const char* text : {"", " ", "a b  ab", "The\tnurse's 12\n", "caf\xC3\xA9 e\xCC\x81 \xEF\xBC\xA1\xE2\x96\x81x",
                             "\xE6\xBC\xA2\xF0\x9F\xA6\x8A<s>[CLS]", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"})
        useOn(*tokenizer, text);
}

}  // namespace tunesmith::fuzz

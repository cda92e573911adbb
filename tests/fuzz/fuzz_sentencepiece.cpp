// Any bytes as a sentencepiece model: refused with a sentence, or a tokenizer that holds to its promises.
#include <cstdint>

#include "use_tokenizer.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tunesmith;
    try {
        fuzz::use(tokenizerSpecFromSentencePiece(std::string_view(reinterpret_cast<const char*>(data), size), "fuzz"));
    } catch (const Error& error) {
        fuzz::check(error.code() == Code::BadFile && !std::string_view(error.what()).empty());
    }
    return 0;
}

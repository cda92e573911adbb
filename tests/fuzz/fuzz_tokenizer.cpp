// Any bytes as tokenizer.json: refused with a sentence, or a tokenizer that holds to its promises.
#include <cstdint>

#include "use_tokenizer.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tunesmith;
    TokenizerSpec spec;
    spec.tokenizerJson.assign(reinterpret_cast<const char*>(data), size);
    try {
        fuzz::use(std::move(spec));
    } catch (const Error& error) {
        fuzz::check(error.code() == Code::BadFile && !std::string_view(error.what()).empty());
    }
    return 0;
}

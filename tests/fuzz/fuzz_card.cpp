// Any bytes as a model's README.md: its card is bounded, and nothing is thrown.
#include <cstdint>
#include <string_view>

#include "core/model/weights/model_card.h"

using namespace tunesmith;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ModelCard card = cardOfReadme({reinterpret_cast<const char*>(data), size});
    if (card.license.size() > 200 || card.baseModel.size() > 200 || card.title.size() > 200) __builtin_trap();
    if (card.languages.size() > 64 || card.goodFor.size() > 64) __builtin_trap();
    for (const auto* list : {&card.languages, &card.goodFor})
        for (const std::string& text : *list)
            if (text.empty() || text.size() > 200) __builtin_trap();
    return 0;
}

// RenderedRow: a row as a model sees it, for people to look at. Torch-free.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tunesmith {

struct TokenView {
    std::uint32_t begin = 0, end = 0;  // bytes of RenderedRow::text
    std::int32_t id = 0;
    bool trained = false;
    double nll = 0;
};
struct RenderedRow {
    std::string text;
    struct Piece {
        std::uint32_t begin = 0, end = 0;
        std::string role;  // "system", "user", "assistant"; empty: the template's own text
    };
    std::vector<Piece> pieces;
    std::vector<TokenView> tokens;
    std::int64_t trainedTokens = 0;
    bool truncated = false;
};

}  // namespace tunesmith

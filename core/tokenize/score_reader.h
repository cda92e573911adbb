// Scores of a Unigram model as the reader of Hugging Face `tokenizers` reads them. It gathers the digits in 64 bits and
// multiplies or divides once by a power of ten, so that a score of 17 digits may come out one bit beside the nearest
// number. Two ways to cut a word whose scores sum to nearly the same change places by that bit; whoever trained a model
// with `tokenizers` saw its numbers.
#pragma once

#include <string>
#include <string_view>

namespace tunesmith {

/// The value of a JSON number (which must be one): -0.5, 12, 1.5e-7. Beyond the largest double: an infinity.
double scoreAsRead(std::string_view number);
/// `score`, which must be finite, so written that scoreAsRead() gives it back; one bit beside it for the few that no way
/// of writing gives back.
std::string scoreText(double score);

}  // namespace tunesmith

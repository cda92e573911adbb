// RowFacts: what the profile keeps of every row (44 bytes), and what a row tells besides while it goes by.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/data/record.h"

namespace tunesmith {

struct RowFacts {
    std::int64_t position = 0;
    std::uint32_t length = 0;                 // words, or tokens where a counter is there
    std::uint32_t words = 0;                  // of all texts but system instructions
    std::int32_t question = -1, answer = -1;  // words; -1: the row has none
    float odd = 0;                            // share of characters that are no letter, digit, space or usual mark
    float similarity = 0;                     // to the nearest topic
    std::int32_t label = -1;                  // number of the label; -1: none
    std::int16_t answerLabel = -1;            // number of the last answer, while there are few short ones
    std::int16_t language = -1, topic = -1;   // numbers; -1: none
    std::uint16_t turns = 0;
    Split split = Split::Train;
};

/// A row's part in the counts over all rows.
struct RowDigest {
    RowFacts facts;
    std::vector<std::uint64_t> words;  // hashes, in order
    std::vector<std::uint64_t> terms;  // of forEachTerm(), each once
    std::uint64_t opening = 0;         // hash of the first three words of the question; 0: none
    std::uint64_t answerHash = 0;      // of the last answer; 0: none
    std::string label, answer;         // answer: the last one where it is short enough for a label
    std::string language;              // code
};

/// Any thread. `tokens` may be empty.
RowDigest digestOf(const Record& record, const std::function<std::int64_t(const Record&)>& tokens, bool languages);

/// The last answer of a conversation or the better ending; null where there is none.
const std::string* lastAnswerOf(const Record& record);

/// Hash and text of the first three words. Any thread.
std::uint64_t openingHash(std::string_view text);
std::string openingText(std::string_view text);
/// Of a row: its question, of a plain text its beginning.
std::string_view openingPlace(const Record& record);

/// Share of code points that are no letter, digit, space or punctuation: symbols, control and private characters, bytes
/// that are no UTF-8. Looks at the first 100,000 bytes.
double oddShare(std::string_view text);

}  // namespace tunesmith

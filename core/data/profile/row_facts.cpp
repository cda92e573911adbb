#include "core/data/profile/row_facts.h"

#include <utf8proc.h>

#include <algorithm>
#include <limits>

#include "core/data/clean/language.h"
#include "core/data/clean/row_texts.h"
#include "core/data/profile/terms.h"

namespace tunesmith {

namespace {

constexpr std::size_t kOpeningWords = 3;
constexpr std::size_t kLanguageBytes = 800;  // more tells little new, and costs
constexpr std::size_t kLabelBytes = 60, kLabelWords = 5;

bool isOdd(utf8::CodePoint c) {
    if (c.bytes == 1) {
        const char32_t v = c.value;
        if (v >= 0x80) return true;  // no UTF-8
        if (v < ' ') return v != '\n' && v != '\t' && v != '\r';
        for (const char mark : std::string_view("#$&*+<=>@\\^_`{|}~\x7F"))
            if (v == char32_t(mark)) return true;
        return false;
    }
    switch (utf8proc_category(utf8proc_int32_t(c.value))) {
        case UTF8PROC_CATEGORY_CC:
        case UTF8PROC_CATEGORY_CF:
        case UTF8PROC_CATEGORY_CN:
        case UTF8PROC_CATEGORY_CO:
        case UTF8PROC_CATEGORY_CS:
        case UTF8PROC_CATEGORY_SM:
        case UTF8PROC_CATEGORY_SK:
        case UTF8PROC_CATEGORY_SO:
            return true;
        default:
            return false;
    }
}

std::uint16_t turnsOf(const Record& record) {
    std::size_t turns = record.chosen.size();
    for (const Message& message : record.messages) turns += message.role != "system";
    return std::uint16_t(std::min<std::size_t>(turns, 0xFFFF));
}

/// At most `most` bytes, whole characters.
std::string_view beginningOf(std::string_view text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (std::uint8_t(text[most]) & 0xC0u) == 0x80u) --most;
    return text.substr(0, most);
}

template <class Number>
Number narrowed(std::int64_t value) {
    return Number(std::min<std::int64_t>(value, std::numeric_limits<Number>::max()));
}

std::string trimmed(const std::string& text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n"), last = text.find_last_not_of(" \t\r\n");
    return first == std::string::npos ? std::string() : text.substr(first, last + 1 - first);
}

}  // namespace

const std::string* lastAnswerOf(const Record& record) {
    for (const auto* list : {&record.chosen, &record.messages})
        for (auto message = list->rbegin(); message != list->rend(); ++message)
            if (isAnswer(*message)) return &message->text;
    return nullptr;
}

std::uint64_t openingHash(std::string_view text) {
    std::uint64_t hash = 0;
    std::size_t words = 0;
    forEachWord(text.substr(0, 400), [&](const Word& word) {
        if (words++ < kOpeningWords) hash = mix64(hash ^ word.hash);
    });
    return words >= kOpeningWords ? hash : 0;
}

std::string openingText(std::string_view text) {
    std::string opening;
    std::size_t words = 0;
    forEachWord(text.substr(0, 400), [&](const Word& word) {
        if (words++ < kOpeningWords) opening += (opening.empty() ? "" : " ") + foldedText(word.text);
    });
    return opening;
}

std::string_view openingPlace(const Record& record) {
    if (record.isText()) return record.text;
    for (const Message& message : record.messages)
        if (message.role == "user") return message.text;
    return {};
}

double oddShare(std::string_view text) {
    text = text.substr(0, 100000);
    std::int64_t odd = 0, all = 0;
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = std::uint8_t(text[i]);
        const bool plain = (byte >= 'a' && byte <= 'z') || byte == ' ';
        const utf8::CodePoint c = byte < 0x80 ? utf8::CodePoint{byte, 1} : utf8::decode(text, i);
        odd += !plain && isOdd(c);
        ++all;
        i += c.bytes;
    }
    return all == 0 ? 0 : double(odd) / double(all);
}

RowDigest digestOf(const Record& record, const std::function<std::int64_t(const Record&)>& tokens, bool languages) {
    RowDigest digest;
    RowFacts& facts = digest.facts;
    std::string room;
    const std::string_view text = textIn(record, Scope::Row, room);
    hashWords(text, digest.words);
    forEachTerm(text, [&](std::uint64_t hash, const Word*, const Word*) { digest.terms.push_back(hash); });
    std::sort(digest.terms.begin(), digest.terms.end());
    digest.terms.erase(std::unique(digest.terms.begin(), digest.terms.end()), digest.terms.end());
    facts.words = narrowed<std::uint32_t>(std::int64_t(digest.words.size()));
    facts.length = tokens ? narrowed<std::uint32_t>(tokens(record)) : facts.words;
    facts.odd = float(oddShare(text));
    facts.turns = turnsOf(record);
    if (languages) digest.language = detectLanguage(beginningOf(text, kLanguageBytes)).code;
    digest.label = record.label;
    digest.opening = openingHash(openingPlace(record));
    if (record.isText()) return digest;
    std::string other;
    facts.question = narrowed<std::int32_t>(countWords(textIn(record, Scope::Question, other)));
    if (const std::string* answer = lastAnswerOf(record)) {
        facts.answer = narrowed<std::int32_t>(countWords(textIn(record, Scope::Answer, other)));
        digest.answerHash = foldedHash(*answer);
        if (answer->size() <= 2 * kLabelBytes) {
            digest.answer = trimmed(*answer);
            if (digest.answer.size() > kLabelBytes || std::size_t(countWords(digest.answer)) > kLabelWords)
                digest.answer.clear();
        }
    }
    return digest;
}

}  // namespace tunesmith

#include "core/tokenize/tokenize_labelled.h"

#include <algorithm>

#include "core/base/error.h"

namespace tunesmith {

namespace {

// The two texts as one, for whoever shows what is read; spans follow.
void showTexts(const ClassifiedText& text, const FramedInput& input, TokenizedRow& row) {
    row.text = text.first;
    row.pieces = {{0, text.first.size(), 0, false}};
    const auto shift = std::uint32_t(text.first.size() + 1);
    if (text.second) {
        row.text += "\n" + *text.second;
        row.pieces.push_back({text.first.size(), shift, -1, false});
        row.pieces.push_back({shift, row.text.size(), 1, false});
    }
    row.spans = input.spans;
    Span last;  // special tokens stand where the text is that they follow
    for (std::size_t t = 0; t < row.spans.size(); ++t) {
        Span& span = row.spans[t];
        if (input.texts[t] == 1) span = {span.begin + shift, span.end + shift};
        if (input.texts[t] < 0) span = {last.end, last.end};
        last = span;
    }
}

// For each word the first token that holds a part of it; -1: it was cut off, or the tokenizer leaves it out.
std::vector<std::int64_t> firstTokens(const std::string& text, const FramedInput& input) {
    std::vector<std::int64_t> first;
    std::size_t t = 0;
    for (const auto& [begin, end] : wordsOf(text)) {
        while (t < input.ids.size() && (input.texts[t] != 0 || input.spans[t].end <= begin)) ++t;
        first.push_back(t < input.ids.size() && input.spans[t].begin < end ? std::int64_t(t) : -1);
    }
    return first;
}

FramedInput framed(const Tokenizer& tokenizer, const ClassifiedText& text, const RowOptions& options, bool withSpans,
                   TokenizedRow& row) {
    if (text.first.empty()) return {};
    const auto encode = [&](std::size_t most) {
        return tokenizer.encodeFramed(
            text.first, text.second ? std::optional<std::string_view>(*text.second) : std::nullopt, withSpans, most);
    };
    FramedInput input = encode(0);
    row.truncated = std::int64_t(input.ids.size()) > options.maxLength;
    if (row.truncated && options.overlong == Overlong::Drop) return {};
    if (row.truncated) input = encode(std::size_t(options.maxLength));
    row.ids = input.ids;
    row.trained.assign(input.ids.size(), 0);
    if (std::any_of(input.types.begin(), input.types.end(), [](std::uint8_t type) { return type != 0; }))
        row.types.assign(input.types.begin(), input.types.end());
    return input;
}

}  // namespace

TokenizedRow frameRow(const Tokenizer& tokenizer, const ClassifiedText& text, const RowOptions& options,
                      bool withSpans) {
    TokenizedRow row;
    const FramedInput input = framed(tokenizer, text, options, withSpans, row);
    if (withSpans && !row.ids.empty()) showTexts(text, input, row);
    return row;
}

TokenizedRow tokenizeLabelled(const Tokenizer& tokenizer, const Record& record, const LabelSet& set,
                              const RowOptions& options, bool withSpans) {
    TokenizedRow row;
    row.row = record.id;
    try {
        const ClassifiedText text = classifiedText(record);
        const bool words = set.kind == LabelKind::Tokens;
        const FramedInput input = framed(tokenizer, text, options, withSpans || words, row);
        if (row.ids.empty()) return row;
        RowLabels labels = labelsOf(record, set);
        row.values = std::move(labels.values);
        if (!words) {
            row.classes = std::move(labels.classes);
        } else if (!labels.classes.empty()) {
            row.classes.assign(row.ids.size(), -1);
            const std::vector<std::int64_t> first = firstTokens(text.first, input);
            for (std::size_t w = 0; w < first.size(); ++w)
                if (first[w] >= 0) row.classes[std::size_t(first[w])] = labels.classes[w];
        }
        if (withSpans) showTexts(text, input, row);
    } catch (const Error& error) {
        throw Error(error.code(), error.what(), placeOf(record) + (error.where().empty() ? "" : ", " + error.where()));
    }
    return row;
}

}  // namespace tunesmith

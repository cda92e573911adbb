#include "core/generate/generator.h"

#include <algorithm>
#include <chrono>

#include "core/base/error.h"
#include "core/tokenize/unicode_class.h"

namespace tunesmith {

namespace {

double secondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Bytes of `text` that end in a whole UTF-8 character.
std::size_t wholeCharacters(const std::string& text) {
    std::size_t at = text.size();
    for (int back = 0; back < 4 && at > 0; ++back) {
        const auto byte = static_cast<unsigned char>(text[--at]);
        if (byte < 0x80) return text.size();
        if (byte >= 0xC0) {
            const std::size_t wanted = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
            return text.size() - at >= wanted ? text.size() : at;
        }
    }
    return text.size();
}

// Bytes of `text` that cannot be the beginning of a stop text.
std::size_t clearOfStops(const std::string& text, const std::vector<std::string>& stops) {
    std::size_t clear = text.size();
    for (const std::string& stop : stops)
        for (std::size_t n = std::min(stop.size(), text.size()); n > 0; --n)
            if (text.compare(text.size() - n, n, stop, 0, n) == 0) {
                clear = std::min(clear, text.size() - n);
                break;
            }
    return clear;
}

// Tokenizers that mark the beginnings of words put a blank before the first one, which is not part of the text.
std::string firstBytes(const Tokenizer& tokenizer, std::int32_t id) {
    const std::string bytes = tokenizer.bytesOf(id), text = tokenizer.decode({id});
    return bytes == " " + text ? text : bytes;
}

}  // namespace

Generated generate(Decoder& decoder, const Tokenizer& tokenizer, const std::vector<std::int32_t>& prompt,
                   const SamplingOptions& sampling, const GenerationLimits& limits, const Cancel& cancel,
                   const std::function<void(const std::string&)>& onText) {
    if (prompt.empty()) throw Error(Code::BadInput, "The prompt is empty; write something to answer.");
    const std::vector<std::int32_t>& begins = decoder.config().answerStart;
    const std::int64_t longest = decoder.config().longest(), read = std::int64_t(prompt.size());
    if (begins.empty() ? read >= longest : read > longest)
        throw Error(Code::BadInput, "The prompt has " + std::to_string(read) + " tokens; the model reads at most " + std::to_string(longest) +
                                        ". Shorten it.");
    Generated result;
    result.promptTokens = std::int64_t(prompt.size());
    result.finish = "length";
    const std::int64_t most = std::min(limits.maxNewTokens, longest - (begins.empty() ? read : std::int64_t(begins.size())));
    std::vector<std::int32_t> seen = begins.empty() ? prompt : begins;
    std::string raw;        // all bytes so far
    bool begun = false;
    std::size_t given = 0;  // of them handed out
    const auto hand = [&](std::size_t upTo) {
        if (upTo <= given) return;
        // A model may say bytes that are no UTF-8; no text of ours holds them.
        const std::string text = unicode::lossy(std::string_view(raw).substr(given, upTo - given));
        result.text += text;
        if (onText) onText(text);
        given = upTo;
    };
    const auto start = std::chrono::steady_clock::now();
    decoder.reset();
    try {
        if (!begins.empty()) decoder.read(prompt, &cancel);
        const std::vector<float>* logits = &decoder.feed(begins.empty() ? prompt : begins, &cancel);
        result.promptSeconds = secondsSince(start);
        const auto firstToken = std::chrono::steady_clock::now();
        for (std::int64_t n = 0; n < most; ++n) {
            cancel.throwIfRequested();
            const std::int32_t id = sampleToken(*logits, sampling, seen, n);
            result.ids.push_back(id);
            seen.push_back(id);
            if (std::find(limits.stopTokens.begin(), limits.stopTokens.end(), id) != limits.stopTokens.end()) {
                result.finish = "stop";
                break;
            }
            if (!tokenizer.isSpecial(id)) raw += begun ? tokenizer.bytesOf(id) : firstBytes(tokenizer, id);
            begun = begun || !tokenizer.isSpecial(id);
            std::size_t stopAt = std::string::npos;
            for (const std::string& stop : limits.stopTexts)
                if (!stop.empty()) stopAt = std::min(stopAt, raw.find(stop, given));
            if (stopAt != std::string::npos) {
                raw.resize(stopAt);
                result.finish = "stop";
                break;
            }
            hand(std::min(wholeCharacters(raw), clearOfStops(raw, limits.stopTexts)));
            result.seconds = secondsSince(firstToken);
            if (n + 1 < most) logits = &decoder.feed({id});
        }
        result.seconds = secondsSince(firstToken);
    } catch (const Error& e) {
        if (e.code() != Code::Cancelled) throw;
        result.finish = "cancelled";
    }
    hand(wholeCharacters(raw));
    return result;
}

}  // namespace tunesmith

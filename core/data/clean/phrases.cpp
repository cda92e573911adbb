#include "core/data/clean/phrases.h"

#include <algorithm>

#include "core/data/clean/words.h"

namespace tunesmith {

Phrases::Phrases(const std::vector<std::string_view>& phrases) {
    std::vector<std::uint64_t> hashes;
    for (const std::string_view phrase : phrases) {
        hashWords(phrase, hashes);
        if (hashes.empty()) continue;
        maybe_.set(hashes[0] % maybe_.size());
        byFirst_[hashes[0]].push_back({{hashes.begin() + 1, hashes.end()}, std::string(phrase)});
    }
}

std::string_view Phrases::find(std::string_view text, std::size_t words) const {
    thread_local std::vector<std::uint64_t> hashes;
    hashWords(text, hashes);
    for (std::size_t i = 0; i < std::min(words, hashes.size()); ++i) {
        if (!maybe_.test(hashes[i] % maybe_.size())) continue;
        const auto found = byFirst_.find(hashes[i]);
        if (found == byFirst_.end()) continue;
        for (const Phrase& phrase : found->second)
            if (phrase.rest.size() < hashes.size() - i &&
                std::equal(phrase.rest.begin(), phrase.rest.end(), hashes.begin() + std::ptrdiff_t(i) + 1))
                return phrase.text;
    }
    return {};
}

}  // namespace tunesmith

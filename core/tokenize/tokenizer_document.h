// The parts of a tokenizer.json document, read and checked.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/tokenize/word_model.h"

namespace tunesmith {

struct TokenizerDocument {
    std::shared_ptr<const Vocabulary> vocabulary;
    std::unique_ptr<WordModel> model;
    std::vector<AddedToken> added;  // ids as the reference gives them, in the file's order
    Json normalizer, preTokenizer, postProcessor, decoder;
};

/// Throws Error(BadFile) naming `where` for JSON that is broken, a model that is not supported (named), and parts that
/// contradict each other.
TokenizerDocument readTokenizerDocument(const std::string& json, const std::string& where);

}  // namespace tunesmith

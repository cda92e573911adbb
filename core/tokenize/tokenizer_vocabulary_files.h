// Tokenizers of Hugging Face folders from before tokenizer.json: sentencepiece files, vocab.txt, vocab.json with
// merges.txt.
#pragma once

#include <optional>
#include <string>

#include "core/base/json.h"
#include "core/tokenize/tokenizer.h"

namespace tunesmith {

/// A document made from whatever such files the folder has; nothing where it has none. `config` is its
/// tokenizer_config.json, `map` its special_tokens_map.json (objects, empty where absent). Throws Error(BadFile) for
/// files that are broken and for kinds that are not supported.
std::optional<TokenizerSpec> specFromVocabularyFiles(const std::string& folder, const Json& config, const Json& map);

/// A token as tokenizer_config.json and special_tokens_map.json write it: its text, or an object with the text in
/// "content". Empty where there is none.
std::string specialTokenText(const Json& config, const char* name);

}  // namespace tunesmith

// What a model's own files say of it: its licence, languages and what it is good for. From the front matter of a Hugging Face folder's
// README.md, or the general.* keys of a GGUF file. Torch-free; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tunesmith {

class GgufFile;

/// Empty where the files do not say. Texts are as written there, at most 200 bytes each, lists at most 64 entries.
struct ModelCard {
    std::string title;                   // "SmolLM2 135M Instruct"
    std::string license;                 // "apache-2.0"; the name of a licence of its own where "other" stands
    std::string baseModel;               // what it was made from
    std::vector<std::string> languages;  // "en", "de"
    std::vector<std::string> goodFor;    // the task first, then tags that say something of the content: "text-generation", "medical"
};

/// A folder or a GGUF file. Never throws for what is in the files: a card that cannot be read says nothing.
ModelCard modelCard(const std::string& path);

ModelCard cardOfGguf(const GgufFile& file);
/// `readme` with its front matter: a block between two lines of three dashes, of "key: value" and lists.
ModelCard cardOfReadme(std::string_view readme);

}  // namespace tunesmith

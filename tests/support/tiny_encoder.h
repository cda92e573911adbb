// A tiny encoder that reads words, made of the golden BERT and a WordPiece of as many tokens as it has embeddings; and
// rows with labels that it can learn. Plain C++.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace tunesmith::testing {

inline const std::vector<std::string>& encoderWords() {
    static const std::vector<std::string> words = {"the",   "room", "was",   "meal",  "staff",  "view",  "bed",
                                                   "is",    "very", "and",   "clean", "lovely", "great", "dirty",
                                                   "awful", "cold", "plain", "fine",  "usual",  "in",    "anna",
                                                   "ben",   "rome", "oslo",  "lives", "went",   "to",    "."};
    return words;
}

/// Makes `folder` with config.json, model.safetensors and tokenizer.json. Rows of up to 80 tokens.
inline void makeTinyEncoder(const std::string& folder) {
    namespace fs = std::filesystem;
    const fs::path golden = fs::path(TUNESMITH_SOURCE_DIR) / "tests/golden/encoders/bert";
    fs::create_directories(folder);
    for (const char* file : {"config.json", "model.safetensors"})
        fs::copy_file(golden / file, fs::path(folder) / file, fs::copy_options::overwrite_existing);
    std::vector<std::string> tokens = {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"};
    for (char c = 'a'; c <= 'z'; ++c) tokens.push_back(std::string(1, c));
    for (char c = 'a'; c <= 'z'; ++c) tokens.push_back(std::string("##") + c);
    tokens.insert(tokens.end(), encoderWords().begin(), encoderWords().end());
    std::string vocabulary, added;
    for (std::size_t i = 0; i < tokens.size(); ++i)
        vocabulary += (i ? ", \"" : "\"") + tokens[i] + "\": " + std::to_string(i);
    for (std::size_t i = 0; i < 5; ++i)
        added += (i ? ", " : "") + std::string("{\"id\": ") + std::to_string(i) + ", \"content\": \"" + tokens[i] +
                 "\", \"single_word\": false, \"lstrip\": false, \"rstrip\": false, \"normalized\": false, "
                 "\"special\": true}";
    std::ofstream(fs::path(folder) / "tokenizer.json", std::ios::binary)
        << R"({"version": "1.0", "truncation": null, "padding": null, "added_tokens": [)" << added
        << R"(], "normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null, "lowercase": true},)"
        << R"( "pre_tokenizer": {"type": "BertPreTokenizer"}, "post_processor": {"type": "TemplateProcessing",)"
        << R"( "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],)"
        << R"( "pair": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "[SEP]", "type_id": 0}},)"
        << R"( {"Sequence": {"id": "B", "type_id": 1}}, {"SpecialToken": {"id": "[SEP]", "type_id": 1}}],)"
        << R"( "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [2], "tokens": ["[CLS]"]}, "[SEP]": {"id": "[SEP]", "ids": [3], "tokens": ["[SEP]"]}}},)"
        << R"( "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": true},)"
        << R"( "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100, "vocab": {)"
        << vocabulary << "}}}";
}

/// JSON lines {"text", "label"}: reviews that are good, bad or plain.
inline std::string reviewRows(int rows) {
    static const char* const things[] = {"room", "meal", "staff", "view", "bed"};
    static const char* const words[3][3] = {
        {"clean", "lovely", "great"}, {"dirty", "awful", "cold"}, {"plain", "fine", "usual"}};
    static const char* const labels[] = {"good", "bad", "plain"};
    std::string text;
    for (int i = 0; i < rows; ++i) {
        const int kind = i % 3;
        const std::string thing = things[i / 3 % 5], word = words[kind][i / 15 % 3];
        text += "{\"text\": \"The " + thing + (i / 45 % 2 ? " is very " : " was ") + word +
                (i / 90 ? " " + std::to_string(i) : "") + ".\", \"label\": \"" + labels[kind] + "\"}\n";
    }
    return text;
}

/// JSON lines {"tokens", "ner_tags"}: who went where.
inline std::string taggedRows(int rows) {
    static const char* const people[] = {"Anna", "Ben"};
    static const char* const places[] = {"Rome", "Oslo"};
    std::string text;
    for (int i = 0; i < rows; ++i) {
        const std::string who = people[i % 2], where = places[i / 2 % 2];
        text += i / 4 % 2 ? R"({"tokens": [")" + who + R"(", "lives", "in", ")" + where +
                                R"(", "."], "ner_tags": ["B-PER", "O", "O", "B-LOC", "O"]})"
                          : R"({"tokens": ["In", ")" + where + R"(", "lives", ")" + who +
                                R"("], "ner_tags": ["O", "B-LOC", "O", "B-PER"]})";
        text += "\n";
    }
    return text;
}

}  // namespace tunesmith::testing

// Tokenizing speed on one thread: MB/s over the first message of each row of a JSONL file of conversations (the texts
// that shared/peers/tok_bench.py feeds to Hugging Face tokenizers). usage: tokenize_bench TOKENIZER.json ROWS.jsonl
// [--spans]
#include <chrono>
#include <cstdio>
#include <cstring>
#include <sstream>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/tokenize/tokenizer.h"

namespace {

using namespace tunesmith;

double secondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void run(const char* tokenizerPath, const char* rowsPath, bool withSpans) {
    TokenizerSpec spec;
    spec.tokenizerJson = readFile(tokenizerPath);
    auto start = std::chrono::steady_clock::now();
    const auto tokenizer = Tokenizer::make(std::move(spec), tokenizerPath);
    const double loading = secondsSince(start);
    std::vector<std::string> texts;
    std::size_t bytes = 0;
    std::istringstream rows(readFile(rowsPath));
    for (std::string line; std::getline(rows, line);) {
        texts.push_back(Json::parse(line)["messages"][0]["content"].get<std::string>());
        bytes += texts.back().size();
    }
    double seconds[2] = {};
    std::size_t tokens = 0;
    for (double& s : seconds) {  // the first with an empty word cache
        tokens = 0;
        start = std::chrono::steady_clock::now();
        for (const std::string& text : texts) tokens += tokenizer->encode(text, withSpans).ids.size();
        s = secondsSince(start);
    }
    const double mb = double(bytes) / 1e6;
    std::printf(
        "{\"tool\": \"tunesmith\", \"spans\": %s, \"mb\": %.2f, \"tokens\": %zu, \"load_ms\": %.1f, "
        "\"first_mb_per_s\": %.2f, "
        "\"mb_per_s\": %.2f, \"tokens_per_s\": %.0f}\n",
        withSpans ? "true" : "false", mb, tokens, loading * 1e3, mb / seconds[0], mb / seconds[1],
        double(tokens) / seconds[1]);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fprintf(stderr, "usage: tokenize_bench TOKENIZER.json ROWS.jsonl [--spans]\n");
        return 2;
    }
    try {
        run(argv[1], argv[2], argc > 3 && std::strcmp(argv[3], "--spans") == 0);
    } catch (const Error& error) {
        std::fprintf(stderr, "%s\n", error.fullText().c_str());
        return 3;
    }
    return 0;
}

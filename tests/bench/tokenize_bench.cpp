// Tokenizing speed on one thread and on several: MB/s over the first message of each row of a JSONL file of
// conversations (the texts that tokenize_peer.py feeds to Hugging Face tokenizers). usage: tokenize_bench
// TOKENIZER.json ROWS.jsonl [--spans] [--threads N, 2 unless told]
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sstream>
#include <thread>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/tokenize/tokenizer.h"

namespace {

using namespace tunesmith;

constexpr int kPasses = 20;

double secondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

struct Speed {
    double first = 0, later = 0;  // seconds for all texts: with empty word caches, and the mean of the passes after it
    std::size_t tokens = 0;
};

/// Every thread takes the next text, until each text was taken kPasses times. A thread has a word cache of its own.
Speed speedOf(const Tokenizer& tokenizer, const std::vector<std::string>& texts, bool withSpans, int threads) {
    Speed speed;
    for (const int passes : {1, kPasses}) {
        std::atomic<std::size_t> next{0}, tokens{0};
        const auto work = [&] {
            std::size_t mine = 0;
            for (std::size_t k; (k = next++) < texts.size() * std::size_t(passes);)
                mine += tokenizer.encode(texts[k % texts.size()], withSpans).ids.size();
            tokens += mine;
        };
        const auto start = std::chrono::steady_clock::now();
        std::vector<std::thread> others;
        for (int k = 1; k < threads; ++k) others.emplace_back(work);
        work();
        for (std::thread& thread : others) thread.join();
        (passes == 1 ? speed.first : speed.later) = secondsSince(start) / passes;
        speed.tokens = tokens / std::size_t(passes);
    }
    return speed;
}

void run(const char* tokenizerPath, const char* rowsPath, bool withSpans, int threads) {
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
    const Speed one = speedOf(*tokenizer, texts, withSpans, 1), many = speedOf(*tokenizer, texts, withSpans, threads);
    const double mb = double(bytes) / 1e6;
    std::printf(
        "{\"tool\": \"tunesmith\", \"spans\": %s, \"mb\": %.2f, \"tokens\": %zu, \"load_ms\": %.1f, "
        "\"first_mb_per_s\": %.2f, \"mb_per_s\": %.2f, \"tokens_per_s\": %.0f, \"threads\": %d, "
        "\"mb_per_s_threads\": %.2f}\n",
        withSpans ? "true" : "false", mb, one.tokens, loading * 1e3, mb / one.first, mb / one.later,
        double(one.tokens) / one.later, threads, mb / many.later);
}

}  // namespace

int main(int argc, char** argv) {
    bool withSpans = false;
    int threads = 2;
    for (int k = 3; k < argc; ++k) {
        if (std::strcmp(argv[k], "--spans") == 0) withSpans = true;
        if (std::strcmp(argv[k], "--threads") == 0 && k + 1 < argc) threads = std::atoi(argv[++k]);
    }
    if (argc < 3 || threads < 1) {
        std::fprintf(stderr, "usage: tokenize_bench TOKENIZER.json ROWS.jsonl [--spans] [--threads N]\n");
        return 2;
    }
    try {
        run(argv[1], argv[2], withSpans, threads);
    } catch (const Error& error) {
        std::fprintf(stderr, "%s\n", error.fullText().c_str());
        return 3;
    }
    return 0;
}

// Speed of the search for personal data on one thread: MB/s over the lines of a file, by default and with names and
// places. usage: pii_bench FILE
#include <chrono>
#include <cstdio>
#include <sstream>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/data/pii/scanner.h"

namespace {

using namespace tunesmith;

void run(const std::vector<std::string>& lines, double megabytes, const char* what, const pii::EntitySet& entities) {
    pii::ScanOptions options;
    options.entities = entities;
    const pii::Scanner scanner(options);
    scanner.scan("warm up: John Smith, +49 30 1234567, 4111 1111 1111 1111");
    double best = 1e300;
    std::size_t findings = 0;
    for (int round = 0; round < 3; ++round) {
        findings = 0;
        const auto start = std::chrono::steady_clock::now();
        for (const std::string& line : lines) findings += scanner.scan(line).size();
        best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    std::printf(
        "{\"tool\": \"tunesmith\", \"entities\": \"%s\", \"mb\": %.2f, \"findings\": %zu, \"mb_per_s\": %.2f}\n", what,
        megabytes, findings, megabytes / best);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "usage: pii_bench FILE\n");
        return 2;
    }
    try {
        std::vector<std::string> lines;
        const std::string text = readFile(argv[1]);
        std::istringstream rows(text);
        for (std::string line; std::getline(rows, line);) lines.push_back(line);
        run(lines, double(text.size()) / 1e6, "certain", pii::certainEntities());
        run(lines, double(text.size()) / 1e6, "all", pii::allEntities());
    } catch (const Error& error) {
        std::fprintf(stderr, "%s\n", error.fullText().c_str());
        return 3;
    }
    return 0;
}

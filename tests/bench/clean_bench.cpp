// Cleaning speed, one JSON object a line. ROWS.jsonl is a file of conversations (shared/peers/make_rows.py), repeated
// with small changes.
//   clean_bench near ROWS.jsonl N [THREADS]      rows/s of the near-duplicate search; the rows that
//   shared/peers/dedup.py makes, in kind clean_bench near-lines FILE PAIRS [THREADS]  the same over the lines of a
//   file; writes "row original" to PAIRS clean_bench unicode FILE                     MB/s of the unicode step on one
//   thread, a file as one text a line clean_bench repair FILE                      the lines of FILE with mojibake
//   undone, to stdout clean_bench list ROWS.jsonl N                rows/s of a whole cleaning list on all cores
#include <chrono>
#include <cstdio>
#include <cstring>
#include <sstream>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/machine.h"
#include "core/base/random.h"
#include "core/data/clean/clean_list.h"
#include "core/data/clean/mojibake.h"
#include "core/data/clean/near_duplicates.h"
#include "core/data/clean/unicode.h"

namespace {

using namespace tunesmith;

double secondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::vector<std::string> linesOf(const char* path) {
    std::vector<std::string> lines;
    std::istringstream file(readFile(path));
    for (std::string line; std::getline(file, line);) lines.push_back(std::move(line));
    return lines;
}

/// The first `most` words of a text with every `every`th of them replaced by a number, at drawn places.
std::string changed(const std::string& text, std::size_t most, std::size_t every, std::uint64_t seed) {
    std::istringstream words(text);
    std::vector<std::string> all;
    for (std::string word; all.size() < most && words >> word;) all.push_back(word);
    const RandomStream stream(seed, "edits");
    for (std::size_t i = 0; i < all.size() / every; ++i)
        all[stream.at(2 * i) % all.size()] = std::to_string(stream.at(2 * i + 1) % 1000000);
    std::string out;
    for (const std::string& word : all) out += (out.empty() ? "" : " ") + word;
    return out;
}

void report(const char* what, std::size_t rows, double seconds, const std::string& more) {
    std::printf("{\"what\":\"%s\",\"rows\":%zu,\"seconds\":%.3f,\"rows_per_s\":%.0f,\"peak_mib\":%lld%s}\n", what, rows,
                seconds, double(rows) / seconds, static_cast<long long>(peakResidentBytes() >> 20), more.c_str());
}

void near(const std::vector<std::string>& texts, int threads, const char* pairs) {
    const std::vector<std::string_view> views(texts.begin(), texts.end());
    const auto start = std::chrono::steady_clock::now();
    const auto found = findNearDuplicates(views, 0.8, threads);
    report("near_duplicates", texts.size(), secondsSince(start),
           ",\"near_duplicates\":" + std::to_string(found.size()));
    if (!pairs) return;
    std::string out;
    for (const NearDuplicate& one : found) out += std::to_string(one.row) + " " + std::to_string(one.original) + "\n";
    writeFileAtomically(pairs, out);
}

void unicode(const char* path) {
    const auto lines = linesOf(path);
    std::size_t bytes = 0, changes = 0;
    std::string warm = "e\xCC\x81";
    cleanUnicode(warm, {});
    auto copies = lines;
    const auto start = std::chrono::steady_clock::now();
    for (std::string& line : copies) {
        bytes += line.size();
        changes += cleanUnicode(line, {}).any();
    }
    const double seconds = secondsSince(start);
    report(
        "unicode", lines.size(), seconds,
        ",\"changed\":" + std::to_string(changes) + ",\"mb_per_s\":" + std::to_string(double(bytes) / 1e6 / seconds));
}

void list(const char* path, std::size_t n) {
    std::vector<Json> base;
    for (const std::string& line : linesOf(path)) base.push_back(Json::parse(line)["messages"]);
    std::vector<Record> rows;
    for (std::size_t i = 0; i < n; ++i) {
        const Json& messages = base[i % base.size()];
        Record& row = rows.emplace_back();
        for (const Json& message : messages)
            row.messages.push_back({message["role"], changed(message["content"], 400, i % 5 ? 3 : 150, i)});
    }
    const Json steps = Json::parse(
        R"([{"step":"unicode"},{"step":"html"},{"step":"boilerplate"},{"step":"whitespace"},{"step":"empty"},
        {"step":"language"},{"step":"repetition","scope":"row"},{"step":"quality","scope":"row"},{"step":"profanity"},{"step":"refusal"},
        {"step":"length","unit":"words","least":1,"most":1000},{"step":"exact_duplicates"},{"step":"near_duplicates"},{"step":"leakage"}])");
    const CleanSource source = [&](const std::function<void(CleanRow &&)>& visit) {
        for (std::size_t i = 0; i < rows.size(); ++i)
            visit({std::int64_t(i), 0, i % 10 == 9 ? Split::Test : Split::Train, rows[i]});
    };
    Progress progress;
    const auto start = std::chrono::steady_clock::now();
    const CleanReport done = CleanList(steps, {}).run(
        source, [](CleanedRow&&) {}, Cancel(), progress);
    report("list", n, secondsSince(start), ",\"rows_out\":" + std::to_string(done.rowsOut));
    for (const CleanStepReport& step : done.steps)
        std::printf(
            "{\"step\":\"%s\",\"seconds\":%.2f,\"in\":%lld,\"changed\":%lld,\"dropped\":%lld,\"flagged\":%lld}\n",
            step.step.at("step").get<std::string>().c_str(), step.seconds, static_cast<long long>(step.rowsIn),
            static_cast<long long>(step.changed), static_cast<long long>(step.dropped),
            static_cast<long long>(step.flagged));
}

int run(int count, char** words) {
    const std::string what = count > 2 ? words[1] : "";
    const auto number = [&](int i, int fallback) { return count > i ? std::atoi(words[i]) : fallback; };
    if (what == "near" && count > 3) {
        std::vector<std::string> base, texts;
        for (const std::string& line : linesOf(words[2])) base.push_back(Json::parse(line)["messages"][0]["content"]);
        for (int i = 0; i < number(3, 0); ++i)
            texts.push_back(changed(base[std::size_t(i) % base.size()], 200, i % 5 ? 3 : 150, std::uint64_t(i)));
        near(texts, number(4, 0), nullptr);
    } else if (what == "near-lines" && count > 3) {
        near(linesOf(words[2]), number(4, 0), words[3]);
    } else if (what == "unicode") {
        unicode(words[2]);
    } else if (what == "repair") {
        for (std::string& line : linesOf(words[2])) {
            repairMojibake(line);
            std::printf("%s\n", line.c_str());
        }
    } else if (what == "list" && count > 3) {
        list(words[2], std::size_t(number(3, 0)));
    } else {
        std::fprintf(stderr, "usage: clean_bench near|near-lines|unicode|repair|list FILE ...\n");
        return 2;
    }
    return 0;
}

}  // namespace

int main(int count, char** words) {
    try {
        return run(count, words);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}

// How long a model takes from its file to being ready, and how much memory: one way a process, so that neither the
// system's cache of pages nor the process's own memory helps the next. usage: load_bench MODEL
// read|open|answer|int8|full [--cold]. `read` reads the files plainly: the limit. `open` reads what is beside the
// weights, the tokenizer above all. `answer` and `int8` end with the first token of an answer,
// `full` with fp32 parameters and gradients to train. --cold drops the files from the system's cache before.
#include <ATen/core/Tensor.h>
#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "core/adapt/method.h"
#include "core/base/error.h"
#include "core/base/machine.h"
#include "core/generate/decoder.h"
#include "core/model/transformer.h"

namespace {

using namespace tunesmith;
namespace fs = std::filesystem;

std::vector<std::string> weightFiles(const std::string& path) {
    if (!fs::is_directory(path)) return {path};
    std::vector<std::string> files;
    for (const auto& entry : fs::directory_iterator(path))
        if (entry.path().extension() == ".safetensors") files.push_back(entry.path().string());
    return files;
}

void drop(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY);
    if (file < 0) throw Error(Code::NotFound, "The file is not there.", path);
    ::fsync(file);  // pages that still have to be written stay
    ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
    ::close(file);
}

void readPlainly(const std::string& path) {
    std::vector<char> buffer(4 << 20);
    const int file = ::open(path.c_str(), O_RDONLY);
    while (::read(file, buffer.data(), buffer.size()) > 0) continue;
    ::close(file);
}

std::int64_t openOnly(const std::string& path) {
    const auto base = BaseModel::open(path);
    return residentBytes();
}

/// Resident bytes while the model is ready.
std::int64_t answer(const std::string& path, bool int8) {
    Transformer model(BaseModel::open(path));
    Decoder decoder(model, int8);
    decoder.feed({1});
    return residentBytes();
}

std::int64_t trainAll(const std::string& path, std::int64_t& parameterBytes) {
    Transformer model(BaseModel::open(path));
    Recipe recipe;
    recipe.method = "full";
    const auto method = makeMethod(recipe);
    ParameterSet parameters;
    method->declare(model, parameters);
    parameters.allocate(at::kCPU);
    method->bind(model, parameters, true);
    method->initialise(model, parameters, 1);
    parameterBytes = 8 * parameters.count();
    return residentBytes();
}

void run(const std::string& path, const std::string& how, bool cold) {
    const std::vector<std::string> files = weightFiles(path);
    std::int64_t bytes = 0, parameterBytes = 0;
    for (const std::string& file : files) {
        bytes += std::int64_t(fs::file_size(file));
        if (cold) drop(file);
    }
    const std::int64_t before = residentBytes();
    std::int64_t after = before;
    const auto start = std::chrono::steady_clock::now();
    if (how == "read")
        for (const std::string& file : files) readPlainly(file);
    else if (how == "open")
        after = openOnly(path);
    else if (how == "full")
        after = trainAll(path, parameterBytes);
    else
        after = answer(path, how == "int8");
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const double mb = double(bytes) / 1e6;
    std::printf(
        "{\"how\": \"%s\", \"cold\": %s, \"mb\": %.1f, \"parameter_mb\": %.1f, \"seconds\": %.3f, \"mb_per_s\": %.0f, "
        "\"rss_mb\": %.1f, \"peak_rss_mb\": %.1f, \"peak_over_file\": %.3f}\n",
        how.c_str(), cold ? "true" : "false", mb, double(parameterBytes) / 1e6, seconds, mb / seconds,
        double(after - before) / 1e6, double(peakResidentBytes() - before) / 1e6,
        double(peakResidentBytes() - before) / double(bytes));
}

}  // namespace

int main(int argc, char** argv) {
    const std::string how = argc > 2 ? argv[2] : "";
    if (how != "read" && how != "open" && how != "answer" && how != "int8" && how != "full") {
        std::fprintf(stderr, "usage: load_bench MODEL read|open|answer|int8|full [--cold]\n");
        return 2;
    }
    try {
        run(argv[1], how, argc > 3 && std::strcmp(argv[3], "--cold") == 0);
    } catch (const Error& error) {
        std::fprintf(stderr, "%s\n", error.fullText().c_str());
        return 3;
    }
    return 0;
}

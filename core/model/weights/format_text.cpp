#include "core/model/weights/format_text.h"

#include <algorithm>
#include <string_view>

#include "core/base/json.h"

namespace tunesmith {

namespace {

constexpr std::size_t kLongestName = 120;
constexpr std::size_t kSearched = 64 * 1024;  // how far into each end of a zip file its list of names is looked for

std::string_view textOf(const std::uint8_t* bytes, std::size_t size) {
    return {reinterpret_cast<const char*>(bytes), size};
}

bool isZip(std::string_view text) {
    return text.starts_with(std::string_view("PK\x03\x04", 4));
}

}  // namespace

const char* const kPickleRefused =
    "These weights are a Python pickle, which can run any program when it is read, so Tunesmith does not read it. Take "
    "the "
    "safetensors version of the model, or convert it in Python with torch 2.6 or newer: "
    "AutoModelForCausalLM.from_pretrained(FOLDER).save_pretrained(NEW_FOLDER).";

std::string quotedName(const std::string& name) {
    const bool cut = name.size() > kLongestName;
    const Json text = cut ? name.substr(0, kLongestName) + "..." : name;
    return text.dump(-1, ' ', false, Json::error_handler_t::replace);
}

bool looksLikePickle(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text = textOf(bytes, size);
    if (isZip(text)) {
        const std::string_view name = "data.pkl";
        const std::string_view first = text.substr(0, kSearched), last = text.substr(size - std::min(size, kSearched));
        return first.find(name) != std::string_view::npos || last.find(name) != std::string_view::npos;
    }
    // Protocols 2 to 5 start so. A safetensors file may too, where its header has 640 bytes or some more: then six zero
    // bytes and the header's brace follow.
    if (size < 2 || bytes[0] != 0x80 || bytes[1] < 2 || bytes[1] > 5) return false;
    const bool header =
        size > 8 && bytes[8] == '{' && std::all_of(bytes + 2, bytes + 8, [](std::uint8_t b) { return b == 0; });
    return !header;
}

std::string whatItIsInstead(const std::uint8_t* bytes, std::size_t size) {
    if (looksLikePickle(bytes, size)) return kPickleRefused;
    const std::string_view text = textOf(bytes, std::min<std::size_t>(size, 64));
    if (isZip(text)) return "This is a zip archive: unpack it first.";
    if (text.starts_with("version https://git-lfs"))
        return "This is a Git LFS pointer, not the file itself: fetch the file with \"git lfs pull\" or download it "
               "again.";
    if (text.starts_with("<!") || text.starts_with("<html") || text.starts_with("<HTML"))
        return "This is a web page: the download went wrong. Download the file again.";
    if (text.starts_with("GGUF")) return "This is a GGUF file: give it the ending .gguf and import it as such.";
    if (text.starts_with("tjgg") || text.starts_with("lmgg") || text.starts_with("fmgg"))
        return "This is a GGML file of before August 2023: convert the original model to GGUF again.";
    if (text.starts_with(std::string_view("\x93NUMPY", 6)))
        return "This is a NumPy file: save the weights as safetensors.";
    return {};
}

}  // namespace tunesmith

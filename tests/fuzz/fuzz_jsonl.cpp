// Any bytes as JSON lines or as JSON: rows that can be stored, issues that can be shown, or an Error about the input;
// and never an object that another strict parser refuses. The first byte chooses the format and the limits.
#include <nlohmann/json.hpp>

#include "core/data/import/json_item.h"
#include "core/data/import/text_source.h"
#include "import_anything.h"
#include "memory_file.h"

using namespace tunesmith;

namespace {

void importAs(const char* format, const std::string& path, std::uint8_t choice) {
    ImportOptions options;
    options.format = format;
    options.strict = choice & 2;
    if (choice & 4) options.read.maxItemBytes = 64;
    if (choice & 8) options.read.encoding = choice & 16 ? "utf-16be" : "windows-1252";
    if (choice & 32) options.read.list = "data";
    importAnything(path, options);
}

void compareWithAnotherParser(const std::string& text) {
    const std::string padded = text + std::string(TextSource::kPadding, '\0');
    Item item;
    static JsonItemReader reader;
    if (reader.read(std::string_view(padded).substr(0, text.size()), item)) return;
    const auto other = nlohmann::json::parse(text, nullptr, false);
    require(other.is_object() && other.size() == item.fields.size());
    for (const Field& field : item.fields) {
        const auto& value = other.at(field.column);
        require(value.is_string() == field.isText);
        if (field.isText)
            require(value.get<std::string>() == field.value);
        else
            require(nlohmann::json::parse(field.value, nullptr, false) == value);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t bytes) {
    if (bytes == 0) return 0;
    const MemoryFile file(data + 1, bytes - 1);
    importAs(data[0] & 1 ? "json" : "jsonl", file.path(), data[0]);
    compareWithAnotherParser(std::string(reinterpret_cast<const char*>(data + 1), bytes - 1));
    return 0;
}

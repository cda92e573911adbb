// Any bytes as CSV: records of one width or issues; and what was read, written down by RFC 4180, is read again as the
// same. The first byte chooses delimiter and limits.
#include "core/data/import/csv_importer.h"
#include "import_anything.h"
#include "memory_file.h"

using namespace tunesmith;

namespace {

struct Table {
    std::vector<Item> items;
    std::int64_t issues = 0;
};

Table readTable(const std::string& path, const ReadOptions& options) {
    Table table;
    const ItemSink sink{
        [&](const Item& item) {
            require(item.line > 0 && (table.items.empty() || item.fields.size() == table.items[0].fields.size()));
            table.items.push_back(item);
            return true;
        },
        [&](RowIssue&& issue) {
            require(!issue.reason.empty() && !firstInvalidUtf8(issue.raw) && issue.source.line > 0);
            ++table.issues;
            return true;
        }};
    Progress progress;
    try {
        CsvImporter().read(path, options, sink, Cancel(), progress);
    } catch (const Error& error) {
        require(error.code() == Code::BadInput && table.items.empty());
    }
    return table;
}

std::string cell(const std::string& text) {
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

void writeAndReadAgain(const Table& table, char delimiter) {
    std::string text;
    const auto line = [&](const auto& cellOf) {
        const auto& fields = table.items[0].fields;
        for (std::size_t i = 0; i < fields.size(); ++i)
            text += (i ? std::string(1, delimiter) : std::string()) + cell(cellOf(i));
        text += "\r\n";
    };
    line([&](std::size_t i) { return table.items[0].fields[i].column; });
    for (const Item& item : table.items) line([&](std::size_t i) { return item.fields[i].value; });
    ReadOptions options;
    options.delimiter = delimiter;
    options.encoding = "utf-8";
    const MemoryFile file(text);
    const Table again = readTable(file.path(), options);
    require(again.issues == 0 && again.items.size() == table.items.size());
    for (std::size_t i = 0; i < again.items.size(); ++i) require(again.items[i].fields == table.items[i].fields);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t bytes) {
    if (bytes == 0) return 0;
    const MemoryFile file(data + 1, bytes - 1);
    ReadOptions options;
    options.header = data[0] & 1;
    if (data[0] & 2) options.maxItemBytes = 64;
    if (data[0] & 4) options.delimiter = ";,\t|"[(data[0] >> 3) & 3];
    if (data[0] & 32) options.encoding = data[0] & 64 ? "utf-16le" : "windows-1252";
    const Table table = readTable(file.path(), options);
    if (!table.items.empty()) writeAndReadAgain(table, ';');

    ImportOptions all;
    all.format = "csv";
    all.read = options;
    try {
        const ImportPreview preview = previewFile(file.path(), all);
        require(preview.problem.empty() || preview.rows.empty());
    } catch (const Error& error) {
        require(error.code() == Code::BadInput);
    }
    return 0;
}

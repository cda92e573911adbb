#include "core/data/import/mended_item.h"

#include <fstream>
#include <optional>

#include "core/base/error.h"
#include "core/base/temporary_folder.h"
#include "core/data/import/importers.h"
#include "core/data/import/json_item.h"
#include "core/data/import/record_maker.h"
#include "core/data/import/text_source.h"
#include "core/data/text.h"

namespace tunesmith {

namespace {

constexpr RowKind kKinds[] = {RowKind::Chat, RowKind::Pair, RowKind::Preference, RowKind::Text};

std::string quoted(const std::string& cell) {
    std::string out = "\"";
    for (const char c : cell) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

/// One record of a CSV file, read below that file's header. Returns why it is none.
std::optional<std::string> readCsv(const std::string& text, const ItemReading& reading, Item& item) {
    const TemporaryFolder folder;
    const std::string path = folder.path() + "/item.csv";
    const char delimiter = reading.delimiter == 0 ? ',' : reading.delimiter;
    std::ofstream file(path, std::ios::binary);
    for (std::size_t i = 0; i < reading.columns.size(); ++i)
        file << (i ? std::string(1, delimiter) : std::string()) << quoted(reading.columns[i]);
    file << '\n' << text << '\n';
    file.close();
    if (!file) throw Error(Code::DiskFull, "The mended row cannot be written to be read again.", path);
    ReadOptions options;
    options.encoding = "utf-8";
    options.delimiter = delimiter;
    std::size_t items = 0;
    std::optional<std::string> problem;
    ItemSink sink;
    sink.item = [&](const Item& read) {
        if (items++ == 0) item = read;
        return true;
    };
    sink.issue = [&](RowIssue&& issue) {
        problem = issue.reason;
        return false;
    };
    Progress progress;
    importerFor(path, "csv", options).read(path, options, sink, Cancel(), progress);
    if (!problem && items != 1)
        problem =
            items == 0 ? "There is no row in it." : "These are " + std::to_string(items) + " rows; it has to be one.";
    return problem;
}

std::optional<std::string> readItem(const std::string& text, const ItemReading& reading, Item& item) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) return "There is no text.";
    if (const auto bad = firstInvalidUtf8(text)) return "It holds bytes that are no UTF-8 text.";
    if (text[first] == '{') {
        const std::string padded = text + std::string(TextSource::kPadding, '\0');
        return JsonItemReader().read(std::string_view(padded).substr(0, text.size()), item);
    }
    if (reading.format == "csv" && !reading.columns.empty()) return readCsv(text, reading, item);
    if (reading.mapping.kind != RowKind::Text)
        return "Write it as a JSON object, such as {\"question\": \"...\", \"answer\": \"...\"}.";
    item.fields = {{reading.mapping.column("text"), text}};
    return std::nullopt;
}

}  // namespace

Json ItemReading::toJson() const {
    Json json = {{"file", file}, {"format", format}, {"kind", rowKindName(mapping.kind)}, {"roles", mapping.columns}};
    if (delimiter != 0) json["delimiter"] = std::string(1, delimiter);
    if (!columns.empty()) json["columns"] = columns;
    if (!mapping.userTemplate.empty()) json["template"] = mapping.userTemplate;
    return json;
}

ItemReading ItemReading::fromJson(const Json& json) {
    try {
        ItemReading reading;
        reading.file = json.at("file").get<std::string>();
        reading.format = json.at("format").get<std::string>();
        const std::string kind = json.at("kind").get<std::string>(), delimiter = json.value("delimiter", "");
        for (const RowKind known : kKinds)
            if (kind == rowKindName(known)) reading.mapping.kind = known;
        reading.mapping.columns = json.at("roles").get<std::map<std::string, std::string>>();
        reading.mapping.userTemplate = json.value("template", "");
        reading.mapping.confidence = 1;
        reading.columns = json.value("columns", std::vector<std::string>());
        if (!delimiter.empty()) reading.delimiter = delimiter[0];
        return reading;
    } catch (const Json::exception& fault) {
        throw Error(Code::BadFile, std::string("The record of how a file was read is damaged: ") + fault.what());
    }
}

MendedItem readMended(const std::string& text, const RowSource& source, const ItemReading& reading,
                      const std::vector<std::pair<std::string, std::string>>& choices) {
    MendedItem mended;
    Item item;
    if (auto problem = readItem(text, reading, item)) {
        mended.problem = std::move(*problem);
        return mended;
    }
    item.line = source.line;
    RoleMapping mapping = reading.mapping;
    if (mapping.kind == RowKind::None) {
        std::vector<std::string> columns;
        for (const Field& field : item.fields) columns.push_back(field.column);
        try {
            mapping = applyMapping(guessRoles({item}), choices, columns);
        } catch (const Error& error) {
            mended.problem = error.what();
            return mended;
        }
    }
    if (mapping.kind == RowKind::None) {
        mended.problem = "It has no column that is known to be a question and an answer, or a text.";
        return mended;
    }
    RecordMaker maker(std::move(mapping), source.file);
    if (auto issue = maker.make(item, mended.rows)) mended.problem = std::move(issue->reason);
    return mended;
}

}  // namespace tunesmith

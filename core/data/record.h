// The row: what an importer makes of one item of a file, and what everything after it reads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tunesmith {

using RowId = std::int64_t;

/// One turn. `role` is "system", "user", "assistant" or "tool". Loss masks follow `trained` and, by default, the role.
struct Message {
    std::string role;
    std::string text;
    bool trained = true;  // false: never trained on, whatever the role
    float weight = 1.0f;  // of its tokens in the loss
    bool operator==(const Message&) const = default;
};

/// Where a row came from.
struct RowSource {
    std::string file;       // as the user named it
    std::int64_t line = 0;  // 1-based line of the file where the item starts; 0 where lines mean nothing
    bool operator==(const RowSource&) const = default;
};

/// A row is either a conversation (`messages`) or a plain text (`text`); a preference adds the better and the worse
/// ending.
struct Record {
    RowId id = 0;
    std::vector<Message> messages;
    std::string text;
    std::vector<Message> chosen, rejected;
    std::string label;
    /// Columns that play no role in training, as the file had them: a patient's number, a date, a source.
    std::vector<std::pair<std::string, std::string>> extra;
    RowSource source;

    /// The value of an extra column; empty where there is none.
    std::string extraOf(const std::string& column) const;

    /// Of all texts that are learned, in UTF-8.
    std::size_t textBytes() const;

    bool isText() const { return messages.empty(); }
    bool isPreference() const { return !chosen.empty(); }
};

/// The row's content (not its id or source) as canonical JSON.
std::string recordToJson(const Record& record);
/// Throws Error(BadInput) on text that recordToJson() did not make.
Record recordFromJson(const std::string& json);
/// That JSON, its SHA-256, and recordHash().
struct RecordContent {
    std::string json, hash, said;
};
/// Throws Error(BadInput) for text that is not UTF-8, as recordToJson() does.
RecordContent contentOf(const Record& record);
/// SHA-256 of what is learned, without the extra columns: rows that say the same have the same hash, whatever their numbers.
std::string recordHash(const Record& record);

enum class Split { Train, Validation, Test };
const char* splitName(Split split);  // "train", "validation", "test"
/// Throws Error(BadInput) for another word.
Split splitFromName(const std::string& name);

/// Why a row was kept aside, in words for the user.
struct RowIssue {
    RowSource source;
    std::string reason;
    std::string raw;  // the item as it stood in the file, at most 64 KiB of it
};

}  // namespace tunesmith

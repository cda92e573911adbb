// Redactor: what becomes of the personal data in a row. Whatever is done, looking through the row again finds none of
// the entities that were to go.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "core/data/pii/scanner.h"
#include "core/data/record.h"

namespace tunesmith::pii {

enum class Action : std::uint8_t {
    Keep,
    Placeholder,  // [EMAIL_1]; the same value has the same number everywhere in the row
    Mask,         // ************1111
    Hash,         // [EMAIL_5f2b...]: HMAC-SHA-256 under the project's key, the same value alike in all rows
    Surrogate,    // another value of the same form with a wrong check digit, drawn from the key; a placeholder where
                  // there is no check digit
    DropRow,
};
constexpr int kActions = int(Action::DropRow) + 1;
const char* actionName(Action action);  // "keep", "placeholder", "mask", "hash", "surrogate", "drop"
/// Throws Error(BadInput) for another word.
Action actionFromName(std::string_view name);

struct RedactPolicy {
    std::array<Action, std::size_t(kEntities)> actions{};  // all Keep
    float leastScore = 0.4f;                               // findings below stay
    int maskKeeps = 4;  // last characters that a mask shows, at most a quarter of them
    std::string key;    // of Hash and Surrogate; the caller keeps it safe
    std::unordered_set<std::string> exceptions;  // values that a person let stand, as sameValue() writes them

    void setAll(const EntitySet& entities, Action action);
    Action of(Entity entity) const { return actions[std::size_t(entity)]; }
};

/// One thing that was done.
struct Redaction {
    Entity entity;
    Action action;
};

struct RedactResult {
    bool drop = false;                // the row is to be left out; it is unchanged then
    std::vector<Redaction> redacted;  // in the order in which they were found
    bool changed() const { return !drop && !redacted.empty(); }
};

class Redactor {
public:
    /// `options.entities` is ignored: what the policy acts on is looked for. Throws Error(BadInput) where an action
    /// needs a key and there is none, and as Scanner does.
    Redactor(ScanOptions options, RedactPolicy policy);

    /// Works on messages, text, chosen and rejected; the label is a class and stays. Thread-safe.
    RedactResult redact(Record& record) const;
    /// What is to go from a text: what the scanner finds with score enough and no exception for it. Thread-safe.
    std::vector<Finding> find(std::string_view text) const;
    const Scanner& scanner() const { return scanner_; }
    const RedactPolicy& policy() const { return policy_; }

private:
    Scanner scanner_;
    RedactPolicy policy_;
};

/// The same for a value that is written in another way: its letters and digits, small.
std::string sameValue(std::string_view value);

/// All texts of a row, in order: of messages, text, chosen, rejected.
std::vector<std::string*> textsOf(Record& record);

}  // namespace tunesmith::pii

#include "core/data/pii/redact.h"

#include <algorithm>
#include <map>

#include "core/base/error.h"
#include "core/data/pii/digest.h"
#include "core/data/pii/surrogate.h"

namespace tunesmith::pii {

namespace {

constexpr std::array<const char*, std::size_t(kActions)> kNames = {"keep", "placeholder", "mask",
                                                                   "hash", "surrogate",   "drop"};

/// Names the entity in a placeholder.
std::string placeName(const Finding& finding) {
    if (finding.entity != Entity::Custom) return entityInfo(finding.entity).name;
    std::string name = finding.label;
    for (char& c : name)
        if (c >= 'a' && c <= 'z') c = char(c - 32);
    return name;
}

/// Whether the last characters of a masked value help people to tell values apart and give nothing away.
bool showsEnd(const Finding& finding) {
    switch (finding.entity) {
        case Entity::Email:
        case Entity::Url:
        case Entity::Secret:
        case Entity::Name:
        case Entity::Place:
        case Entity::StreetAddress:
        case Entity::DateOfBirth:
        case Entity::Date:
        case Entity::AgeOver89:
        case Entity::SpecialCategory:
        case Entity::IpAddress:
            return false;
        default:
            return true;
    }
}

std::string masked(std::string_view value, int shown) {
    // Whole characters: a star for each letter or digit, signs and spaces as they are.
    std::string out;
    std::vector<std::size_t> letters;  // where each star stands, and what stood there
    std::vector<char> stood;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const auto c = std::uint8_t(value[i]);
        if ((c & 0xC0) == 0x80) continue;
        const bool ascii = c < 0x80;
        if (ascii && !std::isalnum(c)) {
            out += value[i];
            continue;
        }
        letters.push_back(out.size());
        stood.push_back(ascii ? value[i] : '*');
        out += '*';
    }
    const std::size_t keep = std::min<std::size_t>(std::size_t(std::max(0, shown)), letters.size() / 4);
    for (std::size_t i = letters.size() - keep; i < letters.size(); ++i) out[letters[i]] = stood[i];
    return out;
}

/// One row on its way; numbers placeholders.
class RowRedactor {
public:
    RowRedactor(const Redactor& redactor, Record& record)
        : redactor_(redactor), policy_(redactor.policy()), texts_(textsOf(record)) {}

    RedactResult run() {
        RedactResult result;
        std::vector<std::vector<Finding>> found;
        for (const std::string* text : texts_) found.push_back(redactor_.find(*text));
        for (const auto& findings : found)
            for (const Finding& finding : findings)
                if (policy_.of(finding.entity) == Action::DropRow) result.drop = true;
        for (const auto& findings : found)
            if (result.drop)
                for (const Finding& finding : findings)
                    result.redacted.push_back({finding.entity, policy_.of(finding.entity)});
        if (result.drop) return result;
        for (std::size_t i = 0; i < texts_.size(); ++i) {
            // What goes may bring a word nearer to a number, which is found then: until nothing is.
            for (int round = 0; round < 8 && !found[i].empty(); ++round) {
                *texts_[i] = replaced(*texts_[i], found[i], result);
                found[i] = redactor_.find(*texts_[i]);
            }
        }
        return result;
    }

private:
    std::string replaced(const std::string& text, const std::vector<Finding>& found, RedactResult& result) {
        std::string out;
        std::size_t at = 0;
        for (const Finding& finding : found) {
            if (finding.begin < at) continue;  // inside a web address that went as a whole
            out.append(text, at, finding.begin - at);
            const std::string_view value = std::string_view(text).substr(finding.begin, finding.end - finding.begin);
            out += standIn(finding, value, out, std::string_view(text).substr(finding.end));
            result.redacted.push_back({finding.entity, policy_.of(finding.entity)});
            at = finding.end;
        }
        return out.append(text, at, std::string::npos);
    }

    std::string standIn(const Finding& finding, std::string_view value, std::string_view before,
                        std::string_view after) {
        switch (policy_.of(finding.entity)) {
            case Action::Mask:
                return masked(value, showsEnd(finding) ? policy_.maskKeeps : 0);
            case Action::Hash:
                return "[" + placeName(finding) + "_" + hex(hmacSha256(policy_.key, sameValue(value)), 8) + "]";
            case Action::Surrogate:
                if (std::string surrogate = hidden(finding, value, before, after); !surrogate.empty()) return surrogate;
                return placeholder(finding, value);
            default:
                return placeholder(finding, value);
        }
    }

    /// A surrogate that is not found where it will stand; empty where none is.
    std::string hidden(const Finding& finding, std::string_view value, std::string_view before,
                       std::string_view after) const {
        constexpr std::size_t around = 120;
        const std::string_view head = before.substr(before.size() - std::min(before.size(), around));
        for (int attempt = 0; attempt < 12; ++attempt) {
            const std::string candidate = surrogateOf(finding.entity, value, policy_.key, sameValue(value), attempt);
            if (candidate.empty()) break;
            const auto found = redactor_.find(std::string(head) + candidate + std::string(after.substr(0, around)));
            const bool seen = std::any_of(found.begin(), found.end(), [&](const Finding& f) {
                return f.begin < head.size() + candidate.size() && f.end > head.size();
            });
            if (!seen) return candidate;
        }
        return {};
    }

    std::string placeholder(const Finding& finding, std::string_view value) {
        const std::string name = placeName(finding);
        auto& numbers = numbers_[name];
        const auto [place, isNew] = numbers.emplace(sameValue(value), 0);
        if (isNew) place->second = int(numbers.size()) + taken(name, int(numbers.size()));
        return "[" + name + "_" + std::to_string(place->second) + "]";
    }

    /// The highest number that placeholders of an earlier redaction have in this row; asked once a name.
    int taken(const std::string& name, int numbers) {
        if (numbers > 1) return taken_[name];
        int most = 0;
        const std::string opening = "[" + name + "_";
        for (const std::string* text : texts_)
            for (auto at = text->find(opening); at != std::string::npos; at = text->find(opening, at + 1))
                most = std::max(most, std::atoi(text->c_str() + at + opening.size()));
        return taken_[name] = most;
    }

    static std::string hex(std::string_view bytes, std::size_t count) {
        std::string out;
        for (const char c : bytes.substr(0, count)) {
            out += "0123456789abcdef"[std::uint8_t(c) >> 4];
            out += "0123456789abcdef"[std::uint8_t(c) & 15];
        }
        return out;
    }

    const Redactor& redactor_;
    const RedactPolicy& policy_;
    std::vector<std::string*> texts_;
    std::map<std::string, std::map<std::string, int>> numbers_;  // by name of the entity and value
    std::map<std::string, int> taken_;
};

ScanOptions actedOn(ScanOptions options, const RedactPolicy& policy) {
    for (std::size_t i = 0; i < policy.actions.size(); ++i) options.entities.set(i, policy.actions[i] != Action::Keep);
    return options;
}

}  // namespace

const char* actionName(Action action) {
    return kNames[std::size_t(action)];
}

Action actionFromName(std::string_view name) {
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (name == kNames[i]) return Action(i);
    throw Error(Code::BadInput,
                "There is no action \"" + std::string(name) +
                    "\" for personal data; there are keep, placeholder, mask, hash, surrogate and drop.");
}

void RedactPolicy::setAll(const EntitySet& entities, Action action) {
    for (std::size_t i = 0; i < actions.size(); ++i)
        if (entities[i]) actions[i] = action;
}

Redactor::Redactor(ScanOptions options, RedactPolicy policy)
    : scanner_(actedOn(std::move(options), policy)), policy_(std::move(policy)) {
    for (const Action action : policy_.actions)
        if ((action == Action::Hash || action == Action::Surrogate) && policy_.key.empty())
            throw Error(
                Code::BadInput,
                std::string("The action ") + actionName(action) +
                    " for personal data needs a key; give one and keep it, as the same key makes the same values.");
}

RedactResult Redactor::redact(Record& record) const {
    return RowRedactor(*this, record).run();
}

std::vector<Finding> Redactor::find(std::string_view text) const {
    std::vector<Finding> found = scanner_.scan(text);
    std::erase_if(found, [&](const Finding& f) {
        return f.score < policy_.leastScore ||
               (!policy_.exceptions.empty() && policy_.exceptions.count(sameValue(text.substr(f.begin, f.end - f.begin))) > 0);
    });
    return found;
}

std::string sameValue(std::string_view value) {
    std::string same;
    for (const char c : value) {
        if (c >= 'A' && c <= 'Z')
            same += char(c + 32);
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || std::uint8_t(c) >= 0x80)
            same += c;
    }
    return same;
}


std::vector<std::string*> textsOf(Record& record) {
    std::vector<std::string*> texts;
    for (Message& message : record.messages) texts.push_back(&message.text);
    texts.push_back(&record.text);
    for (Message& message : record.chosen) texts.push_back(&message.text);
    for (Message& message : record.rejected) texts.push_back(&message.text);
    for (auto& [column, value] : record.extra) texts.push_back(&value);
    return texts;
}

}  // namespace tunesmith::pii

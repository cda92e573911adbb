#include "core/data/export/json_exporters.h"

#include <charconv>

#include "core/data/export/extra_columns.h"
#include "core/data/text.h"

namespace tunesmith {

namespace {

/// The word for a role, and the keys for role and text.
struct Dialect {
    const char *role, *text;
    bool shareGpt;
    std::string_view word(std::string_view speaker) const {
        if (!shareGpt) return speaker;
        if (speaker == "user") return "human";
        if (speaker == "assistant") return "gpt";
        return speaker == "tool" ? "observation" : speaker;
    }
};
constexpr Dialect kOpenAi{"role", "content", false}, kShareGpt{"from", "value", true};

void appendTurn(std::string& out, const Message& message, const Dialect& dialect) {
    out.append("{\"").append(dialect.role).append("\": ");
    appendJsonString(out, dialect.word(message.role));
    out.append(", \"").append(dialect.text).append("\": ");
    appendJsonString(out, message.text);
    if (message.weight != 1.0f) {
        char digits[32];
        const auto end = std::to_chars(digits, digits + sizeof digits, message.weight).ptr;
        out.append(", \"weight\": ").append(digits, end);
    }
    // A weight of 0 says "not trained" by itself.
    if (message.trained != (message.weight > 0))
        out.append(", \"trained\": ").append(message.trained ? "true" : "false");
    out += '}';
}

void appendTurns(std::string& out, const std::vector<Message>& messages, const Dialect& dialect) {
    out += '[';
    for (std::size_t i = 0; i < messages.size(); ++i) {
        if (i > 0) out += ", ";
        appendTurn(out, messages[i], dialect);
    }
    out += ']';
}

/// One JSON object a line.
class LineWriter : public RowWriter {
public:
    LineWriter(AtomicFile& file, ExtraColumns extra) : file_(file), extra_(std::move(extra)) {}

    std::optional<std::string> add(const Record& record) override {
        line_ = "{";
        if (auto problem = fill(record)) return problem;
        if (!record.label.empty()) text("label", record.label);
        if (auto problem = extra_.fill(record, values_)) return problem;
        for (std::size_t i = 0; i < values_.size(); ++i)
            if (!values_[i].empty()) text(extra_.names()[i], values_[i]);
        line_ += "}\n";
        file_.write(line_);
        return std::nullopt;
    }

protected:
    /// Adds the row's members to the line that has been begun, or says why it cannot.
    virtual std::optional<std::string> fill(const Record& record) = 0;

    std::string& key(std::string_view name) {
        if (line_.size() > 1) line_ += ", ";
        appendJsonString(line_, name);
        return line_.append(": ");
    }
    void text(std::string_view name, const std::string& value) { appendJsonString(key(name), value); }
    void preference(const char* prompt, const Record& record, const Dialect& dialect) {
        appendTurns(key(prompt), record.messages, dialect);
        appendTurns(key("chosen"), record.chosen, dialect);
        appendTurns(key("rejected"), record.rejected, dialect);
    }

private:
    AtomicFile& file_;
    ExtraColumns extra_;
    std::vector<std::string> values_;
    std::string line_;
};

class MessagesWriter : public LineWriter {
public:
    MessagesWriter(AtomicFile& file, ExtraColumns extra, RowShape kind)
        : LineWriter(file, std::move(extra)), kind_(kind) {}

protected:
    std::optional<std::string> fill(const Record& record) override {
        if (kindOf(record) != kind_) return otherKind(kind_);
        if (kind_ == RowShape::Text) {
            text("text", record.text);
        } else if (kind_ == RowShape::Chat) {
            appendTurns(key("messages"), record.messages, kOpenAi);
        } else {
            preference("prompt", record, kOpenAi);
        }
        return std::nullopt;
    }

private:
    RowShape kind_;
};

class AlpacaWriter : public LineWriter {
public:
    using LineWriter::LineWriter;

protected:
    std::optional<std::string> fill(const Record& record) override {
        if (kindOf(record) != RowShape::Chat) return otherKind(RowShape::Chat);
        const auto& messages = record.messages;
        const std::size_t from = messages[0].role == "system" ? 1 : 0;
        if (auto problem = unsuited(messages, from)) return problem;
        text("instruction", messages[messages.size() - 2].text);
        text("input", "");
        text("output", messages.back().text);
        if (from == 1) text("system", messages[0].text);
        if (messages.size() == from + 2) return std::nullopt;
        std::string& out = key("history");
        for (std::size_t i = from; i + 2 < messages.size(); i += 2) {
            out += i == from ? "[[" : ", [";
            appendJsonString(out, messages[i].text);
            out += ", ";
            appendJsonString(out, messages[i + 1].text);
            out += ']';
        }
        out += ']';
        return std::nullopt;
    }

private:
    static std::optional<std::string> unsuited(const std::vector<Message>& messages, std::size_t from) {
        if (messages.size() < from + 2 || (messages.size() - from) % 2 != 0)
            return "Alpaca holds questions and answers in turn; this conversation ends or begins in another way.";
        for (std::size_t i = 0; i < messages.size(); ++i) {
            const char* role = i < from ? "system" : (i - from) % 2 == 0 ? "user" : "assistant";
            if (messages[i].role != role)
                return "Alpaca holds questions and answers in turn; turn " + std::to_string(i + 1) +
                       " is of the role " + messages[i].role + ".";
            if (!messages[i].trained || messages[i].weight != 1.0f)
                return "Alpaca has no place for turns that are not trained on or have a weight.";
            if (messages[i].text.empty() && (i < from || i + 2 >= messages.size()))
                return "Alpaca's system text, last question and answer must not be empty.";
        }
        return std::nullopt;
    }
};

class ShareGptWriter : public LineWriter {
public:
    ShareGptWriter(AtomicFile& file, ExtraColumns extra, RowShape kind)
        : LineWriter(file, std::move(extra)), kind_(kind) {}

protected:
    std::optional<std::string> fill(const Record& record) override {
        if (kind_ == RowShape::Text) return "ShareGPT holds conversations; export plain text as messages or CSV.";
        if (kindOf(record) != kind_) return otherKind(kind_);
        if (kind_ == RowShape::Preference)
            preference("conversations", record, kShareGpt);
        else
            appendTurns(key("conversations"), record.messages, kShareGpt);
        return std::nullopt;
    }

private:
    RowShape kind_;
};

class DpoWriter : public LineWriter {
public:
    DpoWriter(AtomicFile& file, ExtraColumns extra, bool plain) : LineWriter(file, std::move(extra)), plain_(plain) {}

protected:
    std::optional<std::string> fill(const Record& record) override {
        if (!record.isPreference()) return otherKind(RowShape::Preference);
        if (plain_) {
            text("prompt", record.messages[0].text);
            text("chosen", record.chosen[0].text);
            text("rejected", record.rejected[0].text);
        } else {
            preference("prompt", record, kOpenAi);
        }
        return std::nullopt;
    }

private:
    bool plain_;
};

}  // namespace

void appendMessagesJson(std::string& out, const std::vector<Message>& messages) {
    appendTurns(out, messages, kOpenAi);
}

std::string otherKind(RowShape kind) {
    switch (kind) {
        case RowShape::Chat:
            return "The file holds conversations, and this row is none.";
        case RowShape::Text:
            return "The file holds plain texts, and this row is none.";
        case RowShape::Preference:
            break;
    }
    return "The file holds preferences, and this row is none.";
}

std::unique_ptr<RowWriter> MessagesExporter::open(AtomicFile& file, const RowSurvey& survey,
                                                  const ExportOptions& options) const {
    return std::make_unique<MessagesWriter>(file, ExtraColumns(survey, options), mostAre(survey));
}

std::unique_ptr<RowWriter> AlpacaExporter::open(AtomicFile& file, const RowSurvey& survey,
                                                const ExportOptions& options) const {
    return std::make_unique<AlpacaWriter>(file, ExtraColumns(survey, options));
}

std::unique_ptr<RowWriter> ShareGptExporter::open(AtomicFile& file, const RowSurvey& survey,
                                                  const ExportOptions& options) const {
    return std::make_unique<ShareGptWriter>(file, ExtraColumns(survey, options), mostAre(survey));
}

std::unique_ptr<RowWriter> DpoExporter::open(AtomicFile& file, const RowSurvey& survey,
                                             const ExportOptions& options) const {
    return std::make_unique<DpoWriter>(file, ExtraColumns(survey, options),
                                       survey.plainPreferences == survey.preferences);
}

}  // namespace tunesmith

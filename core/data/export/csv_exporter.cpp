#include "core/data/export/csv_exporter.h"

#include "core/data/export/extra_columns.h"
#include "core/data/export/json_exporters.h"

namespace tunesmith {

namespace {

enum class Layout { Pairs, Messages, Texts, Preferences };

Layout layoutOf(const RowSurvey& survey) {
    switch (mostAre(survey)) {
        case RowShape::Text:
            return Layout::Texts;
        case RowShape::Preference:
            return Layout::Preferences;
        case RowShape::Chat:
            break;
    }
    return survey.pairs == survey.chats ? Layout::Pairs : Layout::Messages;
}

class CsvWriter : public RowWriter {
public:
    CsvWriter(AtomicFile& file, const RowSurvey& survey, const ExportOptions& options)
        : file_(file),
          layout_(layoutOf(survey)),
          guard_(options.guardFormulas),
          system_(survey.systems > 0),
          label_(survey.labels > 0),
          extra_(survey, options) {
        std::vector<std::string> names;
        if (layout_ == Layout::Pairs && system_) names.push_back("system");
        if (layout_ == Layout::Pairs) names.insert(names.end(), {"question", "answer"});
        if (layout_ == Layout::Messages) names.push_back("messages");
        if (layout_ == Layout::Texts) names.push_back("text");
        if (layout_ == Layout::Preferences) names.insert(names.end(), {"prompt", "chosen", "rejected"});
        if (label_) names.push_back("label");
        names.insert(names.end(), extra_.names().begin(), extra_.names().end());
        write(names);
    }

    std::optional<std::string> add(const Record& record) override {
        std::vector<std::string> cells;
        if (auto problem = fill(record, cells)) return problem;
        if (label_) cells.push_back(record.label);
        if (auto problem = extra_.fill(record, values_)) return problem;
        cells.insert(cells.end(), values_.begin(), values_.end());
        write(cells);
        return std::nullopt;
    }

    std::int64_t guardedCells() const override { return guarded_; }

private:
    std::optional<std::string> fill(const Record& record, std::vector<std::string>& cells) {
        const RowShape wanted = layout_ == Layout::Texts         ? RowShape::Text
                                  : layout_ == Layout::Preferences ? RowShape::Preference
                                                                   : RowShape::Chat;
        if (kindOf(record) != wanted) return otherKind(wanted);
        const auto& messages = record.messages;
        if (layout_ == Layout::Texts) {
            cells = {record.text};
        } else if (layout_ == Layout::Messages) {
            appendMessagesJson(cells.emplace_back(), messages);
        } else if (layout_ == Layout::Pairs) {
            const std::size_t from = messages[0].role == "system" ? 1 : 0;
            if (system_) cells.push_back(from == 1 ? messages[0].text : std::string());
            cells.push_back(messages[from].text);
            cells.push_back(messages[from + 1].text);
        } else if (isPlainPreference(record)) {
            cells = {messages[0].text, record.chosen[0].text, record.rejected[0].text};
        } else {
            return "CSV holds preferences of one question and two answers; export this one as DPO or messages.";
        }
        return std::nullopt;
    }

    /// What a spreadsheet takes for a formula begins with one of these (OWASP's list on CSV injection).
    bool isFormula(const std::string& cell) const {
        return guard_ && !cell.empty() && std::string_view("=+-@\t\r").find(cell[0]) != std::string_view::npos;
    }

    void write(const std::vector<std::string>& cells) {
        line_.clear();
        for (std::size_t i = 0; i < cells.size(); ++i) {
            line_ += i == 0 ? "\"" : ",\"";
            if (isFormula(cells[i])) {
                line_ += '\'';
                ++guarded_;
            }
            for (const char c : cells[i]) {
                if (c == '"') line_ += '"';
                line_ += c;
            }
            line_ += '"';
        }
        line_ += "\r\n";
        file_.write(line_);
    }

    AtomicFile& file_;
    Layout layout_;
    bool guard_, system_, label_;
    ExtraColumns extra_;
    std::vector<std::string> values_;
    std::int64_t guarded_ = 0;
    std::string line_;
};

}  // namespace

std::unique_ptr<RowWriter> CsvExporter::open(AtomicFile& file, const RowSurvey& survey,
                                             const ExportOptions& options) const {
    return std::make_unique<CsvWriter>(file, survey, options);
}

}  // namespace tunesmith

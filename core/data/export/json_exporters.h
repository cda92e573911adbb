// JSON lines in the shapes that other programs read: messages (OpenAI), Alpaca, ShareGPT, and DPO as TRL has it.
#pragma once

#include "core/data/export/exporter.h"

namespace tunesmith {

/// {"messages": [...]}, {"text": ...} or {"prompt": [...], "chosen": [...], "rejected": [...]}, by what most rows are.
class MessagesExporter : public Exporter {
public:
    std::string name() const override { return "messages"; }
    std::string title() const override { return "JSON lines (messages)"; }
    std::string extension() const override { return "jsonl"; }
    std::unique_ptr<RowWriter> open(AtomicFile& file, const RowSurvey& survey,
                                    const ExportOptions& options) const override;
};

/// {"instruction", "input", "output", "system", "history"}: conversations in which question and answer alternate.
class AlpacaExporter : public Exporter {
public:
    std::string name() const override { return "alpaca"; }
    std::string title() const override { return "JSON lines (Alpaca)"; }
    std::string extension() const override { return "jsonl"; }
    std::unique_ptr<RowWriter> open(AtomicFile& file, const RowSurvey& survey,
                                    const ExportOptions& options) const override;
};

/// {"conversations": [{"from", "value"}]}, with "chosen" and "rejected" for preferences.
class ShareGptExporter : public Exporter {
public:
    std::string name() const override { return "sharegpt"; }
    std::string title() const override { return "JSON lines (ShareGPT)"; }
    std::string extension() const override { return "jsonl"; }
    std::unique_ptr<RowWriter> open(AtomicFile& file, const RowSurvey& survey,
                                    const ExportOptions& options) const override;
};

/// {"prompt", "chosen", "rejected"}: texts where all rows have one turn of each, else lists of messages.
class DpoExporter : public Exporter {
public:
    std::string name() const override { return "dpo"; }
    std::string title() const override { return "JSON lines (DPO)"; }
    std::string extension() const override { return "jsonl"; }
    std::unique_ptr<RowWriter> open(AtomicFile& file, const RowSurvey& survey,
                                    const ExportOptions& options) const override;
};

/// [{"role": "user", "content": "..."}], with "weight" and "trained" where they are not the usual.
void appendMessagesJson(std::string& out, const std::vector<Message>& messages);

/// Why a row of another kind than most cannot stand in the file.
std::string otherKind(RowShape kind);

}  // namespace tunesmith

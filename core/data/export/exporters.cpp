#include "core/data/export/exporters.h"

#include "core/base/error.h"
#include "core/data/export/csv_exporter.h"
#include "core/data/export/json_exporters.h"
#ifdef TUNESMITH_HAS_ARROW
#include "core/data/export/parquet_exporter.h"
#endif

namespace tunesmith {

const std::vector<const Exporter*>& exporters() {
    static const MessagesExporter messages;
    static const AlpacaExporter alpaca;
    static const ShareGptExporter shareGpt;
    static const DpoExporter dpo;
    static const CsvExporter csv;
#ifdef TUNESMITH_HAS_ARROW
    static const ParquetExporter parquet;
    static const std::vector<const Exporter*> all = {&messages, &alpaca, &shareGpt, &dpo, &csv, &parquet};
#else
    static const std::vector<const Exporter*> all = {&messages, &alpaca, &shareGpt, &dpo, &csv};
#endif
    return all;
}

const Exporter& exporterNamed(const std::string& name) {
    std::string names;
    for (const Exporter* exporter : exporters()) {
        if (exporter->name() == name) return *exporter;
        names += (names.empty() ? "" : ", ") + exporter->name();
    }
    throw Error(Code::BadInput,
                "Rows cannot be written as \"" + name + "\"; there are " + names +
                    (name == "parquet" ? ". Parquet needs Apache Arrow, which packaging/start fetches." : "."));
}

}  // namespace tunesmith

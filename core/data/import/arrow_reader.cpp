#include "core/data/import/arrow_reader.h"

#include <arrow/array.h>
#include <arrow/io/file.h>
#include <arrow/ipc/reader.h>
#include <arrow/memory_pool.h>
#include <arrow/record_batch.h>
#include <arrow/type.h>
#include <parquet/arrow/reader.h>
#include <parquet/exception.h>
#include <parquet/properties.h>

#include <filesystem>

#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/data/import/arrow_importer.h"
#include "core/data/import/arrow_value.h"
#include "core/data/import/column_names.h"
#include "core/data/import/record_maker.h"

namespace tunesmith {

namespace {

constexpr std::int64_t kRowsAtOnce = 1024;
constexpr std::int64_t kMostMemory = std::int64_t(2) << 30;

/// Arrow's own words end in details of its code after a line break.
[[noreturn]] void damaged(const arrow::Status& status, const std::string& path) {
    const std::string words = status.message();
    if (status.IsOutOfMemory())
        throw Error(Code::BadInput,
                    "The file needs more than " + std::to_string(kMostMemory >> 30) +
                        " GiB of memory at once: it is damaged, or its groups of rows are too large.",
                    path);
    if (words.find("ncrypt") != std::string::npos)
        throw Error(Code::BadInput, "The file is encrypted; a password is needed, save it without one.", path);
    throw Error(Code::BadInput,
                "The file is damaged, cut off or of a newer kind: " + words.substr(0, words.find('\n')) + ".", path);
}

template <typename Value>
Value orThrow(arrow::Result<Value> result, const std::string& path) {
    if (!result.ok()) damaged(result.status(), path);
    return std::move(result).ValueOrDie();
}

/// Makes items of record batches.
class BatchLoop {
public:
    BatchLoop(const std::string& path, const ReadOptions& options, const ItemSink& sink, ReadSummary& summary)
        : path_(path), maxBytes_(options.maxItemBytes), sink_(sink), summary_(summary) {}

    /// False where the sink had enough.
    bool batch(const arrow::RecordBatch& batch) {
        // Offsets and lengths in the file may lie; everything is looked at before a value is.
        if (const auto status = batch.ValidateFull(); !status.ok()) damaged(status, path_);
        if (names_.empty()) names_ = columnNames(batch.schema()->field_names(), true, summary_.notes);
        for (std::int64_t i = 0; i < batch.num_rows(); ++i)
            if (!row(batch, i)) return false;
        return true;
    }

private:
    bool row(const arrow::RecordBatch& batch, std::int64_t i) {
        item_.line = ++row_;
        item_.fields.resize(names_.size());
        std::size_t bytes = 0;
        std::string problem;
        for (std::size_t c = 0; c < names_.size(); ++c) {
            Field& field = item_.fields[c];
            field.column = names_[c];
            try {
                arrowField(*batch.column(int(c)), i, field);
            } catch (const Error& error) {
                // Bytes that are no text, such as pictures, make no row unusable that does without them.
                field.value = "null";
                field.isText = false;
                noteUnreadable(names_[c], error.what());
            }
            bytes += field.value.size();
        }
        if (bytes <= maxBytes_) return sink_.item(item_);
        return sink_.issue(RowIssue{
            {{}, row_},
            "The row is longer than " + std::to_string(maxBytes_ >> 10) + " KiB, the most that one row may have.",
            itemToJson(item_)});
    }

    void noteUnreadable(const std::string& column, const std::string& why) {
        for (const std::string& known : noted_)
            if (known == column) return;
        noted_.push_back(column);
        summary_.notes.push_back("The column \"" + column +
                                 "\" holds values that cannot be read and count as empty, first in row " +
                                 std::to_string(row_) + ": " + why);
    }

    const std::string& path_;
    std::size_t maxBytes_;
    const ItemSink& sink_;
    ReadSummary& summary_;
    std::vector<std::string> names_, noted_;
    std::int64_t row_ = 0;
    Item item_;
};

using BatchReader = std::shared_ptr<arrow::RecordBatchReader>;

/// The file's batches one after the other, and how far along they are.
struct Opened {
    std::shared_ptr<arrow::io::RandomAccessFile> file;
    std::unique_ptr<parquet::arrow::FileReader> parquet;
    std::shared_ptr<arrow::ipc::RecordBatchFileReader> ipc;
    BatchReader batches;    // of Parquet and of Arrow streams
    int next = 0;           // of ipc
    std::int64_t rows = 0;  // of Parquet

    std::shared_ptr<arrow::RecordBatch> read(const std::string& path) {
        if (ipc) return next < ipc->num_record_batches() ? orThrow(ipc->ReadRecordBatch(next++), path) : nullptr;
        std::shared_ptr<arrow::RecordBatch> batch;
        if (const auto status = batches->ReadNext(&batch); !status.ok()) damaged(status, path);
        return batch;
    }
};

/// Sizes in a file may lie: what all readers take together is bounded. It is never destroyed, because Arrow's threads
/// may let go of a buffer after the reader has given up.
arrow::MemoryPool* boundedMemory() {
    static auto* const pool = new arrow::CappedMemoryPool(arrow::default_memory_pool(), kMostMemory);
    return pool;
}

Opened openParquet(const std::string& path) {
    Opened opened;
    parquet::ArrowReaderProperties properties;
    properties.set_batch_size(kRowsAtOnce);
    properties.set_use_threads(false);
    properties.set_pre_buffer(false);
    parquet::ReaderProperties bytes(boundedMemory());
    bytes.enable_buffered_stream();
    parquet::arrow::FileReaderBuilder builder;
    if (const auto status = builder.OpenFile(path, false, bytes); !status.ok()) damaged(status, path);
    opened.parquet = orThrow(builder.memory_pool(boundedMemory())->properties(properties)->Build(), path);
    opened.rows = opened.parquet->parquet_reader()->metadata()->num_rows();
    opened.batches = orThrow(opened.parquet->GetRecordBatchReader(), path);
    return opened;
}

Opened openIpc(const std::string& path) {
    Opened opened;
    const auto file = orThrow(arrow::io::ReadableFile::Open(path, boundedMemory()), path);
    opened.file = file;
    auto options = arrow::ipc::IpcReadOptions::Defaults();
    options.use_threads = false;
    options.memory_pool = boundedMemory();
    const auto magic = orThrow(file->ReadAt(0, 6), path);
    if (std::string_view(*magic) == "ARROW1")
        opened.ipc = orThrow(arrow::ipc::RecordBatchFileReader::Open(opened.file, options), path);
    else if (const auto status = file->Seek(0); !status.ok())
        damaged(status, path);
    else
        opened.batches = orThrow(arrow::ipc::RecordBatchStreamReader::Open(file, options), path);
    return opened;
}

}  // namespace

bool hasArrow() {
    return true;
}

ReadSummary readArrowFile(const std::string& path, ArrowKind kind, const ReadOptions& options, const ItemSink& sink,
                          const Cancel& cancel, Progress& progress) {
    std::error_code absent;
    const auto size = std::filesystem::file_size(path, absent);
    if (absent) throw Error(Code::NotFound, "The file cannot be read: " + absent.message() + ".", path);
    ReadSummary summary;
    summary.bytes = std::int64_t(size);
    progress.done = 0;
    progress.total = summary.bytes;
    try {
        Opened opened = kind == ArrowKind::Parquet ? openParquet(path) : openIpc(path);
        BatchLoop loop(path, options, sink, summary);
        std::int64_t rows = 0;
        while (const auto batch = opened.read(path)) {
            cancel.throwIfRequested();
            if (!loop.batch(*batch)) return summary;
            rows += batch->num_rows();
            if (opened.rows > 0)
                progress.done = std::int64_t(double(size) * std::min(1.0, double(rows) / double(opened.rows)));
            else if (opened.ipc)
                progress.done = summary.bytes * opened.next / std::max(1, opened.ipc->num_record_batches());
        }
    } catch (const parquet::ParquetException& error) {
        damaged(arrow::Status::Invalid(error.what()), path);
    } catch (const std::bad_alloc&) {
        throw Error(Code::OutOfMemory, "There is not enough memory to read the file.", path);
    }
    summary.sha256 = sha256File(path);
    progress.done = summary.bytes;
    return summary;
}

}  // namespace tunesmith

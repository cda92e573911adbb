#include "core/data/export/parquet_exporter.h"

#include <arrow/array/builder_binary.h>
#include <arrow/array/builder_nested.h>
#include <arrow/array/builder_primitive.h>
#include <arrow/io/interfaces.h>
#include <arrow/record_batch.h>
#include <arrow/type.h>
#include <parquet/arrow/writer.h>
#include <parquet/exception.h>
#include <parquet/properties.h>

#include <exception>

#include "core/base/error.h"
#include "core/data/export/extra_columns.h"
#include "core/data/export/json_exporters.h"

namespace tunesmith {

namespace {

constexpr std::int64_t kRowsAtOnce = 4096, kRowsOfAGroup = 65536;
constexpr std::size_t kBytesAtOnce = std::size_t(32) << 20;

void check(const arrow::Status& status) {
    if (!status.ok()) throw Error(Code::Internal, "The Parquet file cannot be written: " + status.message() + ".");
}

/// Parquet's bytes into an AtomicFile. An Error that it throws is kept and thrown again once Arrow has returned.
class FileStream : public arrow::io::OutputStream {
public:
    explicit FileStream(AtomicFile& file) : file_(file) {}
    arrow::Status Write(const void* data, std::int64_t bytes) override {
        try {
            file_.write(data, std::size_t(bytes));
        } catch (...) {
            problem = std::current_exception();
            return arrow::Status::IOError("not written");
        }
        return arrow::Status::OK();
    }
    arrow::Status Close() override {
        closed_ = true;
        return arrow::Status::OK();
    }
    arrow::Result<std::int64_t> Tell() const override { return std::int64_t(file_.bytesWritten()); }
    bool closed() const override { return closed_; }

    std::exception_ptr problem;

private:
    AtomicFile& file_;
    bool closed_ = false;
};

/// A column of texts, or of lists of messages.
class Column {
public:
    explicit Column(std::string name) : name_(std::move(name)), texts_(std::make_shared<arrow::StringBuilder>()) {}
    Column(std::string name, bool weighted) : Column(std::move(name)) {
        roles_ = std::make_shared<arrow::StringBuilder>();
        std::vector<std::shared_ptr<arrow::Field>> fields = {arrow::field("role", arrow::utf8()),
                                                             arrow::field("content", arrow::utf8())};
        std::vector<std::shared_ptr<arrow::ArrayBuilder>> builders = {roles_, texts_};
        if (weighted) {
            weights_ = std::make_shared<arrow::FloatBuilder>();
            trained_ = std::make_shared<arrow::BooleanBuilder>();
            fields.insert(fields.end(),
                          {arrow::field("weight", arrow::float32()), arrow::field("trained", arrow::boolean())});
            builders.insert(builders.end(), {weights_, trained_});
        }
        const auto type = arrow::struct_(fields);
        turns_ = std::make_shared<arrow::StructBuilder>(type, arrow::default_memory_pool(), builders);
        list_ = std::make_shared<arrow::ListBuilder>(arrow::default_memory_pool(), turns_, arrow::list(type));
    }

    std::shared_ptr<arrow::Field> field() const { return arrow::field(name_, list_ ? list_->type() : arrow::utf8()); }
    void add(const std::string& text) { check(texts_->Append(text)); }
    void addOrNull(const std::string& text) { check(text.empty() ? texts_->AppendNull() : texts_->Append(text)); }
    void add(const std::vector<Message>& messages) {
        check(list_->Append());
        for (const Message& message : messages) {
            check(turns_->Append());
            check(roles_->Append(message.role));
            check(texts_->Append(message.text));
            if (!weights_) continue;
            check(weights_->Append(message.weight));
            check(trained_->Append(message.trained));
        }
    }
    std::shared_ptr<arrow::Array> finish() {
        std::shared_ptr<arrow::Array> array;
        check(list_ ? list_->Finish(&array) : texts_->Finish(&array));
        return array;
    }

private:
    std::string name_;
    std::shared_ptr<arrow::StringBuilder> texts_, roles_;
    std::shared_ptr<arrow::FloatBuilder> weights_;
    std::shared_ptr<arrow::BooleanBuilder> trained_;
    std::shared_ptr<arrow::StructBuilder> turns_;
    std::shared_ptr<arrow::ListBuilder> list_;
};

class ParquetRows : public RowWriter {
public:
    ParquetRows(AtomicFile& file, const RowSurvey& survey, const ExportOptions& options)
        : stream_(std::make_shared<FileStream>(file)), kind_(mostAre(survey)), extra_(survey, options) {
        const bool weighted = survey.weighted > 0;
        if (kind_ == RowShape::Text) {
            columns_.emplace_back("text");
        } else if (kind_ == RowShape::Chat) {
            columns_.emplace_back("messages", weighted);
        } else {
            for (const char* name : {"prompt", "chosen", "rejected"}) columns_.emplace_back(name, weighted);
        }
        if (survey.labels > 0) columns_.emplace_back("label");
        hasLabel_ = survey.labels > 0;
        for (const std::string& name : extra_.names()) columns_.emplace_back(name);
        std::vector<std::shared_ptr<arrow::Field>> fields;
        for (const Column& column : columns_) fields.push_back(column.field());
        schema_ = arrow::schema(fields);
        const auto properties = parquet::WriterProperties::Builder()
                                    .compression(arrow::Compression::ZSTD)
                                    ->max_row_group_length(kRowsOfAGroup)
                                    ->build();
        auto writer = parquet::arrow::FileWriter::Open(*schema_, arrow::default_memory_pool(), stream_, properties);
        guarded([&] {
            check(writer.status());
            writer_ = std::move(writer).ValueOrDie();
        });
    }

    std::optional<std::string> add(const Record& record) override {
        if (kindOf(record) != kind_) return otherKind(kind_);
        if (auto problem = extra_.fill(record, values_)) return problem;
        if (kind_ == RowShape::Text) {
            columns_[0].add(record.text);
        } else {
            columns_[0].add(record.messages);
            if (kind_ == RowShape::Preference) {
                columns_[1].add(record.chosen);
                columns_[2].add(record.rejected);
            }
        }
        const std::size_t firstExtra = columns_.size() - values_.size();
        if (hasLabel_) columns_[firstExtra - 1].add(record.label);
        for (std::size_t i = 0; i < values_.size(); ++i) columns_[firstExtra + i].addOrNull(values_[i]);
        ++waiting_;
        waitingBytes_ += record.textBytes();
        if (waiting_ >= kRowsAtOnce || waitingBytes_ >= kBytesAtOnce) flush();
        return std::nullopt;
    }

    void finish() override {
        if (waiting_ > 0) flush();
        guarded([&] { check(writer_->Close()); });
    }

private:
    void flush() {
        std::vector<std::shared_ptr<arrow::Array>> arrays;
        for (Column& column : columns_) arrays.push_back(column.finish());
        const auto batch = arrow::RecordBatch::Make(schema_, waiting_, arrays);
        guarded([&] { check(writer_->WriteRecordBatch(*batch)); });
        waiting_ = 0;
        waitingBytes_ = 0;
    }

    /// Arrow's faults as ours; what the file itself threw as it was.
    template <typename Work>
    void guarded(const Work& work) {
        try {
            work();
        } catch (const Error&) {
            if (stream_->problem) std::rethrow_exception(stream_->problem);
            throw;
        } catch (const parquet::ParquetException& error) {
            if (stream_->problem) std::rethrow_exception(stream_->problem);
            throw Error(Code::Internal, std::string("The Parquet file cannot be written: ") + error.what() + ".");
        }
    }

    std::shared_ptr<FileStream> stream_;
    RowShape kind_;
    bool hasLabel_ = false;
    ExtraColumns extra_;
    std::vector<std::string> values_;
    std::vector<Column> columns_;
    std::shared_ptr<arrow::Schema> schema_;
    std::unique_ptr<parquet::arrow::FileWriter> writer_;
    std::int64_t waiting_ = 0;
    std::size_t waitingBytes_ = 0;
};

}  // namespace

std::unique_ptr<RowWriter> ParquetExporter::open(AtomicFile& file, const RowSurvey& survey,
                                                 const ExportOptions& options) const {
    return std::make_unique<ParquetRows>(file, survey, options);
}

}  // namespace tunesmith

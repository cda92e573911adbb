// A thin RAII layer over SQLite for this folder: connections, statements, errors as Error. Included only by
// core/storage's sources.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace tunesmith::storage {

class Database;

/// Bytes that are no text.
struct Blob {
    std::string_view bytes;
};

/// A prepared statement, bound and stepped. Columns and parameters count from 0 and 1, as SQLite's do. Borrowed from
/// the connection's cache: destroying it resets it for its next use.
class Statement {
public:
    Statement(Database& database, sqlite3_stmt* handle, bool* inUse);
    ~Statement();
    Statement(Statement&& other) noexcept;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    /// Binds the parameters 1, 2, ... in order. Texts and blobs are copied.
    template <typename... Values>
    Statement& bind(const Values&... values) {
        int index = 0;
        (bindOne(++index, values), ...);
        return *this;
    }
    /// True while there is a row.
    bool step();
    /// Runs a statement that gives no rows, and makes it ready for the next bind().
    void run();
    void reset();

    std::int64_t integer(int column) const;
    double real(int column) const;  // NULL reads as NaN
    std::string text(int column) const;
    std::string_view view(int column) const;  // until the next step()
    bool isNull(int column) const;

private:
    void bindOne(int index, std::int64_t value);
    void bindOne(int index, int value) { bindOne(index, std::int64_t(value)); }
    void bindOne(int index, bool value) { bindOne(index, std::int64_t(value)); }
    void bindOne(int index, double value);
    void bindOne(int index, std::string_view value);
    void bindOne(int index, const std::string& value) { bindOne(index, std::string_view(value)); }
    void bindOne(int index, const char* value) { bindOne(index, std::string_view(value)); }
    void bindOne(int index, Blob value);
    void bindOne(int index, std::nullptr_t);
    template <typename T>
    void bindOne(int index, const std::optional<T>& value) {
        if (value)
            bindOne(index, *value);
        else
            bindOne(index, nullptr);
    }
    void check(int result) const;

    Database& database_;
    sqlite3_stmt* handle_;
    bool* inUse_;
};

class Database {
public:
    enum class Mode { Create, Open };
    /// Opens `path` (Create: must not exist) with the project's pragmas. Throws Error.
    Database(std::string path, Mode mode);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// From the cache of statements; `sql` has to be a literal or otherwise the same text each time.
    Statement prepare(std::string_view sql);
    /// One or several statements without parameters or results.
    void execute(const std::string& sql);
    /// The first column of the first row; 0 where there is none.
    std::int64_t scalar(std::string_view sql);
    std::int64_t lastId() const;
    std::int64_t changes() const;

    /// Transactions nest: the inner ones are savepoints. Used through Transaction.
    int begin();
    void commit(int level);
    void rollback(int level) noexcept;

    const std::string& path() const { return path_; }
    sqlite3* handle() const { return handle_; }
    /// Turns a result of SQLite's into an Error.
    [[noreturn]] void fail(int result, const std::string& doing) const;

private:
    struct Cached {
        sqlite3_stmt* handle = nullptr;
        bool inUse = false;
    };
    std::string path_;
    sqlite3* handle_ = nullptr;
    std::unordered_map<std::string, std::unique_ptr<Cached>> cache_;
    int level_ = 0;
};

/// ISO 8601, UTC, to the second: "2026-01-31T08:15:00Z".
std::string timeNow();

}  // namespace tunesmith::storage

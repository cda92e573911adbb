#include "core/storage/sqlite.h"

#include <sqlite3.h>

#include <cmath>
#include <ctime>
#include <limits>
#include <utility>

#include "core/base/error.h"

namespace tunesmith::storage {

// ---- Statement

Statement::Statement(Database& database, sqlite3_stmt* handle, bool* inUse)
    : database_(database), handle_(handle), inUse_(inUse) {
    if (inUse_) *inUse_ = true;
}

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_),
      handle_(std::exchange(other.handle_, nullptr)),
      inUse_(std::exchange(other.inUse_, nullptr)) {}

Statement::~Statement() {
    if (!handle_) return;
    if (!inUse_) {
        sqlite3_finalize(handle_);
        return;
    }
    sqlite3_reset(handle_);
    sqlite3_clear_bindings(handle_);
    *inUse_ = false;
}

bool Statement::step() {
    const int result = sqlite3_step(handle_);
    if (result == SQLITE_ROW) return true;
    if (result == SQLITE_DONE) return false;
    sqlite3_reset(handle_);
    check(result);
    return false;
}

void Statement::run() {
    while (step()) {
    }
    sqlite3_reset(handle_);
}

void Statement::reset() {
    sqlite3_reset(handle_);
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(handle_, column);
}

double Statement::real(int column) const {
    return isNull(column) ? std::numeric_limits<double>::quiet_NaN() : sqlite3_column_double(handle_, column);
}

std::string_view Statement::view(int column) const {
    const void* bytes = sqlite3_column_blob(handle_, column);
    return {static_cast<const char*>(bytes), bytes ? std::size_t(sqlite3_column_bytes(handle_, column)) : 0};
}

std::string Statement::text(int column) const {
    return std::string(view(column));
}

bool Statement::isNull(int column) const {
    return sqlite3_column_type(handle_, column) == SQLITE_NULL;
}

void Statement::bindOne(int index, std::int64_t value) {
    check(sqlite3_bind_int64(handle_, index, value));
}

// NaN is stored as NULL by SQLite and comes back as NaN.
void Statement::bindOne(int index, double value) {
    check(sqlite3_bind_double(handle_, index, value));
}

void Statement::bindOne(int index, std::string_view value) {
    check(sqlite3_bind_text64(handle_, index, value.data() ? value.data() : "", value.size(), SQLITE_TRANSIENT,
                              SQLITE_UTF8));
}

void Statement::bindOne(int index, Blob value) {
    check(sqlite3_bind_blob64(handle_, index, value.bytes.data(), value.bytes.size(), SQLITE_TRANSIENT));
}

void Statement::bindOne(int index, std::nullptr_t) {
    check(sqlite3_bind_null(handle_, index));
}

void Statement::check(int result) const {
    if (result != SQLITE_OK) database_.fail(result, "The project's database could not carry out a step");
}

// ---- Database

Database::Database(std::string path, Mode mode) : path_(std::move(path)) {
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (mode == Mode::Create ? SQLITE_OPEN_CREATE : 0);
    const int result = sqlite3_open_v2(path_.c_str(), &handle_, flags, nullptr);
    try {
        if (result != SQLITE_OK) fail(result, "The project's database cannot be opened");
        sqlite3_extended_result_codes(handle_, 1);
        sqlite3_busy_timeout(handle_, 5000);
        // Rows are texts of some kilobytes: large pages take fewer writes. It counts for files that are made here.
        execute("PRAGMA page_size = 16384");
        execute(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = "
            "OFF;"
            "PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864;");
    } catch (...) {
        sqlite3_close_v2(handle_);
        throw;
    }
}

Database::~Database() {
    for (auto& [sql, cached] : cache_) sqlite3_finalize(cached->handle);
    sqlite3_close_v2(handle_);
}

Statement Database::prepare(std::string_view sql) {
    auto& cached = cache_[std::string(sql)];
    if (!cached) cached = std::make_unique<Cached>();
    if (cached->handle && !cached->inUse) return Statement(*this, cached->handle, &cached->inUse);
    sqlite3_stmt* handle = nullptr;
    const int result = sqlite3_prepare_v2(handle_, sql.data(), int(sql.size()), &handle, nullptr);
    if (result != SQLITE_OK) fail(result, "The project's database does not understand a step");
    // A second use of a statement that is still being read gets a copy of its own.
    if (cached->inUse) return Statement(*this, handle, nullptr);
    cached->handle = handle;
    return Statement(*this, handle, &cached->inUse);
}

void Database::execute(const std::string& sql) {
    const int result = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
    if (result != SQLITE_OK) fail(result, "The project's database could not carry out a step");
}

std::int64_t Database::scalar(std::string_view sql) {
    Statement statement = prepare(sql);
    return statement.step() ? statement.integer(0) : 0;
}

std::int64_t Database::lastId() const {
    return sqlite3_last_insert_rowid(handle_);
}

std::int64_t Database::changes() const {
    return sqlite3_changes64(handle_);
}

int Database::begin() {
    if (level_ == 0)
        execute("BEGIN IMMEDIATE");
    else
        execute("SAVEPOINT level" + std::to_string(level_));
    return level_++;
}

void Database::commit(int level) {
    TS_CHECK(level == level_ - 1);
    execute(level == 0 ? "COMMIT" : "RELEASE level" + std::to_string(level));
    level_ = level;
}

void Database::rollback(int level) noexcept {
    // SQLite has already rolled back by itself after some errors (a full disk): then these fail, and there is nothing
    // left to undo.
    level_ = level;
    const std::string name = "level" + std::to_string(level);
    const std::string sql = level == 0 ? "ROLLBACK" : "ROLLBACK TO " + name + "; RELEASE " + name;
    sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
}

void Database::fail(int result, const std::string& doing) const {
    const std::string why = handle_ ? sqlite3_errmsg(handle_) : sqlite3_errstr(result);
    switch (result & 0xFF) {
        case SQLITE_FULL:
            throw Error(Code::DiskFull, doing + ": the disk is full. Free some space and try again.", path_);
        case SQLITE_NOMEM:
            throw Error(Code::OutOfMemory, doing + ": there is not enough memory.", path_);
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw Error(Code::Busy, doing + ": another part of the program is writing to it. Try again in a moment.",
                        path_);
        case SQLITE_TOOBIG:
            throw Error(Code::BadInput, doing + ": a value is too large.", path_);
        case SQLITE_CONSTRAINT:
            throw Error(Code::BadInput, doing + ": " + why + ".", path_);
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            throw Error(
                Code::BadFile,
                "The project's database is damaged (" + why + "). Restore a copy of it, or of the project's folder.",
                path_);
        case SQLITE_MISUSE:
        case SQLITE_ERROR:
        case SQLITE_RANGE:
            throw Error(Code::Internal, doing + ": " + why + ".", path_);
        default:
            break;
    }
    throw Error(Code::BadFile, doing + ": " + why + ".", path_);
}

std::string timeNow() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

}  // namespace tunesmith::storage

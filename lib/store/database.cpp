#include "store/database.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <system_error>
#include <utility>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

constexpr std::size_t most_placeholders = 1000;

/// What to do about a failure, by SQLite's primary code.
std::string remedy(int code) {
  switch (code & 0xff) {
    case SQLITE_FULL: return tr("the disk is full; nothing was changed");
    case SQLITE_READONLY: return tr("the file or its folder is read-only; nothing was changed");
    case SQLITE_CANTOPEN: return tr("is the folder there, and may you write to it?");
    case SQLITE_NOTADB: return tr("the file is not a salesctl store");
    case SQLITE_CORRUPT: return tr("the file is damaged; bring back a copy, or run \"salesctl check\" for details");
    case SQLITE_IOERR: return tr("the disk could not be read or written; nothing was changed");
    default: return {};
  }
}

[[noreturn]] void refuse(sqlite3* connection, int code) {
  if ((code & 0xff) == SQLITE_BUSY) {
    throw StoreError(tr("another run is writing {}", sqlite3_db_filename(connection, "main")),
                     tr("try again when it has ended, or wait longer for it: --wait SECONDS (default {})", default_wait.count()));
  }
  throw StoreError(tr("the store says: {}", sqlite3_errmsg(connection)), remedy(code));
}

void wait_for_others(sqlite3* connection, std::chrono::milliseconds wait) { sqlite3_busy_timeout(connection, static_cast<int>(wait.count())); }

/// SQLite makes files with the process's umask; a store holds personal data, so it is made first, with mode 0600.
void create_private(const std::filesystem::path& path) {
  if (path == ":memory:") return;
  const int file = ::open(path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0) {
    ::close(file);
  } else if (errno != EEXIST) {
    throw StoreError(tr("cannot create {}: {}", path.string(), std::generic_category().message(errno)));
  }
}

}  // namespace

Statement::Statement(sqlite3* connection, std::string_view sql) : connection_(connection) {
  const char* tail = nullptr;
  check(sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()), 0, &statement_, &tail));
  const std::string_view rest = sql.substr(static_cast<std::size_t>(tail - sql.data()));
  if (statement_ == nullptr || rest.find_first_not_of(" \t\r\n") != std::string_view::npos) {
    sqlite3_finalize(std::exchange(statement_, nullptr));
    throw StoreError(tr("SQL must be one statement"), tr("leave out what follows the first one"));
  }
  const int count = sqlite3_bind_parameter_count(statement_);
  for (int position = 1; position <= count; ++position) {
    const std::string_view name = placeholder(position);
    std::size_t n = 0;  // stays 0 for a placeholder that is no number: it is bound by its name
    const auto [end, error] = std::from_chars(name.data() + 1, name.data() + name.size(), n);
    if (error != std::errc{} || end != name.data() + name.size() || n > most_placeholders) continue;
    if (slots_.size() <= n) slots_.resize(n + 1, 0);
    slots_[n] = position;
  }
}

Statement::Statement(Statement&& other) noexcept
    : connection_(other.connection_), statement_(std::exchange(other.statement_, nullptr)),
      slots_(std::move(other.slots_)) {}

Statement::~Statement() { sqlite3_finalize(statement_); }

void Statement::fail(int code) const { refuse(connection_, code); }

void Statement::check(int code) const {
  if (code != SQLITE_OK) fail(code);
}

Statement& Statement::bind(int n, std::int64_t value) {
  check(sqlite3_bind_int64(statement_, slots_.at(static_cast<std::size_t>(n)), value));
  return *this;
}

Statement& Statement::bind(int n, double value) {
  check(sqlite3_bind_double(statement_, slots_.at(static_cast<std::size_t>(n)), value));
  return *this;
}

Statement& Statement::bind(int n, std::string_view value) {
  check(sqlite3_bind_text64(statement_, slots_.at(static_cast<std::size_t>(n)), value.empty() ? "" : value.data(),
                            value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  return *this;
}

Statement& Statement::bind_blob(int n, std::string_view bytes) {
  check(sqlite3_bind_blob64(statement_, slots_.at(static_cast<std::size_t>(n)), bytes.data(), bytes.size(),
                            SQLITE_TRANSIENT));
  return *this;
}

Statement& Statement::bind_null(int n) {
  check(sqlite3_bind_null(statement_, slots_.at(static_cast<std::size_t>(n))));
  return *this;
}

void Statement::bind_if_used(const std::string& name, std::string_view value) {
  const int position = sqlite3_bind_parameter_index(statement_, name.c_str());
  if (position == 0) return;
  check(sqlite3_bind_text64(statement_, position, value.data(), value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Statement::bind_if_used(const std::string& name, double value) {
  const int position = sqlite3_bind_parameter_index(statement_, name.c_str());
  if (position != 0) check(sqlite3_bind_double(statement_, position, value));
}

std::string_view Statement::placeholder(int position) const {
  const char* name = sqlite3_bind_parameter_name(statement_, position);
  return name == nullptr ? "?" : name;
}

std::vector<std::string> Statement::placeholders() const {
  std::vector<std::string> names;
  const int count = sqlite3_bind_parameter_count(statement_);
  for (int position = 1; position <= count; ++position) names.emplace_back(placeholder(position));
  return names;
}

std::optional<Date> Statement::date(int column) const {
  if (is_null(column)) return std::nullopt;
  const auto date = iso_date(text(column));
  if (!date) {
    throw StoreError(tr("the store has \"{}\" where a date should be ({})", printable(text(column)), column_name(column)),
                     tr("another program changed it; \"salesctl check\" names the rows"));
  }
  return date;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  fail(code);
}

void Statement::run_bound() {
  while (step()) {
  }
  reset();
}

void Statement::reset() { sqlite3_reset(statement_); }
int Statement::columns() const { return sqlite3_column_count(statement_); }
std::string Statement::column_name(int column) const { return sqlite3_column_name(statement_, column); }
bool Statement::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }
double Statement::real(int column) const { return sqlite3_column_double(statement_, column); }
bool Statement::writes() const { return sqlite3_stmt_readonly(statement_) == 0; }

std::string_view Statement::text(int column) const {
  const auto* begin = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  if (begin == nullptr) return {};
  return {begin, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string_view Statement::blob(int column) const {
  const auto* begin = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  if (begin == nullptr) return {};
  return {begin, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::optional<std::string> Statement::optional_text(int column) const {
  if (is_null(column)) return std::nullopt;
  return std::string(text(column));
}

Statement::Type Statement::type(int column) const {
  switch (sqlite3_column_type(statement_, column)) {
    case SQLITE_INTEGER: return Type::integer;
    case SQLITE_FLOAT: return Type::real;
    case SQLITE_NULL: return Type::null;
    default: return Type::text;
  }
}

void Database::Close::operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }

Database::Database(const std::filesystem::path& path, Access access, std::chrono::seconds wait) : path_(path), wait_(wait) {
  if (access == Access::create) {
    create_private(path);
  } else if (!std::filesystem::exists(path)) {
    throw StoreError(tr("there is no store {}", path.string()), tr("\"salesctl init\" makes one"));
  }
  // SQLite's count of memory in use is read by nobody, and takes a lock for each piece.
  [[maybe_unused]] static const int uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  sqlite3* raw = nullptr;
  const int flags = access == Access::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  const int code = sqlite3_open_v2(path.c_str(), &raw, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  connection_.reset(raw);
  if (code != SQLITE_OK) {
    throw StoreError(tr("cannot open {}: {}", path.string(), sqlite3_errmsg(raw)), remedy(code));
  }
  wait_for_others(raw, wait);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
}

void Database::execute(const std::string& sql) const {
  const int code = sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) refuse(handle(), code);
}

std::optional<std::int64_t> Database::integer(std::string_view sql) const {
  Statement statement = prepare(sql);
  if (!statement.step() || statement.is_null(0)) return std::nullopt;
  return statement.integer(0);
}

std::int64_t Database::changes() const { return sqlite3_changes64(handle()); }

Bulk::Bulk(const Database& database, bool into_empty) : database_(database) {
  database.execute("PRAGMA cache_size = -262144; PRAGMA threads = 2");
  sqlite3_db_config(database.handle(), SQLITE_DBCONFIG_ENABLE_FKEY, 0, nullptr);
  if (!into_empty) return;
  wait_for_others(database.handle(), {});  // refused at once where somebody else reads: then the log it is
  sqlite3_exec(database.handle(), "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL", nullptr, nullptr, nullptr);
  wait_for_others(database.handle(), database.wait());
}

Bulk::~Bulk() {
  sqlite3_exec(database_.handle(), "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL", nullptr, nullptr, nullptr);
}

Transaction::Transaction(const Database& database) : database_(database) { database_.execute("BEGIN IMMEDIATE"); }

Transaction::~Transaction() {
  if (open_) sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
  database_.execute("COMMIT");
  open_ = false;
}

}  // namespace salesctl

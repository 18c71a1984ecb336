// The narrow way to the database: connection, statement, transaction. SQL is written in the subset that SQLite and
// PostgreSQL share, with $1 ... $n placeholders, so that another driver can stand behind this header.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace salesctl {

/// To write takes a store that is there; to create makes one where there is none.
enum class Access { read, write, create };

/// A prepared statement. Columns count from 0, placeholders from 1. Throws StoreError.
class Statement {
 public:
  Statement(sqlite3* connection, std::string_view sql);
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  Statement(Statement&&) noexcept;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  Statement& bind(int n, std::int64_t value);
  Statement& bind(int n, double value);
  Statement& bind(int n, std::string_view value);  // copied
  Statement& bind_blob(int n, std::string_view bytes);
  Statement& bind_null(int n);
  /// For placeholders with a name, such as $from, that a statement may or may not have.
  void bind_if_used(const std::string& name, std::string_view value);
  void bind_if_used(const std::string& name, double value);
  /// All of a statement's placeholders as they are written; "?" for one without a name.
  std::vector<std::string> placeholders() const;
  template <typename T>
  Statement& bind(int n, const std::optional<T>& value) {
    return value ? bind(n, *value) : bind_null(n);
  }

  /// The next row, or false at the end.
  bool step();
  /// Binds $1 ... in order, runs to the end and is ready for the next call.
  template <typename... Args>
  void run(const Args&... args) {
    int n = 0;
    (bind(++n, args), ...);
    run_bound();
  }
  /// The same with what is bound already.
  void run_bound();
  void reset();

  int columns() const;
  std::string column_name(int column) const;
  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string_view text(int column) const;  // good until the next step
  std::optional<std::string> optional_text(int column) const;
  std::string_view blob(int column) const;  // likewise
  /// Nothing where the column is null. Throws StoreError on what is no date.
  std::optional<Date> date(int column) const;
  enum class Type { null, integer, real, text };
  Type type(int column) const;
  bool writes() const;

 private:
  [[noreturn]] void fail(int code) const;
  void check(int code) const;
  std::string_view placeholder(int position) const;
  sqlite3* connection_;
  sqlite3_stmt* statement_ = nullptr;
  std::vector<int> slots_;  // placeholder number -> position in SQLite's list
};

/// How long a run waits for another one that writes.
inline constexpr std::chrono::seconds default_wait{10};

/// An open store file. Write access makes the file (mode 0600) when it is not there.
class Database {
 public:
  /// Throws StoreError: not there, not a store, not readable; later, written by another one for longer than `wait`.
  Database(const std::filesystem::path& path, Access access, std::chrono::seconds wait = default_wait);

  Statement prepare(std::string_view sql) const { return {connection_.get(), sql}; }
  /// Statements without result, parted by semicolons.
  void execute(const std::string& sql) const;
  /// The first column of the first row, or nothing.
  std::optional<std::int64_t> integer(std::string_view sql) const;
  std::int64_t changes() const;
  const std::filesystem::path& path() const { return path_; }
  std::chrono::seconds wait() const { return wait_; }
  /// For this room only.
  sqlite3* handle() const { return connection_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* connection) const;
  };
  std::unique_ptr<sqlite3, Close> connection_;
  std::filesystem::path path_;
  std::chrono::seconds wait_;
};

/// Makes room for a large import: more cache, no reference checks by the database (keys come from look-ups). With
/// `into_empty`, and while nobody else has the store open, new pages go straight into the file instead of through the
/// write-ahead log, until its end. A crash in between loses nothing: opening to write goes back to the log too.
class Bulk {
 public:
  Bulk(const Database& database, bool into_empty);
  Bulk(const Bulk&) = delete;
  Bulk& operator=(const Bulk&) = delete;
  ~Bulk();

 private:
  const Database& database_;
};

/// Everything until commit() happens or nothing does. Takes the write lock at once, waiting for another writer.
class Transaction {
 public:
  explicit Transaction(const Database& database);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  void commit();

 private:
  const Database& database_;
  bool open_ = true;
};

}  // namespace salesctl

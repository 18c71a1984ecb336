#include "store/import.hpp"

#include <algorithm>

#include "base/message.hpp"
#include "base/text.hpp"
#include "store/checked_records.hpp"
#include "store/metric_sums.hpp"
#include "store/read_ahead.hpp"
#include "store/record_feed.hpp"
#include "store/schema.hpp"

namespace salesctl {
namespace {

/// One call's way into the store, in two shapes: straight into an empty table, its index made afterwards; or through
/// temp.incoming, compared with what is there.
class Import {
 public:
  Import(const Database& db, const Settings& settings, const Kind& kind, RecordSource& source,
         const ImportOptions& options)
      : db_(db), settings_(settings), kind_(kind), options_(options), source_(source),
        feed_(db, settings, kind, source, options), columns_(feed_.storage_columns()) {}

  ImportCounts run() {
    const bool empty = !db_.integer("SELECT 1 FROM " + kind_.table() + " LIMIT 1");
    if (empty && !options_.reject && kind_.natural_key == std::vector<std::string>{"id"}) {
      fill();
    } else {
      merge();
    }
    return feed_.counts;
  }

 private:
  std::string list(const std::string& prefix = {}) const {
    std::string text;
    for (const std::string& column : columns_) text += (text.empty() ? "" : ", ") + prefix + sql_name(column);
    return text;
  }

  static std::string each(const std::string& left, const char* compare, const std::string& right, const char* glue,
                          const std::vector<std::string>& columns) {
    std::string text;
    for (const std::string& column : columns) {
      text += (text.empty() ? "" : glue) + left + sql_name(column) + compare + right + sql_name(column);
    }
    return text;
  }

  std::vector<std::string> key_columns() const {
    std::vector<std::string> columns;
    for (const std::string& name : kind_.natural_key) columns.push_back(storage_column(*kind_.find(name)));
    return columns;
  }

  void fill() {
    const std::string index = kind_.table() + "_natural";
    db_.execute("DROP INDEX " + index);
    feed_.insert("INSERT INTO " + kind_.table() + " (" + list() + ") SELECT " + list() + " FROM records");
    feed_.counts.inserted = db_.changes();
    db_.execute("CREATE UNIQUE INDEX " + index + " ON " + kind_.table() + " (id)");
    resolve_pending();
    rebuild_metrics_of(db_, settings_, kind_.name);
  }

  void merge() {
    db_.execute("DROP TABLE IF EXISTS temp.incoming; CREATE TABLE temp.incoming (key INTEGER, " + list() + ")");
    feed_.insert("INSERT INTO temp.incoming SELECT NULL, " + list() + " FROM records");
    if (options_.reject && !feed_.pending().empty()) reject_dangling();
    const std::string find_key = "UPDATE temp.incoming AS i SET key = (SELECT f.key FROM " + kind_.table() +
                                 " f WHERE " + each("f.", " = ", "i.", " AND ", key_columns()) + ")";
    db_.execute(find_key);
    db_.execute("DELETE FROM temp.incoming AS i WHERE EXISTS (SELECT 1 FROM " + kind_.table() +
                " f WHERE f.key = i.key AND " + each("f.", " IS ", "i.", " AND ", columns_) + ")");
    feed_.counts.inserted = db_.integer("SELECT count(*) FROM temp.incoming WHERE key IS NULL").value_or(0);
    feed_.counts.updated = db_.integer("SELECT count(*) FROM temp.incoming WHERE key IS NOT NULL").value_or(0);
    if (feed_.counts.inserted + feed_.counts.updated > 0) {
      MetricChange change(db_, settings_, kind_.name);
      change.before();
      db_.execute("UPDATE " + kind_.table() + " SET " + each("", " = ", "i.", ", ", columns_) +
                  " FROM temp.incoming i WHERE i.key = " + kind_.table() + ".key");
      db_.execute("INSERT INTO " + kind_.table() + " (" + list() + ") SELECT " + list() +
                  " FROM temp.incoming WHERE key IS NULL ORDER BY rowid");
      db_.execute(find_key + " WHERE key IS NULL");
      resolve_pending();
      if (kind_.name == "order_credit") check_shares();
      change.after();
    }
    db_.execute("DROP TABLE temp.incoming");
  }

  DataError dangling(const PendingReference& pending) const {
    return DataError(tr("{}: there is no {} \"{}\"", kind_.fields[pending.field].name, kind_.name, printable(pending.target)),
                     tr("add the row, import it first, or add --create-missing"), {source_.name(), pending.line, 0});
  }

  /// Rows that refer to a row of their kind which is neither stored nor in the file; then those that refer to these.
  void reject_dangling() {
    db_.execute("CREATE INDEX temp.incoming_id ON incoming (id)");
    Statement known = db_.prepare("SELECT 1 FROM " + kind_.table() + " WHERE id = $1 UNION ALL SELECT 1 FROM temp.incoming WHERE id = $1");
    Statement drop = db_.prepare("DELETE FROM temp.incoming WHERE id = $1");
    const auto is_there = [&](const PendingReference& pending) {
      known.bind(1, std::string_view(pending.target));
      const bool found = known.step();
      known.reset();
      return found || (options_.create_missing && feed_.lookup(kind_.name).create(pending.target));
    };
    std::size_t before = 0;
    do {
      before = feed_.pending().size();
      std::erase_if(feed_.pending(), [&](const PendingReference& pending) {
        if (is_there(pending)) return false;
        drop.run(std::string_view(pending.id));
        ++feed_.counts.rejected;
        options_.reject(dangling(pending), pending.raw);
        return true;
      });
    } while (feed_.pending().size() < before);
  }

  /// References among the file's own rows, now that all rows are there.
  void resolve_pending() {
    if (feed_.pending().empty()) return;
    Statement find = db_.prepare("SELECT key FROM " + kind_.table() + " WHERE id = $1");
    for (const PendingReference& pending : feed_.pending()) {
      const Field& field = kind_.fields[pending.field];
      find.bind(1, std::string_view(pending.target));
      std::optional<std::int64_t> key;
      if (find.step()) key = find.integer(0);
      find.reset();
      if (!key && options_.create_missing) key = feed_.lookup(kind_.name).create(pending.target);
      if (!key) throw dangling(pending);
      db_.prepare("UPDATE " + kind_.table() + " SET " + sql_name(storage_column(field)) + " = $1 WHERE id = $2")
          .run(*key, std::string_view(pending.id));
    }
  }

  void check_shares() {
    Statement wrong = db_.prepare(
        "SELECT o.id, sum(c.share_billionths) FROM order_credit_fact c JOIN order_fact o ON o.key = c.order_key "
        "WHERE c.order_key IN (SELECT order_key FROM temp.incoming) GROUP BY c.order_key "
        "HAVING sum(c.share_billionths) <> 1000000000 ORDER BY o.id LIMIT 1");
    if (wrong.step()) {
      throw DataError(tr("the shares of order \"{}\" sum to {}, not 100%", printable(wrong.text(0)),
                         format_percent(Rate{wrong.integer(1)})),
                      tr("credits of one order must sum to exactly 100%"), {source_.name(), 0, 0});
    }
  }

  const Database& db_;
  const Settings& settings_;
  const Kind& kind_;
  const ImportOptions& options_;
  RecordSource& source_;
  RecordFeed feed_;
  std::vector<std::string> columns_;
};

}  // namespace

ImportCounts import_records(const Database& database, const Settings& settings, const Kind& kind, RecordSource& source,
                            const ImportOptions& options) {
  CheckedRecords checked(source, kind);
  ImportCounts counts;
  if (options.reject) {
    counts = Import(database, settings, kind, checked, options).run();
  } else {
    ReadAhead ahead(checked);
    counts = Import(database, settings, kind, ahead, options).run();
  }
  counts.repeated = checked.repeated();
  counts.read += counts.repeated;
  return counts;
}

}  // namespace salesctl

// A trigger notices the changes, whatever statement makes them. It lives in temp, so that nothing of it is in the store.
#include "store/owner_history.hpp"

#include <sqlite3.h>

namespace salesctl {
namespace {

const char* const start = R"sql(
CREATE TEMP TABLE owner_before (customer_key INTEGER PRIMARY KEY, owner_key INTEGER);
CREATE TEMP TRIGGER owner_changes AFTER UPDATE OF owner_key ON main.customer_fact
  WHEN OLD.owner_key IS NOT NEW.owner_key
BEGIN
  INSERT INTO owner_before VALUES (OLD.key, OLD.owner_key) ON CONFLICT DO NOTHING;
END;
)sql";

const char* const write_sql = R"sql(
INSERT INTO owner_change (customer_key, changed_on, from_key, to_key, run_key)
  SELECT b.customer_key, $1, b.owner_key, c.owner_key, $2
  FROM temp.owner_before b JOIN customer_fact c ON c.key = b.customer_key WHERE b.owner_key IS NOT c.owner_key
ON CONFLICT (customer_key, changed_on) DO UPDATE SET to_key = excluded.to_key, run_key = excluded.run_key
)sql";

}  // namespace

OwnerWatch::OwnerWatch(const Database& database) : database_(database) { database.execute(start); }

OwnerWatch::~OwnerWatch() {
  sqlite3_exec(database_.handle(), "DROP TRIGGER IF EXISTS temp.owner_changes; DROP TABLE IF EXISTS temp.owner_before", nullptr,
               nullptr, nullptr);
}

void OwnerWatch::write(Date day, std::int64_t run_key) {
  const std::string on = format_date(day);
  database_.prepare(write_sql).run(std::string_view(on), run_key);
  database_.prepare("DELETE FROM owner_change WHERE changed_on = $1 AND from_key IS to_key").run(std::string_view(on));
  database_.execute("DELETE FROM temp.owner_before");
}

std::vector<OwnerChange> read_owner_changes(const Database& db, CustomerKey customer) {
  Statement rows = db.prepare(
      "SELECT o.changed_on, f.id, f.name, t.id, t.name FROM owner_change o LEFT JOIN rep_fact f ON f.key = o.from_key "
      "LEFT JOIN rep_fact t ON t.key = o.to_key WHERE o.customer_key = $1 ORDER BY o.changed_on");
  rows.bind(1, customer.value);
  std::vector<OwnerChange> changes;
  while (rows.step()) {
    const auto party = [&](int column) { return Party{std::string(rows.text(column)), std::string(rows.text(column + 1))}; };
    changes.push_back({rows.date(0).value(), party(1), party(3)});
  }
  return changes;
}

}  // namespace salesctl

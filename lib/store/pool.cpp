#include "store/pool.hpp"

#include "store/customers.hpp"

namespace salesctl {
namespace {

/// Item and day, up to the day $1.
const char* const lead_touches = R"sql(
SELECT key, last_activity_on FROM lead_fact WHERE last_activity_on <= $1
UNION ALL SELECT key, assigned_on FROM lead_fact WHERE assigned_on <= $1
UNION ALL SELECT key, created_on FROM lead_fact WHERE created_on <= $1
UNION ALL SELECT lead_key, happened_on FROM activity_fact WHERE lead_key IS NOT NULL AND happened_on <= $1
UNION ALL SELECT item_key, assigned_on FROM assignment WHERE kind = 'lead' AND to_key IS NOT NULL AND assigned_on <= $1
)sql";

const char* const customer_touches = R"sql(
SELECT key, created_on FROM customer_fact WHERE created_on <= $1
UNION ALL SELECT customer_key, happened_on FROM activity_fact WHERE customer_key IS NOT NULL AND happened_on <= $1
UNION ALL SELECT customer_key, ordered_on FROM order_fact WHERE customer_key IS NOT NULL AND kind <> 'refund' AND ordered_on <= $1
UNION ALL SELECT customer_key, created_on FROM opportunity_fact WHERE customer_key IS NOT NULL AND created_on <= $1
UNION ALL SELECT customer_key, last_activity_on FROM opportunity_fact WHERE customer_key IS NOT NULL AND last_activity_on <= $1
UNION ALL SELECT item_key, assigned_on FROM assignment WHERE kind = 'customer' AND to_key IS NOT NULL AND assigned_on <= $1
UNION ALL SELECT customer_key, changed_on FROM owner_change WHERE to_key IS NOT NULL AND changed_on <= $1
)sql";

std::string_view name_of(ItemKind kind) { return to_string(kind); }

}  // namespace

DateOfItem last_touches(const Database& db, const Settings& settings, ItemKind kind, Date day) {
  DateOfItem last;
  const auto touch = [&](std::int64_t item, Date on) {
    const auto [it, fresh] = last.emplace(item, on);
    if (!fresh && it->second < on) it->second = on;
  };
  Statement rows = db.prepare(kind == ItemKind::lead ? lead_touches : customer_touches);
  rows.bind(1, std::string_view(format_date(day)));
  while (rows.step()) touch(rows.integer(0), rows.date(1).value());
  if (kind == ItemKind::lead) return last;
  const Purchases purchases = read_purchases(db, settings, day);  // which need not be orders
  for (std::size_t i = 0; i < purchases.size(); ++i) touch(purchases.customers[i].value, from_day_number(purchases.of(i).days.back()));
  return last;
}

DateOfItem read_notices(const Database& db, ItemKind kind, Date day) {
  Statement rows = db.prepare("SELECT item_key, noticed_on FROM pool_notice WHERE kind = $1 AND noticed_on <= $2");
  rows.bind(1, name_of(kind)).bind(2, std::string_view(format_date(day)));
  DateOfItem notices;
  while (rows.step()) notices.emplace(rows.integer(0), rows.date(1).value());
  return notices;
}

void write_notices(const Database& db, ItemKind kind, const DateOfItem& notices, Date day, std::int64_t run_key) {
  db.prepare("DELETE FROM pool_notice WHERE kind = $1 AND noticed_on <= $2").run(name_of(kind), std::string_view(format_date(day)));
  Statement insert = db.prepare(
      "INSERT INTO pool_notice (kind, item_key, noticed_on, run_key) VALUES ($1, $2, $3, $4) "
      "ON CONFLICT (kind, item_key) DO UPDATE SET noticed_on = excluded.noticed_on, run_key = excluded.run_key");
  for (const auto& [item, on] : notices) insert.run(name_of(kind), item, std::string_view(format_date(on)), run_key);
}

std::vector<ClaimedItem> read_claims(const Database& db, ItemKind kind, RepKey rep, Date day) {
  const std::string table = std::string(name_of(kind)) + "_fact";
  Statement rows = db.prepare(
      "SELECT a.item_key, a.assigned_on, f.owner_key IS a.to_key AND NOT EXISTS (SELECT 1 FROM assignment l WHERE l.kind = a.kind AND "
      "l.item_key = a.item_key AND l.key > a.key) FROM assignment a JOIN " + table + " f ON f.key = a.item_key "
      "WHERE a.kind = $1 AND a.to_key = $2 AND a.how = 'claim' AND a.assigned_on <= $3 ORDER BY a.key");
  rows.bind(1, name_of(kind)).bind(2, static_cast<std::int64_t>(rep)).bind(3, std::string_view(format_date(day)));
  std::vector<ClaimedItem> claims;
  while (rows.step()) claims.push_back({rows.integer(0), rows.date(1).value(), rows.integer(2) != 0});
  return claims;
}

std::vector<LostItem> read_lost(const Database& db, ItemKind kind, Span when) {
  Statement rows = db.prepare(
      "SELECT item_key, from_key, max(assigned_on) FROM assignment WHERE kind = $1 AND how = 'recycle' AND from_key IS NOT NULL "
      "AND assigned_on >= $2 AND assigned_on < $3 GROUP BY item_key, from_key ORDER BY item_key, from_key");
  rows.bind(1, name_of(kind)).bind(2, std::string_view(format_date(when.from))).bind(3, std::string_view(format_date(when.to)));
  std::vector<LostItem> lost;
  while (rows.step()) lost.push_back({rows.integer(0), RepKey{rows.integer(1)}, rows.date(2).value()});
  return lost;
}

}  // namespace salesctl

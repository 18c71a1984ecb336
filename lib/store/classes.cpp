#include "store/classes.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "store/read_only.hpp"
#include "store/schema.hpp"

namespace salesctl {
namespace {

constexpr std::chrono::seconds limit{60};
const char* const with_figures = "customer JOIN figure ON figure.customer_key = customer.key";

std::optional<int> find_class(const CustomerRules& rules, std::string_view name) {
  const auto it = std::ranges::find(rules.classes, name, &CustomerClass::name);
  if (it == rules.classes.end()) return std::nullopt;
  return static_cast<int>(it - rules.classes.begin());
}

void create_table(const Database& db) {
  std::string sql = "DROP TABLE IF EXISTS temp.figure; CREATE TEMP TABLE figure (customer_key INTEGER PRIMARY KEY";
  for (const char* name : figure_names) sql += std::string(", ") + name;
  db.execute(sql + ")");
}

std::string condition(const CustomerClass& c) { return c.when.empty() ? "1" : "(\n" + c.when + "\n)"; }

/// Runs what asks the conditions, locked down to what is known of customers at the end of the day scored; a failure is told
/// at the class's place.
template <typename Ask>
void ask_locked(const Database& db, const CustomerClass& c, Ask ask) {
  const ReadOnly locked(db, {"customer", "figure"}, limit);
  try {
    ask();
  } catch (const StoreError& e) {
    std::vector<std::string_view> names(figure_names.begin(), figure_names.end());
    throw ConfigError(tr("class {}: {}", printable(c.name), why_failed(locked, e)),
                      tr("text stands in single quotes; a condition may name the columns of customer (salesctl-store(5)) and these figures: {}; where both have a "
                         "name, write customer.NAME or figure.NAME", joined(names)),
                      c.place);
  }
}

}  // namespace

FigureTable::FigureTable(const Database& db, const Settings& settings, const CustomerBase& base)
    : database_(db), settings_(settings), customers_(base.customers.size()) {
  create_table(db);
  check_classes(db, settings);
  const double unit = std::pow(10, settings.currency.decimals);
  const auto decimal = [&](Money money) { return static_cast<double>(money.minor) / unit; };
  const auto number = [](int n) { return std::int64_t{n}; };
  const auto grade = [](int n) { return n == 0 ? std::optional<std::int64_t>() : n; };
  db.execute("SAVEPOINT figures");
  Statement insert = db.prepare("INSERT INTO temp.figure VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)");
  for (const CustomerFigures& c : base.customers) {
    const std::optional<std::string_view> abc = c.abc == ' ' ? std::nullopt : std::optional(std::string_view(&c.abc, 1));
    const auto days = [](const std::optional<int>& d) { return d ? std::optional<std::int64_t>(*d) : std::nullopt; };
    insert.run(c.key.value, number(c.orders), decimal(c.value), number(c.orders_ever), decimal(c.value_ever),
               days(c.first_order_days), days(c.last_order_days), grade(c.r), grade(c.f), grade(c.m), abc,
               decimal(c.year_value));
  }
  db.execute("RELEASE figures");
}

std::vector<std::optional<int>> FigureTable::classes() const {
  const CustomerRules& rules = settings_.customers;
  std::string sql = "SELECT CASE";
  for (std::size_t i = 0; i < rules.classes.size(); ++i) sql += " WHEN " + condition(rules.classes[i]) + " THEN " + std::to_string(i);
  sql += std::string(" END FROM ") + with_figures + " ORDER BY customer.key";
  std::vector<std::optional<int>> found;
  found.reserve(customers_);
  ask_locked(database_, rules.classes.front(), [&] {
    Statement rows = database_.prepare(sql);
    while (rows.step()) found.push_back(rows.is_null(0) ? std::nullopt : std::optional(static_cast<int>(rows.integer(0))));
  });
  return found;
}

std::vector<bool> FigureTable::conditions_met(CustomerKey customer) const {
  std::vector<bool> met;
  for (const CustomerClass& c : settings_.customers.classes) {
    ask_locked(database_, c, [&] {
      Statement row = database_.prepare("SELECT " + condition(c) + " IS TRUE FROM " + with_figures + " WHERE customer.key = $1");
      met.push_back(row.bind(1, customer.value).step() && row.integer(0) != 0);
    });
  }
  return met;
}

void check_classes(const Database& db, const Settings& settings) {
  const bool there = db.integer("SELECT 1 FROM sqlite_temp_master WHERE name = 'figure'").has_value();
  if (!there) create_table(db);
  for (const CustomerClass& c : settings.customers.classes) {
    if (c.when.empty()) continue;
    ask_locked(db, c, [&] { check_expression(db, with_figures, c.when); });
  }
}

std::optional<Scoring> last_scoring(const Database& db, Date before) {
  Statement row = db.prepare("SELECT scored_on, from_on FROM customer_scoring WHERE scored_on < $1 ORDER BY scored_on DESC LIMIT 1");
  row.bind(1, std::string_view(format_date(before)));
  if (!row.step()) return std::nullopt;
  return Scoring{row.date(0).value(), row.date(1).value()};
}

ClassHistory read_classes(const Database& db, const CustomerRules& rules, const std::vector<CustomerKey>& customers, Date as_of) {
  ClassHistory history;
  history.first.assign(customers.size() + 1, 0);
  Statement first = db.prepare("SELECT min(scored_on) FROM customer_scoring WHERE scored_on <= $1");
  first.bind(1, std::string_view(format_date(as_of)));
  if (first.step() && !first.is_null(0)) history.from = day_number(first.date(0).value());
  Statement rows = db.prepare("SELECT customer_key, since_on, class FROM customer_class WHERE since_on <= $1 ORDER BY customer_key, since_on");
  rows.bind(1, std::string_view(format_date(as_of)));
  std::size_t customer = 0;
  while (rows.step()) {
    const CustomerKey key{rows.integer(0)};
    while (customer < customers.size() && customers[customer] < key) ++customer;
    if (customer == customers.size()) break;
    if (customers[customer] != key) continue;
    ++history.first[customer + 1];
    history.since.push_back({day_number(rows.date(1).value()), find_class(rules, rows.text(2))});
  }
  std::partial_sum(history.first.begin(), history.first.end(), history.first.begin());
  return history;
}

std::vector<std::string> classes_in_force(const Database& db, const std::vector<CustomerKey>& customers, Date day) {
  std::vector<std::string> names(customers.size());
  Statement rows = db.prepare("SELECT customer_key, class FROM customer_class WHERE since_on <= $1 ORDER BY customer_key, since_on");
  rows.bind(1, std::string_view(format_date(day)));
  std::size_t customer = 0;
  while (rows.step()) {
    while (customer < customers.size() && customers[customer].value < rows.integer(0)) ++customer;
    if (customer == customers.size()) break;
    if (customers[customer].value == rows.integer(0)) names[customer] = rows.text(1);
  }
  return names;
}

std::optional<std::vector<ClassChange>> stored_changes(const Database& db, const Scoring& scoring) {
  Statement known = db.prepare("SELECT 1 FROM customer_scoring WHERE scored_on = $1 AND from_on = $2");
  known.bind(1, std::string_view(format_date(scoring.day))).bind(2, std::string_view(format_date(scoring.from)));
  if (!known.step()) return std::nullopt;
  Statement rows = db.prepare("SELECT customer_key, class, reason FROM customer_class WHERE since_on = $1 ORDER BY customer_key");
  rows.bind(1, std::string_view(format_date(scoring.day)));
  std::vector<ClassChange> changes;
  while (rows.step()) changes.push_back({{rows.integer(0)}, std::string(rows.text(1)), std::string(rows.text(2))});
  return changes;
}

void write_changes(const Database& db, const Scoring& scoring, const std::vector<ClassChange>& changes, std::int64_t run_key) {
  const std::string day = format_date(scoring.day);
  db.prepare("INSERT INTO customer_scoring (scored_on, from_on, run_key) VALUES ($1, $2, $3) "
             "ON CONFLICT (scored_on) DO UPDATE SET from_on = excluded.from_on, run_key = excluded.run_key")
      .run(std::string_view(day), std::string_view(format_date(scoring.from)), run_key);
  db.prepare("DELETE FROM customer_class WHERE since_on = $1").run(std::string_view(day));
  Statement insert = db.prepare("INSERT INTO customer_class (customer_key, since_on, class, reason, run_key) VALUES ($1, $2, $3, $4, $5)");
  for (const ClassChange& change : changes) {
    insert.run(change.customer.value, std::string_view(day), std::string_view(change.name), std::string_view(change.reason), run_key);
  }
}

int class_index(const CustomerRules& rules, const std::string& name) {
  if (const std::optional<int> index = find_class(rules, name)) return *index;
  std::vector<std::string_view> names;
  for (const CustomerClass& c : rules.classes) names.emplace_back(c.name);
  throw UsageError(tr("there is no class \"{}\"{}", printable(name), did_you_mean(name, names)), tr("classes: {}", joined(names)));
}

}  // namespace salesctl

#include "store/read_only.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "store/metric_sums.hpp"
#include "store/schema.hpp"

namespace salesctl {
namespace {

constexpr int max_length = 4 << 20;
constexpr int max_depth = 200;
constexpr int progress_steps = 10'000;
constexpr std::chrono::seconds report_limit{60};

/// Pure, and unable to make something large out of something small.
constexpr std::array<std::string_view, 45> functions{
    "abs",   "avg",    "ceil",   "ceiling", "coalesce", "count",      "cume_dist",   "date",         "dense_rank",
    "first_value", "floor", "glob", "group_concat", "ifnull", "iif",  "instr",       "julianday",    "lag",
    "last_value",  "lead",  "length", "like", "lower",  "ltrim",      "max",         "min",          "ntile",
    "nullif", "percent_rank", "rank", "replace", "round", "row_number", "rtrim",     "sign",         "strftime",
    "substr", "substring", "sum",  "total", "trim",    "typeof",     "unixepoch",   "upper",        "nth_value"};

int authorize(void* context, int action, const char* first, const char* second, const char* schema, const char* view) {
  auto& state = *static_cast<ReadOnly::State*>(context);
  const std::string_view name = first == nullptr ? "" : first;
  switch (action) {
    case SQLITE_SELECT: return SQLITE_OK;
    case SQLITE_READ:
      if (state.views.contains(name) || (view != nullptr && state.views.contains(std::string_view(view)))) {
        return SQLITE_OK;
      }
      if (schema != nullptr && std::string_view(schema) == "temp" && name == "grain") return SQLITE_OK;
      if (name.empty()) return SQLITE_OK;  // a column of a subquery
      // A table that a view joins by key only is reported without column and without the view's name.
      if (second != nullptr && *second == '\0' && name.ends_with("_fact")) return SQLITE_OK;
      state.refused = tr("it reads {}", std::string(name));
      return SQLITE_DENY;
    case SQLITE_FUNCTION:
      if (second != nullptr && std::ranges::find(functions, std::string_view(second)) != functions.end()) {
        return SQLITE_OK;
      }
      state.refused = tr("it calls {}()", second == nullptr ? "?" : second);
      return SQLITE_DENY;
    case SQLITE_RECURSIVE: state.refused = tr("it is recursive"); return SQLITE_DENY;
    default: state.refused = tr("it does more than read"); return SQLITE_DENY;
  }
}

int expired(void* context) {
  return std::chrono::steady_clock::now() > static_cast<ReadOnly::State*>(context)->deadline ? 1 : 0;
}

std::string sql_hint(const std::vector<std::string>& views) {
  std::string list;
  for (const std::string& name : views) list += (list.empty() ? "" : " ") + name;
  return tr("text stands in single quotes, names in none or double ones; SQL may read these views: {} "
            "(salesctl-store(5)) and call pure functions",
            list);
}

std::string reason(const ReadOnly& locked, const StoreError& e) {
  return locked.refused().empty() ? e.what() : tr("SQL of the config may only read: {}", locked.refused());
}

Value read_cell(const Statement& row, int column, ColumnType type, int decimals) {
  if (row.is_null(column)) return std::monostate{};
  switch (type) {
    case ColumnType::integer: return row.integer(column);
    case ColumnType::number: return row.real(column);
    case ColumnType::money: return Money{std::llround(row.real(column) * std::pow(10, decimals))};
    case ColumnType::percent: return Rate{std::llround(row.real(column) * 1e4) * (Rate::one / 10'000)};
    case ColumnType::date:
      if (const auto date = iso_date(row.text(column))) return *date;
      return std::string(row.text(column));
    case ColumnType::text: break;
  }
  return std::string(row.text(column));
}

ColumnType column_type(std::string_view name) {
  if (name == "integer") return ColumnType::integer;
  if (name == "number") return ColumnType::number;
  if (name == "money") return ColumnType::money;
  if (name == "percent") return ColumnType::percent;
  if (name == "date") return ColumnType::date;
  return ColumnType::text;
}

std::vector<Column> result_columns(const Statement& query, const ReportRule& rule) {
  std::vector<Column> columns;
  for (int i = 0; i < query.columns(); ++i) {
    const std::string name = query.column_name(i);
    const auto it = std::ranges::find(rule.columns, name, &ReportColumn::name);
    if (it == rule.columns.end()) {
      columns.push_back({name, name, ColumnType::text});
    } else {
      columns.push_back({name, tr(it->title.c_str()), column_type(it->type)});
    }
  }
  return columns;
}

/// $from, $to and $as_of become $1 ... $3, so that a report needs no other placeholders than a driver knows.
std::string with_numbers(std::string sql) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> names{
      {{"$from", "$1"}, {"$to", "$2"}, {"$as_of", "$3"}}};
  for (const auto& [name, number] : names) {
    for (std::size_t at = sql.find(name); at != std::string::npos; at = sql.find(name, at)) sql.replace(at, name.size(), number);
  }
  while (!sql.empty() && std::string_view(" \t\r\n;").find(sql.back()) != std::string_view::npos) sql.pop_back();
  return sql;
}

}  // namespace

ReadOnly::ReadOnly(const Database& database, const std::vector<std::string>& views, std::chrono::seconds limit)
    : database_(database), state_{{views.begin(), views.end()}, std::chrono::steady_clock::now() + limit, {}} {
  sqlite3* connection = database.handle();
  sqlite3_set_authorizer(connection, authorize, &state_);
  sqlite3_progress_handler(connection, progress_steps, expired, &state_);
  old_length_ = sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, max_length);
  old_depth_ = sqlite3_limit(connection, SQLITE_LIMIT_EXPR_DEPTH, max_depth);
}

ReadOnly::~ReadOnly() {
  sqlite3* connection = database_.handle();
  sqlite3_set_authorizer(connection, nullptr, nullptr);
  sqlite3_progress_handler(connection, 0, nullptr, nullptr);
  sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, old_length_);
  sqlite3_limit(connection, SQLITE_LIMIT_EXPR_DEPTH, old_depth_);
}

void check_metric(const Database& database, const Settings& settings, const Metric& metric) {
  const std::vector<std::string> views = documented_views(settings);
  const ReadOnly locked(database, views, report_limit);
  try {
    // Each alone first, so that unbalanced parentheses in one cannot reach into the statement around it.
    database.prepare("SELECT (\n" + metric.sum + "\n) FROM " + sql_name(metric.from));
    if (!metric.where.empty()) database.prepare("SELECT (\n" + metric.where + "\n) FROM " + sql_name(metric.from));
    database.prepare("SELECT " + sql_name(metric.on) + (metric.rep.empty() ? "" : ", " + sql_name(metric.rep + "_key")) +
                     ", " + contribution_sql(metric, metric_decimals(settings, metric)) + " FROM " +
                     sql_name(metric.from));
  } catch (const StoreError& e) {
    throw ConfigError(tr("metric {}: {}", metric.name, reason(locked, e)), sql_hint(views), metric.place);
  }
}

Table run_report(const Database& database, const Settings& settings, const ReportRule& rule, Span span, Date as_of) {
  const std::vector<std::string> views = documented_views(settings);
  Table table{.title = tr(rule.title.c_str()), .columns = {}, .rows = {}, .notes = {}, .pivot = {},
              .money_decimals = settings.currency.decimals};
  const ReadOnly locked(database, views, report_limit);
  try {
    Statement query = database.prepare(with_numbers(rule.sql));
    query.bind_if_used(1, format_date(span.from));
    query.bind_if_used(2, format_date(span.to - std::chrono::days{1}));
    query.bind_if_used(3, format_date(as_of));
    table.columns = result_columns(query, rule);
    while (query.step()) {
      Row row;
      for (int i = 0; i < query.columns(); ++i) {
        row.cells.push_back(read_cell(query, i, table.columns[static_cast<std::size_t>(i)].type,
                                      settings.currency.decimals));
      }
      table.rows.push_back(std::move(row));
    }
  } catch (const StoreError& e) {
    throw ConfigError(tr("report {}: {}", rule.name, reason(locked, e)), sql_hint(views), rule.place);
  }
  return table;
}

}  // namespace salesctl

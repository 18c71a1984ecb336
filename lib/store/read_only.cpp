#include "store/read_only.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <regex>
#include <string_view>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "store/metric_sums.hpp"
#include "store/schema.hpp"

namespace salesctl {
namespace {

constexpr int max_length = 4 << 20;
constexpr int max_depth = 200;
constexpr int max_pattern = 1000;            // of LIKE and GLOB, which no progress handler interrupts
constexpr std::size_t max_result = 512 << 20;  // of a report, in memory
constexpr int progress_steps = 10'000;
constexpr std::chrono::seconds report_limit{60};

/// Pure, and unable to make something large out of something small.
constexpr std::array<std::string_view, 45> functions{
    "abs",   "avg",    "ceil",   "ceiling", "coalesce", "count",      "cume_dist",   "date",         "dense_rank",
    "first_value", "floor", "glob", "group_concat", "ifnull", "iif",  "instr",       "julianday",    "lag",
    "last_value",  "lead",  "length", "like", "lower",  "ltrim",      "max",         "min",          "ntile",
    "nullif", "percent_rank", "rank", "replace", "round", "row_number", "rtrim",     "sign",         "strftime",
    "substr", "substring", "sum",  "total", "trim",    "typeof",     "unixepoch",   "upper",        "nth_value"};

/// Tables that no view stands on.
bool is_internal(std::string_view table) {
  return table.starts_with("sqlite_") || table.starts_with("metric_") || table == "meta";
}

int authorize(void* context, int action, const char* first, const char* second, const char* schema, const char* view) {
  auto& state = *static_cast<ReadOnly::State*>(context);
  const std::string_view name = first == nullptr ? "" : first;
  switch (action) {
    case SQLITE_SELECT: return SQLITE_OK;
    case SQLITE_READ:
      // A WITH may take the name of a view, and what it reads is then reported as the view's.
      if (is_internal(name)) {
        state.refused = tr("it reads {}", std::string(name));
        return SQLITE_DENY;
      }
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

int has_expired(void* context) {
  auto& state = *static_cast<ReadOnly::State*>(context);
  if (std::chrono::steady_clock::now() <= state.deadline) return 0;
  state.expired = true;
  return 1;
}

std::string sql_hint(const std::vector<std::string>& views) {
  std::string list;
  for (const std::string& name : views) list += (list.empty() ? "" : " ") + name;
  return tr("text stands in single quotes, names in none or double ones; SQL may read these views: {} "
            "(salesctl-store(5)) and call pure functions",
            list);
}

std::int64_t rounded(double number, double most = 9.2e18) {
  if (!(std::abs(number) < most)) throw StoreError(tr("a number of the result is too large"));
  return std::llround(number);
}

Value read_cell(const Statement& row, int column, ColumnType type, int decimals) {
  if (row.is_null(column)) return std::monostate{};
  if (row.type(column) == Statement::Type::text) {
    if (const auto date = type == ColumnType::date ? iso_date(row.text(column)) : std::nullopt) return *date;
    return std::string(row.text(column));  // text in a column of numbers is no 0
  }
  switch (type) {
    case ColumnType::integer: return row.type(column) == Statement::Type::real ? rounded(row.real(column)) : row.integer(column);
    case ColumnType::number: return row.real(column);
    case ColumnType::money: return Money{rounded(row.real(column) * std::pow(10, decimals))};
    case ColumnType::percent: return Rate{rounded(row.real(column) * 1e4, 9.2e13) * (Rate::one / 10'000)};
    case ColumnType::date:
    case ColumnType::light:
    case ColumnType::text: break;
  }
  return std::string(row.text(column));
}

std::size_t size_of(const Row& row) {
  std::size_t bytes = sizeof row + row.cells.size() * sizeof(Value);
  for (const Value& value : row.cells) {
    if (const auto* text = std::get_if<std::string>(&value)) bytes += text->size();
  }
  return bytes;
}

ColumnType column_type(std::string_view name) {
  if (name == "integer") return ColumnType::integer;
  if (name == "number") return ColumnType::number;
  if (name == "money") return ColumnType::money;
  if (name == "percent") return ColumnType::percent;
  if (name == "date") return ColumnType::date;
  if (name == "light") return ColumnType::light;
  return ColumnType::text;
}

/// What is said of a column that is not there would be lost, and nobody would know why.
void check_names(const ReportRule& rule, const std::vector<Column>& columns) {
  std::vector<std::string_view> names;
  for (const Column& column : columns) names.emplace_back(column.key);
  const auto need = [&](const char* where, const std::string& name) {
    if (std::ranges::find(names, name) == names.end()) throw StoreError(tr("{}: there is no column \"{}\"{}", where, printable(name), did_you_mean(name, names)));
  };
  for (const ReportColumn& column : rule.columns) need("columns", column.name);
  for (const Chart& chart : rule.charts) {
    for (const std::string& name : chart.values) need("chart", name);
    need("chart", chart.label);
    if (!chart.across.empty()) need("chart", chart.across);
  }
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
  check_names(rule, columns);
  return columns;
}

std::string_view without_end(std::string_view sql) {
  const std::size_t last = sql.find_last_not_of(" \t\r\n;");
  return sql.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

/// SQLite takes a placeholder that nobody bound for NULL, so a mistyped one would show as an empty report.
void refuse_placeholders(const Statement& statement, const std::vector<std::string_view>& known) {
  for (const std::string& name : statement.placeholders()) {
    if (std::ranges::find(known, name) != known.end()) continue;
    throw StoreError(known.empty() ? tr("it has the placeholder {}, which nothing fills", printable(name))
                                   : tr("nothing fills the placeholder {}{}; there are {}", printable(name),
                                        did_you_mean(name, known), joined(known)));
  }
}

/// The clock is no fact: what reads it gives other numbers tomorrow, whatever --as-of says.
void refuse_clock(const std::string& sql, const std::string& instead) {
  static const std::regex clock(R"(\b(date|julianday|unixepoch)\s*\(\s*(\)|'now')|\bstrftime\s*\(\s*('[^']*'|"[^"]*")\s*(\)|,\s*'now'))",
                                std::regex::icase);
  if (std::regex_search(sql, clock)) throw StoreError(tr("it reads the clock; {}", instead));
}

}  // namespace

ReadOnly::ReadOnly(const Database& database, const std::vector<std::string>& views, std::chrono::seconds limit)
    : database_(database), state_{{views.begin(), views.end()}, std::chrono::steady_clock::now() + limit, limit, {}, false} {
  sqlite3* connection = database.handle();
  sqlite3_set_authorizer(connection, authorize, &state_);
  sqlite3_progress_handler(connection, progress_steps, has_expired, &state_);
  old_length_ = sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, max_length);
  old_depth_ = sqlite3_limit(connection, SQLITE_LIMIT_EXPR_DEPTH, max_depth);
  old_pattern_ = sqlite3_limit(connection, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, max_pattern);
}

ReadOnly::~ReadOnly() {
  sqlite3* connection = database_.handle();
  sqlite3_set_authorizer(connection, nullptr, nullptr);
  sqlite3_progress_handler(connection, 0, nullptr, nullptr);
  sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, old_length_);
  sqlite3_limit(connection, SQLITE_LIMIT_EXPR_DEPTH, old_depth_);
  sqlite3_limit(connection, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, old_pattern_);
}

std::string why_failed(const ReadOnly& locked, const StoreError& error) {
  if (locked.expired()) return tr("it ran for {} seconds, and may not run for longer", locked.limit().count());
  return locked.refused().empty() ? error.what() : tr("SQL of the config may only read: {}", locked.refused());
}

// As a condition, because SQL has no aggregates there: what adds up all rows at once is no value of a row.
void check_expression(const Database& database, const std::string& from, const std::string& expression) {
  refuse_clock(expression, tr("the same facts must give the same answer on any day"));
  refuse_placeholders(database.prepare("SELECT (\n" + expression + "\n) FROM " + from), {});
  database.prepare("SELECT\n" + expression + "\nFROM " + from);  // "1) OR (1" is none, though in parentheses it reads as one
  database.prepare("SELECT 1 FROM " + from + " WHERE (\n" + expression + "\n)");
}

void check_metric(const Database& database, const Settings& settings, const Metric& metric) {
  const std::vector<std::string> views = documented_views(settings);
  const ReadOnly locked(database, views, report_limit);
  try {
    check_expression(database, sql_name(metric.from), metric.sum);
    if (!metric.where.empty()) check_expression(database, sql_name(metric.from), metric.where);
    database.prepare("SELECT " + sql_name(metric.on) + (metric.rep.empty() ? "" : ", " + sql_name(metric.rep + "_key")) +
                     ", " + contribution_sql(metric, metric_decimals(settings, metric)) + " FROM " +
                     sql_name(metric.from));
  } catch (const StoreError& e) {
    throw ConfigError(tr("metric {}: {}", metric.name, why_failed(locked, e)), sql_hint(views), metric.place);
  }
}

namespace {

void refuse_unknown_placeholders(const Statement& query, const ReportRule& rule) {
  std::vector<std::string> own;
  for (const ReportParameter& parameter : rule.parameters) own.push_back("$" + parameter.name);
  std::vector<std::string_view> names{"$from", "$to", "$as_of"};
  names.insert(names.end(), own.begin(), own.end());
  refuse_placeholders(query, names);
}

/// What is given on the command line was meant for one of them, and each is of its type.
void bind_parameters(Statement& query, const ReportRule& rule, const std::map<std::string, std::string>& given) {
  std::vector<std::string_view> names;
  for (const ReportParameter& parameter : rule.parameters) names.push_back(parameter.name);
  for (const auto& [name, value] : given) {
    if (std::ranges::find(names, name) != names.end()) continue;
    throw UsageError(tr("the report {} has no parameter \"{}\"{}", rule.name, printable(name), did_you_mean(name, names)),
                     names.empty() ? std::string() : tr("parameters: {}", joined(names)));
  }
  for (const ReportParameter& parameter : rule.parameters) {
    const auto own = given.find(parameter.name);
    const std::string& text = own == given.end() ? parameter.value : own->second;
    if (parameter.type == "number") {
      query.bind_if_used("$" + parameter.name, parse_decimal(text));
    } else {
      query.bind_if_used("$" + parameter.name, parameter.type == "date" ? format_date(parse_date(text)) : text);
    }
  }
}

Statement prepared(const Database& database, const ReportRule& rule) {
  refuse_clock(rule.sql, tr("$as_of is the day a report looks from"));
  Statement query = database.prepare(without_end(rule.sql));
  refuse_unknown_placeholders(query, rule);
  return query;
}

}  // namespace

void check_report(const Database& database, const Settings& settings, const ReportRule& rule) {
  const std::vector<std::string> views = documented_views(settings);
  const ReadOnly locked(database, views, report_limit);
  try {
    result_columns(prepared(database, rule), rule);
  } catch (const StoreError& e) {
    throw ConfigError(tr("report {}: {}", rule.name, why_failed(locked, e)), sql_hint(views), rule.place);
  }
}

Table run_report(const Database& database, const Settings& settings, const ReportRule& rule, Span span, Date as_of,
                 const std::map<std::string, std::string>& given) {
  const std::vector<std::string> views = documented_views(settings);
  Table table{.title = tr(rule.title.c_str()), .columns = {}, .rows = {}, .notes = {}, .pivot = {},
              .money_decimals = settings.currency.decimals};
  const ReadOnly locked(database, views, report_limit);
  try {
    Statement query = prepared(database, rule);
    query.bind_if_used("$from", format_date(span.from));
    query.bind_if_used("$to", format_date(span.to - std::chrono::days{1}));
    query.bind_if_used("$as_of", format_date(as_of));
    bind_parameters(query, rule, given);
    table.charts = rule.charts;
    table.columns = result_columns(query, rule);
    std::size_t bytes = 0;
    while (query.step()) {
      Row row;
      for (int i = 0; i < query.columns(); ++i) {
        row.cells.push_back(read_cell(query, i, table.columns[static_cast<std::size_t>(i)].type,
                                      settings.currency.decimals));
      }
      bytes += size_of(row);
      if (bytes > max_result) {
        throw StoreError(tr("its result is larger than {} MB; add rows up, or give it a LIMIT", max_result >> 20));
      }
      table.rows.push_back(std::move(row));
    }
  } catch (const StoreError& e) {
    throw ConfigError(tr("report {}: {}", rule.name, why_failed(locked, e)), sql_hint(views), rule.place);
  }
  return table;
}

namespace {

/// Runs `ask` on the prepared query, locked down to the documented views.
template <typename Ask>
void ask_numbers(const Database& database, const Settings& settings, const RepNumbers& numbers, Ask ask) {
  const std::vector<std::string> views = documented_views(settings);
  const ReadOnly locked(database, views, report_limit);
  try {
    refuse_clock(numbers.sql, tr("$as_of is the day the figures are of"));
    Statement query = database.prepare(without_end(numbers.sql));
    refuse_placeholders(query, {"$from", "$to", "$as_of"});
    if (query.columns() != 2) throw StoreError(tr("it gives {} columns; a rep's id and a number are wanted", query.columns()));
    ask(query);
  } catch (const StoreError& e) {
    throw ConfigError(tr("{}: {}", printable(numbers.name), why_failed(locked, e)), sql_hint(views), numbers.place);
  }
}

}  // namespace

void check_rep_numbers(const Database& database, const Settings& settings, const RepNumbers& numbers) {
  ask_numbers(database, settings, numbers, [](const Statement&) {});
}

std::map<std::string, double> read_rep_numbers(const Database& database, const Settings& settings, const RepNumbers& numbers, Span span,
                                               Date as_of) {
  std::map<std::string, double> found;
  ask_numbers(database, settings, numbers, [&](Statement& query) {
    query.bind_if_used("$from", format_date(span.from));
    query.bind_if_used("$to", format_date(span.to - std::chrono::days{1}));
    query.bind_if_used("$as_of", format_date(as_of));
    while (query.step()) {
      if (query.is_null(0) || query.is_null(1)) continue;
      const std::string rep(query.text(0));
      if (query.type(1) == Statement::Type::text) throw StoreError(tr("\"{}\" of {} is no number", printable(query.text(1)), printable(rep)));
      if (!found.emplace(rep, query.real(1)).second) throw StoreError(tr("it gives {} two numbers", printable(rep)));
    }
  });
  return found;
}

}  // namespace salesctl

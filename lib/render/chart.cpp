// Which rows and columns of a table a chart shows, said twice: as JSON to the program that draws, and in a sentence to who
// cannot see the drawing. Numbers are doubles here, which is exact enough for lengths; their texts are the table's.
#include "render/chart.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/message.hpp"
#include "render/chart_engine.hpp"
#include "render/formats.hpp"

namespace salesctl {
namespace {

constexpr std::size_t most_bars = 60;  // more of them nobody reads
constexpr std::size_t most_points = 400;

/// What a chart shows of a table.
struct Shown {
  const Table& table;
  ChartKind kind;
  std::size_t label;
  std::size_t across;               // heat only
  std::vector<std::size_t> values;  // columns
  std::vector<const Row*> rows;
  std::size_t all = 0;              // rows that there would be, but for the limit

  std::string text(const Row& row, std::size_t column) const { return one_line(human(cell(row, column), table.money_decimals)); }
  bool is_percent() const { return table.columns[values.front()].type == ColumnType::percent; }
  const std::string& title(std::size_t column) const { return table.columns[column].title; }
};

std::optional<double> number(const Value& value) {
  if (const auto* const whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  if (const auto* const money = std::get_if<Money>(&value)) return static_cast<double>(money->minor);
  if (const auto* const rate = std::get_if<Rate>(&value)) return static_cast<double>(rate->billionths);
  if (const auto* const real = std::get_if<double>(&value)) return *real;
  return std::nullopt;
}

std::size_t find_column(const Table& table, const std::string& key) {
  return static_cast<std::size_t>(std::ranges::find(table.columns, key, &Column::key) - table.columns.begin());
}

/// The different things a column names, by first appearance: what machines know each by, and its text. Two people may have
/// one name.
struct Names {
  std::vector<std::string> ids;
  std::vector<std::string> texts;
};

std::string id_of(const Shown& shown, const Row& row, std::size_t column) { return plain(cell(row, column), shown.table.money_decimals); }

Names names_of(const Shown& shown, std::size_t column) {
  Names names;
  for (const Row* row : shown.rows) {
    std::string id = id_of(shown, *row, column);
    if (std::ranges::find(names.ids, id) != names.ids.end()) continue;
    names.ids.push_back(std::move(id));
    names.texts.push_back(shown.text(*row, column));
  }
  return names;
}

std::vector<const Row*> chosen_rows(const Table& table, const Chart& chart) {
  const std::size_t column = chart.where ? find_column(table, chart.where->first) : 0;
  const auto& [left_out, names] = chart.except;
  const std::size_t other = names.empty() ? 0 : find_column(table, left_out);
  const auto said = [&](const Row& row, std::size_t at) { return plain(cell(row, at), table.money_decimals); };
  std::vector<const Row*> rows;
  for (const Row& row : table.rows) {
    const bool here = chart.where ? said(row, column) == chart.where->second : !row.total;
    const bool out = !names.empty() && std::ranges::find(names, said(row, other)) != names.end();
    if (here && !out) rows.push_back(&row);
  }
  return rows;
}

/// The rows of the first so many labels.
void limit_rows(Shown& shown) {
  const std::size_t most = shown.kind == ChartKind::line ? most_points : most_bars;
  if (shown.kind != ChartKind::heat) {
    shown.all = shown.rows.size();
    shown.rows.resize(std::min(shown.rows.size(), most));
    return;
  }
  std::vector<std::string> labels = names_of(shown, shown.label).ids;
  shown.all = labels.size();
  labels.resize(std::min(labels.size(), most));
  std::erase_if(shown.rows, [&](const Row* row) { return std::ranges::find(labels, id_of(shown, *row, shown.label)) == labels.end(); });
}

std::optional<Shown> shown_of(const Table& table, const Chart& chart) {
  Shown shown{table, chart.kind, find_column(table, chart.label), find_column(table, chart.across), {}, chosen_rows(table, chart), 0};
  const std::size_t end = table.columns.size();
  if (shown.label == end || (shown.kind == ChartKind::heat && shown.across == end)) return std::nullopt;
  limit_rows(shown);
  for (const std::string& key : chart.values) {
    const std::size_t column = find_column(table, key);
    const auto says = [&](const Row* row) { return number(cell(*row, column)).has_value(); };
    if (column != end && std::ranges::any_of(shown.rows, says)) shown.values.push_back(column);
    if (shown.values.empty()) break;  // the first is what the chart is of
  }
  if (shown.values.empty()) return std::nullopt;
  if (shown.kind == ChartKind::heat ? names_of(shown, shown.across).ids.size() < 2 : shown.rows.size() < 2) return std::nullopt;
  return shown;
}

const char* name_of(ChartKind kind) {
  switch (kind) {
    case ChartKind::bar: return "bar";
    case ChartKind::line: return "line";
    case ChartKind::funnel: return "funnel";
    case ChartKind::heat: return "heat";
    case ChartKind::bullet: return "bullet";
  }
  return "";
}

void append_strings(std::string& out, std::string_view name, const std::vector<std::string>& texts) {
  out += fmt::format(", \"{}\": [", name);
  for (const std::string& text : texts) {
    if (&text != &texts.front()) out += ", ";
    append_json_string(out, text);
  }
  out += ']';
}

void append_series(std::string& out, const Shown& shown, std::size_t column) {
  out += "{\"name\": ";
  append_json_string(out, one_line(shown.title(column)));
  out += ", \"values\": [";
  std::vector<std::string> texts;
  for (const Row* row : shown.rows) {
    if (row != shown.rows.front()) out += ", ";
    const Value& value = cell(*row, column);
    const std::string digits = number(value) ? plain(value, shown.table.money_decimals) : "";
    out += digits.empty() ? "null" : digits;
    texts.push_back(shown.text(*row, column));
  }
  out += ']';
  append_strings(out, "texts", texts);
  out += '}';
}

/// Of each cell its column, its row, its strength from nothing to the largest value, its text. Rows and columns go by ids.
void append_cells(std::string& out, const Shown& shown, const std::vector<std::string>& labels, const std::vector<std::string>& across) {
  constexpr double strongest_share = 2.0 * static_cast<double>(Rate::one);  // else one of 800% leaves all others pale
  double largest = 0;
  for (const Row* row : shown.rows) largest = std::max(largest, number(cell(*row, shown.values.front())).value_or(0));
  if (shown.is_percent()) largest = std::min(largest, strongest_share);
  out += ", \"cells\": [";
  bool first = true;
  for (const Row* row : shown.rows) {
    const std::optional<double> value = number(cell(*row, shown.values.front()));
    if (!value) continue;
    const auto place = [](const std::vector<std::string>& ids, const std::string& id) { return std::ranges::find(ids, id) - ids.begin(); };
    const double strength = largest > 0 ? std::clamp(*value / largest, 0.0, 1.0) : 0;
    out += fmt::format("{}[{}, {}, {:.3f}, ", first ? "" : ", ", place(across, id_of(shown, *row, shown.across)),
                       place(labels, id_of(shown, *row, shown.label)), strength);
    append_json_string(out, shown.text(*row, shown.values.front()));
    out += ']';
    first = false;
  }
  out += ']';
}

std::string words_of(const Shown& shown) {
  std::string out = fmt::format("{{\"kind\": \"{}\", \"percent\": {}", name_of(shown.kind), shown.is_percent());
  if (shown.kind == ChartKind::heat) {
    const Names labels = names_of(shown, shown.label);
    const Names across = names_of(shown, shown.across);
    append_strings(out, "labels", labels.texts);
    append_strings(out, "across", across.texts);
    append_cells(out, shown, labels.ids, across.ids);
    return out + '}';
  }
  std::vector<std::string> labels;
  for (const Row* row : shown.rows) labels.push_back(shown.text(*row, shown.label));
  append_strings(out, "labels", labels);
  out += ", \"series\": [";
  for (const std::size_t column : shown.values) {
    if (column != shown.values.front()) out += ", ";
    append_series(out, shown, column);
  }
  return out + "]}";
}

/// What kind of chart of what.
std::string subject(const Shown& shown) {
  std::string what = shown.title(shown.values.front());
  const std::string& by = shown.title(shown.label);
  if (shown.kind == ChartKind::heat) return tr("Heat map of {} by {} and {}.", what, by, shown.title(shown.across));
  if (shown.kind == ChartKind::funnel) return tr("Funnel of {} by {}.", what, by);
  if (shown.kind == ChartKind::bullet && shown.values.size() > 1) {
    return tr("Bars of {} by {}, with a mark at the {}.", what, by, shown.title(shown.values[1]));
  }
  for (std::size_t i = 1; i < shown.values.size(); ++i) what += ", " + shown.title(shown.values[i]);
  return shown.kind == ChartKind::line ? tr("Lines of {} by {}.", what, by) : tr("Bars of {} by {}.", what, by);
}

std::string extremes(const Shown& shown) {
  const std::size_t column = shown.values.front();
  std::vector<const Row*> rows = shown.rows;
  std::erase_if(rows, [&](const Row* row) { return !number(cell(*row, column)); });
  const auto value = [&](const Row* row) { return *number(cell(*row, column)); };
  const auto [least, most] = std::ranges::minmax_element(rows, {}, value);
  const auto name = [&](const Row* row) {
    return shown.text(*row, shown.label) + (shown.kind == ChartKind::heat ? ", " + shown.text(*row, shown.across) : "");
  };
  return tr("Most: {} ({}); least: {} ({}).", name(*most), shown.text(**most, column), name(*least), shown.text(**least, column));
}

/// Of bars with a mark: how many reach it.
std::string reached(const Shown& shown) {
  std::size_t marked = 0;
  std::size_t there = 0;
  for (const Row* row : shown.rows) {
    const std::optional<double> value = number(cell(*row, shown.values[0]));
    const std::optional<double> mark = number(cell(*row, shown.values[1]));
    if (!mark) continue;
    ++marked;
    if (value && *value >= *mark) ++there;
  }
  return tr("{} of {} have reached it.", there, marked);
}

std::string sentence_of(const Shown& shown) {
  std::string text = subject(shown);
  if (shown.kind == ChartKind::bullet && shown.values.size() > 1) text += ' ' + reached(shown);
  text += ' ' + extremes(shown);
  const std::size_t drawn = shown.kind == ChartKind::heat ? names_of(shown, shown.label).ids.size() : shown.rows.size();
  if (drawn < shown.all) text += ' ' + tr("Drawn are the first {} of {}.", drawn, shown.all);
  return text;
}

}  // namespace

std::optional<std::string> chart_words(const Table& table, const Chart& chart) {
  const std::optional<Shown> shown = shown_of(table, chart);
  return shown ? std::optional(words_of(*shown)) : std::nullopt;
}

std::optional<std::string> chart_sentence(const Table& table, const Chart& chart) {
  const std::optional<Shown> shown = shown_of(table, chart);
  return shown ? std::optional(sentence_of(*shown)) : std::nullopt;
}

std::optional<Drawn> draw(const Table& table, const Chart& chart) {
  const std::optional<Shown> shown = shown_of(table, chart);
  if (!shown) return std::nullopt;
  std::string svg = run_charts_program(words_of(*shown));
  if (svg.empty()) return std::nullopt;
  return Drawn{std::move(svg), sentence_of(*shown)};
}

}  // namespace salesctl

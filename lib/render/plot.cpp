#include "render/plot.hpp"

#include <algorithm>

#include "render/formats.hpp"

namespace salesctl {
namespace {

constexpr std::size_t most_bars = 60;  // more of them nobody reads
constexpr std::size_t most_points = 400;

std::vector<const Row*> chosen_rows(const Table& table, const Chart& chart) {
  const std::size_t column = chart.where ? column_place(table, chart.where->first) : 0;
  const auto& [left_out, names] = chart.except;
  const std::size_t other = names.empty() ? 0 : column_place(table, left_out);
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
void limit_rows(Plot& plot) {
  const std::size_t most = plot.kind == ChartKind::line ? most_points : most_bars;
  if (plot.kind != ChartKind::heat) {
    plot.all = plot.rows.size();
    plot.rows.resize(std::min(plot.rows.size(), most));
    return;
  }
  std::vector<std::string> labels = names_of(plot, plot.label).ids;
  plot.all = labels.size();
  labels.resize(std::min(labels.size(), most));
  std::erase_if(plot.rows, [&](const Row* row) { return std::ranges::find(labels, id_of(plot, *row, plot.label)) == labels.end(); });
}

}  // namespace

std::string Plot::text(const Row& row, std::size_t column) const { return one_line(human(cell(row, column), table.money_decimals)); }

bool Plot::is_percent() const { return table.columns[values.front()].type == ColumnType::percent; }

std::optional<double> number(const Value& value) {
  if (const auto* const whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  if (const auto* const money = std::get_if<Money>(&value)) return static_cast<double>(money->minor);
  if (const auto* const rate = std::get_if<Rate>(&value)) return static_cast<double>(rate->billionths);
  if (const auto* const real = std::get_if<double>(&value)) return *real;
  return std::nullopt;
}

std::string id_of(const Plot& plot, const Row& row, std::size_t column) { return plain(cell(row, column), plot.table.money_decimals); }

Labels names_of(const Plot& plot, std::size_t column) {
  Labels names;
  for (const Row* row : plot.rows) {
    std::string id = id_of(plot, *row, column);
    if (std::ranges::find(names.ids, id) != names.ids.end()) continue;
    names.ids.push_back(std::move(id));
    names.texts.push_back(plot.text(*row, column));
  }
  return names;
}

std::optional<Plot> plot_of(const Table& table, const Chart& chart) {
  Plot plot{table, chart.kind, column_place(table, chart.label), column_place(table, chart.across), {}, chosen_rows(table, chart), 0};
  const std::size_t end = table.columns.size();
  if (plot.label == end || (plot.kind == ChartKind::heat && plot.across == end)) return std::nullopt;
  if (chart.where) plot.where = column_place(table, chart.where->first);
  limit_rows(plot);
  for (const std::string& key : chart.values) {
    const std::size_t column = column_place(table, key);
    const auto says = [&](const Row* row) { return number(cell(*row, column)).has_value(); };
    if (column != end && std::ranges::any_of(plot.rows, says)) plot.values.push_back(column);
    if (plot.values.empty()) break;  // the first is what the chart is of
  }
  if (plot.values.empty()) return std::nullopt;
  if (plot.kind == ChartKind::heat ? names_of(plot, plot.across).ids.size() < 2 : plot.rows.size() < 2) return std::nullopt;
  return plot;
}

}  // namespace salesctl

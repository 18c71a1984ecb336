#include "render/bars.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "render/formats.hpp"
#include "render/plot.hpp"

namespace salesctl {
namespace {

constexpr std::array<const char*, 8> eighths{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};

bool is_of_bars(const Chart& chart) { return chart.kind == ChartKind::bar || chart.kind == ChartKind::bullet || chart.kind == ChartKind::funnel; }

double value_of(const Row& row, std::size_t column) { return std::max(0.0, number(cell(row, column)).value_or(0)); }

/// `part` and `target` in columns.
std::string bar(double part, std::optional<double> target) {
  const auto units = static_cast<std::size_t>(std::lround(part * 8));
  const std::size_t whole = units / 8;
  const std::size_t mark = target ? static_cast<std::size_t>(std::lround(*target)) : 0;
  std::string text;
  for (std::size_t i = 0; i < std::max(whole + 1, target ? mark + 1 : 0); ++i) {
    if (target && i == mark) text += "│";
    else if (i < whole) text += "█";
    else if (i == whole) text += units % 8 == 0 ? " " : eighths.at(units % 8);
    else text += ' ';
  }
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

}  // namespace

std::vector<std::string> bars_of(const Table& table, std::size_t width) {
  const auto chart = std::ranges::find_if(table.charts, is_of_bars);
  if (chart == table.charts.end() || width == 0) return {};
  const std::optional<Plot> plot = plot_of(table, *chart);
  if (!plot) return {};
  const bool marked = chart->kind == ChartKind::bullet && plot->values.size() > 1;
  double largest = 0;
  for (const Row* row : plot->rows) {
    largest = std::max({largest, value_of(*row, plot->values[0]), marked ? value_of(*row, plot->values[1]) : 0});
  }
  if (largest <= 0) return {};
  std::vector<std::string> bars(table.rows.size());
  const double scale = static_cast<double>(width - 1) / largest;
  for (const Row* row : plot->rows) {
    const bool has_mark = marked && number(cell(*row, plot->values[1])).has_value();
    bars[static_cast<std::size_t>(row - table.rows.data())] =
        bar(value_of(*row, plot->values[0]) * scale, has_mark ? std::optional(value_of(*row, plot->values[1]) * scale) : std::nullopt);
  }
  return bars;
}

}  // namespace salesctl

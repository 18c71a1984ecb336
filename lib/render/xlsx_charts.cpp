#include "render/xlsx_charts.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "render/chart.hpp"
#include "render/plot.hpp"
#include "render/xlsx_text.hpp"

namespace salesctl {
namespace {

constexpr std::size_t row_pixels = 20;   // Excel's
constexpr std::size_t chart_pixels = 288;
constexpr std::size_t bar_pixels = 22;
constexpr double wide = 1.3;             // of the library's 480 pixels

/// "='Sheet 1'!$B$2:$B$9"; "=(…,…)" where the rows do not follow each other.
std::string cells(const Plot& plot, std::size_t column, const std::string& sheet) {
  const std::string name = column_name(column);
  std::string runs;
  std::size_t count = 0;
  for (std::size_t i = 0; i < plot.rows.size();) {
    std::size_t end = i + 1;
    while (end < plot.rows.size() && plot.rows[end] == plot.rows[end - 1] + 1) ++end;
    const auto line = [&](const Row* row) { return row - plot.table.rows.data() + 2; };  // below the head, from 1
    runs += fmt::format("{}{}!${}${}", count++ == 0 ? "" : ",", sheet, name, line(plot.rows[i]));
    if (end > i + 1) runs += fmt::format(":${}${}", name, line(plot.rows[end - 1]));
    i = end;
  }
  // Of a name with an apostrophe the library finds no sheet, and says so on stderr; in parentheses it does not look.
  const bool plain = count == 1 && sheet.find("''") == std::string::npos;
  return plain ? "=" + runs : fmt::format("=({})", runs);
}

/// As formulas name it.
std::string quoted(std::string_view sheet) {
  std::string name = "'";
  for (const char c : sheet) name += c == '\'' ? std::string("''") : std::string(1, c);
  return name + "'";
}

lxw_chart* draw(lxw_workbook* book, const Plot& plot, const std::string& sheet_name, const std::string& title) {
  const XlsxWriter& api = xlsxwriter();
  const bool line = plot.kind == ChartKind::line;
  lxw_chart* chart = succeed(api.workbook_add_chart(book, line ? LXW_CHART_LINE : LXW_CHART_BAR));
  const std::string sheet = quoted(sheet_name);
  for (const std::size_t column : plot.values) {
    lxw_chart_series* series = succeed(api.chart_add_series(chart, cells(plot, plot.label, sheet).c_str(), cells(plot, column, sheet).c_str()));
    api.chart_series_set_name_range(series, sheet_name.c_str(), 0, static_cast<lxw_col_t>(column));
  }
  api.chart_title_set_name(chart, title.c_str());
  // Of bars, which lie, the library calls the axis of the labels y: turned, the first row is at the top.
  if (!line) api.chart_axis_set_reverse(chart->y_axis);
  if (plot.values.size() == 1) api.chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
  if (plot.is_percent()) api.chart_axis_set_num_format(line ? chart->y_axis : chart->x_axis, "0%");
  return chart;
}

}  // namespace

void add_charts(lxw_workbook* book, lxw_worksheet* sheet, const std::string& sheet_name, const Table& table) {
  std::size_t row = 1;
  for (const Chart& chart : table.charts) {
    const std::optional<Plot> plot = plot_of(table, chart);
    if (!plot || plot->kind == ChartKind::heat) continue;
    const std::size_t bars = plot->kind == ChartKind::line ? 0 : plot->rows.size() * plot->values.size() * bar_pixels;
    const std::size_t height = std::max(chart_pixels, bars + chart_pixels / 3);
    std::string sentence = *chart_sentence(table, chart);
    lxw_chart_options options{};
    options.x_scale = wide;
    options.y_scale = static_cast<double>(height) / static_cast<double>(chart_pixels);
    options.description = sentence.data();
    std::string title = sentence.substr(0, sentence.find(". "));
    if (plot->rows.size() < plot->all) title += fmt::format(" ({} / {})", plot->rows.size(), plot->all);
    lxw_chart* drawn = draw(book, *plot, sheet_name, title);
    succeed(xlsxwriter().worksheet_insert_chart_opt(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(table.columns.size() + 1), drawn, &options));
    row += height / row_pixels + 2;
  }
}

}  // namespace salesctl

// What a chart shows, said twice: as JSON to the program that draws, and in a sentence to who cannot see the drawing.
#include "render/chart.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/message.hpp"
#include "render/chart_engine.hpp"
#include "render/formats.hpp"
#include "render/plot.hpp"

namespace salesctl {
namespace {

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

void append_series(std::string& out, const Plot& plot, std::size_t column) {
  out += "{\"name\": ";
  append_json_string(out, one_line(plot.title(column)));
  out += ", \"values\": [";
  std::vector<std::string> texts;
  for (const Row* row : plot.rows) {
    if (row != plot.rows.front()) out += ", ";
    const Value& value = cell(*row, column);
    const std::string digits = number(value) ? plain(value, plot.table.money_decimals) : "";
    out += digits.empty() ? "null" : digits;
    texts.push_back(plot.text(*row, column));
  }
  out += ']';
  append_strings(out, "texts", texts);
  out += '}';
}

/// Of each cell its column, its row, its strength from nothing to the largest value, its text. Rows and columns go by ids.
void append_cells(std::string& out, const Plot& plot, const std::vector<std::string>& labels, const std::vector<std::string>& across) {
  constexpr double strongest_share = 2.0 * static_cast<double>(Rate::one);  // else one of 800% leaves all others pale
  double largest = 0;
  for (const Row* row : plot.rows) largest = std::max(largest, number(cell(*row, plot.values.front())).value_or(0));
  if (plot.is_percent()) largest = std::min(largest, strongest_share);
  out += ", \"cells\": [";
  bool first = true;
  for (const Row* row : plot.rows) {
    const std::optional<double> value = number(cell(*row, plot.values.front()));
    if (!value) continue;
    const auto place = [](const std::vector<std::string>& ids, const std::string& id) { return std::ranges::find(ids, id) - ids.begin(); };
    const double strength = largest > 0 ? std::clamp(*value / largest, 0.0, 1.0) : 0;
    out += fmt::format("{}[{}, {}, {:.3f}, ", first ? "" : ", ", place(across, id_of(plot, *row, plot.across)),
                       place(labels, id_of(plot, *row, plot.label)), strength);
    append_json_string(out, plot.text(*row, plot.values.front()));
    out += ']';
    first = false;
  }
  out += ']';
}

std::string words_of(const Plot& plot) {
  std::string out = fmt::format("{{\"kind\": \"{}\", \"percent\": {}", name_of(plot.kind), plot.is_percent());
  if (plot.kind == ChartKind::heat) {
    const Labels labels = names_of(plot, plot.label);
    const Labels across = names_of(plot, plot.across);
    append_strings(out, "labels", labels.texts);
    append_strings(out, "across", across.texts);
    append_cells(out, plot, labels.ids, across.ids);
    return out + '}';
  }
  std::vector<std::string> labels;
  for (const Row* row : plot.rows) labels.push_back(plot.text(*row, plot.label));
  append_strings(out, "labels", labels);
  out += ", \"series\": [";
  for (const std::size_t column : plot.values) {
    if (column != plot.values.front()) out += ", ";
    append_series(out, plot, column);
  }
  return out + "]}";
}

/// What kind of chart of what.
std::string subject(const Plot& plot) {
  std::string what = plot.title(plot.values.front());
  std::string by = plot.title(plot.label);
  if (plot.where) by += " (" + plot.text(*plot.rows.front(), *plot.where) + ")";
  if (plot.kind == ChartKind::heat) return tr("Heat map of {} by {} and {}.", what, by, plot.title(plot.across));
  if (plot.kind == ChartKind::funnel) return tr("Funnel of {} by {}.", what, by);
  if (plot.kind == ChartKind::bullet && plot.values.size() > 1) {
    return tr("Bars of {} by {}, with a mark at the {}.", what, by, plot.title(plot.values[1]));
  }
  for (std::size_t i = 1; i < plot.values.size(); ++i) what += ", " + plot.title(plot.values[i]);
  return plot.kind == ChartKind::line ? tr("Lines of {} by {}.", what, by) : tr("Bars of {} by {}.", what, by);
}

std::string extremes(const Plot& plot) {
  const std::size_t column = plot.values.front();
  std::vector<const Row*> rows = plot.rows;
  std::erase_if(rows, [&](const Row* row) { return !number(cell(*row, column)); });
  const auto value = [&](const Row* row) { return *number(cell(*row, column)); };
  const auto [least, most] = std::ranges::minmax_element(rows, {}, value);
  const auto name = [&](const Row* row) {
    return plot.text(*row, plot.label) + (plot.kind == ChartKind::heat ? ", " + plot.text(*row, plot.across) : "");
  };
  return tr("Most: {} ({}); least: {} ({}).", name(*most), plot.text(**most, column), name(*least), plot.text(**least, column));
}

/// Of bars with a mark: how many reach it.
std::string reached(const Plot& plot) {
  std::size_t marked = 0;
  std::size_t there = 0;
  for (const Row* row : plot.rows) {
    const std::optional<double> value = number(cell(*row, plot.values[0]));
    const std::optional<double> mark = number(cell(*row, plot.values[1]));
    if (!mark) continue;
    ++marked;
    if (value && *value >= *mark) ++there;
  }
  return tr("{} of {} have reached it.", there, marked);
}

std::string sentence_of(const Plot& plot) {
  std::string text = subject(plot);
  if (plot.kind == ChartKind::bullet && plot.values.size() > 1) text += ' ' + reached(plot);
  text += ' ' + extremes(plot);
  const std::size_t drawn = plot.kind == ChartKind::heat ? names_of(plot, plot.label).ids.size() : plot.rows.size();
  if (drawn < plot.all) text += ' ' + tr("Drawn are the first {} of {}.", drawn, plot.all);
  return text;
}

}  // namespace

std::optional<std::string> chart_words(const Table& table, const Chart& chart) {
  const std::optional<Plot> plot = plot_of(table, chart);
  return plot ? std::optional(words_of(*plot)) : std::nullopt;
}

std::optional<std::string> chart_sentence(const Table& table, const Chart& chart) {
  const std::optional<Plot> plot = plot_of(table, chart);
  return plot ? std::optional(sentence_of(*plot)) : std::nullopt;
}

std::optional<Drawn> draw(const Table& table, const Chart& chart) {
  const std::optional<Plot> plot = plot_of(table, chart);
  if (!plot) return std::nullopt;
  std::string svg = run_charts_program(words_of(*plot));
  if (svg.empty()) return std::nullopt;
  return Drawn{std::move(svg), sentence_of(*plot)};
}

}  // namespace salesctl

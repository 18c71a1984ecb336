// One HTML file that needs no other: a section per table with its heading, charts, the table and its notes; at the foot where the
// numbers come from. It is well-formed XML too. Whatever stands in the data reaches it through append_html only, and the
// page's own policy lets no script run and nothing be loaded.
#include <algorithm>

#include <fmt/format.h>

#include "base/language.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "render/chart.hpp"
#include "render/embedded.hpp"
#include "render/formats.hpp"
#include "render/html_text.hpp"

namespace salesctl {
namespace {

constexpr std::size_t long_text = 32;         // columns; a text beyond that wraps
constexpr std::size_t widest_upright = 105;   // of a table that is printed upright, in columns of text
constexpr std::size_t rows_measured = 200;    // more of them tell nothing new of a table's width

/// Shares get a bar where one can be drawn: nothing of the column is below zero.
std::vector<bool> columns_with_bars(const Table& table) {
  std::vector<bool> bars;
  for (const Column& column : table.columns) bars.push_back(column.type == ColumnType::percent);
  for (const Row& row : table.rows) {
    for (std::size_t i = 0; i < bars.size(); ++i) {
      const Rate* const rate = std::get_if<Rate>(&cell(row, i));
      if (rate != nullptr && rate->billionths < 0) bars[i] = false;
    }
  }
  return bars;
}

/// How a cell looks: a number, a day, a light or a long text, and how much of its bar is filled.
void append_look(std::string& out, ColumnType type, const Value& value, std::string_view text, bool bar) {
  const Rate* const rate = std::get_if<Rate>(&value);
  if (bar && rate != nullptr) {
    const std::int64_t tenths = std::clamp<std::int64_t>(rate->billionths / (Rate::one / 1000), 0, 1000);
    out += fmt::format(" class=\"num share\" style=\"--part:{}.{}%\"", tenths / 10, tenths % 10);
  } else if (is_number(type)) {
    out += " class=\"num\"";
  } else if (std::holds_alternative<Date>(value)) {
    out += " class=\"date\"";
  } else if (type == ColumnType::light && !text.empty()) {
    out += " class=\"light ";
    append_html(out, plain(value, 0));
    out += '"';
  } else if (text.size() > long_text && display_width(text) > long_text) {
    out += " class=\"long\"";
  }
}

void append_head(std::string& out, const Table& table) {
  out += "<thead><tr>";
  for (const Column& column : table.columns) {
    out += is_number(column.type) ? "<th scope=\"col\" class=\"num\">" : "<th scope=\"col\">";
    append_html(out, column.title);
    out += "</th>";
  }
  out += "</tr></thead>\n";
}

void append_row(std::string& out, const Table& table, const Row& row, std::size_t label, const std::vector<bool>& bars) {
  out += row.total ? "<tr class=\"sum\">" : "<tr>";
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const Value& value = cell(row, i);
    const std::string text = human(value, table.money_decimals);
    out += i == label ? "<th scope=\"row\"" : "<td";
    append_look(out, table.columns[i].type, value, text, bars[i]);
    if (i == label && row.indent > 0) out += fmt::format(" style=\"--depth:{}\"", row.indent);
    out += '>';
    append_html_lines(out, text);
    out += i == label ? "</th>" : "</td>";
  }
  out += "</tr>\n";
}

/// The rows from `first` to before `end`, below the head.
void append_rows(std::string& out, const Table& table, std::size_t first, std::size_t end, const std::string& named_by) {
  const std::size_t label = label_column(table);
  const std::vector<bool> bars = columns_with_bars(table);
  out += "<div class=\"scroll\" tabindex=\"0\"" + (named_by.empty() ? "" : " role=\"region\"" + named_by) + ">\n<table>\n";
  if (!table.title.empty()) {
    out += "<caption>";
    append_html(out, table.title);
    out += "</caption>\n";
  }
  append_head(out, table);
  out += "<tbody>\n";
  for (std::size_t i = first; i < end; ++i) append_row(out, table, table.rows[i], label, bars);
  out += "</tbody>\n</table>\n</div>\n";
}

/// Rows that pages leave out are folded away, and open without a script.
void append_table(std::string& out, const Table& table, const std::string& named_by) {
  const std::size_t all = table.rows.size();
  const std::size_t shown = rows_on_page(table);
  append_rows(out, table, 0, shown, named_by);
  if (shown == all) return;
  out += "<details>\n<summary>";
  append_html(out, tr("{} more", all - shown));
  out += "</summary>\n";
  append_rows(out, table, shown, all, named_by);
  out += "</details>\n";
}

void append_note(std::string& out, std::string_view note) {
  out += "<p class=\"note\">";
  append_html(out, note);
  out += "</p>\n";
}

/// Of the rows that stand on the page, which are a copy only where others do not.
void append_charts(std::string& out, const Table& all, std::size_t number) {
  if (all.charts.empty()) return;
  const bool whole = rows_on_page(all) == all.rows.size();
  const Table first = whole ? Table() : shortened(all).table;
  const Table& table = whole ? all : first;
  for (std::size_t i = 0; i < table.charts.size(); ++i) {
    const std::optional<Drawn> drawn = draw(table, table.charts[i]);
    if (!drawn) continue;
    const std::string id = fmt::format("chart-{}-{}", number, i + 1);
    out += "<figure>\n<div class=\"drawing\" role=\"img\" aria-labelledby=\"" + id + "\">" + drawn->svg + "</div>\n";
    out += "<figcaption id=\"" + id + "\">";
    append_html(out, drawn->sentence);
    if (!whole) append_html(out, ' ' + tr("Drawn are the first {} of {}.", table.rows.size(), all.rows.size()));
    out += "</figcaption>\n</figure>\n";
  }
}

/// `shown` is the table as it is laid out for people.
void append_section(std::string& out, const Table& table, const Table& shown, std::size_t number) {
  const std::string_view heading = number == 1 ? "h1" : "h2";
  const std::string named_by = table.title.empty() ? "" : fmt::format(" aria-labelledby=\"table-{}\"", number);
  out += "<section" + named_by + ">\n";
  if (!table.title.empty()) {
    out += fmt::format("<{} id=\"table-{}\">", heading, number);
    append_html(out, table.title);
    out += fmt::format("</{}>\n", heading);
  }
  append_charts(out, table, number);
  if (!shown.columns.empty()) append_table(out, shown, named_by);
  if (shown.rows.empty() && !shown.columns.empty()) append_note(out, tr("(no rows)"));
  for (const std::string& note : shown.notes) append_note(out, note);
  out += "</section>\n";
}

/// Whether a table is better printed on paper laid across.
bool is_wide(const Table& table) {
  std::size_t sum = 0;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    std::size_t width = display_width(table.columns[i].title);
    for (std::size_t r = 0; r < std::min(rows_measured, table.rows.size()); ++r) {
      width = std::max(width, display_width(human(cell(table.rows[r], i), table.money_decimals)));
    }
    sum += std::min(width, long_text) + 2;
  }
  return sum > widest_upright;
}

void append_foot(std::string& out, const std::string& provenance) {
  if (provenance.empty()) return;
  out += "<footer><p>";
  append_html(out, provenance);
  out += "</p></footer>\n";
}

}  // namespace

std::string html_page(const std::vector<Table>& tables, const RenderOptions& options) {
  std::vector<Table> shown;
  for (const Table& table : tables) shown.push_back(pivoted(table));
  std::string out = "<!DOCTYPE html>\n<html lang=\"" + language_tag() +
                    "\">\n<head>\n<meta charset=\"utf-8\" />\n"
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n"
                    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\" />\n"
                    "<title>";
  append_html(out, shown.empty() || shown.front().title.empty() ? "salesctl" : shown.front().title);
  out += "</title>\n<style>\n";
  out += embedded::html_style;
  out += std::ranges::any_of(shown, is_wide) ? "</style>\n</head>\n<body class=\"wide\">\n<main>\n" : "</style>\n</head>\n<body>\n<main>\n";
  for (std::size_t i = 0; i < shown.size(); ++i) append_section(out, tables[i], shown[i], i + 1);
  out += "</main>\n";
  append_foot(out, provenance_line(options));
  return out + "</body>\n</html>\n";
}

}  // namespace salesctl

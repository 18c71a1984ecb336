// The table for people: title, head, a line, rows, notes. Sums are bold, or parted from other rows by a line. On a terminal
// with room to the right a chart of bars stands there, and lights have their colour.
#include <algorithm>

#include <fmt/format.h>

#include "base/message.hpp"
#include "base/text.hpp"
#include "render/aligned.hpp"
#include "render/bars.hpp"
#include "render/formats.hpp"

namespace salesctl {
namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t shortest_bar = 8;
constexpr std::size_t longest_bar = 40;
constexpr std::size_t narrowest = 4;  // of a text column that is cut: three characters and …

using Texts = std::vector<std::vector<std::string>>;

Texts texts_of(const Table& table) {
  const std::size_t label = label_column(table);
  Texts rows;
  rows.reserve(table.rows.size());
  for (const Row& row : table.rows) {
    std::vector<std::string>& texts = rows.emplace_back();
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      texts.push_back(one_line(human(cell(row, i), table.money_decimals)));
      if (i == label && row.indent > 0) texts.back().insert(0, static_cast<std::size_t>(row.indent) * 2, ' ');
    }
  }
  return rows;
}

/// Blanks after numbers with fewer decimals than others of the column, so that the points stand below one another.
void line_up_points(const Table& table, Texts& rows) {
  const auto decimals = [](const std::string& text) { return text.size() - std::min(text.find('.'), text.size()); };  // with the point
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].type != ColumnType::number) continue;
    std::size_t most = 0;
    for (const auto& row : rows) most = std::max(most, decimals(row[i]));
    for (auto& row : rows) {
      if (!row[i].empty()) row[i].append(most - decimals(row[i]), ' ');
    }
  }
}

std::vector<std::size_t> widths_of(const std::vector<AlignedColumn>& columns, const Texts& rows) {
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    std::size_t width = display_width(columns[i].title);
    for (const auto& row : rows) width = std::max(width, display_width(row[i]));
    widths.push_back(width);
  }
  return widths;
}

/// The table's width when no text column is wider than `cap`.
std::size_t capped_width(const Table& table, const std::vector<std::size_t>& widths, std::size_t cap) {
  std::size_t sum = widths.empty() ? 0 : gap * (widths.size() - 1);
  for (std::size_t i = 0; i < widths.size(); ++i) {
    sum += table.columns[i].type == ColumnType::text ? std::min(widths[i], cap) : widths[i];
  }
  return sum;
}

/// The widest that text columns may be, all alike, for the table to fit; `narrowest` when it cannot.
std::size_t widest_cap(const Table& table, const std::vector<std::size_t>& widths, std::size_t limit) {
  std::size_t fits = narrowest;
  std::size_t too_wide = std::max(narrowest, widths.empty() ? 0 : std::ranges::max(widths)) + 1;
  while (fits + 1 < too_wide) {
    const std::size_t middle = fits + (too_wide - fits) / 2;
    (capped_width(table, widths, middle) <= limit ? fits : too_wide) = middle;
  }
  return fits;
}

void cut_to(std::size_t limit, const Table& table, std::vector<AlignedColumn>& columns, Texts& rows,
            std::vector<std::size_t>& widths) {
  const std::size_t cap = widest_cap(table, widths, limit);
  for (std::size_t i = 0; i < widths.size(); ++i) {
    if (table.columns[i].type != ColumnType::text || widths[i] <= cap) continue;
    columns[i].title = fit(columns[i].title, cap);
    for (auto& row : rows) row[i] = fit(row[i], cap);
    widths[i] = cap;
  }
}

std::string emphasised(const std::string& line, bool bold) { return bold ? "\x1b[1m" + line + "\x1b[0m" : line; }

const char* color_of(std::string_view light) {
  if (light == "green") return "\x1b[32m";
  if (light == "yellow") return "\x1b[33m";
  return light == "red" ? "\x1b[31m" : nullptr;
}

/// A line of the table with its lights in their colours. `texts`: of its cells, as they stand in the line.
void color_lights(std::string& line, const Table& table, const Row& row, const std::vector<std::string>& texts, const std::vector<std::size_t>& widths) {
  std::size_t at = line.size();
  std::size_t end = 0;  // of the cell, in bytes: each is as wide as its column
  std::vector<std::size_t> begins;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    begins.push_back(end);
    end += texts[i].size() + widths[i] - display_width(texts[i]) + gap;
  }
  for (std::size_t i = texts.size(); i-- > 0;) {  // from the right, so that places before stay
    const char* const color = table.columns[i].type == ColumnType::light ? color_of(plain(cell(row, i), 0)) : nullptr;
    if (color == nullptr || begins[i] + texts[i].size() > at) continue;
    line.insert(begins[i] + texts[i].size(), "\x1b[39m");
    line.insert(begins[i], color);
    at = begins[i];
  }
}

/// Bars to the right of the lines, where there is room.
void add_bars(std::vector<std::string>& lines, const Table& table, std::size_t table_width, std::size_t limit) {
  if (limit < table_width + gap + shortest_bar) return;
  const std::vector<std::string> bars = bars_of(table, std::min(longest_bar, limit - table_width - gap));
  for (std::size_t i = 0; i < bars.size(); ++i) {
    if (bars[i].empty()) continue;
    lines[i + 1].append(table_width - display_width(lines[i + 1]) + gap, ' ');
    lines[i + 1] += bars[i];
  }
}

}  // namespace

std::string text_table(const Table& table, const RenderOptions& options) {
  const auto [shown, left_out] = shortened(pivoted(table));
  std::vector<AlignedColumn> columns;
  for (const Column& column : shown.columns) columns.push_back({one_line(column.title), is_number(column.type)});
  Texts rows = texts_of(shown);
  line_up_points(shown, rows);
  std::vector<std::size_t> widths = widths_of(columns, rows);
  const bool limited = options.width > 0 && capped_width(shown, widths, SIZE_MAX) > options.width;
  if (limited) cut_to(options.width, shown, columns, rows, widths);
  std::vector<std::string> lines = aligned(columns, rows);
  const std::size_t width = capped_width(shown, widths, SIZE_MAX);
  const std::string rule = std::string(width, '-') + '\n';
  add_bars(lines, shown, width, options.width);
  for (std::size_t i = 0; options.color && i < rows.size(); ++i) color_lights(lines[i + 1], shown, shown.rows[i], rows[i], widths);

  std::string out;
  if (!shown.title.empty()) out += emphasised(one_line(shown.title), options.color) + '\n';
  if (!columns.empty()) out += emphasised(lines.front(), options.color) + '\n' + rule;
  for (std::size_t i = 0; i < shown.rows.size(); ++i) {
    const bool total = shown.rows[i].total;
    if (i > 0 && total != shown.rows[i - 1].total && !options.color) out += rule;
    out += emphasised(lines[i + 1], options.color && total) + '\n';
  }
  if (shown.rows.empty() && !shown.columns.empty()) out += std::string(tr("(no rows)")) + '\n';
  if (left_out > 0) out += one_line(rest_note(shown, left_out)) + '\n';
  for (const std::string& note : shown.notes) out += one_line(note) + '\n';
  return out;
}

}  // namespace salesctl

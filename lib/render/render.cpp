#include "render/render.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "render/formats.hpp"

namespace salesctl {
namespace {

constexpr std::array<std::pair<std::string_view, Format>, 8> formats{{{"table", Format::table},
                                                                      {"csv", Format::csv},
                                                                      {"json", Format::json},
                                                                      {"jsonl", Format::jsonl},
                                                                      {"md", Format::md},
                                                                      {"html", Format::html},
                                                                      {"xlsx", Format::xlsx},
                                                                      {"ics", Format::ics}}};

template <typename One>
std::string parted(const std::vector<Table>& tables, std::string_view between, One one) {
  std::string text;
  for (const Table& table : tables) {
    if (&table != &tables.front()) text += between;
    text += one(table);
  }
  return text;
}

}  // namespace

Format parse_format(std::string_view text) {
  std::vector<std::string_view> names;
  for (const auto& [name, format] : formats) {
    if (name == text) return format;
    names.push_back(name);
  }
  throw UsageError(tr("there is no format \"{}\"{}", printable(text), did_you_mean(text, names)),
                   tr("formats: table, csv, json, jsonl, md, html, xlsx, and ics for calendars"));
}

bool is_page(Format format) { return format == Format::table || format == Format::md || format == Format::html; }

std::string render(const std::vector<Table>& tables, Format format, const RenderOptions& options) {
  switch (format) {
    case Format::table:
      return parted(tables, "\n", [&](const Table& t) { return text_table(t, options); });
    case Format::md:
      return markdown_page(tables, options);
    case Format::jsonl:
      return parted(tables, "", json_lines);
    case Format::json:
      return json_document(tables);
    case Format::html:
      return html_page(tables, options);
    case Format::xlsx:
      return xlsx_workbook(tables, options);
    case Format::ics:
      return calendar_file(tables);
    case Format::csv:
      break;
  }
  if (tables.size() > 1) {
    throw UsageError(tr("CSV holds one table, and this is {} tables", tables.size()),
                     tr("choose another format: table, json, jsonl, md, html or xlsx"));
  }
  return parted(tables, "", [&](const Table& t) { return csv_table(t, options); });
}

std::size_t rows_on_page(const Table& table) { return table.page_rows == 0 ? table.rows.size() : std::min(table.rows.size(), table.page_rows); }

Short shortened(Table table) {
  const std::size_t shown = rows_on_page(table);
  const std::size_t left_out = table.rows.size() - shown;
  table.rows.resize(shown);
  return {std::move(table), left_out};
}

std::string rest_note(const Table& table, std::size_t left_out) { return table.rest.empty() ? tr("{} more", left_out) : tr("{} more: {}", left_out, table.rest); }

const Value& cell(const Row& row, std::size_t column) {
  static const Value nothing;
  return column < row.cells.size() ? row.cells[column] : nothing;
}

bool is_number(ColumnType type) { return type != ColumnType::text && type != ColumnType::date && type != ColumnType::light; }

std::size_t label_column(const Table& table) {
  if (!table.rows.empty()) {
    const std::vector<Value>& cells = table.rows.front().cells;
    const auto named = std::ranges::find_if(cells, [](const Value& v) { return std::holds_alternative<Named>(v); });
    if (named != cells.end()) return static_cast<std::size_t>(named - cells.begin());
  }
  const auto text = std::ranges::find(table.columns, ColumnType::text, &Column::type);
  return static_cast<std::size_t>(text - table.columns.begin());
}

std::string one_line(std::string_view text) {
  std::string line;
  bool gap = false;
  for (const char c : text) {
    const bool blank = c == '\n' || c == '\r' || c == '\t';
    if (blank && !gap) line += ' ';
    if (!blank) line += c;
    gap = blank;
  }
  // A byte made visible takes a few columns; nothing is to be cut here.
  return printable(line, line.size() * 8 + 8);
}

std::string provenance_line(const RenderOptions& options) {
  std::string line;
  for (const std::string& part : options.provenance) line += (line.empty() ? "" : " · ") + one_line(part);
  return line;
}

std::size_t character_length(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  return is_valid_utf8(text.substr(at, length)) ? length : 0;
}

std::vector<std::string> distinct(std::vector<std::string> names) {
  std::set<std::string> taken;
  for (std::string& name : names) {
    const std::string wanted = name;
    for (int n = 2; !taken.insert(name).second; ++n) name = fmt::format("{} ({})", wanted, n);
  }
  return names;
}

}  // namespace salesctl

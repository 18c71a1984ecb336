// Tables -> text. Each format shows the same values: table, CSV, JSON, JSON Lines, Markdown, HTML, Excel, iCalendar.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/table.hpp"

namespace salesctl {

enum class Format { table, csv, json, jsonl, md, html, xlsx, ics };

/// Throws UsageError listing the formats.
Format parse_format(std::string_view text);

/// A page that people read from top to bottom: table, md, html. Excel is for people too, who look things up in it.
bool is_page(Format format);

struct RenderOptions {
  bool continued = false;  // csv: more rows of a table whose head was written before
  bool color = false;     // bold totals and headings, lights in their colours, on a terminal
  std::size_t width = 0;  // of the terminal; 0: no limit. Text is cut with …, numbers never; with room for it, bars
  bool raw = false;       // CSV: leave cells that begin with = + - @ tab CR as they are
  bool bom = false;       // CSV: begin with a byte order mark, by which Excel knows UTF-8
  std::vector<std::string> provenance = {};  // md, html, xlsx: where the numbers come from, at the foot of the page, of sheets when printed
};

/// table and md: title, the table (pivoted where it says so), notes; tables parted by an empty line.
/// csv: one table only (throws UsageError for several); jsonl: an object a row; json: an array of rows, or, for
/// several tables, an object of arrays keyed by name. Money is a JSON number with all its decimals, nothing is null.
/// html: one file that needs no other, the tables as in table, with bars below shares; the same tables give the same bytes.
/// xlsx: the bytes of a workbook, a sheet per table, pivoted as in table; the same tables give the same bytes.
/// ics: the tables as one calendar (iCalendar, RFC 5545); throws UsageError for a table without an agenda.
std::string render(const std::vector<Table>& tables, Format format, const RenderOptions& options = {});

/// A value as table text and as machine text.
std::string human(const Value& value, int money_decimals);
std::string plain(const Value& value, int money_decimals);

/// The table laid out for people as its Pivot says; the table itself when it has none. Long rows make one wide row when
/// label, indent and their other text columns agree; date columns go with `across`.
Table pivoted(const Table& table);

}  // namespace salesctl

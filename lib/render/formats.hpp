// The formats, one file each, and what they share. Only render.cpp and the formats themselves include this.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/table.hpp"
#include "render/render.hpp"

namespace salesctl {

std::string text_table(const Table& table, const RenderOptions& options);
std::string csv_table(const Table& table, const RenderOptions& options);
std::string json_lines(const Table& table);
std::string json_document(const std::vector<Table>& tables);
std::string markdown_page(const std::vector<Table>& tables, const RenderOptions& options);
std::string html_page(const std::vector<Table>& tables, const RenderOptions& options);
/// The bytes of a workbook, a sheet per table. Throws DataError: more rows or columns than Excel takes.
std::string xlsx_workbook(const std::vector<Table>& tables, const RenderOptions& options);

std::string calendar_file(const std::vector<Table>& tables);

/// How many of its rows stand on a page.
std::size_t rows_on_page(const Table& table);

/// A table without the rows that pages leave out, and how many there are.
struct Short {
  Table table;
  std::size_t left_out = 0;
};
Short shortened(Table table);
/// "12 more: salesctl report ..."
std::string rest_note(const Table& table, std::size_t left_out);

/// A cell of the row; nothing where the row is shorter than the head.
const Value& cell(const Row& row, std::size_t column);

/// Numbers stand right, and are never cut.
bool is_number(ColumnType type);

/// The column that carries the row's indent: the first with names for people, else the first of type text. As many as
/// there are columns when none is.
std::size_t label_column(const Table& table);

/// Text for people on one line: line ends and tabs become a space, other control characters and bytes that are not
/// UTF-8 become visible, so that data cannot break the layout or speak to the terminal.
std::string one_line(std::string_view text);

/// The parts on one line, with a dot between them.
std::string provenance_line(const RenderOptions& options);

/// Adds the text as a string of JSON, between quotes; bytes that are not UTF-8 become U+FFFD.
void append_json_string(std::string& out, std::string_view text);

/// How many bytes the character beginning at `at` has; 0 where the bytes are not UTF-8.
std::size_t character_length(std::string_view text, std::size_t at);

/// The names with a second "x" made "x (2)", for the keys of a JSON object.
std::vector<std::string> distinct(std::vector<std::string> names);

}  // namespace salesctl

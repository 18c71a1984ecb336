// CSV as in RFC 4180, with LF at line ends. Text that a spreadsheet would take for a formula gets an apostrophe in
// front unless raw is asked for; numbers below zero stay numbers.
#include "base/formula.hpp"
#include "render/formats.hpp"

namespace salesctl {
namespace {

void append_field(std::string& out, std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace

std::string csv_table(const Table& table, const RenderOptions& options) {
  std::string out = options.bom && !options.continued ? "\xef\xbb\xbf" : "";
  const std::size_t columns = table.columns.size();
  for (std::size_t i = 0; i < columns && !options.continued; ++i) {
    append_field(out, table.columns[i].key);
    out += i + 1 < columns ? ',' : '\n';
  }
  for (const Row& row : table.rows) {
    for (std::size_t i = 0; i < columns; ++i) {
      const Value& value = cell(row, i);
      std::string text = plain(value, table.money_decimals);
      const bool from_data = std::holds_alternative<std::string>(value) || std::holds_alternative<Named>(value);
      if (from_data && !options.raw && needs_guard(text)) text.insert(0, 1, '\'');
      if (i > 0) out += ',';
      // Readers skip an empty line, so the only field of a row is quoted when it is empty.
      if (text.empty() && columns == 1) out += "\"\"";
      append_field(out, text);
    }
    if (columns > 0) out += '\n';
  }
  return out;
}

}  // namespace salesctl

// Markdown as GitHub reads it. Text from data stays text: it becomes no HTML, no emphasis, no link and no new cell.
#include "base/message.hpp"
#include "render/formats.hpp"

namespace salesctl {
namespace {

bool is_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || byte >= 0x80;
}

/// A line as it reads; an underscore inside a word (rep_id) is no markup and stays as it is.
std::string escaped_line(std::string_view text) {
  const std::string line = one_line(text);
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool inside = i > 0 && i + 1 < line.size() && is_word(line[i - 1]) && is_word(line[i + 1]);
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (std::string_view("\\`*[]~|").find(c) != std::string_view::npos || (c == '_' && !inside))
      (out += '\\') += c;
    else
      out += c;
  }
  return out;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    out += escaped_line(text.substr(0, end > 0 && text[end - 1] == '\r' ? end - 1 : end)) + "<br>";
    text.remove_prefix(end + 1);
  }
  return out + escaped_line(text);
}

std::string row_text(const Table& table, const Row& row) {
  const std::size_t label = label_column(table);
  std::string line = "|";
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    std::string text = escaped(human(cell(row, i), table.money_decimals));
    if (row.total && !text.empty()) text = "**" + text + "**";
    line += ' ';
    // Plain spaces at the beginning of a cell are dropped.
    if (i == label) {
      for (int depth = 0; depth < row.indent; ++depth) line += "&nbsp;&nbsp;";
    }
    line += text + " |";
  }
  return line + '\n';
}

std::string markdown_table(const Table& table) {
  const auto [shown, left_out] = shortened(pivoted(table));
  std::string out;
  if (!shown.title.empty()) out += "## " + escaped_line(shown.title) + "\n\n";
  std::string head = "|";
  std::string rule = "|";
  for (const Column& column : shown.columns) {
    head += ' ' + escaped_line(column.title) + " |";
    rule += is_number(column.type) ? " ---: |" : " --- |";
  }
  if (!shown.columns.empty()) out += head + '\n' + rule + '\n';
  for (const Row& row : shown.rows) out += row_text(shown, row);
  if (shown.rows.empty() && !shown.columns.empty()) out += '\n' + std::string(tr("(no rows)")) + '\n';
  if (left_out > 0) out += '\n' + escaped_line(rest_note(shown, left_out)) + '\n';
  for (const std::string& note : shown.notes) out += '\n' + escaped_line(note) + '\n';
  return out;
}

}  // namespace

std::string markdown_page(const std::vector<Table>& tables, const RenderOptions& options) {
  std::string out;
  for (const Table& table : tables) out += (out.empty() ? "" : "\n") + markdown_table(table);
  if (!options.provenance.empty()) out += '\n' + escaped_line(provenance_line(options)) + '\n';
  return out;
}

}  // namespace salesctl

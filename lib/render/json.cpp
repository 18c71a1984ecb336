// JSON as in RFC 8259: a row is an object on a line of its own. Written straight to text, so that money keeps all its
// decimals (12345.60), which a JSON library's double would lose.
#include <fmt/format.h>

#include "render/formats.hpp"

namespace salesctl {
namespace {

void append_escaped(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  const auto byte = static_cast<unsigned char>(c);
  if (byte < 0x20 || byte == 0x7f) {
    out += fmt::format("\\u{:04x}", byte);
  } else {
    out += c;
  }
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = character_length(text, at);
    if (length == 0) out += "\xef\xbf\xbd";  // U+FFFD
    if (length == 1) append_escaped(out, text[at]);
    if (length > 1) out += text.substr(at, length);
    at += length == 0 ? 1 : length;
  }
  out += '"';
}

namespace {

void append_value(std::string& out, const Value& value, int money_decimals) {
  const std::string text = plain(value, money_decimals);
  const bool is_text = std::holds_alternative<std::string>(value) || std::holds_alternative<Named>(value) ||
                       std::holds_alternative<Date>(value);
  if (is_text) {
    append_json_string(out, text);
  } else {
    out += text.empty() ? "null" : text;  // nothing, or a double that is no number
  }
}

/// The keys as they stand before the values: {"rep": ...
std::vector<std::string> quoted_keys(const Table& table) {
  std::vector<std::string> keys;
  for (const Column& column : table.columns) keys.push_back(column.key);
  keys = distinct(std::move(keys));
  for (std::string& key : keys) {
    std::string quoted;
    append_json_string(quoted, key);
    key = quoted + ": ";
  }
  return keys;
}

void append_row(std::string& out, const std::vector<std::string>& keys, const Row& row, int money_decimals) {
  out += '{';
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (i > 0) out += ", ";
    out += keys[i];
    append_value(out, cell(row, i), money_decimals);
  }
  out += '}';
}

void append_array(std::string& out, const Table& table, std::string_view margin) {
  const std::vector<std::string> keys = quoted_keys(table);
  out += '[';
  for (const Row& row : table.rows) {
    out += &row == &table.rows.front() ? "\n" : ",\n";
    out += margin;
    out += "  ";
    append_row(out, keys, row, table.money_decimals);
  }
  if (!table.rows.empty()) {
    out += '\n';
    out += margin;
  }
  out += ']';
}

}  // namespace

std::string json_lines(const Table& table) {
  std::string out;
  const std::vector<std::string> keys = quoted_keys(table);
  for (const Row& row : table.rows) {
    append_row(out, keys, row, table.money_decimals);
    out += '\n';
  }
  return out;
}

std::string json_document(const std::vector<Table>& tables) {
  std::string out;
  if (tables.size() <= 1) {
    append_array(out, tables.empty() ? Table{} : tables.front(), "");
    return out + '\n';
  }
  std::vector<std::string> names;
  for (const Table& table : tables) names.push_back(table.name.empty() ? "table" : table.name);
  names = distinct(std::move(names));
  out += '{';
  for (std::size_t i = 0; i < tables.size(); ++i) {
    out += i == 0 ? "\n  " : ",\n  ";
    append_json_string(out, names[i]);
    out += ": ";
    append_array(out, tables[i], "  ");
  }
  return out + "\n}\n";
}

}  // namespace salesctl

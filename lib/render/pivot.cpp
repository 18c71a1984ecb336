// Long to wide. Rows and columns stand by first appearance. Two long rows are one wide row when label, indent and every
// other text column but `across` and `value` agree, so two teams of one name under different parents stay apart. Date
// columns go with `across`: an ISO week cut by a month's edge comes twice under one name and stays two columns.
// No value is lost: where a cell is taken already, the label begins another row.
#include <algorithm>
#include <map>
#include <optional>

#include "render/formats.hpp"

namespace salesctl {
namespace {

struct Places {
  std::size_t label;
  std::size_t across;
  std::size_t value;
};

std::optional<Places> places(const Table& table) {
  const Places at{column_place(table, table.pivot->label), column_place(table, table.pivot->across), column_place(table, table.pivot->value)};
  const std::size_t end = table.columns.size();
  if (at.label == end || at.across == end || at.value == end) return std::nullopt;
  return at;
}

/// Adds a part of a key, with its length in front so that "a" + "bc" is not "ab" + "c".
void add_part(std::string& key, const Value& value, int decimals) {
  if (const auto* date = std::get_if<Date>(&value)) {  // most parts are dates, and their day's number says as much
    key += std::to_string(date->time_since_epoch().count()) + '|';
    return;
  }
  const std::string text = plain(value, decimals);
  key += std::to_string(text.size()) + ':';
  key += text;
  if (const auto* named = std::get_if<Named>(&value)) key += named->name() + '\n';
}

/// What tells rows apart (of type text) or columns (of type date), besides the column `first`.
class Keys {
 public:
  Keys(const Table& table, const Places& at, std::size_t first, ColumnType type)
      : decimals_(table.money_decimals), columns_{first} {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const bool has_place = i == at.label || i == at.across || i == at.value;
      if (table.columns[i].type == type && !has_place) columns_.push_back(i);
    }
  }
  const std::string& of(const Row& row) {
    key_.clear();
    for (const std::size_t i : columns_) add_part(key_, cell(row, i), decimals_);
    return key_;
  }

 private:
  int decimals_;
  std::vector<std::size_t> columns_;
  std::string key_;
};

bool is_taken(const Row& row, std::size_t column) {
  return column < row.cells.size() && !std::holds_alternative<std::monostate>(row.cells[column]);
}

}  // namespace

Table pivoted(const Table& table) {
  if (!table.pivot) return table;
  const std::optional<Places> at = places(table);
  if (!at) return table;
  Table wide{.title = table.title,
             .columns = {table.columns[at->label]},
             .rows = {},
             .notes = table.notes,
             .pivot = {},
             .money_decimals = table.money_decimals};
  Keys column_keys(table, *at, at->across, ColumnType::date);
  Keys row_keys(table, *at, at->label, ColumnType::text);
  std::map<std::pair<int, std::string>, std::size_t> rows;  // by indent and key
  std::map<std::string, std::size_t> columns;
  for (const Row& row : table.rows) {
    const auto [column, new_column] = columns.try_emplace(column_keys.of(row), wide.columns.size());
    if (new_column) {
      const Value& across = cell(row, at->across);
      wide.columns.push_back(
          {plain(across, table.money_decimals), human(across, table.money_decimals), table.columns[at->value].type});
    }
    const auto [line, new_line] = rows.try_emplace({row.indent, row_keys.of(row)}, wide.rows.size());
    if (!new_line && is_taken(wide.rows[line->second], column->second)) line->second = wide.rows.size();
    if (line->second == wide.rows.size()) wide.rows.push_back({{cell(row, at->label)}, row.indent, row.total});
    std::vector<Value>& cells = wide.rows[line->second].cells;
    if (cells.size() <= column->second) cells.resize(column->second + 1);
    cells[column->second] = cell(row, at->value);
  }
  for (Row& row : wide.rows) row.cells.resize(wide.columns.size());
  return wide;
}

}  // namespace salesctl

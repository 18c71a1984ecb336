// Which rows and columns of a table a chart shows. Numbers are doubles here, which is exact enough for lengths; their texts
// are the table's.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/table.hpp"

namespace salesctl {

/// Of a table that must outlive it.
struct Plot {
  const Table& table;
  ChartKind kind;
  std::size_t label;                // places of columns
  std::size_t across;               // heat only
  std::vector<std::size_t> values;
  std::vector<const Row*> rows;
  std::size_t all = 0;              // rows that there would be, but for the limit
  std::optional<std::size_t> where = {};  // the column that says the same of all rows

  std::string text(const Row& row, std::size_t column) const;
  bool is_percent() const;
  const std::string& title(std::size_t column) const { return table.columns[column].title; }
};

/// Nothing where there is too little to draw.
std::optional<Plot> plot_of(const Table& table, const Chart& chart);

/// In the smallest unit of its type; nothing of what is no number.
std::optional<double> number(const Value& value);

/// The different things a column names, by first appearance: what machines know each by, and its text. Two people may have
/// one name.
struct Labels {
  std::vector<std::string> ids;
  std::vector<std::string> texts;
};
Labels names_of(const Plot& plot, std::size_t column);
std::string id_of(const Plot& plot, const Row& row, std::size_t column);

}  // namespace salesctl

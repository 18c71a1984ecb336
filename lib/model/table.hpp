// What a run shows: tables of typed values, rendered alike by every output format.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/money.hpp"
#include "base/rate.hpp"
#include "model/chart.hpp"

namespace salesctl {

/// light  the text green, yellow or red, shown in that colour where there are colours
enum class ColumnType { text, integer, number, money, percent, date, light };

/// `key` heads the column in CSV and JSON and never changes; `title` is for people, already translated.
struct Column {
  std::string key;
  std::string title;
  ColumnType type = ColumnType::text;
  bool operator==(const Column&) const = default;
};

/// Something with an id for machines and a name for people. Copies share both: a scope stands in many rows.
class Named {
 public:
  Named(std::string id, std::string name) : texts_(std::make_shared<const Texts>(std::move(id), std::move(name))) {}
  const std::string& id() const { return texts_->first; }
  const std::string& name() const { return texts_->second; }
  bool operator==(const Named& other) const { return *texts_ == *other.texts_; }

 private:
  using Texts = std::pair<std::string, std::string>;
  std::shared_ptr<const Texts> texts_;
};

/// Nothing, text, a whole number, a decimal (quantity, score), money, a ratio (1 is 100%), a date.
using Value = std::variant<std::monostate, std::string, std::int64_t, double, Money, Rate, Date, Named>;

struct Row {
  std::vector<Value> cells;
  int indent = 0;      // depth in a tree, shown by indenting the row's label in tables for people
  bool total = false;  // a sum of other rows, set apart in tables for people
  bool operator==(const Row&) const = default;
};

/// How a long table (one row per scope and period) is laid out for people: `label` down, `across` as columns,
/// `value` in the cells. The machine formats keep the long form.
struct Pivot {
  std::string label;
  std::string across;
  std::string value;
  bool operator==(const Pivot&) const = default;
};

/// How rows make entries of a calendar: the columns with an entry's id, which never changes, its day and its title;
/// `details` stand below it as "Heading: value". Rows without a day are none.
struct Agenda {
  std::string id;
  std::string day;
  std::string title;
  std::vector<std::string> details;
  Date stamp;  // as of when
  bool operator==(const Agenda&) const = default;
};

struct Table {
  std::string title;
  std::vector<Column> columns;
  std::vector<Row> rows;
  std::vector<std::string> notes;  // sentences below the table, for people
  std::optional<Pivot> pivot;
  int money_decimals = 2;
  std::optional<Agenda> agenda = {};
  std::vector<Chart> charts = {};  // of these rows, whatever the pivot
  std::string name = {};           // what JSON calls it among several tables; never changes
  std::size_t page_rows = 0;       // so many rows stand on a page, the others are folded away or left out; 0: all
  std::string rest = {};           // what shows the others
  bool operator==(const Table&) const = default;
};

/// The place of a column; as many as there are columns where there is none.
inline std::size_t column_place(const Table& table, std::string_view key) {
  return static_cast<std::size_t>(std::ranges::find(table.columns, key, &Column::key) - table.columns.begin());
}

}  // namespace salesctl

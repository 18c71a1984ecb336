#include "render/xlsx_sums.hpp"

#include <algorithm>
#include <optional>

#include "render/formats.hpp"
#include "render/xlsx_text.hpp"

namespace salesctl {
namespace {

constexpr std::size_t most_ranges = 200;  // Excel takes 255 arguments

std::optional<std::int64_t> units(const Value& value) {
  if (const auto* const whole = std::get_if<std::int64_t>(&value)) return *whole;
  if (const auto* const money = std::get_if<Money>(&value)) return money->minor;
  return std::nullopt;
}

}  // namespace

SumFinder::SumFinder(const Table& table) : table_(table), parts_(table.rows.size()) {
  std::vector<std::size_t> above;  // the last row of each depth
  std::vector<std::size_t> before;  // rows that are no totals
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto depth = static_cast<std::size_t>(std::max(table.rows[i].indent, 0));
    above.resize(std::min(above.size(), depth));
    if (depth > 0 && above.size() == depth) parts_[above.back()].push_back(i);
    if (above.size() == depth) above.push_back(i);
    if (!table.rows[i].total) before.push_back(i);
  }
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    if (!table.rows[i].total || !parts_[i].empty()) continue;
    for (const std::size_t part : before) {
      if (part < i) parts_[i].push_back(part);
    }
  }
}

std::string SumFinder::formula(std::size_t row, std::size_t column) const {
  const std::optional<std::int64_t> sum = units(cell(table_.rows[row], column));
  if (!sum || parts_[row].size() < 2) return {};
  __extension__ __int128 rest = *sum;
  for (const std::size_t part : parts_[row]) rest -= units(cell(table_.rows[part], column)).value_or(0);
  if (rest != 0) return {};
  const std::string name = column_name(column);
  const auto at = [&](std::size_t part) { return name + std::to_string(part + 2); };
  std::string ranges;
  std::size_t count = 0;
  for (std::size_t i = 0; i < parts_[row].size();) {
    std::size_t end = i;
    while (end + 1 < parts_[row].size() && parts_[row][end + 1] == parts_[row][end] + 1) ++end;
    ranges += (ranges.empty() ? "" : ",") + at(parts_[row][i]) + (end == i ? "" : ":" + at(parts_[row][end]));
    if (++count > most_ranges) return {};
    i = end + 1;
  }
  return "=SUM(" + ranges + ")";
}

}  // namespace salesctl

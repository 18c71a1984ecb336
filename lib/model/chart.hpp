// How rows of a table are drawn, by the formats that can draw.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace salesctl {

/// bar     a bar per row for each of `values`
/// line    a point per row for each of `values`, joined; the second and further ones are dashed
/// funnel  a step per row, as wide as the first of `values`
/// heat    a cell per row where its `label` meets its `across`, the stronger the larger the first of `values`
/// bullet  a bar per row as long as the first of `values`, with a mark at the second, its target
enum class ChartKind { bar, line, funnel, heat, bullet };

/// Columns go by their keys; one that is not there, or has nothing in it, is not drawn.
struct Chart {
  ChartKind kind = ChartKind::bar;
  std::string label;                // the column that names what is drawn
  std::vector<std::string> values;  // columns of numbers, all of one type
  std::string across = {};          // heat: the column that names the columns
  /// Drawn are the rows with `second` in the column `first`, as machines read it; without it those that are no sums.
  std::optional<std::pair<std::string, std::string>> where = {};
  /// But none with one of `second` in the column `first`: the sum over all periods, those that are not yet.
  std::pair<std::string, std::vector<std::string>> except = {};
  bool operator==(const Chart&) const = default;
};

}  // namespace salesctl

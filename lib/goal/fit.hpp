// Cells scaled until they sum to what is wanted in two directions: iterative proportional fitting, made exact.
//
// Source: W. E. Deming, F. F. Stephan, "On a least squares adjustment of a sampled frequency table when the expected
// marginal totals are known" (1940). The limit is the table nearest to the given one (least relative entropy).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "goal/rounding.hpp"

namespace salesctl {

/// What cells are to sum to. Each cell is in one row and one column; rows sum to the same as columns.
struct Margins {
  std::vector<Fixed> rows;
  std::vector<Fixed> columns;
  std::vector<std::uint32_t> row_of;     // by cell
  std::vector<std::uint32_t> column_of;  // by cell
};

/// Rows and columns that cannot be met together; none: the cells fit.
struct Misfit {
  std::vector<std::size_t> rows;
  std::vector<std::size_t> columns;
  bool any() const { return !rows.empty() || !columns.empty(); }
};

/// Scales the cells, none below zero; afterwards every row and column sums exactly to its margin. Cells of zero stay
/// zero. On a misfit the cells are left as they were.
Misfit fit(const Margins& margins, std::vector<Fixed>& cells);

}  // namespace salesctl

// The rows of a split result: cells and all their sums, in tree order.
#pragma once

#include <cstdint>
#include <vector>

#include "goal/people.hpp"
#include "goal/period_tree.hpp"
#include "goal/rounding.hpp"
#include "goal/scope_tree.hpp"
#include "model/goal.hpp"

namespace salesctl {

/// A split that is done but for its sums; cells are ordered as in People::cell.
struct SplitCells {
  const ScopeTree& scopes;
  const PeriodTree& periods;
  const People& people;
  const std::vector<Fixed>& exact;
  const std::vector<std::int64_t>& amounts;
};

/// A scope, the teams below, then its reps by id; of each the whole period, then level by level. A rep who changes
/// teams stands under each, with the slices of that team and the coarser periods that hold any of them.
Targets goal_rows(const SplitCells& cells);

}  // namespace salesctl

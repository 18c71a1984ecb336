// The cells of a split, rounded together.
#pragma once

#include <cstdint>
#include <vector>

#include "goal/people.hpp"
#include "goal/period_tree.hpp"
#include "goal/rounding.hpp"
#include "goal/scope_tree.hpp"

namespace salesctl {

/// Whole units for every cell (ordered as in People::cell); `exact` sums to whole units over all cells. Sums agree
/// exactly, and these stay within one unit of what they were:
///   each cell; each unit's coarser periods and total; each team's slices; the company's slices and coarser periods;
///   each team's total, as far as reps who change teams within the period stay below that team.
/// A rep who changes teams has coarser periods by team, and a total over all teams.
std::vector<std::int64_t> round_cells(const ScopeTree& scopes, const PeriodTree& periods, const People& people,
                                      const std::vector<Fixed>& exact);

}  // namespace salesctl

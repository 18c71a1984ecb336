// How evenly open items lie on the reps, before a run and after it.
#pragma once

#include "assign/assign.hpp"

namespace salesctl {

struct RepLoad {
  std::int64_t before = 0;  // open items
  std::int64_t after = 0;
  std::int64_t gained = 0;  // items that were not theirs
  Money worth_before;
  Money worth_after;
  bool operator==(const RepLoad&) const = default;
};

/// By rep. `worth` is what each item counts for, by item.
std::vector<RepLoad> loads(const AssignProblem& problem, const Assignment& assignment, const std::vector<Money>& worth);

/// The Gini coefficient: 0 where all have the same, towards 1 where one has all. Nothing where there is nothing to have, or
/// where somebody has less than nothing. G = sum_i (2i - n - 1) x_i / (n sum x), the x in rising order, i from 1.
std::optional<double> gini(std::vector<double> amounts);

}  // namespace salesctl

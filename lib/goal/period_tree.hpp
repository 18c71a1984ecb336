// The periods of a split: the whole, cut finer level by level down to the slices.
#pragma once

#include <cstddef>
#include <vector>

#include "base/period.hpp"

namespace salesctl {

struct PeriodNode {
  Period period;
  PeriodUnit unit = PeriodUnit::year;
  std::size_t above = 0;  // the node it is a part of; the whole: itself
  std::size_t first = 0;  // its slices: [first, last)
  std::size_t last = 1;
};

struct PeriodTree {
  std::vector<PeriodNode> nodes;  // the whole first, then level by level, by date; the slices are the last
  std::size_t slices = 1;

  std::size_t first_slice() const { return nodes.size() - slices; }
  const PeriodNode& slice(std::size_t i) const { return nodes[first_slice() + i]; }
};

/// Levels are the units finer than the period and not finer than `by`; halves only when `by` says so. When `by` is
/// not finer than the period the whole is the only slice. A period without a canonical unit (A..B) counts as a year.
PeriodTree period_tree(const Period& period, PeriodUnit by, FiscalYear fiscal);

}  // namespace salesctl

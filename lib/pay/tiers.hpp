// A running total climbs a table of tiers. Tiers work on the total, never on a row by itself: a row that crosses a boundary
// is cut in two.
#pragma once

#include <cstddef>
#include <vector>

#include "base/money.hpp"

namespace salesctl {

/// A part of a row and the tier it lies in.
struct Cut {
  std::size_t row = 0;
  std::size_t tier = 0;
  Money amount;
  bool operator==(const Cut&) const = default;
};

/// The rows one after another on top of `start`. `ends` are the upper ends of all tiers but the last, ascending. What lies
/// up to an end is below it; a row below zero goes down again, and below zero is the first tier. The parts of a row sum
/// to it; a row of zero has one part.
std::vector<Cut> cut(const std::vector<Money>& rows, const std::vector<Money>& ends, Money start = {});

/// The tier that holds a total; on an end: the lower or the higher one.
std::size_t tier_of(Money total, const std::vector<Money>& ends, bool higher);

}  // namespace salesctl

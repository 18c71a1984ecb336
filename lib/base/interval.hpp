// A range of numbers in which something is likely to lie.
#pragma once

namespace salesctl {

/// From low to high, both included.
struct Interval {
  double low = 0;
  double high = 0;
  bool operator==(const Interval&) const = default;
};

}  // namespace salesctl

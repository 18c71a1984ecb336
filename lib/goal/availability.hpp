// How much of a slice of time a rep is there for.
#pragma once

#include "goal/split.hpp"

namespace salesctl {

/// Days are working days; in a slice where none is worked, calendar days.
struct Availability {
  int days = 0;       // of the slice
  double there = 0;   // of these employed and not on leave
  double ramped = 0;  // the same, each counted as the ramp has it for the month of service
  double part_time = 1;

  double share() const { return ramped / days * part_time; }
};

/// `slice` is not empty. Throws DataError: part_time below zero.
Availability availability(const SplitRequest& request, const Rep& rep, Span slice);

}  // namespace salesctl

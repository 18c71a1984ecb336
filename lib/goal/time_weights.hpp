// What each slice of a period weighs.
#pragma once

#include <string>
#include <vector>

#include "goal/period_tree.hpp"
#include "goal/split.hpp"

namespace salesctl {

/// One weight per slice, whole numbers as of whole_weights(). A single slice needs no weighing. Adds to `notes` the
/// slices for which there is no history. Throws DataError when nothing weighs anything.
std::vector<std::int64_t> time_weights(const SplitRequest& request, const PeriodTree& periods,
                                       std::vector<std::string>& notes);

/// What each slice's share is by one kind of weights; they sum to 1. Empty when nothing weighs anything.
std::vector<double> time_shares(Weights kind, const SplitRequest& request, const PeriodTree& periods,
                                std::vector<std::string>& notes);

/// A slice with so many facts leans half on its history, half on its working days.
inline constexpr double history_half = 20;

/// The slice's name; with its dates where the name alone could mean another piece of the same week.
std::string slice_name(const PeriodNode& slice);

}  // namespace salesctl

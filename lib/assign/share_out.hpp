// From counts to items: step 5 of assign()'s objective, and who would have been next.
#pragma once

#include "assign/network.hpp"

namespace salesctl {

/// Which of the items that are alike goes where. Items are in the order of their ids.
std::vector<Placement> share_out(const AssignProblem& problem, const Groups& groups, const Flows& flows);

/// Fills in the runner-up of each item that was placed.
void find_runners_up(const AssignProblem& problem, const Groups& groups, const Flows& flows, const std::vector<std::int64_t>& limits,
                     std::vector<Placement>& placements);

}  // namespace salesctl

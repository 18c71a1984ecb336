// Items dealt in turn: round-robin and weighted. Loads do not count, only turns; limits do.
//
// Smooth weighted round-robin (as in nginx): for every item, each rep who may have it and has room gains credit by weight;
// who has most gets the item and pays what all gained. With equal weights that is one after the other. The credits are what
// a run leaves to the next one, by rule. Who is away gains none, so who returns has nothing to catch up.
#pragma once

#include "assign/assign.hpp"

namespace salesctl {

/// Deals the items in play that nobody may keep, in the order of their ids. For round-robin every weight is 1.
Assignment deal(const AssignProblem& problem, const std::vector<std::int64_t>& limits);

}  // namespace salesctl

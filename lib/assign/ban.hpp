// Who must not be given what: reps who lost an item to the public pool and may not have it back yet.
#pragma once

#include "assign/assign.hpp"

namespace salesctl {

struct Ban {
  std::size_t item = 0;
  std::size_t rep = 0;  // who must not be given it; nothing is said against keeping it
};

/// Makes the problem keep the bans: items that may not go to the same reps get a rule of their own, which deals in the turns
/// of the rule it comes from.
void forbid(AssignProblem& problem, const std::vector<Ban>& bans);

}  // namespace salesctl

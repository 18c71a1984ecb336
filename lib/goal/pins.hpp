// Targets set by hand and bounds on growth, met by the rest moving around them.
#pragma once

#include <vector>

#include "goal/people.hpp"
#include "goal/period_tree.hpp"
#include "goal/rounding.hpp"
#include "goal/scope_tree.hpp"
#include "goal/split.hpp"

namespace salesctl {

/// What has been split so far, in whole rounding units.
struct Fitting {
  const SplitRequest& request;
  const ScopeTree& scopes;
  const PeriodTree& periods;
  const People& people;
  std::vector<Fixed> slices;          // of the company
  std::int64_t total = 0;             // their sum
  std::vector<std::int64_t> kept;     // cells that stand from before, in minor units; empty: none
};

/// Changes the cells (ordered as in People::cell) so that every pin and bound is met, the total stays, and each slice of
/// the company does where the pins leave room. A pin over several slices of a team, the company, or a rep who changes
/// teams is cut into whole units by slice first. Throws DataError naming the pins that cannot be met together.
void meet_pins(const Fitting& fitting, std::vector<Fixed>& cells);

}  // namespace salesctl

// The network behind assign(): items that are alike are one node, and what flows where is counts.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "assign/assign.hpp"

namespace salesctl {

/// Items in play that one rule fits, of one level of value.
struct Hub {
  std::size_t rule = 0;
  std::size_t level = 0;
  std::int64_t items = 0;  // that have no rep who may keep them
};

/// Those of them that a rep has and may keep.
struct Holding {
  std::size_t hub = 0;
  std::size_t rep = 0;
  std::int64_t items = 0;
};

struct Groups {
  std::size_t levels = 1;
  std::vector<Hub> hubs;          // by level, then rule
  std::vector<Holding> holdings;  // by hub, then rep
  std::vector<std::optional<std::size_t>> hub_of;      // by item
  std::vector<std::optional<std::size_t>> holding_of;  // by item
  std::vector<std::vector<std::size_t>> takers;        // by rule: the reps that take new items
  std::vector<std::int64_t> kept;  // rep * levels + level: items not in play of that level or above
};
Groups group(const AssignProblem& problem);

struct Flows {
  std::vector<std::vector<std::int64_t>> given;  // by hub, then as its rule's takers: items that come to the rep
  std::vector<std::int64_t> stays;               // by holding: items that stay
  std::vector<std::int64_t> taken;               // rep * levels + level: items placed of that level or above
};

/// Steps 1 to 4 of the objective. `limits` as item_limits() gives them.
Flows balance(const AssignProblem& problem, const Groups& groups, const std::vector<std::int64_t>& limits);

}  // namespace salesctl

// How attainment is shown: `traffic_light`, and `leaderboard`, what everybody may see of everybody.
#pragma once

#include <string>
#include <vector>

#include "base/rate.hpp"

namespace salesctl {

/// `traffic_light`: from which pace on attainment is green, and yellow; below it is red.
struct TrafficLight {
  Rate green{Rate::one};
  Rate yellow{Rate::one / 10 * 9};
  bool operator==(const TrafficLight&) const = default;
};

struct LeaderboardRules {
  std::vector<std::string> metrics = {};  // reps may be ranked by; empty: all
  bool actual = true;                     // what stands beside the rank
  bool target = true;
  bool attainment = true;
  int top = 0;                            // only the first so many; 0: all
  bool operator==(const LeaderboardRules&) const = default;
};

}  // namespace salesctl

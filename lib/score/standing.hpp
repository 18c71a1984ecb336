// Where a rep stands among those with the same scorecard: rank and grade.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/score_rule.hpp"

namespace salesctl {

struct Standing {
  int rank = 0;       // equal scores share one, the next is skipped; 0: no score
  std::string grade;  // empty: none
  bool operator==(const Standing&) const = default;
};

/// In the order of the scores. By `grades` the first whose bound is reached. By `distribution` of n scores the best
/// ones up to rank n x cumulative share, rounded half up, get a grade; who ties across that edge gets the better grade, or
/// with `ties: down` the worse one. Whoever the shares leave over gets the last grade.
std::vector<Standing> standings(const Scorecard& card, const std::vector<std::optional<Rate>>& scores);

}  // namespace salesctl

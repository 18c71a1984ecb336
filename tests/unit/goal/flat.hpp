// The targets of a split, each with all that is known of it, as tests like to read them.
#pragma once

#include <string>
#include <vector>

#include "goal/split.hpp"

namespace salesctl::testing {

struct FlatCell {
  ScopeLevel level = ScopeLevel::company;
  std::int64_t key = 0;
  std::string scope;
  std::string parent;
  int depth = 0;
  Period period;
  PeriodUnit unit = PeriodUnit::month;
  Money amount;
  double exact = 0;
  bool operator==(const FlatCell&) const = default;
};

struct FlatSplit {
  std::vector<FlatCell> cells;
  std::vector<std::string> notes;
};

inline FlatSplit split_flat(const SplitRequest& request, const Organisation& firm) {
  SplitResult result = split_goal(request, firm);
  FlatSplit flat{{}, std::move(result.notes)};
  for (const GoalCell& cell : result.targets.cells) {
    const GoalScope& scope = result.targets.scope(cell);
    const auto& [period, unit] = result.targets.period(cell);
    flat.cells.push_back({scope.level, scope.key, scope.id, scope.parent, scope.depth, period, unit, cell.amount, cell.exact});
  }
  return flat;
}

}  // namespace salesctl::testing

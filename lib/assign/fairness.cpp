#include "assign/fairness.hpp"

#include <algorithm>

namespace salesctl {

std::vector<RepLoad> loads(const AssignProblem& problem, const Assignment& assignment, const std::vector<Money>& worth) {
  std::vector<RepLoad> loads(problem.reps.size());
  for (std::size_t i = 0; i < problem.items.size(); ++i) {
    const std::optional<std::size_t>& before = problem.items[i].owner;
    const std::optional<std::size_t> after = assignment.placements[i].rep ? assignment.placements[i].rep : before;
    if (before) {
      ++loads[*before].before;
      loads[*before].worth_before += worth[i];
    }
    if (after) {
      ++loads[*after].after;
      loads[*after].worth_after += worth[i];
      loads[*after].gained += after == before ? 0 : 1;
    }
  }
  return loads;
}

std::optional<double> gini(std::vector<double> amounts) {
  std::ranges::sort(amounts);
  const auto n = static_cast<double>(amounts.size());
  double sum = 0;
  double ranked = 0;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    sum += amounts[i];
    ranked += (2 * static_cast<double>(i + 1) - n - 1) * amounts[i];
  }
  if (amounts.empty() || amounts.front() < 0 || sum <= 0) return std::nullopt;
  return ranked / (n * sum);
}

}  // namespace salesctl

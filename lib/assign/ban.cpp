#include "assign/ban.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace salesctl {

void forbid(AssignProblem& problem, const std::vector<Ban>& bans) {
  std::map<std::size_t, std::set<std::size_t>> barred;  // by item
  for (const Ban& ban : bans) {
    const AssignItem& item = problem.items[ban.item];
    if (!item.in_play || !item.rule || item.owner == ban.rep) continue;
    if (std::ranges::find(problem.rules[*item.rule], ban.rep) != problem.rules[*item.rule].end()) barred[ban.item].insert(ban.rep);
  }
  if (problem.turns.empty()) {
    problem.turns.resize(problem.rules.size());
    std::iota(problem.turns.begin(), problem.turns.end(), 0);
  }
  std::map<std::pair<std::size_t, std::set<std::size_t>>, std::size_t> narrowed;
  for (auto& [i, reps] : barred) {
    const std::size_t rule = *problem.items[i].rule;
    const std::set<std::size_t>& without = reps;
    const auto [at, fresh] = narrowed.try_emplace({rule, reps}, problem.rules.size());
    if (fresh) {
      std::vector<std::size_t> others = problem.rules[rule];
      std::erase_if(others, [&](std::size_t r) { return without.contains(r); });
      problem.rules.push_back(std::move(others));
      problem.turns.push_back(problem.turns[rule]);
    }
    problem.items[i].rule = at->second;
  }
}

}  // namespace salesctl

#include <algorithm>
#include <map>
#include <set>

#include "assign/network.hpp"

namespace salesctl {
namespace {

std::size_t levels_in(const std::vector<std::size_t>& levels) {
  std::size_t most = 0;
  for (const std::size_t level : levels) most = std::max(most, level);
  return most + 1;
}

}  // namespace

Groups group(const AssignProblem& problem) {
  Groups groups;
  const std::vector<std::size_t> levels = value_levels(problem);
  groups.levels = levels_in(levels);
  for (const std::vector<std::size_t>& reps : problem.rules) {
    std::set<std::size_t> takers;
    for (const std::size_t r : reps) {
      if (problem.reps[r].takes_new) takers.insert(r);
    }
    groups.takers.emplace_back(takers.begin(), takers.end());
  }
  const auto stays = [&](const AssignItem& i) {
    return i.owner && std::ranges::binary_search(groups.takers[*i.rule], *i.owner);
  };
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> hubs;
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> holdings;
  const std::size_t n = problem.items.size();
  for (std::size_t i = 0; i < n; ++i) {
    const AssignItem& item = problem.items[i];
    if (item.in_play && item.rule) hubs.try_emplace({levels[i], *item.rule}, 0);
  }
  for (auto& [key, index] : hubs) {
    index = groups.hubs.size();
    groups.hubs.push_back({key.second, key.first, 0});
  }
  groups.hub_of.resize(n);
  groups.holding_of.resize(n);
  groups.kept.assign(problem.reps.size() * groups.levels, 0);
  for (std::size_t i = 0; i < n; ++i) {
    const AssignItem& item = problem.items[i];
    if (!item.in_play && item.owner) ++groups.kept[*item.owner * groups.levels + levels[i]];
    if (!item.in_play || !item.rule) continue;
    groups.hub_of[i] = hubs.at({levels[i], *item.rule});
    if (stays(item)) {
      holdings.try_emplace({*groups.hub_of[i], *item.owner}, 0);
    } else {
      ++groups.hubs[*groups.hub_of[i]].items;
    }
  }
  for (auto& [key, index] : holdings) {
    index = groups.holdings.size();
    groups.holdings.push_back({key.first, key.second, 0});
  }
  for (std::size_t i = 0; i < n; ++i) {
    if (!groups.hub_of[i] || !stays(problem.items[i])) continue;
    groups.holding_of[i] = holdings.at({*groups.hub_of[i], *problem.items[i].owner});
    ++groups.holdings[*groups.holding_of[i]].items;
  }
  for (std::size_t r = 0; r < problem.reps.size(); ++r) {
    for (std::size_t l = 1; l < groups.levels; ++l) groups.kept[r * groups.levels + l] += groups.kept[r * groups.levels + l - 1];
  }
  return groups;
}

}  // namespace salesctl

#include "assign/share_out.hpp"

#include <algorithm>
#include <queue>
#include <tuple>

namespace salesctl {
namespace {

/// What a rep's items are worth, by weight. Only compared, so a double will do.
class Worth {
 public:
  explicit Worth(const AssignProblem& problem) : problem_(problem), worth_(problem.reps.size()) {
    for (const AssignItem& item : problem.items) {
      if (!item.in_play && item.owner) add(*item.owner, item);
    }
  }
  void add(std::size_t rep, const AssignItem& item) {
    worth_[rep] += static_cast<double>(item.value.minor) / static_cast<double>(problem_.reps[rep].weight.billionths);
  }
  double operator[](std::size_t rep) const { return worth_[rep]; }

 private:
  const AssignProblem& problem_;
  std::vector<double> worth_;
};

using Indices = std::vector<std::size_t>;

/// The most valuable first; those of the same value by id.
void sort_by_value(const AssignProblem& problem, Indices& items) {
  std::ranges::stable_sort(items, [&](std::size_t a, std::size_t b) { return problem.items[a].value > problem.items[b].value; });
}

/// Of each holding the first ids stay; the rest goes to the hub.
std::vector<Indices> settle_holdings(const AssignProblem& problem, const Groups& groups, const Flows& flows, Worth& worth,
                                     std::vector<Placement>& placements) {
  std::vector<Indices> pools(groups.hubs.size());
  std::vector<std::int64_t> seen(groups.holdings.size());
  for (std::size_t i = 0; i < problem.items.size(); ++i) {
    if (!groups.hub_of[i]) continue;
    if (!groups.holding_of[i]) {
      pools[*groups.hub_of[i]].push_back(i);
      continue;
    }
    const std::size_t h = *groups.holding_of[i];
    if (seen[h]++ < flows.stays[h]) {
      placements[i].rep = groups.holdings[h].rep;
      worth.add(groups.holdings[h].rep, problem.items[i]);
    } else {
      pools[*groups.hub_of[i]].push_back(i);
    }
  }
  return pools;
}

}  // namespace

std::vector<Placement> share_out(const AssignProblem& problem, const Groups& groups, const Flows& flows) {
  std::vector<Placement> placements(problem.items.size());
  Worth worth(problem);
  std::vector<Indices> pools = settle_holdings(problem, groups, flows, worth, placements);
  using Next = std::tuple<double, std::int64_t, std::size_t>;  // worth, items from this hub, position among the takers
  for (std::size_t h = 0; h < pools.size(); ++h) {
    sort_by_value(problem, pools[h]);
    const Indices& takers = groups.takers[groups.hubs[h].rule];
    std::vector<std::int64_t> left = flows.given[h];
    std::priority_queue<Next, std::vector<Next>, std::greater<>> queue;
    for (std::size_t t = 0; t < takers.size(); ++t) {
      if (left[t] > 0) queue.emplace(worth[takers[t]], 0, t);
    }
    for (const std::size_t i : pools[h]) {
      if (queue.empty()) {
        placements[i].unplaced = takers.empty() ? Unplaced::nobody_there : Unplaced::full;
        continue;
      }
      const auto [least, n, t] = queue.top();
      queue.pop();
      placements[i].rep = takers[t];
      worth.add(takers[t], problem.items[i]);
      if (--left[t] > 0) queue.emplace(worth[takers[t]], n + 1, t);
    }
  }
  for (std::size_t i = 0; i < problem.items.size(); ++i) {
    if (problem.items[i].in_play && !problem.items[i].rule) placements[i].unplaced = Unplaced::no_rule;
  }
  return placements;
}

namespace {

class RunnersUp {
 public:
  RunnersUp(const AssignProblem& problem, const Groups& groups, const Flows& flows, const std::vector<std::int64_t>& limits)
      : groups_(groups), flows_(flows), limits_(limits), cost_(problem, 1000), best_(groups.hubs.size()) {
    for (std::size_t h = 0; h < best_.size(); ++h) {
      for (const std::size_t rep : groups.takers[groups.hubs[h].rule]) {
        if (has_room(rep)) best_[h].push_back(rep);
      }
      const std::size_t level = groups.hubs[h].level;
      const auto order = [&](std::size_t rep) { return std::pair(sum(rep, level, 1), rep); };
      const auto end = best_[h].begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(best_[h].size(), 2));
      std::ranges::partial_sort(best_[h], end, {}, order);
      best_[h].erase(end, best_[h].end());
    }
  }

  std::optional<RunnerUp> of(std::size_t i, std::size_t winner) const {
    const std::size_t h = *groups_.hub_of[i];
    std::vector<std::size_t> others = best_[h];
    const std::size_t owner = groups_.holding_of[i] ? groups_.holdings[*groups_.holding_of[i]].rep : nobody;
    if (owner != nobody && has_room(owner)) others.push_back(owner);
    std::optional<std::tuple<std::int64_t, int, std::size_t>> least;
    const std::size_t level = groups_.hubs[h].level;
    for (const std::size_t other : others) {
      if (other == winner) continue;
      const std::int64_t more = sum(other, level, 1) - sum(winner, level, 0);
      const int moves = (owner == winner ? 1 : 0) - (owner == other ? 1 : 0);
      const std::tuple found(more, moves, other);
      if (!least || found < *least) least = found;
    }
    if (!least) return std::nullopt;
    return describe(winner, *least, level);
  }

 private:
  static constexpr std::size_t nobody = SIZE_MAX;
  bool has_room(std::size_t rep) const { return flows_.taken[rep * groups_.levels + groups_.levels - 1] < limits_[rep]; }
  std::int64_t load(std::size_t rep, std::size_t level) const {
    return groups_.kept[rep * groups_.levels + level] + flows_.taken[rep * groups_.levels + level];
  }
  /// What the last item of that level costs the rep (`more` is 0), or what another one would (1).
  std::int64_t sum(std::size_t rep, std::size_t level, std::int64_t more) const {
    std::int64_t all = 0;
    for (std::size_t l = level; l < groups_.levels; ++l) all += cost_(rep, load(rep, l) + more);
    return all;
  }
  RunnerUp describe(std::size_t winner, const std::tuple<std::int64_t, int, std::size_t>& least, std::size_t level) const {
    const auto& [more, moves, other] = least;
    RunnerUp runner{other, RunnerUpCost::order, 0, 0, groups_.levels > 1};
    if (more < 0) {
      runner.cost = RunnerUpCost::min_share;
    } else if (more > 0) {
      runner.cost = RunnerUpCost::uneven;
    } else if (moves > 0) {
      runner.cost = RunnerUpCost::move;
    }
    std::size_t shown = level;
    while (shown + 1 < groups_.levels && more > 0 && cost_(other, load(other, shown) + 1) <= cost_(winner, load(winner, shown))) ++shown;
    runner.load = load(winner, shown);
    runner.its_load = load(other, shown);
    return runner;
  }

  const Groups& groups_;
  const Flows& flows_;
  const std::vector<std::int64_t>& limits_;
  LoadCost cost_;
  std::vector<Indices> best_;  // by hub: the two to whom one more item would cost least
};

}  // namespace

void find_runners_up(const AssignProblem& problem, const Groups& groups, const Flows& flows, const std::vector<std::int64_t>& limits,
                     std::vector<Placement>& placements) {
  const RunnersUp runners(problem, groups, flows, limits);
  for (std::size_t i = 0; i < placements.size(); ++i) {
    if (placements[i].rep) placements[i].runner_up = runners.of(i, *placements[i].rep);
  }
}

}  // namespace salesctl

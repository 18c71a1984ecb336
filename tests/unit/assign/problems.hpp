// Assignment problems, made at random and by hand, and the stated objective worked out the long way.
#pragma once

#include <functional>
#include <limits>
#include <random>
#include <tuple>

#include "assign/assign.hpp"

namespace salesctl::testing {

inline AssignProblem firm(std::size_t reps, std::size_t items) {
  AssignProblem problem;
  std::vector<std::size_t> everybody;
  for (std::size_t r = 0; r < reps; ++r) {
    problem.reps.push_back({"r" + std::to_string(r), true, {}, false, Rate{Rate::one}});
    everybody.push_back(r);
  }
  problem.rules = {everybody};
  for (std::size_t i = 0; i < items; ++i) problem.items.push_back({"i" + std::to_string(i), {}, 0, true, Money{}});
  return problem;
}

struct Size {
  std::size_t reps = 3;
  std::size_t items = 6;
};

/// With rules, capacities, leave, owners, values and shares.
inline AssignProblem random_problem(std::mt19937& random, Size most) {
  const auto up_to = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n)(random); };
  const auto one_in = [&](std::size_t n) { return up_to(n - 1) == 0; };
  AssignProblem problem = firm(1 + up_to(most.reps - 1), up_to(most.items));
  problem.by_value = one_in(2);
  if (one_in(4)) problem.min_share = Rate{static_cast<std::int64_t>(up_to(5)) * Rate::one / 10};
  if (one_in(4)) problem.max_share = Rate{static_cast<std::int64_t>(3 + up_to(7)) * Rate::one / 10};
  for (AssignRep& rep : problem.reps) {
    rep.takes_new = !one_in(6);
    rep.returned = one_in(5);
    if (one_in(2)) rep.capacity = static_cast<std::int64_t>(up_to(4));
    if (one_in(3)) rep.weight = Rate{Rate::one / 2};
  }
  problem.rules.clear();
  for (std::size_t rule = 0; rule <= up_to(2); ++rule) {
    std::vector<std::size_t>& reps = problem.rules.emplace_back();
    for (std::size_t r = 0; r < problem.reps.size(); ++r) {
      if (!one_in(3)) reps.push_back(r);
    }
  }
  for (AssignItem& item : problem.items) {
    item.rule = one_in(8) ? std::optional<std::size_t>() : up_to(problem.rules.size() - 1);
    if (one_in(2)) item.owner = up_to(problem.reps.size() - 1);
    item.in_play = !item.owner || !one_in(3);
    item.value = Money{static_cast<std::int64_t>(up_to(9)) * 100};
  }
  return problem;
}

/// Steps 1 to 4: the lower the better, compared from left to right.
using Score = std::vector<double>;

inline Score score(const AssignProblem& problem, const std::vector<std::optional<std::size_t>>& rep_of) {
  const std::vector<std::size_t> levels = value_levels(problem);
  std::size_t most = 0;
  for (const std::size_t l : levels) most = std::max(most, l);
  Score total(most + 4);
  std::int64_t fitting = 0;
  std::vector<std::vector<double>> loads(problem.reps.size(), std::vector<double>(most + 1));
  std::vector<std::int64_t> taken(problem.reps.size());
  for (std::size_t i = 0; i < rep_of.size(); ++i) {
    const AssignItem& item = problem.items[i];
    fitting += item.in_play && item.rule ? 1 : 0;
    const std::optional<std::size_t> rep = item.in_play ? rep_of[i] : item.owner;
    if (may_stay(problem, item) && item.owner != rep) ++total[most + 3];
    if (!rep) continue;
    for (std::size_t l = levels[i]; l <= most; ++l) ++loads[*rep][l];
    if (!item.in_play) continue;
    ++taken[*rep];
    for (std::size_t l = levels[i]; l <= most; ++l) --total[l];
  }
  for (std::size_t r = 0; r < problem.reps.size(); ++r) {
    if (problem.min_share) total[most + 1] -= static_cast<double>(std::min(taken[r], fitting * problem.min_share->billionths / Rate::one));
    for (const double load : loads[r]) total[most + 2] += load * load * (static_cast<double>(Rate::one) / static_cast<double>(problem.reps[r].weight.billionths));
  }
  return total;
}

/// The best score of all assignments there are.
inline Score best_score(const AssignProblem& problem) {
  const std::vector<std::int64_t> limits = item_limits(problem);
  std::vector<std::optional<std::size_t>> rep_of(problem.items.size());
  std::vector<std::int64_t> taken(problem.reps.size());
  std::optional<Score> best;
  const std::function<void(std::size_t)> choose = [&](std::size_t i) {
    if (i == rep_of.size()) {
      const Score found = score(problem, rep_of);
      if (!best || found < *best) best = found;
      return;
    }
    rep_of[i].reset();
    choose(i + 1);
    if (!problem.items[i].in_play || !problem.items[i].rule) return;
    for (const std::size_t r : problem.rules[*problem.items[i].rule]) {
      if (taken[r] == limits[r]) continue;
      ++taken[r];
      rep_of[i] = r;
      choose(i + 1);
      rep_of[i].reset();
      --taken[r];
    }
  };
  choose(0);
  return *best;
}

inline std::vector<std::optional<std::size_t>> reps_of(const Assignment& assignment) {
  std::vector<std::optional<std::size_t>> reps;
  for (const Placement& placement : assignment.placements) reps.push_back(placement.rep);
  return reps;
}

}  // namespace salesctl::testing

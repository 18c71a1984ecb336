#include "assign/assign.hpp"

#include <algorithm>
#include <numeric>

#include "assign/deal.hpp"
#include "assign/share_out.hpp"

namespace salesctl {
namespace {

template <typename Things>
std::vector<std::size_t> order_by_id(const Things& things) {
  std::vector<std::size_t> order(things.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return things[a].id < things[b].id; });
  return order;
}

std::vector<std::size_t> inverse(const std::vector<std::size_t>& order) {
  std::vector<std::size_t> place(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  return place;
}

AssignProblem sorted(const AssignProblem& problem, const std::vector<std::size_t>& reps, const std::vector<std::size_t>& items) {
  const std::vector<std::size_t> rep_place = inverse(reps);
  AssignProblem s;
  s.method = problem.method;
  s.by_value = problem.by_value;
  s.min_share = problem.min_share;
  s.max_share = problem.max_share;
  s.turns = problem.turns;
  for (const std::size_t r : reps) s.reps.push_back(problem.reps[r]);
  for (const std::size_t i : items) {
    s.items.push_back(problem.items[i]);
    if (s.items.back().owner) s.items.back().owner = rep_place[*s.items.back().owner];
  }
  for (const std::vector<std::size_t>& rule : problem.rules) {
    std::vector<std::size_t>& places = s.rules.emplace_back();
    for (const std::size_t r : rule) places.push_back(rep_place[r]);
  }
  for (const std::vector<std::int64_t>& rule : problem.credits) {
    std::vector<std::int64_t>& credits = s.credits.emplace_back();
    for (const std::size_t r : reps) credits.push_back(rule[r]);
  }
  return s;
}

Assignment balanced(const AssignProblem& problem, const std::vector<std::int64_t>& limits) {
  const Groups groups = group(problem);
  const Flows flows = balance(problem, groups, limits);
  Assignment assignment{share_out(problem, groups, flows), {}};
  find_runners_up(problem, groups, flows, limits, assignment.placements);
  return assignment;
}

}  // namespace

Assignment assign(const AssignProblem& problem) {
  const std::vector<std::size_t> reps = order_by_id(problem.reps);
  const std::vector<std::size_t> items = order_by_id(problem.items);
  const AssignProblem canonical = sorted(problem, reps, items);
  const std::vector<std::int64_t> limits = item_limits(canonical);
  const Assignment found = problem.method == AssignMethod::optimal ? balanced(canonical, limits) : deal(canonical, limits);
  Assignment assignment;
  assignment.placements.resize(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    Placement placement = found.placements[i];
    if (placement.rep) placement.rep = reps[*placement.rep];
    if (placement.runner_up) placement.runner_up->rep = reps[placement.runner_up->rep];
    assignment.placements[items[i]] = placement;
  }
  for (const std::vector<std::int64_t>& rule : found.credits) {
    std::vector<std::int64_t>& credits = assignment.credits.emplace_back(reps.size());
    for (std::size_t r = 0; r < reps.size(); ++r) credits[reps[r]] = rule[r];
  }
  return assignment;
}

}  // namespace salesctl

#include "assign/deal.hpp"

#include <algorithm>

namespace salesctl {
namespace {

/// Whose turn it is, and who would be next; and the credits after it.
struct Turn {
  std::optional<std::size_t> rep;
  std::optional<std::size_t> next;
};

Turn take_turn(const AssignProblem& problem, const std::vector<std::size_t>& takers, const std::vector<std::int64_t>& room,
               std::vector<std::int64_t>& credits) {
  const bool weighted = problem.method == AssignMethod::weighted;
  Turn turn;
  std::int64_t gained = 0;
  const auto has_more = [&](std::size_t a, const std::optional<std::size_t>& b) { return !b || credits[a] > credits[*b]; };
  for (const std::size_t rep : takers) {
    if (room[rep] == 0) continue;
    const std::int64_t weight = weighted ? problem.reps[rep].weight.billionths : Rate::one;
    credits[rep] += weight;
    gained += weight;
    if (has_more(rep, turn.rep)) {
      turn.next = turn.rep;
      turn.rep = rep;
    } else if (has_more(rep, turn.next)) {
      turn.next = rep;
    }
  }
  if (turn.rep) credits[*turn.rep] -= gained;
  return turn;
}

}  // namespace

Assignment deal(const AssignProblem& problem, const std::vector<std::int64_t>& limits) {
  Assignment dealt{std::vector<Placement>(problem.items.size()), problem.credits};
  const auto turns_of = [&](std::size_t rule) { return problem.turns.empty() ? rule : problem.turns[rule]; };
  for (std::size_t rule = 0; rule < problem.rules.size(); ++rule) dealt.credits.resize(std::max(dealt.credits.size(), turns_of(rule) + 1));
  for (std::vector<std::int64_t>& credits : dealt.credits) credits.resize(problem.reps.size());
  std::vector<std::int64_t> room = limits;
  std::vector<std::vector<std::size_t>> takers(problem.rules.size());
  for (std::size_t rule = 0; rule < takers.size(); ++rule) {
    std::ranges::copy_if(problem.rules[rule], std::back_inserter(takers[rule]), [&](std::size_t r) { return problem.reps[r].takes_new; });
    std::ranges::sort(takers[rule]);
  }
  for (std::size_t i = 0; i < problem.items.size(); ++i) {
    const AssignItem& item = problem.items[i];
    if (!item.in_play) continue;
    Placement& placement = dealt.placements[i];
    if (!item.rule) {
      placement.unplaced = Unplaced::no_rule;
      continue;
    }
    const Turn turn = take_turn(problem, takers[*item.rule], room, dealt.credits[turns_of(*item.rule)]);
    placement.rep = turn.rep;
    if (!turn.rep) {
      placement.unplaced = takers[*item.rule].empty() ? Unplaced::nobody_there : Unplaced::full;
      continue;
    }
    --room[*turn.rep];
    if (turn.next) placement.runner_up = RunnerUp{*turn.next, RunnerUpCost::turn, 0, 0, false};
  }
  return dealt;
}

}  // namespace salesctl

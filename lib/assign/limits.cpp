// What a run may give each rep, and what it is measured by.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "assign/assign.hpp"

namespace salesctl {
namespace {

constexpr std::size_t level_count = 10;

/// Rounded down; shares are between 0 and 1, so nothing overflows below nine billion items.
std::int64_t part(std::int64_t items, Rate share) { return items * share.billionths / Rate::one; }

std::int64_t fitting(const AssignProblem& problem) {
  return std::ranges::count_if(problem.items, [](const AssignItem& i) { return i.in_play && i.rule; });
}

/// An even share of the items that need a rep, by weight among those who take new ones, rounded up. By rep.
std::vector<std::int64_t> even_shares(const AssignProblem& problem) {
  const auto seeking = std::ranges::count_if(problem.items, [&](const AssignItem& i) { return i.in_play && i.rule && !may_stay(problem, i); });
  long double all = 0;  // weights are exact in it, the sum of ten thousand too
  for (const AssignRep& rep : problem.reps) all += rep.takes_new ? static_cast<long double>(rep.weight.billionths) : 0;
  std::vector<std::int64_t> shares;
  for (const AssignRep& rep : problem.reps) {
    const auto weight = static_cast<long double>(rep.weight.billionths);
    shares.push_back(all > 0 ? static_cast<std::int64_t>(std::ceil(static_cast<long double>(seeking) * weight / all)) : 0);
  }
  return shares;
}

}  // namespace

bool may_stay(const AssignProblem& problem, const AssignItem& item) {
  if (!item.in_play || !item.owner || !item.rule || !problem.reps[*item.owner].takes_new) return false;
  const std::vector<std::size_t>& reps = problem.rules[*item.rule];
  return std::ranges::find(reps, *item.owner) != reps.end();
}

std::vector<std::int64_t> item_limits(const AssignProblem& problem) {
  const std::int64_t items = fitting(problem);
  std::vector<std::int64_t> kept(problem.reps.size());
  std::vector<std::int64_t> own(problem.reps.size());
  for (const AssignItem& item : problem.items) {
    if (!item.owner) continue;
    ++(item.in_play ? own : kept)[*item.owner];
  }
  const std::vector<std::int64_t> even = even_shares(problem);
  std::vector<std::int64_t> limits;
  for (std::size_t r = 0; r < problem.reps.size(); ++r) {
    const AssignRep& rep = problem.reps[r];
    std::int64_t limit = rep.takes_new ? items : 0;
    if (rep.capacity) limit = std::min(limit, std::max<std::int64_t>(*rep.capacity - kept[r], 0));
    if (problem.max_share) limit = std::min(limit, std::max<std::int64_t>(part(items, *problem.max_share), 1));
    if (rep.returned) limit = std::min(limit, own[r] + even[r]);
    limits.push_back(limit);
  }
  return limits;
}

std::vector<std::size_t> value_levels(const AssignProblem& problem) {
  const std::vector<AssignItem>& items = problem.items;
  std::vector<std::size_t> levels(items.size());
  if (!problem.by_value) return levels;
  std::vector<std::size_t> order(items.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return items[a].value > items[b].value; });
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool same = i > 0 && items[order[i]].value == items[order[i - 1]].value;
    levels[order[i]] = same ? levels[order[i - 1]] : i * level_count / order.size();
  }
  return levels;
}

LoadCost::LoadCost(const AssignProblem& problem, std::int64_t scale) {
  std::int64_t largest = 0;
  for (const AssignRep& rep : problem.reps) largest = std::max(largest, rep.weight.billionths);
  for (const AssignRep& rep : problem.reps) {
    equal_ = equal_ && rep.weight.billionths == largest;
    const double ratio = static_cast<double>(largest) / static_cast<double>(rep.weight.billionths);
    unit_.push_back(std::llround(ratio * static_cast<double>(scale)));
  }
}

}  // namespace salesctl

#include "model/stage_chance.hpp"

#include <algorithm>
#include <cmath>

namespace salesctl {

std::vector<StageChance> stage_chances(const Deals& deals) {
  std::vector<StageChance> chances(deals.stages.size());
  std::int64_t won = 0;
  std::int64_t decided = 0;
  for (std::size_t i = 0; i < deals.deals.size(); ++i) {
    const Deal& deal = deals.deals[i];
    if (deal.state == DealState::open) continue;
    const std::int64_t is_won = deal.state == DealState::won ? 1 : 0;
    ++decided;
    won += is_won;
    if (deal.inferred) continue;
    const std::span<const DealStep> path = deals.path(i);
    for (std::size_t k = 0; k < path.size(); ++k) {
      if (!is_first_visit(path, k)) continue;
      StageChance& chance = chances[static_cast<std::size_t>(path[k].stage)];
      ++chance.decided;
      chance.won += is_won;
    }
  }
  if (decided == 0) return chances;
  const double prior = static_cast<double>(won) / static_cast<double>(decided) * deals_of_prior;
  for (StageChance& chance : chances) {
    const double share = (static_cast<double>(chance.won) + prior) / static_cast<double>(chance.decided + deals_of_prior);
    chance.probability = Rate{std::llrint(share * 10'000) * (Rate::one / 10'000)};
  }
  return chances;
}

std::vector<std::optional<Rate>> probabilities(const std::vector<Stage>& rules, const Deals& deals) {
  const std::vector<StageChance> chances = learns(rules) ? stage_chances(deals) : std::vector<StageChance>();
  std::vector<std::optional<Rate>> list;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    list.push_back(rules[i].learned ? chances[i].probability : std::optional(rules[i].probability));
  }
  return list;
}

Rate probability_of(const Deal& deal, const DealOutlook& outlook, std::span<const std::optional<Rate>> probabilities) {
  const auto stage = static_cast<std::size_t>(deal.stage);
  const std::optional<Rate> of_stage = stage < probabilities.size() ? probabilities[stage] : std::nullopt;
  return outlook.probability.value_or(of_stage.value_or(Rate{}));
}

bool learns(const std::vector<Stage>& rules) { return std::ranges::any_of(rules, &Stage::learned); }

}  // namespace salesctl

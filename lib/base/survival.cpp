#include "base/survival.hpp"

#include <algorithm>

namespace salesctl {

std::vector<SurvivalStep> survival(std::vector<Spell> spells) {
  std::ranges::sort(spells, {}, &Spell::days);
  std::vector<SurvivalStep> curve;
  double surviving = 1;
  for (auto at = spells.begin(); at != spells.end();) {
    const auto next = std::find_if(at, spells.end(), [&](const Spell& s) { return s.days != at->days; });
    const std::int64_t ended = std::count_if(at, next, [](const Spell& s) { return s.over; });
    const std::int64_t at_risk = spells.end() - at;
    if (ended > 0) {
      surviving *= static_cast<double>(at_risk - ended) / static_cast<double>(at_risk);
      curve.push_back({at->days, at_risk, ended, surviving});
    }
    at = next;
  }
  return curve;
}

std::optional<int> quantile(const std::vector<SurvivalStep>& curve, double share) {
  constexpr double noise = 1e-9;  // of the products: 1/2 may come out as 0.5000000000000001
  const auto it = std::ranges::find_if(curve, [&](const SurvivalStep& step) { return step.surviving <= 1 - share + noise; });
  if (it == curve.end()) return std::nullopt;
  return it->days;
}

}  // namespace salesctl

#include "score/conversion.hpp"

#include <algorithm>

namespace salesctl {
namespace {

constexpr std::size_t least_leads = 50;
constexpr std::size_t least_converted = 10;
constexpr std::int64_t least_waiting = 20;

}  // namespace

std::optional<Conversion> Conversion::of(const std::vector<LeadWait>& leads) {
  Conversion found;
  found.leads = leads.size();
  found.converted = static_cast<std::size_t>(std::ranges::count(leads, true, &LeadWait::converted));
  if (found.leads < least_leads || found.converted < least_converted) return std::nullopt;
  std::vector<Spell> waits;
  for (const LeadWait& lead : leads) waits.push_back({lead.days, lead.converted});
  found.curve_ = survival(std::move(waits));
  std::erase_if(found.curve_, [](const SurvivalStep& step) { return step.at_risk < least_waiting; });
  if (found.curve_.empty()) return std::nullopt;
  return found;
}

double Conversion::chance(int days) const {
  const auto after = std::ranges::upper_bound(curve_, days, {}, &SurvivalStep::days);
  const double now = after == curve_.begin() ? 1 : std::prev(after)->surviving;
  return now > 0 ? 1 - curve_.back().surviving / now : 0;
}

}  // namespace salesctl

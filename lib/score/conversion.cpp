#include "score/conversion.hpp"

#include <algorithm>

namespace salesctl {
namespace {

constexpr std::size_t least_leads = 50;
constexpr std::size_t least_converted = 10;
constexpr std::size_t least_waiting = 20;

}  // namespace

std::optional<Conversion> Conversion::of(std::vector<LeadWait> leads) {
  Conversion found;
  found.leads = leads.size();
  found.converted = static_cast<std::size_t>(std::ranges::count(leads, true, &LeadWait::converted));
  if (found.leads < least_leads || found.converted < least_converted) return std::nullopt;
  std::ranges::sort(leads, {}, &LeadWait::days);
  double still = 1;
  for (std::size_t i = 0; i < leads.size();) {
    const std::size_t waiting = leads.size() - i;
    if (waiting < least_waiting) break;
    const int day = leads[i].days;
    std::size_t converted = 0;
    for (; i < leads.size() && leads[i].days == day; ++i) converted += leads[i].converted ? 1 : 0;
    if (converted == 0) continue;
    still *= 1 - static_cast<double>(converted) / static_cast<double>(waiting);
    found.days_.push_back(day);
    found.still_.push_back(still);
  }
  if (found.days_.empty()) return std::nullopt;
  return found;
}

double Conversion::chance(int days) const {
  const auto after = std::ranges::upper_bound(days_, days);
  const double now = after == days_.begin() ? 1 : still_[static_cast<std::size_t>(after - days_.begin()) - 1];
  return now > 0 ? 1 - still_.back() / now : 0;
}

}  // namespace salesctl

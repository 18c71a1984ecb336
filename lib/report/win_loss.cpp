#include "report/win_loss.hpp"

#include <algorithm>

#include "report/intervals.hpp"

namespace salesctl {

std::optional<Rate> WinLoss::rate() const { return share_rate(won, decided()); }

std::optional<Interval> WinLoss::interval() const {
  if (decided() == 0) return std::nullopt;
  return share_interval(won, decided());
}

WinLosses win_loss(const Deals& deals, const DealGroups& groups, const std::optional<Span>& period) {
  WinLosses found;
  found.groups.resize(groups.groups.size());
  for (std::size_t i = 0; i < deals.deals.size(); ++i) {
    const Deal& deal = deals.deals[i];
    if (deal.state == DealState::open) continue;
    if (period && !deal.ended) ++found.undated;
    if (period && (!deal.ended || !period->contains(from_day_number(*deal.ended)))) continue;
    WinLoss& group = found.groups[static_cast<std::size_t>(groups.of[i])];
    const bool won = deal.state == DealState::won;
    ++(won ? group.won : group.lost);
    if (deal.amount) (won ? group.won_value : group.lost_value) += *deal.amount;
    if (deal.began && deal.ended && *deal.began <= *deal.ended) {
      (won ? group.won_days : group.lost_days).push_back(*deal.ended - *deal.began);
    }
  }
  return found;
}

std::optional<double> median(std::vector<int> days) {
  if (days.empty()) return std::nullopt;
  const auto middle = days.begin() + static_cast<std::ptrdiff_t>(days.size() / 2);
  std::ranges::nth_element(days, middle);
  if (days.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(days.begin(), middle)) / 2.0;
}

}  // namespace salesctl

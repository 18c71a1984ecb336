// What decided deals say: how many are won and why the others are lost, and how long that takes.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/interval.hpp"
#include "base/period.hpp"
#include "base/rate.hpp"
#include "model/deal.hpp"

namespace salesctl {

/// Deals of a group that were won or lost. The money is that of deals with an amount; the days are from the first to the
/// last, of deals of which both are known.
struct WinLoss {
  std::int64_t won = 0;
  std::int64_t lost = 0;
  Money won_value;
  Money lost_value;
  std::vector<int> won_days;
  std::vector<int> lost_days;

  std::int64_t decided() const { return won + lost; }
  std::optional<Rate> rate() const;          // won / decided, to four decimals half-even; nothing where none is decided
  std::optional<Interval> interval() const;  // of it, 95% (report/intervals.hpp)
};

struct WinLosses {
  std::vector<WinLoss> groups;  // by group
  std::int64_t undated = 0;     // decided deals left out, as nothing says when
};

/// Deals decided within `period`; without one, all.
WinLosses win_loss(const Deals& deals, const DealGroups& groups, const std::optional<Span>& period);

/// The value in the middle of the ordered days; of an even number the mean of the two.
std::optional<double> median(std::vector<int> days);

}  // namespace salesctl

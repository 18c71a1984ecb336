#include "goal/look_ahead.hpp"

#include <algorithm>

#include "base/proportion.hpp"
#include "goal/growth.hpp"

namespace salesctl {
namespace {

/// The first day after so many working days of the span.
Date after_working_days(const Calendar& calendar, Span span, int count) {
  Date day = span.from;
  for (; day < span.to && count > 0; day += std::chrono::days{1}) count -= is_working_day(calendar, day) ? 1 : 0;
  return day;
}

}  // namespace

std::size_t LookAhead::reaching(Money target) const { return static_cast<std::size_t>(ends.end() - std::ranges::lower_bound(ends, target)); }

std::optional<LookAhead> look_ahead(const Calendar& calendar, Span period, Date as_of, Money actual, std::span<const DayTotal> days) {
  const int all = working_days(calendar, period);
  const int gone = working_days(calendar, intersect(period, {period.from, as_of + std::chrono::days{1}}));
  const std::optional<Span> covered = covered_span(days, as_of);
  if (gone <= 0 || gone >= all || !covered) return std::nullopt;
  LookAhead look;
  Span before = period;
  for (std::size_t i = 0; i < most_periods_before; ++i) {
    before = span_before(before, before.to);
    if (before.from < covered->from) break;
    const auto as_many = static_cast<int>(in_proportion(Money{working_days(calendar, before)}, gone, all).minor);
    const Money by_then = total_in(days, {before.from, after_working_days(calendar, before, as_many)});
    if (by_then > Money{}) look.ends.push_back(in_proportion(actual, total_in(days, before).minor, by_then.minor));
  }
  if (look.ends.size() < 2) return std::nullopt;
  std::ranges::sort(look.ends);
  return look;
}

}  // namespace salesctl

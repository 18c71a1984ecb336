#include "goal/growth.hpp"

#include <algorithm>

#include "base/date.hpp"

namespace salesctl {
namespace {

using std::chrono::days;

Date month_start(Date date) { return period_of(date, PeriodUnit::month, {}).span.from; }
Date month_end(Date date) { return period_of(date, PeriodUnit::month, {}).span.to; }

/// The span moved back by months: its edges when both begin months, else its first day, with its length kept.
Span months_before(Span span, int months) {
  const Date from = add_months(span.from, -months);
  if (month_start(span.from) == span.from && month_start(span.to) == span.to) return {from, add_months(span.to, -months)};
  return {from, from + days{span.days()}};
}

bool within(Span inner, Span outer) { return outer.from <= inner.from && inner.to <= outer.to; }

}  // namespace

std::optional<Span> covered_span(std::span<const DayTotal> totals, Date as_of) {
  const auto known = [&](const DayTotal& total) { return total.day <= as_of && total.facts > 0; };
  const auto first = std::ranges::find_if(totals, known);
  if (first == totals.end()) return std::nullopt;
  const auto last = std::ranges::find_if(totals.rbegin(), totals.rend(), known);
  Span span{month_start(first->day), month_end(last->day)};
  if (first->day >= span.from + days{7}) span.from = month_end(first->day);
  if (span.to > as_of + days{1}) {
    span.to = as_of + days{1};
  } else if (last->day < span.to - days{7}) {
    span.to = month_start(last->day);
  }
  if (span.empty()) return std::nullopt;
  return span;
}

Money total_in(std::span<const DayTotal> totals, Span span) {
  Money sum;
  for (auto it = std::ranges::lower_bound(totals, span.from, {}, &DayTotal::day); it != totals.end() && it->day < span.to; ++it) {
    sum += Money{it->value};
  }
  return sum;
}

std::vector<Growth> past_growths(std::span<const DayTotal> totals, Span goal, Span covered) {
  std::vector<Growth> growths;
  for (int months = 1;; ++months) {
    const Span span = months_before(goal, months);
    const Span before = years_before(span, 1);
    if (before.from < covered.from) break;
    if (!within(span, covered)) continue;
    Growth growth{span, total_in(totals, span), total_in(totals, before)};
    if (growth.before.minor <= 0) continue;
    growth.rate = static_cast<double>(growth.value.minor) / static_cast<double>(growth.before.minor) - 1;
    growths.push_back(growth);
  }
  return growths;
}

std::string span_name(Span span, FiscalYear fiscal) {
  for (const PeriodUnit unit : {PeriodUnit::year, PeriodUnit::half, PeriodUnit::quarter, PeriodUnit::month, PeriodUnit::week,
                                PeriodUnit::day}) {
    const Period period = period_of(span.from, unit, fiscal);
    if (period.span == span) return period.name;
  }
  if (month_start(span.from) == span.from && month_start(span.to) == span.to) {
    return format_date(span.from).substr(0, 7) + ".." + format_date(span.to - days{1}).substr(0, 7);
  }
  return format_date(span.from) + ".." + format_date(span.to - days{1});
}

}  // namespace salesctl

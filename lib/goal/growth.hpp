// How a metric grew in the past: what a goal asks is held against it.
//
// A growth compares a span with the same one a year before. Past growths are those of all spans as long as the goal's,
// slid back from it month by month, as far as both the span and the one a year before are covered by facts.
// Facts cover the months from that of the first fact to that of the last: without the first one when its first fact
// comes after its first week, without the last one when its last fact comes before its last week.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/money.hpp"
#include "base/period.hpp"
#include "model/funnel.hpp"

namespace salesctl {

/// What facts up to `as_of` cover; nothing without facts. A month that `as_of` falls into is covered up to that day.
std::optional<Span> covered_span(std::span<const DayTotal> days, Date as_of);

/// The metric in a span. Throws DataError when it is too large.
Money total_in(std::span<const DayTotal> days, Span span);

struct Growth {
  Span span;
  Money value;
  Money before;  // in the same span a year before; above zero
  double rate = 0;  // value / before - 1
};

/// Latest first. Spans whose year before was not above zero have no growth and are left out.
std::vector<Growth> past_growths(std::span<const DayTotal> days, Span goal, Span covered);

/// "2025-Q3" where the span is a period with a name, "2025-07..2026-06" where it is months, else its first and last day.
std::string span_name(Span span, FiscalYear fiscal);

}  // namespace salesctl

// What a running period will come to if the rest of it goes as the rest of earlier periods went.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/calendar.hpp"
#include "base/money.hpp"
#include "base/period.hpp"
#include "model/funnel.hpp"

namespace salesctl {

constexpr std::size_t most_periods_before = 8;

struct LookAhead {
  std::vector<Money> ends;  // what the period would come to, by each period before; ascending

  Money low() const { return ends.front(); }
  Money median() const { return ends[(ends.size() - 1) / 2]; }  // the lower one of two
  Money high() const { return ends.back(); }
  std::size_t reaching(Money target) const;  // how many of the ends
};

/// Of each of up to eight periods before that facts cover (see covered_span): all it came to over what it had come to when
/// the same share of its working days was gone, times what this one has come to, half to even. Periods that had nothing by
/// then say nothing; fewer than two that do, or no working day gone or left: nothing.
std::optional<LookAhead> look_ahead(const Calendar& calendar, Span period, Date as_of, Money actual, std::span<const DayTotal> days);

}  // namespace salesctl

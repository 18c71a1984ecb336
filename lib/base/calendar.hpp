// Working days: a working week, less holidays, plus make-up working days (调休).
#pragma once

#include <array>
#include <set>

#include "base/date.hpp"
#include "base/period.hpp"

namespace salesctl {

struct Calendar {
  /// Monday first.
  std::array<bool, 7> working_week{true, true, true, true, true, false, false};
  std::set<Date> holidays;
  /// Days worked although the week or a holiday says otherwise; they win over holidays.
  std::set<Date> workdays;
  bool operator==(const Calendar&) const = default;
};

bool is_working_day(const Calendar& calendar, Date date);

/// How many days of the span are worked; 0 for an empty span. Cost grows with weeks and listed days, not per call.
int working_days(const Calendar& calendar, Span span);

}  // namespace salesctl

#include "base/calendar.hpp"

#include <algorithm>

namespace salesctl {
namespace {

std::size_t weekday_of(Date date) {
  return std::chrono::weekday{date}.iso_encoding() - 1;
}

bool in_working_week(const Calendar& calendar, Date date) { return calendar.working_week[weekday_of(date)]; }

int worked_by_week(const Calendar& calendar, Span span) {
  const int weeks = span.days() / 7;
  int days = weeks * static_cast<int>(std::ranges::count(calendar.working_week, true));
  for (Date d = span.from + std::chrono::days{weeks * 7}; d < span.to; d += std::chrono::days{1}) {
    days += in_working_week(calendar, d) ? 1 : 0;
  }
  return days;
}

}  // namespace

bool is_working_day(const Calendar& calendar, Date date) {
  if (calendar.workdays.contains(date)) return true;
  return !calendar.holidays.contains(date) && in_working_week(calendar, date);
}

int working_days(const Calendar& calendar, Span span) {
  if (span.empty()) return 0;
  int days = worked_by_week(calendar, span);
  for (auto it = calendar.holidays.lower_bound(span.from); it != calendar.holidays.end() && *it < span.to; ++it) {
    if (in_working_week(calendar, *it) && !calendar.workdays.contains(*it)) --days;
  }
  for (auto it = calendar.workdays.lower_bound(span.from); it != calendar.workdays.end() && *it < span.to; ++it) {
    if (!in_working_week(calendar, *it)) ++days;
  }
  return days;
}

}  // namespace salesctl

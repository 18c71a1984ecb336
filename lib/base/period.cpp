#include "base/period.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace salesctl {
namespace {

using std::chrono::days;
using std::chrono::months;

Date first_of_month(int year, unsigned month) { return make_date(year, month, 1); }

Date add_months(Date first, int count) {
  const auto moved = ymd(first) + months{count};
  return Date{moved};
}

int year_of(Date date) { return static_cast<int>(ymd(date).year()); }
unsigned month_of(Date date) { return static_cast<unsigned>(ymd(date).month()); }

/// The calendar year in which the fiscal year that holds the date began.
int fiscal_year(Date date, FiscalYear fiscal) {
  return month_of(date) >= fiscal.start_month ? year_of(date) : year_of(date) - 1;
}

int fiscal_month(Date date, FiscalYear fiscal) {
  return (static_cast<int>(month_of(date)) + 12 - static_cast<int>(fiscal.start_month)) % 12;
}

/// `index` counts from 0 within the fiscal year; each part has `length` months.
Period fiscal_part(int year, int index, int length, FiscalYear fiscal) {
  const Date from = add_months(first_of_month(year, fiscal.start_month), index * length);
  std::string name = fmt::format("{:04}", year);
  if (length == 6) name += fmt::format("-H{}", index + 1);
  if (length == 3) name += fmt::format("-Q{}", index + 1);
  return {name, {from, add_months(from, length)}};
}

Period month_of_date(Date date) {
  const Date from = first_of_month(year_of(date), month_of(date));
  return {fmt::format("{:04}-{:02}", year_of(date), month_of(date)), {from, add_months(from, 1)}};
}

Date monday(Date date) { return date - (std::chrono::weekday{date} - std::chrono::Monday); }

/// ISO 8601: the week belongs to the year its Thursday is in.
Period week_of(Date date) {
  const Date from = monday(date);
  const int year = year_of(from + days{3});
  const Date first = monday(make_date(year, 1, 4));
  return {fmt::format("{:04}-W{:02}", year, (from - first).count() / 7 + 1), {from, from + days{7}}};
}

}  // namespace

Span intersect(Span a, Span b) {
  const Date from = std::max(a.from, b.from);
  return {from, std::max(from, std::min(a.to, b.to))};
}

Period period_of(Date date, PeriodUnit unit, FiscalYear fiscal) {
  switch (unit) {
    case PeriodUnit::day:
      return {format_date(date), {date, date + days{1}}};
    case PeriodUnit::week:
      return week_of(date);
    case PeriodUnit::month:
      return month_of_date(date);
    case PeriodUnit::quarter:
      return fiscal_part(fiscal_year(date, fiscal), fiscal_month(date, fiscal) / 3, 3, fiscal);
    case PeriodUnit::half:
      return fiscal_part(fiscal_year(date, fiscal), fiscal_month(date, fiscal) / 6, 6, fiscal);
    case PeriodUnit::year:
      break;
  }
  return fiscal_part(fiscal_year(date, fiscal), 0, 12, fiscal);
}

std::vector<Period> split_span(Span span, PeriodUnit unit, FiscalYear fiscal) {
  std::vector<Period> pieces;
  for (Date at = span.from; at < span.to;) {
    Period piece = period_of(at, unit, fiscal);
    piece.span = intersect(piece.span, span);
    if (unit == PeriodUnit::week) piece.span = intersect(piece.span, month_of_date(at).span);
    at = piece.span.to;
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

Span years_before(Span span, int years) {
  const auto is_first = [](Date d) { return ymd(d).day() == std::chrono::day{1}; };
  const bool months_long = is_first(span.from) && is_first(span.to);
  if (!months_long && span.days() == 7 && monday(span.from) == span.from) {
    return {span.from - days{364 * years}, span.to - days{364 * years}};
  }
  const auto back = [years](Date d) {
    auto moved = ymd(d) - std::chrono::years{years};
    if (!moved.ok()) moved = moved.year() / std::chrono::March / 1;
    return Date{moved};
  };
  return {back(span.from), back(span.to)};
}

Span span_before(Span span, Date to) {
  const bool months_long = ymd(span.from).day() == std::chrono::day{1} && ymd(span.to).day() == std::chrono::day{1};
  const int count = (year_of(span.to) - year_of(span.from)) * 12 + static_cast<int>(month_of(span.to)) -
                    static_cast<int>(month_of(span.from));
  const auto back = [&](Date d) {
    if (!months_long) return d - days{span.days()};
    const auto moved = ymd(d) - months{count};
    return moved.ok() ? Date{moved} : Date{(moved.year() / moved.month() / 1) + months{1}};
  };
  return {back(span.from), back(std::clamp(to, span.from, span.to))};
}

}  // namespace salesctl

// Periods: what a user writes (2026-Q3, last-month, A..B) and how a span is cut into smaller ones.
// Spans are half-open. Years, halves and quarters are fiscal when fiscal_year_start is set and are named for the
// calendar year they start in; months, ISO weeks and days are always calendar.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

namespace salesctl {

/// From `from` (included) to `to` (excluded).
struct Span {
  Date from;
  Date to;
  bool operator==(const Span&) const = default;
  bool empty() const { return to <= from; }
  bool contains(Date d) const { return from <= d && d < to; }
  int days() const { return static_cast<int>((to - from).count()); }
};

/// The part of a that lies in b; empty (from == to) when they do not meet.
Span intersect(Span a, Span b);

/// Finest first, so that `a < b` says that a is finer.
enum class PeriodUnit { day, week, month, quarter, half, year };

/// "quarter" and so on; throws ValueError listing the units.
PeriodUnit parse_period_unit(std::string_view text);
std::string_view to_string(PeriodUnit unit);

/// The month (1-12) the fiscal year begins in, on its first day.
struct FiscalYear {
  unsigned start_month = 1;
  bool operator==(const FiscalYear&) const = default;
};

/// Reads "MM-DD" or "MM"; throws ValueError unless the day is 01, because months are always calendar.
FiscalYear parse_fiscal_year_start(std::string_view text);

/// A span with its name: the canonical one (2026-Q3) where there is one, else "2026-01-05..2026-02-01"
/// (both ends included).
struct Period {
  std::string name;
  Span span;
  bool operator==(const Period&) const = default;
};

/// Reads 2026, 2026-H1, 2026-Q3, 2026-07, 2026-W31, 2026-07-15, A..B (any two of these, both included), or
/// today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year
/// ytd qtd mtd (relative to `today`; -td ends with today). Throws ValueError with the forms allowed.
Period parse_period(std::string_view text, Date today, FiscalYear fiscal);

/// The period of that unit that holds `date`.
Period period_of(Date date, PeriodUnit unit, FiscalYear fiscal);

/// Cuts a span into consecutive periods of a unit, clipped to the span; weeks are also cut at month edges so
/// that they add up to months. A clipped piece keeps the canonical name of the whole it is part of
/// ("2026-W31" twice when that week straddles July and August): its span tells the two apart.
std::vector<Period> split_span(Span span, PeriodUnit unit, FiscalYear fiscal);

/// The same period of `years` years before: same unit, same place in the year. Seven days from a Monday are a week
/// and move by 52 weeks per year, so that they are a week again; all others move by calendar years, where an edge on
/// 29 February becomes 1 March: adjacent spans stay adjacent, and the day 29 February alone becomes empty.
Span years_before(Span span, int years);

/// The span just before, of the same kind: as many calendar months before where it is of whole months (2026-Q2 ->
/// 2026-Q1), else as many days (a week -> the week before). `to`, where it lies within the span, ends the span before at
/// the same place, to compare like with like; of months, an edge on a day that the month has not becomes the first of
/// the next: the year up to 30 June goes with the year before up to 30 June.
Span span_before(Span span, Date to);

}  // namespace salesctl

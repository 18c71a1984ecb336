#include "base/period.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/number.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

using std::chrono::days;
using std::chrono::months;

constexpr std::array<std::string_view, 6> unit_names{"day", "week", "month", "quarter", "half", "year"};

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

int number(std::string_view text) {
  int value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = !text.empty() && text.front() >= '0' && text.front() <= '9';
  return whole && error == std::errc{} && end == text.data() + text.size() ? value : -1;
}

ValueError not_a_period(std::string_view text) {
  return ValueError(tr("\"{}\" is not a period", printable(text)),
                    tr("write 2026, 2026-H1, 2026-Q3, 2026-07, 2026-W31, 2026-07-15, A..B, or today yesterday this-week "
                       "last-week this-month last-month this-quarter last-quarter this-year last-year ytd qtd mtd"));
}

Period iso_week(std::string_view text, int year, int week) {
  const Period period = week_of(monday(make_date(year, 1, 4)) + days{7 * (week - 1)});
  if (week < 1 || period.name != text) throw not_a_period(text);
  return period;
}

/// 2026, 2026-H1, 2026-Q3, 2026-07, 2026-W31, 2026-07-15.
Period absolute(std::string_view text, FiscalYear fiscal) {
  const int year = text.size() >= 4 ? number(text.substr(0, 4)) : -1;
  if (year < 1000) throw not_a_period(text);
  if (text.size() == 4) return fiscal_part(year, 0, 12, fiscal);
  const std::string_view rest = text.substr(4);
  if (rest.size() == 3 && (rest[1] == 'H' || rest[1] == 'Q')) {
    const int length = rest[1] == 'H' ? 6 : 3;
    const int index = rest[2] - '1';
    if (rest[0] == '-' && index >= 0 && index < 12 / length) return fiscal_part(year, index, length, fiscal);
  } else if (rest.size() == 4 && rest.starts_with("-W")) {
    return iso_week(text, year, number(rest.substr(2)));
  } else if (rest.size() == 3 && rest[0] == '-') {
    const int month = number(rest.substr(1));
    if (month >= 1 && month <= 12) return month_of_date(first_of_month(year, static_cast<unsigned>(month)));
  } else if (rest.size() == 6) {
    const Date day = parse_date(text);
    return {format_date(day), {day, day + days{1}}};
  }
  throw not_a_period(text);
}

Period named(Span span) { return {format_date(span.from) + ".." + format_date(span.to - days{1}), span}; }

Period to_date(PeriodUnit unit, Date today, FiscalYear fiscal) {
  return named({period_of(today, unit, fiscal).span.from, today + days{1}});
}

std::optional<Period> relative(std::string_view text, Date today, FiscalYear fiscal) {
  if (text == "today") return period_of(today, PeriodUnit::day, fiscal);
  if (text == "yesterday") return period_of(today - days{1}, PeriodUnit::day, fiscal);
  if (text == "ytd") return to_date(PeriodUnit::year, today, fiscal);
  if (text == "qtd") return to_date(PeriodUnit::quarter, today, fiscal);
  if (text == "mtd") return to_date(PeriodUnit::month, today, fiscal);
  const bool last = text.starts_with("last-");
  if (!last && !text.starts_with("this-")) return std::nullopt;
  const auto unit = std::ranges::find(unit_names, text.substr(5));
  if (unit == unit_names.end() || *unit == "day" || *unit == "half") return std::nullopt;
  const auto which = static_cast<PeriodUnit>(unit - unit_names.begin());
  const Period current = period_of(today, which, fiscal);
  return last ? period_of(current.span.from - days{1}, which, fiscal) : current;
}

}  // namespace

Span intersect(Span a, Span b) {
  const Date from = std::max(a.from, b.from);
  return {from, std::max(from, std::min(a.to, b.to))};
}

PeriodUnit parse_period_unit(std::string_view text) {
  const auto it = std::ranges::find(unit_names, text);
  if (it == unit_names.end()) {
    throw ValueError(tr("there is no period unit \"{}\"", printable(text)), tr("units: day week month quarter half year"));
  }
  return static_cast<PeriodUnit>(it - unit_names.begin());
}

std::string_view to_string(PeriodUnit unit) { return unit_names.at(static_cast<std::size_t>(unit)); }

FiscalYear parse_fiscal_year_start(std::string_view text) {
  const std::string_view month = text.substr(0, text.find('-'));
  const std::string_view day = text.size() > 2 && text[2] == '-' ? text.substr(3) : std::string_view("01");
  const int m = month.size() == 2 ? number(month) : -1;
  if (m < 1 || m > 12 || number(day) < 1) {
    throw ValueError(tr("\"{}\" is not a start of the fiscal year", printable(text)), tr("write MM-DD, such as 04-01"));
  }
  if (number(day) != 1) {
    throw ValueError(tr("the fiscal year cannot start on \"{}\"", printable(text)),
                     tr("it starts on the first of a month, because months are always calendar months"));
  }
  return {static_cast<unsigned>(m)};
}

Period period_of(Date date, PeriodUnit unit, FiscalYear fiscal) {
  switch (unit) {
    case PeriodUnit::day: return {format_date(date), {date, date + days{1}}};
    case PeriodUnit::week: return week_of(date);
    case PeriodUnit::month: return month_of_date(date);
    case PeriodUnit::quarter: return fiscal_part(fiscal_year(date, fiscal), fiscal_month(date, fiscal) / 3, 3, fiscal);
    case PeriodUnit::half: return fiscal_part(fiscal_year(date, fiscal), fiscal_month(date, fiscal) / 6, 6, fiscal);
    case PeriodUnit::year: break;
  }
  return fiscal_part(fiscal_year(date, fiscal), 0, 12, fiscal);
}

Period parse_period(std::string_view original, Date today, FiscalYear fiscal) {
  const std::string_view text = trim(original);
  if (auto period = relative(text, today, fiscal)) return *period;
  const auto dots = text.find("..");
  if (dots == std::string_view::npos) return absolute(text, fiscal);
  const Period first = parse_period(text.substr(0, dots), today, fiscal);
  const Period last = parse_period(text.substr(dots + 2), today, fiscal);
  const Span span{first.span.from, last.span.to};
  if (span.empty()) {
    throw ValueError(tr("\"{}\" ends before it begins", printable(text)), tr("write the earlier end first"));
  }
  return first == last ? first : named(span);
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
    if (!moved.ok()) moved = moved.year() / std::chrono::March / 1;  // 29 February
    return Date{moved};
  };
  return {back(span.from), back(span.to)};
}

}  // namespace salesctl

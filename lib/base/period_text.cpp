// Periods as a user writes them.
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/number.hpp"
#include "base/period.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

using std::chrono::days;

constexpr std::array<std::string_view, 6> unit_names{"day", "week", "month", "quarter", "half", "year"};

int number(std::string_view text) {
  int value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = !text.empty() && text.front() >= '0' && text.front() <= '9';
  return whole && error == std::errc{} && end == text.data() + text.size() ? value : -1;
}

ValueError not_a_period(std::string_view text) {
  return ValueError(
      tr("\"{}\" is not a period", printable(text)),
      tr("write 2026, 2026-H1, 2026-Q3, 2026-07, 2026-W31, 2026-07-15, A..B, or today yesterday this-week "
         "last-week this-month last-month this-quarter last-quarter this-year last-year ytd qtd mtd"));
}

/// 4 January is in the first week of its ISO year; a 53rd week that the year has not is named for the next one.
Period iso_week(std::string_view text, int year, int week) {
  Period period = period_of(make_date(year, 1, 4) + days{7 * (week - 1)}, PeriodUnit::week, {});
  if (week < 1 || period.name != text) throw not_a_period(text);
  return period;
}

/// 2026, 2026-H1, 2026-Q3, 2026-07, 2026-W31, 2026-07-15.
Period absolute(std::string_view text, FiscalYear fiscal) {
  const int year = text.size() >= 4 ? number(text.substr(0, 4)) : -1;
  if (year < 1000) throw not_a_period(text);
  const auto first_month = ymd(make_date(year, fiscal.start_month, 1));
  if (text.size() == 4) return period_of(Date{first_month}, PeriodUnit::year, fiscal);
  const std::string_view rest = text.substr(4);
  if (rest.size() == 3 && (rest[1] == 'H' || rest[1] == 'Q')) {
    const int length = rest[1] == 'H' ? 6 : 3;
    const int index = rest[2] - '1';
    const PeriodUnit unit = length == 6 ? PeriodUnit::half : PeriodUnit::quarter;
    const auto from = first_month + std::chrono::months{index * length};
    if (rest[0] == '-' && index >= 0 && index < 12 / length) return period_of(Date{from}, unit, fiscal);
  } else if (rest.size() == 4 && rest.starts_with("-W")) {
    return iso_week(text, year, number(rest.substr(2)));
  } else if (rest.size() == 3 && rest[0] == '-') {
    const int month = number(rest.substr(1));
    if (month >= 1 && month <= 12) {
      return period_of(make_date(year, static_cast<unsigned>(month), 1), PeriodUnit::month, fiscal);
    }
  } else if (rest.size() == 6) {
    const Date day = parse_date(text);
    return {format_date(day), {day, day + days{1}}};
  }
  throw not_a_period(text);
}

/// A span that is a whole year, quarter and so on goes by that name, however it was written.
Period named(Span span, FiscalYear fiscal) {
  for (auto unit = unit_names.size(); unit-- > 0;) {
    Period whole = period_of(span.from, static_cast<PeriodUnit>(unit), fiscal);
    if (whole.span == span) return whole;
  }
  return {format_date(span.from) + ".." + format_date(span.to - days{1}), span};
}

Period to_date(PeriodUnit unit, Date today, FiscalYear fiscal) {
  return named({period_of(today, unit, fiscal).span.from, today + days{1}}, fiscal);
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

PeriodUnit parse_period_unit(std::string_view text) {
  const auto it = std::ranges::find(unit_names, text);
  if (it == unit_names.end()) {
    throw ValueError(tr("there is no period unit \"{}\"", printable(text)),
                     tr("units: day week month quarter half year"));
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

Period parse_period(std::string_view original, Date today, FiscalYear fiscal) {
  const std::string_view text = trim(original);
  if (auto period = relative(text, today, fiscal)) return *period;
  const auto dots = text.find("..");
  if (dots == std::string_view::npos) return absolute(text, fiscal);
  if (text.find("..", dots + 1) != std::string_view::npos) throw not_a_period(text);
  const Period first = parse_period(text.substr(0, dots), today, fiscal);
  const Period last = parse_period(text.substr(dots + 2), today, fiscal);
  const Span span{first.span.from, last.span.to};
  if (span.empty()) {
    throw ValueError(tr("\"{}\" ends before it begins", printable(text)), tr("write the earlier end first"));
  }
  return named(span, fiscal);
}

}  // namespace salesctl

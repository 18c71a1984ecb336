#include "base/period.hpp"

#include <doctest/doctest.h>

#include "refusal.hpp"

namespace salesctl {
namespace {

using std::chrono::days;
using test::Random;

constexpr FiscalYear calendar_year{1};
constexpr FiscalYear from_april{4};

Span span(std::string_view from, std::string_view to) { return {parse_date(from), parse_date(to)}; }

Date random_date(Random& random) {
  return from_day_number(
      static_cast<int>(random.between(day_number(make_date(1900, 1, 1)), day_number(make_date(2100, 1, 1)))));
}

FiscalYear random_fiscal(Random& random) { return {static_cast<unsigned>(random.between(1, 12))}; }

PeriodUnit random_unit(Random& random) { return static_cast<PeriodUnit>(random.between(0, 5)); }

std::string name(std::string_view date, PeriodUnit unit, FiscalYear fiscal = calendar_year) {
  return period_of(parse_date(date), unit, fiscal).name;
}

}  // namespace

TEST_CASE("spans are half-open") {
  const Span july = span("2026-07-01", "2026-08-01");
  CHECK(july.days() == 31);
  CHECK(july.contains(parse_date("2026-07-01")));
  CHECK(july.contains(parse_date("2026-07-31")));
  CHECK_FALSE(july.contains(parse_date("2026-08-01")));
  CHECK(span("2026-07-01", "2026-07-01").empty());
}

TEST_CASE("spans that do not meet share an empty one") {
  const Span july = span("2026-07-01", "2026-08-01");
  CHECK(intersect(july, span("2026-07-20", "2026-09-01")) == span("2026-07-20", "2026-08-01"));
  CHECK(intersect(july, july) == july);
  CHECK(intersect(july, span("2026-08-01", "2026-09-01")).days() == 0);
  CHECK(intersect(span("2026-01-01", "2026-02-01"), july).days() == 0);
}

TEST_CASE("a date lies in the calendar's periods") {
  CHECK(name("2026-07-15", PeriodUnit::day) == "2026-07-15");
  CHECK(name("2026-07-15", PeriodUnit::month) == "2026-07");
  CHECK(name("2026-07-15", PeriodUnit::quarter) == "2026-Q3");
  CHECK(name("2026-07-15", PeriodUnit::half) == "2026-H2");
  CHECK(name("2026-07-15", PeriodUnit::year) == "2026");
  CHECK(period_of(parse_date("2026-12-31"), PeriodUnit::quarter, calendar_year).span ==
        span("2026-10-01", "2027-01-01"));
}

TEST_CASE("a fiscal year is named for the calendar year it starts in, and its months stay the calendar's") {
  CHECK(name("2026-03-31", PeriodUnit::year, from_april) == "2025");
  CHECK(name("2026-04-01", PeriodUnit::year, from_april) == "2026");
  CHECK(name("2026-03-31", PeriodUnit::quarter, from_april) == "2025-Q4");
  CHECK(name("2026-10-01", PeriodUnit::half, from_april) == "2026-H2");
  CHECK(name("2026-03-31", PeriodUnit::month, from_april) == "2026-03");
  CHECK(period_of(parse_date("2026-01-15"), PeriodUnit::year, from_april).span == span("2025-04-01", "2026-04-01"));
}

TEST_CASE("ISO weeks belong to the year of their Thursday") {
  CHECK(name("2020-12-31", PeriodUnit::week) == "2020-W53");
  CHECK(name("2021-01-03", PeriodUnit::week) == "2020-W53");
  CHECK(name("2021-01-04", PeriodUnit::week) == "2021-W01");
  CHECK(name("2024-12-30", PeriodUnit::week) == "2025-W01");
  CHECK(name("2026-12-31", PeriodUnit::week) == "2026-W53");
  CHECK(name("2026-08-01", PeriodUnit::week) == "2026-W31");
  CHECK(period_of(parse_date("2026-08-02"), PeriodUnit::week, calendar_year).span == span("2026-07-27", "2026-08-03"));
}

TEST_CASE("a week that straddles two months is cut at the month's edge and named alike on both sides") {
  const auto pieces = split_span(span("2026-07-27", "2026-08-10"), PeriodUnit::week, calendar_year);
  REQUIRE(pieces.size() == 3);
  CHECK(pieces[0] == Period{"2026-W31", span("2026-07-27", "2026-08-01")});
  CHECK(pieces[1] == Period{"2026-W31", span("2026-08-01", "2026-08-03")});
  CHECK(pieces[2] == Period{"2026-W32", span("2026-08-03", "2026-08-10")});
}

TEST_CASE("a span is cut into the periods it touches, clipped at its ends") {
  const auto pieces = split_span(span("2026-01-15", "2026-03-02"), PeriodUnit::month, calendar_year);
  REQUIRE(pieces.size() == 3);
  CHECK(pieces[0] == Period{"2026-01", span("2026-01-15", "2026-02-01")});
  CHECK(pieces[1] == Period{"2026-02", span("2026-02-01", "2026-03-01")});
  CHECK(pieces[2] == Period{"2026-03", span("2026-03-01", "2026-03-02")});
  CHECK(split_span(span("2026-01-15", "2026-01-15"), PeriodUnit::day, calendar_year).empty());
  CHECK(split_span(span("2026-01-15", "2026-01-14"), PeriodUnit::year, calendar_year).empty());
}

TEST_CASE("the pieces of a span cover it without gap or overlap, each within one period of its name") {
  Random random;
  INFO("seed ", random.seed);
  for (int i = 0; i < 3'000; ++i) {
    const Date from = random_date(random);
    const Span whole{from, from + days{random.between(1, 900)}};
    const PeriodUnit unit = random_unit(random);
    const FiscalYear fiscal = random_fiscal(random);
    CAPTURE(format_date(whole.from));
    CAPTURE(whole.days());
    CAPTURE(to_string(unit));
    CAPTURE(fiscal.start_month);
    Date at = whole.from;
    for (const Period& piece : split_span(whole, unit, fiscal)) {
      REQUIRE(piece.span.from == at);
      REQUIRE_FALSE(piece.span.empty());
      const Period period = period_of(at, unit, fiscal);
      REQUIRE(piece.name == period.name);
      REQUIRE(period.span.contains(piece.span.to - days{1}));
      if (unit == PeriodUnit::week) REQUIRE(ymd(piece.span.to - days{1}).month() == ymd(at).month());
      at = piece.span.to;
    }
    REQUIRE(at == whole.to);
  }
}

TEST_CASE("coarser periods are cut into finer ones without remainder") {
  Random random;
  INFO("seed ", random.seed);
  for (int i = 0; i < 2'000; ++i) {
    const FiscalYear fiscal = random_fiscal(random);
    const Period year = period_of(random_date(random), PeriodUnit::year, fiscal);
    CAPTURE(year.name);
    CAPTURE(fiscal.start_month);
    REQUIRE(split_span(year.span, PeriodUnit::half, fiscal).size() == 2);
    REQUIRE(split_span(year.span, PeriodUnit::quarter, fiscal).size() == 4);
    REQUIRE(split_span(year.span, PeriodUnit::month, fiscal).size() == 12);
    REQUIRE(split_span(year.span, PeriodUnit::day, fiscal).size() == static_cast<std::size_t>(year.span.days()));
  }
}

TEST_CASE("a year before is the same month, quarter or year, leap years included") {
  CHECK(years_before(span("2024-02-01", "2024-03-01"), 1) == span("2023-02-01", "2023-03-01"));
  CHECK(years_before(span("2023-02-01", "2023-03-01"), 3) == span("2020-02-01", "2020-03-01"));
  CHECK(years_before(span("2026-07-01", "2026-10-01"), 2) == span("2024-07-01", "2024-10-01"));
  CHECK(years_before(span("2026-04-01", "2027-04-01"), 1) == span("2025-04-01", "2026-04-01"));
  CHECK(years_before(span("2026-07-10", "2026-07-20"), 1) == span("2025-07-10", "2025-07-20"));
}

TEST_CASE("a week is moved by 52 weeks, so that it is a week again") {
  CHECK(years_before(span("2026-07-27", "2026-08-03"), 1) == span("2025-07-28", "2025-08-04"));
  CHECK(years_before(span("2026-07-28", "2026-08-04"), 1) ==
        span("2025-07-28", "2025-08-04"));  // from a Tuesday: seven dates
}

TEST_CASE("29 February becomes 1 March, so that spans around it stay adjacent") {
  CHECK(years_before(span("2024-02-28", "2024-02-29"), 1) == span("2023-02-28", "2023-03-01"));
  CHECK(years_before(span("2024-02-29", "2024-03-01"), 1).empty());
  CHECK(years_before(span("2024-02-29", "2024-03-01"), 4) == span("2020-02-29", "2020-03-01"));
}

TEST_CASE("the pieces of a year, moved years back, are adjacent and cover the year moved back") {
  Random random;
  INFO("seed ", random.seed);
  for (int i = 0; i < 1'000; ++i) {
    const FiscalYear fiscal = random_fiscal(random);
    const Period year = period_of(random_date(random), PeriodUnit::year, fiscal);
    const int back = static_cast<int>(random.between(1, 9));
    for (const PeriodUnit unit : {PeriodUnit::day, PeriodUnit::month, PeriodUnit::quarter, PeriodUnit::half}) {
      CAPTURE(year.name);
      CAPTURE(to_string(unit));
      CAPTURE(back);
      const Span before = years_before(year.span, back);
      Date at = before.from;
      for (const Period& piece : split_span(year.span, unit, fiscal)) {
        const Span moved = years_before(piece.span, back);
        REQUIRE(moved.from == at);
        at = moved.to;
      }
      REQUIRE(at == before.to);
      REQUIRE(period_of(before.from, PeriodUnit::year, fiscal).span == before);
    }
  }
}

TEST_CASE("the span before is of the same kind, and is cut where the span is cut") {
  const auto span = [](const char* text) { return parse_period(text, make_date(2026, 7, 15), {}).span; };
  const auto before = [&](const char* text) { return span_before(span(text), span(text).to); };
  CHECK(before("2026") == span("2025"));
  CHECK(before("2026-H1") == span("2025-H2"));
  CHECK(before("2026-Q1") == span("2025-Q4"));
  CHECK(before("2026-03") == span("2026-02"));
  CHECK(before("2026-W01") == span("2025-W52"));
  CHECK(before("2026-03-01") == span("2026-02-28"));
  CHECK(before("2026-03..2026-05") == span("2025-12..2026-02"));
  CHECK(before("2026-01-05..2026-01-14") == span("2025-12-26..2026-01-04"));
  const Span fiscal = parse_period("2026", make_date(2026, 7, 15), FiscalYear{4}).span;
  CHECK(span_before(fiscal, make_date(2026, 7, 1)) == span("2025-04..2025-06"));

  const auto up_to = [&](const char* text, Date last) { return span_before(span(text), last + std::chrono::days{1}); };
  CHECK(up_to("2026", make_date(2026, 6, 30)) == span("2025-H1"));
  CHECK(up_to("2026", make_date(2026, 5, 12)) == span("2025-01-01..2025-05-12"));
  CHECK(up_to("2026-Q1", make_date(2026, 2, 28)) == span("2025-10..2025-11"));  // whole months with whole months
  CHECK(up_to("2026-07", make_date(2026, 7, 15)) == span("2026-06-01..2026-06-15"));
  CHECK(up_to("2026-03", make_date(2026, 3, 30)) == span("2026-02"));
  CHECK(up_to("2024", make_date(2024, 2, 28)) == span("2023-01..2023-02"));
  CHECK(up_to("2026-W31", make_date(2026, 7, 28)) == span("2026-07-20..2026-07-21"));
  CHECK(up_to("2026-Q1", make_date(2027, 1, 1)) == span("2025-Q4"));
  CHECK(up_to("2026-Q1", make_date(2025, 12, 1)).empty());
}

TEST_CASE("whatever the day, the span before ends where the span begins or before that") {
  for (const char* text : {"2024", "2025-H2", "2026-Q1", "2026-02", "2026-03", "2026-W09", "2026-01-20..2026-03-05"}) {
    const Span whole = parse_period(text, make_date(2026, 7, 15), {}).span;
    Date last = span_before(whole, whole.from).to;
    for (Date to = whole.from; to <= whole.to; to += std::chrono::days{1}) {
      const Span span = span_before(whole, to);
      CHECK((span.from <= span.to && span.to <= whole.from && last <= span.to));
      last = span.to;
    }
    CHECK(last == whole.from);
  }
}

}  // namespace salesctl

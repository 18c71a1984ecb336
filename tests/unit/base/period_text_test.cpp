#include <doctest/doctest.h>

#include "base/period.hpp"
#include "refusal.hpp"

namespace salesctl {
namespace {

using std::chrono::days;
using test::has;
using test::Random;
using test::refusal;

constexpr FiscalYear calendar_year{1};
constexpr FiscalYear from_april{4};

/// "NAME FROM TO" with both ends included, or what is refused; today is Wednesday, 15 July 2026.
std::string read(std::string_view text, FiscalYear fiscal = calendar_year, std::string_view today = "2026-07-15") {
  std::string shown;
  const std::string refused = refusal([&] {
    const Period period = parse_period(text, parse_date(today), fiscal);
    shown = period.name + " " + format_date(period.span.from) + " " + format_date(period.span.to - days{1});
  });
  return refused.empty() ? shown : refused;
}

}  // namespace

TEST_CASE("periods are read in all their forms") {
  CHECK(read("2026") == "2026 2026-01-01 2026-12-31");
  CHECK(read("2026-H1") == "2026-H1 2026-01-01 2026-06-30");
  CHECK(read("2026-H2") == "2026-H2 2026-07-01 2026-12-31");
  CHECK(read("2026-Q3") == "2026-Q3 2026-07-01 2026-09-30");
  CHECK(read("2024-02") == "2024-02 2024-02-01 2024-02-29");
  CHECK(read("2026-W31") == "2026-W31 2026-07-27 2026-08-02");
  CHECK(read("2026-W53") == "2026-W53 2026-12-28 2027-01-03");
  CHECK(read("2025-W01") == "2025-W01 2024-12-30 2025-01-05");
  CHECK(read("2026-07-15") == "2026-07-15 2026-07-15 2026-07-15");
  CHECK(read(" 2026 ") == "2026 2026-01-01 2026-12-31");
  CHECK(read("9999") == "9999 9999-01-01 9999-12-31");
}

TEST_CASE("years, halves and quarters are fiscal, all else is the calendar's") {
  CHECK(read("2026", from_april) == "2026 2026-04-01 2027-03-31");
  CHECK(read("2026-H2", from_april) == "2026-H2 2026-10-01 2027-03-31");
  CHECK(read("2026-Q4", from_april) == "2026-Q4 2027-01-01 2027-03-31");
  CHECK(read("2026-02", from_april) == "2026-02 2026-02-01 2026-02-28");
  CHECK(read("2026-W01", from_april) == "2026-W01 2025-12-29 2026-01-04");
}

TEST_CASE("words are relative to today") {
  CHECK(read("today") == "2026-07-15 2026-07-15 2026-07-15");
  CHECK(read("yesterday") == "2026-07-14 2026-07-14 2026-07-14");
  CHECK(read("this-week") == "2026-W29 2026-07-13 2026-07-19");
  CHECK(read("last-week") == "2026-W28 2026-07-06 2026-07-12");
  CHECK(read("this-month") == "2026-07 2026-07-01 2026-07-31");
  CHECK(read("last-month") == "2026-06 2026-06-01 2026-06-30");
  CHECK(read("this-quarter") == "2026-Q3 2026-07-01 2026-09-30");
  CHECK(read("last-quarter") == "2026-Q2 2026-04-01 2026-06-30");
  CHECK(read("this-year") == "2026 2026-01-01 2026-12-31");
  CHECK(read("last-year") == "2025 2025-01-01 2025-12-31");
  CHECK(read("last-month", calendar_year, "2026-03-31") == "2026-02 2026-02-01 2026-02-28");
  CHECK(read("last-year", from_april, "2026-03-31") == "2024 2024-04-01 2025-03-31");
}

TEST_CASE("to-date periods begin with their unit and end with today") {
  CHECK(read("ytd") == "2026-01-01..2026-07-15 2026-01-01 2026-07-15");
  CHECK(read("qtd") == "2026-07-01..2026-07-15 2026-07-01 2026-07-15");
  CHECK(read("mtd") == "2026-07-01..2026-07-15 2026-07-01 2026-07-15");
  CHECK(read("ytd", from_april, "2026-03-30") == "2025-04-01..2026-03-30 2025-04-01 2026-03-30");
  CHECK(read("ytd", calendar_year, "2026-12-31") == "2026 2026-01-01 2026-12-31");
  CHECK(read("mtd", calendar_year, "2026-07-01") == "2026-07-01 2026-07-01 2026-07-01");
}

TEST_CASE("a range includes both its ends and goes by the name of the whole period it is") {
  CHECK(read("2026-01-05..2026-02-01") == "2026-01-05..2026-02-01 2026-01-05 2026-02-01");
  CHECK(read("2026-02..2026-Q2") == "2026-02-01..2026-06-30 2026-02-01 2026-06-30");
  CHECK(read("2026-07..today") == "2026-07-01..2026-07-15 2026-07-01 2026-07-15");
  CHECK(read("2026-07-01..2026-07-31") == "2026-07 2026-07-01 2026-07-31");
  CHECK(read("2026-01..2026-03") == "2026-Q1 2026-01-01 2026-03-31");
  CHECK(read("2026-01..2026-03", from_april) == "2025-Q4 2026-01-01 2026-03-31");
  CHECK(read("2026-Q1..2026-Q4") == "2026 2026-01-01 2026-12-31");
  CHECK(read("2026-07-27 .. 2026-08-02") == "2026-W31 2026-07-27 2026-08-02");
  CHECK(read("2026..2026") == "2026 2026-01-01 2026-12-31");
}

TEST_CASE("a range that ends before it begins is refused") {
  CHECK(has(read("2026-02..2026-01"), "\"2026-02..2026-01\" ends before it begins | write the earlier end first"));
  CHECK(has(read("today..yesterday"), "ends before it begins"));
}

TEST_CASE("what is no period is refused with all the forms") {
  for (const char* text :
       {"",         "..",        "2026..",  "..2026",   "2026..2027..2028", "2026...2027", "26",     "0999",
        "2026-H0",  "2026-H3",   "2026-Q0", "2026-Q5",  "2026-00",          "2026-13",     "2026-1", "2026-W00",
        "2025-W53", "2026-W54",  "2026-W5", "2026-w31", "2026H1",           "2026-",       "2026-Q", "2026_Q3",
        "this-day", "last-half", "this-",   "Today",    "2026-+1",          "2026-W-1"}) {
    CAPTURE(text);
    const std::string refused = read(text);
    CHECK(has(refused, "is not a period"));
    CHECK(has(refused, "last-quarter"));
  }
  CHECK(has(read("2026-02-30"), "February 2026 has 28 days"));
}

TEST_CASE("every period is read back from its name") {
  Random random;
  INFO("seed ", random.seed);
  for (int i = 0; i < 20'000; ++i) {
    const Date date = from_day_number(static_cast<int>(random.between(-20'000, 40'000)));
    const FiscalYear fiscal{static_cast<unsigned>(random.between(1, 12))};
    const Period period = period_of(date, static_cast<PeriodUnit>(random.between(0, 5)), fiscal);
    CAPTURE(period.name);
    CAPTURE(fiscal.start_month);
    REQUIRE(period.span.contains(date));
    REQUIRE(parse_period(period.name, parse_date("2026-07-15"), fiscal) == period);
  }
}

TEST_CASE("units are read and written by their names") {
  for (const char* name : {"day", "week", "month", "quarter", "half", "year"})
    CHECK(to_string(parse_period_unit(name)) == name);
  CHECK(PeriodUnit::week < PeriodUnit::month);
  CHECK(has(refusal([] { parse_period_unit("fortnight"); }),
            "there is no period unit \"fortnight\" | units: day week month"));
  CHECK(has(refusal([] { parse_period_unit(""); }), "there is no period unit"));
}

TEST_CASE("a fiscal year starts on the first of a month") {
  CHECK(parse_fiscal_year_start("04-01") == from_april);
  CHECK(parse_fiscal_year_start("04") == from_april);
  CHECK(parse_fiscal_year_start("12-01").start_month == 12);
  CHECK(has(refusal([] { parse_fiscal_year_start("04-06"); }), "first of a month"));
  for (const char* text : {"", "4", "00-01", "13-01", "04-", "04-00", "04-01-01", "April", "-4", "4-01", "04x"}) {
    CAPTURE(text);
    CHECK(has(refusal([&] { parse_fiscal_year_start(text); }), "is not a start of the fiscal year | write MM-DD"));
  }
}

}  // namespace salesctl

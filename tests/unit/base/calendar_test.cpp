#include "base/calendar.hpp"

#include <doctest/doctest.h>

#include "refusal.hpp"

namespace salesctl {
namespace {

using std::chrono::days;
using test::Random;

Span span(std::string_view from, std::string_view to) { return {parse_date(from), parse_date(to)}; }

}  // namespace

TEST_CASE("the plain working week is Monday to Friday") {
  const Calendar calendar;
  CHECK(is_working_day(calendar, parse_date("2026-07-13")));        // Monday
  CHECK(is_working_day(calendar, parse_date("2026-07-17")));        // Friday
  CHECK_FALSE(is_working_day(calendar, parse_date("2026-07-18")));  // Saturday
  CHECK_FALSE(is_working_day(calendar, parse_date("2026-07-19")));  // Sunday
  CHECK(working_days(calendar, span("2026-07-01", "2026-08-01")) == 23);
  CHECK(working_days(calendar, span("2026-07-18", "2026-07-20")) == 0);
}

TEST_CASE("holidays are not worked and make-up days are, also where both are listed") {
  Calendar calendar;
  calendar.holidays = {parse_date("2026-10-01"), parse_date("2026-10-02"),
                       parse_date("2026-10-03")};                            // Thursday to Saturday
  calendar.workdays = {parse_date("2026-10-10"), parse_date("2026-10-02")};  // a Saturday; a holiday
  CHECK_FALSE(is_working_day(calendar, parse_date("2026-10-01")));
  CHECK(is_working_day(calendar, parse_date("2026-10-02")));
  CHECK(is_working_day(calendar, parse_date("2026-10-10")));
  CHECK(working_days(calendar, span("2026-10-01", "2026-10-11")) == 7);
}

TEST_CASE("only listed days within the span count") {
  Calendar calendar;
  calendar.holidays = {parse_date("2026-07-10"), parse_date("2026-07-20")};
  calendar.workdays = {parse_date("2026-07-12"), parse_date("2026-07-18")};
  CHECK(working_days(calendar, span("2026-07-13", "2026-07-18")) == 5);
}

TEST_CASE("an empty span has no working days, and a firm may work every day or none") {
  Calendar calendar;
  CHECK(working_days(calendar, span("2026-07-15", "2026-07-15")) == 0);
  CHECK(working_days(calendar, span("2026-07-15", "2026-07-01")) == 0);
  calendar.working_week.fill(true);
  CHECK(working_days(calendar, span("2026-01-01", "2027-01-01")) == 365);
  calendar.working_week.fill(false);
  CHECK(working_days(calendar, span("2026-01-01", "2027-01-01")) == 0);
}

TEST_CASE("the count of working days is that of counting day by day") {
  Random random;
  INFO("seed ", random.seed);
  for (int i = 0; i < 2'000; ++i) {
    Calendar calendar;
    for (bool& worked : calendar.working_week) worked = random.between(0, 1) == 1;
    const Date from = from_day_number(static_cast<int>(random.between(-5'000, 30'000)));
    const Span whole{from, from + days{random.between(0, 400)}};
    const auto near = [&] { return from + days{random.between(-20, 420)}; };
    for (auto n = random.between(0, 40); n > 0; --n) calendar.holidays.insert(near());
    for (auto n = random.between(0, 40); n > 0; --n) calendar.workdays.insert(near());
    int counted = 0;
    for (Date d = whole.from; d < whole.to; d += days{1}) counted += is_working_day(calendar, d) ? 1 : 0;
    CAPTURE(format_date(whole.from));
    CAPTURE(whole.days());
    REQUIRE(working_days(calendar, whole) == counted);
  }
}

}  // namespace salesctl

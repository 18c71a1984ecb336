#include "base/date.hpp"

#include <doctest/doctest.h>

#include "refusal.hpp"

namespace salesctl {

using test::has;
using test::Random;
using test::refusal;

TEST_CASE("ISO dates are read exactly as written") {
  CHECK(parse_date("2026-07-15") == make_date(2026, 7, 15));
  CHECK(parse_date("2024-02-29") == make_date(2024, 2, 29));
  CHECK(parse_date("2000-02-29") == make_date(2000, 2, 29));
  CHECK(parse_date("1000-01-01") == make_date(1000, 1, 1));
  CHECK(parse_date("9999-12-31") == make_date(9999, 12, 31));
}

TEST_CASE("a day that its month has not is refused with the length of the month") {
  CHECK(refusal([] { parse_date("2026-02-30"); }) == "value: \"2026-02-30\" is not a date | February 2026 has 28 days");
  CHECK(has(refusal([] { parse_date("2024-02-30"); }), "February 2024 has 29 days"));
  CHECK(has(refusal([] { parse_date("1900-02-29"); }), "February 1900 has 28 days"));
  CHECK(has(refusal([] { parse_date("2026-04-31"); }), "April 2026 has 30 days"));
  CHECK(has(refusal([] { parse_date("2026-12-00"); }), "December 2026 has 31 days"));
}

TEST_CASE("what is no ISO date is refused with the form") {
  for (const char* text :
       {"", "2026-7-15", "2026-13-01", "2026-00-01", "2026/07/15", "20260715", "0999-12-31", "2026-07-15 ",
        " 2026-07-15", "2026-07-1x", "-026-07-15", "2026-07--1", "2026-07-155", "10000-01-01", "２026-07"}) {
    CAPTURE(text);
    CHECK(has(refusal([&] { parse_date(text); }), "is not a date | write it like 2026-07-15"));
    CHECK_FALSE(iso_date(text).has_value());
  }
}

TEST_CASE("dates are written as they are read, every day of many years") {
  Random random;
  INFO("seed ", random.seed);
  const int first = day_number(make_date(1000, 1, 1));
  const int last = day_number(make_date(9999, 12, 31));
  for (int i = 0; i < 20'000; ++i) {
    const Date date = from_day_number(static_cast<int>(random.between(first, last)));
    const std::string text = format_date(date);
    CAPTURE(text);
    REQUIRE(parse_date(text) == date);
    REQUIRE(iso_date(text) == date);
    REQUIRE(parse_date(text, "%Y-%m-%d") == date);
    REQUIRE(format_date(date + std::chrono::days{1}) > text);
    if (date == from_day_number(last)) break;  // the day after has five digits
  }
}

TEST_CASE("days are numbered from 1970") {
  CHECK(day_number(make_date(1970, 1, 1)) == 0);
  CHECK(day_number(make_date(1969, 12, 31)) == -1);
  CHECK(from_day_number(20'649) == make_date(2026, 7, 15));
  CHECK(ymd(make_date(2026, 7, 15)).month() == std::chrono::July);
}

}  // namespace salesctl

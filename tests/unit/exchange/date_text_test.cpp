#include "exchange/date_text.hpp"

#include <random>

#include <doctest/doctest.h>

#include "sample.hpp"

namespace salesctl {
namespace {

using test::has;

std::string read(std::string_view text, const std::string& form = {}) {
  std::string shown;
  const std::string fault = test::thrown([&] { shown = format_date(read_date(text, form, "Asia/Shanghai")); });
  return fault == "nothing" ? shown : fault;
}

}  // namespace

TEST_CASE("year-first dates are read in all their common forms, with or without a time of day") {
  for (const char* text :
       {"2026-07-05", "2026/7/5", "2026.07.5", "2026年7月5日", "2026-7-5", "2026-07-05 09:30", "2026/7/5 9:30:15",
        "2026-07-05T09:30:15.123", "2026年07月05日 09:30", "2026-07-05 9:30 PM"}) {
    CAPTURE(text);
    CHECK(read(text) == "2026-07-05");
  }
}

TEST_CASE("a timestamp with a zone is the date in the firm's own zone") {
  CHECK(read("2022-07-27T17:40:52.000+0000") == "2022-07-28");
  CHECK(read("2022-07-27T15:40:52Z") == "2022-07-27");
  CHECK(read("2022-07-27T23:30:00+08:00") == "2022-07-27");
}

TEST_CASE("day and month are told apart only where one reading is a date") {
  CHECK(read("25/12/2026") == "2026-12-25");
  CHECK(read("12/25/2026") == "2026-12-25");
  CHECK(read("25.12.2026") == "2026-12-25");
  CHECK(read("12-25-2026 10:00") == "2026-12-25");
  CHECK(read("5/5/2026") == "2026-05-05");
  const std::string fault = read("03/04/2026");
  CHECK(has(fault, "2026-04-03"));
  CHECK(has(fault, "2026-03-04"));
  CHECK(has(fault, "date form"));
}

TEST_CASE("what is no date is refused with the forms") {
  for (const char* text :
       {"2026-02-30", "2026/13/1", "30/30/2026", "2026-07", "26-07-05", "1/2/26", "2026-07/05", "July 5",
        "2026-07-05 25:00", "2026-07-05x", "20260705", "2026年7月5", "12:00:00", "45123"}) {
    CAPTURE(text);
    CHECK(has(read(text), "value 0:0 "));
  }
}

TEST_CASE("with a form only that and year-first dates are read") {
  CHECK(read("03/04/2026", "%d/%m/%Y") == "2026-04-03");
  CHECK(read("2026-04-03", "%d/%m/%Y") == "2026-04-03");
  CHECK(read("2026-04-03T10:00:00Z", "%d/%m/%Y") == "2026-04-03");
  CHECK(has(read("12/25/2026", "%d/%m/%Y"), "value"));
  CHECK(read("2026-04-03", "%Y-%d-%m") == "2026-03-04");
}

TEST_CASE("every date is read back from each unambiguous form") {
  const unsigned seed = std::random_device{}();
  INFO("seed ", seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 5000; ++round) {
    const Date date = from_day_number(static_cast<int>(random() % 60'000) - 20'000);
    const auto parts = ymd(date);
    const int y = static_cast<int>(parts.year());
    const unsigned m = static_cast<unsigned>(parts.month());
    const unsigned d = static_cast<unsigned>(parts.day());
    const std::string iso = format_date(date);
    REQUIRE(read(fmt::format("{}/{}/{}", y, m, d)) == iso);
    REQUIRE(read(fmt::format("{}.{:02}.{:02}", y, m, d)) == iso);
    REQUIRE(read(fmt::format("{}年{}月{}日", y, m, d)) == iso);
    REQUIRE((d <= 12 && d != m) == has(read(fmt::format("{}/{}/{}", d, m, y)), "value"));
  }
}

}  // namespace salesctl

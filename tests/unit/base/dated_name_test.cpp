#include "base/dated_name.hpp"

#include <doctest/doctest.h>

#include "refusal.hpp"

namespace salesctl {
namespace {

using test::has;
using test::refusal;

}  // namespace

TEST_CASE("a name is filled in with the parts of a day") {
  const Date day = make_date(2026, 7, 5);
  CHECK(dated_name("reports/%Y-%m/attainment.html", day) == "reports/2026-07/attainment.html");
  CHECK(dated_name("%Y%m%d.csv", day) == "20260705.csv");
  CHECK(dated_name("%Y-Q%q", day) == "2026-Q3");
  CHECK(dated_name("100%%Y", day) == "100%Y");
  CHECK(dated_name("plain.csv", day) == "plain.csv");
  CHECK(dated_name("", day).empty());
}

TEST_CASE("a week goes with the year it is of") {
  CHECK(dated_name("%G-W%V", make_date(2027, 1, 1)) == "2026-W53");
  CHECK(dated_name("%G-W%V", make_date(2024, 12, 30)) == "2025-W01");
  CHECK(dated_name("%G-W%V", make_date(2026, 7, 5)) == "2026-W27");
}

TEST_CASE("a quarter is the calendar's, as the year is") {
  CHECK(dated_name("%q", make_date(2026, 3, 31)) == "1");
  CHECK(dated_name("%q", make_date(2026, 4, 1)) == "2");
  CHECK(dated_name("%q", make_date(2026, 12, 31)) == "4");
}

TEST_CASE("an unknown part is refused with those there are") {
  for (const char* pattern : {"%H.csv", "a%", "%-d", "%\xe5", "%y"}) {
    const std::string said = refusal([&] { dated_name(pattern, make_date(2026, 7, 5)); });
    CHECK(has(said, "no part of a date is called \"%"));
    CHECK(has(said, "%Y %m %d, %G %V"));
  }
}

}  // namespace salesctl

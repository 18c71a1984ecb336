#include <doctest/doctest.h>

#include "base/date.hpp"
#include "refusal.hpp"

namespace salesctl {
namespace {

using test::has;
using test::refusal;

std::string read(std::string_view text, const std::string& form) {
  std::string shown;
  const std::string refused = refusal([&] { shown = format_date(parse_date(text, form)); });
  return refused.empty() ? shown : refused;
}

}  // namespace

TEST_CASE("dates are read in the form that is named") {
  CHECK(read("25/12/2026", "%d/%m/%Y") == "2026-12-25");
  CHECK(read("12/25/2026", "%m/%d/%Y") == "2026-12-25");
  CHECK(read("2026/7/5", "%Y/%m/%d") == "2026-07-05");
  CHECK(read("20260705", "%Y%m%d") == "2026-07-05");
  CHECK(read("05.07.26", "%d.%m.%y") == "2026-07-05");
  CHECK(read("2026年7月5日", "%Y年%m月%d日") == "2026-07-05");
  CHECK(read("1000-01-01", "%Y-%m-%d") == "1000-01-01");
  CHECK(read("9999-12-31", "%Y-%m-%d") == "9999-12-31");
}

TEST_CASE("the time of day is read and dropped, and no zone moves the date") {
  CHECK(read("2026-07-05 23:15", "%Y-%m-%d %H:%M") == "2026-07-05");
  CHECK(read("2026-07-05T23:15:59", "%Y-%m-%dT%H:%M:%S") == "2026-07-05");
  CHECK(read("2026-07-05T23:15:59.123+0000", "%Y-%m-%dT%H:%M:%S") == "2026-07-05");
  CHECK(read("2026-07-05T00:15:59Z", "%Y-%m-%dT%T") == "2026-07-05");
  CHECK(read("2026-07-05 11:30 PM", "%Y-%m-%d %I:%M %p") == "2026-07-05");
}

TEST_CASE("a date of another form is refused with both the text and the form") {
  CHECK(has(read("12/25/2026", "%d/%m/%Y"), "\"12/25/2026\" is not a date of the form %d/%m/%Y"));
  for (const char* text : {"", "30/02/2026", "29/02/2025", "25/12/20261", "25/12/2026 ", "25/12/2026x", "25-12-2026",
                           "25/12", "0/1/2026"}) {
    CAPTURE(text);
    CHECK(has(read(text, "%d/%m/%Y"), "is not a date of the form"));
  }
  CHECK(has(read("01/01/0999", "%d/%m/%Y"), "is not a date of the form"));
}

TEST_CASE("a form that names no whole date reads nothing") {
  CHECK(has(read("2026-07", "%Y-%m"), "is not a date"));
  CHECK(has(read("07-15", "%m-%d"), "is not a date"));
  CHECK(has(read("12:00", "%H:%M"), "is not a date"));
  CHECK(has(read("2026-07-15", ""), "is not a date"));
}

TEST_CASE("only a fraction and a zone may follow the seconds, and nothing a form without them") {
  CHECK(has(read("2026-07-05T12:00:00 junk", "%Y-%m-%dT%H:%M:%S"), "is not a date"));
  CHECK(has(read("2026-07-05T12:00:00\n2", "%Y-%m-%dT%H:%M:%S"), "is not a date"));
  CHECK(has(read("2026-07-05 12:00:00", "%Y-%m-%d %H:%M"), "is not a date"));
  CHECK(has(read("2026-07-05 25:00", "%Y-%m-%d %H:%M"), "is not a date"));
}

}  // namespace salesctl

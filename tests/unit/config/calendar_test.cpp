#include "base/calendar.hpp"

#include <doctest/doctest.h>

#include "config_folder.hpp"

using namespace salesctl;
using test::ConfigFolder;
using test::fault;
using test::says;

TEST_CASE("dates and ranges are read, both ends included") {
  const Calendar c = ConfigFolder().load("calendar: {holidays: [2026-01-01, 2026-02-16..2026-02-22], workdays: [2026-02-14]}\n").calendar;
  CHECK(c.holidays.size() == 8);
  CHECK(c.holidays.contains(make_date(2026, 2, 22)));
  CHECK(c.workdays == std::set{make_date(2026, 2, 14)});
  CHECK(c.working_week == Calendar{}.working_week);
}

TEST_CASE("a working week has the days it lists and no others") {
  const Calendar c = ConfigFolder().load("calendar: {working_week: [sun, mon]}\n").calendar;
  CHECK(c.working_week == std::array{true, false, false, false, false, false, true});
}

TEST_CASE("a file of days may have a heading, comments, names, a byte order mark and Windows line ends") {
  const ConfigFolder folder;
  folder.write("cn.csv", "\xEF\xBB\xBF" "date,kind,name\r\n# 国庆\r\n\r\n2026-10-01,holiday,国庆节\r\n2026-10-10,workday\r\n");
  const Calendar c = folder.load("calendar: {files: [cn.csv]}\n").calendar;
  CHECK(c.holidays == std::set{make_date(2026, 10, 1)});
  CHECK(c.workdays == std::set{make_date(2026, 10, 10)});
}

TEST_CASE("faults of the calendar have their place, in the config and in its files") {
  CHECK(says(fault("calendar: {holidays: [2026-02-30]}\n"), "salesctl.yaml:1:23 "));
  CHECK(says(fault("calendar: {holidays: [2026-02-03..2026-02-01]}\n"), "not a range"));
  CHECK(says(fault("calendar: {holidays: [2026-02-03..2036-02-01]}\n"), "within a year"));
  CHECK(says(fault("calendar: {holidays: [2026-02-03..]}\n"), "salesctl.yaml:1:23 "));
  CHECK(says(fault("calendar: {working_week: [mon, tusday]}\n"), "allowed: mon, tue"));
  CHECK(says(fault("calendar: {files: [none.csv]}\n"), "salesctl.yaml:1:20 "));
  const ConfigFolder folder;
  folder.write("cn.csv", "date,kind\n2026-10-01,holyday\n");
  CHECK(says(folder.fault("calendar: {files: [cn.csv]}\n"), "cn.csv:2:1 "));
}

#include <doctest/doctest.h>

#include "config_folder.hpp"

using namespace salesctl;
using test::ConfigFolder;
using test::fault;
using test::says;

TEST_CASE("a report is read, its columns in brief and in full") {
  const ReportRule r = ConfigFolder().load(
      "reports:\n  big-deals:\n    title: Big deals\n    description: one line\n    period: this-month\n    sql: |\n      SELECT 1\n      AS n\n"
      "    columns:\n      customer: Customer\n      amount: {title: Amount, type: money}\n      n: {type: integer}\n").reports.at(0);
  CHECK(r.name == "big-deals");
  CHECK(r.description == "one line");
  CHECK(r.period == "this-month");
  CHECK(r.sql == "SELECT 1\nAS n\n");
  CHECK(r.columns == std::vector<ReportColumn>{{"customer", "Customer", "text"}, {"amount", "Amount", "money"}, {"n", "n", "integer"}});
  CHECK(r.place.line == 6);
  CHECK(ConfigFolder().load("reports: {a: {title: T, sql: SELECT 1}}\n").reports.at(0).description == "T");
}

TEST_CASE("a report's period is one, relative to today or not") {
  for (const char* period : {"2026", "last-quarter", "ytd", "2026-01-01..today", "today..2030"}) {
    CAPTURE(period);
    CHECK(fault("reports: {a: {title: T, sql: SELECT 1, period: " + std::string(period) + "}}\n").empty());
  }
  for (const char* period : {"last-moth", "2026-13", "2026..", "\"\""}) {
    CAPTURE(period);
    CHECK(says(fault("reports: {a: {title: T, sql: SELECT 1, period: " + std::string(period) + "}}\n"), "1:48 "));
  }
}

TEST_CASE("a column has a type that tables know") {
  CHECK(says(fault("reports: {a: {title: T, sql: SELECT 1, columns: {n: {type: monney}}}}\n"), "did you mean \"money\""));
}

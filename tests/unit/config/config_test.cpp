#include "config/config.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "config_folder.hpp"

using namespace salesctl;
using test::ConfigFolder;
using test::fault;

namespace {

/// The template with every example switched on: the lines that are YAML once "# " is gone, which are keys and what is
/// further in; prose begins with a capital or has no colon.
std::string examples_on(const std::string& text) {
  std::istringstream lines(text);
  std::string on;
  for (std::string line; std::getline(lines, line);) {
    const auto word_end = line.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", 2);
    const bool example = line.starts_with("#  ") || (line.starts_with("# ") && word_end > 2 && word_end < line.size() && line[word_end] == ':');
    on += (example ? line.substr(2) : line) + "\n";
  }
  return on;
}

}  // namespace

TEST_CASE("an empty config is a firm with all defaults") {
  const ConfigFolder folder;
  const Settings settings = folder.load("");
  CHECK(settings.currency.code == "CNY");
  CHECK(settings.store == folder.path() / "sales.db");
  CHECK(settings.stages.front().name == "prospecting");
  CHECK(find_metric(settings, "revenue").from == "credited_order");
}

TEST_CASE("the template of init loads, with the firm's name as it is") {
  const ConfigFolder folder;
  for (const char* name : {"A \"quoted\" \\ firm: #1", "星河科技", "@CURRENCY@", "true", "- x", "two\nlines", "bell\x07"}) {
    CAPTURE(name);
    const Settings s = folder.load(config_template(name, "JPY"));
    std::string expected = name;
    std::ranges::replace_if(expected, [](char c) { return c == '\n' || c == '\x07'; }, ' ');
    CHECK(s.company == expected);
    CHECK(s.currency.code == "JPY");
  }
}

TEST_CASE("the template of init loads with every example switched on") {
  const ConfigFolder folder;
  folder.write("calendar-cn-2026.csv", "2026-10-01,holiday\n");
  const Settings s = folder.load(examples_on(config_template("A", "CNY")));
  CHECK(s.timezone == "Asia/Shanghai");
  CHECK(s.calendar.holidays.size() == 8);
  CHECK(find_kind(s.kinds, "customer").find("tier") != nullptr);
  CHECK(s.mappings.size() == 1);
  CHECK(find_metric(s, "big_orders").from == "order");
  CHECK(s.stages.size() == 4);
  CHECK(s.goals.size() == 1);
  CHECK(s.reports.size() == 1);
}

TEST_CASE("a file that is not there or is a folder is a config error") {
  const ConfigFolder folder;
  CHECK_THROWS_AS(load_settings(folder.path() / "none.yaml"), ConfigError);
  CHECK_THROWS_AS(load_settings(folder.path()), ConfigError);
}

TEST_CASE("hostile files are config errors with a line") {
  const std::string deep(100'000, '[');
  const std::string large(10 << 20, 'a');
  for (const std::string& text :
       {deep, large, std::string("a: &a [*a]\n"), std::string("\xFF\xFE\x00\x01", 4), std::string("\x00\x01\x02", 3),
        std::string("\tcompany: A\n"), std::string("company: A\ncompany: B\n"), std::string("company: {A: B}\n")}) {
    const std::string said = fault(text);
    CAPTURE(text.substr(0, 20));
    CHECK_FALSE(said.starts_with("salesctl.yaml:0"));
    CHECK(said.starts_with("salesctl.yaml:"));
  }
}

TEST_CASE("a built-in report can be shown and used as one's own") {
  CHECK(built_in_reports().front().name == "knowledge");
  const std::string source = built_in_report_source("knowledge");
  const ConfigFolder folder;
  ReportRule own = folder.load(source).reports.at(0);
  own.place = {};
  CHECK(own == built_in_reports().front());
  for (const char* name : {"none", "", "title", "  title"}) CHECK(built_in_report_source(name).empty());
}

#include <doctest/doctest.h>

#include "config_folder.hpp"

using namespace salesctl;
using test::ConfigFolder;
using test::says;

TEST_CASE("an award has a kind, what counts, conditions and a prize") {
  const std::vector<AwardRule> rules = ConfigFolder().load(
      "awards:\n  - {name: star, title: Star, kind: newcomer, every: month, metric: margin, tie_break: revenue, winners: 2,\n"
      "     min: 1000.50, min_attainment: 90%, months: 6, prize: a trip, amount: 500}\n"
      "  - {name: own, sql: \"SELECT id, 1 FROM rep\"}\n  - {name: plain}\n").awards;
  REQUIRE(rules.size() == 3);
  CHECK(rules[0].kind == AwardKind::newcomer);
  CHECK(rules[0].every == PeriodUnit::month);
  CHECK(rules[0].metric == "margin");
  CHECK(rules[0].tie_break == "revenue");
  CHECK(rules[0].winners == 2);
  CHECK(rules[0].least == Money{100'050});
  CHECK(rules[0].least_attainment == Rate{900'000'000});
  CHECK(rules[0].months == 6);
  CHECK(rules[0].prize == "a trip");
  CHECK(rules[0].amount == Money{50'000});
  CHECK(rules[0].place.line == 2);
  CHECK(rules[1].sql == "SELECT id, 1 FROM rep");
  CHECK(rules[2].title == "plain");
  CHECK(rules[2].kind == AwardKind::best);
  CHECK(rules[2].every == PeriodUnit::quarter);
}

TEST_CASE("awards that make no sense are refused at their place") {
  const ConfigFolder folder;
  const std::string twice = folder.fault("awards:\n  - {name: a}\n  - {name: a}\n");
  CHECK(says(twice, "salesctl.yaml:3:5"));
  CHECK(says(twice, "stands twice, first at"));
  CHECK(says(folder.fault("awards:\n  - {name: A b}\n"), "cannot be the name of an award"));
  CHECK(says(folder.fault("awards:\n  - {name: a, kind: best, months: 3}\n"), "only kind newcomer has it"));
  CHECK(says(folder.fault("awards:\n  - {name: a, kind: team, sql: SELECT 1}\n"), "not for kind team"));
  CHECK(says(folder.fault("awards:\n  - {name: a, kind: improved, by: actual}\n"), "goes by growth"));
  CHECK(says(folder.fault("awards:\n  - {name: a, metric: revenu}\n"), "revenue"));
  CHECK(says(folder.fault("awards:\n  - {name: a, winners: 0}\n"), "0"));
  CHECK(says(folder.fault("awards:\n  - {name: a, amount: -5}\n"), "not below zero"));
  CHECK(says(folder.fault("awards:\n  - {name: a, metric: visits, min: 1.5}\n"), "1.5"));
}

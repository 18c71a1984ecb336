#include <doctest/doctest.h>

#include "config_folder.hpp"

using namespace salesctl;
using test::ConfigFolder;
using test::says;

TEST_CASE("a course says who has to pass it, until when, and what it is to lift") {
  const std::vector<TrainingRule> rules = ConfigFolder().load(
      "training:\n  - {course: talks, title: Talks, levels: [senior], within: 4w, every: 24, pass: 72.5, aim: margin, per: revenue, window: 60d}\n"
      "  - {course: plain}\n  - {course: help, required: when weak}\n").training;
  REQUIRE(rules.size() == 3);
  CHECK(rules[0].title == "Talks");
  CHECK(rules[0].whom.levels == std::vector<std::string>{"senior"});
  CHECK(rules[0].within == 28);
  CHECK(rules[0].every == 24);
  CHECK(rules[0].pass == Rate{72'500'000'000});
  CHECK(rules[0].aim == "margin");
  CHECK(rules[0].per == "revenue");
  CHECK(rules[0].window == 60);
  CHECK(rules[0].place.line == 2);
  CHECK(rules[1].title == "plain");
  CHECK(rules[1].whom.everybody());
  CHECK_FALSE(rules[1].only_when_weak);
  CHECK(rules[1].within == 90);
  CHECK(rules[2].only_when_weak);
}

TEST_CASE("courses that make no sense are refused at their place") {
  const ConfigFolder folder;
  const std::string twice = folder.fault("training:\n  - {course: a}\n  - {course: a}\n");
  CHECK(says(twice, "salesctl.yaml:3:5"));
  CHECK(says(twice, "stands twice, first at"));
  CHECK(says(folder.fault("training:\n  - {course: \" \"}\n"), "this is empty"));
  CHECK(says(folder.fault("training:\n  - {course: a, required: when weak, teams: [x]}\n"), "asks the scorecards"));
  CHECK(says(folder.fault("training:\n  - {course: a, aim: nope}\n"), "nope"));
  CHECK(says(folder.fault("training:\n  - {course: a, per: revenue}\n"), "no aim to measure"));
  CHECK(says(folder.fault("training:\n  - {course: a, window: 30d}\n"), "no aim to measure"));
  CHECK(says(folder.fault("training:\n  - {course: a, pass: -1}\n"), "below zero"));
  CHECK(says(folder.fault("training:\n  - {course: a, within: 0d}\n"), "salesctl.yaml:2"));
}

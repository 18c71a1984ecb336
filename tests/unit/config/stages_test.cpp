#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "config/sections.hpp"
#include "config_folder.hpp"

using namespace salesctl;
using test::ConfigFolder;
using test::fault;
using test::says;

TEST_CASE("stages are read in their order") {
  const auto stages = ConfigFolder().load(
      "stages:\n  - {name: needs, aliases: [Engaging, 客户需求分析], kind: open, probability: 12.5%}\n  - {name: talk}\n"
      "  - {name: won, aliases: [Won], kind: won}\n  - {name: gone, kind: lost}\n  - {name: care, kind: after_sales}\n").stages;
  REQUIRE(stages.size() == 5);
  CHECK(stages[0] == Stage{"needs", {"Engaging", "客户需求分析"}, StageKind::open, Rate{Rate::one / 8}});
  CHECK(stages[1].probability == Rate{});
  CHECK(stages[2].probability == Rate{Rate::one});
  CHECK(stages[3] == Stage{"gone", {}, StageKind::lost, Rate{}});
  CHECK(stages[4].kind == StageKind::after_sales);
}

TEST_CASE("an open stage may learn its probability, limit the days in it and ask for what a deal must have") {
  const auto stages = ConfigFolder().load(
      "stages:\n  - {name: talk, probability: learned, sla: 2w}\n  - name: quote\n    sla: 10\n    needs: [amount, contact, \"amount > 10\"]\n"
      "  - {name: won, kind: won}\n").stages;
  CHECK(stages[0].learned);
  CHECK(stages[0].probability == Rate{});
  CHECK(stages[0].sla_days == 14);
  CHECK(stages[0].needs.empty());
  CHECK_FALSE(stages[1].learned);
  CHECK(stages[1].sla_days == 10);
  REQUIRE(stages[1].needs.size() == 3);
  CHECK(stages[1].needs[1].what == "contact");
  CHECK(stages[1].needs[2].what == "amount > 10");
  CHECK(stages[1].needs[0].place.line == 5);
  CHECK_FALSE(stages[2].sla_days);

  CHECK(says(fault("stages: [{name: a, kind: won, sla: 3d}]\n"), "only open stages have an sla"));
  CHECK(says(fault("stages: [{name: a, kind: lost, needs: [amount]}]\n"), "only open stages have needs"));
  CHECK(says(fault("stages: [{name: a, kind: won, probability: learned}]\n"), "only open stages have a probability"));
  CHECK(says(fault("stages: [{name: a, sla: 0}]\n"), "1:25 "));
  CHECK(says(fault("stages: [{name: a, sla: soon}]\n"), "1:25 "));
  CHECK(says(fault("stages: [{name: a, needs: amount}]\n"), "1:27 "));
  CHECK(says(fault("stages: [{name: a, needs: [\"\"]}]\n"), "empty"));
}

TEST_CASE("a pipeline says each name once, has a won stage, and probabilities only where a deal is open") {
  CHECK(says(fault("stages: [{name: a}]\n"), "no stage is of kind won"));
  CHECK(says(fault("stages:\n  - {name: a, aliases: [x]}\n  - {name: x, kind: won}\n"), "3:5 the stage \"x\" stands twice, first in line 2"));
  CHECK(says(fault("stages: [{name: a, aliases: [a], kind: won}]\n"), "twice"));
  CHECK(says(fault("stages: [{name: a, kind: won, probability: 50%}]\n"), "only open"));
  CHECK(says(fault("stages: [{name: a, kind: lost, probability: 0%}]\n"), "only open"));
  CHECK(says(fault("stages: [{name: a, probability: 101%}]\n"), "between 0% and 100%"));
  CHECK(says(fault("stages: [{name: a, probability: -1%}]\n"), "between 0% and 100%"));
  CHECK(says(fault("stages: [{name: a, probability: high}]\n"), "1:33 "));
}

TEST_CASE("the default pipeline keeps its own rules and knows the stages of the presets") {
  std::set<std::string> names;
  for (const Stage& stage : default_stages()) {
    CHECK(names.insert(stage.name).second);
    for (const std::string& alias : stage.aliases) CHECK(names.insert(alias).second);
  }
  for (const char* name : {"Prospecting", "Qualification", "Needs Analysis", "Value Proposition", "Id. Decision Makers",
                           "Perception Analysis", "Proposal/Price Quote", "Negotiation/Review", "Closed Won", "Closed Lost",
                           "Appointment Scheduled", "Qualified To Buy", "Presentation Scheduled", "Decision Maker Bought-In",
                           "Contract Sent", "潜在客户挖掘", "客户需求分析", "解决方案制定", "方案讲解与报价", "跟进与签约"}) {
    CAPTURE(name);
    CHECK(names.contains(name));
  }
  CHECK(std::ranges::is_sorted(default_stages(), {}, [](const Stage& s) { return s.kind == StageKind::open ? s.probability : Rate{Rate::one}; }));
}

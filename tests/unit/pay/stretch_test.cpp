#include "pay/stretch.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "pay/firm.hpp"

using namespace salesctl;
using namespace salesctl::test;

namespace {

PayPlan plan(const std::string& name) {
  PayPlan p;
  p.name = name;
  return p;
}

/// north above bj; r1 in bj, r2 in north.
Organisation two_teams() {
  Organisation o = firm(2, {}).organisation;
  o.teams = {{TeamKey{1}, "bj", "Beijing", TeamKey{2}}, {TeamKey{2}, "north", "North", {}}};
  o.reps[0].team = TeamKey{1};
  o.reps[1].team = TeamKey{2};
  return o;
}

const Span january = month_of(1).span;

}  // namespace

TEST_CASE("a plan for the rep goes before one for the level, the nearest team, the team above and everybody") {
  Organisation o = two_teams();
  o.reps[0].level = "senior";
  std::vector<PayPlan> plans{plan("all"), plan("north"), plan("bj"), plan("senior"), plan("r1")};
  plans[1].whom.teams = {"north"};
  plans[2].whom.teams = {"bj"};
  plans[3].whom.levels = {"senior"};
  plans[4].whom.reps = {"r1"};
  const auto plan_of = [&](std::size_t rep) {
    for (const Stretch& s : stretches(o, plans, january)) {
      if (s.rep == rep) return plans[s.plan].name;
    }
    return std::string();
  };
  CHECK(plan_of(0) == "r1");
  CHECK(plan_of(1) == "north");
  for (const char* expected : {"senior", "bj", "north", "all", ""}) {
    plans.pop_back();
    CHECK(plan_of(0) == expected);
  }
}

TEST_CASE("a month is split by day where the plan, the team or the employment changes") {
  Organisation o = two_teams();
  o.reps[0].moves = {{day(1, 11), TeamKey{2}}};
  o.reps[0].hired_on = day(1, 5);
  o.reps[0].left_on = day(1, 25);
  std::vector<PayPlan> plans{plan("bj"), plan("north until 20"), plan("north from 21")};
  plans[0].whom.teams = {"bj"};
  plans[1].whom.teams = plans[2].whom.teams = {"north"};
  plans[1].to = day(1, 20);
  plans[2].from = day(1, 21);
  const std::vector<Stretch> all = stretches(o, plans, january);
  REQUIRE(all.size() == 5);
  CHECK(all[0] == Stretch{0, 0, {{day(1, 5), day(1, 11)}}});
  CHECK(all[1] == Stretch{0, 1, {{day(1, 11), day(1, 21)}}});
  CHECK(all[2] == Stretch{0, 2, {{day(1, 21), day(1, 26)}}});
  CHECK(all[3].days() + all[4].days() == 31);
}

TEST_CASE("two plans that are equally specific on a day are an error that names both") {
  Organisation o = two_teams();
  std::vector<PayPlan> plans{plan("one"), plan("two")};
  plans[0].whom.levels = {"senior"};
  plans[1].whom.levels = {"senior", "lead"};
  o.reps[0].level = "senior";
  CHECK_THROWS_AS(stretches(o, plans, january), ConfigError);
  o.reps[0].level = "lead";
  CHECK(stretches(o, plans, january).size() == 1);
}

TEST_CASE("days under one plan are one stretch, also when another lies between") {
  std::vector<PayPlan> plans{plan("all"), plan("mid")};
  plans[1].whom.reps = {"r1"};
  plans[1].from = day(1, 10);
  plans[1].to = day(1, 12);
  const std::vector<Stretch> all = stretches(two_teams(), plans, january);
  CHECK(all[0].spans.size() == 2);
  CHECK(all[0].days() == 28);
  CHECK(all[1].days() == 3);
}

#include "model/audience.hpp"

#include <doctest/doctest.h>

namespace salesctl {

TEST_CASE("an audience is nearest to who is named, then to the level, the team, the team above and everybody") {
  Rep rep;
  rep.id = "r1";
  rep.level = "senior";
  const std::vector<std::string> teams{"bj", "north"};
  CHECK(distance({{"r2", "r1"}, {}, {"bj"}}, rep, teams) == 0);
  CHECK(distance({{"r2"}, {"senior"}, {"bj"}}, rep, teams) == 1);
  CHECK(distance({{}, {"junior"}, {"north", "bj"}}, rep, teams) == 2);
  CHECK(distance({{}, {}, {"north"}}, rep, teams) == 3);
  CHECK(distance({}, rep, teams) == SIZE_MAX);
  CHECK_FALSE(distance({{"r2"}, {"junior"}, {"south"}}, rep, teams));
  rep.level.clear();
  CHECK_FALSE(distance({{}, {""}, {}}, rep, teams));
}

TEST_CASE("the teams of a day are those of that day, from the nearest to the topmost") {
  Organisation o;
  o.teams = {{TeamKey{1}, "bj", "Beijing", TeamKey{2}}, {TeamKey{2}, "north", "North", {}}, {TeamKey{3}, "south", "South", {}}};
  Rep rep;
  CHECK(teams_on(o, rep, make_date(2026, 1, 1)).empty());
  rep.team = TeamKey{1};
  rep.moves = {{make_date(2026, 2, 1), TeamKey{3}}};
  CHECK(teams_on(o, rep, make_date(2026, 1, 31)) == std::vector<std::string>{"bj", "north"});
  CHECK(teams_on(o, rep, make_date(2026, 2, 1)) == std::vector<std::string>{"south"});
}

}  // namespace salesctl

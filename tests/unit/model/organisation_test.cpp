#include "model/organisation.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"

namespace salesctl {
namespace {

Organisation firm() {
  Organisation made;
  made.teams = {{TeamKey{1}, "bj", "Beijing", TeamKey{2}}, {TeamKey{2}, "north", "North", std::nullopt}};
  Rep rep;
  rep.key = RepKey{7};
  rep.id = "r7";
  rep.team = TeamKey{1};
  made.reps = {rep};
  return made;
}

const Span february{make_date(2026, 2, 1), make_date(2026, 3, 1)};

}  // namespace

TEST_CASE("levels are read as they are written") {
  for (const ScopeLevel level : {ScopeLevel::company, ScopeLevel::team, ScopeLevel::rep}) {
    CHECK(parse_scope_level(to_string(level)) == level);
  }
  CHECK_THROWS_WITH_AS(parse_scope_level("teem"), doctest::Contains("did you mean \"team\""), ValueError);
  CHECK_THROWS_AS(parse_scope_level(""), ValueError);
}

TEST_CASE("teams and reps are found by key") {
  const Organisation made = firm();
  CHECK(made.team(TeamKey{2}).id == "north");
  CHECK_THROWS_AS(made.team(TeamKey{3}), DataError);
  CHECK(made.find_rep(RepKey{7})->id == "r7");
  CHECK(made.find_rep(RepKey{8}) == nullptr);
}

TEST_CASE("without dates a rep is always employed") { CHECK(employed(Rep{}, february) == february); }

TEST_CASE("the days of hiring and leaving are days of work") {
  Rep rep;
  rep.hired_on = make_date(2026, 2, 10);
  rep.left_on = make_date(2026, 2, 12);
  CHECK(employed(rep, february) == Span{make_date(2026, 2, 10), make_date(2026, 2, 13)});
  rep.left_on = rep.hired_on;
  CHECK(employed(rep, february).days() == 1);
}

TEST_CASE("outside the span, or left before hired, is an empty span") {
  Rep rep;
  rep.hired_on = make_date(2026, 3, 1);
  CHECK(employed(rep, february).empty());
  CHECK(employed(rep, february).days() == 0);
  rep.hired_on = make_date(2026, 2, 20);
  rep.left_on = make_date(2026, 2, 10);
  CHECK(employed(rep, february).days() == 0);
  rep.hired_on.reset();
  rep.left_on = make_date(2026, 1, 31);
  CHECK(employed(rep, february).days() == 0);
}

TEST_CASE("a move counts from its day on, the last one before wins") {
  Rep rep = firm().reps[0];
  CHECK(team_on(rep, make_date(2026, 1, 1)) == TeamKey{1});
  rep.moves = {{make_date(2026, 2, 1), TeamKey{2}}, {make_date(2026, 3, 1), TeamKey{1}}};
  CHECK(team_on(rep, make_date(2026, 1, 31)) == TeamKey{1});
  CHECK(team_on(rep, make_date(2026, 2, 1)) == TeamKey{2});
  CHECK(team_on(rep, make_date(2026, 2, 28)) == TeamKey{2});
  CHECK(team_on(rep, make_date(2027, 1, 1)) == TeamKey{1});
  rep.team.reset();
  CHECK_FALSE(team_on(rep, make_date(2026, 1, 1)).has_value());
}

TEST_CASE("ancestors go from the team to the topmost") {
  CHECK(with_ancestors(firm(), TeamKey{1}) == std::vector{TeamKey{1}, TeamKey{2}});
  CHECK(with_ancestors(firm(), TeamKey{2}) == std::vector{TeamKey{2}});
}

TEST_CASE("teams in a circle are named in order") {
  Organisation made = firm();
  made.teams.push_back({TeamKey{3}, "leaf", "", TeamKey{1}});
  made.teams[1].parent = TeamKey{1};
  CHECK_THROWS_WITH_AS(with_ancestors(made, TeamKey{3}), doctest::Contains("bj -> north -> bj"), DataError);
  made.teams[1].parent = TeamKey{2};
  CHECK_THROWS_WITH_AS(with_ancestors(made, TeamKey{1}), doctest::Contains("north -> north"), DataError);
}

TEST_CASE("a rep's manager leads the team, or the nearest team above that somebody else leads") {
  Organisation made = firm();
  Rep boss;
  boss.key = RepKey{8};
  boss.id = "r8";
  boss.name = "Boss";
  made.reps.push_back(boss);
  const auto manager = [&] { return manager_of(made, made.reps.front(), february.from); };
  CHECK(manager().rep == nullptr);
  made.teams[1].manager = "Boss";  // of the team above, by its only name
  CHECK(manager().rep == &made.reps[1]);
  made.teams[0].manager = "r7";    // itself
  CHECK(manager().rep == &made.reps[1]);
  made.teams[0].manager = "Nobody";
  CHECK(manager().rep == nullptr);
  CHECK(manager().named == "Nobody");
  made.teams[0].manager = "Boss";
  made.reps.push_back(boss);       // the name is no longer one person's
  CHECK(manager().named == "Boss");
}

}  // namespace salesctl

#include "assign/ban.hpp"

#include <doctest/doctest.h>

#include "problems.hpp"

using namespace salesctl;
using salesctl::testing::firm;
using salesctl::testing::random_problem;
using salesctl::testing::reps_of;

namespace {

using Reps = std::vector<std::optional<std::size_t>>;

std::vector<Ban> random_bans(const AssignProblem& problem, std::mt19937& random) {
  std::vector<Ban> bans;
  for (std::size_t i = 0; i < problem.items.size(); ++i) {
    while (random() % 2 == 0) bans.push_back({i, random() % problem.reps.size()});
  }
  return bans;
}

}  // namespace

TEST_CASE("an item goes to nobody who is banned from having it, whatever the method") {
  std::mt19937 random(20261125);
  for (int round = 0; round < 2000; ++round) {
    CAPTURE(round);
    AssignProblem problem = random_problem(random, {5, 30});
    problem.method = static_cast<AssignMethod>(round % 3);
    const std::vector<Ban> bans = random_bans(problem, random);
    forbid(problem, bans);
    const Assignment assignment = assign(problem);
    for (const Ban& ban : bans) {
      const Placement& placement = assignment.placements[ban.item];
      if (problem.items[ban.item].owner == ban.rep) continue;
      CHECK(placement.rep != ban.rep);
      CHECK_FALSE((placement.runner_up && placement.runner_up->rep == ban.rep));
    }
  }
}

TEST_CASE("who has an item already may keep it; what nobody may have is not placed") {
  AssignProblem problem = firm(2, 2);
  problem.items[0].owner = 0;
  problem.items[1].owner = 1;
  forbid(problem, {{0, 0}});
  CHECK(reps_of(assign(problem)) == Reps{0, 1});
  problem = firm(1, 1);
  forbid(problem, {{0, 0}});
  CHECK(assign(problem).placements[0].unplaced == Unplaced::nobody_there);
}

TEST_CASE("what is banned for the same reps stays alike, and turns go on across the bans") {
  AssignProblem problem = firm(3, 4);
  problem.method = AssignMethod::round_robin;
  forbid(problem, {{1, 1}, {2, 1}, {2, 1}});
  CHECK(problem.rules == std::vector<std::vector<std::size_t>>{{0, 1, 2}, {0, 2}});
  CHECK(problem.turns == std::vector<std::size_t>{0, 0});
  const Assignment dealt = assign(problem);
  CHECK(reps_of(dealt) == Reps{0, 2, 2, 1});
  CHECK(dealt.credits.size() == 1);
}

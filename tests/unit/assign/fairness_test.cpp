#include <doctest/doctest.h>

#include "assign/fairness.hpp"
#include "problems.hpp"

using namespace salesctl;

TEST_CASE("Gini is 0 where all have the same and (n - 1) / n where one has all") {
  CHECK(*gini({3, 3, 3}) == doctest::Approx(0));
  CHECK(*gini({0, 0, 0, 8}) == doctest::Approx(0.75));
  CHECK(*gini({3, 1, 2}) == doctest::Approx(2.0 / 9));  // sum of all differences 8 / (2 * 9 * mean 2)
  CHECK_FALSE(gini({}));
  CHECK_FALSE(gini({0, 0}));
  CHECK_FALSE(gini({-1, 5}));
}

TEST_CASE("loads are counted before and after, with what they are worth") {
  AssignProblem problem = testing::firm(2, 3);
  problem.items[0].owner = 0;
  problem.items[1].owner = 1;
  problem.items[1].in_play = false;
  Assignment assignment{std::vector<Placement>(3), {}};
  assignment.placements[0].rep = 1;
  assignment.placements[2].unplaced = Unplaced::full;
  const std::vector<RepLoad> found = loads(problem, assignment, {Money{10}, Money{5}, Money{1}});
  CHECK(found[0] == RepLoad{1, 0, 0, Money{10}, Money{}});
  CHECK(found[1] == RepLoad{1, 2, 1, Money{5}, Money{15}});
}

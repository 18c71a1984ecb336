#include <doctest/doctest.h>

#include "problems.hpp"

using namespace salesctl;
using salesctl::testing::firm;

TEST_CASE("limits: what the capacity leaves, the maximum share and at least one, leave") {
  AssignProblem problem = firm(4, 10);
  problem.items[9] = {"kept", 0, {}, false, {}};
  problem.reps[0].capacity = 3;
  problem.reps[1].takes_new = false;
  problem.max_share = Rate{Rate::one / 2};
  CHECK(item_limits(problem) == std::vector<std::int64_t>{2, 0, 4, 4});
  problem.max_share = Rate{Rate::one / 100};
  CHECK(item_limits(problem) == std::vector<std::int64_t>{1, 0, 1, 1});
  problem.reps[0].capacity = 0;
  CHECK(item_limits(problem)[0] == 0);
}

TEST_CASE("who returned from leave may get an even share by weight, beside what is theirs") {
  AssignProblem problem = firm(2, 10);
  problem.reps[0].returned = true;
  CHECK(item_limits(problem) == std::vector<std::int64_t>{5, 10});
  problem.reps[0].weight = Rate{Rate::one / 2};
  CHECK(item_limits(problem) == std::vector<std::int64_t>{4, 10});
  for (std::size_t i = 0; i < 7; ++i) problem.items[i].owner = 0;
  CHECK(item_limits(problem) == std::vector<std::int64_t>{8, 10});
}

TEST_CASE("levels are tenths of the ranking; the same value is the same level") {
  AssignProblem problem = firm(1, 20);
  problem.by_value = true;
  for (std::size_t i = 0; i < 20; ++i) problem.items[i].value = Money{static_cast<std::int64_t>(i)};
  const std::vector<std::size_t> levels = value_levels(problem);
  CHECK(levels[19] == 0);
  CHECK(levels[18] == 0);
  CHECK(levels[17] == 1);
  CHECK(levels[0] == 9);
  for (AssignItem& item : problem.items) item.value = Money{5};
  CHECK(value_levels(problem) == std::vector<std::size_t>(20, 0));
}

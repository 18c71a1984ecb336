#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

#include "problems.hpp"

using namespace salesctl;
using salesctl::testing::best_score;
using salesctl::testing::firm;
using salesctl::testing::random_problem;
using salesctl::testing::reps_of;
using salesctl::testing::score;

namespace {

constexpr unsigned seed = 20261125;

std::vector<std::int64_t> loads(const AssignProblem& problem, const Assignment& assignment) {
  std::vector<std::int64_t> n(problem.reps.size());
  for (std::size_t i = 0; i < problem.items.size(); ++i) {
    const auto rep = problem.items[i].in_play ? assignment.placements[i].rep : problem.items[i].owner;
    if (rep) ++n[*rep];
  }
  return n;
}

AssignProblem shuffled(const AssignProblem& problem, std::mt19937& random) {
  std::vector<std::size_t> reps(problem.reps.size());
  std::iota(reps.begin(), reps.end(), 0);
  std::ranges::shuffle(reps, random);
  AssignProblem other = problem;
  for (std::size_t r = 0; r < reps.size(); ++r) other.reps[reps[r]] = problem.reps[r];
  for (auto& rule : other.rules) {
    for (std::size_t& r : rule) r = reps[r];
    std::ranges::shuffle(rule, random);
  }
  for (AssignItem& item : other.items) {
    if (item.owner) item.owner = reps[*item.owner];
  }
  std::ranges::shuffle(other.items, random);
  return other;
}

using Pairs = std::vector<std::pair<std::string, std::string>>;
Pairs by_id(const AssignProblem& problem, const Assignment& assignment) {
  Pairs pairs;
  for (std::size_t i = 0; i < problem.items.size(); ++i) {
    const auto& rep = assignment.placements[i].rep;
    const auto& runner = assignment.placements[i].runner_up;
    pairs.emplace_back(problem.items[i].id, (rep ? problem.reps[*rep].id : "-") + "/" + (runner ? problem.reps[runner->rep].id : "-"));
  }
  std::ranges::sort(pairs);
  return pairs;
}

}  // namespace

TEST_CASE("no assignment is better than the one found, under the stated objective") {
  std::mt19937 random(seed);
  for (int round = 0; round < 3000; ++round) {
    CAPTURE(round);
    const AssignProblem problem = random_problem(random, {3, 7});
    const auto found = score(problem, reps_of(assign(problem)));
    const auto best = best_score(problem);
    REQUIRE(found.size() == best.size());
    for (std::size_t i = 0; i < found.size(); ++i) REQUIRE(found[i] == doctest::Approx(best[i]));
  }
}

TEST_CASE("rules, leave and limits hold whatever the method, and what is not placed says why") {
  std::mt19937 random(seed);
  for (int round = 0; round < 2000; ++round) {
    CAPTURE(round);
    AssignProblem problem = random_problem(random, {6, 40});
    problem.method = static_cast<AssignMethod>(round % 3);
    const Assignment assignment = assign(problem);
    const std::vector<std::int64_t> limits = item_limits(problem);
    std::vector<std::int64_t> taken(problem.reps.size());
    for (std::size_t i = 0; i < problem.items.size(); ++i) {
      const AssignItem& item = problem.items[i];
      const Placement& placement = assignment.placements[i];
      if (!item.in_play) {
        CHECK_FALSE(placement.rep);
        CHECK_FALSE(placement.unplaced);
        continue;
      }
      REQUIRE(placement.rep.has_value() != placement.unplaced.has_value());
      if (placement.unplaced) {
        CHECK((placement.unplaced == Unplaced::no_rule) == !item.rule.has_value());
        continue;
      }
      ++taken[*placement.rep];
      CHECK(problem.reps[*placement.rep].takes_new);
      CHECK(std::ranges::count(problem.rules[*item.rule], *placement.rep) == 1);
      if (placement.runner_up) {
        CHECK(placement.runner_up->rep != *placement.rep);
        CHECK(std::ranges::count(problem.rules[*item.rule], placement.runner_up->rep) == 1);
      }
    }
    for (std::size_t r = 0; r < taken.size(); ++r) CHECK(taken[r] <= limits[r]);
    const std::vector<std::int64_t> after = loads(problem, assignment);
    for (std::size_t r = 0; r < after.size(); ++r) {
      if (problem.reps[r].capacity && taken[r] > 0) CHECK(after[r] <= *problem.reps[r].capacity);
    }
  }
}

TEST_CASE("the order of reps, rules' reps and items does not matter") {
  std::mt19937 random(seed);
  for (int round = 0; round < 1000; ++round) {
    CAPTURE(round);
    AssignProblem problem = random_problem(random, {6, 30});
    problem.method = static_cast<AssignMethod>(round % 3);
    const AssignProblem other = shuffled(problem, random);
    REQUIRE(by_id(problem, assign(problem)) == by_id(other, assign(other)));
  }
}

TEST_CASE("assigning again changes nothing, even where those who have an owner are in play") {
  std::mt19937 random(seed);
  for (int round = 0; round < 1000; ++round) {
    CAPTURE(round);
    AssignProblem problem = random_problem(random, {5, 30});
    for (AssignRep& rep : problem.reps) rep.returned = false;
    problem.max_share.reset();
    const Assignment first = assign(problem);
    AssignProblem again = problem;
    for (std::size_t i = 0; i < again.items.size(); ++i) {
      if (first.placements[i].rep) again.items[i].owner = first.placements[i].rep;
    }
    REQUIRE(reps_of(assign(again)) == reps_of(first));
  }
}

TEST_CASE("where no rule binds, loads differ by one at most, however uneven they were in the beginning") {
  std::mt19937 random(seed);
  for (int round = 0; round < 300; ++round) {
    CAPTURE(round);
    const std::size_t reps = 1 + random() % 20;
    AssignProblem problem = firm(reps, random() % 400);
    for (AssignItem& item : problem.items) {
      if (random() % 2 == 0) item.owner = random() % (1 + random() % reps);
    }
    const std::vector<std::int64_t> n = loads(problem, assign(problem));
    REQUIRE(*std::ranges::max_element(n) - *std::ranges::min_element(n) <= 1);
  }
}

TEST_CASE("by value everybody gets alike many at every level of value") {
  std::mt19937 random(seed);
  for (int round = 0; round < 100; ++round) {
    CAPTURE(round);
    AssignProblem problem = firm(1 + random() % 10, random() % 300);
    problem.by_value = true;
    for (AssignItem& item : problem.items) item.value = Money{static_cast<std::int64_t>(random() % 1000)};
    const Assignment assignment = assign(problem);
    const std::vector<std::size_t> levels = value_levels(problem);
    for (std::size_t level = 0; level < 10; ++level) {
      std::vector<int> n(problem.reps.size());
      for (std::size_t i = 0; i < levels.size(); ++i) {
        if (levels[i] <= level) ++n[*assignment.placements[i].rep];
      }
      REQUIRE(*std::ranges::max_element(n) - *std::ranges::min_element(n) <= 1);
    }
  }
}

TEST_CASE("the more valuable items are placed where there is not room for all") {
  AssignProblem problem = firm(2, 6);
  problem.by_value = true;
  for (std::size_t i = 0; i < 6; ++i) problem.items[i].value = Money{static_cast<std::int64_t>(i) * 100};
  for (AssignRep& rep : problem.reps) rep.capacity = 2;
  const Assignment assignment = assign(problem);
  for (std::size_t i = 0; i < 6; ++i) CHECK(assignment.placements[i].rep.has_value() == (i >= 2));
  CHECK(assignment.placements[0].unplaced == Unplaced::full);
}

TEST_CASE("who returned from leave gets an even share, not all that others have more") {
  AssignProblem problem = firm(3, 39);
  for (std::size_t i = 0; i < 30; ++i) problem.items[i] = {problem.items[i].id, i % 2, {}, false, {}};
  CHECK(loads(problem, assign(problem)) == std::vector<std::int64_t>{15, 15, 9});
  problem.reps[2].returned = true;
  CHECK(loads(problem, assign(problem)) == std::vector<std::int64_t>{18, 18, 3});
}

TEST_CASE("what only one rep may have counts as load when what all may have is given out") {
  AssignProblem problem = firm(2, 140);
  problem.rules = {{0, 1}, {1}};
  for (std::size_t i = 100; i < 140; ++i) problem.items[i].rule = 1;
  CHECK(loads(problem, assign(problem)) == std::vector<std::int64_t>{70, 70});
}

TEST_CASE("a larger weight is a larger share") {
  AssignProblem problem = firm(2, 30);
  problem.reps[0].weight = Rate{2 * Rate::one};
  CHECK(loads(problem, assign(problem)) == std::vector<std::int64_t>{20, 10});
}

TEST_CASE("minimum and maximum shares bind where balance would not give them") {
  AssignProblem problem = firm(2, 30);
  for (std::size_t i = 0; i < 20; ++i) problem.items[i] = {problem.items[i].id, 0, {}, false, {}};
  CHECK(loads(problem, assign(problem)) == std::vector<std::int64_t>{20, 10});
  problem.min_share = Rate{Rate::one * 3 / 10};
  CHECK(loads(problem, assign(problem)) == std::vector<std::int64_t>{23, 7});
  problem.min_share.reset();
  problem.max_share = Rate{Rate::one * 6 / 10};
  CHECK(loads(problem, assign(problem)) == std::vector<std::int64_t>{24, 6});
}

TEST_CASE("the runner-up says what it would have cost") {
  AssignProblem problem = firm(2, 1);
  CHECK(assign(problem).placements[0].runner_up->cost == RunnerUpCost::order);
  problem.items[0].owner = 1;
  const Assignment stays = assign(problem);
  CHECK(stays.placements[0].rep == 1);
  CHECK(stays.placements[0].runner_up->cost == RunnerUpCost::move);
  problem.items.push_back({"kept", 0, {}, false, {}});
  const RunnerUp uneven = *assign(problem).placements[0].runner_up;
  CHECK(uneven.cost == RunnerUpCost::uneven);
  CHECK(uneven.rep == 0);
  CHECK(uneven.load == 1);
  CHECK(uneven.its_load == 1);
  AssignProblem alone = firm(1, 1);
  CHECK_FALSE(assign(alone).placements[0].runner_up);
}

TEST_CASE("items that are alike go to those whose items are worth least, then to one after the other") {
  AssignProblem problem = firm(2, 4);
  using Reps = std::vector<std::optional<std::size_t>>;
  CHECK(reps_of(assign(problem)) == Reps{0, 1, 0, 1});
  problem.items[3].value = Money{500};
  CHECK(reps_of(assign(problem)) == Reps{1, 1, 0, 0});
}

TEST_CASE("a large firm is balanced to one in moments") {
  std::mt19937 random(seed);
  AssignProblem problem = firm(1000, 100'000);
  problem.by_value = true;
  for (AssignItem& item : problem.items) {
    item.value = Money{static_cast<std::int64_t>(random() % 1'000'000)};
    if (random() % 3 == 0) item.owner = random() % 1000;
  }
  const std::vector<std::int64_t> n = loads(problem, assign(problem));
  CHECK(*std::ranges::max_element(n) - *std::ranges::min_element(n) <= 1);
}

#include <doctest/doctest.h>

#include "problems.hpp"

using namespace salesctl;
using salesctl::testing::firm;
using salesctl::testing::reps_of;

namespace {

using Reps = std::vector<std::optional<std::size_t>>;

AssignProblem in_turn(std::size_t reps, std::size_t items, AssignMethod method) {
  AssignProblem problem = firm(reps, items);
  problem.method = method;
  return problem;
}

}  // namespace

TEST_CASE("round-robin deals one after the other, whatever they have, and goes on where it stopped") {
  AssignProblem problem = in_turn(3, 4, AssignMethod::round_robin);
  problem.reps[1].weight = Rate{5 * Rate::one};
  const Assignment first = assign(problem);
  CHECK(reps_of(first) == Reps{0, 1, 2, 0});
  CHECK(first.placements[0].runner_up->rep == 1);
  problem.credits = first.credits;
  CHECK(reps_of(assign(problem)) == Reps{1, 2, 0, 1});
}

TEST_CASE("weighted deals in proportion, evenly over time") {
  AssignProblem problem = in_turn(2, 6, AssignMethod::weighted);
  problem.reps[0].weight = Rate{2 * Rate::one};
  CHECK(reps_of(assign(problem)) == Reps{0, 1, 0, 0, 1, 0});
}

TEST_CASE("who was away for a hundred turns gets no more than the others afterwards") {
  AssignProblem problem = in_turn(3, 100, AssignMethod::round_robin);
  problem.reps[2].takes_new = false;
  problem.credits = assign(problem).credits;
  problem.reps[2].takes_new = true;
  std::vector<int> n(3);
  for (const auto& rep : reps_of(assign(problem))) ++n[*rep];
  CHECK(n[2] <= 34);
}

TEST_CASE("who is full loses no turn of the others") {
  AssignProblem problem = in_turn(3, 5, AssignMethod::round_robin);
  problem.reps[0].capacity = 1;
  CHECK(reps_of(assign(problem)) == Reps{0, 1, 2, 1, 2});
  for (AssignRep& rep : problem.reps) rep.capacity = 1;
  const Assignment full = assign(problem);
  CHECK(reps_of(full) == Reps{0, 1, 2, std::nullopt, std::nullopt});
  CHECK(full.placements[4].unplaced == Unplaced::full);
}

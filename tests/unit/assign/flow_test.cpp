#include <doctest/doctest.h>

#include <numeric>
#include <random>

#include "assign/flow.hpp"
#include "base/error.hpp"

using namespace salesctl;

TEST_CASE("the cheapest flow takes the cheap way first, and lower bounds hold") {
  // 0 -> 3 through 1 (cheap, room for 2) or 2 (dear)
  const std::vector<FlowEdge> edges{{0, 1, 0, 9, 1}, {0, 2, 0, 9, 5}, {1, 3, 0, 2, 0}, {2, 3, 0, 9, 0}};
  CHECK(cheapest_flow({3, 0, 0, -3}, edges) == std::vector<std::int64_t>{2, 1, 2, 1});
  std::vector<FlowEdge> bound = edges;
  bound[3].lower = 2;
  CHECK(cheapest_flow({3, 0, 0, -3}, bound) == std::vector<std::int64_t>{1, 2, 1, 2});
}

TEST_CASE("what cannot flow, and costs that are too large, are refused") {
  CHECK_THROWS_AS(cheapest_flow({3, -3}, {{0, 1, 0, 2, 1}}), DataError);
  CHECK_THROWS_AS(cheapest_flow({1, -1}, {{0, 1, 0, 2, INT64_MAX / 2}}), DataError);
  CHECK(costs_fit(1e6, 1000));
  CHECK_FALSE(costs_fit(1e16, 1000));
}

TEST_CASE("the largest flow is that of the narrowest cut") {
  CHECK(largest_flow(4, {{0, 1, 0, 5, 0}, {0, 2, 0, 5, 0}, {1, 3, 0, 2, 0}, {2, 3, 0, 4, 0}}, 0, 3) == 6);
  CHECK(largest_flow(2, {}, 0, 1) == 0);
}

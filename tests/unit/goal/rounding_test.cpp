#include "goal/rounding.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <stdexcept>

namespace salesctl {
namespace {

/// Fractions of a matrix of cells between a source, rows, columns and a sink, whose total is whole.
std::vector<FlowArc> random_matrix(std::mt19937& random, std::uint32_t rows, std::uint32_t columns) {
  std::vector<FlowArc> arcs;
  std::vector<std::int64_t> row(rows), column(columns);
  std::int64_t total = 0;
  for (std::uint32_t r = 0; r < rows; ++r) {
    for (std::uint32_t c = 0; c < columns; ++c) {
      std::int64_t part = static_cast<std::int64_t>(random()) * 256 % fixed_one;
      if (r + 1 == rows && c + 1 == columns) part = (fixed_one - total % fixed_one) % fixed_one;
      arcs.push_back({2 + r, 2 + rows + c, part});
      row[r] += part;
      column[c] += part;
      total += part;
    }
  }
  for (std::uint32_t r = 0; r < rows; ++r) arcs.push_back({0, 2 + r, row[r] % fixed_one});
  for (std::uint32_t c = 0; c < columns; ++c) arcs.push_back({2 + rows + c, 1, column[c] % fixed_one});
  return arcs;
}

std::vector<std::int64_t> balance(std::uint32_t nodes, const std::vector<FlowArc>& arcs) {
  std::vector<std::int64_t> net(nodes);
  for (const FlowArc& arc : arcs) {
    net[arc.from] -= arc.fraction;
    net[arc.to] += arc.fraction;
  }
  return net;
}

}  // namespace

TEST_CASE("no arcs, and arcs that are whole, are left alone") {
  std::vector<FlowArc> none;
  round_flow(0, none);
  CHECK(none.empty());
  std::vector<FlowArc> whole{{0, 1, 0}, {0, 1, fixed_one}};
  round_flow(2, whole);
  CHECK(whole[0].fraction == 0);
  CHECK(whole[1].fraction == fixed_one);
}

TEST_CASE("two parallel halves become one up and one down") {
  std::vector<FlowArc> arcs{{0, 1, fixed_one / 2}, {0, 1, fixed_one / 2}};
  round_flow(2, arcs);
  CHECK(arcs[0].fraction + arcs[1].fraction == fixed_one);
  CHECK((arcs[0].fraction == 0 || arcs[0].fraction == fixed_one));
}

TEST_CASE("the smaller change is taken") {
  std::vector<FlowArc> arcs{{0, 1, fixed_one / 10 * 9}, {0, 1, fixed_one - fixed_one / 10 * 9}};
  round_flow(2, arcs);
  CHECK(arcs[0].fraction == fixed_one);
  CHECK(arcs[1].fraction == 0);
}

TEST_CASE("flows that do not balance are a mistake of the caller") {
  std::vector<FlowArc> arcs{{0, 1, 1}, {1, 2, 2}, {2, 0, 1}};
  CHECK_THROWS_AS(round_flow(3, arcs), std::logic_error);
}

TEST_CASE("every arc of a random matrix becomes whole and every node keeps its balance") {
  for (unsigned seed = 1; seed <= 2000; ++seed) {
    INFO("seed ", seed);
    std::mt19937 random(seed);
    const std::uint32_t rows = 1 + static_cast<std::uint32_t>(random() % 12);
    const std::uint32_t columns = 1 + static_cast<std::uint32_t>(random() % 12);
    std::vector<FlowArc> arcs = random_matrix(random, rows, columns);
    const auto before = balance(2 + rows + columns, arcs);
    round_flow(2 + rows + columns, arcs);
    REQUIRE(std::ranges::all_of(arcs, [](const FlowArc& a) { return a.fraction == 0 || a.fraction == fixed_one; }));
    REQUIRE(balance(2 + rows + columns, arcs) == before);
  }
}

}  // namespace salesctl

#include "goal/scope_tree.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/error.hpp"
#include "goal/firm.hpp"

namespace salesctl {

TEST_CASE("scopes come depth first, teams by id") {
  const ScopeTree tree = scope_tree(testing::small_firm());
  REQUIRE(tree.scopes.size() == 4);
  CHECK(tree.scopes[0].id == "company");
  CHECK(tree.scopes[1].id == "north");
  CHECK(tree.scopes[2].id == "bj");
  CHECK(tree.scopes[3].id == "south");
  CHECK(tree.scopes[2].depth == 2);
  CHECK(tree.scopes[2].above == 1);
  CHECK(tree.scopes[0].below == std::vector<std::size_t>{1, 3});
}

TEST_CASE("the order of the input does not matter") {
  Organisation firm = testing::small_firm();
  std::ranges::reverse(firm.teams);
  CHECK(scope_tree(firm).scopes[2].id == "bj");
}

TEST_CASE("the lowest common scope of two teams is found") {
  const ScopeTree tree = scope_tree(testing::small_firm());
  CHECK(tree.common(2, 2) == 2);
  CHECK(tree.common(2, 1) == 1);
  CHECK(tree.common(2, 3) == 0);
  CHECK(tree.common(0, 3) == 0);
}

TEST_CASE("no team is the company, an unknown team is refused") {
  const ScopeTree tree = scope_tree(testing::small_firm());
  CHECK(tree.find(std::nullopt) == 0);
  CHECK(tree.find(TeamKey{3}) == 3);
  CHECK_THROWS_AS(tree.find(TeamKey{99}), DataError);
}

TEST_CASE("teams in a circle or under a missing team are refused") {
  Organisation circle = testing::small_firm();
  circle.teams[1].parent = TeamKey{1};
  CHECK_THROWS_AS(scope_tree(circle), DataError);
  Organisation orphan = testing::small_firm();
  orphan.teams[2].parent = TeamKey{99};
  CHECK_THROWS_AS(scope_tree(orphan), DataError);
}

}  // namespace salesctl

#include "base/proportion.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"

using namespace salesctl;

TEST_CASE("halves go to the even neighbour, on both sides of zero") {
  CHECK(rounded(5, 2) == Money{2});
  CHECK(rounded(7, 2) == Money{4});
  CHECK(rounded(-5, 2) == Money{-2});
  CHECK(rounded(-7, 2) == Money{-4});
  CHECK(rounded(8, 3) == Money{3});
  CHECK(rounded(-7, 3) == Money{-2});
  CHECK(rounded(-7, -3) == Money{2});
  CHECK(rounded(5, -2) == Money{-2});
}

TEST_CASE("what does not fit into money is an error, what the product of two does is none") {
  CHECK_THROWS_AS(rounded(static_cast<Wide>(INT64_MAX) * 3, 2), DataError);
  CHECK(in_proportion(Money{INT64_MAX}, 31, 31) == Money{INT64_MAX});
  CHECK(in_proportion(Money{INT64_MAX - 1}, 15, 30) == Money{INT64_MAX / 2});
}

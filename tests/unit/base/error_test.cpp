#include "base/error.hpp"

#include <doctest/doctest.h>

namespace salesctl {

TEST_CASE("a place is shown as far as it is known") {
  CHECK(to_string(Place{}) == "");
  CHECK(to_string(Place{"sales.csv"}) == "sales.csv");
  CHECK(to_string(Place{"sales.csv", 12}) == "sales.csv:12");
  CHECK(to_string(Place{"sales.csv", 12, 3}) == "sales.csv:12:3");
  CHECK(to_string(Place{"sales.csv", 0, 3}) == "sales.csv");  // a column of no line says nothing
  CHECK(to_string(Place{"", 12, 3}) == "12:3");
}

TEST_CASE("an error carries its message bare, with the hint and the place beside it") {
  const ConfigError error("unknown key \"quta\"", "did you mean quota?", {"salesctl.yaml", 4, 1});
  CHECK(std::string(error.what()) == "unknown key \"quta\"");
  CHECK(error.hint() == "did you mean quota?");
  CHECK(error.place() == Place{"salesctl.yaml", 4, 1});
}

TEST_CASE("every kind of error is caught as Error and as no other kind") {
  CHECK_THROWS_AS(throw StoreError("x"), Error);
  bool as_data = false;
  try {
    throw ValueError("x");
  } catch (const DataError&) {
    as_data = true;
  } catch (const ValueError&) {
  }
  CHECK_FALSE(as_data);
}

}  // namespace salesctl

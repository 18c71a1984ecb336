#include "base/sorted.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

namespace salesctl {
namespace {

using Pair = std::pair<int, std::string>;

TEST_CASE("all with a key are found, and none where there is none") {
  const std::vector<Pair> sorted{{1, "a"}, {3, "b"}, {3, "c"}, {7, "d"}};
  const auto second = [&](int key) {
    std::string names;
    for (const Pair& pair : all_with(sorted, key, &Pair::first)) names += pair.second;
    return names;
  };
  CHECK(second(0).empty());
  CHECK(second(1) == "a");
  CHECK(second(2).empty());
  CHECK(second(3) == "bc");
  CHECK(second(7) == "d");
  CHECK(second(8).empty());
  CHECK(all_with(std::vector<Pair>{}, 1, &Pair::first).empty());
}

}  // namespace
}  // namespace salesctl

#include "base/hash_map.hpp"

#include <map>

#include <doctest/doctest.h>

#include "refusal.hpp"

namespace salesctl {

using test::Random;

TEST_CASE("a key is made once and keeps its value") {
  HashMap<int> map;
  const Hash128 key = hash128("c1");
  CHECK(map.find(key) == nullptr);
  CHECK(map.emplace(key, 5).second);
  const auto [value, made] = map.emplace(key, 6);
  CHECK_FALSE(made);
  CHECK(*value == 5);
  *value = 7;
  CHECK(*map.find(key) == 7);
  CHECK(map.size() == 1);
}

TEST_CASE("the key of zeros is a key like any other") {
  HashMap<int> map;
  CHECK(map.find(Hash128{}) == nullptr);
  CHECK(map.emplace(Hash128{}, 5).second);
  CHECK(*map.find(Hash128{}) == 5);
  CHECK_FALSE(map.emplace(Hash128{}, 6).second);
}

TEST_CASE("keys that begin at the same slot are told apart, also past the end of the table") {
  HashMap<std::uint64_t> map;
  for (std::uint64_t i = 1; i <= 30; ++i) map.emplace(Hash128{63, i}, i);
  for (std::uint64_t i = 1; i <= 30; ++i) CHECK(*map.find(Hash128{63, i}) == i);
  CHECK(map.find(Hash128{63, 31}) == nullptr);
}

TEST_CASE("the map holds what a std::map holds, however it grows") {
  Random random;
  INFO("seed ", random.seed);
  HashMap<std::int64_t> map;
  std::map<std::int64_t, std::int64_t> expected;
  if (random.between(0, 1) == 1) map.reserve(1'000);
  for (int i = 0; i < 20'000; ++i) {
    const std::int64_t id = random.between(0, 9'999);
    const bool made = map.emplace(hash128(std::to_string(id)), i).second;
    REQUIRE(made == expected.emplace(id, i).second);
  }
  CHECK(map.size() == expected.size());
  for (std::int64_t id = 0; id < 10'000; ++id) {
    const std::int64_t* found = map.find(hash128(std::to_string(id)));
    REQUIRE((found != nullptr) == expected.contains(id));
    if (found != nullptr) REQUIRE(*found == expected.at(id));
  }
}

}  // namespace salesctl

#include "base/hash.hpp"

#include <set>
#include <string>

#include <doctest/doctest.h>

namespace salesctl {

TEST_CASE("equal bytes hash alike, others and other seeds do not") {
  CHECK(hash128("order 1") == hash128(std::string("order 1")));
  CHECK_FALSE(hash128("order 1") == hash128("order 2"));
  CHECK_FALSE(hash128("order 1") == hash128("order 1", 7));
  CHECK_FALSE(hash128("") == hash128("", 7));
}

TEST_CASE("a hundred thousand ids have as many hashes, in either half") {
  std::set<std::uint64_t> low;
  std::set<std::uint64_t> high;
  for (int i = 0; i < 100'000; ++i) {
    const Hash128 hash = hash128("c" + std::to_string(i));
    low.insert(hash.low);
    high.insert(hash.high);
  }
  CHECK(low.size() == 100'000);
  CHECK(high.size() == 100'000);
}

}  // namespace salesctl

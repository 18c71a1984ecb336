#include "store/pay_parts.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <random>

#include "base/error.hpp"

using namespace salesctl;

TEST_CASE("parts come back as they were, also the largest and smallest numbers") {
  std::mt19937_64 random(20261125);
  std::vector<PayPart> parts{{INT64_MAX, INT64_MIN, Money{INT64_MIN}, INT64_MAX}, {INT64_MIN, INT64_MAX, Money{INT64_MAX}, -1}, {}};
  for (int i = 0; i < 1000; ++i) {
    const auto any = [&] { return static_cast<std::int64_t>(random() >> (random() % 64)) * (random() % 2 == 0 ? 1 : -1); };
    parts.push_back({any(), any(), Money{any()}, any()});
  }
  CHECK(unpack_parts(pack(parts)) == parts);
  CHECK(unpack_parts(pack({})).empty());
}

TEST_CASE("a part of an order in sequence takes few bytes") {
  std::vector<PayPart> parts;
  for (std::int64_t key = 1; key <= 1000; ++key) parts.push_back({key, key, Money{10'000}, 0});
  CHECK(pack(parts).size() <= 6 * parts.size());
}

TEST_CASE("bytes that are no parts are refused") {
  CHECK_THROWS_AS(unpack_parts("\x80"), StoreError);
  CHECK_THROWS_AS(unpack_parts(std::string_view("\x02\x00", 2)), StoreError);
}

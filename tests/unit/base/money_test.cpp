#include "base/money.hpp"

#include <doctest/doctest.h>

#include "refusal.hpp"

namespace salesctl {
namespace {

using test::has;
using test::Random;
using test::refusal;

constexpr Money largest{INT64_MAX};
constexpr Money smallest{INT64_MIN};

std::int64_t product(std::int64_t minor, std::int64_t billionths, Rounding rounding) {
  return multiply(Money{minor}, Rate{billionths}, rounding).minor;
}

}  // namespace

TEST_CASE("sums are exact up to the last minor unit and refused beyond it") {
  CHECK(Money{INT64_MAX - 1} + Money{1} == largest);
  CHECK(Money{INT64_MIN + 1} - Money{1} == smallest);
  CHECK(has(refusal([] { largest + Money{1}; }), "data: amount too large"));
  CHECK(has(refusal([] { smallest - Money{1}; }), "data: amount too large"));
  CHECK(has(refusal([] { -smallest; }), "data: amount too large"));
  CHECK(has(refusal([] { Money{INT64_MAX / 2 + 1} * 2; }), "data: amount too large"));
  CHECK(Money{-7} * 3 == Money{-21});
  CHECK(-Money{7} == Money{-7});
}

TEST_CASE("a sum that is refused leaves what was summed up as it was") {
  Money total = largest;
  CHECK_THROWS_AS(total += Money{1}, DataError);
  CHECK(total == largest);
}

TEST_CASE("half a minor unit is rounded as the call names it, alike on both sides of zero") {
  const std::int64_t half = Rate::one / 2;
  CHECK(product(1, half, Rounding::half_even) == 0);
  CHECK(product(3, half, Rounding::half_even) == 2);
  CHECK(product(-3, half, Rounding::half_even) == -2);
  CHECK(product(1, half, Rounding::half_up) == 1);
  CHECK(product(-1, half, Rounding::half_up) == -1);
  CHECK(product(5, half, Rounding::half_up) == 3);
  CHECK(product(3, half, Rounding::down) == 1);
  CHECK(product(-3, half, Rounding::down) == -1);
}

TEST_CASE("one billionth beside a half decides the rounding") {
  CHECK(product(1, Rate::one / 2 + 1, Rounding::half_even) == 1);
  CHECK(product(1, Rate::one / 2 - 1, Rounding::half_up) == 0);
  CHECK(product(1, Rate::one - 1, Rounding::down) == 0);
}

TEST_CASE("the product of the largest numbers is exact or refused, never wrapped") {
  CHECK(product(INT64_MAX, Rate::one, Rounding::half_even) == INT64_MAX);
  CHECK(product(INT64_MIN, Rate::one, Rounding::half_even) == INT64_MIN);
  CHECK(product(Rate::one, INT64_MAX, Rounding::down) == INT64_MAX);
  CHECK(has(refusal([] { multiply(largest, Rate{Rate::one + 1}, Rounding::down); }), "amount too large"));
  CHECK(has(refusal([] { multiply(smallest, Rate{-Rate::one}, Rounding::down); }), "amount too large"));
  CHECK(has(refusal([] { multiply(smallest, Rate{INT64_MIN}, Rounding::down); }), "amount too large"));
}

TEST_CASE("a product is off by less than its rounding allows") {
  Random random;
  INFO("seed ", random.seed);
  for (int i = 0; i < 20'000; ++i) {
    const std::int64_t minor = random.between(-3'000'000, 3'000'000);
    const std::int64_t rate = random.between(-2'000, 2'000) * (Rate::one / 1'000);  // ties are frequent
    CAPTURE(minor);
    CAPTURE(rate);
    const std::int64_t exact = minor * (rate / (Rate::one / 1'000));  // thousandths
    const std::int64_t even = product(minor, rate, Rounding::half_even);
    const std::int64_t up = product(minor, rate, Rounding::half_up);
    const std::int64_t down = product(minor, rate, Rounding::down);
    REQUIRE(down == exact / 1'000);
    REQUIRE(std::abs(even * 1'000 - exact) <= 500);
    REQUIRE(std::abs(up * 1'000 - exact) <= 500);
    const bool tie = std::abs(exact % 1'000) == 500;
    if (tie) REQUIRE(even % 2 == 0);
    if (tie) REQUIRE(std::abs(up) == std::abs(down) + 1);
    if (!tie) REQUIRE(even == up);
  }
}

TEST_CASE("plain amounts have all their decimals and no separators") {
  CHECK(format_plain(Money{123456789}, 2) == "1234567.89");
  CHECK(format_plain(Money{-5}, 2) == "-0.05");
  CHECK(format_plain(Money{0}, 2) == "0.00");
  CHECK(format_plain(Money{7}, 0) == "7");
  CHECK(format_plain(Money{-7}, 3) == "-0.007");
  CHECK(format_plain(smallest, 2) == "-92233720368547758.08");
}

TEST_CASE("grouped amounts part thousands, also at the edges of a group") {
  CHECK(format_grouped(Money{123456789}, 2) == "1,234,567.89");
  CHECK(format_grouped(Money{99999}, 2) == "999.99");
  CHECK(format_grouped(Money{100000}, 2) == "1,000.00");
  CHECK(format_grouped(Money{-100000}, 2) == "-1,000.00");
  CHECK(format_grouped(Money{-100}, 0) == "-100");
  CHECK(format_grouped(smallest, 0) == "-9,223,372,036,854,775,808");
}

}  // namespace salesctl

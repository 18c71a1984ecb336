#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

#include "render/render.hpp"

namespace salesctl {
namespace {

std::string percent(std::int64_t billionths) { return human(Rate{billionths}, 2); }

TEST_CASE("money is grouped for people and plain for machines, with all its decimals") {
  CHECK(human(Money{123456789}, 2) == "1,234,567.89");
  CHECK(plain(Money{123456789}, 2) == "1234567.89");
  CHECK(plain(Money{1234560}, 2) == "12345.60");
  CHECK(human(Money{-5}, 2) == "-0.05");
  CHECK(human(Money{1234}, 0) == "1,234");
  CHECK(plain(Money{1234}, 3) == "1.234");
  CHECK(plain(Money{INT64_MIN}, 2) == "-92233720368547758.08");
}

TEST_CASE("whole numbers are grouped for people") {
  CHECK(human(std::int64_t{1234567}, 2) == "1,234,567");
  CHECK(plain(std::int64_t{1234567}, 2) == "1234567");
  CHECK(human(std::int64_t{-1000}, 0) == "-1,000");
  CHECK(plain(std::int64_t{INT64_MIN}, 2) == "-9223372036854775808");
}

TEST_CASE("a rate is a percentage with one decimal, half to even") {
  CHECK(percent(873'400'000) == "87.3%");
  CHECK(percent(873'500'000) == "87.4%");
  CHECK(percent(872'500'000) == "87.2%");
  CHECK(percent(872'500'001) == "87.3%");
  CHECK(percent(1'000'000'000) == "100.0%");
  CHECK(percent(0) == "0.0%");
  CHECK(percent(-873'400'000) == "-87.3%");
  CHECK(percent(-400'000) == "0.0%");
  CHECK(percent(INT64_MAX) == "922337203685.5%");
  CHECK(percent(INT64_MIN) == "-922337203685.5%");
}

TEST_CASE("a rate is a plain decimal for machines") {
  CHECK(plain(Rate{873'400'000}, 2) == "0.8734");
  CHECK(plain(Rate{Rate::one}, 2) == "1");
  CHECK(plain(Rate{-48'900'000}, 2) == "-0.0489");
}

TEST_CASE("a decimal is as short as it can be and has no exponent") {
  CHECK(plain(0.1, 2) == "0.1");
  CHECK(plain(2.0, 2) == "2");
  CHECK(plain(1e20, 2) == "100000000000000000000");
  CHECK(plain(1e-7, 2) == "0.0000001");
  CHECK(plain(-0.0, 2) == "0");
  CHECK(human(1234.5, 2) == "1234.5");
  CHECK(plain(std::numeric_limits<double>::max(), 2).size() == 309);
  CHECK(plain(-std::numeric_limits<double>::denorm_min(), 2).size() > 320);
}

TEST_CASE("what is no number is nothing") {
  CHECK(plain(std::numeric_limits<double>::quiet_NaN(), 2).empty());
  CHECK(human(std::numeric_limits<double>::infinity(), 2).empty());
  CHECK(plain(std::monostate{}, 2).empty());
  CHECK(human(std::monostate{}, 2).empty());
}

TEST_CASE("a decimal reads back as the same number") {
  const auto seed = std::random_device{}();
  INFO("seed ", seed);
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> mantissa(-10, 10);
  std::uniform_int_distribution<int> exponent(-300, 300);
  for (int i = 0; i < 2000; ++i) {
    const double number = mantissa(random) * std::pow(10, exponent(random));
    REQUIRE(std::stod(plain(number, 2)) == number);
  }
}

TEST_CASE("dates are ISO, names are for people and ids for machines") {
  CHECK(human(make_date(2026, 7, 5), 2) == "2026-07-05");
  CHECK(plain(make_date(2026, 7, 5), 2) == "2026-07-05");
  const Value named = Named{"r1", "王伟"};
  CHECK(human(named, 2) == "王伟");
  CHECK(plain(named, 2) == "r1");
  CHECK(human(Named{"r1", ""}, 2) == "r1");
  CHECK(human(std::string("=1+1"), 2) == "=1+1");
}

}  // namespace
}  // namespace salesctl

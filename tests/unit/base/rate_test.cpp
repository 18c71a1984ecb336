#include "base/rate.hpp"

#include <doctest/doctest.h>

#include "refusal.hpp"

namespace salesctl {
namespace {

using test::has;
using test::Random;
using test::refusal;

std::int64_t billionths(std::string_view text) { return parse_rate(text).billionths; }

}  // namespace

TEST_CASE("rates are read as percentages and as fractions") {
  CHECK(billionths("5%") == 50'000'000);
  CHECK(billionths("72.68 %") == 726'800'000);
  CHECK(billionths("0.05") == 50'000'000);
  CHECK(billionths("1") == Rate::one);
  CHECK(billionths("100%") == Rate::one);
  CHECK(billionths("-2.5%") == -25'000'000);
  CHECK(billionths(" 0 ") == 0);
  CHECK(billionths("-0") == 0);
  CHECK(billionths("0.000000001") == 1);
  CHECK(billionths("0.0000001%") == 1);
  CHECK(billionths("0.5000000000000") == 500'000'000);  // zeros at the end say nothing
}

TEST_CASE("the shares of a whole add up to exactly one") {
  CHECK(parse_rate("72.68%") + parse_rate("10.93%") + parse_rate("2.73%") + parse_rate("13.66%") == Rate{Rate::one});
}

TEST_CASE("what is no rate is refused by name") {
  for (const char* text : {"", "%", "-", "-%", "5%%", "%5", "5 5%", "1e-2", "NaN", "0x1", ".5", "5.", "1,000", "--1",
                           "+1", "- 1", "٥%", "1.2.3", "0.00000000a"}) {
    CAPTURE(text);
    CHECK(has(refusal([&] { parse_rate(text); }), "is not a rate | write it like 5% or 0.05"));
  }
}

TEST_CASE("decimals beyond a billionth are refused, not rounded") {
  CHECK(has(refusal([] { parse_rate("0.0000000001"); }), "at most nine decimals"));
  CHECK(has(refusal([] { parse_rate("0.00000001%"); }), "seven before a %"));
}

TEST_CASE("rates are exact up to the edge of 64 bits and refused beyond it") {
  CHECK(billionths("9223372036.854775807") == INT64_MAX);
  CHECK(billionths("-9223372036.854775808") == INT64_MIN);
  CHECK(has(refusal([] { parse_rate("9223372036.854775808"); }), "it is too large"));
  CHECK(has(refusal([] { parse_rate("99999999999999999999"); }), "it is too large"));
  CHECK(has(refusal([] { Rate{INT64_MAX} + Rate{1}; }), "data: rate too large"));
  CHECK(has(refusal([] { Rate{INT64_MIN} - Rate{1}; }), "data: rate too large"));
  CHECK(Rate{5} - Rate{7} == Rate{-2});
}

TEST_CASE("rates are shown as short as is exact") {
  CHECK(format_plain(Rate{50'000'000}) == "0.05");
  CHECK(format_plain(Rate{Rate::one}) == "1");
  CHECK(format_plain(Rate{-1}) == "-0.000000001");
  CHECK(format_percent(Rate{726'800'000}) == "72.68%");
  CHECK(format_percent(Rate{50'000'000}) == "5%");
  CHECK(format_percent(Rate{50'000'000}, 1) == "5.0%");
  CHECK(format_percent(Rate{726'800'000}, 1) == "72.68%");
  CHECK(format_percent(Rate{-25'000'000}) == "-2.5%");
  CHECK(format_percent(Rate{10 * Rate::one}) == "1000%");
}

TEST_CASE("what is shown is read back the same, as a fraction and as a percentage") {
  Random random;
  INFO("seed ", random.seed);
  for (int i = 0; i < 20'000; ++i) {
    const Rate rate{random.any()};
    CAPTURE(rate.billionths);
    REQUIRE(parse_rate(format_plain(rate)) == rate);
    REQUIRE(parse_rate(format_percent(rate, static_cast<int>(random.between(0, 7)))) == rate);
  }
}

}  // namespace salesctl

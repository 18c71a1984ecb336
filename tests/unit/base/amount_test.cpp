#include <vector>

#include <doctest/doctest.h>

#include "base/money.hpp"
#include "refusal.hpp"

namespace salesctl {
namespace {

using test::has;
using test::Random;
using test::refusal;

std::int64_t minor(std::string_view text, int decimals = 2) { return parse_amount(text, decimals).minor; }

std::string refused(std::string_view text, int decimals = 2) {
  return refusal([&] { parse_amount(text, decimals); });
}

}  // namespace

TEST_CASE("amounts are read as people and programs write them") {
  CHECK(minor("1234567.89") == 123456789);
  CHECK(minor("1,234,567.89") == 123456789);
  CHECK(minor("-12.5") == -1250);
  CHECK(minor("7") == 700);
  CHECK(minor("0") == 0);
  CHECK(minor("-0") == 0);
  CHECK(minor("-0.00") == 0);
  CHECK(minor("010") == 1000);  // ten, not eight
  CHECK(minor("0.01") == 1);
  CHECK(minor("999,999") == 99999900);
  CHECK(minor(" \t12.30\r\n") == 1230);
  CHECK(minor("　12　") == 1200);
  CHECK(minor("1234", 0) == 1234);
  CHECK(minor("1.234", 3) == 1234);
}

TEST_CASE("万 and 亿 stand for four and eight zeros, and let the amount have as many more decimals") {
  CHECK(minor("1000万") == 1'000'000'000);
  CHECK(minor("1.2亿") == 12'000'000'000);
  CHECK(minor("1,234万") == 1'234'000'000);
  CHECK(minor("1.23456亿") == 12'345'600'000);
  CHECK(minor("0.000001万") == 1);
  CHECK(minor("1.0001万", 0) == 10'001);
  CHECK(minor("5 万") == 5'000'000);
  CHECK(minor("-3万") == -3'000'000);
  CHECK(has(refused("0.0000001万"), "at most 6 decimals"));
  CHECK(has(refused("1.00001万", 0), "at most 4 decimals"));
  for (const char* text : {"万", "亿", "1万亿", "1亿万", "万1", "1万2", "1万.5"}) {
    CAPTURE(text);
    CHECK(has(refused(text), "is not an amount | write it like"));
  }
}

TEST_CASE("a currency sign may stand at either end, with the minus before or after it") {
  CHECK(minor("￥1,000.00") == 100000);
  CHECK(minor("¥ 1000") == 100000);
  CHECK(minor("$-5") == -500);
  CHECK(minor("-$5") == -500);
  CHECK(minor("100 €") == 10000);
  CHECK(minor("£0.01") == 1);
  CHECK(minor("￥1.2亿") == 12'000'000'000);
  for (const char* text : {"￥", "-￥", "$", "$$5", "￥5￥", "5$5"}) {
    CAPTURE(text);
    CHECK(has(refused(text), "is not an amount"));
  }
}

TEST_CASE("the code of the currency may stand at either end, any other is refused") {
  const Currency cny{"CNY", 2};
  CHECK(parse_amount("CNY 100", cny) == Money{10000});
  CHECK(parse_amount("100CNY", cny) == Money{10000});
  CHECK(parse_amount("-100.50 CNY", cny) == Money{-10050});
  CHECK(parse_amount("CNY -1万", cny) == Money{-1'000'000});
  CHECK(parse_amount("100", Currency{"JPY", 0}) == Money{100});
  CHECK(has(refusal([&] { parse_amount("USD 100", cny); }), "\"USD 100\" is not an amount | amounts are in CNY here"));
  CHECK(has(refusal([&] { parse_amount("100EUR", cny); }), "amounts are in CNY here"));
  CHECK(has(refusal([&] { parse_amount("CNY 100 CNY", cny); }), "is not an amount"));
  CHECK(has(refusal([&] { parse_amount("CNY", cny); }), "is not an amount"));
  CHECK(has(refusal([&] { parse_amount("cny 5", cny); }), "is not an amount"));
  CHECK(has(refused("CNY 100"), "write it without a currency"));
  CHECK(has(refused("NAN5"), "is not an amount"));
}

TEST_CASE("more decimals than the currency has are refused, zeros too, and never rounded") {
  CHECK(has(refused("1.234"), "\"1.234\" is not an amount | it may have at most 2 decimals"));
  CHECK(has(refused("1.500"), "at most 2 decimals"));  // may well be fifteen hundred
  CHECK(has(refused("1,000.999"), "at most 2 decimals"));
  CHECK(has(refused("1.0", 0), "it must be a whole number"));
  CHECK(has(refused("0.0001", 3), "at most 3 decimals"));
}

TEST_CASE("what only looks like an amount is refused by name") {
  for (const char* text :
       {"",         " ",       "-",        "+5",    "--5",      "-￥-5",  "- -5",    "1e5",   "1E5",
        "NaN",      "nan",     "inf",      "0x10",  "١٢٣",      "１２",   "abc",     "1.2.3", "1..2",
        ".",        ".5",      "5.",       "1 000", "1,23,456", "1,2345", ",123",    "123,",  "1,,000",
        "1234,567", "12,34.5", "1.234,56", "1'000", "5%",       "1-2",    "1,000,00"}) {
    CAPTURE(text);
    CHECK(has(refused(text), "is not an amount | write it like 1234567.89"));
  }
  CHECK(has(refused(std::string_view("1\0", 2)), "\"1\\x00\" is not an amount"));
}

TEST_CASE("amounts are read up to the edge of 64 bits and refused beyond it") {
  CHECK(minor("92233720368547758.07") == INT64_MAX);
  CHECK(minor("-92233720368547758.08") == INT64_MIN);
  CHECK(minor("9223372036854775807", 0) == INT64_MAX);
  CHECK(minor("00000000000000000000000000012") == 1200);
  CHECK(has(refused("92233720368547758.08"), "it is too large"));
  CHECK(has(refused("-92233720368547758.09"), "it is too large"));
  CHECK(has(refused("9999999999999999999"), "it is too large"));
  CHECK(has(refused("9223372036854775808", 0), "it is too large"));
  CHECK(has(refused("999999999999亿"), "it is too large"));
  CHECK(has(refused(std::string(100'000, '9')), "it is too large"));
}

TEST_CASE("what is written is read back the same, plain, grouped and dressed") {
  Random random;
  INFO("seed ", random.seed);
  for (int i = 0; i < 20'000; ++i) {
    const Money amount{random.any()};
    const int decimals = static_cast<int>(random.between(0, 4));
    const std::string plain = format_plain(amount, decimals);
    const std::string grouped = format_grouped(amount, decimals);
    CAPTURE(plain);
    REQUIRE(parse_amount(plain, decimals) == amount);
    REQUIRE(parse_amount(grouped, decimals) == amount);
    REQUIRE(parse_amount(" ￥" + grouped + " ", decimals) == amount);
    REQUIRE(parse_amount(plain + "USD", Currency{"USD", decimals}) == amount);
  }
}

TEST_CASE("random pieces of amounts are read or refused, the fast way like the slow one") {
  const std::vector<std::string> pieces{"0", "1", "9", "12", "000", ".", ",", "-", "万", "￥", " ", "e"};
  Random random;
  INFO("seed ", random.seed);
  for (int i = 0; i < 50'000; ++i) {
    std::string text;
    for (auto n = random.between(0, 7); n > 0; --n) text += pieces[static_cast<std::size_t>(random.between(0, 11))];
    CAPTURE(text);
    std::string fast;
    std::string slow;
    const bool refused_fast = !refusal([&] { fast = format_plain(parse_amount(text, 2), 2); }).empty();
    const bool refused_slow = !refusal([&] { slow = format_plain(parse_amount(" " + text, 2), 2); }).empty();
    REQUIRE(refused_fast == refused_slow);
    REQUIRE(fast == slow);
  }
}

}  // namespace salesctl

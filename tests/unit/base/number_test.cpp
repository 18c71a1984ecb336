#include "base/number.hpp"

#include <string>

#include <doctest/doctest.h>

#include "refusal.hpp"

namespace salesctl {

using test::has;
using test::Random;
using test::refusal;

TEST_CASE("whole numbers are plain decimal digits, whatever they begin with") {
  CHECK(parse_integer("12") == 12);
  CHECK(parse_integer("010") == 10);
  CHECK(parse_integer("+7") == 7);
  CHECK(parse_integer("-7") == -7);
  CHECK(parse_integer("-0") == 0);
  CHECK(parse_integer(" 5\t") == 5);
  CHECK(parse_integer("9223372036854775807") == INT64_MAX);
  CHECK(parse_integer("-9223372036854775808") == INT64_MIN);
}

TEST_CASE("what is no whole number is refused by name, never saturated") {
  for (const char* text : {"", " ", "-", "+", "+-5", "-+5", "--5", "1.0", "1e5", "0x10", "NaN", "1,000", "1 2", "١٢",
                           "5a", "a5"}) {
    CAPTURE(text);
    CHECK(has(refusal([&] { parse_integer(text); }), "value: \"" + std::string(text) + "\" is not a whole number"));
  }
}

TEST_CASE("a whole number out of its range is refused with the range") {
  for (const char* text : {"9223372036854775808", "-9223372036854775809", "99999999999999999999"}) {
    CAPTURE(text);
    CHECK(has(refusal([&] { parse_integer(text); }), "value: " + std::string(text) + " is out of range"));
  }
  CHECK(parse_integer("1", 1, 12) == 1);
  CHECK(parse_integer("12", 1, 12) == 12);
  CHECK(has(refusal([] { parse_integer("0", 1, 12); }), "allowed: 1 to 12"));
  CHECK(has(refusal([] { parse_integer("13", 1, 12); }), "allowed: 1 to 12"));
  CHECK(has(refusal([] { parse_integer("-1", 0); }), "allowed: 0 and more"));
}

TEST_CASE("every whole number is read back from its text") {
  Random random;
  INFO("seed ", random.seed);
  for (int i = 0; i < 5'000; ++i) {
    const std::int64_t n = random.any();
    REQUIRE(parse_integer(std::to_string(n)) == n);
  }
}

TEST_CASE("decimals are plain digits with a point") {
  CHECK(parse_decimal("-12.5") == -12.5);
  CHECK(parse_decimal("012") == 12.0);
  CHECK(parse_decimal(" 0.1 ") == 0.1);
  for (const char* text :
       {"", "-", ".", ".5", "5.", "+5", "1e5", "nan", "inf", "infinity", "0x1p3", "1,5", "1.2.3", "--1", "1 2"}) {
    CAPTURE(text);
    CHECK(has(refusal([&] { parse_decimal(text); }), "is not a number | write it like 12 or -12.5"));
  }
  CHECK(has(refusal([] { parse_decimal(std::string(400, '9')); }), "is not a number"));
}

TEST_CASE("yes and no are known in English and Chinese, in any case") {
  for (const char* text : {"yes", "Y", "TRUE", "on", "1", "是", " True "}) {
    CAPTURE(text);
    CHECK(parse_bool(text));
  }
  for (const char* text : {"no", "N", "False", "OFF", "0", "否", "　否"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_bool(text));
  }
  for (const char* text : {"", "2", "maybe", "yes!", "10", "是的"}) {
    CAPTURE(text);
    CHECK(has(refusal([&] { parse_bool(text); }), "is neither yes nor no"));
  }
}

TEST_CASE("spaces of every kind are trimmed at both ends and kept inside") {
  CHECK(trim(" \t\r\n\v\f\xc2\xa0　a　b　\xc2\xa0 ") == "a　b");
  CHECK(trim("a") == "a");
  CHECK(trim("") == "");
  CHECK(trim(" 　 ") == "");
  CHECK(trim_left("　 a ") == "a ");
  CHECK(trim("\xa0") == "\xa0");  // half a no-break space is no space
}

}  // namespace salesctl

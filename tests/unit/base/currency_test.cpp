#include <doctest/doctest.h>

#include "base/money.hpp"
#include "refusal.hpp"

namespace salesctl {

using test::has;
using test::refusal;

TEST_CASE("a currency knows its decimals") {
  CHECK(currency("CNY") == Currency{"CNY", 2});
  CHECK(currency("USD").decimals == 2);
  CHECK(currency("AED").decimals == 2);  // the first of its list
  CHECK(currency("ZWG").decimals == 2);  // and the last
  CHECK(currency("JPY").decimals == 0);
  CHECK(currency("KRW").decimals == 0);
  CHECK(currency("KWD").decimals == 3);
  CHECK(currency("CLF").decimals == 4);
}

TEST_CASE("a code that is none is refused with the nearest one") {
  CHECK(has(refusal([] { currency("CNX"); }), "value: \"CNX\" is not a currency - did you mean"));
  CHECK(has(refusal([] { currency("cny"); }), "did you mean \"CNY\"?"));
  for (const char* code : {"", " ", "CN", "CNYX", "CNY ", "Y U", "元", "AED AFN"}) {
    CAPTURE(code);
    CHECK(has(refusal([&] { currency(code); }), "is not a currency"));
  }
}

}  // namespace salesctl

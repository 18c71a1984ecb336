#include "exchange/value.hpp"

#include <random>

#include <doctest/doctest.h>

#include "base/money.hpp"
#include "sample.hpp"

namespace salesctl {
namespace {

using test::has;

Field field(FieldType type, std::string name = "f") {
  Field f{std::move(name), type, "", false, {}, {}, false};
  if (type == FieldType::choice) f.choices = {"sale", "renewal", "refund"};
  return f;
}

std::string read(const Field& f, std::string_view text, const FieldMapping* mapping = nullptr) {
  ReadOptions options;
  options.timezone = "Asia/Shanghai";
  std::string scratch;
  std::string shown;
  const std::string fault = test::thrown([&] { shown = test::show(read_value(f, text, mapping, options, scratch)); });
  return fault == "nothing" ? shown : fault;
}

}  // namespace

TEST_CASE("empty and blank text is null, and refused where a value is required") {
  Field f = field(FieldType::money, "amount");
  CHECK(read(f, "") == "-");
  CHECK(read(f, " \t　 ") == "-");
  f.required = true;
  CHECK(has(read(f, " "), "value 0:0 amount is empty"));
}

TEST_CASE("text is trimmed, keeps tabs and line breaks, and refuses other control characters") {
  const Field f = field(FieldType::text);
  CHECK(read(f, "  王 芳 ") == "王 芳");
  CHECK(read(f, "a\tb\nc") == "a\tb\nc");
  CHECK(read(f, "a\r\nb\rc") == "a\nb\nc");
  CHECK(has(read(f, "a\x1B[31m"), "control character"));
  CHECK(has(read(f, std::string_view("a\0b", 3)), "control character"));
  CHECK(has(read(f, "a\x7F"), "control character"));
  CHECK(has(read(f, "a\xC2\x9B"), "control character"));
  CHECK(read(f, "a\xC2\xA0z") == "a\xC2\xA0z");
  CHECK(has(read(field(FieldType::id), "a\nb"), "single line"));
  CHECK(has(read(field(FieldType::ref), "a\tb"), "single line"));
}

TEST_CASE("text above one megabyte is refused") {
  CHECK(read(field(FieldType::text), std::string(1 << 20, 'x')).size() == 1 << 20);
  CHECK(has(read(field(FieldType::text), std::string((1 << 20) + 1, 'x')), "too long"));
}

TEST_CASE("money is minor units, at most 9e15 of them either way") {
  const Field f = field(FieldType::money);
  CHECK(read(f, "1,234.5") == "123450");
  CHECK(read(f, "￥1.2亿") == "12000000000");
  CHECK(read(f, "-0.05") == "-5");
  CHECK(read(f, "90000000000000.00") == "9000000000000000");
  CHECK(has(read(f, "90000000000000.01"), "too large"));
  CHECK(has(read(f, "-90000000000000.01"), "too large"));
  CHECK(has(read(f, "1.234"), "value"));
  CHECK(has(read(f, "1e5"), "value"));
}

TEST_CASE("every way to read an amount agrees with parse_amount") {
  const unsigned seed = std::random_device{}();
  INFO("seed ", seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (std::size_t n = 1 + random() % 17; n > 0; --n) text += "0123456789.-,"[random() % (round % 2 == 0 ? 11 : 13)];
    for (const int decimals : {0, 2, 3}) {
      CAPTURE(text);
      CAPTURE(decimals);
      ReadOptions options;
      options.currency.decimals = decimals;
      std::string scratch;
      std::string ours;
      std::string theirs;
      const bool refused =
          test::thrown([&] { theirs = std::to_string(parse_amount(text, decimals).minor); }) != "nothing";
      const std::string fault = test::thrown(
          [&] { ours = test::show(read_value(field(FieldType::money), text, nullptr, options, scratch)); });
      REQUIRE((fault != "nothing") == (refused || has(fault, "too large")));
      if (!refused && fault == "nothing") REQUIRE(ours == theirs);
    }
  }
}

TEST_CASE("numbers, whole numbers, rates and yes or no are read by their type") {
  CHECK(read(field(FieldType::number), "12.5") == "12.5r");
  CHECK(read(field(FieldType::number), "123456789012345") == "123456789012345r");
  CHECK(has(read(field(FieldType::number), "1e5"), "value"));
  CHECK(has(read(field(FieldType::number), "nan"), "value"));
  CHECK(read(field(FieldType::integer), "010") == "10");
  CHECK(read(field(FieldType::integer), "-7") == "-7");
  CHECK(has(read(field(FieldType::integer), "1.5"), "value"));
  CHECK(has(read(field(FieldType::integer), "99999999999999999999"), "value"));
  CHECK(read(field(FieldType::rate), "5%") == "50000000");
  CHECK(read(field(FieldType::boolean), "Yes") == "1");
  CHECK(read(field(FieldType::boolean), "否") == "0");
}

TEST_CASE("a choice is found exactly, then in any case; another is refused with the choices and the nearest") {
  const Field f = field(FieldType::choice);
  CHECK(read(f, "renewal") == "renewal");
  CHECK(read(f, " REFUND ") == "refund");
  const std::string fault = read(f, "renewl");
  CHECK(has(fault, "renewl"));
  CHECK(has(fault, "did you mean \"renewal\"?"));
  CHECK(has(fault, "one of: sale, renewal, refund"));
}

TEST_CASE("a value map applies exactly first, then folded, and may map to nothing") {
  FieldMapping mapping;
  mapping.values = {{"New", "sale"}, {"new", "renewal"}, {"n/a", ""}, {"退款", "refund"}};
  const Field f = field(FieldType::choice);
  CHECK(read(f, " New ", &mapping) == "sale");
  CHECK(read(f, "new", &mapping) == "renewal");
  CHECK(read(f, "NEW", &mapping) == "sale");
  CHECK(read(f, "N/A", &mapping) == "-");
  CHECK(read(f, "退款", &mapping) == "refund");
  CHECK(read(f, "refund", &mapping) == "refund");
}

TEST_CASE("dates outside 1900 to 2999 are refused, birthdays outside 1800 to 2999") {
  CHECK(read(field(FieldType::date), "1900-01-01") == "1900-01-01");
  CHECK(read(field(FieldType::date), "2999-12-31") == "2999-12-31");
  CHECK(has(read(field(FieldType::date), "1899-12-31"), "1899"));
  CHECK(has(read(field(FieldType::date), "3000/1/1"), "3000"));
  CHECK(read(field(FieldType::date, "birthday"), "1850-05-01") == "1850-05-01");
  CHECK(has(read(field(FieldType::date, "birthday"), "1799-05-01"), "1799"));
}

TEST_CASE("the option's date form goes before the mapping's") {
  FieldMapping mapping;
  mapping.date_form = "%d/%m/%Y";
  const Field f = field(FieldType::date);
  CHECK(read(f, "03/04/2026", &mapping) == "2026-04-03");
  ReadOptions options;
  options.date_form = "%m/%d/%Y";
  std::string scratch;
  CHECK(read_value(f, "03/04/2026", &mapping, options, scratch).text == "2026-03-04");
}

}  // namespace salesctl

#include "exchange/xlsx_cell.hpp"

#include <random>

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace salesctl {

TEST_CASE("numbers lose the tail of binary fractions and never show an exponent") {
  CHECK(number_text("12.300000000000001") == "12.3");
  CHECK(number_text("0.30000000000000004") == "0.3");
  CHECK(number_text("4.1100000000000003E-2") == "0.0411");
  CHECK(number_text("1E+15") == "1000000000000000");
  CHECK(number_text("1.5e-7") == "0.00000015");
  CHECK(number_text("-2.5") == "-2.5");
  CHECK(number_text("0") == "0");
  CHECK(number_text("-0.0") == "-0.0");
  CHECK(number_text("20260705000000123") == "20260705000000123");
  CHECK_FALSE(number_text("x"));
  CHECK_FALSE(number_text("nan"));
  CHECK_FALSE(number_text("1e300"));
  CHECK_FALSE(number_text(""));
}

TEST_CASE("every amount of up to 13 digits comes back from its shortest or longest double form") {
  const unsigned seed = std::random_device{}();
  INFO("seed ", seed);
  std::mt19937_64 random(seed);
  for (int round = 0; round < 20'000; ++round) {
    const auto minor = static_cast<long long>(random() % 10'000'000'000'000ULL);
    if (minor % 10 == 0) continue;
    const std::string text = fmt::format("{}.{:02}", minor / 100, minor % 100);
    REQUIRE(number_text(fmt::format("{:.17g}", std::stod(text))) == text);
  }
}

TEST_CASE("serial numbers are dates of the 1900 or the 1904 system") {
  CHECK(serial_date_text(1, false) == "1900-01-01");
  CHECK(serial_date_text(59, false) == "1900-02-28");
  CHECK(serial_date_text(60, false) == "1900-02-29");
  CHECK(serial_date_text(61, false) == "1900-03-01");
  CHECK(serial_date_text(46208, false) == "2026-07-05");
  CHECK(serial_date_text(46208 - 1462, true) == "2026-07-05");
  CHECK(serial_date_text(46208.5625, false) == "2026-07-05 13:30:00");
  CHECK(serial_date_text(46207.999999999, false) == "2026-07-05");
  CHECK(serial_date_text(0.5, false) == "12:00:00");
  CHECK_FALSE(serial_date_text(-1, false));
  CHECK_FALSE(serial_date_text(1e10, false));
}

TEST_CASE("date formats are known by their number or their code") {
  for (const unsigned id : {14U, 22U, 31U, 45U, 58U}) CHECK(is_date_format(id, ""));
  for (const unsigned id : {0U, 2U, 10U, 44U, 49U, 164U}) CHECK_FALSE(is_date_format(id, ""));
  for (const char* code : {"yyyy-mm-dd", "[$-804]yyyy\"年\"m\"月\"d\"日\"", "h:mm", "D/M/YY", "[Red]dd.mm"}) {
    CHECK(is_date_format(164, code));
  }
  for (const char* code : {"0.00", "General", "0.00\"d\"", "[Red]0.00;[Blue]0", "#,##0\\d", "0_d", "\"y", "[y"}) {
    CHECK_FALSE(is_date_format(164, code));
  }
}

TEST_CASE("references name columns from A to XFD, and back") {
  CHECK(reference_column("A1") == 0);
  CHECK(reference_column("BC23") == 54);
  CHECK(reference_column("XFD1") == 16383);
  CHECK_FALSE(reference_column("XFE1"));
  CHECK_FALSE(reference_column("12"));
  for (const std::size_t column : {0UL, 25UL, 26UL, 701UL, 702UL, 16383UL}) {
    CHECK(reference_column(column_letters(column)) == column);
  }
}

TEST_CASE("Excel's escapes are undone and look-alikes are left") {
  CHECK(unescape("a_x000A_b") == "a\nb");
  CHECK(unescape("_x005F_x000A_") == "_x000A_");
  CHECK(unescape("_xZZZZ_ _x00") == "_xZZZZ_ _x00");
}

}  // namespace salesctl

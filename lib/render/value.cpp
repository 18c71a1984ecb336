// Values as text. For people: grouped digits, percent with one decimal, names. For machines: plain decimals, ids.
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <system_error>
#include <type_traits>

#include <fmt/format.h>

#include "render/render.hpp"

namespace salesctl {
namespace {

/// The shortest digits that read back as the same number, never with an exponent; empty when it is not a number.
std::string shortest(double number) {
  if (!std::isfinite(number)) return {};
  if (number == 0) return "0";     // never "-0"
  std::array<char, 400> digits{};  // the smallest double takes 326
  const auto [end, error] =
      std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed);
  return error == std::errc{} ? std::string(digits.data(), end) : std::string{};
}

/// Rounded half-even to tenths of a percent. Not by way of Rate, whose largest value has none above it.
std::string one_decimal_percent(Rate rate) {
  constexpr std::int64_t tenth = Rate::one / 1000;
  const std::int64_t rest = std::abs(rate.billionths % tenth);
  std::int64_t tenths = std::abs(rate.billionths / tenth);
  if (rest * 2 > tenth || (rest * 2 == tenth && tenths % 2 == 1)) ++tenths;
  const char* sign = rate.billionths < 0 && tenths != 0 ? "-" : "";
  return fmt::format("{}{}.{}%", sign, tenths / 10, tenths % 10);
}

struct Human {
  int decimals;
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(std::int64_t number) const { return format_grouped(Money{number}, 0); }
  std::string operator()(double number) const { return shortest(number); }
  std::string operator()(Money money) const { return format_grouped(money, decimals); }
  std::string operator()(Rate rate) const { return one_decimal_percent(rate); }
  std::string operator()(Date date) const { return format_date(date); }
  std::string operator()(const Named& named) const { return named.name().empty() ? named.id() : named.name(); }
};

struct Plain {
  int decimals;
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(std::int64_t number) const { return fmt::format("{}", number); }
  std::string operator()(double number) const { return shortest(number); }
  std::string operator()(Money money) const { return format_plain(money, decimals); }
  std::string operator()(Rate rate) const { return format_plain(rate); }
  std::string operator()(Date date) const { return format_date(date); }
  std::string operator()(const Named& named) const { return named.id(); }
};

}  // namespace

std::string human(const Value& value, int money_decimals) { return std::visit(Human{money_decimals}, value); }

std::string plain(const Value& value, int money_decimals) { return std::visit(Plain{money_decimals}, value); }

}  // namespace salesctl

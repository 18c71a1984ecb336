// Money: whole minor units (cents, fen) in 64 bits, checked. There is no way from money to double here.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/rate.hpp"

namespace salesctl {

/// An ISO 4217 currency: its code and how many decimals its minor unit has (CNY 2, JPY 0, KWD 3).
struct Currency {
  std::string code = "CNY";
  int decimals = 2;
  bool operator==(const Currency&) const = default;
};

/// The currency of an ISO 4217 code. Throws ValueError on a code that is none, naming the nearest one.
Currency currency(std::string_view code);

/// An amount in minor units. Arithmetic throws DataError ("amount too large") instead of wrapping.
struct Money {
  std::int64_t minor = 0;
  auto operator<=>(const Money&) const = default;
};

Money operator+(Money a, Money b);
Money operator-(Money a, Money b);
Money operator-(Money a);
Money operator*(Money a, std::int64_t n);
inline Money& operator+=(Money& a, Money b) { return a = a + b; }
inline Money& operator-=(Money& a, Money b) { return a = a - b; }

/// How a result that falls between two minor units is settled; named at each call. The halves are alike on both sides
/// of zero (half_up goes away from it); down goes towards zero.
enum class Rounding { half_even, half_up, down };

/// amount × rate, rounded once to a minor unit.
Money multiply(Money amount, Rate rate, Rounding rounding);

/// Whether part < whole × share, exactly.
bool is_less(Money part, Money whole, Rate share);

/// Reads "1234567.89", "1,234,567.89", "-12.5", "1000万", "1.2亿" (万 = 10^4, 亿 = 10^8), with an optional
/// leading or trailing currency sign (¥ ￥ $ € £) or code of this currency. Spaces around are ignored.
/// Digits are ASCII. Refused with ValueError: more decimals than the currency has, be they zeros (never rounded, and
/// "1.500" may mean 1500), another currency's code, exponents, NaN, misplaced separators, anything past 64 bits.
/// Where only the decimals are given no currency is known, and every code is refused.
Money parse_amount(std::string_view text, int decimals);
Money parse_amount(std::string_view text, const Currency& currency);

/// "1234567.89": for CSV and JSON. Always all decimals, no separators; "-0.05" below zero.
std::string format_plain(Money amount, int decimals);

/// "1,234,567.89": for tables.
std::string format_grouped(Money amount, int decimals);

}  // namespace salesctl

#include "base/money.hpp"

#include <limits>

#include "base/error.hpp"
#include "base/message.hpp"

namespace salesctl {
namespace {

__extension__ using Wide = __int128;

[[noreturn]] void too_large() { throw DataError(tr("amount too large: it does not fit into 64 bits of minor units")); }

std::uint64_t magnitude_of(std::int64_t value) {
  return value < 0 ? ~static_cast<std::uint64_t>(value) + 1 : static_cast<std::uint64_t>(value);
}

std::string with_decimals(Money amount, int decimals, bool grouped) {
  std::string digits = std::to_string(magnitude_of(amount.minor));
  const auto places = static_cast<std::size_t>(decimals);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  std::string whole = digits.substr(0, digits.size() - places);
  if (grouped) {
    for (std::size_t i = whole.size(); i > 3; i -= 3) whole.insert(i - 3, ",");
  }
  const std::string fraction = places == 0 ? "" : "." + digits.substr(digits.size() - places);
  return (amount.minor < 0 ? "-" : "") + whole + fraction;
}

}  // namespace

Money operator+(Money a, Money b) {
  Money sum;
  if (__builtin_add_overflow(a.minor, b.minor, &sum.minor)) too_large();
  return sum;
}

Money operator-(Money a, Money b) {
  Money difference;
  if (__builtin_sub_overflow(a.minor, b.minor, &difference.minor)) too_large();
  return difference;
}

Money operator-(Money a) { return Money{} - a; }

Money operator*(Money a, std::int64_t n) {
  Money product;
  if (__builtin_mul_overflow(a.minor, n, &product.minor)) too_large();
  return product;
}

bool is_less(Money part, Money whole, Rate share) {
  return static_cast<Wide>(part.minor) * Rate::one < static_cast<Wide>(whole.minor) * share.billionths;
}

Money multiply(Money amount, Rate rate, Rounding rounding) {
  const Wide product = static_cast<Wide>(amount.minor) * rate.billionths;
  Wide quotient = product / Rate::one;
  Wide rest = product % Rate::one;
  const Wide sign = product < 0 ? -1 : 1;
  rest *= sign;
  const bool tie_up = rounding == Rounding::half_up || quotient % 2 != 0;
  const bool up = rest * 2 > Rate::one || (rest * 2 == Rate::one && tie_up);
  if (rounding != Rounding::down && up) quotient += sign;
  using Limits = std::numeric_limits<std::int64_t>;
  if (quotient > Limits::max() || quotient < Limits::min()) too_large();
  return Money{static_cast<std::int64_t>(quotient)};
}

std::string format_plain(Money amount, int decimals) { return with_decimals(amount, decimals, false); }
std::string format_grouped(Money amount, int decimals) { return with_decimals(amount, decimals, true); }

}  // namespace salesctl

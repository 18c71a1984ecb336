#include "base/money.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/number.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

__extension__ using Wide = __int128;

[[noreturn]] void too_large() { throw DataError(tr("amount too large: it does not fit into 64 bits of minor units")); }

ValueError refused(std::string_view text, std::string hint) {
  return ValueError(tr("\"{}\" is not an amount", printable(text)), std::move(hint));
}

std::string form_hint() { return tr("write it like 1234567.89, 1,234,567.89, 1000万 or 1.2亿"); }

/// Takes off a currency sign or code at either end.
std::string_view without_currency(std::string_view text) {
  constexpr std::array<std::string_view, 5> signs{"¥", "￥", "$", "€", "£"};
  for (const std::string_view sign : signs) {
    if (text.starts_with(sign)) return trim(text.substr(sign.size()));
    if (text.ends_with(sign)) return trim(text.substr(0, text.size() - sign.size()));
  }
  const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (text.size() > 3 && std::all_of(text.begin(), text.begin() + 3, letter)) return trim(text.substr(3));
  if (text.size() > 3 && std::all_of(text.end() - 3, text.end(), letter)) return trim(text.substr(0, text.size() - 3));
  return text;
}

/// Takes off 万 or 亿; the power of ten it stands for.
int myriads(std::string_view& text) {
  for (const auto& [sign, power] : {std::pair{std::string_view("万"), 4}, std::pair{std::string_view("亿"), 8}}) {
    if (text.ends_with(sign)) {
      text = trim(text.substr(0, text.size() - sign.size()));
      return power;
    }
  }
  return 0;
}

/// Digits of the whole part; thousands separators, where there are any, must part groups of three.
bool read_whole(std::string_view text, std::string& digits) {
  if (text.empty()) return false;
  const bool grouped = text.find(',') != std::string_view::npos;
  std::size_t since = 0;
  bool first = true;
  for (const char c : text) {
    if (c == ',') {
      if (since == 0 || since > 3 || (!first && since != 3)) return false;
      first = false;
      since = 0;
    } else if (c >= '0' && c <= '9') {
      digits += c;
      ++since;
    } else {
      return false;
    }
  }
  return !grouped || since == 3;
}

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

Money multiply(Money amount, Rate rate, Rounding rounding) {
  const Wide product = static_cast<Wide>(amount.minor) * rate.billionths;
  Wide quotient = product / Rate::one;
  Wide rest = product % Rate::one;
  const Wide sign = product < 0 ? -1 : 1;
  rest *= sign;
  const bool up = rest * 2 > Rate::one || (rest * 2 == Rate::one && (rounding == Rounding::half_up || quotient % 2 != 0));
  if (rounding != Rounding::down && up) quotient += sign;
  if (quotient > std::numeric_limits<std::int64_t>::max() || quotient < std::numeric_limits<std::int64_t>::min()) too_large();
  return Money{static_cast<std::int64_t>(quotient)};
}

Money parse_amount(std::string_view original, int decimals) {
  std::string_view text = trim(original);
  const auto take_sign = [&] {
    const bool minus = text.starts_with('-');
    if (minus) text = trim(text.substr(1));
    return minus;
  };
  bool negative = take_sign();
  text = without_currency(text);
  if (!negative) negative = take_sign();
  const int power = myriads(text);
  const auto point = text.find('.');
  std::string_view part = point == std::string_view::npos ? "" : text.substr(point + 1);
  std::string digits;
  if (!read_whole(text.substr(0, point), digits)) throw refused(original, form_hint());
  if (point != std::string_view::npos && part.empty()) throw refused(original, form_hint());
  for (const char c : part) {
    if (c < '0' || c > '9') throw refused(original, form_hint());
  }
  while (static_cast<int>(part.size()) > decimals + power && part.ends_with('0')) part.remove_suffix(1);
  if (static_cast<int>(part.size()) > decimals + power) {
    throw refused(original, decimals == 0 ? tr("it must be a whole number") : tr("it may have at most {} decimals", decimals));
  }
  digits += part;
  digits.append(static_cast<std::size_t>(decimals + power) - part.size(), '0');
  std::int64_t minor = 0;
  for (const char c : digits) {
    if (__builtin_mul_overflow(minor, 10, &minor) || __builtin_add_overflow(minor, c - '0', &minor)) {
      throw refused(original, tr("it is too large"));
    }
  }
  return Money{negative ? -minor : minor};
}

std::string format_plain(Money amount, int decimals) { return with_decimals(amount, decimals, false); }
std::string format_grouped(Money amount, int decimals) { return with_decimals(amount, decimals, true); }

}  // namespace salesctl

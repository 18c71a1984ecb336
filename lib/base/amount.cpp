// How amounts are written: "1234567.89", "1,234,567.89", "￥1,000", "1000万", "1.2亿", "-12.5 CNY". The decimal
// point may stand anywhere before 万 and 亿: "1.23456亿" has at most as many decimals as make whole minor units.
#include <algorithm>
#include <array>
#include <optional>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/money.hpp"
#include "base/number.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

ValueError refused(std::string_view text, std::string hint) {
  return ValueError(tr("\"{}\" is not an amount", printable(text)), std::move(hint));
}

ValueError bad_form(std::string_view text) {
  return refused(text, tr("write it like 1234567.89, 1,234,567.89, 1000万 or 1.2亿"));
}

/// The fast way for millions of rows: "1234567.89" of up to 17 characters, which cannot overflow.
std::optional<std::int64_t> plain_minor(std::string_view text, int decimals) noexcept {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  if (text.empty() || text.size() + static_cast<std::size_t>(decimals) > 17 || !is_digit(text.front())) {
    return std::nullopt;
  }
  std::int64_t value = 0;
  int after_point = -1;  // no point yet
  for (const char c : text) {
    if (is_digit(c)) {
      value = value * 10 + (c - '0');
      if (after_point >= 0) ++after_point;
    } else if (c == '.' && after_point < 0) {
      after_point = 0;
    } else {
      return std::nullopt;
    }
  }
  if (after_point == 0 || after_point > decimals) return std::nullopt;
  for (int n = std::max(after_point, 0); n < decimals; ++n) value *= 10;
  return negative ? -value : value;
}

bool take_minus(std::string_view& text) {
  const bool minus = text.starts_with('-');
  if (minus) text = trim(text.substr(1));
  return minus;
}

bool take(std::string_view& text, std::string_view word) {
  if (word.empty() || text.size() <= word.size()) return false;
  if (text.starts_with(word)) {
    text = trim(text.substr(word.size()));
  } else if (text.ends_with(word)) {
    text = trim(text.substr(0, text.size() - word.size()));
  } else {
    return false;
  }
  return true;
}

/// Takes off a currency sign, or the code, at either end.
void take_currency(std::string_view& text, std::string_view code, std::string_view original) {
  for (const std::string_view sign : {"¥", "￥", "$", "€", "£"}) {
    if (take(text, sign)) return;
  }
  if (take(text, code) || text.size() <= 3) return;
  const auto letters = [](std::string_view s) {
    return std::ranges::all_of(s, [](char c) { return c >= 'A' && c <= 'Z'; });
  };
  if (letters(text.substr(0, 3)) || letters(text.substr(text.size() - 3))) {
    throw refused(original, code.empty() ? tr("write it without a currency") : tr("amounts are in {} here", code));
  }
}

/// Takes off 万 or 亿; the power of ten it stands for.
int take_myriads(std::string_view& text) {
  for (const auto& [sign, power] : {std::pair{std::string_view("万"), 4}, std::pair{std::string_view("亿"), 8}}) {
    if (text.ends_with(sign)) {
      text = trim(text.substr(0, text.size() - sign.size()));
      return power;
    }
  }
  return 0;
}

/// Digits; thousands separators, where there are any, must part groups of three.
bool is_whole_part(std::string_view text) {
  const bool grouped = text.find(',') != std::string_view::npos;
  std::size_t since = 0;
  bool first = true;
  for (const char c : text) {
    if (c == ',') {
      if (since == 0 || since > 3 || (!first && since != 3)) return false;
      first = false;
      since = 0;
    } else if (is_digit(c)) {
      ++since;
    } else {
      return false;
    }
  }
  return grouped ? since == 3 : since > 0;
}

/// Adds digits up below zero, where 64 bits hold one value more than above; false when they do not fit.
bool append(std::int64_t& below_zero, std::string_view digits) {
  for (const char c : digits) {
    if (c == ',') continue;
    if (__builtin_mul_overflow(below_zero, 10, &below_zero)) return false;
    if (__builtin_sub_overflow(below_zero, c - '0', &below_zero)) return false;
  }
  return true;
}

Money read(std::string_view original, int decimals, std::string_view code) {
  if (const auto plain = plain_minor(original, decimals)) return Money{*plain};
  std::string_view text = trim(original);
  bool negative = take_minus(text);
  take_currency(text, code, original);
  if (!negative) negative = take_minus(text);
  const int places = take_myriads(text) + decimals;
  const auto point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view part = point == std::string_view::npos ? "" : text.substr(point + 1);
  const bool good_part = point == std::string_view::npos || (!part.empty() && std::ranges::all_of(part, is_digit));
  if (!is_whole_part(whole) || !good_part) throw bad_form(original);
  const auto missing = places - static_cast<std::ptrdiff_t>(part.size());
  if (missing < 0) {
    throw refused(original,
                  places == 0 ? tr("it must be a whole number") : tr("it may have at most {} decimals", places));
  }
  std::int64_t minor = 0;
  bool fits =
      append(minor, whole) && append(minor, part) && append(minor, std::string(static_cast<std::size_t>(missing), '0'));
  if (fits && !negative) fits = !__builtin_sub_overflow(std::int64_t{0}, minor, &minor);
  if (!fits) throw refused(original, tr("it is too large"));
  return Money{minor};
}

}  // namespace

Money parse_amount(std::string_view text, int decimals) { return read(text, decimals, {}); }

Money parse_amount(std::string_view text, const Currency& currency) {
  return read(text, currency.decimals, currency.code);
}

}  // namespace salesctl

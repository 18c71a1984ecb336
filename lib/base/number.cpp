#include "base/number.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

constexpr std::string_view no_break = "\xc2\xa0";
constexpr std::string_view ideographic = "\xe3\x80\x80";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_integer(std::string_view text) {
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  return !text.empty() && std::ranges::all_of(text, is_digit);
}

bool is_plain_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// Bytes of the space at that end; 0 where there is none.
std::size_t space_at_start(std::string_view text) {
  if (text.empty()) return 0;
  if (is_plain_space(text.front())) return 1;
  return text.starts_with(no_break) ? no_break.size() : text.starts_with(ideographic) ? ideographic.size() : 0;
}

std::size_t space_at_end(std::string_view text) {
  if (text.empty()) return 0;
  if (is_plain_space(text.back())) return 1;
  return text.ends_with(no_break) ? no_break.size() : text.ends_with(ideographic) ? ideographic.size() : 0;
}

}  // namespace

std::string_view trim_left(std::string_view text) {
  for (std::size_t size = space_at_start(text); size > 0; size = space_at_start(text)) text.remove_prefix(size);
  return text;
}

std::string_view trim(std::string_view text) {
  text = trim_left(text);
  for (std::size_t size = space_at_end(text); size > 0; size = space_at_end(text)) text.remove_suffix(size);
  return text;
}

std::int64_t parse_integer(std::string_view text, std::int64_t min, std::int64_t max) {
  const std::string_view digits = trim(text);
  std::int64_t value = 0;
  const std::string_view number = digits.starts_with('+') ? digits.substr(1) : digits;
  const bool whole = is_integer(digits);
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (!whole || error != std::errc{} || end != number.data() + number.size() || value < min || value > max) {
    const bool limited = min != INT64_MIN || max != INT64_MAX;
    throw ValueError(whole ? tr("{} is out of range", printable(text)) : tr("\"{}\" is not a whole number", printable(text)),
                     limited && max != INT64_MAX ? tr("allowed: {} to {}", min, max)
                     : limited                   ? tr("allowed: {} and more", min)
                                                 : tr("write digits only, such as 1200"));
  }
  return value;
}

int parse_days(std::string_view text, int min, int max) {
  std::string_view number = trim(text);
  const bool weeks = number.ends_with('w');
  if (weeks || number.ends_with('d')) number.remove_suffix(1);
  const int unit = weeks ? 7 : 1;
  try {
    return static_cast<int>(parse_integer(number, (min + unit - 1) / unit, max / unit)) * unit;
  } catch (const ValueError&) {
    throw ValueError(tr("\"{}\" is no number of days that is allowed here", printable(text)),
                     tr("write days or weeks, such as 90d or 13w: {} to {} days", min, max));
  }
}

double parse_decimal(std::string_view text) {
  std::string_view digits = trim(text);
  double value = 0;
  const std::string_view unsigned_part = digits.starts_with('-') ? digits.substr(1) : digits;
  const auto point = unsigned_part.find('.');
  const std::string_view whole = unsigned_part.substr(0, point);
  const std::string_view part = point == std::string_view::npos ? "0" : unsigned_part.substr(point + 1);
  const bool plain =
      !whole.empty() && !part.empty() && std::ranges::all_of(whole, is_digit) && std::ranges::all_of(part, is_digit);
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed);
  if (!plain || error != std::errc{} || end != digits.data() + digits.size() || !std::isfinite(value)) {
    throw ValueError(tr("\"{}\" is not a number", printable(text)), tr("write it like 12 or -12.5"));
  }
  return value;
}

bool parse_bool(std::string_view text) {
  const std::string word = fold(text);
  constexpr std::array<std::string_view, 6> yes{"yes", "y", "true", "on", "1", "是"};
  constexpr std::array<std::string_view, 6> no{"no", "n", "false", "off", "0", "否"};
  if (std::ranges::find(yes, word) != yes.end()) return true;
  if (std::ranges::find(no, word) != no.end()) return false;
  throw ValueError(tr("\"{}\" is neither yes nor no", printable(text)), tr("write true or false"));
}

}  // namespace salesctl

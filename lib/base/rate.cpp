#include "base/rate.hpp"

#include <algorithm>
#include <charconv>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/number.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

constexpr int places = 9;

std::string digits_of(std::uint64_t magnitude, int decimals, int least) {
  std::uint64_t scale = 1;
  for (int i = 0; i < decimals; ++i) scale *= 10;
  std::string fraction = std::to_string(scale + magnitude % scale).substr(1);
  while (static_cast<int>(fraction.size()) > least && fraction.ends_with('0')) fraction.pop_back();
  const std::string whole = std::to_string(magnitude / scale);
  return fraction.empty() ? whole : whole + "." + fraction;
}

std::uint64_t magnitude_of(std::int64_t value) {
  return value < 0 ? ~static_cast<std::uint64_t>(value) + 1 : static_cast<std::uint64_t>(value);
}

}  // namespace

Rate operator+(Rate a, Rate b) {
  Rate sum;
  if (__builtin_add_overflow(a.billionths, b.billionths, &sum.billionths)) throw DataError(tr("rate too large"));
  return sum;
}

Rate operator-(Rate a, Rate b) {
  Rate difference;
  if (__builtin_sub_overflow(a.billionths, b.billionths, &difference.billionths)) throw DataError(tr("rate too large"));
  return difference;
}

Rate parse_rate(std::string_view original) {
  const auto refuse = [&](const std::string& hint) -> ValueError {
    return ValueError(tr("\"{}\" is not a rate", printable(original)), hint);
  };
  const std::string form = tr("write it like 5% or 0.05");
  std::string_view text = trim(original);
  int shift = places;
  if (text.ends_with('%')) {
    text = trim(text.substr(0, text.size() - 1));
    shift -= 2;
  }
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const auto point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  std::string_view part = point == std::string_view::npos ? "" : text.substr(point + 1);
  if (whole.empty() || (point != std::string_view::npos && part.empty())) throw refuse(form);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (!std::ranges::all_of(whole, is_digit) || !std::ranges::all_of(part, is_digit)) throw refuse(form);
  while (part.ends_with('0')) part.remove_suffix(1);
  if (static_cast<int>(part.size()) > shift) throw refuse(tr("at most nine decimals, seven before a %"));
  std::string digits = (negative ? "-" : "") + std::string(whole) + std::string(part);
  digits.append(static_cast<std::size_t>(shift) - part.size(), '0');
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size()) throw refuse(tr("it is too large"));
  return Rate{value};
}

std::string format_plain(Rate rate) {
  return (rate.billionths < 0 ? "-" : "") + digits_of(magnitude_of(rate.billionths), places, 0);
}

std::string format_percent(Rate rate, int decimals) {
  return (rate.billionths < 0 ? "-" : "") + digits_of(magnitude_of(rate.billionths), places - 2, decimals) + "%";
}

}  // namespace salesctl

// Rates, shares and weights: exact decimals with nine places, so 72.68% + 10.93% + 2.73% + 13.66% is 100%.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace salesctl {

/// A decimal fraction in billionths: 5% is 50,000,000. Range about ±9.2e9.
struct Rate {
  static constexpr std::int64_t one = 1'000'000'000;
  std::int64_t billionths = 0;
  auto operator<=>(const Rate&) const = default;
};

/// Checked; throw DataError when out of range.
Rate operator+(Rate a, Rate b);
Rate operator-(Rate a, Rate b);

/// Reads "5%", "72.68 %", "0.05", "1". More than nine decimals (seven before a %) is a ValueError.
Rate parse_rate(std::string_view text);

/// "0.05", without trailing zeros: for CSV and JSON.
std::string format_plain(Rate rate);

/// "72.68%": for people; at least `decimals` and at most as many as it takes to be exact.
std::string format_percent(Rate rate, int decimals = 0);

}  // namespace salesctl

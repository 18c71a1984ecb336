// Checked numbers for flags, config values and imported columns. Plain decimal ASCII digits only:
// no exponents, no hexadecimal or octal ("010" is ten), no NaN, no silent saturation.
#pragma once

#include <cstdint>
#include <string_view>

namespace salesctl {

/// Throws ValueError naming the text and the range allowed.
std::int64_t parse_integer(std::string_view text, std::int64_t min = INT64_MIN, std::int64_t max = INT64_MAX);

/// "90", "90d" or "13w" in days. Throws ValueError.
int parse_days(std::string_view text, int min, int max);

/// A decimal such as "-12.5" as double, for quantities and scores (never for money or rates).
double parse_decimal(std::string_view text);

/// yes/y/true/on/1/是 and no/n/false/off/0/否, in any case. Throws ValueError.
bool parse_bool(std::string_view text);

/// The text without spaces, tabs, line ends, no-break and ideographic spaces at both ends.
std::string_view trim(std::string_view text);
std::string_view trim_left(std::string_view text);

}  // namespace salesctl

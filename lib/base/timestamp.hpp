// The time of day of timestamps, read only as far as it decides which day it is.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace salesctl {

/// What stands after the seconds: a fraction, then a zone.
struct ClockTail {
  std::optional<std::chrono::minutes> offset;  // from UTC; nothing: local time
};

/// Reads "", ".123", "Z", " UTC", ".5+08:00", "+0800", "+08"; nothing where the text is anything else.
std::optional<ClockTail> read_clock_tail(std::string_view text) noexcept;

}  // namespace salesctl

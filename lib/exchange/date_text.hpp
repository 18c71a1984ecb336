// Dates as people and other systems write them.
#pragma once

#include <string>
#include <string_view>

#include "base/date.hpp"

namespace salesctl {

/// Reads a date. With a `form` (strptime-like) only that and year-first ISO are read. Without one: YYYY-M-D, also with
/// / or . or 年月日, and D/M/YYYY or M/D/YYYY (with / - .) where only one of the two is a date; a time of day may
/// follow and is dropped. A timestamp with a zone is the date in `timezone`. Throws ValueError; where day and month may
/// be swapped it names both readings.
Date read_date(std::string_view text, const std::string& form, const std::string& timezone);

}  // namespace salesctl

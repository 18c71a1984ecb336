// Names of files with dates in them, in the letters of strftime: "reports/%Y-%m/attainment.html".
#pragma once

#include <string>
#include <string_view>

#include "base/date.hpp"

namespace salesctl {

/// %Y %m %d; %G and %V, the ISO week and the year it is of; %q, the quarter of the calendar year; %% is a %. Throws
/// UsageError for any other.
std::string dated_name(std::string_view pattern, Date day);

}  // namespace salesctl

#include "base/dated_name.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/period.hpp"
#include "base/text.hpp"

namespace salesctl {

std::string dated_name(std::string_view pattern, Date day) {
  const std::string date = format_date(day);                                 // 2026-07-15
  const std::string week = period_of(day, PeriodUnit::week, {}).name;        // 2026-W29
  const std::string quarter = period_of(day, PeriodUnit::quarter, {}).name;  // 2026-Q3
  const std::array<std::pair<char, std::string>, 7> values{{{'Y', date.substr(0, 4)},
                                                            {'m', date.substr(5, 2)},
                                                            {'d', date.substr(8, 2)},
                                                            {'G', week.substr(0, 4)},
                                                            {'V', week.substr(6, 2)},
                                                            {'q', quarter.substr(6, 1)},
                                                            {'%', "%"}}};
  std::string name;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%') {
      name += pattern[i];
      continue;
    }
    const char letter = ++i < pattern.size() ? pattern[i] : '\0';
    const auto* const value = std::ranges::find(values, letter, &std::pair<char, std::string>::first);
    if (value == values.end()) {
      throw UsageError(tr("no part of a date is called \"{}\"", printable(pattern.substr(i - 1, 2))),
                       tr("in the name of the output: %Y %m %d, %G %V (ISO week), %q (quarter), and %% for a %"));
    }
    name += value->second;
  }
  return name;
}

}  // namespace salesctl

// The sum of a metric by day and rep: the form in which reports meet facts.
#pragma once

#include <cstdint>

namespace salesctl {

struct DaySum {
  int day = 0;               // since 1970-01-01
  std::int64_t rep_key = 0;  // 0: nobody's
  std::int64_t value = 0;    // minor units or a whole number
  std::int64_t facts = 1;    // how many rows were added up
};

}  // namespace salesctl

// The public pool: when a lead or customer goes back to it, and who may claim from it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/date.hpp"
#include "base/period.hpp"
#include "model/assign_rule.hpp"

namespace salesctl {

enum class PoolState { warned, taken };

struct PoolVerdict {
  PoolState state = PoolState::warned;
  Date due;   // when the days without contact or order are over
  Date goes;  // the day on which it goes: not before the days of notice are over
  bool operator==(const PoolVerdict&) const = default;
};

/// What becomes of an item with an owner. `last` is the last contact, order or assignment, none: there is none on record, and
/// the item is due. `noticed` is the day of the first notice; it counts only after `last`. Nothing: neither due nor due
/// within the days of notice, so that a notice given before is void.
std::optional<PoolVerdict> pool_verdict(const RecycleRule& rule, std::optional<Date> last, std::optional<Date> noticed, Date day);

/// What a rep has claimed so far.
struct Claims {
  std::int64_t open = 0;  // claimed, still theirs and open
  std::int64_t day = 0;   // on this day
  std::int64_t week = 0;  // on this day and the six before it
};

/// Which limit one claim more would break: "day", "week" or "open".
std::optional<std::string> broken_limit(const RecycleRule& rule, const Claims& claims);

/// Until when, exclusively, who lost an item on a day may not have it back.
Date banned_until(const RecycleRule& rule, Date lost);

/// On which days who lost an item must have lost it to be still banned on `day`.
Span banned_span(const RecycleRule& rule, Date day);

}  // namespace salesctl

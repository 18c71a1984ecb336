// One key result on its way to a grade; the rules stand in okr.hpp.
#pragma once

#include <optional>

#include "goal/okr.hpp"

namespace salesctl {

__extension__ typedef __int128 WideCount;

/// numerator / divisor, cut to 0..1, in thousandths half-even. The divisor is above zero.
Rate share(WideCount numerator, WideCount divisor);

/// Days of the period up to and including that day.
int days_gone(Span period, Date as_of);

OkrStatus okr_status(Rate grade, Rate expected, std::optional<Rate> confidence);

KeyResultGrade grade_key_result(const Objective& objective, const KeyResult& result, const OkrFacts& facts,
                                int stalled_after, Date as_of);

}  // namespace salesctl

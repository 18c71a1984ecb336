// What to praise and what to work on in a talk with a rep, from how far its figures came in this period and the one before.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "base/rate.hpp"

namespace salesctl {

/// How far a figure of the rep came: 1 is the target, or the best a review can say.
struct Reached {
  std::optional<Rate> now;
  std::optional<Rate> before;
};

enum class TalkReason { reached, most_improved, below, most_fallen };

struct TalkPoint {
  std::size_t figure = 0;  // its place in the list
  TalkReason reason = TalkReason::reached;
  bool operator==(const TalkPoint&) const = default;
};

/// Figures at or above the target, the furthest first, then the one that rose most if it is none of them.
std::vector<TalkPoint> to_praise(const std::vector<Reached>& figures);

/// Up to three figures below the target, the furthest first, then the one that fell most if it is none of them.
std::vector<TalkPoint> to_work_on(const std::vector<Reached>& figures);

}  // namespace salesctl

#include "pay/tiers.hpp"

#include <algorithm>

namespace salesctl {

std::vector<Cut> cut(const std::vector<Money>& rows, const std::vector<Money>& ends, Money start) {
  std::vector<Cut> cuts;
  cuts.reserve(rows.size());
  Money total = start;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    Money left = rows[row];
    do {
      const bool up = left >= Money{};
      const std::size_t tier = tier_of(total, ends, up);
      Money part = left;
      if (up && tier < ends.size()) part = std::min(left, ends[tier] - total);
      if (!up && tier > 0) part = std::max(left, ends[tier - 1] - total);
      cuts.push_back({row, tier, part});
      total += part;
      left -= part;
    } while (left != Money{});
  }
  return cuts;
}

std::size_t tier_of(Money total, const std::vector<Money>& ends, bool higher) {
  const auto it = higher ? std::ranges::upper_bound(ends, total) : std::ranges::lower_bound(ends, total);
  return static_cast<std::size_t>(it - ends.begin());
}

}  // namespace salesctl

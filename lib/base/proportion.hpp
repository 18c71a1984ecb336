// Exact sums of money times rates: kept in 128 bits, rounded once.
#pragma once

#include "base/money.hpp"

namespace salesctl {

__extension__ using Wide = __int128;

/// numerator / denominator (not 0), half to even. Throws DataError where it does not fit into money.
Money rounded(Wide numerator, Wide denominator);

/// amount × part / whole, half to even.
inline Money in_proportion(Money amount, std::int64_t part, std::int64_t whole) {
  return part == whole ? amount : rounded(static_cast<Wide>(amount.minor) * part, whole);
}

}  // namespace salesctl

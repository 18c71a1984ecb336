#include "base/proportion.hpp"

#include <limits>

#include "base/error.hpp"
#include "base/message.hpp"

namespace salesctl {

Money rounded(Wide numerator, Wide denominator) {
  if (denominator < 0) return rounded(-numerator, -denominator);
  const Wide sign = numerator < 0 ? -1 : 1;
  Wide quotient = numerator / denominator;
  const Wide rest = (numerator % denominator) * sign;
  if (rest * 2 > denominator || (rest * 2 == denominator && quotient % 2 != 0)) quotient += sign;
  using Limits = std::numeric_limits<std::int64_t>;
  if (quotient > Limits::max() || quotient < Limits::min()) throw DataError(tr("amount too large: it does not fit into 64 bits of minor units"));
  return Money{static_cast<std::int64_t>(quotient)};
}

}  // namespace salesctl

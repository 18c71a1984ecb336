#include "score/exact.hpp"

#include "base/error.hpp"
#include "base/message.hpp"

namespace salesctl {

Rate rounded(const Exact& value, int decimals) {
  using Whole = boost::multiprecision::cpp_int;
  const Whole scale = boost::multiprecision::pow(Whole(10), static_cast<unsigned>(decimals));
  const Whole divisor = denominator(value);
  const Whole whole = abs(numerator(value)) * scale;
  Whole quotient = whole / divisor;
  const Whole rest = whole % divisor * 2;
  if (rest > divisor || (rest == divisor && quotient % 2 != 0)) ++quotient;
  const Whole billionths = quotient * (Whole(Rate::one) / scale);
  if (billionths > INT64_MAX) throw DataError(tr("a score is too large"), tr("look at its target and its curve"));
  const auto magnitude = billionths.convert_to<std::int64_t>();
  return Rate{value < 0 ? -magnitude : magnitude};
}

}  // namespace salesctl

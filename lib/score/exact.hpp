// Scores are computed as fractions and rounded once, where they are shown or stored.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>

#include "base/rate.hpp"
#include "model/score_rule.hpp"

namespace salesctl {

using Exact = boost::multiprecision::cpp_rational;

inline Exact exact(Rate rate) { return {rate.billionths, Rate::one}; }
inline Exact exact(const Quantity& quantity) { return {quantity.over, quantity.under}; }

/// To so many decimals, at most nine, half-even. Throws DataError when it is out of range.
Rate rounded(const Exact& value, int decimals);

}  // namespace salesctl

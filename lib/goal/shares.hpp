// Amounts cut by weights, without a rest. Weights come as doubles; from here on everything is whole numbers, so that
// the same input gives the same output on every machine.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "goal/rounding.hpp"

namespace salesctl {

/// The weights as whole numbers that sum to at most 2^62, in proportion; empty when none is above zero.
std::vector<std::int64_t> whole_weights(std::span<const double> weights);

/// Cuts `total` in proportion to weights of whole_weights(): the parts sum to it exactly, and every run of neighbours
/// is within 2^-40 of its due.
std::vector<Fixed> share_out(Fixed total, std::span<const std::int64_t> weights);

}  // namespace salesctl

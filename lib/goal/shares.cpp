#include "goal/shares.hpp"

#include <cassert>
#include <numeric>

namespace salesctl {

std::vector<std::int64_t> whole_weights(std::span<const double> weights) {
  double sum = 0;
  for (const double weight : weights) {
    if (weight > 0) sum += weight;
  }
  if (!(sum > 0)) return {};
  std::vector<std::int64_t> whole(weights.size());
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] > 0) whole[i] = static_cast<std::int64_t>(weights[i] / sum * 0x1p61);
  }
  return whole;
}

std::vector<Fixed> share_out(Fixed total, std::span<const std::int64_t> weights) {
  // A part is the difference of two rounded running sums: nothing is left over to be handed out afterwards.
  const Fixed sum = std::accumulate(weights.begin(), weights.end(), Fixed{0});
  assert(sum > 0);
  const Fixed per_weight = total / sum;
  const Fixed rest = total % sum;
  std::vector<Fixed> parts(weights.size());
  Fixed reached = 0;
  Fixed given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    reached += weights[i];
    const Fixed due = per_weight * reached + rest * reached / sum;
    parts[i] = due - given;
    given = due;
  }
  return parts;
}

}  // namespace salesctl

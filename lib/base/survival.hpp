// How long things last when some of them are not over yet: the product-limit estimate of E. L. Kaplan and P. Meier,
// "Nonparametric estimation from incomplete observations", JASA 53 (1958), 457-481. What is still running counts as lasting
// at least so long; leaving it out would make every delay look shorter than it is.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace salesctl {

/// Something that lasted so many whole days, or that many so far.
struct Spell {
  int days = 0;
  bool over = true;
  bool operator==(const Spell&) const = default;
};

/// A day on which something ended, and the share that lasts longer.
struct SurvivalStep {
  int days = 0;
  std::int64_t at_risk = 0;  // those that lasted as long or longer
  std::int64_t ended = 0;
  double surviving = 1;      // after this day
};

/// By day. What is still running on a day is at risk of ending on it.
std::vector<SurvivalStep> survival(std::vector<Spell> spells);

/// The day by which `share` of them ended, such as 0.5 for the median; nothing where so many have not.
std::optional<int> quantile(const std::vector<SurvivalStep>& curve, double share);

}  // namespace salesctl

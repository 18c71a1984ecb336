// How likely a lead that is not converted yet still will be, by how long it has been there: the product-limit estimate
// (Kaplan and Meier, Journal of the American Statistical Association 53, 1958), in which leads that came in lately count
// only for as long as they have been there.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "base/survival.hpp"
#include "model/lead.hpp"

namespace salesctl {

class Conversion {
 public:
  /// Nothing where there are fewer than 50 leads or 10 of them converted.
  static std::optional<Conversion> of(const std::vector<LeadWait>& leads);

  /// The chance of a lead that has waited this long in vain, up to the longest wait that is known of at least 20.
  double chance(int days) const;

  std::size_t leads = 0;
  std::size_t converted = 0;

 private:
  std::vector<SurvivalStep> curve_;  // of not being converted
};

}  // namespace salesctl

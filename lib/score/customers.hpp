// How customers compare: RFM (when they last bought, how often, for how much) and ABC (who makes up most of what is
// bought).
#pragma once

#include <span>
#include <vector>

#include "base/period.hpp"
#include "model/customer_figures.hpp"
#include "model/customer_rule.hpp"
#include "model/purchases.hpp"

namespace salesctl {

/// What there is to know of a customer beside its purchases, of everybody and by key.
struct CustomerInput {
  CustomerKey key;
  std::optional<Money> value;   // bought within the period less what was given back in it; none: that of its purchases
  std::optional<Money> ranked;  // what ABC goes by; none: the value
  Money year_value;
};

/// The figures of these customers at the end of the period, the scores among them.
/// R, F, M: 1 + five times the share of those scored who are strictly worse, rounded down; who is alike scores alike.
/// ABC: A where all that is larger sums to less than the share `a` of the total, B likewise; who is alike is classed
/// alike; who brings zero or less is C.
CustomerBase score_customers(const Purchases& purchases, const std::vector<CustomerInput>& customers, Span period,
                             const CustomerRules& rules);

}  // namespace salesctl

// What to do about a customer in danger, by the config's playbook.
#pragma once

#include <string>
#include <vector>

#include "model/customer_rule.hpp"

namespace salesctl {

/// The first play that fits the customer's class, risk and reasons; none: nullptr. For who opted out only plays fit whose
/// kind needs no consent: visits and meetings.
const Play* find_play(const ChurnRules& rules, const std::string& customer_class, RiskLevel risk,
                      const std::vector<Reason>& reasons, bool opted_out);

}  // namespace salesctl

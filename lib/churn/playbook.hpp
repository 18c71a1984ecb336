// What to do about a customer in danger, by the config's playbook.
#pragma once

#include <string>
#include <vector>

#include "model/customer_rule.hpp"

namespace salesctl {

/// The first play that fits the customer's class, risk and reasons; none: nullptr. Who opted out is not called, nor sent
/// mails or messages: only plays fit whose kind is named and is another.
const Play* find_play(const ChurnRules& rules, const std::string& customer_class, RiskLevel risk,
                      const std::vector<Reason>& reasons, bool opted_out);

}  // namespace salesctl

// Why a customer's class changed.
#pragma once

#include <string>

#include "model/customer_figures.hpp"
#include "model/customer_rule.hpp"

namespace salesctl {

/// Which figures made it so: those that the conditions of the two classes name (else those of any class) and that are
/// others now than before: "abc B -> A". Empty: it was not the figures.
std::string why_changed(const CustomerRules& rules, const std::string& from, const std::string& to,
                        const CustomerFigures& before, const CustomerFigures& now, int decimals);

/// 1: up, -1: down by the classes' ranks; 0: neither, or one has no rank.
int direction(const CustomerRules& rules, const std::string& before, const std::string& now);

}  // namespace salesctl

// What pay is computed from: credited orders and payments, targets, who leads which team.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/pay_ledger.hpp"
#include "model/settings.hpp"
#include "store/database.hpp"

namespace salesctl {

/// Orders and payments of those days, split over the reps credited, for plans that pay on them. A refund that names its
/// order and has no credits of its own follows those of the order; what it is judged by is the order's.
PayFacts read_pay_facts(const Database& database, const Settings& settings, const std::vector<PayPlan>& plans,
                        const Organisation& organisation, Span days);

/// Teams and their managers, as places in reps: `manager` names a rep's id, else the name of one rep only.
std::vector<std::pair<TeamKey, std::size_t>> read_managers(const Database& database, const Organisation& organisation);

/// Targets of the span by the newest plan that has them, as such or as periods that make it up: by key of rep or team. As
/// they were after the run, or are now.
std::vector<std::pair<std::int64_t, Money>> read_people_targets(const Database& database, const std::string& metric, Span span, ScopeLevel level,
                                                                std::optional<std::int64_t> run_key);

/// Reps, levels, teams and products that plans name and the store does not have.
std::vector<PlanWarning> unknown_names(const Database& database, const std::vector<PayPlan>& plans);

/// Throws ConfigError where a condition of a plan is no expression over the credited rows.
void check_pay(const Database& database, const Settings& settings, const std::vector<PayPlan>& plans);

}  // namespace salesctl

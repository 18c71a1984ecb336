// Leads and deals as they stood at the end of a day: what is open, and which rules it meets.
// Facts dated later do not exist: a lead converted later is not converted, a deal closed later is open, in the stage and
// with the amount that its last step before says.
#pragma once

#include <string>
#include <vector>

#include "base/date.hpp"
#include "model/lead.hpp"
#include "model/settings.hpp"
#include "store/database.hpp"
#include "store/lead_values.hpp"

namespace salesctl {

/// The rules asked of leads or of deals, in their order.
std::vector<PointRule> rules_of(const LeadRules& rules, LeadKind kind);

/// What is open at the end of `as_of`, by id; of leads only those that meet `leads.open`. `met` answers rules_of(),
/// `values` learned_fields(). A lead's value is its own, a deal's its amount or else the price of its product.
/// Leaves the temporary tables `lead` or `opportunity`, and `progress`, on the connection.
/// Throws ConfigError at the place of a condition that is wrong.
std::vector<OpenLead> read_open_leads(const Database& database, const Settings& settings, LeadKind kind, Date as_of);

/// What is known of the deals open at the end of `as_of`, for fields that a lead or a deal has.
std::vector<std::vector<FieldValue>> read_open_values(const Database& database, const Settings& settings, LeadKind kind, Date as_of);

/// Throws UsageError where there is no such lead or deal, with the ids that may be meant.
void require_lead(const Database& database, LeadKind kind, const std::string& id);

/// Throws ConfigError where a condition of `leads` is no expression over the view and its progress.
void check_leads(const Database& database, const Settings& settings);

}  // namespace salesctl

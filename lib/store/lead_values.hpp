// What deals and leads are compared by, and what became of them: the history that the chance to win is learned from.
#pragma once

#include <string>
#include <vector>

#include "base/date.hpp"
#include "model/lead.hpp"
#include "model/settings.hpp"
#include "store/database.hpp"

namespace salesctl {

enum class LeadKind { lead, deal };

/// The fields of `leads.learn` that a lead or a deal has, and whether they are numbers.
std::vector<LearnedField> learned_fields(const Settings& settings, LeadKind kind);

/// The deals closed up to and including `as_of`, at most the latest `most`; values are those of learned_fields().
std::vector<ClosedDeal> read_closed_deals(const Database& database, const Settings& settings, LeadKind kind, Date as_of, std::size_t most);

/// Of every lead that came in up to `as_of`: how long it waited.
std::vector<LeadWait> read_lead_waits(const Database& database, Date as_of);

/// For statements over the rows o (a deal), c (its customer), p (its product) and l (its lead), joined by `around_deal`, or
/// over the lead l alone: ", a, b" of learned_fields(). What a deal does not say, the lead that it grew from may say.
/// `amount` is the column with the deal's amount in minor units.
std::string values_sql(const Settings& settings, LeadKind kind, bool of_lead, const std::string& amount);

inline constexpr const char* around_deal =
    "LEFT JOIN customer_fact c ON c.key = o.customer_key LEFT JOIN product_fact p ON p.key = o.product_key LEFT JOIN lead_fact l ON l.key = o.lead_key ";

/// These columns of a row, from `first`.
std::vector<FieldValue> read_values(const Statement& row, int first, const std::vector<LearnedField>& fields);

}  // namespace salesctl

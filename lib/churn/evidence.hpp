// What speaks for and against a customer's staying, as known at the end of a day: from what it bought and from the
// records of contacts, surveys, after-sales cases and lost deals.
#pragma once

#include <optional>
#include <vector>

#include "churn/btyd.hpp"
#include "churn/logistic.hpp"
#include "churn/order_value.hpp"
#include "model/customer_rule.hpp"
#include "model/purchases.hpp"

namespace salesctl {

/// A customer's facts; all of them, also later ones: what is computed looks no further than its day.
struct CustomerFacts {
  PurchaseDays bought;
  std::span<const CustomerRecord> records;
  int visit_every = 0;  // days, by the customer's class on that day; 0: none
};

struct Score {
  RecordKind kind = RecordKind::csat;
  double value = 0;
};

struct Evidence {
  int day = 0;
  Rhythm rhythm;
  double typical_gap = 0;    // median days between its own purchases; 0: it bought but once
  OrderValues repeat_values; // of the purchases after the first
  double total_value = 0;    // of all purchases, minor units
  double last_year = 0;      // of those in the last 365 days, minor units
  double recent_value = 1;   // mean of the last two purchases over the mean of those before; needs four, else 1
  int visit_every = 0;
  std::optional<int> since_contact;  // days
  int contacts = 0;          // in the last 90 days
  double usual_contacts = 0; // in 90 days, over the 270 days before
  std::optional<Score> score;         // the last answer of 365 days
  std::optional<Score> score_before;  // of the same kind
  int open_tickets = 0;
  int late_tickets = 0;      // open after their due day
  int lost_deals = 0;        // in the last 180 days

  int days_since() const { return rhythm.age - rhythm.last; }
};

/// How many purchases there were after the first, and their mean value.
OrderValues repeat_values(const PurchaseDays& bought);

/// Nothing where the customer had not bought by the end of the day.
std::optional<Evidence> evidence(const CustomerFacts& facts, int day);

/// The evidence as numbers for a regression, beside the log odds that a model gives; the time since the last contact
/// against the cadence of the customer's class, or the same one for all.
EvidenceValues values(const Evidence& evidence, double log_odds, bool by_class);

/// Which of it are reasons to worry, the strongest first; `gap` stands in for the typical gap of who bought once.
std::vector<Reason> reasons(const Evidence& evidence, double gap);

/// A reason in words, with its numbers: "no order for 143 days, usually every 31".
std::string in_words(Reason reason, const Evidence& evidence, double gap);

}  // namespace salesctl

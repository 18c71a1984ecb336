// Whom to contact next, why then, and what to talk about.
#pragma once

#include <optional>
#include <string>

#include "base/date.hpp"
#include "model/dossier.hpp"

namespace salesctl {

/// What is known of a customer at the end of a day.
struct Relation {
  int visit_every = 0;                // days between contacts by the customer's class; 0: none are due
  std::optional<Date> known;          // since when
  std::optional<Date> last_contact;
  std::optional<Date> last_order;
  int orders = 0;                     // days with a purchase
  double typical_gap = 0;             // median days between them; 0: one or none
};

enum class DueBy { cadence, rhythm };
const char* to_string(DueBy by);  // cadence rhythm

struct VisitDue {
  Date on;
  DueBy by = DueBy::cadence;
  bool operator==(const VisitDue&) const = default;
};

/// The earlier of two days; nothing where neither is there.
/// By cadence: so many days after the last contact, or, where there was none, after the customer became known (else after
/// its last order). By rhythm: when the customer, who has ordered at least three times, usually orders again; a contact
/// in the week before that day or later has settled it.
std::optional<VisitDue> visit_due(const Relation& customer);

/// Those at hand on a day, in words, parted by semicolons: birthdays within two weeks (who was born on 29 February has it
/// on the 28th in other years), a contract that ends within 60 days or ended in the last 60, open quotes, and `churn`:
/// why the customer may leave, or nothing.
std::string occasion(const Dossier& customer, const std::string& churn, Date day, int money_decimals);

}  // namespace salesctl

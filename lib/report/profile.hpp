// What a customer's profile makes of the record: who looked after it, what it bought month by month, what happened when.
#pragma once

#include <vector>

#include "model/profile.hpp"

namespace salesctl {

/// Who the owner was at the end of a day.
Party owner_on(const std::vector<OwnerChange>& changes, const Party& owner_now, Date day);

/// What was ordered, refunds taken off, and paid in a calendar month up to the day asked for.
struct MonthFigures {
  Date month;      // its first day
  int orders = 0;  // without refunds
  Money ordered;
  Money paid;
  bool operator==(const MonthFigures&) const = default;
};

/// 24 months, the last one that of the day.
std::vector<MonthFigures> monthly(const CustomerProfile& profile, Date day);

/// The twelve months up to and including a day, beside the twelve before, whole years both also in the midst of a month.
struct TwoYears {
  Money last;
  Money before;
  bool operator==(const TwoYears&) const = default;
};
TwoYears ordered_in_years(const CustomerProfile& profile, Date day);
TwoYears paid_in_years(const CustomerProfile& profile, Date day);

/// All that happened, the newest first.
std::vector<ProfileEvent> timeline(const CustomerProfile& profile);

enum class TicketState { open, late, closed, closed_late };
const char* to_string(TicketState state);  // open late closed closed_late
/// Late is what is or was open after its due day.
TicketState ticket_state(const ProfileTicket& ticket, Date day);

}  // namespace salesctl
